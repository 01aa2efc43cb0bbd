"""How much one applicant asks for: in a span (条例 35), and in a month before a request (R-FEE-2).

Counted are requests by the day they were received; what was split or merged is counted elsewhere.
"""

from datetime import date, timedelta

from casework.domain.periods import months_after
from casework.persistence.models import Case
from casework.persistence.queries import outside


def requests_between(case: Case, begins_on: date, ends_on: date) -> int | None:
    """How many requests of a case's applicant came in a span, both days inclusive.

    None where the applicant gave no number by which they could be known again.
    """
    index = case.disclosure.applicant.identity_index
    return outside.requests_of(index, case.agency_id, begins_on, ends_on) if index else None


def earlier_in_month(case: Case) -> int | None:
    """How many requests of the applicant came in the same natural month, before this one (R-FEE-2).

    None where the applicant is not known by a number, or the request is not yet received.
    """
    index, on = case.disclosure.applicant.identity_index, case.received_on
    if not index or on is None:
        return None
    return outside.requests_of(index, case.agency_id, on.replace(day=1), on, before=(on, case.id))


def year_until(today: date) -> tuple[date, date]:
    """The twelve months that end today, both days inclusive: where volume is looked for [D]."""
    return months_after(today, -12) + timedelta(days=1), today
