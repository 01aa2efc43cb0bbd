"""The feedback: one snapshot, two persons, masked, and a tombstone where it is withdrawn."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select

from casework.domain.consultation import facts
from casework.domain.consultation.comment.acts import Hiding
from casework.domain.consultation.comment.vocabulary import Action as CommentAction
from casework.domain.consultation.comment.vocabulary import HidingReason
from casework.domain.consultation.content import FinalDocument
from casework.domain.consultation.feedback import Feedback
from casework.domain.consultation.vocabulary import (
    Action,
    Adoption,
    DisplayStatus,
    Refusal,
    State,
)
from casework.domain.notices import Notice
from casework.domain.publication.gate import Kept
from casework.domain.publication.vocabulary import GateRefusal
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import Attachment, OutboxMessage, Publication, Purpose
from casework.services.consultation import commenting, feedback, paper, published
from casework.services.consultation.feedback import Words
from casework.services.refusals import NotThere
from tests.consultation_road import ConsultationRoad, said
from tests.letters.paper import read

_MOBILE = "19900000000"


def answered(way: ConsultationRoad, *texts: str) -> list[str]:
    """A closed consultation whose comments are all adopted."""
    way.publish()
    references = [way.comment(said(text, name="张示范", phone=_MOBILE)) for text in texts]
    way.close()
    if references:
        way.answer(references)
    return references


def in_workbook(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def shown(way: ConsultationRoad) -> published.PublicConsultation:
    return published.one(way.office, way.reference)


def test_nothing_is_public_before_a_second_person_released_it(way: ConsultationRoad) -> None:
    answered(way, "建议降价")
    way.submit_feedback()
    before = shown(way)
    with pytest.raises(NotThere):
        published.feedback_pdf(way.office, way.reference)
    way.release("reviewer")

    assert (before.feedback, before.line.status) == (None, DisplayStatus.CLOSED)
    after = shown(way)
    assert after.feedback is not None
    assert after.line.status is DisplayStatus.ANSWERED


def test_what_is_public_is_masked_in_the_table_and_in_both_files(way: ConsultationRoad) -> None:
    answered(way, f"我是张示范，请打{_MOBILE}回复。", "建议公开成本")
    way.submit_feedback(Words("张示范等人的意见已研究。", "无"))
    way.release()
    whole = shown(way).feedback
    assert whole is not None
    texts = [whole.overview, *(row.text for row in whole.rows)]
    pdf = read(published.feedback_pdf(way.office, way.reference))
    book = in_workbook(published.feedback_xlsx(way.office, way.reference))

    for text in (*texts, pdf, book):
        assert _MOBILE not in text
        assert "张示范" not in text
    assert "建议公开成本" in pdf
    assert "建议公开成本" in book


@pytest.mark.parametrize("is_pdf", [True, False])
def test_a_file_in_which_something_personal_stands_is_not_released(
    way: ConsultationRoad, monkeypatch: pytest.MonkeyPatch, *, is_pdf: bool
) -> None:
    """Whatever went wrong between the masked texts and the file."""
    answered(way, f"请打{_MOBILE}回复")
    way.submit_feedback()
    maker = "to_pdf" if is_pdf else "to_workbook"
    make: Callable[[Feedback], bytes] = getattr(paper, maker)
    monkeypatch.setattr(
        paper, maker, lambda whole: make(replace(whole, overview=f"联系{_MOBILE}。"))
    )
    with pytest.raises(Refused) as refused:
        way.release()

    assert refused.value.reason is GateRefusal.IN_THE_FILE
    assert shown(way).feedback is None


def test_a_datum_stays_where_somebody_says_why(way: ConsultationRoad) -> None:
    answered(way, "水费投诉电话19900000000应当公布")
    words = Words("已研究。", "")
    (found,) = feedback.drafted(way.office, way.reference, way.staff["handler"], words).found
    place = found.place, found.finding.begins, found.finding.ends
    with pytest.raises(Refused) as refused:
        way.submit_feedback(Words("已研究。", "", (Kept(*place, reason=" "),)))
    assert refused.value.reason is GateRefusal.NO_REASON
    way.submit_feedback(Words("已研究。", "", (Kept(*place, reason="是公开的投诉电话"),)))
    way.release()
    whole = shown(way).feedback
    assert whole is not None

    assert _MOBILE in whole.rows[0].text
    (kept,) = db.session.scalars(select(Publication.kept)).one()
    assert kept["reason"] == "是公开的投诉电话"


def test_words_that_were_named_are_masked_everywhere_and_published_nowhere(
    way: ConsultationRoad,
) -> None:
    answered(way, "坝下老李家的水浑")
    with pytest.raises(Refused) as refused:
        way.submit_feedback(Words("老李反映的已研究。", "", (), ("老王",)))
    assert refused.value.reason is GateRefusal.WORD_NOT_THERE
    way.submit_feedback(Words("老李反映的已研究。", "", (), ("老李",)))
    way.release()
    whole = shown(way).feedback
    assert whole is not None
    (stored,) = db.session.scalars(select(Publication)).all()

    assert (whole.overview, whole.rows[0].text) == ("**反映的已研究。", "坝下**家的水浑")
    assert "老李" not in f"{stored.title}{stored.texts}{stored.kept}"
    assert "老李" not in in_workbook(published.feedback_xlsx(way.office, way.reference))


def test_a_reason_to_keep_is_forgotten_when_its_place_moved(way: ConsultationRoad) -> None:
    answered(way, f"电话{_MOBILE}")
    handler = way.staff["handler"]
    (found,) = feedback.drafted(way.office, way.reference, handler).found
    kept = Kept(found.place, found.finding.begins, found.finding.ends, "公开的电话")
    moved = Kept("overview", 0, 5, "公开的电话")
    one = feedback.drafted(way.office, way.reference, handler, Words("", "", (kept, moved)))

    assert _MOBILE in one.masked.rows[0].text


def test_nobody_commented_and_that_is_published_too(way: ConsultationRoad) -> None:
    answered(way)
    way.submit_feedback(Words("", ""))
    way.release()
    whole = shown(way).feedback
    assert whole is not None

    assert (whole.tally.received, whole.rows) == (0, ())
    assert "没有收到意见" in read(published.feedback_pdf(way.office, way.reference))


def test_nothing_is_submitted_while_a_comment_has_no_answer(way: ConsultationRoad) -> None:
    way.publish()
    references = [way.comment(), way.comment()]
    way.close()
    way.answer(references[:1])
    with pytest.raises(Refused) as refused:
        way.submit_feedback()

    assert (refused.value.reason, refused.value.facts["count"]) == (Refusal.UNANSWERED, 1)
    assert feedback.drafted(way.office, way.reference, way.staff["handler"]).feedback.rows == ()


def test_what_comes_after_the_snapshot_is_kept_beside_it(way: ConsultationRoad) -> None:
    answered(way, "建议降价")
    way.submit_feedback()
    late = way.comment(said("迟到的意见"))
    way.release()
    whole = shown(way).feedback
    assert whole is not None
    way.answer([late], Adoption.NOT_ADOPTED, "将在修订时研究。")

    assert whole.tally.received == 1
    assert way.see().tally.received == 2
    assert not way.see_comment(late).answer_is_public


def test_whoever_comments_after_the_feedback_is_shown_another_way(way: ConsultationRoad) -> None:
    (reference,) = answered(way, "建议降价")
    way.submit_feedback()
    way.release()
    with pytest.raises(Refused):
        way.comment()
    with pytest.raises(Refused):
        commenting.resubmit(way.office, reference, "……", uuid4().hex, way.agency_id)

    assert way.see_comment(reference).answer_is_public
    assert way.key_in(said("邮路上的来信"))


def test_an_answer_that_changed_since_is_not_released(way: ConsultationRoad) -> None:
    answered(way, "建议降价")
    way.submit_feedback()
    # As if the answer had been written between the snapshot and its submission.
    db.session.execute(db.text("UPDATE comment SET adoption = 'not_adopted'"))
    db.session.commit()
    with pytest.raises(Refused) as refused:
        way.release()

    assert refused.value.reason is Refusal.CHANGED_SINCE
    assert db.session.scalars(select(Publication)).all() == []


def test_everybody_who_left_a_contact_is_told_once(way: ConsultationRoad) -> None:
    answered(way, "建议降价", "建议公开成本")
    way.submit_feedback()
    way.release()
    told = db.session.scalars(select(OutboxMessage.notice)).all()

    assert told == [Notice.COMMENT_ANSWERED] * 2


def test_a_hidden_comment_is_stated_by_its_number_only(way: ConsultationRoad) -> None:
    way.publish()
    rude, fair = way.comment(said("骂人的话")), way.comment(said("建议降价"))
    way.treat(CommentAction.HIDE, Hiding(HidingReason.INSULT), rude)
    way.close()
    way.answer([rude, fair])
    way.submit_feedback()
    way.release()
    whole = shown(way).feedback
    assert whole is not None
    pdf = read(published.feedback_pdf(way.office, way.reference))

    assert (whole.tally.received, whole.tally.hidden, whole.shown) == (2, 1, 1)
    assert "骂人" not in pdf
    assert "另有1条" in pdf


def test_a_withdrawn_feedback_leaves_a_tombstone_and_is_published_anew(
    way: ConsultationRoad,
) -> None:
    answered(way, "建议降价")
    way.submit_feedback()
    way.release()
    way.do(Action.WITHDRAW_FEEDBACK, facts.FeedbackWithdrawal("数字有误"), "approver")
    between, grave = shown(way), db.session.scalars(select(Publication)).one()
    with pytest.raises(NotThere):
        published.feedback_xlsx(way.office, way.reference)

    assert between.feedback is None
    assert between.withdrawal == facts.FeedbackWithdrawal("数字有误")
    assert (grave.title, grave.texts, grave.withdrawal_reason) == ("", {}, "数字有误")
    assert grave.withdrawn_at is not None
    way.submit_feedback()
    way.release()
    assert shown(way).feedback is not None
    assert shown(way).withdrawal is None


def test_the_final_document_is_linked_from_the_feedback(way: ConsultationRoad) -> None:
    answered(way, "建议降价")
    way.submit_feedback()
    way.release()
    document = FinalDocument("示范市节约用水管理办法", "示政发〔2026〕9号", "", way.office.today())
    way.do(Action.LINK_FINAL_DOCUMENT, facts.FinalDocumentLink(document), "approver")

    assert shown(way).final_document == document


def test_a_returned_feedback_is_worded_anew(way: ConsultationRoad) -> None:
    answered(way, "建议降价")
    way.submit_feedback(Words("初稿", ""))
    way.do(Action.RETURN_FEEDBACK, facts.FeedbackReturn("请写明理由"), "reviewer")
    standing = way.see().standing

    assert standing.state is State.SCHEDULED
    assert feedback.words_of(standing).overview == "初稿"
    assert feedback.draft_pdf(way.office, way.reference, way.staff["handler"]).startswith(b"%PDF")


def test_both_files_are_made_once_and_kept_with_the_case(way: ConsultationRoad) -> None:
    answered(way, "建议降价，网址https://shifan.example/" + "x" * 120, "🚰")
    way.submit_feedback()
    way.release()
    kept = db.session.scalars(
        select(Attachment.media_type).filter_by(purpose=Purpose.FEEDBACK_REPORT)
    ).all()
    first = published.feedback_pdf(way.office, way.reference)

    assert len(kept) == 2
    assert published.feedback_pdf(way.office, way.reference) == first
    assert "〓" in read(first)
