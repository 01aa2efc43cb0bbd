"""How a deadline was counted, drawn: the calendar of a case page, kept while nothing of it changes.

It was a third of a case page. Requests that were received on one day share it, and the next
reader's is the same.
"""

from datetime import date
from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from casework.domain.clock import Reckoning, ledger
from casework.web.words import reads_english

_DRAWINGS_KEPT = 128  # of some 20 KB each


def drawn(clock: Reckoning, today: date, *, until: date | None = None) -> Markup:
    """The calendar and the ledger of a clock as HTML; nothing where there is no ledger.

    `until` ends it while there is no last day.
    """
    last = clock.due_on or until
    if clock.day_zero is None or clock.void is not None or last is None:
        return Markup()
    marked = today if clock.day_zero <= today <= last else None
    return _drawn(clock, last, marked, in_english=reads_english())


@lru_cache(_DRAWINGS_KEPT)
def _drawn(clock: Reckoning, until: date, today: date | None, *, in_english: bool) -> Markup:
    template = current_app.jinja_env.get_template("components/deadline_calendar.html")
    calendar = getattr(template.module, "deadline_calendar")  # noqa: B009  # a template's macro
    return Markup(calendar(ledger(clock, until), due_on=clock.due_on, today=today))  # noqa: S704
