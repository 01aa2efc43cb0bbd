"""How messages are kept: what a standing sets in its case's row and in its own."""

from casework.domain.calendar import Calendar
from casework.domain.message.standing import (
    Standing,
    first_clock,
    reply_clock,
    working_days_taken,
)
from casework.domain.message.workflow import MESSAGE
from casework.persistence.models import Case
from casework.services import record

Doing = record.Doing[Standing]


def _columns(case: Case, standing: Standing, calendar: Calendar) -> None:
    clock = reply_clock(standing, calendar)
    first = standing.replies[0] if standing.replies else None
    case.received_on = standing.received_on
    case.due_on = clock.due_on
    case.due_is_provisional = clock.provisional
    case.closed_on = standing.closed_on
    case.counted_on = None if first is None else first.on
    case.is_in_time = first_clock(standing, calendar).in_time
    case.handler_id = standing.handler_id
    _details(case, standing, calendar)


def _details(case: Case, standing: Standing, calendar: Calendar) -> None:
    kept, reply = case.message, standing.reply
    kept.may_be_published = standing.may_be_published
    kept.looks_automatic = standing.looks_automatic
    kept.unit = standing.handling_unit
    kept.counts_from = None if standing.round is None else standing.round.day_zero
    kept.accepted_on = standing.accepted_on
    kept.replied_on = None if reply is None else reply.on
    kept.replying_unit = "" if reply is None else reply.unit
    kept.working_days = working_days_taken(standing, calendar)
    kept.is_published = standing.is_published


COURSE = record.Course(MESSAGE, Standing(), reply_clock, _columns)
