"""How comments are kept: what a standing sets in its case's row and in its own."""

from casework.domain.calendar import Calendar
from casework.domain.consultation.comment.standing import Standing, no_clock
from casework.domain.consultation.comment.workflow import COMMENT
from casework.persistence.models import Case
from casework.services import record

Doing = record.Doing[Standing]


def _columns(case: Case, standing: Standing, calendar: Calendar) -> None:
    case.received_on = standing.received_on
    case.closed_on = standing.answered_on
    kept, answer = case.comment, standing.answer
    kept.is_received = standing.received_on is not None
    kept.is_late = standing.is_late
    kept.is_hidden = standing.hiding is not None
    kept.is_told = standing.is_told
    kept.looks_automatic = standing.looks_automatic
    kept.group_id = standing.group_id
    kept.adoption = standing.adoption
    kept.reason = "" if answer is None else answer.reason


COURSE = record.Course(COMMENT, Standing(), no_clock, _columns)
