"""The words of a kind of letter as its agency may read them before there is a case.

Facts are blanks; a zone is parted from the locked text around it, because it alone may be reworded.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2.runtime import Context
from markupsafe import Markup

from casework.domain.disclosure.letters import PAPERS, LetterKind
from casework.letters.strips import ANNEX
from casework.letters.tables import MARK, TABLE
from casework.letters.templates import environment
from casework.letters.zones import zones

_BLANK = "……"
_ZONE = "\x1e"  # a sign that no words hold, as tables have theirs
_LINE_MARKS = ("# ", "## ", "> ")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a letter: locked paragraphs, or the zone of a name, which has none here."""

    zone: str
    paragraphs: tuple[str, ...] = ()


class _Blank:
    """A fact that is not known yet: of any shape, shown as a blank; `is_given`: not a false one."""

    def __init__(self, *, is_given: bool) -> None:
        self._is_given = is_given

    def __getattr__(self, name: str) -> Any:
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter((self,))

    def __bool__(self) -> bool:
        return self._is_given

    def _with_other(self, other: object) -> Any:
        return self

    __add__ = __radd__ = __sub__ = __gt__ = __lt__ = _with_other

    def __str__(self) -> str:
        return _BLANK


@cache
def passages(kind: LetterKind, *, is_given: bool = True) -> tuple[Passage, ...]:
    """The passages of a kind's letter in their order.

    `is_given`: with the sentences that stand there only where a fact is given; else with those
    that stand there where it is not.
    """
    made = environment().overlay()
    made.filters = {**made.filters, "on": str, "trim": lambda value, signs=None: str(value)}
    made.filters["replace"] = lambda value, old, new: str(value)
    made.filters["inner"] = str
    template = made.get_template(f"{kind.value}.txt")
    blank = _Blank(is_given=is_given)
    words = {"facts": blank, "it": blank, "remedy": PAPERS[kind].remedy.value}
    context = template.new_context(words)
    for zone in zones(kind):
        context.blocks[zone.name].insert(0, _marked(zone.name))
    return tuple(_parted("".join(template.root_render_func(context))))


def _marked(zone: str) -> Callable[[Context], Iterator[str]]:
    def block(context: Context) -> Iterator[str]:
        yield Markup(f"{_ZONE}{zone}{_ZONE}")  # noqa: S704  # a mark, never HTML

    return block


def _parted(text: str) -> Iterator[Passage]:
    """Locked text and zones, in turn."""
    for place, piece in enumerate(text.split(_ZONE)):
        if place % 2:
            yield Passage(piece)
        else:
            paragraphs = tuple(filter(None, map(_plain, piece.split("\n"))))
            if paragraphs:
                yield Passage("", paragraphs)


def _plain(line: str) -> str:
    """A line without its marks: a table's cells side by side, its measures left out."""
    line = line.strip(" ")  # the marks of tables would go with other white space
    if line.startswith(ANNEX):
        return f"附件：{line.removeprefix(ANNEX)}"
    if line.startswith(MARK):
        sort, *cells = line.removeprefix(MARK).split(MARK)
        return "" if sort.startswith(TABLE) else "　".join(cells)
    for mark in _LINE_MARKS:
        line = line.removeprefix(mark)
    return line
