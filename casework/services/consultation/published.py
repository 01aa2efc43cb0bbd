"""Consultations before everybody: the column, one of them, its papers, what became of it (R-YG-1).

Nothing is shown but what was approved, the copy of the feedback that was released, and figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from casework.domain.consultation.acts.ending import Cancellation
from casework.domain.consultation.acts.feedback import FeedbackWithdrawal
from casework.domain.consultation.content import Content, FinalDocument, Passage
from casework.domain.consultation.feedback import Feedback
from casework.domain.consultation.standing import (
    ExtensionMade,
    MeetingHeld,
    Standing,
    days_left,
    midnight,
)
from casework.domain.consultation.vocabulary import DisplayStatus, Kind
from casework.domain.moments import legal_date
from casework.domain.roles import nobody
from casework.persistence.models import Attachment, Case, Consultation, Purpose
from casework.persistence.queries import case_page, consultations
from casework.persistence.queries.consultations import Listed, Sought
from casework.services import attachments
from casework.services.consultation import record, releasing, viewing
from casework.services.consultation.status import status_of
from casework.services.office import Office
from casework.services.refusals import NotThere

PAGE = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which ones are asked for; None or "": whatever it is. `text`: words of the title."""

    status: DisplayStatus | None = None
    kind: Kind | None = None
    year: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A line of the column. `days_left`: calendar days for comments, 0 on the last one.

    `place` is where the next page goes on.
    """

    reference: str
    title: str
    kind: Kind
    unit: str
    status: DisplayStatus
    opens_on: date
    closes_on: date
    days_left: int
    feedback_due_on: date | None
    feedback_on: date | None
    published_at: datetime
    changed_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class PublicConsultation:
    """All that the public sees of one. `withdrawal`: why a feedback is public no longer."""

    line: PublicLine
    content: Content
    extensions: tuple[ExtensionMade, ...]
    meetings: tuple[MeetingHeld, ...]
    papers: Sequence[Attachment]
    cancellation: Cancellation | None
    feedback: Feedback | None
    withdrawal: FeedbackWithdrawal | None
    final_document: FinalDocument | None

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The draft."""
        return self.content.passages


def page(
    office: Office, wanted: Wanted, before: str | None = None, limit: int = PAGE
) -> list[PublicLine]:
    """The consultations of the agency, those that close last first; `limit` and one more.

    `before` is the `place` of the last line of the page before; what is none begins anew.
    """
    begins = ends = None
    if wanted.year is not None:
        begins, ends = (midnight(date(year, 1, 1)) for year in (wanted.year, wanted.year + 1))
    sought = Sought(wanted.status, None, wanted.kind, None, begins, ends, wanted.text)
    found = consultations.public_lines(
        office.agency().id, sought, office.now(), before=_place(before), limit=limit + 1
    )
    return [_line(office, row.reference, row.id, row) for row in found]


def latest(office: Office, wanted: Wanted) -> list[PublicLine]:
    """One page of those that changed last, the last change first: for who reads what is new."""
    sought = Sought(wanted.status, None, wanted.kind)
    found = consultations.changed_lines(office.agency().id, sought, office.now(), limit=PAGE)
    return [_line(office, row.reference, row.id, row) for row in found]


def one(office: Office, reference: str) -> PublicConsultation:
    """One consultation as everybody may read it; raises NotThere."""
    case, standing, line = _public(office, reference)
    content = standing.content
    assert content is not None, reference  # nothing is approved that was not drafted
    final = standing.final_document
    return PublicConsultation(
        line=line,
        content=replace(content, dropped=()),
        extensions=standing.extensions,
        meetings=standing.meetings,
        papers=viewing.shown(standing, case_page.attachments(case.id)),
        cancellation=standing.cancellation,
        feedback=_feedback(office, case, standing),
        withdrawal=standing.withdrawal,
        final_document=None if final is None else final.document,
    )


