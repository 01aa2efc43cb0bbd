"""A year's figures on messages (R-YG-3, R-LY-2), counted by what became of those received in it.

`figures` answers or raises Unreconciled. Page, CSV and JSON are made of the same `lines`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain, repeat
from statistics import median

from casework.domain.message.vocabulary import NAME, Kind
from casework.domain.terms import Term
from casework.persistence.models import Agency
from casework.persistence.queries import message_statistics, statistics
from casework.persistence.queries.message_statistics import Asked, Fate, Tally
from casework.statistics.message_vocabulary import (
    DEFINITIONS,
    Definition,
    Figure,
    Group,
    Identity,
    Part,
    Unit,
)

_TENTH = Decimal("0.1")


class Unreconciled(Exception):
    """The figures contradict one another, so none of them is published."""

    def __init__(self, identity: Identity, place: str, left: int, right: int) -> None:
        super().__init__(f"{identity} {place}: {left} ≠ {right}")
        self.identity = identity


@dataclass(frozen=True, slots=True)
class Column:
    """What became of some messages; `median`: working days to the first reply, None without one.

    `overdue` are among the open ones, `in_time` among the answered.
    """

    received: int
    answered: int
    redirected: int
    hidden: int
    open: int
    overdue: int
    in_time: int
    median: Decimal | None

    @property
    def answer_rate(self) -> Decimal | None:
        """Answered, per cent of those that were ours to answer; None where there are none."""
        ours = self.received - self.redirected - self.hidden
        if not ours:
            return None
        return (Decimal(100 * self.answered) / ours).quantize(_TENTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Line:
    """One published figure: of which part, what it is, its value (None: nothing to say of)."""

    group: Group
    key: str
    part: Term | str
    figure: Figure
    value: int | Decimal | None
    unit: Unit
    definition: Definition


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFigures:
    """One agency's figures on the messages received in a year up to `ends_on`, inclusive.

    `as_of` is the moment of the last act in the books. The key "" of `by_unit`: nobody's yet.
    """

    agency: str
    year: int
    begins_on: date
    ends_on: date
    is_complete: bool
    as_of: datetime
    total: Column
    by_month: dict[int, Column]
    by_kind: dict[Kind, Column]
    by_unit: dict[str, Column]

    def lines(self, group: Group | None = None) -> tuple[Line, ...]:
        """Every published figure, or those of one group, in the order in which they are shown."""
        return tuple(line for line in _lines(self) if group is None or line.group is group)


def years(agency_id: int, today: date) -> range:
    """The years that can be asked for, from that of the first message to the present one."""
    first = statistics.first_received_on(agency_id, NAME)
    return range(min(today, first or today).year, today.year + 1)


def figures(agency: Agency, year: int, today: date, as_of: datetime) -> MessageFigures:
    """The figures of a year, of the present one up to today; raises Unreconciled."""
    begins_on, ends_on = date(year, 1, 1), min(date(year, 12, 31), today)
    found = message_statistics.tallies(Asked(agency.id, begins_on, ends_on, today))
    apart = [tally for tally in found if tally.month]
    units = sorted({tally.unit for tally in apart}, key=lambda unit: (not unit, unit))
    counted = MessageFigures(
        agency=agency.name,
        year=year,
        begins_on=begins_on,
        ends_on=ends_on,
        is_complete=year < today.year,
        as_of=as_of,
        total=_column(apart),
        by_month={
            month: _column(tally for tally in apart if tally.month == month)
            for month in range(1, ends_on.month + 1)
        },
        by_kind={
            kind: _column(tally for tally in apart if tally.kind == kind.value) for kind in Kind
        },
        by_unit={unit: _column(tally for tally in apart if tally.unit == unit) for unit in units},
    )
    reconcile(counted, _column(tally for tally in found if not tally.month))
    return counted


def _column(found: Iterable[Tally]) -> Column:
    tallies = list(found)

    def count(such: Callable[[Tally], bool]) -> int:
        return sum(tally.number for tally in tallies if such(tally))

    answered = [tally for tally in tallies if tally.fate is Fate.ANSWERED]
    return Column(
        received=count(lambda tally: True),
        answered=count(lambda tally: tally.fate is Fate.ANSWERED),
        redirected=count(lambda tally: tally.fate is Fate.REDIRECTED),
        hidden=count(lambda tally: tally.fate is Fate.HIDDEN),
        open=count(lambda tally: tally.fate is Fate.OPEN),
        overdue=count(lambda tally: tally.fate is Fate.OPEN and tally.late),
        in_time=count(lambda tally: tally.fate is Fate.ANSWERED and not tally.late),
        median=_median(answered),
    )


def _median(answered: Sequence[Tally]) -> Decimal | None:
    taken = (repeat(tally.working_days, tally.number) for tally in answered)
    days = [one for one in chain.from_iterable(taken) if one is not None]
    return Decimal(median(days)).quantize(_TENTH) if days else None


_COUNTS = {
    Figure.RECEIVED: "received",
    Figure.ANSWERED: "answered",
    Figure.REDIRECTED: "redirected",
    Figure.HIDDEN: "hidden",
    Figure.OPEN: "open",
    Figure.OVERDUE: "overdue",
    Figure.IN_TIME: "in_time",
}


def reconcile(of: MessageFigures, by_itself: Column) -> None:
    """The fates make up what was received, and every way of telling apart makes up the total.

    `by_itself`: the total as it was counted without telling anything apart. Raises Unreconciled.
    """
    total = of.total
    fates = total.answered + total.redirected + total.hidden + total.open
    if fates != total.received:
        raise Unreconciled(Identity.FATES, Group.TOTAL.zh, fates, total.received)
    parts: tuple[tuple[Identity, Iterable[Column]], ...] = (
        (Identity.MONTHS, of.by_month.values()),
        (Identity.KINDS, of.by_kind.values()),
        (Identity.UNITS, of.by_unit.values()),
    )
    for identity, columns in parts:
        several = list(columns)
        for figure, name in _COUNTS.items():
            left = sum(getattr(column, name) for column in several)
            right = getattr(by_itself, name)
            if left != right:
                raise Unreconciled(identity, figure.zh, left, right)


def _lines(of: MessageFigures) -> Iterator[Line]:
    yield from _of_part(Group.TOTAL, "total", Group.TOTAL, of.total)
    for month, column in of.by_month.items():
        key = f"{of.year}-{month:02}"
        yield from _of_part(Group.BY_MONTH, key, key, column)
    for kind, column in of.by_kind.items():
        yield from _of_part(Group.BY_KIND, kind.value, kind, column)
    for unit, column in of.by_unit.items():
        yield from _of_part(Group.BY_UNIT, unit, unit or Part.NOBODYS, column)


def _of_part(group: Group, key: str, part: Term | str, column: Column) -> Iterator[Line]:
    for figure, name in _COUNTS.items():
        value = getattr(column, name)
        yield Line(group, key, part, figure, value, Unit.MESSAGE, DEFINITIONS[figure])
    for figure, amount, unit in (
        (Figure.ANSWER_RATE, column.answer_rate, Unit.PER_CENT),
        (Figure.MEDIAN, column.median, Unit.WORKING_DAY),
    ):
        yield Line(group, key, part, figure, amount, unit, DEFINITIONS[figure])
