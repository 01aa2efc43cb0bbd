"""The ledger of a reckoning: every natural day from day 0 to the last, and why it counts or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casework.domain.calendar import Day, DayKind
from casework.domain.clock.entries import (
    Restart,
    RestartReason,
    Start,
    StartReason,
    SuspensionReason,
    VoidReason,
)
from casework.domain.clock.reckoning import Reckoning
from casework.domain.clock.spans import Span
from casework.domain.terms import Term, term


class LedgerKind(Term):
    """What a day is to the period."""

    DAY_ZERO = term("day0", "起算日，不计入")
    COUNTED = term("counted", "计入")
    WEEKEND = term("weekend", "周末，不计入")
    HOLIDAY = term("holiday", "放假，不计入")
    MAKEUP = term("makeup", "调休上班，计入")
    EXCLUDED = term("excluded", "不计入")
    EXTENSION = term("extension", "延长期内，计入")


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """One day: what it is, its number if it is counted, and on which rule and notice that rests.

    `reason` names what makes the day so: the holiday, whose make-up day it is, whose opinion was
    asked, why day 0 is day 0; "" for an ordinary day. `notice` is the State Council's number.
    `provisional`: the year's notice is not loaded (C-10).
    """

    on: date
    kind: LedgerKind
    count: int | None
    reason: str
    rule: str
    notice: str
    provisional: bool


# What the days rest on that are counted from a start.
_START_RULES = {
    StartReason.REQUEST_RECEIVED: "C-1",
    StartReason.CORRECTION_RECEIVED: "R-41-1",
    StartReason.COMMENTS_CLOSED: "R-YG-2",
    StartReason.MESSAGE_RECEIVED: "R-LY-5",
}
_RESTART_RULES = {
    RestartReason.CLARIFIED: "C-3",
    RestartReason.PAID: "C-7",
    RestartReason.ORDERED: "R-51-1",
}
_SPAN_RULES: dict[Term, str] = {
    SuspensionReason.THIRD_PARTY: "C-4",
    SuspensionReason.AGENCY: "C-5",
    VoidReason.PAYMENT: "C-7",
}
_REST_KINDS = {DayKind.WEEKEND: LedgerKind.WEEKEND, DayKind.HOLIDAY: LedgerKind.HOLIDAY}


def ledger(reckoning: Reckoning, until: date | None = None) -> tuple[LedgerDay, ...]:
    """Every day from day 0 to the last day, both inclusive; () before any start.

    While there is no last day, `until` says where to end; without it the ledger is empty. A void
    clock's ledger ends where it was voided. The counted days add up to the period: the last line
    is the due date. C-1, C-2, C-4 to C-6.
    """
    zero = reckoning.day_zero
    last = reckoning.void.on if reckoning.void is not None else reckoning.due_on or until
    if zero is None or last is None:
        return ()
    return tuple(_days(reckoning, zero, last))


def _days(reckoning: Reckoning, zero: date, last: date) -> Iterator[LedgerDay]:
    yield _day_zero(reckoning, zero)
    count = 0
    for offset in range(1, (last - zero).days + 1):
        day = reckoning.calendar.day(zero + timedelta(days=offset))
        span = reckoning.excluded_by(day.on)
        if not day.kind.is_working:
            yield _line(day, _REST_KINDS[day.kind], None, "C-2")
        elif span is not None:
            yield _line(day, LedgerKind.EXCLUDED, None, _SPAN_RULES[span.why], _asked(span))
        else:
            count += 1
            yield _counted(reckoning, day, count)


def _day_zero(reckoning: Reckoning, zero: date) -> LedgerDay:
    start = reckoning.start
    day = reckoning.calendar.day(zero)
    if isinstance(start, Restart):
        return _line(day, LedgerKind.DAY_ZERO, None, _RESTART_RULES[start.why], start.why.zh)
    why = _began(reckoning)
    return _line(day, LedgerKind.DAY_ZERO, None, _START_RULES[why], why.zh)


def _began(reckoning: Reckoning) -> StartReason:
    start = reckoning.start
    return start.why if isinstance(start, Start) else StartReason.REQUEST_RECEIVED


def _counted(reckoning: Reckoning, day: Day, count: int) -> LedgerDay:
    began = _began(reckoning)
    if reckoning.fixed is None and count > reckoning.working_days:
        by_law = began is StartReason.REQUEST_RECEIVED
        return _line(day, LedgerKind.EXTENSION, count, "C-6" if by_law else _START_RULES[began])
    if day.kind is DayKind.MAKEUP_DAY:
        return _line(day, LedgerKind.MAKEUP, count, "C-2")
    return _line(day, LedgerKind.COUNTED, count, _START_RULES[began])


def _line(day: Day, kind: LedgerKind, count: int | None, rule: str, reason: str = "") -> LedgerDay:
    why = reason or (f"{day.holiday}调休" if day.kind is DayKind.MAKEUP_DAY else day.holiday)
    # A day of a year without notice rests on nothing yet, whatever else it is.
    return LedgerDay(
        day.on,
        kind,
        count,
        why,
        f"{rule} C-10" if day.provisional else rule,
        day.notice,
        day.provisional,
    )


def _asked(span: Span) -> str:
    return f"{span.why.zh}（{span.who}）" if span.who else span.why.zh
