"""Where the figures of somebody else's table 三 stand: in which rows, in which columns.

A table comes rectangular, as a spreadsheet saves it, or ragged, as a browser copies it: without
the cells that were merged. Merged cells may have left blanks, headings may be absent, and columns
may follow that are not the table's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from casework.domain.annual_report.entries import is_figure_like, plain
from casework.domain.annual_report.labels import heading_of, is_heading_row, label_of, result_of
from casework.domain.annual_report.table3 import HEADINGS, ApplicantKind, FlowRow, Heading, Row
from casework.domain.annual_report.table4 import RESULTS
from casework.domain.annual_report.wordings import Section

# The cells of a table as text, row by row.
Grid: TypeAlias = Sequence[Sequence[str]]
Places: TypeAlias = Mapping[Heading, int]

_LABEL_CELLS = 6  # a label stands in one of the first cells
_FEWEST_ROWS = 5
_FEWEST_FIGURES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A row of table 三 as it stands there: where (counted from 1), what it means, its entries."""

    number: int
    row: Row
    entries: Mapping[Heading, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row of a grid that begins with a label; `end` is the place after the label's last cell."""

    number: int
    row: Row
    end: int
    cells: Sequence[str]

    @property
    def behind(self) -> Sequence[str]:
        """The cells after the label."""
        return self.cells[self.end :]


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a table 三; `unknown` are rows between them, by number and text."""

    lines: tuple[Line, ...]
    unknown: tuple[tuple[int, str], ...]


def laid_out(grid: Grid) -> Layout | None:
    """The table 三 in a grid; None when there is none.

    A line may have fewer entries than there are columns: the others are not written.
    """
    found = (_labelled(number, cells) for number, cells in enumerate(grid, 1))
    labelled = [each for each in found if each is not None]
    rows = {each.row for each in labelled}
    if len(rows) < _FEWEST_ROWS or not rows & {FlowRow.NEWLY_RECEIVED, FlowRow.CARRIED_OVER}:
        return None
    places = _places_by_headings(grid, labelled) or _places_by_width(labelled)
    known = [each for each in labelled if not _goes_on(each, places)]
    lines = (Line(each.number, each.row, _entries(each, places)) for each in known)
    numbers = {each.number for each in known}
    between = range(labelled[0].number, labelled[-1].number)
    unknown = ((number, grid[number - 1]) for number in between if number not in numbers)
    return Layout(tuple(lines), tuple((at, _text(row)) for at, row in unknown if _counts(row)))


def _labelled(number: int, cells: Sequence[str]) -> Labelled | None:
    """The row with its label, if it has one of table 三's; a heading row has none."""
    if is_heading_row(cells) or any(result_of(cell) in RESULTS for cell in cells):
        return None
    found: Labelled | None = None
    for place, cell in enumerate(cells[:_LABEL_CELLS]):
        label = None if is_figure_like(cell) else label_of(cell)
        if label is not None and not isinstance(label, Section):
            found = Labelled(number, label, place + 1, cells)
    return found


def _places_by_headings(grid: Grid, labelled: Sequence[Labelled]) -> Places | None:
    """The column of each heading, if the headings stand over the figures."""
    named = [at for at, cells in enumerate(grid) if is_heading_row(cells)]
    if not named:
        return None
    labels = {each.number - 1 for each in labelled}
    zone = range(max(named[0] - 1, 0), min(named[-1] + 2, len(grid)))
    places: dict[Heading, int] = {}
    for cells in (grid[at] for at in zone if at not in labels):
        for place, cell in enumerate(cells):
            heading = heading_of(cell)
            if heading is not None:
                places.setdefault(heading, place)
    stand_apart = len(set(places.values())) == len(places)
    stand_behind = min(places.values()) >= max(each.end for each in labelled)
    is_whole = places.keys() >= set(ApplicantKind)
    return places if is_whole and stand_apart and stand_behind else None


def _places_by_width(labelled: Sequence[Labelled]) -> Places | None:
    """The columns behind the widest label; None when each row's stand right behind its own."""
    first = max(each.end for each in labelled)
    between = [cell for each in labelled for cell in each.cells[each.end : first]]
    if any(plain(cell) and is_figure_like(cell) for cell in between):
        return None
    if len({len(each.behind) for each in labelled}) == 1:
        return None
    return {heading: first + place for place, heading in enumerate(HEADINGS)}


def _goes_on(each: Labelled, places: Places | None) -> bool:
    """Whether more of a label follows that means nothing: then the row is not what its group is."""
    end = len(each.cells) - len(HEADINGS) if places is None else min(places.values())
    return any(not is_figure_like(cell) for cell in each.cells[each.end : end])


def _entries(each: Labelled, places: Places | None) -> Mapping[Heading, str]:
    if places is None:
        return dict(zip(HEADINGS, each.behind, strict=False))
    cells = each.cells
    return {heading: cells[place] for heading, place in places.items() if place < len(cells)}


def _text(cells: Sequence[str]) -> str:
    return "".join(plain(cell) for cell in cells if not is_figure_like(cell))


def _counts(cells: Sequence[str]) -> bool:
    """Whether a row has a text and figures behind it, as a row of the table has."""
    written = [cell for cell in cells if plain(cell)]
    figures = [cell for cell in written if is_figure_like(cell)]
    return len(figures) >= _FEWEST_FIGURES and len(figures) < len(written)
