"""What the desk's lists have in common: how long a page is, a line of the queue, the days left."""

from dataclasses import dataclass
from datetime import date

from casework.domain.terms import Term
from casework.services.office import Office

PAGE = 25


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A line of the queue; `days_left` counts working days, negative once overdue.

    `requested_information` None: a case of another procedure than a disclosure request.
    """

    reference: str
    state: Term
    requested_information: str | None
    due_on: date | None
    is_provisional: bool
    received_on: date | None
    days_left: int | None
    case_id: int
    handler: str = ""


def days_left(office: Office, due_on: date | None) -> int | None:
    """Working days from today to a day, negative after it; None where there is no day."""
    if due_on is None:
        return None
    return office.calendar.position(due_on) - office.calendar.position(office.today())
