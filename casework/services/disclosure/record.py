"""How disclosure requests are kept: what a request's standing sets in its case's row."""

from casework.domain.calendar import Calendar
from casework.domain.disclosure.counting import ending_of
from casework.domain.disclosure.standing import Standing, in_time, reply_clock
from casework.domain.disclosure.vocabulary import UNCOUNTED
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.persistence.models import Case
from casework.persistence.queries import summaries
from casework.services import record
from casework.services.disclosure import objects

Doing = record.Doing[Standing]


def fill(case: Case, standing: Standing, calendar: Calendar) -> None:
    """Set the columns of a request's row that follow from its standing, and nothing else."""
    clock = reply_clock(standing, calendar)
    counted, ending = standing.counted, ending_of(standing, calendar)
    # What was split, or came twice, is received and counted elsewhere: S-8, S-10.
    case.received_on = None if standing.state in UNCOUNTED else standing.received_on
    case.due_on = clock.due_on
    case.due_is_provisional = clock.provisional
    case.closed_on = standing.closed_on
    case.counted_on = None if counted is None else counted.on
    case.outcome = None if counted is None else counted.outcome.value
    case.is_in_time = in_time(standing, calendar)
    case.disclosure.working_days = ending.working_days
    case.disclosure.is_extended = ending.is_extended
    case.disclosure.is_suspended = ending.is_suspended
    case.handler_id = standing.handler_id


def _columns(case: Case, standing: Standing, calendar: Calendar) -> None:
    was = summaries.row_of(case)
    fill(case, standing, calendar)
    summaries.change(case.agency_id, was, summaries.row_of(case))
    objects.project(case, standing, calendar)


COURSE = record.Course(DISCLOSURE, Standing(), reply_clock, _columns)
standing_of, standing_after = COURSE.standing_of, COURSE.standing_after
read = COURSE.read
