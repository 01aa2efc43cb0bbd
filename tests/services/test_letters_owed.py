"""Which letters an act owes, to whom, and with which of the case's facts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.leaves import AlreadyPublic, Granted
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action
from casework.domain.notices import Notice
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import Letter, OutboxMessage
from casework.services.disclosure import sheets
from casework.services.disclosure.service_of_letters import ServiceOfLetters
from casework.services.refusals import NotThere
from tests.letters.paper import read
from tests.people import PERSON
from tests.road import DRAFT, Road

FIRM = facts.Asked(name="示范供水有限公司", is_organisation=True)
SOMEBODY = facts.Asked(name="李某某", is_organisation=False)
BUREAU = facts.Asked(name="示范市自然资源局", is_organisation=True)
OVERRIDING = replace(DRAFT, public_interest="影响下游两个乡镇的饮用水安全")


def letters(road: Road, kind: LetterKind) -> list[Letter]:
    return [letter for letter, _ in road.see().letters if letter.kind is kind]


def said(road: Road, kind: LetterKind) -> str:
    """What the case's one letter of a kind says."""
    (letter,) = letters(road, kind)
    return read(letter.pdf)


def ask(road: Road, asked: facts.Asked) -> None:
    given = facts.ThirdPartyConsultation(asked, "取水许可申请书", "商业秘密")
    road.do(Action.CONSULT_THIRD_PARTY, given, "handler")


def answer(road: Road, number: int, opinion: facts.Opinion, reasons: str = "") -> None:
    given = facts.OpinionGiven(number, opinion, reasons, road.today)
    road.do(Action.RECORD_OPINION, given, "handler")


def test_asking_a_third_party_owes_them_a_letter_and_the_applicant_another(road: Road) -> None:
    road.start()
    ask(road, FIRM)
    asked, told = said(road, LetterKind.D05), said(road, LetterKind.D06)

    assert f"{FIRM.name}：" in asked
    assert "你单位" in asked
    assert f"征求意见编号{road.reference}-1，查询码" in asked
    assert PERSON.name not in asked
    assert f"{PERSON.name}：" in told
    assert FIRM.name not in told


def test_what_is_asked_is_numbered_apart_from_what_is_told(road: Road) -> None:
    road.start()
    ask(road, FIRM)
    ask(road, SOMEBODY)
    numbers = [letter.number for letter, _ in road.see().letters]

    assert numbers == [
        "示水公开登〔2026〕1号",
        "示水公开函〔2026〕1号",
        "示水公开告〔2026〕1号",
        "示水公开函〔2026〕2号",
        "示水公开告〔2026〕2号",
    ]


@pytest.mark.parametrize(
    ("role", "silence"),
    [
        pytest.param(facts.AgencyRole.CO_PRODUCER, True, id="co-producer"),
        pytest.param(facts.AgencyRole.OTHER, False, id="other"),
        pytest.param(facts.AgencyRole.SECRECY, False, id="secrecy"),
    ],
)
def test_only_a_co_producing_agency_is_told_that_silence_consents(
    road: Road, role: facts.AgencyRole, silence: bool
) -> None:
    road.start()
    road.do(Action.CONSULT_AGENCY, facts.AgencyConsultation(BUREAU, "规划", role), "handler")

    assert ("视为同意公开" in said(road, LetterKind.D07)) == silence
    assert BUREAU.name in said(road, LetterKind.D06)


def test_an_applicant_is_not_told_of_time_that_counts_all_the_same(road: Road) -> None:
    road.start()
    given = facts.AgencyConsultation(BUREAU, "规划", facts.AgencyRole.SECRECY, suspends=False)
    road.do(Action.CONSULT_AGENCY, given, "handler")

    assert letters(road, LetterKind.D06) == []
    assert len(letters(road, LetterKind.D07)) == 1


def test_whoever_objected_is_told_why_it_is_disclosed_and_nobody_else(road: Road) -> None:
    road.start()
    for number, (asked, opinion) in enumerate(
        [(FIRM, facts.Opinion.OBJECTS), (SOMEBODY, facts.Opinion.CONSENTS)], start=1
    ):
        ask(road, asked)
        answer(road, number, opinion, "含有工艺参数")
    road.sign(OVERRIDING)
    told = said(road, LetterKind.D08)

    assert f"{FIRM.name}：" in told
    assert OVERRIDING.public_interest in told
    assert "2025年度验收报告" in told
    assert len(letters(road, LetterKind.D09)) == 1


def test_a_decision_that_overrides_nobody_owes_no_third_party_a_letter(road: Road) -> None:
    road.start()
    road.sign()

    assert letters(road, LetterKind.D08) == []


def charge(road: Road) -> None:
    given = facts.FeeCharge(FeeMethod.BY_PAGE, 0, 68, "申请页数多", "缴入国库")
    road.do(Action.CHARGE_FEE, given, "handler")


def test_a_fee_notice_shows_its_calculation(road: Road) -> None:
    road.start()
    charge(road)
    notice = said(road, LetterKind.D22)

    assert "按量计收信息处理费380元" in notice
    assert "第31至68页3810380" in notice


