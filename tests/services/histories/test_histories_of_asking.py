"""Whole histories in which the applicant is asked: to clarify, to give reasons, to pay."""

from datetime import date

import pytest

from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.standing import last_day_to_ask
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.workflow import Refused
from tests.people import application
from tests.road import DRAFT
from tests.services.histories.history import End, History, Whole, cells

pytestmark = pytest.mark.slow

REPLIED = State.REPLIED
BY_PAGE = facts.FeeCharge(FeeMethod.BY_PAGE, 0, 68, "申请提供的页数明显超过合理范围", "缴入国库")
NEWS = leaves.AlreadyPublic("《示范市节约用水管理办法》", "本机关门户网站“规范性文件”栏目")


def ask(history: History, respond_by: str) -> date:
    """Ask for a clarification today; the last day on which that would have been in time."""
    window = last_day_to_ask(history.see().clock)
    notice = facts.ClarificationNotice(
        ("写明文件的名称或者文号", "写明大致年份"), date.fromisoformat(respond_by)
    )
    history.do(Action.ASK_CLARIFICATION, notice, "handler")
    assert window is not None
    return window.on


def clarify(history: History, wanted: str = "《示范市节约用水管理办法》（2024年）") -> None:
    said = facts.Clarification(wanted, ReceiptChannel.ONLINE, history.today)
    history.do(Action.CLARIFY, said, "applicant")


def test_a_clarification_across_the_spring_festival(history: History) -> None:
    history.begin("2026-02-02", application(wanted="有关水的文件"))
    history.on("2026-02-10")
    ask(history, "2026-03-03")
    history.on("2026-02-24")
    clarify(history)
    history.on("2026-03-20")
    history.decided(facts.DraftDecision(Outcome.ALREADY_PUBLIC, NEWS))

    assert history.whole() == Whole(
        due=[
            "2026-02-02: 2026-03-06",  # 14 and 28 February are worked, 15 to 23 are not
            "2026-02-10: void",
            "2026-02-24: 2026-03-23",
        ],
        letters=["D01 登〔2026〕1 0", "D02 告〔2026〕1 0", "D10 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_open"),
        ends=[End(REPLIED, "in time", "2026-05-19", "2026-09-20")],
    )


def test_a_second_clarification_is_asked_late_and_it_is_still_unclear(history: History) -> None:
    history.begin("2026-02-02", application(wanted="有关水的文件"))
    history.on("2026-02-11")
    first = ask(history, "2026-03-03")
    history.on("2026-02-26")
    clarify(history, "市里发的用水文件")
    history.on("2026-03-09")
    second = ask(history, "2026-03-20")
    history.on("2026-03-18")
    clarify(history, "就是市里发的那份")
    history.on("2026-04-02")
    unclear = leaves.StillUnclear("两次补正后仍没有名称、文号或者其他特征")
    history.decided(facts.DraftDecision(Outcome.STILL_UNCLEAR, unclear))

    # The first notice went out on the seventh working day, the second on the eighth.
    assert [first, second] == [date(2026, 2, 11), date(2026, 3, 6)]
    assert history.whole() == Whole(
        due=[
            "2026-02-02: 2026-03-06",
            "2026-02-11: void",
            "2026-02-26: 2026-03-25",
            "2026-03-09: void",
            "2026-03-18: 2026-04-16",
        ],
        letters=[
            "D01 登〔2026〕1 0",
            "D02 告〔2026〕1 0",
            "D02 告〔2026〕2 0",
            "D17 复〔2026〕1 B",
        ],
        cells=cells(2026, "newly_received", "r_na_3"),
        ends=[End(REPLIED, "in time", "2026-06-01", "2026-10-08")],
    )


def lapsed(history: History) -> None:
    """Asked on the fifth working day, silent, and given up on the Monday after the last day."""
    history.begin("2026-03-02", application(wanted="有关水的文件"))
    history.on("2026-03-09")
    ask(history, "2026-03-20")
    history.on("2026-03-23")
    history.do(Action.LAPSE, facts.Lapse("已两次电话询问，没有正当理由"), "handler")


