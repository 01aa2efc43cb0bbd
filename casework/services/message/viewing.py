"""Looking at messages: the file that a page shows, and the desk's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.domain.clock import Reckoning
from casework.domain.message.standing import (
    Standing,
    petition_transfer_by,
    red_line,
    reply_clock,
    urgency,
    urgency_of,
)
from casework.domain.message.vocabulary import Kind, State, Urgency
from casework.domain.message.workflow import MESSAGE
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Refused, Situation, Transition
from casework.persistence.models import Attachment, Case
from casework.persistence.queries import case_page, messages
from casework.persistence.queries.messages import Sought
from casework.services.lines import PAGE, days_left
from casework.services.message import record
from casework.services.office import Office
from casework.services.refusals import NotThere

__all__ = ["PAGE", "Line", "MessageFile", "Sought", "case_of", "listed", "message_file", "refusal"]


@dataclass(frozen=True, slots=True)
class MessageFile:
    """All that a page shows of one message; `red_line`: None once it is answered or ended.

    `petition_transfer_by`: by when a complaint that is a petition goes its way (R-XF-1).
    """

    case: Case
    standing: Standing
    clock: Reckoning
    red_line: date | None
    petition_transfer_by: date | None
    urgency: Urgency
    attachments: Sequence[Attachment]
    permitted: tuple[Transition[Standing], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the desk's list; `days_left` counts working days, negative once overdue.

    `place` is where the next page goes on.
    """

    reference: str
    state: State
    kind: Kind
    title: str
    unit: str
    due_on: date | None
    is_provisional: bool
    received_on: date | None
    days_left: int | None
    red_line: date | None
    urgency: Urgency
    looks_automatic: bool
    may_be_published: bool
    is_published: bool
    closed_on: date | None
    place: tuple[date, int]


def case_of(reference: str, actor: Actor) -> Case:
    """The case of a message; raises NotThere."""
    case = messages.by_reference(reference, actor)
    if case is None:
        raise NotThere(reference)
    return case


def message_file(office: Office, reference: str, actor: Actor) -> MessageFile:
    """The file of a message as `actor` may act on it; raises NotThere."""
    case, calendar, today = case_of(reference, actor), office.calendar, office.today()
    standing = record.COURSE.standing_of(case)
    asked = None if standing.closed_on is not None else standing.round
    return MessageFile(
        case=case,
        standing=standing,
        clock=reply_clock(standing, calendar),
        red_line=None if asked is None else red_line(asked.day_zero, calendar),
        petition_transfer_by=petition_transfer_by(standing, calendar)
        if standing.kind is Kind.COMPLAINT
        else None,
        urgency=urgency_of(standing, calendar, today),
        attachments=case_page.attachments(case.id),
        permitted=MESSAGE.permitted(Situation(standing, actor, today, calendar)),
    )


def refusal(office: Office, file: MessageFile, actor: Actor, action: Term) -> Refused | None:
    """Why an act is not offered to `actor` now, by the rule in the way; None when it is."""
    situation = Situation(file.standing, actor, office.today(), office.calendar)
    return MESSAGE.refusal(situation, action)


def listed(
    office: Office, actor: Actor, sought: Sought, after: tuple[date, int] | None = None
) -> list[Line]:
    """The agency's messages, one page and one line more.

    Open ones by due date, those without one first; ended ones the latest first. `after` is the
    `place` of the last line of the page before.
    """
    found = messages.lines(actor, sought, after=after, limit=PAGE + 1)
    return [_line(office, each) for each in found]


def units(agency_id: int) -> Sequence[str]:
    """Every unit that deals with an open message, in order."""
    return messages.units(agency_id)


def _line(office: Office, row: messages.Listed) -> Line:
    ended, day_zero = row.closed_on is not None, row.counts_from
    calendar, today = office.calendar, office.today()
    how = Urgency.ENDED if ended else urgency(day_zero, row.due_on, calendar, today)
    return Line(
        reference=row.reference,
        state=State(row.state),
        kind=row.kind,
        title=row.title,
        unit=row.unit,
        due_on=row.due_on,
        is_provisional=row.due_is_provisional,
        received_on=row.received_on,
        days_left=None if ended else days_left(office, row.due_on),
        red_line=None if ended or day_zero is None else red_line(day_zero, calendar),
        urgency=how,
        looks_automatic=row.looks_automatic,
        may_be_published=row.may_be_published,
        is_published=row.is_published,
        closed_on=row.closed_on,
        place=messages.place(row),
    )
