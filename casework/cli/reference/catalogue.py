"""The English catalogue: every string of the templates, the pages and the vocabularies."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

_ROOT = Path(__file__).resolve().parents[3]
# The second argument of term() is the word that readers see.
_KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "term": (2,)}
_METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]


def catalogue_is_current(path: Path) -> bool:
    """Whether the catalogue holds exactly the strings that the sources say."""
    return set(_messages()) == {message.id for message in _read(path) if message.id}


def renew_catalogue(path: Path) -> int:
    """Bring the catalogue up to the sources, keeping translations; how many are wanting."""
    template = Catalog()
    for message in _messages():
        template.add(message)
    catalogue = _read(path)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True, omit_header=False)
    return sum(1 for message in catalogue if message.id and not message.string)


def _messages() -> Iterator[str]:
    for folder in ("casework", "templates"):
        found = extract_from_dir(
            str(_ROOT / folder), _METHODS, keywords=_KEYWORDS, directory_filter=_is_source
        )
        for _, _, message, _, _ in found:
            if isinstance(message, str) and message:
                yield message


def _is_source(folder: str) -> bool:
    """Letters and mails are Chinese only: they are official papers."""
    return Path(folder).name not in {"letters", "mail", "static", "translations", "__pycache__"}


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="en", project="Casework", fuzzy=False)
    with path.open("rb") as file:
        catalogue = read_po(file, locale="en")
    catalogue.fuzzy = False
    return catalogue
