"""The table of acts, held against a second table written by hand: every state, act and role."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from casework.domain.calendar import load_calendar
from casework.domain.clock import (
    Extend,
    Restart,
    Resume,
    SetDate,
    Start,
    Stop,
    SuspensionReason,
    Void,
)
from casework.domain.disclosure import facts
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.leaves import Granted
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.standing import OutsideConsultation, RemedyCourse, Standing
from casework.domain.disclosure.vocabulary import FINAL, OPEN, Action, State
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.roles import Actor, Role
from casework.domain.workflow import (
    ClockEffect,
    Event,
    Facts,
    Procedure,
    Refused,
    Situation,
    TableRefusal,
    after,
)

TODAY = date(2026, 3, 16)
EARLIER = date(2026, 3, 2)
LATER = date(2026, 3, 30)
HANDLER = 7
CALENDAR = load_calendar()
GRANTED = Granted("验收报告", "电子文档")
DRAFT = facts.DraftDecision(Outcome.GRANTED, GRANTED)
SPOT = facts.SpotReply(
    Outcome.GRANTED, GRANTED, "", replied_on=TODAY, secrecy_conclusion="无涉密", proof="签收单"
)
ASKED = facts.Asked(name="甲公司", is_organisation=True)
COURT = facts.Remedy(facts.RemedyKind.LITIGATION, "示范市法院", EARLIER, "行初1号", "张某", "撤销")

# Where each act may be taken, by whom, where it leads ("=": stays), what it does to the clock, and
# facts that are in order. A applicant, C clerk, H handler, R reviewer, S approver,
# X administrator, T whoever was asked, U whoever comments or writes.
_CODES = dict(zip("ACHRSXTU", Role, strict=True))
_BEFORE_SIGNING = "RECEIVED IN_PROGRESS AWAITING_CLARIFICATION AWAITING_REASONS AWAITING_PAYMENT"
_OPEN = f"SUBMITTED {_BEFORE_SIGNING} IN_REVIEW TO_SIGN ISSUED"
_ENDED = "REPLIED LAPSED WITHDRAWN"
_CONSULTING = (
    "IN_PROGRESS AWAITING_CLARIFICATION AWAITING_REASONS AWAITING_PAYMENT IN_REVIEW TO_SIGN ISSUED"
)
_WAITING = "AWAITING_CLARIFICATION AWAITING_REASONS AWAITING_PAYMENT IN_REVIEW TO_SIGN ISSUED"
_RECEIVED = f"{_BEFORE_SIGNING} IN_REVIEW TO_SIGN ISSUED {_ENDED}"
_COUNTING = f"{_OPEN} {_ENDED}"
_ALL = f"{_COUNTING} SPLIT MERGED"
_PAID = f"IN_PROGRESS IN_REVIEW TO_SIGN ISSUED {_ENDED} SPLIT MERGED"


@dataclass(frozen=True)
class Line:
    """One act as a lawyer would write it down."""

    action: Action
    sources: str
    who: str
    target: str
    clock: str
    given: Facts


# fmt: off
TABLE = [
    # 条例 29, 31: intake
    Line(Action.SUBMIT, "NASCENT", "A", "SUBMITTED", "NONE", facts.Submission("0" * 64, DeliveryWay.ONLINE)),
    Line(Action.REGISTER, "NASCENT", "CH", "RECEIVED", "START", facts.Registration("0" * 64, DeliveryWay.POST, ReceiptChannel.IN_PERSON, EARLIER, EARLIER, "当面提交")),
    Line(Action.TAKE_PART, "NASCENT", "CH", "RECEIVED", "START", facts.Part("0" * 64, DeliveryWay.POST, ReceiptChannel.IN_PERSON, EARLIER, EARLIER, "拆分", "SFSW-2026-1")),
    Line(Action.CONFIRM_RECEIPT, "SUBMITTED", "CH", "RECEIVED", "START", facts.ReceiptConfirmation(EARLIER, facts.ConfirmationMeans.PHONE, "通话")),
    Line(Action.CORRECT_RECEIPT_DATE, "RECEIVED IN_PROGRESS", "S", "=", "START", facts.ReceiptCorrection(TODAY, "邮戳", "看错日期")),
    Line(Action.SPLIT, "RECEIVED IN_PROGRESS", "CH", "SPLIT", "STOP", facts.Split(("甲", "乙"))),
    Line(Action.MERGE, "SUBMITTED RECEIVED IN_PROGRESS", "S", "MERGED", "STOP", facts.Merge("SFSW-2026-1", "同一件")),
    # 条例 45: 分办
    Line(Action.ASSIGN, "RECEIVED IN_PROGRESS", "CHRX", "IN_PROGRESS", "NONE", facts.Assignment("水资源科", HANDLER)),
    # 条例 30
    Line(Action.ASK_CLARIFICATION, "IN_PROGRESS", "H", "AWAITING_CLARIFICATION", "VOID", facts.ClarificationNotice(("写明年份",), LATER)),
    Line(Action.CLARIFY, "AWAITING_CLARIFICATION", "ACH", "IN_PROGRESS", "RESTART", facts.Clarification("2024年数据", ReceiptChannel.ONLINE, TODAY)),
    Line(Action.LAPSE, "AWAITING_CLARIFICATION", "H", "LAPSED", "STOP", facts.Lapse("已电话询问")),
    # 条例 35: the period runs on while reasons are awaited [D]
    Line(Action.ASK_REASONS, "IN_PROGRESS", "H", "AWAITING_REASONS", "NONE", facts.ReasonsRequest(30, EARLIER, TODAY, LATER)),
    Line(Action.RECEIVE_REASONS, "AWAITING_REASONS", "ACH", "IN_PROGRESS", "NONE", facts.ReasonsGiven("研究", ReceiptChannel.ONLINE, TODAY)),
    Line(Action.PROCEED_WITHOUT_REASONS, "AWAITING_REASONS", "H", "IN_PROGRESS", "NONE", facts.ReasonsMissing("已电话询问")),
    Line(Action.DEFER, "IN_PROGRESS", "S", "=", "SET", facts.Deferral(date(2026, 6, 30), "数量大")),
    # 条例 32–34: whoever was asked may answer whatever the case waits for
    Line(Action.CONSULT_THIRD_PARTY, "IN_PROGRESS", "H", "=", "SUSPEND", facts.ThirdPartyConsultation(ASKED, "合同", "商业秘密")),
    Line(Action.CONSULT_AGENCY, "IN_PROGRESS", "H", "=", "SUSPEND", facts.AgencyConsultation(ASKED, "联合发文", facts.AgencyRole.CO_PRODUCER)),
    Line(Action.RECORD_LETTER_RECEIVED, _CONSULTING, "CH", "=", "NONE", facts.LetterReceived(1, TODAY, "签收单")),
    Line(Action.RECORD_OPINION, _CONSULTING, "CHT", "=", "RESUME", facts.OpinionGiven(1, facts.Opinion.CONSENTS, "", TODAY)),
    Line(Action.CALL_OFF_CONSULTATION, _CONSULTING, "H", "=", "RESUME", facts.CallingOff(1, "退信")),
    # 条例 33 II
    Line(Action.PROPOSE_EXTENSION, "IN_PROGRESS", "H", "=", "NONE", facts.Extension(10, "资料量大")),
    Line(Action.EXTEND, "IN_PROGRESS", "S", "=", "EXTEND", facts.Extension(10, "资料量大")),
    # 条例 42
    Line(Action.CHARGE_FEE, "IN_PROGRESS", "HS", "AWAITING_PAYMENT", "VOID", facts.FeeCharge(FeeMethod.BY_ITEM_MONTH, 10, 3, "超出合理范围", "银行")),
    Line(Action.RECORD_FEE_NOTICE, "AWAITING_PAYMENT", "CH", "=", "VOID", facts.FeeNoticeReceived(TODAY, "签收单")),
    Line(Action.RECORD_PAYMENT, "AWAITING_PAYMENT", "CH", "IN_PROGRESS", "RESTART", facts.Payment(TODAY, 300, "票据1")),
    Line(Action.WAIVE_FEE, "AWAITING_PAYMENT", "S", "IN_PROGRESS", "RESUME", facts.FeeWaiver("低保")),
    Line(Action.LAPSE_FEE, "AWAITING_PAYMENT", "H", "LAPSED", "STOP", facts.FeeLapse("已电话询问")),
    Line(Action.REFUND_FEE, _PAID, "S", "=", "NONE", facts.Refund(100, "多收", "票据2")),
    # 条例 17, 33, 36–39, 45
    Line(Action.DRAFT_DECISION, "IN_PROGRESS", "H", "=", "NONE", DRAFT),
    Line(Action.SUBMIT_FOR_REVIEW, "IN_PROGRESS", "H", "IN_REVIEW", "NONE", facts.ReviewRequest()),
    Line(Action.RETURN, "IN_REVIEW TO_SIGN", "RS", "IN_PROGRESS", "NONE", facts.Return("补充检索记录")),
    Line(Action.PASS_LEVEL, "IN_REVIEW", "R", "=", "NONE", facts.SecrecyReview("无涉密内容")),
    Line(Action.PASS_REVIEW, "IN_REVIEW", "R", "TO_SIGN", "NONE", facts.SecrecyReview("无涉密内容")),
    Line(Action.SIGN, "TO_SIGN", "S", "ISSUED", "NONE", facts.Signature()),
    Line(Action.RECALL, "ISSUED", "S", "IN_PROGRESS", "NONE", facts.Recall("附件有误")),
    # 条例 33 I, 国办公开办函〔2016〕235号
    Line(Action.REPLY_ON_THE_SPOT, "RECEIVED IN_PROGRESS", "HS", "REPLIED", "STOP", SPOT),
    Line(Action.SERVE, "ISSUED", "CH", "REPLIED", "STOP", facts.Service(facts.ServiceWay.POST, TODAY, "EMS000", facts.Carrier.EMS)),
    Line(Action.RECORD_DELIVERY, "REPLIED LAPSED", "CH", "=", "NONE", facts.DeliveryResult(facts.DeliveryOutcome.SIGNED, TODAY, "回执")),
    Line(Action.SERVE_AGAIN, "REPLIED", "CH", "=", "NONE", facts.Service(facts.ServiceWay.POST, TODAY, "EMS001", facts.Carrier.EMS)),
    Line(Action.SERVE_LETTER, _RECEIVED, "CH", "=", "NONE", facts.LetterService("示水公开告〔2026〕1号", facts.ServiceWay.POST, TODAY, "EMS002")),
    Line(Action.CORRECT_LETTER, _RECEIVED, "S", "=", "NONE", facts.LetterCorrection("示水公开告〔2026〕1号", "3月1日", "3月2日")),
    # 表三（六）
    Line(Action.WITHDRAW, _OPEN, "ACH", "WITHDRAWN", "STOP", facts.Withdrawal("不再需要")),
    Line(Action.CLOSE, _OPEN, "S", "REPLIED", "STOP", facts.OtherClosure("申请人死亡", facts.ClosureReason.DEATH)),
    Line(Action.RATE, "REPLIED", "A", "=", "NONE", facts.Rating(5)),
    # 条例 30, 47, 51: after the end
    Line(Action.RECORD_LATE_ANSWER, "LAPSED", "CH", "=", "NONE", facts.LateAnswer(TODAY, "补正", "已告知可以重新申请")),
    Line(Action.ACCEPT_LATE_ANSWER, "LAPSED", "S", "IN_PROGRESS", "RESTART", facts.LateAcceptance(TODAY, ReceiptChannel.ONLINE, "2024年", "住院")),
    Line(Action.OPEN_REMEDY, _COUNTING, "CHS", "=", "NONE", COURT),
    Line(Action.CONCLUDE_REMEDY, _COUNTING, "CHS", "=", "NONE", facts.RemedyConclusion(1, facts.RemedyResult.UPHELD, TODAY, "行初1号")),
    Line(Action.ORDER_REPLY, "RECEIVED IN_PROGRESS IN_REVIEW TO_SIGN ISSUED", "S", "=", "SET", facts.OrderedDate("责令1号", LATER)),
    Line(Action.ORDER_REDECISION, _ENDED, "S", "IN_PROGRESS", "SET", facts.Redecision("复决1号", TODAY, LATER)),
    # 条例 29, 45: keeping a case
    Line(Action.REASSIGN, _WAITING, "CHRX", "=", "NONE", facts.Assignment("水资源科", HANDLER)),
    Line(Action.NOTE, _ALL, "CHRSX", "=", "NONE", facts.Note("已联系档案室")),
    Line(Action.LINK, _ALL, "CHRS", "=", "NONE", facts.Link("SFSW-2026-1", facts.LinkKind.EARLIER)),
    Line(Action.RECUSE, _OPEN, "CHRS", "=", "NONE", facts.Recusal(HANDLER, "亲属")),
    Line(Action.RESTRICT, _ALL, "S", "=", "NONE", facts.Restriction((HANDLER,), "涉及个人隐私")),
    Line(Action.LIFT_RESTRICTION, _ALL, "S", "=", "NONE", facts.LiftedRestriction("不再需要")),
    Line(Action.CHANGE_CONTACT, _ALL, "CH", "=", "NONE", facts.PartyChange(facts.ContactChange.CONTACT, "0" * 64, "来电")),
    Line(Action.REISSUE_CODE, _ALL, "CH", "=", "NONE", facts.IdentityCheck("核对身份证原件")),
]

# The letters that an act owes by itself (rulebook §5); a signature owes its leaf's beside D08.
OWED = {
    Action.REGISTER: "D01", Action.TAKE_PART: "D01", Action.CONFIRM_RECEIPT: "D01",
    Action.ASK_CLARIFICATION: "D02", Action.LAPSE: "D23", Action.ASK_REASONS: "D04",
    Action.DEFER: "D30", Action.CONSULT_THIRD_PARTY: "D05 D06", Action.CONSULT_AGENCY: "D07 D06",
    Action.EXTEND: "D03", Action.CHARGE_FEE: "D22", Action.LAPSE_FEE: "D23", Action.SIGN: "D08",
    Action.CORRECT_LETTER: "D31", Action.WITHDRAW: "D24",
}
# fmt: on

RE_OPENINGS = {Action.ORDER_REDECISION, Action.ACCEPT_LATE_ANSWER}

# What must have been before so that only state and role can stand in an act's way.
_QUESTION = facts.ThirdPartyConsultation(ASKED, "合同", "商业秘密")
_WAS_ASKED = Event(Action.CONSULT_THIRD_PARTY, EARLIER, Role.HANDLER, HANDLER, _QUESTION)
_THIRD_PARTY = OutsideConsultation(
    number=1, why=SuspensionReason.THIRD_PARTY, name="甲公司", asked=_WAS_ASKED
)
_ORDER = facts.RemedyConclusion(
    1, facts.RemedyResult.CORRECTED, EARLIER, "复决1号", orders_redecision=True
)
_CHARGE = facts.FeeCharge(FeeMethod.BY_ITEM_MONTH, 10, 3, "超出合理范围", "银行")
_CHARGED = Event(Action.CHARGE_FEE, EARLIER, Role.HANDLER, HANDLER, _CHARGE)
_TOLD_BY_POST = facts.LetterService(
    "示水公开告〔2026〕1号", facts.ServiceWay.POST, EARLIER, "EMS000"
)
_POSTED = facts.Service(facts.ServiceWay.POST, EARLIER, "EMS000", facts.Carrier.EMS)
_RETURNED = facts.DeliveryResult(facts.DeliveryOutcome.RETURNED, EARLIER, "退信")
BEFORE: dict[Action, dict[str, Any]] = {
    Action.LAPSE: {
        "clarification": facts.ClarificationNotice(("写明年份",), date(2026, 3, 10)),
    },
    Action.PROCEED_WITHOUT_REASONS: {
        "reasons_request": facts.ReasonsRequest(30, EARLIER, EARLIER, date(2026, 3, 10)),
    },
    Action.DEFER: {"reasons": facts.ReasonsGiven("研究", ReceiptChannel.ONLINE, EARLIER)},
    Action.RECORD_LETTER_RECEIVED: {"consultations": (_THIRD_PARTY,)},
    Action.RECORD_OPINION: {"consultations": (_THIRD_PARTY,)},
    Action.CALL_OFF_CONSULTATION: {"consultations": (_THIRD_PARTY,)},
    Action.EXTEND: {"proposed_extension": facts.Extension(10, "资料量大")},
    Action.RECORD_FEE_NOTICE: {"fee": _CHARGE, "events": (_CHARGED,)},
    Action.RECORD_PAYMENT: {"fee": _CHARGE, "events": (_CHARGED,)},
    Action.LAPSE_FEE: {"fee_notice_received_on": date(2026, 1, 5)},
    Action.REFUND_FEE: {"payment": facts.Payment(EARLIER, 300, "票据1")},
    Action.PASS_LEVEL: {"review": (facts.ReviewLevel("保密审查"), facts.ReviewLevel("审核"))},
    Action.RECORD_DELIVERY: {
        "service": _POSTED,
        "events": (Event(Action.SERVE_LETTER, EARLIER, Role.CLERK, 6, _TOLD_BY_POST),),
    },
    Action.SERVE_AGAIN: {"service": _POSTED, "delivery": _RETURNED},
    Action.RECORD_LATE_ANSWER: {"outcome": Outcome.LAPSED_CLARIFICATION},
    Action.ACCEPT_LATE_ANSWER: {"outcome": Outcome.LAPSED_CLARIFICATION},
    Action.CONCLUDE_REMEDY: {"remedies": (RemedyCourse(1, COURT),)},
    Action.ORDER_REDECISION: {
        "events": (Event(Action.CONCLUDE_REMEDY, EARLIER, Role.CLERK, 6, _ORDER),),
    },
    Action.LIFT_RESTRICTION: {"restriction": facts.Restriction((), "涉及个人隐私")},
}


def standing_in(state: State, action: Action) -> Standing:
    """A request in `state` whose history is such that only state and role can stand in the way."""
    standing = Standing(
        state=state,
        submitted_on=EARLIER,
        received_on=EARLIER,
        delivery_way=DeliveryWay.ONLINE,
        handler_id=HANDLER,
        clarification_count=1,
        draft=DRAFT,
        author_id=1,
        passed_by=(2,) if state is State.TO_SIGN else (),
        signed_on=EARLIER,
    )
    return replace(standing, **BEFORE.get(action, {}))


def situation(
    state: State, action: Action, role: Role, user_id: int = HANDLER
) -> Situation[Standing]:
    actor = Actor(frozenset({role}), 1, user_id)
    return Situation(standing_in(state, action), actor, TODAY, CALENDAR)


def by_act(table: list[Line]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("line", table, ids=lambda line: line.action.value)


def test_every_act_stands_once_in_the_hand_written_table() -> None:
    assert sorted(Action) == sorted(line.action for line in TABLE)
    assert set(Action) == set(DISCLOSURE.by_action)


@by_act(TABLE)
def test_an_act_is_lawful_exactly_from_its_states_and_in_its_roles(line: Line) -> None:
    sources = {State[name] for name in line.sources.split()}
    roles = {_CODES[code] for code in line.who}
    for state, role in product(State, Role):
        asked = situation(state, line.action, role)
        offered = line.action in {row.action for row in DISCLOSURE.permitted(asked)}
        if state in sources and role in roles:
            step = DISCLOSURE.fire(asked, line.action, line.given)
            assert (State[line.target] if line.target != "=" else state) == step.state
            assert role is step.role
            assert offered
            assert DISCLOSURE.refusal(asked, line.action) is None
        else:
            with pytest.raises(Refused) as refused:
                DISCLOSURE.fire(asked, line.action, line.given)
            expected = (
                TableRefusal.NOT_FROM_HERE if state not in sources else TableRefusal.NOT_YOUR_ROLE
            )
            assert expected is refused.value.reason
            assert not offered


def test_whoever_holds_several_roles_acts_in_the_first_that_may() -> None:
    everybody = Actor(frozenset(Role), 1, HANDLER)
    for line in TABLE:
        state = State[line.sources.split()[0]]
        asked = Situation(standing_in(state, line.action), everybody, TODAY, CALENDAR)
        expected = next(role for role in Role if role in {_CODES[code] for code in line.who})

        assert expected is DISCLOSURE.fire(asked, line.action, line.given).role


def test_nothing_moves_out_of_a_final_state_but_the_two_re_openings() -> None:
    moved = {
        line.action
        for line in TABLE
        for name in line.sources.split()
        if State[name] in FINAL and line.target not in {"=", name}
    }

    assert moved == RE_OPENINGS


@by_act(TABLE)
def test_what_a_row_says_of_the_clock_is_what_its_facts_do_to_it(line: Line) -> None:
    entries = {
        "NONE": type(None),
        "START": Start,
        "RESTART": Restart,
        "VOID": Void,
        "EXTEND": Extend,
        "SET": SetDate,
        "STOP": Stop,
        # A consultation's one entry says when it began and, once it is over, when it ended; a
        # waived fee was void time, which begins to count again by an entry of its own.
        "RESUME": Resume if line.action is Action.WAIVE_FEE else type(None),
    }
    row = DISCLOSURE.by_action[line.action]
    event = Event(line.action, TODAY, Role.HANDLER, HANDLER, line.given)
    before = standing_in(State[line.sources.split()[0]], line.action)
    standing = after(before, event, before.state)

    assert row.clock is ClockEffect[line.clock]
    if line.clock != "SUSPEND":
        assert entries[line.clock] is type(line.given.entry(standing, event))


@by_act([line for line in TABLE if line.clock == "SUSPEND"])
def test_what_suspends_names_who_is_asked_to_the_agency_and_a_number_to_all(line: Line) -> None:
    event = Event(line.action, TODAY, Role.HANDLER, HANDLER, line.given)
    standing = after(standing_in(State.IN_PROGRESS, line.action), event, State.IN_PROGRESS)
    entry = line.given.entry(standing, event)

    # The applicant reads the ledger: a third party's name is not for them.
    named = "1" if line.action is Action.CONSULT_THIRD_PARTY else "甲公司"
    assert entry is not None
    assert (TODAY, named) == (entry.on, getattr(entry, "who", ""))


@by_act(TABLE)
def test_an_act_owes_the_letters_of_the_rulebook(line: Line) -> None:
    owed = tuple(LetterKind[code] for code in OWED.get(line.action, "").split())

    assert owed == DISCLOSURE.by_action[line.action].letters


@by_act(TABLE)
def test_an_act_with_the_facts_of_another_is_refused(line: Line) -> None:
    source = State[line.sources.split()[0]]
    asked = situation(source, line.action, _CODES[line.who[0]])
    others = {
        type(row.given): row.given for row in TABLE if type(row.given) is not type(line.given)
    }
    for other in others.values():
        with pytest.raises(Refused) as refused:
            DISCLOSURE.fire(asked, line.action, other)

        assert TableRefusal.WRONG_FACTS is refused.value.reason


def test_a_table_in_which_an_act_stands_twice_is_no_table() -> None:
    row = DISCLOSURE.rows[0]
    twice: Procedure[Standing] = replace(DISCLOSURE, rows=(row, row))

    with pytest.raises(ValueError, match="two rows"):
        _ = twice.by_action


def test_open_and_final_states_are_all_there_are() -> None:
    assert {State.NASCENT, *OPEN, *FINAL} == set(State)
    assert not set(OPEN) & FINAL


def test_every_open_state_can_be_reached_and_left() -> None:
    reached = {row.target for row in DISCLOSURE.rows}
    left = {
        source
        for row in DISCLOSURE.rows
        for source in DISCLOSURE.sources(row)
        if row.target not in {None, source}
    }

    assert reached == {*OPEN, *FINAL, None}
    assert left >= {State.NASCENT, *OPEN}


@pytest.mark.parametrize("state", OPEN)
def test_an_applicant_may_withdraw_and_the_office_may_close_in_every_open_state(
    state: State,
) -> None:
    for action, role in ((Action.WITHDRAW, Role.APPLICANT), (Action.CLOSE, Role.APPROVER)):
        assert action in {row.action for row in DISCLOSURE.rows_from[state] if role in row.who}
