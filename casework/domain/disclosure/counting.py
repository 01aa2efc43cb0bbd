"""What one request adds to the public figures: a pure function of what its row says.

So the figures can be kept up act by act, and be counted anew from the rows alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.calendar import Calendar
from casework.domain.clock import Reckoning
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.standing import Standing
from casework.domain.terms import Term, term
from casework.domain.workflow import clock_of


class What(Term):
    """What was counted: by the month of receipt, and by that of the ending that counts."""

    RECEIVED = term("received", "收到")
    DISPOSED = term("disposed", "办结")


class Dimension(Term):
    """How a count is told apart; ALL by the kind of applicant, the others not by it."""

    ALL = term("all", "全部")
    CHANNEL = term("channel", "渠道")
    OUTCOME = term("outcome", "办理结果")
    IN_TIME = term("in_time", "是否按期")
    EXTENDED = term("extended", "是否延期")
    SUSPENDED = term("suspended", "是否有不计入期限的期间")
    WORKING_DAYS = term("working_days", "所用工作日")


class Place(NamedTuple):
    """Where a request counts 1; `month` is its first day, `kind` "" where it is not told apart."""

    dimension: str
    what: str
    month: date
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Ending:
    """What the clock says of the ending that table 三 counts; `working_days` None: no reply."""

    working_days: int | None = None
    is_extended: bool = False
    is_suspended: bool = False


class Row(NamedTuple):
    """What a request's row says; what has not happened is None."""

    received_on: date | None
    counted_on: date | None
    kind: ApplicantKind
    channel: ReceiptChannel
    outcome: str | None
    is_in_time: bool | None
    working_days: int | None
    is_extended: bool
    is_suspended: bool


_TOLD_APART = {True: "yes", False: "no"}


def ending_of(standing: Standing, calendar: Calendar) -> Ending:
    """The working days that the counted reply took, and what made its period longer (C-4, C-6).

    Counted as the clock counts, from its day 0, and on beyond the last day where it was late; not
    known while the year in which it ended is not arranged.
    """
    if standing.counted is None:
        return Ending()
    clock = clock_of(standing, calendar, last=standing.counted.events)
    return Ending(
        _working_days(clock, standing.counted.on),
        is_extended=clock.extension is not None,
        is_suspended=bool(clock.spans),
    )


def places(row: Row) -> Iterator[Place]:
    """Where a request counts, each once; nowhere before it was received (条例 31)."""
    if row.received_on is None:
        return
    came = What.RECEIVED.value, row.received_on.replace(day=1)
    yield Place(Dimension.ALL.value, *came, row.kind.value, "")
    yield Place(Dimension.CHANNEL.value, *came, "", row.channel.value)
    if row.counted_on is None:
        return
    went = What.DISPOSED.value, row.counted_on.replace(day=1)
    yield Place(Dimension.ALL.value, *went, row.kind.value, "")
    yield Place(Dimension.CHANNEL.value, *went, "", row.channel.value)
    yield Place(Dimension.EXTENDED.value, *went, "", _TOLD_APART[row.is_extended])
    yield Place(Dimension.SUSPENDED.value, *went, "", _TOLD_APART[row.is_suspended])
    if row.outcome is not None:
        yield Place(Dimension.OUTCOME.value, *went, "", row.outcome)
    if row.is_in_time is not None:
        yield Place(Dimension.IN_TIME.value, *went, "", _TOLD_APART[row.is_in_time])
    if row.working_days is not None:
        yield Place(Dimension.WORKING_DAYS.value, *went, "", str(row.working_days))


def _working_days(clock: Reckoning, on: date) -> int | None:
    if clock.in_time is None or clock.due_on is None or clock.day_zero is None:
        return None
    if on > clock.calendar.last_day:
        return None
    late = clock.calendar.count(clock.due_on, on) if on > clock.due_on else 0
    return clock.days_used(on) + late
