"""Looking at cases: the file that a page shows, the queue, and the reveal that is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.domain.clock import Reckoning
from casework.domain.disclosure.clock import reply_clock
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import State
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.roles import Actor
from casework.domain.workflow import Event, Situation, Transition
from casework.persistence.database import db, transaction
from casework.persistence.models import Attachment, AuditEntry, Case, Delivery, Letter, Look
from casework.persistence.queries import cases, papers
from casework.services.attachments import supplied
from casework.services.disclosure import record
from casework.services.office import Office
from casework.services.refusals import NotThere

PAGE = 25


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All that a page shows of one case. `history` pairs each event with a colleague's name."""

    case: Case
    standing: Standing
    clock: Reckoning
    history: Sequence[tuple[Event, str | None]]
    letters: Sequence[tuple[Letter, Delivery | None]]
    attachments: Sequence[Attachment]
    permitted: tuple[Transition[Standing], ...]

    @property
    def supplied(self) -> list[Attachment]:
        """The files that the reply supplies."""
        return supplied(self.standing, self.attachments)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A line of the queue; `days_left` counts working days, negative once overdue."""

    reference: str
    state: State
    requested_information: str
    due_on: date | None
    is_provisional: bool
    received_on: date | None
    days_left: int | None
    case_id: int


def case_file(office: Office, reference: str, actor: Actor) -> CaseFile:
    """The file of a case as `actor` may act on it; raises NotThere."""
    case = cases.by_reference(reference, actor.agency_id)
    if case is None:
        raise NotThere(reference)
    stored = cases.signed_history(case.id)
    standing = record.standing_after(event for event, _ in stored)
    situation = Situation(standing, actor, office.today(), office.calendar)
    return CaseFile(
        case=case,
        standing=standing,
        clock=reply_clock(standing, office.calendar),
        history=list(zip(standing.events, (name for _, name in stored), strict=True)),
        letters=papers.letters(case.id),
        attachments=papers.attachments(case.id),
        permitted=DISCLOSURE.permitted(situation),
    )


def queue(
    office: Office, agency_id: int, handler_id: int | None, after: tuple[date, int] | None
) -> Sequence[QueueRow]:
    """Open cases by due date, one page and one row more; at the first page's head those waiting.

    `handler_id` None asks for the whole agency's; `after` is the last row of the page before.
    """
    running = cases.queue(agency_id, handler_id=handler_id, after=after, limit=PAGE + 1)
    rows = [queue_row(office, row) for row in running]
    if after is None:
        standing_still = cases.without_due_date(agency_id, handler_id=handler_id, limit=PAGE)
        return [*(queue_row(office, row) for row in standing_still), *rows]
    return rows


def has_cases(agency_id: int) -> bool:
    """Whether an agency has any case yet."""
    return cases.first_reference(agency_id) is not None


def first_reference(agency_id: int) -> str:
    """The reference of an agency's first case; raises NotThere when it has none."""
    reference = cases.first_reference(agency_id)
    if reference is None:
        raise NotThere(str(agency_id))
    return reference


def reveal(
    office: Office, reference: str, actor: Actor, request_id: str, what: Look = Look.APPLICANT
) -> None:
    """Write down that somebody looked at what names an applicant; raises NotThere."""
    now = office.now()
    with transaction():
        case = cases.by_reference(reference, actor.agency_id)
        if case is None or actor.user_id is None:
            raise NotThere(reference)
        db.session.add(
            AuditEntry(
                at=now,
                user_id=actor.user_id,
                case_id=case.id,
                what=what,
                request_id=request_id,
            )
        )


def days_left(office: Office, due_on: date | None) -> int | None:
    """Working days from today to a day, negative after it; None where there is no day."""
    if due_on is None:
        return None
    return office.calendar.position(due_on) - office.calendar.position(office.today())


def queue_row(office: Office, row: cases.Listed) -> QueueRow:
    """A queue's line, with the working days that are left."""
    reference, state, wanted, due_on, provisional, received_on, case_id = row
    left = days_left(office, due_on)
    return QueueRow(
        reference, State(state), wanted, due_on, provisional, received_on, left, case_id
    )