def test_an_unpaid_fee_ends_the_request_with_its_own_words(road: Road) -> None:
    road.start()
    charge(road)
    told = facts.FeeNoticeReceived(road.today, "签收")
    road.do(Action.RECORD_FEE_NOTICE, told, "handler")
    road.sleep(60)
    road.do(Action.LAPSE_FEE, facts.FeeLapse("已电话提醒"), "handler")

    assert "缴纳信息处理费380元" in said(road, LetterKind.D23)


def test_a_deferral_tells_when_reasons_were_asked_and_until_when(road: Road) -> None:
    road.start()
    asked_on, until = road.today, road.today + timedelta(days=90)
    span = (asked_on - timedelta(days=30), asked_on, asked_on + timedelta(days=10))
    road.do(Action.ASK_REASONS, facts.ReasonsRequest(36, *span), "handler")
    given = facts.ReasonsGiven("课题研究", ReceiptChannel.IN_PERSON, asked_on)
    road.do(Action.RECEIVE_REASONS, given, "handler")
    road.do(Action.DEFER, facts.Deferral(until, "需要逐卷检索"), "approver")

    assert "申请36件" not in said(road, LetterKind.D30)
    assert "政府信息公开申请36件" in said(road, LetterKind.D04)
    assert f"{until.year}年{until.month}月{until.day}日前（含当日）答复" in said(
        road, LetterKind.D30
    )


def test_a_correction_names_the_letter_and_goes_to_whom_that_went(road: Road) -> None:
    road.start()
    ask(road, FIRM)
    (wrong,) = letters(road, LetterKind.D05)
    given = facts.LetterCorrection(wrong.number, "取水许可申请书", "取水许可变更申请书")
    road.do(Action.CORRECT_LETTER, given, "approver")
    corrected = said(road, LetterKind.D31)

    assert f"{FIRM.name}：" in corrected
    assert f"{wrong.number}《政府信息公开征求第三方意见书》" in corrected


def corrected(road: Road, number: str) -> list[Notice]:
    """The notices that the applicant is owed after the letter of a number is corrected."""
    given = facts.LetterCorrection(number, "取水许可申请书", "取水许可变更申请书")
    road.do(Action.CORRECT_LETTER, given, "approver")
    owed = db.session.scalars(db.select(OutboxMessage).order_by(OutboxMessage.id))
    return [message.notice for message in owed]


def test_the_applicant_has_a_message_of_the_correction_of_an_own_letter_alone(road: Road) -> None:
    road.start()
    ask(road, FIRM)
    (theirs,), (own,) = letters(road, LetterKind.D05), letters(road, LetterKind.D06)

    assert Notice.LETTER_CORRECTED not in corrected(road, theirs.number)
    (again,) = letters(road, LetterKind.D31)
    assert Notice.LETTER_CORRECTED not in corrected(road, again.number)
    assert Notice.LETTER_CORRECTED in corrected(road, own.number)


def test_a_correction_of_a_reply_that_is_not_served_yet_is_no_message_of_its_own(
    road: Road,
) -> None:
    road.start()
    road.sign()
    (reply,) = letters(road, LetterKind.D09)

    assert Notice.LETTER_CORRECTED not in corrected(road, reply.number)
    road.serve()
    assert Notice.LETTER_CORRECTED in corrected(road, reply.number)


def test_the_reply_is_served_as_the_reply_and_not_as_any_letter(road: Road) -> None:
    road.start()
    road.sign()
    (reply,) = letters(road, LetterKind.D09)
    given = facts.LetterService(reply.number, facts.ServiceWay.IN_PERSON, road.today, "签收")
    with pytest.raises(Refused) as refused:
        road.do(Action.SERVE_LETTER, given, "clerk")

    assert ServiceOfLetters.IS_THE_REPLY is refused.value.reason


def test_a_reply_on_the_spot_was_handed_over_that_day_and_is_not_served_again(road: Road) -> None:
    road.start()
    road.sleep(1)
    leaf = Granted("年报", "复印件3页")
    given = facts.SpotReply(
        Outcome.GRANTED,
        leaf,
        replied_on=road.today - timedelta(days=1),
        secrecy_conclusion="未发现涉密内容",
        proof="申请人当面签收",
    )
    road.do(Action.REPLY_ON_THE_SPOT, given, "handler")
    ((reply, service),) = (pair for pair in road.see().letters if pair[0].kind is LetterKind.D09)
    again = facts.LetterService(reply.number, facts.ServiceWay.POST, road.today, "EMS1")
    with pytest.raises(Refused) as refused:
        road.do(Action.SERVE_LETTER, again, "clerk")

    assert service is not None
    assert (facts.ServiceWay.IN_PERSON, given.replied_on, given.proof) == (
        service.way,
        service.served_on,
        service.proof,
    )
    assert ServiceOfLetters.IS_THE_REPLY is refused.value.reason


