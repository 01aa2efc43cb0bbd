"""What of a feedback is public: a copy of its own, kept apart from the comments."""

import json
from collections.abc import Mapping

from casework.adapters.printed import lines_in
from casework.adapters.uploads import Upload
from casework.adapters.workbook import texts_in
from casework.domain.consultation.acts.feedback import FeedbackWithdrawal
from casework.domain.consultation.feedback import FeedbackRow, with_texts
from casework.domain.consultation.standing import Standing
from casework.domain.consultation.vocabulary import Adoption, CommentSource, Refusal
from casework.domain.publication.gate import check, check_file
from casework.domain.publication.vocabulary import PublicationKind
from casework.domain.workflow import Refused
from casework.persistence.models import Purpose
from casework.persistence.queries import consultations
from casework.services.attachments import attach, keep
from casework.services.consultation import feedback as drawing
from casework.services.consultation import paper, record
from casework.services.office import Office
from casework.services.publication import release as publication

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
    table = [[row.source.value, row.adoption.value, row.count] for row in public.rows]
    kind, columns = PublicationKind.CONSULTATION_FEEDBACK, {_TABLE: json.dumps(table)}
    publication.release(doing, kind, copy, columns, standing.feedback_author_id)


def withdraw(doing: record.Doing, given: FeedbackWithdrawal) -> None:
    """Leave a tombstone of what was released."""
    released = consultations.released(doing.case.id)
    assert released is not None, doing.case.reference  # only what is public is withdrawn
    publication.withdraw(doing, released, given.reason)


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
