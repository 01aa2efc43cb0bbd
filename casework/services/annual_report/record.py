"""How annual reports are kept: what a standing sets in its case's row (条例 49)."""

from casework.domain.annual_report.standing import Standing, target_clock
from casework.domain.annual_report.vocabulary import State
from casework.domain.annual_report.workflow import ANNUAL_REPORT
from casework.domain.calendar import Calendar
from casework.persistence.models import Case
from casework.services import record

Doing = record.Doing[Standing]


def _columns(case: Case, standing: Standing, calendar: Calendar) -> None:
    clock = target_clock(standing, calendar)
    first = standing.editions[0].published_on if standing.editions else None
    case.due_on = clock.due_on
    case.closed_on = first if standing.state is State.PUBLISHED else None
    case.is_in_time = clock.in_time


COURSE = record.Course(ANNUAL_REPORT, Standing(), target_clock, _columns)
