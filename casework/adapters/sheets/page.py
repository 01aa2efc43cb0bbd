"""The tables of a web page, merged cells and tables within tables included; and its words."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from casework.adapters.sheets.limits import (
    LONGEST_CELL,
    MOST_CELLS,
    WIDEST,
    Grid,
    SheetFault,
    SheetRefused,
    Sheets,
    within,
)

_CELLS = ("td", "th")
_UNSEEN = ("script", "style", "title", "template")
_BLOCKS = ("p", "div", "br", "h1", "h2", "h3", "h4", "li", "section")
_TALLEST = 200  # rows that one cell may cover
_LONGEST_PROSE = 100_000
_LONGEST_LEFT = 2_000  # characters


@dataclass(slots=True)
class _Table:
    """A table while it is read: `taken` are places that cells of rows above still cover."""

    rows: Grid = field(default_factory=list)
    taken: dict[tuple[int, int], bool] = field(default_factory=dict)
    is_in_cell: bool = False
    place: int = 0

    def begin_row(self) -> None:
        self.is_in_cell = False
        self.rows.append([])

    def begin_cell(self, across: int, down: int) -> None:
        """Put a cell at the first free place, and blanks where it reaches."""
        if not self.rows:
            self.begin_row()
        at, row = len(self.rows) - 1, self.rows[-1]
        while (at, len(row)) in self.taken:
            row.append("")
        for place in range(len(row), len(row) + across):
            for below in range(at + 1, at + down):
                self.taken[below, place] = True
        row.extend([""] * across)
        self.place = len(row) - across
        self.is_in_cell = True

    def write(self, text: str) -> None:
        row = self.rows[-1]
        row[self.place] = (row[self.place] + text)[:LONGEST_CELL]


class _Page(HTMLParser):
    """Hears a page from its beginning to its end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[Grid] = []
        self.prose: list[str] = []
        self._open: list[_Table] = []
        self._unseen = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell; what is not seen is not heard."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self._open:
            self._open[-1].begin_row()
        elif tag in _BLOCKS:
            self.handle_data("\n")
        elif tag in _CELLS and self._open:
            given = dict(attrs)
            self._begin_cell(
                _span(given.get("colspan"), WIDEST), _span(given.get("rowspan"), _TALLEST)
            )

    def handle_endtag(self, tag: str) -> None:
        """End a table, a cell, what is not seen."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table" and self._open:
            self._open.pop()
        elif tag in _CELLS and self._open:
            self._open[-1].is_in_cell = False

    def handle_data(self, data: str) -> None:
        """Write into the cell that is open, or into the words around the tables."""
        if self._unseen:
            return
        if not self._open:
            self.prose.append(data)
        elif self._open[-1].is_in_cell:
            self._open[-1].write(data)

    def _begin_table(self) -> None:
        table = _Table()
        self._open.append(table)
        self.grids.append(table.rows)

    def _begin_cell(self, across: int, down: int) -> None:
        self._cells += across * down
        if self._cells > MOST_CELLS:
            raise SheetRefused(SheetFault.TOO_LARGE)
        self._open[-1].begin_cell(across, down)


def tables_of(text: str) -> Sheets:
    """The tables of a page in their order; one within another is a table of its own.

    Raises SheetRefused.
    """
    page = _Page()
    try:
        page.feed(text)
        # What is left is a tag that never ends. The parser would begin anew at each sign in it,
        # which takes the square of its length.
        if len(page.rawdata) <= _LONGEST_LEFT:
            page.close()
    except AssertionError:  # its word for a declaration that is none
        raise SheetRefused(SheetFault.DAMAGED) from None
    return within(page.grids, "".join(page.prose)[:_LONGEST_PROSE])


def _span(given: str | None, most: int) -> int:
    """How many places a cell covers: 1 where it says nothing sensible."""
    number = re.fullmatch(r"\s*0*([1-9][0-9]{0,3})\s*", given or "", re.ASCII)
    return min(int(number[1]), most) if number else 1
