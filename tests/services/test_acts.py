"""One act, one transaction: the state, the dates, the letter, the notice, and nothing twice."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from casework.adapters.uploads import Upload
from casework.domain.disclosure import facts
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.leaves import NotFound
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import (
    Action,
    State,
)
from casework.domain.notices import Notice
from casework.domain.roles import Actor, Role
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import (
    Case,
    CaseEvent,
    Letter,
    LetterIsFixed,
    OutboxMessage,
    Party,
    Purpose,
)
from casework.services import attachments, letters, upkeep
from casework.services.codes import hash_of
from casework.services.disclosure import correspondence, filing, viewing
from casework.services.disclosure.acts import Order, act
from casework.services.refusals import NotThere, ServiceRefusal
from tests.people import ORGANISATION, PERSON, application
from tests.road import DRAFT, Road


def count(table: type) -> int:
    return int(db.session.scalar(select(func.count()).select_from(table)) or 0)


def letters_of(road: Road) -> list[LetterKind]:
    return [letter.kind for letter, _ in road.see().letters]


def test_a_request_goes_from_filing_to_the_served_reply(road: Road) -> None:
    road.start()
    road.sign()
    road.serve()
    seen = road.see()

    assert State.REPLIED is seen.standing.state
    assert "granted" == seen.case.outcome
    assert date(2026, 3, 30) == seen.case.due_on
    assert seen.case.is_in_time is True
    assert [LetterKind.D01, LetterKind.D09] == letters_of(road)
    assert ["示水公开登〔2026〕1号", "示水公开复〔2026〕1号"] == [
        letter.number for letter, _ in seen.letters
    ]
    assert [] == list(upkeep.broken_chains())


def test_until_both_sides_confirm_no_clock_runs(road: Road) -> None:
    road.file()

    assert road.see().case.due_on is None
    assert road.see().case.received_on is None


def test_a_reply_served_after_the_last_day_is_late(road: Road) -> None:
    road.start()
    road.sleep(29)
    road.sign()
    road.serve()

    assert road.see().case.is_in_time is False


def test_the_clock_starts_anew_with_the_clarified_request(road: Road) -> None:
    road.start()
    notice = facts.ClarificationNotice(("写明年份",), road.today + timedelta(days=14))
    road.do(Action.ASK_CLARIFICATION, notice, "handler")

    assert road.see().case.due_on is None

    road.sleep(7)
    clarified = facts.Clarification("2024年分区水资源数据", ReceiptChannel.ONLINE, road.today)
    road.do(Action.CLARIFY, clarified, "applicant")

    assert date(2026, 4, 7) == road.see().case.due_on  # 20 working days after 9 March


def test_an_unanswered_clarification_lapses_with_its_letter(road: Road) -> None:
    road.start()
    notice = facts.ClarificationNotice(("写明年份",), road.today + timedelta(days=14))
    road.do(Action.ASK_CLARIFICATION, notice, "handler")
    road.sleep(15)
    road.do(Action.LAPSE, facts.Lapse("电话询问，无正当理由"), "handler")

    assert "lapsed_clarification" == road.see().case.outcome
    assert [LetterKind.D01, LetterKind.D02, LetterKind.D23] == letters_of(road)


def test_an_approved_extension_moves_the_date_and_owes_its_letter(road: Road) -> None:
    road.start()
    extension = facts.Extension(20, "资料量大")
    road.do(Action.PROPOSE_EXTENSION, extension, "handler")

    assert date(2026, 3, 30) == road.see().case.due_on

    road.do(Action.EXTEND, extension, "approver")

    assert date(2026, 4, 28) == road.see().case.due_on
    assert LetterKind.D03 in letters_of(road)


def test_a_withdrawn_request_counts_and_is_confirmed_in_writing(road: Road) -> None:
    road.start()
    road.do(Action.WITHDRAW, facts.Withdrawal("不再需要"), "applicant")

    assert "withdrawn" == road.see().case.outcome
    assert LetterKind.D24 in letters_of(road)


def test_a_request_closed_for_another_reason_has_an_outcome_and_no_timeliness(road: Road) -> None:
    road.start()
    road.do(Action.CLOSE, facts.OtherClosure("申请人死亡"), "approver")

    assert "otherwise_closed" == road.see().case.outcome
    assert road.see().case.is_in_time is None


def test_the_same_key_files_one_case_and_gives_the_same_answer(road: Road) -> None:
    key = uuid4().hex
    first = filing.submit(road.office, road.agency_id, application(), (), key)
    second = filing.submit(road.office, road.agency_id, application(), (), key)

    assert first == second
    assert 1 == count(Case)


def test_the_same_key_does_an_act_once(road: Road) -> None:
    road.start()
    order = Order(Action.PROPOSE_EXTENSION, facts.Extension(5, "资料量大"), uuid4().hex)
    before = count(CaseEvent)
    act(road.office, road.reference, order, road.staff["handler"])
    act(road.office, road.reference, order, road.staff["handler"])

    assert before + 1 == count(CaseEvent)


def test_a_key_used_for_one_act_is_another_key_for_every_other(road: Road) -> None:
    road.start()
    key = uuid4().hex
    extension = facts.Extension(5, "资料量大")
    handler = road.staff["handler"]
    act(road.office, road.reference, Order(Action.PROPOSE_EXTENSION, extension, key), handler)
    act(road.office, road.reference, Order(Action.DRAFT_DECISION, DRAFT, key), handler)

    assert DRAFT == road.see().standing.draft


def test_whoever_saw_an_older_version_is_refused(road: Road) -> None:
    road.start()
    seen = road.see().case.version
    road.do(Action.PROPOSE_EXTENSION, facts.Extension(5, "资料量大"), "handler", version=seen)

    with pytest.raises(Refused) as refused:
        road.do(Action.PROPOSE_EXTENSION, facts.Extension(6, "资料量大"), "handler", version=seen)

    assert ServiceRefusal.CHANGED_MEANWHILE is refused.value.reason


def test_a_refused_act_leaves_no_trace(road: Road) -> None:
    road.start()
    before = count(CaseEvent), count(Letter), count(OutboxMessage), road.see().case.version

    with pytest.raises(Refused):
        road.do(Action.SIGN, facts.Signature(), "approver")

    assert before == (
        count(CaseEvent),
        count(Letter),
        count(OutboxMessage),
        road.see().case.version,
    )


def test_a_number_given_back_by_a_refusal_is_given_to_the_next(road: Road) -> None:
    broken = application(applicant=PERSON, wanted="含有无法印制的字符\U0001f600的申请")
    road.file(broken)
    with pytest.raises(Refused) as refused:
        road.confirm()
    assert letters.LetterRefusal.NO_GLYPH is refused.value.reason

    road.start()

    assert "示水公开登〔2026〕1号" == road.see().letters[0][0].number


def test_references_are_numbered_by_year_without_gaps(road: Road) -> None:
    numbers = [road.file() for _ in range(3)]
    road.sleep(365)
    numbers.append(road.file())

    assert [
        "SFSW-2026-000001",
        "SFSW-2026-000002",
        "SFSW-2026-000003",
        "SFSW-2027-000001",
    ] == numbers


def test_each_step_that_owes_a_notice_puts_one_into_the_outbox(road: Road) -> None:
    road.start()
    road.sign()
    road.serve()
    owed = db.session.scalars(select(OutboxMessage.notice).order_by(OutboxMessage.id)).all()

    assert [Notice.RECEIVED, Notice.REPLIED] == owed


def test_another_agencys_case_is_not_there(road: Road) -> None:
    road.start()
    stranger = Actor(frozenset(Role), road.agency_id + 1, 1)

    with pytest.raises(NotThere):
        viewing.case_file(road.office, road.reference, stranger)
    order = Order(Action.CLOSE, facts.OtherClosure("x"), uuid4().hex)
    with pytest.raises(NotThere):
        act(road.office, road.reference, order, stranger)


def test_an_issued_letter_cannot_be_changed_or_removed(road: Road) -> None:
    road.start()
    letter = db.session.scalars(select(Letter)).first()
    assert letter is not None

    letter.number = "示水公开登〔2026〕99号"
    with pytest.raises(LetterIsFixed):
        db.session.flush()
    db.session.rollback()

    db.session.delete(letter)
    with pytest.raises(LetterIsFixed):
        db.session.flush()
    db.session.rollback()


def test_a_kept_letter_is_the_printed_one(road: Road) -> None:
    road.start()
    letter, pdf = correspondence.letter_pdf(
        road.office, road.reference, road.see().letters[0][0].id, road.staff["clerk"]
    )

    assert pdf.startswith(b"%PDF")
    assert 64 == len(letter.sha256)
    with pytest.raises(NotThere):
        correspondence.letter_pdf(road.office, road.reference, 999_999, road.staff["clerk"])
    with pytest.raises(NotThere):
        correspondence.letter_pdf(road.office, "SFSW-2026-999999", 1, road.staff["clerk"])


def test_only_the_last_drafts_files_go_with_the_reply(road: Road) -> None:
    road.start()
    for name in ("误传的涉密附图.pdf", "验收报告.pdf"):
        upload = Upload(name, name.encode(), "application/pdf")
        paper = attachments.keep(road.office, upload, Purpose.SUPPLIED)
        order = Order(Action.DRAFT_DECISION, DRAFT, uuid4().hex, papers=(paper,))
        act(road.office, road.reference, order, road.staff["handler"])
    seen = road.see()

    assert 2 == len(seen.attachments)
    assert ["验收报告.pdf"] == [paper.filename for paper in seen.supplied]
    road.sign()
    assert [] == road.see().supplied  # the draft that was signed brought none
    letter = db.session.scalars(select(Letter).order_by(Letter.id.desc())).first()
    assert letter is not None
    assert [] == letter.facts["attachments"]


def test_a_preview_shows_the_draft_and_takes_no_number(road: Road) -> None:
    road.start()
    with pytest.raises(Refused) as refused:
        correspondence.preview(road.office, road.reference, road.staff["handler"])
    assert letters.LetterRefusal.NO_DRAFT is refused.value.reason

    draft = facts.DraftDecision(
        Outcome.NOT_FOUND,
        NotFound("数据", "档案室", "水资源科", "分区", date(2026, 3, 2), "没有按分区统计"),
    )
    road.do(Action.DRAFT_DECISION, draft, "handler")
    pdf = correspondence.preview(road.office, road.reference, road.staff["handler"])

    assert pdf.startswith(b"%PDF")
    assert [LetterKind.D01] == letters_of(road)


def test_an_organisations_rare_name_is_printed(road: Road) -> None:
    road.start(application(applicant=ORGANISATION))

    assert [LetterKind.D01] == letters_of(road)


def test_personal_data_are_sealed_and_the_code_is_only_hashed(road: Road) -> None:
    road.file()
    party = db.session.scalars(select(Party)).one()
    raw = db.session.connection().exec_driver_sql("SELECT name, phone FROM party").one()

    assert PERSON.name == party.name
    assert PERSON.name.encode() not in bytes(raw[0])
    assert PERSON.phone.encode() not in bytes(raw[1])
    assert hash_of(road.code) == road.see().case.disclosure.code_hash


def test_a_paper_application_starts_its_clock_on_the_day_it_was_received(road: Road) -> None:
    given = application(way=DeliveryWay.POST)
    registration = filing.registration_of(
        given,
        channel=ReceiptChannel.ORDINARY_MAIL,
        arrived_on=date(2026, 2, 25),
        received_on=date(2026, 2, 26),
        evidence="电话确认",
    )
    order = Order(Action.REGISTER, registration, uuid4().hex)
    filed = filing.take_in(road.office, given, order, road.staff["clerk"])
    road.reference = filed.reference
    seen = road.see()

    assert State.RECEIVED is seen.standing.state
    assert date(2026, 2, 26) == seen.case.received_on
    assert date(2026, 2, 25) == seen.standing.submitted_on
    assert date(2026, 3, 25) == seen.case.due_on  # 28 February is a make-up day
