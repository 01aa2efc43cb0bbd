"""What a decision tells of the way to it: a sentence for each thing that the applicant was told."""

from dataclasses import replace

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action
from casework.services.disclosure.history import told
from tests.letters.paper import read
from tests.road import Road

FIRM = facts.Asked(name="示范供水有限公司", is_organisation=True)
BUREAU = facts.Asked(name="示范市自然资源局", is_organisation=True)


@pytest.fixture
def started(road: Road) -> Road:
    road.start()
    return road


def sentences(road: Road) -> tuple[str, ...]:
    return told(road.see().standing.events)


def answer(road: Road, number: int) -> None:
    given = facts.OpinionGiven(number, facts.Opinion.CONSENTS, "", road.today)
    road.do(Action.RECORD_OPINION, given, "handler")


def test_a_third_party_is_told_of_without_its_name_or_what_it_said(started: Road) -> None:
    given = facts.ThirdPartyConsultation(FIRM, "取水许可申请书", "商业秘密")
    started.do(Action.CONSULT_THIRD_PARTY, given, "handler")
    answer(started, 1)
    started.sign()
    (reply,) = (one for one, _ in started.see().letters if one.kind is LetterKind.D09)

    assert sentences(started) == (
        "因申请公开的信息涉及第三方的合法权益，本机关于2026年3月2日书面征求第三方的意见。",
        "本机关于2026年3月2日收到第三方的意见。",
    )
    assert "收到第三方的意见" in read(reply.pdf)
    assert FIRM.name not in read(reply.pdf)


def test_two_who_were_asked_and_answered_on_one_day_are_told_of_once(started: Road) -> None:
    given = facts.ThirdPartyConsultation(FIRM, "取水许可申请书", "商业秘密")
    started.do(Action.CONSULT_THIRD_PARTY, given, "handler")
    other = facts.Asked(name="示范灌区管理站", is_organisation=True)
    started.do(Action.CONSULT_THIRD_PARTY, replace(given, asked=other), "handler")
    answer(started, 1)
    answer(started, 2)

    assert sentences(started) == (
        "因申请公开的信息涉及第三方的合法权益，本机关于2026年3月2日书面征求第三方的意见。",
        "本机关于2026年3月2日收到第三方的意见。",
    )


def test_who_were_asked_and_answered_on_several_days_are_told_of_once(started: Road) -> None:
    given = facts.ThirdPartyConsultation(FIRM, "取水许可申请书", "商业秘密")
    started.do(Action.CONSULT_THIRD_PARTY, given, "handler")
    started.sleep(1)
    other = facts.Asked(name="示范灌区管理站", is_organisation=True)
    started.do(Action.CONSULT_THIRD_PARTY, replace(given, asked=other), "handler")
    answer(started, 1)
    started.sleep(1)
    answer(started, 2)

    asked, answered = sentences(started)
    assert "本机关于2026年3月2日、2026年3月3日书面征求第三方的意见。" in asked
    assert answered == "本机关于2026年3月3日、2026年3月4日收到第三方的意见。"


def test_the_notice_that_a_third_party_is_asked_does_not_look_back_on_those_before(
    started: Road,
) -> None:
    agency = facts.AgencyConsultation(BUREAU, "规划", facts.AgencyRole.SECRECY)
    started.do(Action.CONSULT_AGENCY, agency, "handler")
    given = facts.ThirdPartyConsultation(FIRM, "取水许可申请书", "商业秘密")
    started.do(Action.CONSULT_THIRD_PARTY, given, "handler")
    answer(started, 2)
    other = facts.Asked(name="示范灌区管理站", is_organisation=True)
    started.do(Action.CONSULT_THIRD_PARTY, replace(given, asked=other), "handler")
    notices = [one for one, _ in started.see().letters if one.kind is LetterKind.D06]
    text = read(notices[-1].pdf)

    assert 1 == text.count("书面征求第三方的意见")
    assert "收到第三方的意见" not in text
    assert 1 == text.count("本机关于2026年3月2日征求示范市自然资源局的意见")


@pytest.mark.parametrize("suspends", [True, False])
def test_an_agency_is_named_where_the_time_did_not_count(started: Road, suspends: bool) -> None:
    role = facts.AgencyRole.SECRECY
    given = facts.AgencyConsultation(BUREAU, "规划", role, suspends=suspends)
    started.do(Action.CONSULT_AGENCY, given, "handler")
    answer(started, 1)

    assert sentences(started) == (
        (
            "本机关于2026年3月2日征求示范市自然资源局的意见。",
            "本机关于2026年3月2日收到示范市自然资源局的意见。",
        )
        if suspends
        else ()
    )


def test_a_fee_is_told_with_its_payment(started: Road) -> None:
    charged = facts.FeeCharge(FeeMethod.BY_PAGE, 0, 68, "申请页数多", "缴入国库")
    started.do(Action.CHARGE_FEE, charged, "handler")
    started.do(Action.RECORD_FEE_NOTICE, facts.FeeNoticeReceived(started.today, "签收"), "handler")
    started.do(Action.RECORD_PAYMENT, facts.Payment(started.today, 380, "缴款书0001"), "handler")

    assert sentences(started) == (
        "本机关于2026年3月2日告知收取信息处理费380元。",
        "信息处理费于2026年3月2日缴纳。",
    )


def test_a_fee_that_was_waived_is_told_as_that(started: Road) -> None:
    charged = facts.FeeCharge(FeeMethod.BY_PAGE, 0, 68, "申请页数多", "缴入国库")
    started.do(Action.CHARGE_FEE, charged, "handler")
    started.do(Action.WAIVE_FEE, facts.FeeWaiver("生活困难"), "approver")

    assert sentences(started)[-1] == "本机关于2026年3月2日决定不再收取信息处理费。"


def test_clarification_and_extension_are_told_in_their_order(started: Road) -> None:
    asked = facts.ClarificationNotice(("请写明年份",), started.today.replace(day=20))
    started.do(Action.ASK_CLARIFICATION, asked, "handler")
    said = facts.Clarification("2024年\n分区水资源数据", ReceiptChannel.IN_PERSON, started.today)
    started.do(Action.CLARIFY, said, "clerk")
    proposed = facts.Extension(10, "需要检索多个年度的档案")
    started.do(Action.PROPOSE_EXTENSION, proposed, "handler")
    started.do(Action.EXTEND, proposed, "approver")

    assert sentences(started) == (
        "因申请内容不明确，本机关于2026年3月2日告知补正。",
        "本机关于2026年3月2日收到补正的申请，补正后的申请内容为“2024年 分区水资源数据”。",
        "经本机关政府信息公开工作机构负责人同意，答复期限于2026年3月2日延长10个工作日。",
    )
