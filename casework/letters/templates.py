"""Where templates of letters are read, and the few words that they may use.

A fact that is missing stops the letter; a fact is always words within a line, never a mark.
"""

from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from casework.domain.articles import chinese_numeral
from casework.letters.legible import legible
from casework.letters.strips import ANNEX
from casework.letters.tables import HEAD, MARK, ROW, TABLE

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "letters"
FRAME = "_frame.txt"
_MARK, _ANNEX = Markup(MARK), Markup(ANNEX)  # noqa: S704  # a PDF's text, never HTML


def chinese_date(on: date) -> str:
    """A date as official papers write it: 2026年3月2日, without zeros."""
    return f"{on.year}年{on.month}月{on.day}日"


def within_quotes(text: str) -> str:
    """A text that is put into quotation marks: its own ones become the inner ones."""
    return text.replace("“", "‘").replace("”", "’")


@cache
def environment() -> Environment:
    """Where templates are read: a fact that is missing stops the letter."""
    # Escaping is on so that a value can be told from a macro's text, which is marked as safe.
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=in_one_line,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["on"] = chinese_date
    made.filters["numeral"] = chinese_numeral
    made.filters["inner"] = within_quotes
    made.globals |= {"table": _table, "head": _head, "row": _row, "annex": _annex}
    return made


def in_one_line(value: object) -> Markup:
    """A fact as it stands in a sentence: one that could begin a line might pass for a heading."""
    if isinstance(value, Markup):
        return value
    return Markup(" ".join(legible(str(value)).split()))  # noqa: S704  # a PDF's text, never HTML


def _table(widths: str, *, goes_on: bool = False) -> Markup:
    """Begin a table whose columns are so many characters wide, or go on with other columns."""
    return _marked(TABLE if goes_on else f"{TABLE} new", widths)


def _head(*words: object) -> Markup:
    return _marked(HEAD, *words)


def _row(*words: object, lines: float = 0) -> Markup:
    """A row; `lines` is the least height, for what is written by hand."""
    return _marked(f"{ROW} {lines}" if lines else ROW, *words)


def _annex(title: object) -> Markup:
    return _ANNEX + in_one_line(title)


def _marked(*words: object) -> Markup:
    return _MARK + _MARK.join(map(in_one_line, words))
