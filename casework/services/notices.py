"""The words of a notice: that something happened and where to look, never what it says."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from casework.domain.disclosure.vocabulary import Notice
from casework.persistence.models import Agency

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "mail"


@dataclass(frozen=True, slots=True)
class Wording:
    """A notice in words: the mail's subject and body, and the one line of a text message."""

    subject: str
    body: str
    short: str


def wording(notice: Notice, reference: str, agency: Agency | None) -> Wording:
    """The words of a notice about a case; only its reference and the agency stand in it."""
    template = _environment().get_template(f"{notice.value}.txt")
    blocks = template.make_module({"reference": reference, "agency": agency})
    return Wording(str(blocks.subject()), str(blocks.body()), str(blocks.short()))  # type: ignore[attr-defined]


@cache
def _environment() -> Environment:
    return Environment(  # noqa: S701  # plain text: nothing to escape
        loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, trim_blocks=True
    )
