"""A year's figures for the annual report, counted from the rows; what does not add up is kept in.

`figures` answers or raises NotReconciled. What is told through the year: `dashboard`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from casework.domain.annual_report.identities import Breach, Column, breaches
from casework.domain.annual_report.table3 import ApplicantKind, OutcomeRow
from casework.domain.disclosure.decisions import ROWS, Outcome
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.moments import SHANGHAI
from casework.persistence.models import Agency
from casework.persistence.queries import statistics
from casework.persistence.queries.statistics import Scope, Tally, What


class NotReconciled(Exception):
    """The figures contradict one another, so none of them is published."""

    def __init__(self, found: Sequence[Breach]) -> None:
        first = found[0]
        super().__init__(f"{first.identity} {first.place}: {first.left} ≠ {first.right}")
        self.breaches = tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One agency's figures of a year up to `ends_on`, inclusive; `is_complete`: the year is over.

    `as_of` is the moment of the last act in the books: nothing has changed since.
    """

    agency: str
    year: int
    begins_on: date
    ends_on: date
    is_complete: bool
    as_of: datetime
    total: Column
    by_kind: dict[ApplicantKind, Column]


def years(agency_id: int, today: date) -> range:
    """The years that can be asked for, from that of the first case to the present one."""
    first = statistics.first_received_on(agency_id, DISCLOSURE.name)
    return range(min(today, first or today).year, today.year + 1)


def last_act(today: date) -> tuple[str, datetime]:
    """A word that changes with every act written down, and the moment of the last one.

    Before the first act the moment is the beginning of today.
    """
    last = statistics.last_act()
    if last is None:
        return "", datetime.combine(today, time(), SHANGHAI)
    number, at, digest = last
    return f"{number}-{digest}", at.astimezone(SHANGHAI)


def figures(agency: Agency, year: int, today: date, as_of: datetime) -> Figures:
    """The figures of a year, of the present one up to today; raises NotReconciled."""
    begins_on, ends_on = date(year, 1, 1), min(date(year, 12, 31), today)
    scope = Scope(agency.id, DISCLOSURE.name, begins_on, ends_on)
    found = statistics.tallies(scope)
    total = _column([tally for tally in found if tally.kind is None])
    by_kind = {
        kind: _column([tally for tally in found if tally.kind == kind.value])
        for kind in ApplicantKind
    }
    if broken := breaches(by_kind, total):
        raise NotReconciled(broken)
    return Figures(
        agency=agency.name,
        year=year,
        begins_on=begins_on,
        ends_on=ends_on,
        is_complete=year < today.year,
        as_of=as_of,
        total=total,
        by_kind=by_kind,
    )


def _column(found: Sequence[Tally]) -> Column:
    disposed = [tally for tally in found if tally.what is What.DISPOSED]
    outcomes = dict.fromkeys(OutcomeRow, 0)
    for tally in disposed:
        row = _row(tally.outcome)
        if row is not None:  # a case closed without a known outcome breaks S-2, and is found out
            outcomes[row] += tally.number
    return Column(
        newly_received=_sum(tally for tally in found if tally.what is What.NEWLY_RECEIVED),
        carried_in=_sum(tally for tally in found if tally.what is What.CARRIED_IN),
        outcomes=outcomes,
        total_disposed=_sum(disposed),
        carried_over=_sum(tally for tally in found if tally.what is What.CARRIED_OVER),
    )


def _row(outcome: str | None) -> OutcomeRow | None:
    return ROWS[Outcome(outcome)] if outcome in set(Outcome) else None


def _sum(found: Iterator[Tally] | Sequence[Tally]) -> int:
    return sum(tally.number for tally in found)