def test_only_what_told_a_lapse_has_a_delivery_result_after_it(road: Road) -> None:
    road.start()
    asked = facts.ClarificationNotice(("请写明年份",), road.today + timedelta(days=7))
    road.do(Action.ASK_CLARIFICATION, asked, "handler")
    road.sleep(8)
    road.do(Action.LAPSE, facts.Lapse("已电话询问"), "handler")
    (receipt,), (notice,) = letters(road, LetterKind.D01), letters(road, LetterKind.D23)
    posted = facts.LetterService(receipt.number, facts.ServiceWay.POST, road.today, "EMS1")
    came_back = facts.DeliveryResult(facts.DeliveryOutcome.RETURNED, road.today, "退信")
    signed = facts.DeliveryResult(facts.DeliveryOutcome.SIGNED, road.today, "回执")

    def refusal(given: facts.DeliveryResult) -> str:
        with pytest.raises(Refused) as refused:
            road.do(Action.RECORD_DELIVERY, given, "clerk")
        return refused.value.reason.value

    road.do(Action.SERVE_LETTER, posted, "clerk")
    assert "never_served" == refusal(signed)
    for given, expected in ((came_back, "not_returned"), (signed, "delivered_already")):
        told = replace(posted, number=notice.number)
        road.do(Action.SERVE_LETTER, told, "clerk")
        road.do(Action.RECORD_DELIVERY, given, "clerk")
        road.do(Action.SERVE_LETTER, posted, "clerk")  # another letter; the notice has its result
        assert expected == refusal(given)


def test_a_letter_that_was_never_issued_is_not_corrected(road: Road) -> None:
    road.start()
    given = facts.LetterCorrection("示水公开复〔2026〕99号", "甲", "乙")
    with pytest.raises(Refused):
        road.do(Action.CORRECT_LETTER, given, "approver")


@pytest.mark.parametrize(
    ("outcome", "leaf", "kind"),
    [
        pytest.param(Outcome.GRANTED, Granted("年报", "纸质"), LetterKind.D09, id="granted"),
        pytest.param(
            Outcome.ALREADY_PUBLIC, AlreadyPublic("年报", "本机关网站"), LetterKind.D10, id="public"
        ),
    ],
)
def test_a_reply_on_the_spot_owes_the_short_form(
    road: Road, outcome: Outcome, leaf: Granted | AlreadyPublic, kind: LetterKind
) -> None:
    road.start()
    given = facts.SpotReply(
        outcome,
        leaf,
        replied_on=road.today,
        secrecy_conclusion="未发现涉密内容",
        proof="当面签收",
    )
    road.do(Action.REPLY_ON_THE_SPOT, given, "handler")

    assert "现当场" in said(road, kind)


def test_a_review_sheet_shows_who_passed_what_and_leaves_room_for_the_rest(road: Road) -> None:
    road.start()
    road.do(Action.DRAFT_DECISION, DRAFT, "handler")
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), "handler")
    road.do(Action.PASS_REVIEW, facts.SecrecyReview("未发现涉密内容"), "reviewer")
    sheet = read(sheets.review_sheet(road.office, road.reference, road.staff["handler"]))

    assert "政府信息公开审查呈批单" in sheet
    assert "未发现涉密内容" in sheet
    assert "予以公开" in sheet
    assert "负责人" in sheet


def test_what_was_reviewed_before_a_new_draft_is_not_on_its_sheet(road: Road) -> None:
    road.start()
    road.do(Action.DRAFT_DECISION, DRAFT, "handler")
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), "handler")
    road.do(Action.RETURN, facts.Return("请补充理由"), "reviewer")
    returned = read(sheets.review_sheet(road.office, road.reference, road.staff["handler"]))
    road.do(Action.DRAFT_DECISION, replace(DRAFT), "handler")
    redrafted = read(sheets.review_sheet(road.office, road.reference, road.staff["handler"]))

    assert "请补充理由" in returned
    assert "请补充理由" not in redrafted


def test_a_signed_decision_s_sheet_is_complete(road: Road) -> None:
    road.start()
    road.sign()
    sheet = read(sheets.review_sheet(road.office, road.reference, road.staff["approver"]))

    assert "签发" in sheet


def test_without_a_draft_there_is_no_review_sheet(road: Road) -> None:
    road.start()
    with pytest.raises(Refused):
        sheets.review_sheet(road.office, road.reference, road.staff["handler"])


def test_a_service_record_names_the_letter_and_whoever_it_goes_to(road: Road) -> None:
    road.start()
    ask(road, FIRM)
    (letter,) = letters(road, LetterKind.D05)
    way = facts.ServiceWay.IN_PERSON
    form = read(
        sheets.service_record(road.office, road.reference, letter.id, way, road.staff["clerk"])
    )

    assert letter.number in form
    assert FIRM.name in form
    assert PERSON.name not in form


def test_another_s_letter_has_no_service_record_here(road: Road) -> None:
    road.start()
    way = facts.ServiceWay.IN_PERSON
    with pytest.raises(NotThere):
        sheets.service_record(road.office, road.reference, 10**6, way, road.staff["clerk"])
