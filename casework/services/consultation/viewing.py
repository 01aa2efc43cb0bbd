"""Looking at consultations from the desk: the file that a page shows, and the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework.domain.clock import Reckoning
from casework.domain.consultation.standing import Standing, days_left, feedback_clock
from casework.domain.consultation.tally import Counted, Tally, tally_of
from casework.domain.consultation.vocabulary import DisplayStatus, Kind, State
from casework.domain.consultation.workflow import CONSULTATION
from casework.domain.moments import legal_date
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Refused, Situation, Transition
from casework.persistence.models import Attachment, Case, Purpose
from casework.persistence.queries import case_page, comments, consultations
from casework.persistence.queries.consultations import Listed, Sought
from casework.services.consultation import record
from casework.services.consultation.grouping import consultation_of
from casework.services.consultation.status import status_of
from casework.services.lines import PAGE
from casework.services.lines import days_left as working_days_left
from casework.services.office import Office

__all__ = ["PAGE", "ConsultationFile", "Line", "Sought", "consultation_file", "listed", "refusal"]

# The files that go before everybody with the draft, or with the record of a meeting.
SHOWN = (
    Purpose.DRAFT_TEXT,
    Purpose.EXPLANATORY_NOTE,
    Purpose.CONSULTATION_MATERIAL,
    Purpose.MEETING_RECORD,
)


@dataclass(frozen=True, slots=True)
class ConsultationFile:
    """All that the desk shows of one consultation.

    `unverified`: comments whose authors did not verify their contact; the tally leaves them out.
    """

    case: Case
    standing: Standing
    clock: Reckoning
    status: DisplayStatus | None
    attachments: Sequence[Attachment]
    permitted: tuple[Transition[Standing], ...]
    tally: Tally

    @property
    def published_papers(self) -> list[Attachment]:
        """The files that everybody may fetch once it is public."""
        return shown(self.standing, self.attachments)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the desk's list. `days_left`: calendar days for comments, 0 on the last one.

    `feedback_days_left`: working days, negative once overdue. `place`: where the next page goes on.
    """

    reference: str
    title: str
    kind: Kind
    unit: str
    state: State
    status: DisplayStatus | None
    opens_on: date
    closes_on: date
    days_left: int
    feedback_due_on: date | None
    feedback_days_left: int | None
    feedback_on: date | None
    is_overdue: bool
    received: int
    unanswered: int
    place: int


def consultation_file(office: Office, reference: str, actor: Actor) -> ConsultationFile:
    """The file of a consultation as `actor` may act on it; raises NotThere."""
    case = consultation_of(reference, actor)
    standing = record.COURSE.standing_of(case)
    situation = Situation(standing, actor, office.today(), office.calendar)
    return ConsultationFile(
        case=case,
        standing=standing,
        clock=feedback_clock(standing, office.calendar),
        status=standing.status(office.now()),
        attachments=case_page.attachments(case.id),
        permitted=CONSULTATION.permitted(situation),
        tally=tally(case.id),
    )


def refusal(office: Office, file: ConsultationFile, actor: Actor, action: Term) -> Refused | None:
    """Why an act is not offered to `actor` now, by the rule in the way; None when it is."""
    situation = Situation(file.standing, actor, office.today(), office.calendar)
    return CONSULTATION.refusal(situation, action)


def listed(office: Office, actor: Actor, sought: Sought, before: int | None = None) -> list[Line]:
    """The agency's consultations, the latest first, one page and one line more.

    `before` is the `place` of the last line of the page before.
    """
    found = consultations.desk_lines(actor, sought, office.now(), before=before, limit=PAGE + 1)
    return [_line(office, row) for row in found]


def tally(case_id: int, up_to: int | None = None) -> Tally:
    """The figures of a consultation's comments: all that were received, or up to one of them."""
    parts = comments.parts([case_id], up_to)
    return tally_of(
        Counted(count, source, adoption, is_hidden=hidden, is_late=late)
        for _case, source, adoption, hidden, late, count in parts
    )


def shown(standing: Standing, attachments: Sequence[Attachment]) -> list[Attachment]:
    """Of a consultation's files those that go before everybody."""
    return [
        file for file in attachments if file.purpose in SHOWN and file.id not in standing.dropped
    ]


def _line(office: Office, row: Listed) -> Line:
    opens_on = legal_date(row.opens_at)
    closes_on = legal_date(row.closes_at) - timedelta(days=1)
    due_on = row.feedback_due_on if row.feedback_on is None else None
    left = working_days_left(office, due_on)
    # A rest day after the last day is no working day more, and too late all the same.
    is_overdue = due_on is not None and office.today() > due_on
    if is_overdue and left == 0:
        left = -1
    return Line(
        reference=row.reference,
        title=row.title,
        kind=row.kind,
        unit=row.unit,
        state=State(row.state),
        status=status_of(row, office.now()),
        opens_on=opens_on,
        closes_on=closes_on,
        days_left=days_left(closes_on, office.today()),
        feedback_due_on=row.feedback_due_on,
        feedback_days_left=left,
        feedback_on=row.feedback_on,
        is_overdue=is_overdue,
        received=row.received,
        unanswered=row.waiting,
        place=row.id,
    )
