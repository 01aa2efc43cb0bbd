"""Comments come in: online, on paper, late, unverified, twice; and none is lost."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from casework.adapters.messages import MemoryMessenger
from casework.domain.consultation import facts
from casework.domain.consultation.comment.acts import Hiding, Unhiding, Waiver
from casework.domain.consultation.comment.vocabulary import (
    Action,
    HidingReason,
    Refusal,
    State,
)
from casework.domain.consultation.vocabulary import Action as ConsultationAction
from casework.domain.consultation.vocabulary import CommentSource
from casework.domain.consultation.vocabulary import Refusal as ConsultationRefusal
from casework.domain.notices import Notice
from casework.domain.terms import Term
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import Agency, Comment, CommentBand, OutboxMessage
from casework.services import outbox, upkeep, verifying
from casework.services.consultation import commenting
from casework.services.contact_codes import ContactRefusal, code_of
from casework.services.refusals import NotThere, ServiceRefusal
from tests.consultation_road import ConsultationRoad, content, said

_TOLD = said(phone="19900000000", name="张示范")


def setting(way: ConsultationRoad, **values: bool) -> None:
    """Let the agency decide so."""
    db.session.execute(db.update(Agency).values(**values))
    db.session.commit()
    way.office.agencies.forget()


def refusal(way: ConsultationRoad, **writing: object) -> Term | None:
    try:
        way.comment(said(**writing))  # type: ignore[arg-type]  # what a Writing has
    except Refused as refused:
        return refused.reason
    return None


def owed(way: ConsultationRoad) -> list[Notice]:
    return list(db.session.scalars(select(OutboxMessage.notice).order_by(OutboxMessage.id)))


def test_a_comment_has_a_number_and_a_code_of_its_own(way: ConsultationRoad) -> None:
    way.publish()
    first, second = way.comment(), way.comment()

    assert (first, second) == ("SFSW-2026-Y000001", "SFSW-2026-Y000002")
    assert way.reference == "SFSW-2026-Z000001"
    assert len({filed.code for filed in way.filed}) == 2
    assert way.see_comment(first).standing.state is State.RECEIVED


def test_a_form_that_is_sent_twice_makes_one_comment(way: ConsultationRoad) -> None:
    way.publish()
    key = uuid4().hex
    first, second = way.comment(said(), key), way.comment(said(), key)

    assert first == second
    assert way.see().tally.received == 1
    with pytest.raises(Refused) as refused:
        way.comment(said("另一条意见"), key)
    assert refused.value.reason is ServiceRefusal.SENT_ALREADY


def test_a_form_that_is_sent_again_after_midnight_finds_its_comment(
    way: ConsultationRoad,
) -> None:
    way.publish()
    closes_at = way.see().standing.closes_at
    assert closes_at is not None
    key, references = uuid4().hex, []
    for now in (closes_at - timedelta(seconds=1), closes_at):
        way.clock.put(now)
        references.append(way.comment(said(), key))

    assert references[0] == references[1]
    assert not way.see_comment(references[0]).standing.is_late


def test_words_and_names_lie_sealed(way: ConsultationRoad) -> None:
    way.publish()
    way.comment(_TOLD)
    raw = db.session.execute(db.text("SELECT text, name, phone FROM comment")).one()

    assert all("示范".encode() not in bytes(value) for value in raw)
    assert db.session.scalars(select(Comment.name)).one() == "张示范"


@pytest.mark.parametrize(
    ("writing", "reason"),
    [
        ({"text": " "}, Refusal.NOTHING_SAID),
        ({"passage": 3}, Refusal.NO_SUCH_PASSAGE),
        ({"passage": 0}, Refusal.NO_SUCH_PASSAGE),
        ({"passage": 2}, None),
        ({}, None),
    ],
    ids=str,
)
def test_a_comment_is_on_the_whole_or_on_a_passage_that_there_is(
    way: ConsultationRoad, writing: dict[str, object], reason: Term | None
) -> None:
    way.publish()

    assert refusal(way, **writing) is reason


def test_comments_are_taken_from_the_first_second_on_and_marked_once_late(
    way: ConsultationRoad,
) -> None:
    opens_on = way.office.today() + timedelta(days=3)
    way.publish(content(opens_on))
    assert refusal(way) is Refusal.NOT_OPEN_YET

    standing = way.see().standing
    assert standing.opens_at is not None
    assert standing.closes_at is not None
    way.clock.put(standing.opens_at)
    on_time = [way.comment()]
    way.clock.put(standing.closes_at - timedelta(seconds=1))
    on_time.append(way.comment())
    way.clock.put(standing.closes_at)
    late = way.comment()

    assert [way.see_comment(one).standing.is_late for one in on_time] == [False, False]
    assert way.see_comment(late).standing.is_late
    assert way.see().tally.late == 1


def test_nobody_comments_on_what_is_not_public(way: ConsultationRoad) -> None:
    way.draft()
    with pytest.raises(NotThere):
        way.comment()
    with pytest.raises(NotThere):
        way.key_in()


def test_nobody_comments_on_what_was_cancelled(way: ConsultationRoad) -> None:
    way.publish()
    way.do(ConsultationAction.CANCEL, facts.Cancellation("上位法修改"), "approver")

    with pytest.raises(NotThere):
        way.comment()


def test_a_letter_is_keyed_in_by_the_day_on_which_it_came(way: ConsultationRoad) -> None:
    way.publish()
    opens_on = way.office.today()
    way.close(40)
    on_time = way.key_in(received_on=opens_on + timedelta(days=30))
    late = way.key_in(received_on=opens_on + timedelta(days=31), source=CommentSource.PHONE)
    with pytest.raises(Refused) as refused:
        way.key_in(received_on=opens_on - timedelta(days=1))

    assert refused.value.reason is Refusal.NOT_OPEN_YET
    assert [way.see_comment(one).standing.is_late for one in (on_time, late)] == [False, True]
    assert way.see().tally.by_source == ((CommentSource.LETTER, 1), (CommentSource.PHONE, 1))


def test_an_agency_may_ask_for_a_name_and_a_contact(way: ConsultationRoad) -> None:
    way.publish()
    setting(way, comment_allows_anonymous=False)

    assert refusal(way) is Refusal.CONTACT_NEEDED
    assert refusal(way, name="张示范") is Refusal.CONTACT_NEEDED
    assert refusal(way, name="张示范", phone="19900000000") is None


def test_a_contact_is_verified_by_the_code_that_was_sent_there(way: ConsultationRoad) -> None:
    way.publish()
    setting(way, comment_verifies_contact=True)
    reference = way.comment(_TOLD)
    waiting = way.see_comment(reference)
    assert (waiting.standing.state, way.see().tally.received) == (State.PENDING_VERIFICATION, 0)

    sent = MemoryMessenger()
    for message_id in outbox.waiting(way.office):
        outbox.deliver(replace(way.office, text_messages=sent), message_id)
    code = code_of(waiting.case)
    assert code in sent.sent[-1].body
    assert code not in str(db.session.execute(db.text("SELECT * FROM outbox")).all())

    with pytest.raises(Refused) as refused:
        verifying.verify(way.office, reference, "x", way.agency_id, uuid4().hex)
    assert refused.value.reason is ContactRefusal.WRONG
    key = uuid4().hex
    for _ in range(2):
        verifying.verify(way.office, reference, code, way.agency_id, key)

    assert way.see_comment(reference).standing.state is State.RECEIVED
    assert way.see().tally.received == 1


def test_the_code_is_sent_again_once_a_form(way: ConsultationRoad) -> None:
    way.publish()
    setting(way, comment_verifies_contact=True)
    reference, key = way.comment(_TOLD), uuid4().hex
    for _ in range(2):
        verifying.send_again(way.office, reference, way.agency_id, key)

    assert owed(way) == [Notice.CONTACT_TO_VERIFY] * 2
    with pytest.raises(NotThere):
        verifying.send_again(way.office, "SFSW-2026-Y000099", way.agency_id, key)
    with pytest.raises(NotThere):
        verifying.verify(way.office, "SFSW-2026-Y000099", "1", way.agency_id, key)


def test_staff_receive_a_comment_whose_contact_nobody_verified(way: ConsultationRoad) -> None:
    way.publish()
    setting(way, comment_verifies_contact=True)
    reference = way.comment(_TOLD)
    way.treat(Action.WAIVE_VERIFICATION, Waiver("电话联系到本人"), reference, "clerk")

    assert way.see().tally.received == 1


def test_what_looks_automatic_is_kept_and_nobody_is_sent_a_code(way: ConsultationRoad) -> None:
    way.publish()
    setting(way, comment_verifies_contact=True)
    reference = way.comment(_TOLD, looks_automatic=True)

    assert way.see_comment(reference).standing.looks_automatic
    assert (way.see().tally.received, owed(way)) == (1, [])


def test_a_hidden_comment_counts_and_its_author_is_told_the_reason(way: ConsultationRoad) -> None:
    way.publish()
    reference = way.comment(_TOLD)
    way.treat(Action.HIDE, Hiding(HidingReason.INSULT), reference, "clerk")
    file = way.see_comment(reference)

    assert file.standing.told_hiding is HidingReason.INSULT
    assert (way.see().tally.received, way.see().tally.hidden) == (1, 1)
    assert owed(way) == [Notice.COMMENT_HIDDEN]


def test_whoever_threatens_is_not_written_to(way: ConsultationRoad) -> None:
    way.publish()
    reference = way.comment(_TOLD)
    way.treat(Action.HIDE, Hiding(HidingReason.THREAT, "已报警"), reference, "clerk")
    with pytest.raises(Refused):
        commenting.resubmit(way.office, reference, "……", uuid4().hex, way.agency_id)
    way.answer([reference])
    way.close()
    way.submit_feedback()
    way.release()

    assert owed(way) == []
    assert way.see_comment(reference).case.comment.text == _TOLD.text


def test_an_author_writes_anew_and_the_first_words_are_kept(way: ConsultationRoad) -> None:
    way.publish()
    reference, key = way.comment(_TOLD), uuid4().hex
    way.treat(Action.HIDE, Hiding(HidingReason.PERSONAL_DATA), reference, "clerk")
    for _ in range(2):
        commenting.resubmit(way.office, reference, "建议公开成本。", key, way.agency_id)
    file = way.see_comment(reference)

    assert (file.standing.state, file.case.comment.text) == (State.RECEIVED, "建议公开成本。")
    assert commenting.writing_of(file.case) == _TOLD
    assert list(upkeep.broken_chains()) == []
    with pytest.raises(NotThere):
        commenting.resubmit(way.office, "SFSW-2026-Y000099", "……", key, way.agency_id)


def test_a_wording_stays_findable_when_its_first_author_writes_anew(
    way: ConsultationRoad,
) -> None:
    way.publish()
    first, second = way.comment(_TOLD), way.comment(said(_TOLD.text))
    way.treat(Action.HIDE, Hiding(HidingReason.OFF_TOPIC), first, "clerk")
    commenting.resubmit(way.office, first, "建议公开供水成本。", uuid4().hex, way.agency_id)
    indexed = set(db.session.scalars(select(CommentBand.comment_id)))

    assert indexed == {way.see_comment(one).case.id for one in (first, second)}


def test_a_comment_is_shown_again_by_a_reviewer(way: ConsultationRoad) -> None:
    way.publish()
    reference = way.comment()
    way.treat(Action.HIDE, Hiding(HidingReason.OFF_TOPIC), reference, "handler")
    way.treat(Action.UNHIDE, Unhiding("与第二条有关"), reference, "reviewer")

    assert way.see_comment(reference).standing.hiding is None


def test_a_changed_comment_breaks_its_chain(way: ConsultationRoad) -> None:
    way.publish()
    reference = way.comment()
    db.session.execute(db.update(Comment).values(text="被改过的意见"))
    db.session.commit()

    assert [broken.reference for broken in upkeep.broken_chains()] == [reference]


def test_nobody_comments_on_what_there_is_not(way: ConsultationRoad) -> None:
    way.reference = "SFSW-2026-Z000099"
    with pytest.raises(NotThere):
        way.comment()


def test_an_author_proves_the_contact_while_the_feedback_is_in_review(
    way: ConsultationRoad,
) -> None:
    way.publish()
    setting(way, comment_verifies_contact=True)
    reference = way.comment(_TOLD)
    way.close()
    way.submit_feedback()
    code = code_of(way.see_comment(reference).case)
    verifying.verify(way.office, reference, code, way.agency_id, uuid4().hex)
    with pytest.raises(Refused) as refused:
        way.release()

    assert refused.value.reason is ConsultationRefusal.CHANGED_SINCE
