"""Tables 二 and 四 in the same file as table 三, as far as they are there."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from casework.domain.annual_report.entries import (
    NotAFigure,
    amount_of,
    count_of,
    is_figure_like,
    plain,
)
from casework.domain.annual_report.identities import Figures
from casework.domain.annual_report.labels import (
    public_column_of,
    public_row_of,
    result_of,
    route_of,
)
from casework.domain.annual_report.layout import Grid
from casework.domain.annual_report.remarks import Note, Remark, Unreadable, not_a_count, remark
from casework.domain.annual_report.table2 import COLUMNS_OF, Publication, PublicColumn, PublicRow
from casework.domain.annual_report.table3 import Cell, Total
from casework.domain.annual_report.table4 import COLUMNS, RESULTS, ROUTES
from casework.domain.terms import Term

_OLD_COLUMNS = ("本年新制作数量", "本年新公开数量", "上一年项目数量", "对外公开总数量")


def read_table4(grids: Sequence[Grid]) -> Figures:
    """The figures of the first table 四; {} without one. Raises Unreadable.

    Either as the form has it, fifteen figures in one row, or a row for each group.
    """
    for grid in grids:
        headed = [at for at, cells in enumerate(grid) if _is_headed(cells)]
        if not headed:
            continue
        rows = _row_each(grid, headed[-1]) or _in_one_row(grid, headed)
        if rows:
            return _figures(rows)
    return {}


def read_table2(grids: Sequence[Grid]) -> tuple[Publication, tuple[Remark, ...]]:
    """The figures of the table 二 that are given, and notes. Raises Unreadable."""
    cells = [plain(cell) for grid in grids for row in grid for cell in row]
    if any(old in cell for cell in cells for old in _OLD_COLUMNS):
        return {}, (remark(Note.OLD_TABLE_2),)
    publication: dict[Cell, Decimal] = {}
    for grid in grids:
        places: dict[Term, int] = {}
        for number, row in enumerate(grid, 1):
            columns = {name: at for at, cell in enumerate(row) if (name := public_column_of(cell))}
            places = columns or places
            label = next((at for at, cell in enumerate(row[:3]) if public_row_of(cell)), None)
            if label is not None and places:
                publication.update(_publication(number, row, label, places))
    return publication, ()


def _is_headed(cells: Sequence[str]) -> bool:
    return any(result_of(cell) in RESULTS for cell in cells)


def _in_one_row(grid: Grid, headed: Sequence[int]) -> list[tuple[Term, int, list[str]]]:
    """The fifteen figures under the headings; or, from a browser, the first fifteen."""
    below = range(headed[-1] + 1, min(headed[-1] + 4, len(grid)))
    wanted = len(ROUTES) * len(COLUMNS)
    named = sorted(
        {place for at in headed for place, cell in enumerate(grid[at]) if result_of(cell)}
    )
    for at in below:
        cells = grid[at]
        places = named if len(named) == wanted and named[-1] < len(cells) else range(wanted)
        entries = [cells[place] for place in places if place < len(cells)]
        if len(entries) == wanted and any(map(_is_figure, entries)):
            width = len(COLUMNS)
            return [
                (route, at + 1, entries[start : start + width])
                for route, start in zip(ROUTES, range(0, wanted, width), strict=True)
            ]
    return []


def _row_each(grid: Grid, head: int) -> list[tuple[Term, int, list[str]]]:
    """The figures of the groups that have a row of their own under the headings."""
    places = {name: at for at, cell in enumerate(grid[head]) if (name := result_of(cell))}
    found: list[tuple[Term, int, list[str]]] = []
    for at in range(head + 1, len(grid)):
        cells = grid[at]
        routes = [route for cell in cells[: min(places.values())] if (route := route_of(cell))]
        if routes:
            entries = [
                cells[place] if (place := places.get(name, len(cells))) < len(cells) else ""
                for name in COLUMNS
            ]
            found.append((routes[-1], at + 1, entries))
    return found


def _figures(rows: Sequence[tuple[Term, int, list[str]]]) -> Figures:
    """The entries as counts; a total that is blank where there is something is not given."""
    figures: dict[Cell, int] = {}
    faults = []
    for route, number, entries in rows:
        for column, entry in zip(COLUMNS, entries, strict=True):
            try:
                count = count_of(entry)
            except NotAFigure as wrong:
                faults.append(not_a_count(number, Cell(route, column), entry, wrong))
                continue
            some = any(figures.get(Cell(route, result)) for result in RESULTS)
            if count is not None or column is not Total.TOTAL or not some:
                figures[Cell(route, column)] = count or 0
    if faults:
        raise Unreadable(*faults)
    return figures


def _publication(
    number: int, row: Sequence[str], label: int, places: Mapping[Term, int]
) -> Iterator[tuple[Cell, Decimal]]:
    name = PublicRow(str(public_row_of(row[label])))
    columns = COLUMNS_OF[name]
    for column in columns:
        if len(columns) > 1:
            entry = row[place] if label < (place := places.get(column, 0)) < len(row) else ""
        else:  # the cell is merged: the first in which something is written
            entry = next((cell for cell in row[label + 1 :] if plain(cell)), "")
        cell = Cell(name, column)
        try:
            amount = amount_of(entry) if column is PublicColumn.AMOUNT else count_of(entry)
        except NotAFigure as wrong:
            raise Unreadable(not_a_count(number, cell, entry, wrong)) from None
        yield cell, Decimal(amount or 0)


def _is_figure(entry: str) -> bool:
    return bool(plain(entry)) and is_figure_like(entry)
