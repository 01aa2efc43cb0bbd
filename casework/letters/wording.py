"""A letter's words: the template of its kind, filled with its facts; every blank must be filled."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from casework.domain.disclosure.letters import PAPERS, LetterKind
from casework.letters.facts import LetterFacts
from casework.letters.legible import legible

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "letters"
_FRAME = "_frame.txt"
_DIGITS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")


@dataclass(frozen=True, slots=True)
class Wording:
    """The marked-up text of a letter, and the version of the template it came from."""

    text: str
    version: str


def wording(facts: LetterFacts) -> Wording:
    """The words of a letter; raises jinja2.UndefinedError when a fact is missing."""
    paper = PAPERS[facts.kind]
    template = _environment().get_template(f"{facts.kind.value}.txt")
    text = template.render(facts=facts, it=facts.particulars, remedy=paper.remedy.value)
    return Wording(text, version_of(facts.kind))


@cache
def version_of(kind: LetterKind) -> str:
    """A template's version: the hash of its words and the frame's, so that no change is unseen."""
    names = (f"{kind.value}.txt", _FRAME)
    words = b"\0".join((TEMPLATES / name).read_bytes() for name in names)
    return f"{kind.value}-{hashlib.sha256(words).hexdigest()[:12]}"


def chinese_date(on: date) -> str:
    """A date as official papers write it: 2026年3月2日, without zeros."""
    return f"{on.year}年{on.month}月{on.day}日"


def chinese_numeral(number: int) -> str:
    """A number from 1 to 99 as headings write it: 三, 十二, 二十."""
    tens, ones = divmod(number, 10)
    lead = _DIGITS[tens] if tens > 1 else ""
    return f"{lead}{'十' if tens else ''}{_DIGITS[ones]}"


@cache
def _environment() -> Environment:
    # Escaping is on so that a value can be told from a macro's text, which is marked as safe.
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_in_one_line,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["on"] = chinese_date
    environment.filters["numeral"] = chinese_numeral
    return environment


def _in_one_line(value: object) -> Markup:
    """A fact as it stands in a sentence: one that could begin a line might pass for a heading."""
    if isinstance(value, Markup):
        return value
    return Markup(" ".join(legible(str(value)).split()))  # noqa: S704  # a PDF's text, never HTML
