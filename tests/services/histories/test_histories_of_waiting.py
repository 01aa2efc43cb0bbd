"""Whole histories in which the agency waits: for a fee, for reasons, for the post, for an order."""

from datetime import date

import pytest

from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.workflow import Refused
from tests.letters.paper import read
from tests.road import DRAFT
from tests.services.histories.history import End, History, Whole, cells

pytestmark = pytest.mark.slow

REPLIED = State.REPLIED
# Of a request received on Monday 2 March 2026: the twentieth working day is 30 March.
DUE = "2026-03-02: 2026-03-30"
MAP = leaves.WithheldPart("附图三“重点工程布置图”", leaves.Ground.STATE_SECRET, "该图经依法定密")
PARTLY = facts.DraftDecision(
    Outcome.PARTLY_GRANTED, leaves.PartlyGranted("规划正文", "纸质复印件", (MAP,))
)


def says(history: History, kind: LetterKind) -> str:
    """The words of the last letter of a kind."""
    return [read(letter.pdf) for letter, _ in history.see().letters if letter.kind is kind][-1]


def ask_reasons(history: History) -> None:
    """Ask on 4 March, until the 18th, why so much is asked for."""
    history.on("2026-03-04")
    volume = facts.ReasonsRequest(46, date(2025, 3, 5), history.today, date(2026, 3, 18))
    history.do(Action.ASK_REASONS, volume, "handler")


