"""What the desk's lists have in common: how long a page is, a line of the queue, the days left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from casework.domain.annual_report.vocabulary import State as ReportState
from casework.domain.consultation.vocabulary import State as ConsultationState
from casework.domain.disclosure.vocabulary import State
from casework.domain.message.vocabulary import State as MessageState
from casework.domain.record_correction.vocabulary import State as CorrectionState
from casework.domain.references import Mark, mark_of
from casework.domain.terms import Term
from casework.persistence.queries.cases import Listed
from casework.services.office import Office

PAGE = 25
_STATES: Mapping[Mark, type[Term]] = MappingProxyType(
    {
        Mark.DISCLOSURE: State,
        Mark.RECORD_CORRECTION: CorrectionState,
        Mark.CONSULTATION: ConsultationState,
        Mark.MESSAGE: MessageState,
        Mark.ANNUAL_REPORT: ReportState,
    }
)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A line of the queue; `days_left` counts working days, negative once overdue.

    `subject`: the information asked for, the record, the title; "" for a report, which has none.
    """

    reference: str
    state: Term
    subject: str
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


def row_of(office: Office, row: Listed) -> QueueRow:
    """A line as a page shows it, with the working days that are left."""
    reference, state, due_on, provisional, received_on, case_id, handler, *about = row
    return QueueRow(
        reference,
        _STATES[mark_of(reference)](state),
        next((subject for subject in about if subject), ""),
        due_on,
        provisional,
        received_on,
        days_left(office, due_on),
        case_id,
        handler or "",
    )
