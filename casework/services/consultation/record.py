"""How consultations are kept: what a standing sets in its case's row and in its own."""

from casework.domain.calendar import Calendar
from casework.domain.consultation.standing import Standing, feedback_clock
from casework.domain.consultation.workflow import CONSULTATION
from casework.persistence.models import Case
from casework.services import record

Doing = record.Doing[Standing]


def _columns(case: Case, standing: Standing, calendar: Calendar) -> None:
    clock = feedback_clock(standing, calendar)
    case.due_on = clock.due_on
    case.due_is_provisional = clock.provisional
    case.closed_on = standing.closed_on
    case.counted_on = standing.feedback_on
    case.is_in_time = clock.in_time
    case.handler_id = standing.handler_id
    _details(case, standing)


def _details(case: Case, standing: Standing) -> None:
    kept, content = case.consultation, standing.content
    assert content is not None, case.reference  # a consultation begins with its draft
    kept.kind, kept.title, kept.unit = content.kind, content.title, content.unit
    kept.is_public = standing.is_public
    kept.opens_at, kept.closes_at = standing.opens_at, standing.closes_at
    kept.feedback_due_on, kept.feedback_on = case.due_on, standing.feedback_on
    kept.cancelled_on = None if standing.cancellation is None else standing.closed_on
    feedback = standing.feedback
    kept.counted_up_to = None if feedback is None else feedback.last_comment_id


COURSE = record.Course(CONSULTATION, Standing(), feedback_clock, _columns)