def test_a_fee_by_item_is_paid_and_the_reply_comes_on_the_last_day_anew(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-13")
    items = facts.FeeCharge(FeeMethod.BY_ITEM_MONTH, 30, 3, "本月第31至33件", "缴入国库")
    history.do(Action.CHARGE_FEE, items, "handler")
    history.on("2026-03-16")
    told = facts.FeeNoticeReceived(history.today, "当面签收")
    history.do(Action.RECORD_FEE_NOTICE, told, "handler")
    pay_by = history.see().clock.waiting_until(history.today)
    history.on("2026-04-07")
    history.do(Action.RECORD_PAYMENT, facts.Payment(history.today, 600, "财政票据"), "clerk")
    history.on("2026-05-08")
    history.decided(DRAFT)

    assert items.yuan == 600  # three of the tier from 31 to 40, 200 yuan each
    assert pay_by == date(2026, 4, 14)
    assert history.whole() == Whole(
        # 7 April is day 0: 17 working days to the 30th, then 6, 7 and 8 May.
        due=[DUE, "2026-03-13: void", "2026-04-07: 2026-05-08"],
        letters=["D01 登〔2026〕1 0", "D22 告〔2026〕1 0", "D09 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_open"),
        ends=[End(REPLIED, "in time", "2026-07-07", "2026-11-09")],  # 8 November is a Sunday
    )


def test_what_is_partly_disclosed_by_post_comes_back_and_is_posted_again(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-27")
    history.sign(PARTLY)
    history.serve(facts.ServiceWay.POST)
    history.on("2026-04-02")
    history.delivered(facts.DeliveryOutcome.RETURNED)
    history.on("2026-04-03")
    again = facts.Service(facts.ServiceWay.POST, history.today, "EMS0002", facts.Carrier.EMS)
    history.do(Action.SERVE_AGAIN, again, "clerk")
    history.on("2026-04-08")
    history.delivered(facts.DeliveryOutcome.SIGNED)

    assert history.whole() == Whole(
        due=[DUE],
        letters=["D01 登〔2026〕1 0", "D11 复〔2026〕1 A"],
        cells=cells(2026, "newly_received", "r_partial"),
        ends=[End(REPLIED, "in time", "2026-06-08")],  # 7 June is a Sunday
    )


def test_reasons_that_never_come_end_in_no_processing_and_the_letter_says_so(
    history: History,
) -> None:
    history.begin("2026-03-02")
    ask_reasons(history)
    silent = facts.ReasonsMissing("已两次电话询问，没有说明")
    history.on("2026-03-18")
    with pytest.raises(Refused):
        history.do(Action.PROCEED_WITHOUT_REASONS, silent, "handler")  # the last day to explain
    history.on("2026-03-19")
    history.do(Action.PROCEED_WITHOUT_REASONS, silent, "handler")
    history.on("2026-03-26")
    excessive = leaves.Excessive(date(2026, 3, 4), "", "一年内提出四十六件，多数已经答复")
    history.decided(facts.DraftDecision(Outcome.EXCESSIVE, excessive))

    assert "您逾期未说明理由。" in says(history, LetterKind.D21)
    assert history.whole() == Whole(
        due=[DUE],  # while reasons are awaited the period runs [D]
        letters=["D01 登〔2026〕1 0", "D04 告〔2026〕1 0", "D21 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_np_4"),
        # 26 September lies in the holiday of 中秋节.
        ends=[End(REPLIED, "in time", "2026-05-25", "2026-09-28")],
    )


def test_reasons_that_were_given_are_not_passed_over_in_the_letter(history: History) -> None:
    history.begin("2026-03-02")
    ask_reasons(history)
    given = facts.ReasonsGiven("课题研究需要", ReceiptChannel.ONLINE, history.today)
    history.do(Action.RECEIVE_REASONS, given, "applicant")
    excessive = leaves.Excessive(date(2026, 3, 4), "", "没有立项，同类内容已答复多次")
    history.decided(facts.DraftDecision(Outcome.EXCESSIVE, excessive))

    assert "您说明的理由为：课题研究需要。" in says(history, LetterKind.D21)


def test_a_delayed_reply_tells_that_it_was_delayed(history: History) -> None:
    history.begin("2026-03-02")
    ask_reasons(history)
    given = facts.ReasonsGiven("课题研究需要", ReceiptChannel.ONLINE, history.today)
    history.do(Action.RECEIVE_REASONS, given, "applicant")
    later = facts.Deferral(date(2026, 6, 30), "需要逐卷检索十年的档案")
    history.do(Action.DEFER, later, "approver")
    history.decided(DRAFT)

    assert "本机关于2026年3月4日确定延迟至2026年6月30日前（含当日）答复。" in says(
        history, LetterKind.D09
    )


def test_a_reply_after_a_late_clarification_tells_what_was_clarified(history: History) -> None:
    history.begin("2026-03-02")
    notice = facts.ClarificationNotice(("写明文件的名称",), date(2026, 3, 20))
    history.do(Action.ASK_CLARIFICATION, notice, "handler")
    history.on("2026-03-23")
    history.do(Action.LAPSE, facts.Lapse("没有正当理由"), "handler")
    history.on("2026-03-26")
    late = facts.LateAcceptance(
        date(2026, 3, 25), ReceiptChannel.IN_PERSON, "关于“节水”的办法", "住院，有病历"
    )
    history.do(Action.ACCEPT_LATE_ANSWER, late, "approver")
    history.decided(DRAFT)

    assert "本机关于2026年3月25日收到补正的申请，补正后的申请内容为“关于‘节水’的办法”。" in says(
        history, LetterKind.D09
    )


def test_a_reply_after_a_late_payment_tells_that_it_was_paid(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-16")
    twelfth = facts.FeeCharge(FeeMethod.BY_ITEM_MONTH, 11, 1, "本月第12件", "缴入国库")
    history.do(Action.CHARGE_FEE, twelfth, "handler")
    told = facts.FeeNoticeReceived(history.today, "当面签收")
    history.do(Action.RECORD_FEE_NOTICE, told, "handler")
    history.on("2026-04-15")
    history.do(Action.LAPSE_FEE, facts.FeeLapse("没有缴费"), "handler")
    history.on("2026-04-16")
    late = facts.LateAcceptance(
        history.today, ReceiptChannel.IN_PERSON, "财政票据0002", "住院，有病历"
    )
    history.do(Action.ACCEPT_LATE_ANSWER, late, "approver")
    history.decided(DRAFT)

    assert "信息处理费于2026年4月16日缴纳。" in says(history, LetterKind.D09)


def test_a_reply_that_was_ordered_names_the_order(history: History) -> None:
    history.begin("2026-03-02")
    history.decided(PARTLY)
    history.on("2026-04-13")
    opened = facts.Remedy(
        facts.RemedyKind.RECONSIDERATION,
        "示范市人民政府",
        history.today,
        "示行1号",
        "张示范",
        "撤销",
    )
    history.do(Action.OPEN_REMEDY, opened, "handler")
    history.on("2026-06-10")
    result = facts.RemedyConclusion(
        1, facts.RemedyResult.CORRECTED, date(2026, 6, 8), "示政复决1号", orders_redecision=True
    )
    history.do(Action.CONCLUDE_REMEDY, result, "handler")
    order = facts.Redecision("示政复决1号", history.today, date(2026, 6, 30))
    history.do(Action.ORDER_REDECISION, order, "approver")
    history.decided(DRAFT)

    assert "本机关于2026年6月10日收到示政复决1号，依照其要求重新办理该申请。" in says(
        history, LetterKind.D09
    )


def test_an_extension_while_nobody_knows_the_last_day_names_none(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-05")
    history.ask(facts.Asked(name="示范供水有限公司", is_organisation=True))
    longer = facts.Extension(10, "涉及多个科室")
    history.do(Action.PROPOSE_EXTENSION, longer, "handler")
    history.do(Action.EXTEND, longer, "approver")

    said = says(history, LetterKind.D03)
    assert "本机关不能在原答复期限内作出答复" in said
    assert "延长答复期限10个工作日；征求意见所需时间不计算在答复期限内" in said
