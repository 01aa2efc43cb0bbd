"""Whole histories that are about the decision, its letter, its service, and what follows."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.workflow import Refused
from casework.services.disclosure import parties
from casework.services.disclosure.acts import Order
from tests.people import application
from tests.road import DRAFT
from tests.services.histories.history import End, History, Whole, cells

pytestmark = pytest.mark.slow

REPLIED = State.REPLIED
# Of a request received on Monday 2 March 2026: the twentieth working day is 30 March.
DUE = "2026-03-02: 2026-03-30"
NOT_FOUND = facts.DraftDecision(
    Outcome.NOT_FOUND,
    leaves.NotFound("验收报告", "档案室", "水资源科", "验收", date(2026, 3, 16), "没有制作"),
)
MAP = leaves.WithheldPart("附图三“重点工程布置图”", leaves.Ground.STATE_SECRET, "该图经依法定密")
PARTLY = facts.DraftDecision(
    Outcome.PARTLY_GRANTED, leaves.PartlyGranted("规划正文", "电子文档", (MAP,))
)


def remedy(history: History, kind: facts.RemedyKind, body: str) -> None:
    opened = facts.Remedy(kind, body, history.today, "示行1号", "张示范", "撤销原答复")
    history.do(Action.OPEN_REMEDY, opened, "handler")


def results(history: History) -> list[tuple[facts.RemedyKind, facts.RemedyResult | None]]:
    """The remedies and their results, as table 四 counts them."""
    return [(one.opened.kind, one.result) for one in history.see().standing.remedies]


def test_a_plan_of_which_a_part_is_secret(history: History) -> None:
    history.begin("2024-06-03", application(wanted="示范市水土保持规划"))
    history.on("2024-06-28")
    history.decided(PARTLY)

    assert history.whole() == Whole(
        due=["2024-06-03: 2024-07-02"],  # 10 June is 端午节
        letters=["D01 登〔2024〕1 0", "D11 复〔2024〕1 A"],
        cells=cells(2024, "newly_received", "r_partial"),
        ends=[End(REPLIED, "in time", "2024-08-27")],
    )


def test_what_was_handed_over_to_the_archive(history: History) -> None:
    history.begin("2026-03-02", application(wanted="1985年水库移民安置档案"))
    history.on("2026-03-16")
    archived = leaves.Archived("1985年水库移民安置档案", "示范市档案馆", "000-00000000")
    history.decided(facts.DraftDecision(Outcome.ARCHIVED, archived))

    assert history.whole() == Whole(
        due=[DUE],
        letters=["D01 登〔2026〕1 0", "D25 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_na_1"),
        ends=[End(REPLIED, "in time", "2026-05-15", "2026-09-16")],
    )


def test_a_signed_letter_is_recalled_and_another_goes_out(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-27")
    history.sign()
    history.do(Action.RECALL, facts.Recall("附图三涉密，不能提供"), "approver")
    history.on("2026-03-30")
    history.decided(PARTLY)

    assert history.whole() == Whole(
        due=[DUE],
        letters=["D01 登〔2026〕1 0", "D09 复〔2026〕1 B void", "D11 复〔2026〕2 A"],
        cells=cells(2026, "newly_received", "r_partial"),
        ends=[End(REPLIED, "in time", "2026-05-29")],
    )


def test_a_reply_comes_back_and_is_served_again(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-30")
    history.sign()
    history.serve(facts.ServiceWay.POST)
    under_way = history.whole().ends
    history.on("2026-04-07")
    history.delivered(facts.DeliveryOutcome.RETURNED)
    history.on("2026-04-08")
    again = facts.Service(facts.ServiceWay.POST, history.today, "EMS0002", facts.Carrier.EMS)
    history.do(Action.SERVE_AGAIN, again, "clerk")
    history.on("2026-04-10")
    history.delivered(facts.DeliveryOutcome.SIGNED)

    assert under_way == [End(REPLIED, "in time")]  # nobody knows yet when it arrives
    assert history.whole() == Whole(
        due=[DUE],
        letters=["D01 登〔2026〕1 0", "D09 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_open"),
        # In time by the first posting, on the last day; the windows run from the arrival.
        ends=[End(REPLIED, "in time", "2026-06-09", "2026-10-10")],
    )


def test_a_reconsideration_corrects_and_orders_a_redecision_by_a_day(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-20")
    history.decided(NOT_FOUND)
    history.on("2026-04-13")
    remedy(history, facts.RemedyKind.RECONSIDERATION, "示范市人民政府")
    history.on("2026-06-10")
    result = facts.RemedyConclusion(
        1, facts.RemedyResult.CORRECTED, date(2026, 6, 8), "示政复决1号", orders_redecision=True
    )
    history.do(Action.CONCLUDE_REMEDY, result, "handler")
    order = facts.Redecision("示政复决1号", history.today, date(2026, 6, 30))
    history.do(Action.ORDER_REDECISION, order, "approver")
    history.on("2026-06-29")
    history.decided(DRAFT)

    corrected = facts.RemedyResult.CORRECTED
    assert results(history) == [(facts.RemedyKind.RECONSIDERATION, corrected)]
    assert history.whole() == Whole(
        due=[DUE, "2026-06-10: 2026-06-30"],
        letters=["D01 登〔2026〕1 0", "D14 复〔2026〕1 B", "D09 复〔2026〕2 B"],
        # The first outcome stays in table 三; the correction is table 四's.
        cells=cells(2026, "newly_received", "r_na_1"),
        ends=[End(REPLIED, "in time", "2026-08-28", "2026-12-29")],
    )


def test_a_court_upholds_the_reply_and_nothing_is_decided_anew(history: History) -> None:
    history.begin("2026-03-02", application(wanted="不动产登记资料"))
    history.on("2026-03-20")
    query = leaves.AdministrativeQuery(
        "不动产登记资料", "《不动产登记暂行条例》", "市不动产登记中心"
    )
    history.decided(facts.DraftDecision(Outcome.ADMINISTRATIVE_QUERY, query))
    history.on("2026-05-11")
    remedy(history, facts.RemedyKind.LITIGATION, "示范市示范区人民法院")
    history.on("2026-09-14")
    upheld = facts.RemedyConclusion(
        1, facts.RemedyResult.UPHELD, date(2026, 9, 11), "示行初1号判决"
    )
    history.do(Action.CONCLUDE_REMEDY, upheld, "handler")
    anew = facts.Redecision("示行初1号判决", history.today)
    with pytest.raises(Refused) as refused:
        history.do(Action.ORDER_REDECISION, anew, "approver")

    assert refused.value.reason is Refusal.NOT_ORDERED
    assert results(history) == [(facts.RemedyKind.LITIGATION, facts.RemedyResult.UPHELD)]
    assert history.whole() == Whole(
        due=[DUE],
        letters=["D01 登〔2026〕1 0", "D13 复〔2026〕1 B"],
        cells=cells(2026, "newly_received", "r_no_8"),
        ends=[End(REPLIED, "in time", "2026-05-19", "2026-09-20")],
    )


def test_an_agent_with_power_of_attorney_withdraws(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-10")
    agent = parties.Particulars(
        agent="王某", agent_phone="19900000000", agent_powers="提出、变更和撤回申请"
    )
    said = facts.PartyChange(facts.ContactChange.AGENT, parties.digest_of(agent), "授权委托书")
    order = Order(Action.CHANGE_CONTACT, said, uuid4().hex)
    clerk = history.staff["clerk"]
    parties.change(history.office, history.reference, order, agent, clerk)
    history.on("2026-03-12")
    history.do(Action.WITHDRAW, facts.Withdrawal("代理人王某当面撤回，留有签字"), "clerk")

    assert history.see().case.disclosure.applicant.agent == "王某"
    assert history.whole() == Whole(
        due=[DUE],
        letters=["D01 登〔2026〕1 0", "D24 告〔2026〕1 0"],
        cells=cells(2026, "newly_received", "r_ot_3"),  # it counts: S-7
        ends=[End(State.WITHDRAWN)],
    )


def test_the_applicant_dies_while_a_clarification_is_awaited(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-05")
    notice = facts.ClarificationNotice(("写明年份",), date(2026, 3, 27))
    history.do(Action.ASK_CLARIFICATION, notice, "handler")
    history.on("2026-03-23")
    died = facts.OtherClosure("亲属提交死亡证明，无人承继", facts.ClosureReason.DEATH)
    history.do(Action.CLOSE, died, "approver")

    assert history.whole() == Whole(
        due=[DUE, "2026-03-05: void"],
        letters=["D01 登〔2026〕1 0", "D02 告〔2026〕1 0"],
        cells=cells(2026, "newly_received", "r_ot_3"),
        ends=[End(REPLIED)],  # no reply, so neither in time nor late
    )


def test_a_mistake_in_a_letter_is_mended_by_another_letter(history: History) -> None:
    history.begin("2026-03-02")
    history.on("2026-03-20")
    history.decided(DRAFT)
    before = history.see().letters[-1][0].sha256
    history.on("2026-03-24")
    wrong = facts.LetterCorrection("示水公开复〔2026〕1号", "2025年度", "2024年度")
    history.do(Action.CORRECT_LETTER, wrong, "approver")
    nowhere = replace(wrong, number="示水公开复〔2026〕9号")
    with pytest.raises(Refused):
        history.do(Action.CORRECT_LETTER, nowhere, "approver")

    assert history.see().letters[1][0].sha256 == before
    assert history.whole() == Whole(
        due=[DUE],
        letters=["D01 登〔2026〕1 0", "D09 复〔2026〕1 B", "D31 告〔2026〕1 0"],
        cells=cells(2026, "newly_received", "r_open"),
        ends=[End(REPLIED, "in time", "2026-05-19", "2026-09-20")],
    )


def test_a_reply_that_will_be_due_in_a_year_without_a_notice_is_provisional(
    history: History,
) -> None:
    history.begin("2026-12-14")
    open_at_the_end = history.whole()
    history.on("2027-01-05")
    history.decided(DRAFT)

    # 14 December is day 0: 13 working days to the 31st, then 2027 without its notice.
    assert open_at_the_end.due == ["2026-12-14: 2027-01-12 provisional"]
    assert open_at_the_end.cells == cells(2026, "newly_received", "carried_over")
    assert history.whole().cells == (
        cells(2026, "newly_received", "carried_over") + cells(2027, "carried_in", "r_open")
    )


def test_a_refusal_goes_to_reconsideration_first_and_has_no_day_for_a_direct_suit(
    history: History,
) -> None:
    history.begin("2026-03-02")
    history.decided(PARTLY)
    window = history.see().remedy_window

    assert window is not None
    assert window.litigation is None
