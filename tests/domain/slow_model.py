"""The reply clock once more, day by day and by hand: what the fast one must agree with.

Knows nothing of Casework. Its days come from chinesecalendar.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import chinese_calendar

Span = tuple[date, date | None]  # issued, returned; None: nothing has come back


@cache
def works(day: date) -> bool:
    """Whether work is done on a day. Raises NotImplementedError outside 2004 to 2026."""
    return bool(chinese_calendar.is_workday(day))


def walk(day_zero: date, working_days: int, spans: Sequence[Span] = ()) -> date | None:
    """The day on which the count reaches `working_days`; None if it never does."""
    day, count = day_zero, 0
    while count < working_days:
        day += timedelta(days=1)
        inside = [span for span in spans if span[0] < day and (span[1] is None or day <= span[1])]
        if any(end is None for _, end in inside):
            return None
        if works(day) and not inside:
            count += 1
    return day


def reply_due(
    day_zero: date, spans: Sequence[Span] = (), extension: tuple[date, int] | None = None
) -> date | None:
    """The last day to reply, with an extension if it was told in time."""
    due = walk(day_zero, 20, spans)
    if extension is None or (due is not None and extension[0] > due):
        return due
    return walk(day_zero, 20 + extension[1], spans)


@dataclass
class Question:
    """Somebody was asked; the letter arrived; the answer came."""

    asked_on: date
    letter_on: date | None = None
    back_on: date | None = None

    def span(self, over_on: date | None = None) -> Span:
        """The days that it keeps out, when the case is over at the latest if nothing ends it."""
        ends = [] if self.back_on is None else [self.back_on]
        if self.letter_on is not None:
            ends += [limit for limit in (walk(self.letter_on, 15),) if limit is not None]
        if not ends and over_on is not None:
            ends = [max(over_on, self.asked_on)]
        return self.asked_on, min(ends, default=None)


@dataclass
class Promise:
    """So many days more, told on a day, when day 0 and the questions were these."""

    told_on: date
    working_days: int
    day_zero: date
    questions: tuple[Question, ...]
    waived: tuple[Span, ...] = ()

    def is_good(self) -> bool:
        """Whether it was told before the period was over."""
        spans = [*(question.span() for question in self.questions), *self.waived]
        due = walk(self.day_zero, 20, spans)
        return due is None or self.told_on <= due


@dataclass
class Diary:
    """One case as a clerk with a wall calendar would keep it: what is so, not what happened."""

    day_zero: date | None = None
    questions: list[Question] = field(default_factory=list)
    promise: Promise | None = None
    set_to: date | None = None
    waits_for_applicant: bool = False
    charged_on: date | None = None
    waived: list[Span] = field(default_factory=list)
    over_on: date | None = None
    replied_on: date | None = None

    def begin(self, day_zero: date) -> None:
        """The application was received, or the day of receipt was another."""
        self.day_zero = day_zero

    def begin_anew(self, day_zero: date) -> None:
        """A fresh period: nothing added, nothing set, nothing over."""
        self.day_zero, self.promise, self.set_to = day_zero, None, None
        self.waits_for_applicant, self.over_on, self.replied_on = False, None, None

    def waive(self, on: date) -> None:
        """The fee is not asked after all: the days since it was told are not counted."""
        assert self.charged_on is not None
        self.waits_for_applicant = False
        self.waived.append((self.charged_on, on))

    def set_date(self, due_on: date) -> None:
        """A date was set from outside; the case is worked on."""
        self.set_to, self.waits_for_applicant = due_on, False
        self.over_on, self.replied_on = None, None

    def extend(self, told_on: date, working_days: int) -> None:
        """An extension was told."""
        assert self.day_zero is not None
        self.promise = Promise(told_on, working_days, self.day_zero, *self._kept())

    def _kept(self) -> tuple[tuple[Question, ...], tuple[Span, ...]]:
        return tuple(self.questions), tuple(self.waived)

    def stop(self, on: date, *, replied: bool = False) -> None:
        """The case is over."""
        self.over_on, self.replied_on = on, on if replied else None

    def due_on(self) -> date | None:
        """The last day to reply; None while there is none."""
        if self.waits_for_applicant:
            return None
        if self.set_to is not None or self.day_zero is None:
            return self.set_to
        spans = [question.span(self.over_on) for question in self.questions] + self.waived
        more = self.promise.working_days if self.promise and self.promise.is_good() else 0
        return walk(self.day_zero, 20 + more, spans)

    def in_time(self) -> bool | None:
        """Whether the reply came by the last day; None without a reply."""
        due = self.due_on()
        if self.replied_on is None or due is None:
            return None
        return self.replied_on <= due
