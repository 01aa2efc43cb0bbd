"""A letter's words: the template of its kind, filled with its facts; every blank must be filled.

A template is locked but for its zones, whose text an agency may replace by its own (zones.py).
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from jinja2.runtime import Context

from casework.domain.disclosure.letters import PAPERS, LetterKind
from casework.letters.facts import LetterFacts
from casework.letters.templates import FRAME, TEMPLATES, chinese_date, environment
from casework.letters.zones import NO_OWN_WORDS, OwnWords, filled

__all__ = ["Wording", "chinese_date", "version_of", "wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The marked-up text of a letter, and the version of the words it came from."""

    text: str
    version: str


def wording(facts: LetterFacts, own_words: OwnWords = NO_OWN_WORDS) -> Wording:
    """The words of a letter, those of an agency's own in its zones.

    Raises jinja2.UndefinedError when a fact is missing, UnfitWords for unfit words of its own.
    """
    paper = PAPERS[facts.kind]
    template = environment().get_template(f"{facts.kind.value}.txt")
    words = {"facts": facts, "it": facts.particulars, "remedy": paper.remedy.value}
    context = template.new_context(words)
    for zone, text in filled(facts, own_words).items():
        context.blocks[zone].insert(0, _said(text))
    rendered = "".join(template.root_render_func(context))
    return Wording(rendered, version_of(facts.kind, own_words))


def version_of(kind: LetterKind, own_words: OwnWords = NO_OWN_WORDS) -> str:
    """The version of a kind's words: a hash of the template's, and one of an agency's own."""
    version = _template_version(kind)
    if not own_words:
        return version
    said = "\0".join(part for zone in sorted(own_words) for part in (zone, own_words[zone]))
    return f"{version}+{hashlib.sha256(said.encode()).hexdigest()[:12]}"


@cache
def _template_version(kind: LetterKind) -> str:
    """The hash of a template's words and the frame's, so that no change is unseen."""
    names = (f"{kind.value}.txt", FRAME)
    words = b"\0".join((TEMPLATES / name).read_bytes() for name in names)
    return f"{kind.value}-{hashlib.sha256(words).hexdigest()[:12]}"


def _said(text: str) -> Callable[[Context], Iterator[str]]:
    def block(context: Context) -> Iterator[str]:
        yield text

    return block
