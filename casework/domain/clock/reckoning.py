"""From entries to a date: fold them, then count. All arithmetic is on positions of working days."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from casework.domain.calendar import Calendar, Deadline
from casework.domain.clock.entries import (
    OPINION_PERIOD,
    PAYMENT_PERIOD,
    REPLY_PERIOD,
    Entry,
    Extend,
    Restart,
    Resume,
    SetDate,
    Start,
    Stop,
    StopReason,
    Suspend,
    Void,
)
from casework.domain.clock.spans import Span
from casework.domain.terms import Term, term


class ClockState(Term):
    """What the reply clock is doing on a given day."""

    NOT_STARTED = term("not_started", "尚未起算")
    RUNNING = term("running", "正在计算")
    SUSPENDED = term("suspended", "暂不计算")
    VOID = term("void", "停止计算，待重新起算")
    STOPPED = term("stopped", "已终止")


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Where a reply clock stands: its date, or the named reason why it has none.

    `due_on` is the last day on which the reply is in time; None before the start, while void, and
    while an opinion is awaited without limit. `provisional`: a year without notice is crossed.
    `unextended_due_on` is the last day without the extension: by it the extension must be told.
    `late_extensions` were told too late or a second time and have no effect (C-6).
    """

    calendar: Calendar
    start: Start | Restart | None
    working_days: int
    due_on: date | None
    provisional: bool
    unextended_due_on: date | None
    spans: tuple[Span, ...]
    extension: Extend | None
    late_extensions: tuple[Extend, ...]
    fixed: SetDate | None
    void: Void | None
    stop: Stop | None

    @property
    def day_zero(self) -> date | None:
        """The day from which the period counts, itself not counted; None before any start."""
        return None if self.start is None else self.start.on

    @property
    def total(self) -> int:
        """The period's length in working days, extension included."""
        return self.working_days + (self.extension.working_days if self.extension else 0)

    def state_on(self, today: date) -> ClockState:
        """What the clock does on a day, given the entries known."""
        if self.stop is not None:
            return ClockState.STOPPED
        if self.void is not None:
            return ClockState.VOID
        if self.start is None and self.fixed is None:
            return ClockState.NOT_STARTED
        if any(span.waits(today) for span in self.spans):
            return ClockState.SUSPENDED
        return ClockState.RUNNING

    def waiting_until(self, today: date) -> date | None:
        """The state's own date: until when the applicant, or those asked, may still answer."""
        if self.void is not None:
            return self.void.until
        ends = [span.ends_on for span in self.spans if span.waits(today)]
        known = [end for end in ends if end is not None]
        return max(known) if known and len(known) == len(ends) else None

    def overdue_on(self, today: date) -> bool:
        """Whether the last day has passed without a reply (R-OD-1)."""
        return self.stop is None and self.due_on is not None and today > self.due_on

    @property
    def in_time(self) -> bool | None:
        """Whether the reply was in time; None without a reply or without a last day (R-SVC-4)."""
        if self.stop is None or self.stop.why is not StopReason.REPLIED or self.due_on is None:
            return None
        return self.stop.on <= self.due_on

    def days_used(self, today: date) -> int:
        """Working days counted from day 0 to a day, inclusive; none while void."""
        if self.day_zero is None or self.void is not None:
            return 0
        ends = [self.due_on, self.stop.on if self.stop is not None else None]
        last = min([today, *(end for end in ends if end is not None)])
        zero = self.calendar.position(self.day_zero)
        if last <= self.day_zero:
            return 0
        now = self.calendar.position(last)
        return now - zero - _excluded(_positions(self.spans, self.calendar), zero, now)

    def days_left(self, today: date) -> int | None:
        """Working days still to come after a day; None where no period runs."""
        if self.void is not None or (self.start is None and self.fixed is None):
            return None
        if self.fixed is not None:
            last = self.calendar.position(self.fixed.due_on)
            return max(0, last - self.calendar.position(today))
        return self.total - self.days_used(today)

    def excluded_by(self, on: date) -> Span | None:
        """The first span that keeps a day out of the count, if any."""
        return next((span for span in self.spans if span.excludes(on)), None)


@dataclass(frozen=True, slots=True)
class _Course:
    """The fold of the entries: what is in force now."""

    calendar: Calendar
    working_days: int
    start: Start | Restart | None = None
    suspensions: tuple[Suspend, ...] = ()
    extension: Extend | None = None
    late_extensions: tuple[Extend, ...] = ()
    fixed: SetDate | None = None
    void: Void | None = None
    stop: Stop | None = None