def test_who_answers_after_the_lapse_without_a_good_reason_may_apply_anew(
    history: History,
) -> None:
    lapsed(history)
    history.on("2026-03-25")
    late = facts.LateAnswer(history.today, "补正材料", "已告知可以重新提出申请")
    history.do(Action.RECORD_LATE_ANSWER, late, "clerk")

    assert history.whole() == Whole(
        due=["2026-03-02: 2026-03-30", "2026-03-09: void"],
        letters=["D01 登〔2026〕1 0", "D02 告〔2026〕1 0", "D23 告〔2026〕2 B"],
        cells=cells(2026, "newly_received", "r_ot_1"),
        ends=[End(State.LAPSED)],
    )


def test_a_good_reason_for_the_late_answer_reopens_the_request(history: History) -> None:
    lapsed(history)
    history.on("2026-03-26")
    late = facts.LateAcceptance(
        date(2026, 3, 25), ReceiptChannel.IN_PERSON, "《示范市节约用水管理办法》", "住院，有病历"
    )
    history.do(Action.ACCEPT_LATE_ANSWER, late, "approver")
    history.on("2026-04-20")
    history.decided(DRAFT)

    assert history.whole() == Whole(
        due=["2026-03-02: 2026-03-30", "2026-03-09: void", "2026-03-26: 2026-04-23"],
        letters=[
            "D01 登〔2026〕1 0",
            "D02 告〔2026〕1 0",
            "D23 告〔2026〕2 B",
            "D09 复〔2026〕1 B",
        ],
        cells=cells(2026, "newly_received", "r_open"),  # it never lapsed: 条例 30
        ends=[End(REPLIED, "in time", "2026-06-22", "2026-10-20")],
    )


