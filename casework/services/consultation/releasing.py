"""What of a feedback is public: a copy of its own, kept apart from the comments."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from casework.adapters.printed import lines_in
from casework.adapters.uploads import Upload
from casework.adapters.workbook import texts_in
from casework.domain.consultation.acts.feedback import FeedbackWithdrawal
from casework.domain.consultation.feedback import Feedback, FeedbackRow, with_texts
from casework.domain.consultation.standing import Standing
from casework.domain.consultation.vocabulary import Adoption, CommentSource, Refusal
from casework.domain.moments import legal_date
from casework.domain.publication.gate import PublicCopy, check, check_file
from casework.domain.publication.vocabulary import PublicationKind
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import Publication, Purpose
from casework.persistence.queries import consultations
from casework.services.attachments import attach, keep
from casework.services.consultation import feedback as drawing
from casework.services.consultation import paper, record
from casework.services.office import Office

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TABLE = "table"


def release(office: Office, doing: record.Doing, standing: Standing) -> None:
    """Release the feedback that was reviewed, within the transaction of the act.

    Its PDF and its workbook are made once and kept. Raises Refused where a comment was answered
    otherwise since, so that nothing goes out that nobody looked at.
    """
    reviewed, case = standing.feedback, doing.case
    assert reviewed is not None, case.reference  # only what was submitted is released
    words = drawing.words_of(standing)
    whole = drawing.drawn_up(case, standing, words, reviewed.last_comment_id, reviewed.drawn_up_on)
    copy = drawing.public_copy(whole, reviewed.kept, reviewed.also)
    public = with_texts(whole, copy.texts)
    if drawing.digest_of(copy) != reviewed.digest or public.tally != reviewed.tally:
        raise Refused(Refusal.CHANGED_SINCE)
    assert public.reconciles, case.reference  # the same comments were counted and are listed
    check(copy, reviewed.also)
    book, pdf = paper.to_workbook(public), paper.to_pdf(public)
    names = {name for row in whole.rows for name in row.authors}
    for text in (*texts_in(book), *lines_in(pdf)):  # as others will read the files themselves
        check_file(text, copy, (*sorted(names), *reviewed.also))
    uploads = (
        Upload(f"{case.reference}.pdf", pdf, PDF),
        Upload(f"{case.reference}.xlsx", book, XLSX),
    )
    files = [keep(office, upload, Purpose.FEEDBACK_REPORT) for upload in uploads]
    attach(case, files, doing.now)
    db.session.add(_publication(doing, standing, copy, public))


def withdraw(doing: record.Doing, given: FeedbackWithdrawal) -> None:
    """Leave a tombstone of what was released: number, dates, the public reason; no words."""
    released = consultations.released(doing.case.id)
    assert released is not None, doing.case.reference  # only what is public is withdrawn
    released.title, released.texts, released.kept = "", {}, []
    released.withdrawn_at, released.withdrawn_by = doing.now, doing.actor.user_id
    released.withdrawal_reason = given.reason


def rows_in(copy: Mapping[str, str]) -> tuple[FeedbackRow, ...]:
    """The table of a released copy."""
    return tuple(
        FeedbackRow(
            number=number,
            text=copy[f"{number}"],
            source=CommentSource(source),
            adoption=Adoption(adoption),
            reason=copy[f"{number} reason"],
            count=count,
        )
        for number, (source, adoption, count) in enumerate(json.loads(copy[_TABLE]), start=1)
    )


def _publication(
    doing: record.Doing, standing: Standing, copy: PublicCopy, public: Feedback
) -> Publication:
    reviewed = standing.feedback
    assert reviewed is not None, doing.case.reference
    table = [[row.source.value, row.adoption.value, row.count] for row in public.rows]
    return Publication(
        agency_id=doing.case.agency_id,
        case_id=doing.case.id,
        kind=PublicationKind.CONSULTATION_FEEDBACK,
        title=copy.title,
        texts={**copy.texts, _TABLE: json.dumps(table)},
        kept=[asdict(each) for each in copy.kept],
        sha256=reviewed.digest,
        prepared_by=standing.feedback_author_id,
        released_by=doing.actor.user_id,
        released_on=legal_date(doing.now),
        released_at=doing.now,
    )
