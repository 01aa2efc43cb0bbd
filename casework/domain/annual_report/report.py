"""Somebody else's annual report: read from its tables, and judged by the identities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casework.domain.annual_report.besides import read_table2, read_table4
from casework.domain.annual_report.identities import (
    Breach,
    Figures,
    Suspect,
    broken,
    carried_equations,
    suspect,
    table3_equations,
)
from casework.domain.annual_report.layout import Grid, laid_out
from casework.domain.annual_report.listed import in_forms
from casework.domain.annual_report.prose import prose_remarks
from casework.domain.annual_report.reading import read_table3
from casework.domain.annual_report.remarks import Note, ReadingFault, Remark, Unreadable, remark
from casework.domain.annual_report.table2 import Publication, drifts
from casework.domain.annual_report.table4 import table4_equations


@dataclass(frozen=True, slots=True)
class Report:
    """The figures that a report gives; {} for a table that is not there."""

    table2: Publication
    table3: Figures
    table4: Figures
    notes: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a report; `suspect` is the one cell of table 三 that would mend it all."""

    breaches: tuple[Breach, ...]
    suspect: Suspect | None
    notes: tuple[Remark, ...]

    @property
    def is_sound(self) -> bool:
        """Whether every identity holds."""
        return not self.breaches


def read_report(grids: Sequence[Grid], prose: str = "") -> Report:
    """The report in these tables and words. Raises Unreadable."""
    grids = [form for grid in grids for form in in_forms(grid)]
    layouts = [layout for grid in grids if (layout := laid_out(grid)) is not None]
    if not layouts:
        raise Unreadable(remark(ReadingFault.NO_TABLE))
    if len(layouts) > 1:
        raise Unreadable(remark(ReadingFault.TWO_TABLES))
    table3 = read_table3(layouts[0])
    table2, notes = read_table2(grids)
    said = prose_remarks(prose, table3.figures)
    return Report(table2, table3.figures, read_table4(grids), (*table3.notes, *notes, *said))


def judge(report: Report, previous: Report | None = None) -> Verdict:
    """The verdict on a report, beside the report of the year before where that is given."""
    equations = table3_equations(report.table3)
    if previous is not None:
        equations += carried_equations(report.table3, previous.table3)
    return Verdict(
        breaches=broken(equations, report.table3)
        + broken(table4_equations(report.table4), report.table4),
        suspect=suspect(equations, report.table3),
        notes=report.notes + tuple(_drifts(report, previous)),
    )


def _drifts(report: Report, previous: Report | None) -> Iterator[Remark]:
    for drift in drifts(report.table2, previous.table2 if previous else {}):
        yield remark(
            Note.IN_FORCE_DRIFTS,
            row=drift.row,
            given=f"{drift.given:f}",
            expected=f"{drift.expected:f}",
        )