def test_a_fee_by_page_is_paid_and_the_period_begins_anew(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-16")
    history.do(Action.CHARGE_FEE, BY_PAGE, "handler")
    history.on("2026-03-18")
    told = facts.FeeNoticeReceived(history.today, "邮件签收记录")
    history.do(Action.RECORD_FEE_NOTICE, told, "clerk")
    pay_by = history.see().clock.waiting_until(history.today)
    history.on("2026-04-10")
    paid = facts.Payment(history.today, 380, "财政票据0001")  # 宿迁 2025: 68 pages, 380 yuan
    history.do(Action.RECORD_PAYMENT, paid, "clerk")
    history.on("2026-05-08")
    history.sign(DRAFT)
    history.serve(facts.ServiceWay.POST)
    history.on("2026-05-11")
    history.delivered(facts.DeliveryOutcome.SIGNED)

    assert pay_by == date(2026, 4, 16)
    assert history.whole() == Whole(
        # 1 to 5 May are off, Saturday 9 May is worked.
        due=["2026-03-02: 2026-03-30", "2026-03-16: void", "2026-04-10: 2026-05-12"],
        letters=["D01 登〔2026〕1 0", "D22 告〔2026〕1 0", "D09 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_open"),
        ends=[End(REPLIED, "in time", "2026-07-10", "2026-11-11")],
    )


def test_a_fee_that_is_not_paid_ends_the_request_after_the_last_day(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-16")
    twelfth = facts.FeeCharge(FeeMethod.BY_ITEM_MONTH, 11, 1, "本月第12件", "缴入国库")
    history.do(Action.CHARGE_FEE, twelfth, "handler")
    told = facts.FeeNoticeReceived(history.today, "当面签收")
    history.do(Action.RECORD_FEE_NOTICE, told, "handler")
    history.on("2026-04-14")  # the twentieth working day after the notice, over 清明节
    lapse = facts.FeeLapse("已电话提醒，没有缴费")
    with pytest.raises(Refused) as refused:
        history.do(Action.LAPSE_FEE, lapse, "handler")
    history.on("2026-04-15")
    history.do(Action.LAPSE_FEE, lapse, "handler")

    assert refused.value.reason is Refusal.FEE_DEADLINE_RUNS
    assert twelfth.yuan == 100
    assert history.whole() == Whole(
        due=["2026-03-02: 2026-03-30", "2026-03-16: void"],
        letters=["D01 登〔2026〕1 0", "D22 告〔2026〕1 0", "D23 告〔2026〕2 B"],
        cells=cells(2026, "newly_received", "r_ot_2"),
        ends=[End(State.LAPSED)],
    )


def test_a_fee_is_waived_and_the_period_runs_on_from_what_was_used(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-16")
    history.do(Action.CHARGE_FEE, BY_PAGE, "handler")
    history.on("2026-03-20")
    history.do(Action.WAIVE_FEE, facts.FeeWaiver("申请人是低保对象"), "approver")
    history.on("2026-04-03")
    history.decided(DRAFT)

    # Ten days were used by the notice; the four until the waiver are not counted.
    assert history.whole() == Whole(
        due=["2026-03-02: 2026-03-30", "2026-03-16: void", "2026-03-20: 2026-04-03"],
        letters=["D01 登〔2026〕1 0", "D22 告〔2026〕1 0", "D09 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_open"),
        ends=[End(REPLIED, "in time", "2026-06-02", "2026-10-08")],
    )


def explained(history: History) -> None:
    """So many requests that reasons are asked for on 4 March and given on the 11th."""
    history.begin("2026-03-02")
    history.on("2026-03-04")
    volume = facts.ReasonsRequest(46, date(2025, 3, 5), history.today, date(2026, 3, 18))
    history.do(Action.ASK_REASONS, volume, "handler")
    history.on("2026-03-11")
    given = facts.ReasonsGiven("课题研究需要", ReceiptChannel.ONLINE, history.today)
    history.do(Action.RECEIVE_REASONS, given, "applicant")


def test_reasons_that_do_not_suffice_end_in_no_processing(history: History) -> None:
    explained(history)
    history.on("2026-03-20")
    excessive = leaves.Excessive(date(2026, 3, 4), "课题研究需要", "没有立项，同类内容已答复多次")
    history.decided(facts.DraftDecision(Outcome.EXCESSIVE, excessive))

    assert history.whole() == Whole(
        due=["2026-03-02: 2026-03-30"],  # while reasons are awaited the period runs [D]
        letters=["D01 登〔2026〕1 0", "D04 告〔2026〕1 0", "D21 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_np_4"),
        ends=[End(REPLIED, "in time", "2026-05-19", "2026-09-20")],
    )


def test_good_reasons_lead_to_a_later_date_and_a_part_that_another_law_forbids(
    history: History,
) -> None:
    explained(history)
    history.on("2026-03-16")
    history.do(
        Action.DEFER, facts.Deferral(date(2026, 6, 30), "需要逐卷检索十年的档案"), "approver"
    )
    history.on("2026-06-26")
    census = leaves.WithheldPart(
        "单个普查对象的资料",
        leaves.Ground.PROHIBITED_BY_LAW,
        "能够识别单个普查对象",
        "《中华人民共和国统计法》第九条",
    )
    partly = leaves.PartlyGranted("汇总表", "电子文档", (census,))
    history.decided(facts.DraftDecision(Outcome.PARTLY_GRANTED, partly))

    assert history.whole() == Whole(
        due=["2026-03-02: 2026-03-30", "2026-03-16: 2026-06-30"],
        letters=[
            "D01 登〔2026〕1 0",
            "D04 告〔2026〕1 0",
            "D30 告〔2026〕2 0",
            "D11 复〔2026〕1 A",
        ],
        cells=cells(2026, "newly_received", "r_partial"),  # only this row: 只计这一情形
        ends=[End(REPLIED, "in time", "2026-08-25")],
    )