def reckon(
    entries: Iterable[Entry], calendar: Calendar, working_days: int = REPLY_PERIOD
) -> Reckoning:
    """The date and the state that entries, in the order of their effect, give a reply clock.

    Raises YearNotArranged before the first arranged year and far beyond the last; a date that
    crosses the last notice is provisional (C-10). 条例 30, 32 to 35.
    """
    course = _Course(calendar, working_days)
    for entry in entries:
        course = _after(course, entry)
    spans = _spans(course)
    unextended, effective = _due(course, spans, course.working_days)
    due = unextended
    if course.extension is not None:
        length = course.working_days + course.extension.working_days
        due, effective = _due(course, spans, length)
    if course.fixed is not None:
        due = Deadline(course.fixed.due_on, provisional=False)
    return Reckoning(
        calendar=calendar,
        start=course.start,
        working_days=working_days,
        due_on=None if due is None or course.void is not None else due.on,
        provisional=due is not None and course.void is None and due.provisional,
        unextended_due_on=None if unextended is None else unextended.on,
        spans=effective,
        extension=course.extension,
        late_extensions=course.late_extensions,
        fixed=course.fixed,
        void=course.void,
        stop=course.stop,
    )


def _after(course: _Course, entry: Entry) -> _Course:
    match entry:
        case Start():
            then = replace(course, start=entry, void=None, stop=None)
        case Restart():
            then = replace(course, start=entry, extension=None, fixed=None, void=None, stop=None)
        case Void():
            then = replace(course, void=_until(entry, course.calendar))
        case Resume():
            then = _resumed(course, entry)
        case Suspend():
            then = replace(course, suspensions=(*course.suspensions, entry))
        case Extend():
            then = _extended(course, entry)
        case SetDate():
            then = replace(course, fixed=entry, void=None, stop=None)
        case _:
            then = replace(course, stop=entry)
    return then


def _until(entry: Void, calendar: Calendar) -> Void:
    """The wait with its last day: of the 20 working days to pay once the notice is received."""
    if entry.notice_received_on is None:
        return entry
    return replace(entry, until=calendar.reach(entry.notice_received_on, PAYMENT_PERIOD).on)


def _resumed(course: _Course, entry: Resume) -> _Course:
    """The wait becomes a span that is not counted; without a wait nothing was held up."""
    if course.void is None:
        return course
    waited = Suspend(course.void.on, course.void.why, ended_on=entry.on)
    return replace(course, void=None, suspensions=(*course.suspensions, waited))


def _extended(course: _Course, entry: Extend) -> _Course:
    """Take an extension if it is the first and was told while the period still ran (C-6)."""
    running = course.start is not None and course.void is None and course.stop is None
    if running and course.extension is None and course.fixed is None:
        due, _ = _due(course, _spans(course), course.working_days)
        if due is None or entry.on <= due.on:
            return replace(course, extension=entry)
    return replace(course, late_extensions=(*course.late_extensions, entry))


def _due(
    course: _Course, spans: tuple[Span, ...], working_days: int
) -> tuple[Deadline | None, tuple[Span, ...]]:
    """The last of `working_days` that no span excludes, and the spans that moved it.

    Overlapping spans are counted once (C-4). A span that begins on the last day or later excludes
    nothing: the period was over.
    """
    if course.start is None:
        return None, ()
    zero = course.calendar.position(course.start.on)
    effective: list[_Positions] = []
    target, furthest = zero + working_days, zero
    for low, high in _positions(spans, course.calendar):
        if low >= target:
            break
        effective.append((low, high))
        if high is None:
            return None, spans[: len(effective)]
        furthest = max(furthest, high)
        target = zero + working_days + _excluded(effective, zero, furthest)
    return course.calendar.at(target), spans[: len(effective)]


def _spans(course: _Course) -> tuple[Span, ...]:
    spans = [_span(entry, course) for entry in course.suspensions]
    return tuple(sorted(spans, key=lambda span: span.begins_on))


def _span(entry: Suspend, course: _Course) -> Span:
    """The days that one consultation excludes: to its return or limit, else to the clock's end."""
    ends = [entry.ended_on] if entry.ended_on is not None else []
    if entry.letter_received_on is not None:
        limit = course.calendar.reach(entry.letter_received_on, OPINION_PERIOD)
        ends.append(limit.on)
    if not ends and course.stop is not None:
        # Only an end that was open: a date that the applicant was told does not move with a reply.
        ends.append(max(course.stop.on, entry.on))
    end = min(ends, default=None)
    returned = end is not None and end == entry.ended_on
    return Span(entry.on, end, entry.why, entry.who, returned=returned)


# A span in positions of working days: those after the first up to the second are not counted.
_Positions = tuple[int, int | None]


def _positions(spans: Iterable[Span], calendar: Calendar) -> list[_Positions]:
    return [
        (
            calendar.position(span.begins_on),
            None if span.ends_on is None else calendar.position(span.ends_on),
        )
        for span in spans
    ]


def _excluded(positions: Iterable[_Positions], zero: int, now: int) -> int:
    """How many working days after `zero` up to `now` lie in the union of the spans, by begin."""
    excluded = 0
    reached = zero
    for low, high in positions:
        begin = max(low, reached)
        end = now if high is None else min(high, now)
        if end > begin:
            excluded += end - begin
            reached = end
    return excluded
