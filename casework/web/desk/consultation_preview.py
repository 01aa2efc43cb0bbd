"""The page of a consultation as the public will see it, before anybody does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template

from casework.domain.consultation.content import Content, Passage, period
from casework.domain.consultation.standing import ExtensionMade, MeetingHeld, days_left
from casework.domain.consultation.vocabulary import DisplayStatus, Kind
from casework.persistence.models import Attachment, Purpose
from casework.services.consultation import viewing
from casework.services.consultation.viewing import ConsultationFile
from casework.services.refusals import NotThere
from casework.web.desk.face import face
from casework.web.doors import office, requires, staff

_PUBLIC = (Purpose.DRAFT_TEXT, Purpose.EXPLANATORY_NOTE, Purpose.CONSULTATION_MATERIAL)


@dataclass(frozen=True, slots=True)
class _Line:
    """What the list would say."""

    reference: str
    title: str
    kind: Kind
    unit: str
    status: DisplayStatus
    opens_on: date
    closes_on: date
    days_left: int
    feedback_on: date | None


@dataclass(frozen=True, slots=True)
class _Preview:
    """What the page would say, by the names that the public page's template asks for."""

    line: _Line
    content: Content
    passages: Sequence[Passage]
    extensions: Sequence[ExtensionMade]
    meetings: Sequence[MeetingHeld]
    papers: Sequence[Attachment]
    cancellation: None = None


@face.get("/consultations/<reference>/preview")
@requires()
def preview_consultation(reference: str) -> str:
    """The draft as it would be published, and whether its period is long enough."""
    file = viewing.consultation_file(office(), reference, staff())
    one = _preview(file)
    asked = period(one.content, file.standing.minimum_days)
    shown = {"file": file, "one": one, "period": asked}
    return render_template("desk/consultation_preview.html", **shown)


def _preview(file: ConsultationFile) -> _Preview:
    standing, content = file.standing, file.standing.content
    if content is None:
        raise NotThere(file.case.reference)
    closes_on = standing.closes_on or content.closes_on
    line = _Line(
        reference=file.case.reference,
        title=content.title,
        kind=content.kind,
        unit=content.unit,
        status=standing.status(office().now()) or DisplayStatus.UPCOMING,
        opens_on=content.opens_on,
        closes_on=closes_on,
        days_left=days_left(closes_on, office().today()),
        feedback_on=standing.feedback_on,
    )
    papers = [
        paper
        for paper in file.attachments
        if paper.purpose in _PUBLIC and paper.id not in standing.dropped
    ]
    return _Preview(line, content, content.passages, standing.extensions, standing.meetings, papers)
