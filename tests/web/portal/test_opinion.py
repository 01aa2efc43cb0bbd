"""Those who are asked for an opinion: let in by their letter's code, heard once, told in words."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask, session

from casework.adapters.clock import SetClock
from casework.domain.disclosure import facts
from casework.domain.disclosure.standing import OutsideConsultation
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Attachment, Purpose
from casework.services.disclosure import viewing
from casework.services.disclosure.acts import Order, act
from casework.services.disclosure.opinion_codes import code_of
from casework.services.office import Office
from tests.web.portal.road import PERSON, PNG, Browser, confirm, do, text_of

ZHANG = facts.Asked(name="赵某", is_organisation=False, address="清水路1号")
OTHER = facts.Asked(name="钱某", is_organisation=False, address="清水路2号")
BUREAU = facts.Asked(name="示范市财政局", is_organisation=True, address="清水路3号")
Ask = Callable[..., Browser]


@pytest.fixture
def reference(browser: Browser, office: Office, staff: dict[str, Actor]) -> str:
    """The reference of a request in progress, whose applicant is at the browser."""
    filed, _ = browser.file()
    confirm(office, filed, staff)
    return filed


@pytest.fixture
def ask(app: Flask, office: Office, staff: dict[str, Actor], reference: str) -> Ask:
    """Ask somebody; their browser, which has been let in by the code of their letter."""

    def asked(name: facts.Asked = ZHANG, role: facts.AgencyRole | None = None) -> Browser:
        given, action = _question(name, role)
        order = Order(action, given, uuid4().hex)
        act(office, reference, order, staff["handler"])
        guest = Browser(app.test_client())
        number = len(consultations(office, reference, staff))
        code = code_of(given, order.key)
        answer = guest.send("/opinion", name=f"{reference}-{number}", code=code)
        assert answer.headers["Location"] == page_of(reference, number)
        return guest

    return asked


def _question(
    name: facts.Asked, role: facts.AgencyRole | None
) -> tuple[facts.ThirdPartyConsultation | facts.AgencyConsultation, Action]:
    if role is None:
        given = facts.ThirdPartyConsultation(name, "住址附图", "个人隐私")
        return given, Action.CONSULT_THIRD_PARTY
    return facts.AgencyConsultation(name, "联合发文", role, "是否同意"), Action.CONSULT_AGENCY


def consultations(
    office: Office, reference: str, staff: dict[str, Actor]
) -> tuple[OutsideConsultation, ...]:
    db.session.remove()  # the fixture's context outlives a request, and with it what it read
    return viewing.case_file(office, reference, staff["handler"]).standing.consultations


def code_on_letter(office: Office, reference: str) -> str:
    """The code on the letter that asked, as it was printed."""
    agency = Actor(frozenset(), office.agency().id)
    letters = viewing.case_file(office, reference, agency).letters
    particulars = [letter.facts["particulars"] for letter, _ in letters]
    return str(next(said["answer_code"] for said in particulars if "answer_code" in said))


def page_of(reference: str, number: int = 1) -> str:
    return f"/opinion/{reference}/{number}"


def test_the_page_says_what_is_asked_until_when_and_what_silence_means(
    ask: Ask, reference: str, office: Office, staff: dict[str, Actor]
) -> None:
    guest = ask()
    before = text_of(guest.get(page_of(reference)))
    received = facts.LetterReceived(1, office.today(), "签收")
    do(office, reference, staff["clerk"], Action.RECORD_LETTER_RECEIVED, received)
    after = text_of(guest.get(page_of(reference)))

    assert "收到征求意见书之日起15个工作日内" in before
    assert "住址附图" in before
    assert "个人隐私" in before
    assert "由本机关依照条例决定是否公开（条例第三十二条）" in before
    assert "请最迟在 2026年3月23日（星期一） 提出意见" in after
    assert "2026年3月3日（星期二）" in after


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (facts.AgencyRole.CO_PRODUCER, "视为同意公开（条例第三十四条）"),
        (facts.AgencyRole.OTHER, "由本机关依法决定"),
        (facts.AgencyRole.SECRECY, "由本机关依法决定"),
    ],
)
def test_silence_means_consent_only_of_a_co_producing_agency(
    ask: Ask, reference: str, role: facts.AgencyRole, said: str
) -> None:
    text = text_of(ask(BUREAU, role).get(page_of(reference)))

    assert said in text
    assert ("视为同意公开" in text) == (role is facts.AgencyRole.CO_PRODUCER)


def test_the_page_names_neither_the_applicant_nor_others_who_are_asked(
    ask: Ask, reference: str
) -> None:
    guest = ask()
    ask(OTHER)
    pages = [guest.get(page_of(reference)).text]
    guest.send(page_of(reference), opinion="consents")
    pages.append(guest.get(f"{page_of(reference)}/receipt").text)

    for page in pages:
        assert "赵某" in page or "意见已经收到" in page
        for secret in (PERSON["name"], PERSON["phone"], PERSON["address"], OTHER.name):
            assert secret not in page


def test_an_objection_with_reasons_and_a_file_is_taken_and_confirmed(
    ask: Ask, reference: str, office: Office, staff: dict[str, Actor]
) -> None:
    guest = ask()
    answer = guest.send(
        page_of(reference),
        opinion="objects",
        reasons="涉及家庭住址",
        files=(BytesIO(PNG), "说明.png"),
    )
    receipt = text_of(guest.get(answer.headers["Location"]))
    (one,) = consultations(office, reference, staff)
    kept = db.session.scalars(db.select(Attachment).order_by(Attachment.id.desc())).first()

    assert answer.status_code == 303
    assert "在期限以内收到" in receipt
    assert "不同意公开" in receipt
    assert (one.opinion, one.reasons) == (facts.Opinion.OBJECTS, "涉及家庭住址")
    assert kept is not None
    assert (kept.purpose, kept.filename) == (Purpose.OPINION, "说明.png")


def test_an_objection_needs_reasons_and_keeps_the_file(
    ask: Ask, reference: str, office: Office, staff: dict[str, Actor]
) -> None:
    guest = ask()
    wrong = guest.send(page_of(reference), opinion="objects", files=(BytesIO(PNG), "说明.png"))
    right = guest.send(page_of(reference), opinion="objects", reasons="涉及家庭住址")
    db.session.remove()
    purposes = list(db.session.scalars(db.select(Attachment.purpose)))

    assert wrong.status_code == 422
    assert "请写明理由" in text_of(wrong)
    assert "说明.png" in wrong.text
    assert right.status_code == 303
    assert purposes.count(Purpose.OPINION) == 1


def test_nothing_chosen_is_said_beside_the_question(ask: Ask, reference: str) -> None:
    empty = ask().send(page_of(reference))

    assert empty.status_code == 422
    assert "请选择同意或者不同意公开" in text_of(empty)


def test_an_answer_sent_twice_counts_once(
    ask: Ask, reference: str, office: Office, staff: dict[str, Actor]
) -> None:
    guest = ask()
    typed = {**guest.keys(page_of(reference)), "opinion": "consents"}
    answers = [guest.client.post(page_of(reference), data=typed) for _ in range(2)]
    db.session.remove()
    happened = [
        event.action
        for event in viewing.case_file(office, reference, staff["handler"]).standing.events
    ]

    assert [one.status_code for one in answers] == [303, 303]
    assert happened.count(Action.RECORD_OPINION) == 1


def test_a_late_answer_is_taken_and_told_that_it_is_late(
    ask: Ask, reference: str, office: Office, staff: dict[str, Actor], clock: SetClock
) -> None:
    guest = ask()
    received = facts.LetterReceived(1, office.today(), "签收")
    do(office, reference, staff["clerk"], Action.RECORD_LETTER_RECEIVED, received)
    clock.put(clock.now() + timedelta(days=28))
    sent_back = guest.get(page_of(reference))
    guest.send("/opinion", name=f"{reference}-1", code=code_on_letter(office, reference))
    late = text_of(guest.get(page_of(reference)))
    answer = guest.send(page_of(reference), opinion="consents")
    receipt = text_of(guest.get(answer.headers["Location"]))

    assert sent_back.headers["Location"] == f"/opinion?name={reference}-1"
    assert "已经过了期限" in late
    assert "在期限届满以后收到，已经注明" in receipt


def test_after_the_decision_the_page_is_closed_with_a_plain_sentence(
    ask: Ask, reference: str, office: Office, staff: dict[str, Actor]
) -> None:
    guest = ask()
    typed = {**guest.keys(page_of(reference)), "opinion": "objects", "reasons": "涉及住址"}
    withdrawn = facts.Withdrawal("不再需要")
    do(office, reference, staff["applicant"], Action.WITHDRAW, withdrawn)
    late = guest.client.post(page_of(reference), data=typed)
    page = guest.get(page_of(reference))

    assert late.status_code == 409
    assert "已经就这些信息作出处理" in text_of(late)
    assert "涉及住址" in late.text
    assert "已经就这些信息作出处理" in text_of(page)
    assert "<textarea" not in page.text


def test_a_code_opens_its_own_question_only(app: Flask, ask: Ask, reference: str) -> None:
    first, second = ask(), ask(OTHER)
    stranger = Browser(app.test_client())

    for guest, number in ((first, 2), (second, 1), (stranger, 1), (stranger, 9)):
        for path in ("", "/receipt"):
            answer = guest.get(page_of(reference, number) + path)
            assert answer.status_code == 303
            assert answer.headers["Location"] == f"/opinion?name={reference}-{number}"
    assert second.get(f"/requests/{reference}").headers["Location"].startswith("/track")


def test_the_applicants_code_opens_no_question(browser: Browser, ask: Ask, reference: str) -> None:
    ask()

    assert browser.get(page_of(reference)).status_code == 303


def test_a_wrong_code_says_how_many_attempts_are_left(app: Flask, ask: Ask, reference: str) -> None:
    ask()
    stranger = Browser(app.test_client())
    answer = stranger.send("/opinion", name=f"{reference}-1", code="2222-2222-2222")
    unknown = stranger.send("/opinion", name=f"{reference}-7", code="2222-2222-2222")
    empty = stranger.send("/opinion", name="", code="")

    assert (answer.status_code, unknown.status_code, empty.status_code) == (409, 409, 422)
    assert "征求意见编号或者查询码不对" in text_of(answer)
    assert "征求意见编号或者查询码不对" in text_of(unknown)
    assert "请填写征求意见编号" in text_of(empty)


def test_the_session_keeps_no_code_and_can_be_left(
    ask: Ask, reference: str, office: Office
) -> None:
    guest = ask()
    with guest.client:
        guest.get(page_of(reference))
        kept = str(dict(session))
    guest.send(page_of(reference), opinion="consents")
    guest.client.post("/leave", data=guest.keys("/opinion"))

    assert f"{reference}-1" in kept
    assert code_on_letter(office, reference) not in kept
    assert guest.get(page_of(reference)).status_code == 303


def test_there_is_no_receipt_before_an_answer(ask: Ask, reference: str) -> None:
    answer = ask().get(f"{page_of(reference)}/receipt")

    assert answer.headers["Location"] == page_of(reference)
