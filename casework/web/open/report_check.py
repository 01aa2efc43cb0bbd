"""年度报告核对: anybody hands in a report and sees which identities hold; nothing is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext as _

from casework.domain.annual_report.identities import Agreement, Breach, Figures, Identity
from casework.domain.annual_report.report import Report, Verdict, judge
from casework.domain.annual_report.table3 import HEADINGS, ROWS, Cell, OutcomeGroup
from casework.domain.annual_report.table4 import COLUMNS, ROUTES
from casework.domain.terms import Term
from casework.web.doors import public
from casework.web.open.face import face
from casework.web.open.report_form import ReportForm
from casework.web.remark_words import said
from casework.web.safety import limiter
from casework.web.words import word

_Answer = tuple[str, int]
_TWO = 2  # of more rows only the first and the last are named
# A group stands before its rows: a report has the one or the others.
_LINES = tuple(
    line
    for row in ROWS
    for line in (*(group for group in OutcomeGroup if group.rows[0] is row), row)
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is shown: its figure (None: not given), what it breaks, what it should be.

    `expected` is None unless this is the one cell that mends everything.
    """

    figure: int | None
    broken: tuple[Identity | Agreement, ...] = ()
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach in the reader's words: the rows and columns of what should be another figure."""

    identity: Identity | Agreement
    rows: str
    columns: str
    expected: int
    given: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A report beside its verdict, its tables cell by cell."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    table3: tuple[tuple[Term, tuple[Shown, ...]], ...]
    table4: tuple[tuple[Term, tuple[Shown, ...]], ...]
    notes: tuple[str, ...]


@face.route("/report-check", methods=["GET", "POST"])
@public
@limiter.limit("120/hour", methods=["POST"])
def report_check() -> _Answer:
    """The form, and what is found in the tables that were handed in."""
    form = ReportForm()
    if not form.is_submitted():
        return _shown(form, 200, None)
    if not form.validate() or form.report is None:
        return _shown(form, 422, None)
    return _shown(form, 200, _checked(form.report, judge(form.report, form.report_before)))


def _shown(form: ReportForm, status: int, checked: Checked | None) -> _Answer:
    page = render_template(
        "open/report_check.html",
        form=form,
        checked=checked,
        headings=HEADINGS,
        results=COLUMNS,
        identities=(*Identity, *Agreement),
    )
    return page, status


def _checked(report: Report, verdict: Verdict) -> Checked:
    return Checked(
        verdict,
        tuple(_finding(breach) for breach in verdict.breaches),
        tuple(_table(_LINES, HEADINGS, report.table3, verdict)),
        tuple(_table(ROUTES, COLUMNS, report.table4, verdict)),
        tuple(said(note) for note in verdict.notes),
    )


def _finding(breach: Breach) -> Finding:
    rows, columns = _named(breach.rows), _named(breach.columns)
    return Finding(breach.identity, rows, columns, breach.left, breach.right)


def _named(members: Sequence[Term]) -> str:
    if len(members) == 1:
        return word(members[0])
    names = _("%(first)s和%(last)s") if len(members) == _TWO else _("%(first)s至%(last)s")
    return str(names) % {"first": word(members[0]), "last": word(members[-1])}


def _table(
    rows: Sequence[Term], columns: Sequence[Term], figures: Figures, verdict: Verdict
) -> Iterator[tuple[Term, tuple[Shown, ...]]]:
    """The rows of which a figure is given, each with all of its cells."""
    broken = _broken(verdict)
    mends = {} if verdict.suspect is None else {verdict.suspect.cell: verdict.suspect.expected}
    for row in rows:
        cells = [Cell(row, column) for column in columns]
        if any(cell in figures for cell in cells):
            yield (
                row,
                tuple(
                    Shown(figures.get(cell), broken.get(cell, ()), mends.get(cell))
                    for cell in cells
                ),
            )


def _broken(verdict: Verdict) -> Mapping[Cell, tuple[Identity | Agreement, ...]]:
    found: dict[Cell, tuple[Identity | Agreement, ...]] = {}
    for breach in verdict.breaches:
        for cell in breach.cells:
            found[cell] = (*found.get(cell, ()), breach.identity)
    return found
