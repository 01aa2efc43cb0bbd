"""Tables 三 and 四 of a year, counted case by case, or summed up over the agencies below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from casework.domain.annual_report import cells
from casework.domain.annual_report.acts import Contents, Count, verdict_on
from casework.domain.annual_report.table3 import Cell, FlowRow, Total
from casework.domain.annual_report.table4 import ROUTES, Pending
from casework.domain.disclosure.decisions import ROWS as OUTCOMES
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.terms import Term
from casework.persistence.models import Agency, ReportSnapshot
from casework.persistence.queries import annual_reports, statistics
from casework.persistence.queries.statistics import Scope, What, Which
from casework.statistics.figures import figures

_MOST_NAMED = 500  # cases behind a cell
_COUNTS: Mapping[Term, What] = {
    FlowRow.NEWLY_RECEIVED: What.NEWLY_RECEIVED,
    FlowRow.CARRIED_IN: What.CARRIED_IN,
    FlowRow.TOTAL_DISPOSED: What.DISPOSED,
    FlowRow.CARRIED_OVER: What.CARRIED_OVER,
}


def counted(agency: Agency, year: int, today: date, as_of: datetime) -> Count:
    """What the agency's own cases say; raises NotReconciled."""
    found = figures(agency, year, today, as_of)
    columns = ((Total.TOTAL, found.total), *found.by_kind.items())
    table3 = {
        cells.NAMES[Cell(row, heading)]: amount
        for heading, column in columns
        for row, amount in column.cells()
    }
    return Count(
        table3={name: table3[name] for name in cells.TABLE3},
        table4=_table4(agency.id, year),
        as_of=as_of,
        previous=_previous(agency.id, year),
    )


def has_parts(agency_id: int) -> bool:
    """Whether agencies stand below this one: then its report sums up theirs."""
    return bool(annual_reports.children(agency_id))


def behind(agency_id: int, year: int, name: str, viewer: int | None) -> Sequence[str]:
    """The references of the cases that a cell of table 三 counts and `viewer` may see, in order."""
    cell = cells.TABLE3[name]
    flow = isinstance(cell.row, FlowRow)
    ended = None if flow else (outcome for outcome, row in OUTCOMES.items() if row is cell.row)
    return statistics.behind(
        Scope(agency_id, DISCLOSURE.name, date(year, 1, 1), date(year, 12, 31)),
        Which(
            _COUNTS.get(cell.row, What.DISPOSED),
            None if ended is None else frozenset(ended),
            None if cell.column is Total.TOTAL else cell.column,
        ),
        viewer,
        _MOST_NAMED,
    )


@dataclass(frozen=True, slots=True)
class RollUp:
    """A government's figures: its own and its departments' published ones, cell by cell.

    `table2` is the departments' sum, to be offered; `parts` are who is counted, `missing` who has
    published nothing yet, and `unsound` whose report does not add up.
    """

    count: Count
    table2: Mapping[str, Decimal]
    parts: tuple[str, ...]
    missing: tuple[str, ...]
    unsound: tuple[str, ...]


def rolled_up(agency: Agency, year: int, own: Count) -> RollUp:
    """The sum of an agency's own figures and of the editions in force of those right below it."""
    below = {child.id: child.name for child in annual_reports.children(agency.id)}
    found = annual_reports.in_force(below, year)
    counts = [_count_of(edition) for edition in found]
    published = {edition.agency_id for edition in found}
    return RollUp(
        count=replace(
            own,
            table3=_summed([own.table3, *(count.table3 for count in counts)]),
            table4=_summed([own.table4, *(count.table4 for count in counts)]),
        ),
        table2={name: _table2_sum(found, name) for name in cells.TABLE2},
        parts=tuple(below[edition.agency_id] for edition in found),
        missing=tuple(name for child, name in below.items() if child not in published),
        unsound=tuple(
            below[edition.agency_id]
            for edition, count in zip(found, counts, strict=True)
            if not verdict_on(Contents(), count).is_sound
        ),
    )


def _count_of(edition: ReportSnapshot) -> Count:
    content = edition.content
    as_of = datetime.fromisoformat(content["as_of"])
    return Count(dict(content["table3"]), dict(content["table4"]), as_of)


def _summed(tables: Sequence[Mapping[str, int]]) -> dict[str, int]:
    return {name: sum(table[name] for table in tables) for name in tables[0]}


def _table2_sum(found: Sequence[ReportSnapshot], name: str) -> Decimal:
    return sum((Decimal(edition.content["table2"][name]) for edition in found), Decimal())


def _table4(agency_id: int, year: int) -> dict[str, int]:
    found = annual_reports.remedies(agency_id, date(year, 1, 1), date(year, 12, 31))
    table4 = dict.fromkeys(cells.TABLE4, 0)
    for kind, result, number in found:
        if kind in ROUTES:
            column = Pending.PENDING if result is None else result
            table4[cells.NAMES[Cell(kind, column)]] += number
            table4[cells.NAMES[Cell(kind, Total.TOTAL)]] += number
    return table4


def _previous(agency_id: int, year: int) -> dict[str, int]:
    """Last year's carried over, under the names of this year's carried in; {} if not published."""
    before = annual_reports.edition(agency_id, year - 1)
    if before is None:
        return {}
    over = {cells.NAMES[cell] for cell in cells.NAMES if cell.row is FlowRow.CARRIED_OVER}
    table3: Mapping[str, int] = before.content["table3"]
    return {name.replace("carried_out", "carried_in"): table3[name] for name in sorted(over)}
