"""What an applicant is told while others are asked, and what they do when they are asked or pay."""

from datetime import date, timedelta

import pytest

from casework.adapters.clock import SetClock
from casework.domain.disclosure import facts
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor
from casework.services.disclosure import viewing
from casework.services.office import Office
from tests.web.portal.road import Browser, confirm, do, text_of

PERSON = facts.Asked(name="赵某", is_organisation=False, address="示例巷9号", email="z@x.example")
BUREAU = facts.Asked(name="示范市财政局", is_organisation=True, address="清水路3号")
THIRD_PARTY = facts.ThirdPartyConsultation(PERSON, "住址附图", "个人隐私")
ITEMS = facts.FeeCharge(FeeMethod.BY_ITEM_MONTH, 29, 2, "本月申请很多", "到窗口缴费")


@pytest.fixture
def reference(browser: Browser, office: Office, staff: dict[str, Actor]) -> str:
    """The reference of a request in progress."""
    filed, _ = browser.file()
    confirm(office, filed, staff)
    return filed


def page_of(browser: Browser, reference: str) -> str:
    return text_of(browser.get(f"/requests/{reference}"))


def test_while_a_third_party_is_asked_the_applicant_is_told_without_names(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    do(office, reference, staff["handler"], Action.CONSULT_THIRD_PARTY, THIRD_PARTY)
    page = browser.get(f"/requests/{reference}")
    text = text_of(page)

    assert "正在征求第三方的意见，所需时间不计算在答复期限内（条例第三十三条第三款）" in text
    assert "收到意见以后继续计算答复期限" in text
    for secret in (PERSON.name, PERSON.address, PERSON.email, "住址附图", "个人隐私"):
        assert secret not in page.text


def test_once_the_letter_has_arrived_the_last_day_is_told_again(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str, clock: SetClock
) -> None:
    do(office, reference, staff["handler"], Action.CONSULT_THIRD_PARTY, THIRD_PARTY)
    received = facts.LetterReceived(1, office.today(), "签收")
    do(office, reference, staff["clerk"], Action.RECORD_LETTER_RECEIVED, received)
    waiting = page_of(browser, reference)
    clock.put(clock.now() + timedelta(days=28))
    browser.client.get("/")
    silent = viewing.case_file(office, reference, staff["applicant"]).clock.due_on

    assert "对方收到了征求意见的文书" in waiting
    assert "最迟应当在 2026年4月21日（星期二） 答复您" in waiting
    assert date(2026, 4, 21) == silent


def test_both_kinds_of_asking_are_told_together(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    agency = facts.AgencyConsultation(BUREAU, "联合发文", facts.AgencyRole.CO_PRODUCER)
    do(office, reference, staff["handler"], Action.CONSULT_AGENCY, agency)
    alone = page_of(browser, reference)
    do(office, reference, staff["handler"], Action.CONSULT_THIRD_PARTY, THIRD_PARTY)

    assert "正在征求其他机关的意见" in alone
    assert "正在征求第三方和其他机关的意见" in page_of(browser, reference)


def test_a_secrecy_question_leaves_the_clock_running_and_says_so(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    agency = facts.AgencyConsultation(
        BUREAU, "示意图", facts.AgencyRole.SECRECY, "是否涉密", suspends=False
    )
    do(office, reference, staff["handler"], Action.CONSULT_AGENCY, agency)
    text = page_of(browser, reference)

    assert "报有关机关确定（条例第十七条）。答复期限继续计算" in text
    assert "最迟应当在 2026年3月30日（星期一） 答复您" in text
    assert "正在征求" not in text
    assert "我们正在查找和审核您要的信息" in text


def test_an_opinion_is_told_without_what_it_says(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    do(office, reference, staff["handler"], Action.CONSULT_THIRD_PARTY, THIRD_PARTY)
    opinion = facts.OpinionGiven(1, facts.Opinion.OBJECTS, "涉及家庭住址", office.today())
    do(office, reference, staff["clerk"], Action.RECORD_OPINION, opinion)
    text = page_of(browser, reference)

    assert "收到了征求的意见" in text
    for secret in ("不同意公开", "涉及家庭住址", PERSON.name):
        assert secret not in text


def test_letters_to_others_are_not_the_applicants_to_fetch(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    do(office, reference, staff["handler"], Action.CONSULT_THIRD_PARTY, THIRD_PARTY)
    letters = viewing.case_file(office, reference, staff["handler"]).letters
    ids = {letter.kind: letter.id for letter, _ in letters}
    numbers = {letter.kind: letter.number for letter, _ in letters}
    served = facts.LetterService(
        numbers[LetterKind.D05], facts.ServiceWay.IN_PERSON, office.today(), "签收"
    )
    do(office, reference, staff["clerk"], Action.SERVE_LETTER, served)
    corrected = facts.LetterCorrection(numbers[LetterKind.D05], "赵某", "赵某某")
    do(office, reference, staff["approver"], Action.CORRECT_LETTER, corrected)
    correction = viewing.case_file(office, reference, staff["handler"]).letters[-1][0]
    served = facts.LetterService(
        correction.number, facts.ServiceWay.IN_PERSON, office.today(), "签收"
    )
    do(office, reference, staff["clerk"], Action.SERVE_LETTER, served)
    text = page_of(browser, reference)
    path = f"/requests/{reference}/letters"

    assert "征求意见告知书" in text
    assert "征求第三方意见书" not in text
    assert browser.get(f"{path}/{ids[LetterKind.D06]}.pdf").status_code == 200
    assert browser.get(f"{path}/{ids[LetterKind.D05]}.pdf").status_code == 404
    assert correction.kind is LetterKind.D31
    assert browser.get(f"{path}/{correction.id}.pdf").status_code == 404


def test_an_applicant_says_why_online(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    asked = facts.ReasonsRequest(120, date(2025, 3, 3), office.today(), date(2026, 3, 16))
    do(office, reference, staff["handler"], Action.ASK_REASONS, asked)
    before = page_of(browser, reference)
    path = f"/requests/{reference}/reasons"
    form = text_of(browser.get(path))
    blank = browser.send(path, text=" ")
    answer = browser.send(path, text="课题研究需要逐年的数据")
    after = page_of(browser, reference)

    assert "请您最迟在 2026年3月16日（星期一） 说明理由" in before
    assert "您提出了120件申请" in form
    assert blank.status_code == 422
    assert answer.status_code == 303
    assert "您说明的理由已经收到" in after
    assert "收到您说明的理由" in after
    assert "最迟应当在 2026年3月30日（星期一） 答复您" in after
    assert browser.get(path).status_code == 303


def test_what_is_to_be_paid_is_told_with_its_calculation_and_last_day(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str
) -> None:
    do(office, reference, staff["handler"], Action.CHARGE_FEE, ITEMS)
    told = page_of(browser, reference)
    received = facts.FeeNoticeReceived(office.today(), "本人签收")
    do(office, reference, staff["clerk"], Action.RECORD_FEE_NOTICE, received)
    notified = page_of(browser, reference)

    assert "信息处理费300元" in told
    assert "第30件每件100元，计100元" in told
    assert "第31件每件200元，计200元" in told
    assert "到窗口缴费" in told
    assert "缴费以后重新计算" in told
    assert "请您最迟在 2026年3月30日（星期一） 缴费" in notified
    assert "收费通知书" in notified


def test_after_payment_the_new_period_is_told(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str, clock: SetClock
) -> None:
    do(office, reference, staff["handler"], Action.CHARGE_FEE, ITEMS)
    clock.put(clock.now() + timedelta(minutes=5))
    paid = facts.Payment(office.today(), 300, "票据1号")
    do(office, reference, staff["clerk"], Action.RECORD_PAYMENT, paid)
    text = page_of(browser, reference)

    assert "收到300元" in text
    assert "需要您缴纳的费用" not in text
    assert "最迟应当在 2026年3月30日（星期一） 答复您" in text


def test_an_unpaid_fee_ends_the_request_in_words(
    browser: Browser, office: Office, staff: dict[str, Actor], reference: str, clock: SetClock
) -> None:
    do(office, reference, staff["handler"], Action.CHARGE_FEE, ITEMS)
    received = facts.FeeNoticeReceived(office.today(), "本人签收")
    do(office, reference, staff["clerk"], Action.RECORD_FEE_NOTICE, received)
    clock.put(clock.now() + timedelta(days=40))
    do(office, reference, staff["handler"], Action.LAPSE_FEE, facts.FeeLapse("没有入账"))
    file = viewing.case_file(office, reference, staff["applicant"])

    assert file.case.outcome == "lapsed_fee"
    assert LetterKind.D23 in {letter.kind for letter, _ in file.letters}
