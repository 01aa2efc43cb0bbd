"""The endpoints of public consultations and of what became of the comments (R-YG-1, R-YG-2)."""

from dataclasses import asdict
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from flask import url_for

from casework.domain.consultation.feedback import Feedback, FeedbackRow, summary
from casework.domain.consultation.standing import MeetingHeld, midnight
from casework.domain.moments import SHANGHAI
from casework.services.consultation import published
from casework.services.consultation.published import PublicConsultation, PublicLine, Wanted
from casework.web.doors import office
from casework.web.open.api import consultation_objects as objects
from casework.web.open.api.endpoint import Given, Wrong, endpoint
from casework.web.open.api.objects import Nothing, PageByNumber


@endpoint("/consultations", "公开的意见征集", objects.Consultations, objects.ConsultationsQuestion)
def consultations(asked: objects.ConsultationsQuestion) -> Given:
    """Public consultations, those that close last first, page by page."""
    wanted = Wanted(status=asked.status, kind=asked.kind, year=asked.year)
    found = published.page(office(), wanted, asked.after, asked.limit)
    shown = found[: asked.limit]
    onward = shown[-1].place if len(found) > asked.limit else None
    lines = [objects.ConsultationLine(**_line(line)) for line in shown]
    return Given(objects.Consultations(items=lines, next=onward), published.changed_at(office()))


@endpoint("/consultations/<reference>", "一次意见征集：征求意见稿和说明", objects.Consultation)
def consultation(asked: Nothing, reference: str) -> Given:
    """One consultation with its draft."""
    one = published.one(office(), reference)
    return Given(
        objects.Consultation(**_line(one.line), **_draft(one), **_course(one)),
        # What it says of its status changes with the days too.
        max(_moments(one.line)),
    )


@endpoint(
    "/consultations/<reference>/feedback",
    "意见采纳情况：条数和汇总表",
    objects.Feedback,
    PageByNumber,
    can_be_gone=True,
)
def consultation_feedback(asked: PageByNumber, reference: str) -> Given:
    """What was received and what became of it, as it was released, its table page by page."""
    one = published.one(office(), reference)
    if one.feedback is None:
        raise _unanswered(one)
    rows = [row for row in one.feedback.rows if row.number > (asked.after or 0)]
    shown = rows[: asked.limit]
    onward = shown[-1].number if len(rows) > asked.limit else None
    answer = objects.Feedback(
        **_figures(one.feedback),
        page=_address("open.consultation_feedback", reference),
        pdf=_address("open.consultation_feedback_pdf", reference),
        xlsx=_address("open.consultation_feedback_xlsx", reference),
        rows=[_row(row) for row in shown],
        next=onward,
    )
    return Given(answer, one.line.changed_at)


def _unanswered(one: PublicConsultation) -> Wrong:
    if one.withdrawal is None:
        return Wrong(HTTPStatus.NOT_FOUND, "还没有公布采纳情况")
    return Wrong(HTTPStatus.GONE, f"采纳情况已经撤回。理由：{one.withdrawal.reason}")


def _moments(line: PublicLine) -> list[datetime]:
    now, opens_at = office().now(), midnight(line.opens_on)
    closes_at = midnight(line.closes_on + timedelta(days=1))
    return [line.changed_at, *(at for at in (opens_at, closes_at) if at <= now)]


def _line(line: PublicLine) -> dict[str, Any]:
    return {
        "reference": line.reference,
        "title": line.title,
        "kind": line.kind,
        "kind_label": line.kind.zh,
        "unit": line.unit,
        "status": line.status,
        "status_label": line.status.zh,
        "opens_on": line.opens_on,
        "closes_on": line.closes_on,
        "feedback_due_on": line.feedback_due_on,
        "feedback_on": line.feedback_on,
        "published_at": line.published_at.astimezone(SHANGHAI),
        "changed_at": line.changed_at.astimezone(SHANGHAI),
        "page": _address("open.consultation", line.reference),
    }


def _draft(one: PublicConsultation) -> dict[str, Any]:
    content = one.content
    return {
        "explanation": content.explanation,
        "basis": content.basis,
        "shortening_reason": content.shortening_reason,
        "participation": list(content.participation),
        "ways": objects.Ways(**asdict(content.ways)),
        "passages": [
            objects.Passage(number=number, heading=passage.heading, text=passage.text)
            for number, passage in enumerate(one.passages, start=1)
        ],
        "papers": [
            objects.Paper(
                filename=paper.filename,
                purpose=paper.purpose.zh,
                size=paper.size,
                address=_address(
                    "open.consultation_paper", one.line.reference, attachment_id=paper.id
                ),
            )
            for paper in one.papers
        ],
    }


def _course(one: PublicConsultation) -> dict[str, Any]:
    final, cancelled = one.final_document, one.cancellation
    return {
        "extensions": [objects.Extension(**asdict(each)) for each in one.extensions],
        "meetings": [_meeting(each) for each in one.meetings],
        "cancellation_reason": "" if cancelled is None else cancelled.reason,
        "final_document": None if final is None else objects.FinalDocument(**asdict(final)),
        "feedback": None
        if one.feedback is None
        else _address("open.api_consultation_feedback", one.line.reference),
    }


def _meeting(held: MeetingHeld) -> objects.Meeting:
    meeting = held.meeting
    return objects.Meeting(
        kind=meeting.kind,
        kind_label=meeting.kind.zh,
        held_at=meeting.held_at.astimezone(SHANGHAI),
        place=meeting.place,
        sign_up=meeting.sign_up,
        attended=None if held.recorded_on is None else held.attended,
    )


def _figures(of: Feedback) -> dict[str, Any]:
    tally = of.tally
    counts = ("received", "adopted", "partly_adopted", "not_adopted", "late", "hidden")
    plain = ("reference", "title", "agency", "unit", "opens_on", "closes_on", "as_of")
    return {
        **{name: getattr(of, name) for name in (*plain, "overview", "reasons")},
        **{name: getattr(tally, name) for name in counts},
        "by_source": [
            objects.SourceCount(source=source, source_label=source.zh, count=count)
            for source, count in tally.by_source
        ],
        "summary": summary(of),
    }


def _row(row: FeedbackRow) -> objects.FeedbackRow:
    return objects.FeedbackRow(
        number=row.number,
        text=row.text,
        source=row.source,
        source_label=row.source.zh,
        count=row.count,
        adoption=row.adoption,
        adoption_label=row.adoption.zh,
        reason=row.reason,
    )


def _address(endpoint_name: str, reference: str, **more: Any) -> str:
    return url_for(endpoint_name, reference=reference, **more, _external=True)