def paper(office: Office, reference: str, attachment_id: int) -> tuple[Attachment, bytes]:
    """A file that was published with a consultation, and its bytes; raises NotThere."""
    case, standing, _line_shown = _public(office, reference)
    found, content = attachments.content(office, case, attachment_id)
    if not viewing.shown(standing, [found]):
        raise NotThere(str(attachment_id))
    return found, content


def feedback_pdf(office: Office, reference: str) -> bytes:
    """The feedback on paper, as it was released; raises NotThere."""
    return _report(office, reference, releasing.PDF)


def feedback_xlsx(office: Office, reference: str) -> bytes:
    """The feedback as a workbook, as it was released; raises NotThere."""
    return _report(office, reference, releasing.XLSX)


def years(office: Office) -> list[int]:
    """The years in which a consultation opened, the latest first."""
    openings = consultations.openings(office.agency().id)
    return sorted({legal_date(opens_at).year for opens_at in openings}, reverse=True)


def changed_at(office: Office) -> datetime | None:
    """When the public last saw something else, by an act or because a period began or ended."""
    return consultations.last_seen_change(office.agency().id, office.now())


def _public(office: Office, reference: str) -> tuple[Case, Standing, PublicLine]:
    case = consultations.by_reference(reference, nobody(office.agency().id))
    if case is None or not case.consultation.is_public:
        raise NotThere(reference)
    line = _line(office, case.reference, case.id, case.consultation)
    return case, record.COURSE.standing_of(case), line


def _line(office: Office, reference: str, case_id: int, kept: Listed | Consultation) -> PublicLine:
    now, status = office.now(), status_of(kept, office.now())
    assert status is not None, reference  # only what is public is asked for
    assert kept.opens_at is not None, reference  # what is public was drafted, with its dates
    assert kept.closes_at is not None, reference
    closes_on = legal_date(kept.closes_at) - timedelta(days=1)
    return PublicLine(
        reference=reference,
        title=kept.title,
        kind=kept.kind,
        unit=kept.unit,
        status=status,
        opens_on=legal_date(kept.opens_at),
        closes_on=closes_on,
        days_left=days_left(closes_on, office.today()),
        feedback_due_on=kept.feedback_due_on,
        feedback_on=kept.feedback_on,
        published_at=kept.published_at or now,
        changed_at=kept.changed_at or now,
        place=f"{int(kept.closes_at.timestamp())}_{case_id}",
    )


def _place(given: str | None) -> tuple[datetime, int] | None:
    """Where a page goes on; None for anything that no page of ours says."""
    closes, _, number = (given or "").partition("_")
    try:
        return datetime.fromtimestamp(int(closes), UTC), int(number)
    except (ValueError, OverflowError, OSError):
        return None


def _feedback(office: Office, case: Case, standing: Standing) -> Feedback | None:
    """The copy that was released, with the figures that were reviewed with it."""
    released = None if standing.feedback_on is None else consultations.released(case.id)
    if released is None:
        return None
    reviewed, content = standing.feedback, standing.content
    assert reviewed is not None, case.reference  # only what was reviewed is released
    assert content is not None, case.reference
    assert standing.closes_on is not None, case.reference
    return Feedback(
        agency=office.agency().name,
        reference=case.reference,
        title=content.title,
        kind=content.kind,
        unit=content.unit,
        participation=content.participation,
        opens_on=content.opens_on,
        closes_on=standing.closes_on,
        as_of=reviewed.drawn_up_on,
        tally=reviewed.tally,
        overview=released.texts["overview"],
        reasons=released.texts["reasons"],
        rows=releasing.rows_in(released.texts),
    )


def _report(office: Office, reference: str, media_type: str) -> bytes:
    case, standing, _line_shown = _public(office, reference)
    made = [
        file
        for file in case_page.attachments(case.id)
        if file.purpose is Purpose.FEEDBACK_REPORT and file.media_type == media_type
    ]
    if standing.feedback_on is None or not made:
        raise NotThere(reference)
    return attachments.content(office, case, made[-1].id)[1]
