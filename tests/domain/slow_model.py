"""The reply clock once more, day by day and by hand: what the fast one must agree with.

Knows nothing of Casework. Its days come from chinesecalendar.
"""

from collections.abc import Sequence
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
