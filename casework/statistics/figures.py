"""A year's figures on disclosure requests, counted and reconciled; what does not add up is kept in.

`figures` answers or raises NotReconciled. Page, CSV and JSON are made of the same `lines`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from casework.domain.annual_report.identities import Breach, Column, breaches
from casework.domain.annual_report.table3 import ApplicantKind, OutcomeRow
from casework.domain.disclosure.decisions import ROWS, Outcome
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.moments import SHANGHAI
from casework.domain.terms import Term
from casework.persistence.models import Agency
from casework.persistence.queries import statistics
from casework.persistence.queries.statistics import Scope, Tally, What
from casework.statistics.vocabulary import Definition, Figure, Group, Unit

_TENTH = Decimal("0.1")


class NotReconciled(Exception):
    """The figures contradict one another, so none of them is published."""

    def __init__(self, found: Sequence[Breach]) -> None:
        first = found[0]
        super().__init__(f"{first.identity} {first.place}: {first.left} ≠ {first.right}")
        self.breaches = tuple(found)


@dataclass(frozen=True, slots=True)
class Line:
    """One published figure: what it is, its value (None: nothing to divide by), what it counts."""

    group: Group
    key: str
    label: Term | str
    value: int | Decimal | None
    unit: Unit
    definition: Definition


@dataclass(frozen=True, slots=True)
class Month:
    """What came in and what was closed in a month."""

    month: int
    received: int
    disposed: int


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
    months: tuple[Month, ...]
    in_time: int
    late: int

    @property
    def replied(self) -> int:
        """How many were replied to in the year."""
        return self.in_time + self.late

    @property
    def in_time_rate(self) -> Decimal | None:
        """Replies in time, per cent of all replies; None before the first reply."""
        if not self.replied:
            return None
        share = Decimal(100 * self.in_time) / self.replied
        return share.quantize(_TENTH, ROUND_HALF_UP)

    def lines(self, group: Group | None = None) -> tuple[Line, ...]:
        """Every published figure, or those of one group, in the order in which they are shown."""
        return tuple(line for line in _lines(self) if group is None or line.group is group)


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
    everything = [tally for tally in found if tally.kind is None]
    return Figures(
        agency=agency.name,
        year=year,
        begins_on=begins_on,
        ends_on=ends_on,
        is_complete=year < today.year,
        as_of=as_of,
        total=total,
        by_kind=by_kind,
        months=tuple(_month(everything, month) for month in range(1, ends_on.month + 1)),
        in_time=_sum(tally for tally in everything if tally.in_time is True),
        late=_sum(tally for tally in everything if tally.in_time is False),
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


def _month(found: Sequence[Tally], month: int) -> Month:
    def count(what: What) -> int:
        return _sum(tally for tally in found if tally.what is what and tally.month == month)

    return Month(month, count(What.NEWLY_RECEIVED), count(What.DISPOSED))


def _sum(found: Iterator[Tally] | Sequence[Tally]) -> int:
    return sum(tally.number for tally in found)


def _lines(of: Figures) -> Iterator[Line]:
    yield from _flow(of)
    yield from _timeliness(of)
    for row, amount in of.total.outcomes.items():
        yield Line(Group.OUTCOME, row.value, row, amount, Unit.CASE, Definition.OUTCOME)
    for group, definition, cell in (
        (Group.RECEIVED_BY_KIND, Definition.RECEIVED_BY_KIND, "newly_received"),
        (Group.DISPOSED_BY_KIND, Definition.DISPOSED_BY_KIND, "total_disposed"),
    ):
        for kind, column in of.by_kind.items():
            yield Line(group, kind.value, kind, getattr(column, cell), Unit.CASE, definition)
    for group, definition, cell in (
        (Group.RECEIVED_BY_MONTH, Definition.RECEIVED_BY_MONTH, "received"),
        (Group.DISPOSED_BY_MONTH, Definition.DISPOSED_BY_MONTH, "disposed"),
    ):
        for month in of.months:
            key = f"{of.year}-{month.month:02}"
            yield Line(group, key, key, getattr(month, cell), Unit.CASE, definition)


def _flow(of: Figures) -> Iterator[Line]:
    total = of.total
    open_at_end = Figure.CARRIED_OVER if of.is_complete else Figure.OPEN_NOW
    for label, value, definition in (
        (Figure.NEWLY_RECEIVED, total.newly_received, Definition.NEWLY_RECEIVED),
        (Figure.CARRIED_IN, total.carried_in, Definition.CARRIED_IN),
        (Figure.TOTAL_DISPOSED, total.total_disposed, Definition.TOTAL_DISPOSED),
        (open_at_end, total.carried_over, Definition.CARRIED_OVER),
    ):
        # A definition bears its figure's key, which stays when the label follows the year's end.
        yield Line(Group.FLOW, definition.value, label, value, Unit.CASE, definition)


def _timeliness(of: Figures) -> Iterator[Line]:
    for label, value, unit, definition in (
        (Figure.REPLIED, of.replied, Unit.CASE, Definition.REPLIED),
        (Figure.IN_TIME, of.in_time, Unit.CASE, Definition.IN_TIME),
        (Figure.IN_TIME_RATE, of.in_time_rate, Unit.PER_CENT, Definition.IN_TIME_RATE),
    ):
        yield Line(Group.TIMELINESS, label.value, label, value, unit, definition)
