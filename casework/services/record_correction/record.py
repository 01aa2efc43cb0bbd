"""How record corrections are kept: what a standing sets in its case's row (条例 41).

Nothing is counted: table 三 knows disclosure requests only.
"""

from casework.domain.calendar import Calendar
from casework.domain.record_correction.standing import Standing, target_clock
from casework.domain.record_correction.workflow import RECORD_CORRECTION
from casework.persistence.models import Case
from casework.services import record
from casework.services.disclosure.objects import project_access

Doing = record.Doing[Standing]


def _columns(case: Case, standing: Standing, calendar: Calendar) -> None:
    clock = target_clock(standing, calendar)
    case.received_on = standing.received_on
    case.due_on = clock.due_on
    case.due_is_provisional = clock.provisional
    case.closed_on = standing.closed_on
    case.is_in_time = clock.in_time
    case.handler_id = standing.handler_id
    project_access(case, standing.restriction, standing.events)


COURSE = record.Course(RECORD_CORRECTION, Standing(), target_clock, _columns)
