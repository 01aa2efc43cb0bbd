"""Somebody else's table 三 as figures: a blank is 0, a blank total is not given, a stroke is 0.

What cannot be a count is refused with its cell; what is only unusual is noted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casework.domain.annual_report.entries import NotAFigure, count_of, is_stroke, plain
from casework.domain.annual_report.identities import Figures
from casework.domain.annual_report.layout import Layout, Line
from casework.domain.annual_report.remarks import (
    Note,
    ReadingFault,
    Remark,
    Unreadable,
    not_a_count,
    remark,
)
from casework.domain.annual_report.table3 import (
    HEADINGS,
    ROWS,
    ApplicantKind,
    Cell,
    FlowRow,
    Heading,
    OutcomeGroup,
    OutcomeRow,
    Row,
    Total,
)

_LONGEST_QUOTE = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of a table 三, and what is to be noted about it."""

    figures: Figures
    notes: tuple[Remark, ...]


def read_table3(layout: Layout) -> Reading:
    """The figures of a table 三. Raises Unreadable with every fault that is in it."""
    lines = _one_each(layout.lines)
    counts = _counts(lines.values())
    merged = [group for group in OutcomeGroup if group in counts and _is_one_row(group, counts)]
    subtotals = [group for group in OutcomeGroup if counts.get(group) and group not in merged]
    covered = {row for group in merged for row in group.rows}
    missing = tuple(row for row in ROWS if row not in counts and row not in covered)
    rows = [*(row for row in ROWS if row not in covered), *merged]
    figures = {
        Cell(row, heading): counts.get(row, {}).get(heading, 0)
        for row in rows
        for heading in HEADINGS
    }
    no_disposed = _without_disposed(figures, lines.get(FlowRow.TOTAL_DISPOSED))
    no_total = _without_total(figures, lines)
    no_figures = {FlowRow.TOTAL_DISPOSED} if no_disposed else set()
    notes = (
        [] if any(counts.values()) else [remark(Note.NOTHING_GIVEN)],
        _listed(Note.ROWS_MISSING, "rows", [row for row in missing if row not in no_figures]),
        _listed(Note.NOT_ITEMISED, "rows", merged),
        _listed(Note.TOTAL_NOT_GIVEN, "rows", no_total),
        _listed(Note.DISPOSED_NOT_GIVEN, "columns", no_disposed),
        _listed(Note.SUBTOTAL, "rows", subtotals),
        (note for group in subtotals for note in _wrong_subtotals(group, counts, figures)),
        (
            remark(Note.UNKNOWN_ROW, line=at, text=text[:_LONGEST_QUOTE])
            for at, text in layout.unknown
        ),
    )
    return Reading(figures, tuple(note for some in notes for note in some))


def _one_each(lines: Sequence[Line]) -> Mapping[Row, Line]:
    """The line of each row; of several the one in which something is written."""
    found: dict[Row, Line] = {}
    faults = []
    for line in lines:
        other = found.get(line.row)
        if other is None or not _is_written(other):
            found[line.row] = line
        elif _is_written(line):
            twice = {"first": other.number, "second": line.number}
            faults.append(remark(ReadingFault.TWO_ROWS, row=line.row, **twice))
    if any(fault.blanks["row"] is FlowRow.NEWLY_RECEIVED for fault in faults):
        raise Unreadable(remark(ReadingFault.TWO_TABLES))
    if faults:
        raise Unreadable(*faults)
    return found


def _is_written(line: Line) -> bool:
    return any(plain(entry) for entry in line.entries.values())


def _counts(lines: Iterable[Line]) -> dict[Row, dict[Heading, int]]:
    """The entries as counts, the blank ones left out. Raises Unreadable."""
    faults = []
    counts: dict[Row, dict[Heading, int]] = {}
    for line in lines:
        counts[line.row] = {}
        if _is_written(line) and len(line.entries) < len(ApplicantKind):
            count, few = len(line.entries), ReadingFault.TOO_FEW_CELLS
            faults.append(remark(few, line=line.number, row=line.row, count=count))
        for heading, entry in line.entries.items():
            try:
                entered = count_of(entry)
            except NotAFigure as wrong:
                faults.append(not_a_count(line.number, Cell(line.row, heading), entry, wrong))
                continue
            if entered is not None:
                counts[line.row][heading] = entered
    if faults:
        raise Unreadable(*faults)
    return counts


def _is_one_row(group: OutcomeGroup, counts: Mapping[Row, Mapping[Heading, int]]) -> bool:
    """Whether a group's own line has its figures, for nothing is written in its rows."""
    is_itemised = any(row in counts for row in group.rows)
    return not any(counts.get(row) for row in group.rows) and (
        bool(counts[group]) or not is_itemised
    )


def _without_disposed(figures: dict[Cell, int], line: Line | None) -> list[Heading]:
    """Take out the (七)总计 that is blank where there are outcomes; which columns they were."""
    taken: list[Heading] = []
    for heading in ApplicantKind:
        is_some = any(
            figures[cell]
            for cell in figures
            if cell.column is heading and isinstance(cell.row, OutcomeRow | OutcomeGroup)
        )
        if is_some and not _is_given(line, heading):
            del figures[Cell(FlowRow.TOTAL_DISPOSED, heading)]
            taken.append(heading)
    return taken


def _without_total(figures: dict[Cell, int], lines: Mapping[Row, Line]) -> list[Row]:
    """Take out the totals that are blank where there is something to sum up; which rows'."""
    taken: list[Row] = []
    for row in [*ROWS, *OutcomeGroup]:
        # A (七)总计 that was taken out stood for something.
        is_some = any(figures.get(Cell(row, kind), 1) for kind in ApplicantKind)
        total = Cell(row, Total.TOTAL)
        if total in figures and is_some and not _is_given(lines.get(row), Total.TOTAL):
            del figures[total]
            taken.append(row)
    return taken


def _is_given(line: Line | None, heading: Heading) -> bool:
    entry = "" if line is None else line.entries.get(heading, "")
    return bool(plain(entry)) and not is_stroke(entry)


def _wrong_subtotals(
    group: OutcomeGroup, counts: Mapping[Row, Mapping[Heading, int]], figures: Figures
) -> Iterator[Remark]:
    for heading, given in counts[group].items():
        cells = [Cell(row, heading) for row in group.rows]
        expected = sum(figures.get(cell, 0) for cell in cells)
        if given != expected and all(cell in figures for cell in cells):
            what = Note.SUBTOTAL_WRONG
            yield remark(what, row=group, column=heading, given=given, expected=expected)


def _listed(note: Note, name: str, members: Sequence[Row | Heading]) -> Iterator[Remark]:
    if members:
        yield remark(note, **{name: tuple(members)})
