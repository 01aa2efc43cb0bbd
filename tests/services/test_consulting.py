"""Those who are asked: several at once, each with a code and a clock, none told of another."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from casework.adapters.messages import MemoryMessenger
from casework.adapters.uploads import Upload
from casework.domain.clock import ClockState
from casework.domain.disclosure import facts
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.standing import Opinion
from casework.domain.disclosure.vocabulary import (
    Action,
)
from casework.domain.notices import Notice
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import Attachment, OutboxMessage, Purpose
from casework.services import attachments, outbox
from casework.services.disclosure import consulting
from casework.services.disclosure.acts import Order, act
from casework.services.disclosure.consulting import ConsultingRefusal
from casework.services.disclosure.opinion_codes import code_of
from casework.services.lockout import FROM_ONE_ADDRESS
from casework.services.refusals import NotThere
from tests.people import PERSON
from tests.road import Road

ZHANG = facts.Asked(name="张某", is_organisation=False, address="清水路1号", email="z@x.example")
LI = facts.Asked(name="李某", is_organisation=False, address="清水路2号", phone="19900000000")
COMPANY = facts.Asked(name="示范市清泉环境有限公司", is_organisation=True, address="清水路3号")
HERE = "192.0.2.1"


def ask(road: Road, asked: facts.Asked, information: str = "附图") -> str:
    """Ask a third party; the code of their letter."""
    given = facts.ThirdPartyConsultation(asked, information, "个人隐私")
    order = Order(Action.CONSULT_THIRD_PARTY, given, uuid4().hex)
    act(road.office, road.reference, order, road.staff["handler"])
    return code_of(given, order.key)


def arrive(road: Road, number: int) -> None:
    road.do(
        Action.RECORD_LETTER_RECEIVED, facts.LetterReceived(number, road.today, "签收"), "clerk"
    )


def opened(road: Road, number: int, code: str, address: str = HERE) -> consulting.Question:
    name = f"{road.reference}-{number}"
    return consulting.open_by_code(road.office, name, code, road.agency_id, address)


def refusal(road: Road, name: str, code: str) -> Refused:
    with pytest.raises(Refused) as refused:
        consulting.open_by_code(road.office, name, code, road.agency_id, HERE)
    return refused.value


def say(road: Road, number: int, opinion: Opinion, reasons: str = "", key: str = "") -> None:
    given = facts.OpinionGiven(number, opinion, reasons, road.today)
    key = key or uuid4().hex
    consulting.answer(road.office, road.reference, given, key, (), road.agency_id)


def test_two_are_asked_at_once_one_objects_and_one_is_silent(road: Road) -> None:
    road.start()
    first = ask(road, ZHANG)
    road.sleep(1)
    ask(road, COMPANY)
    arrive(road, 1)
    arrive(road, 2)
    road.sleep(2)
    say(road, 1, Opinion.OBJECTS, "涉及家庭住址")
    waiting = road.see().clock.state_on(road.today)
    limit = road.see().standing.consultations[1].respond_by(road.office.calendar)
    road.sleep(30)
    seen = road.see()

    assert "张某" == opened(road, 1, first).one.name
    assert ClockState.SUSPENDED is waiting
    assert limit is not None
    assert date(2026, 3, 24) == limit.on
    assert seen.standing.consultations[1].is_silent(road.today, road.office.calendar)
    assert ["张某"] == [one.name for one in seen.standing.objectors]
    # Asked on 2 and 3 March, silent until the 24th: the days from the 3rd to the 24th are not
    # counted, once; the period is 20 working days after them, over 清明节.
    assert date(2026, 4, 22) == seen.case.due_on


def test_each_is_asked_in_a_letter_with_the_number_and_the_code(road: Road) -> None:
    road.start()
    codes = [ask(road, ZHANG), ask(road, COMPANY)]
    letters = [letter for letter, _ in road.see().letters if letter.kind is LetterKind.D05]
    said = [letter.facts["particulars"] for letter in letters]

    assert codes == [one["answer_code"] for one in said]
    assert [f"{road.reference}-{n}" for n in (1, 2)] == [one["opinion_number"] for one in said]
    assert ["张某", "示范市清泉环境有限公司"] == [letter.facts["addressee"] for letter in letters]


def test_nobody_who_is_asked_sees_who_applies_or_who_else_is_asked(road: Road) -> None:
    road.start()
    code = ask(road, ZHANG)
    ask(road, COMPANY)
    seen = repr(opened(road, 1, code))

    for secret in (PERSON.name, PERSON.phone, PERSON.address, COMPANY.name):
        assert secret not in seen


def test_a_code_opens_its_own_question_however_it_is_typed(road: Road) -> None:
    road.start()
    code = ask(road, ZHANG)
    second = ask(road, COMPANY)

    assert 1 == opened(road, 1, code.lower().replace("-", " ")).one.number
    assert ConsultingRefusal.CODE_WRONG is refusal(road, f"{road.reference}-1", second).reason
    assert ConsultingRefusal.CODE_WRONG is refusal(road, f"{road.reference}-2", code).reason
    assert ConsultingRefusal.CODE_WRONG is refusal(road, road.reference, road.code).reason


def test_a_wrong_code_and_an_unknown_number_are_answered_alike(road: Road) -> None:
    road.start()
    code = ask(road, ZHANG)
    names = (f"{road.reference}-2", f"{road.reference}-x", "SFSW-2026-999999-1", "x", "")
    facts_of = [
        refusal(road, f"{road.reference}-1", "AAAA"),
        *(refusal(road, n, code) for n in names),
    ]

    assert {ConsultingRefusal.CODE_WRONG} == {one.reason for one in facts_of}
    assert {"left"} == {name for one in facts_of for name in one.facts}


def test_whoever_guesses_waits_and_those_who_were_asked_do_not(road: Road) -> None:
    road.start()
    code = ask(road, ZHANG)
    tries = 0
    while refusal(road, f"{road.reference}-01", "WRONG").reason is ConsultingRefusal.CODE_WRONG:
        tries += 1

    assert tries < FROM_ONE_ADDRESS
    assert ConsultingRefusal.CODE_LOCKED is refusal(road, f"{road.reference}-1", code).reason
    assert 1 == opened(road, 1, code, "198.51.100.1").one.number


def test_an_answer_is_the_event_of_those_who_were_asked(road: Road) -> None:
    road.start()
    ask(road, ZHANG)
    say(road, 1, Opinion.CONSENTS)
    event = road.see().standing.events[-1]

    assert (Action.RECORD_OPINION, "consulted", None) == (event.action, event.role, event.user_id)
    assert facts.OpinionGiven(1, Opinion.CONSENTS, "", road.today) == event.facts


def test_the_same_answer_sent_twice_counts_once(road: Road) -> None:
    road.start()
    ask(road, ZHANG)
    key = uuid4().hex
    say(road, 1, Opinion.OBJECTS, "隐私", key)
    before = road.see().case.version
    say(road, 1, Opinion.OBJECTS, "隐私", key)

    assert before == road.see().case.version


def test_an_answer_comes_with_its_files(road: Road) -> None:
    road.start()
    ask(road, COMPANY)
    upload = Upload("说明.pdf", b"%PDF-1.4", "application/pdf")
    paper = attachments.keep(road.office, upload, Purpose.OPINION)
    given = facts.OpinionGiven(1, Opinion.OBJECTS, "商业秘密", road.today)
    consulting.answer(road.office, road.reference, given, "0" * 32, (paper,), road.agency_id)

    kept = db.session.scalars(db.select(Attachment)).one()
    assert (Purpose.OPINION, "说明.pdf") == (kept.purpose, kept.filename)


def test_an_objection_without_reasons_is_refused(road: Road) -> None:
    road.start()
    ask(road, ZHANG)

    with pytest.raises(Refused, match="no_objection_reasons"):
        say(road, 1, Opinion.OBJECTS)


def test_a_late_answer_is_taken_and_marked_and_moves_no_date(road: Road) -> None:
    road.start()
    code = ask(road, ZHANG)
    arrive(road, 1)
    road.sleep(30)
    due = road.see().case.due_on
    assert opened(road, 1, code).is_late(road.today)
    say(road, 1, Opinion.CONSENTS)
    question = opened(road, 1, code)

    assert question.is_late(question.one.ended_on or date.min)
    assert due == road.see().case.due_on


@pytest.mark.parametrize("ending", ["answered", "called off", "decided"])
def test_what_can_no_longer_be_answered_says_so_plainly(road: Road, ending: str) -> None:
    road.start()
    code = ask(road, ZHANG)
    expected = {
        "answered": ConsultingRefusal.ANSWERED,
        "called off": ConsultingRefusal.CALLED_OFF,
        "decided": ConsultingRefusal.DECIDED,
    }[ending]
    if ending == "answered":
        say(road, 1, Opinion.CONSENTS)
    elif ending == "called off":
        road.do(Action.CALL_OFF_CONSULTATION, facts.CallingOff(1, "无法送达"), "handler")
    else:
        road.do(Action.WITHDRAW, facts.Withdrawal("不再需要"), "applicant")
    before = road.see().case.version

    with pytest.raises(Refused) as refused:
        say(road, 1, Opinion.CONSENTS)

    assert expected is opened(road, 1, code).closed
    assert expected is refused.value.reason
    assert before == road.see().case.version


def test_a_question_that_nobody_asked_is_not_there(road: Road) -> None:
    road.start()
    ask(road, ZHANG)

    with pytest.raises(NotThere):
        consulting.question(road.office, road.reference, 2, road.agency_id)
    with pytest.raises(NotThere):
        consulting.question(road.office, road.reference, 1, road.agency_id + 1)


def test_the_fifteen_working_days_are_told_one_by_one(road: Road) -> None:
    road.start()
    code = ask(road, ZHANG)
    before = opened(road, 1, code)
    arrive(road, 1)
    days = opened(road, 1, code).working_days

    assert () == before.working_days
    assert before.respond_by is None
    assert (15, date(2026, 3, 3), date(2026, 3, 23)) == (len(days), days[0], days[-1])


def test_those_asked_are_told_by_mail_or_telephone_and_not_what_about(road: Road) -> None:
    road.start()
    ask(road, ZHANG, "家庭住址图")
    ask(road, LI)
    ask(road, COMPANY)
    mail, texts = MemoryMessenger(), MemoryMessenger()
    telling = replace(road.office, mail=mail, text_messages=texts)
    for message_id in outbox.waiting(telling):
        outbox.deliver(telling, message_id)
    owed = db.session.scalars(db.select(OutboxMessage).order_by(OutboxMessage.id)).all()
    sent = [message for message in mail.sent if message.to == ZHANG.email]

    assert [1, 2] == [one.consultation for one in owed if one.notice is Notice.OPINION_ASKED]
    assert [LI.phone] == [message.to for message in texts.sent]
    assert f"{road.reference}-1" in sent[0].subject
    for secret in (PERSON.name, "家庭住址图", "查询码是"):
        assert secret not in sent[0].subject + sent[0].body


def test_a_fee_that_is_awaited_meanwhile_shuts_nobody_out(road: Road) -> None:
    road.start()
    code = ask(road, ZHANG)
    fee = facts.FeeCharge(FeeMethod.BY_PAGE, 0, 38, "页数过多", "窗口缴费")
    road.do(Action.CHARGE_FEE, fee, "handler")
    say(road, 1, Opinion.CONSENTS)

    assert ConsultingRefusal.ANSWERED is opened(road, 1, code).closed


def test_an_answer_by_post_ends_the_waiting_too(road: Road) -> None:
    road.start()
    code = ask(road, ZHANG)
    road.clock.go_on(timedelta(days=1))
    given = facts.OpinionGiven(1, Opinion.CONSENTS, "", road.today)
    road.do(Action.RECORD_OPINION, given, "clerk")

    assert ConsultingRefusal.ANSWERED is opened(road, 1, code).closed
