"""The table of acts, held against a second table written by hand: every state, act and role."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import pytest

from casework.domain.calendar import load_calendar
from casework.domain.clock import Extend, Restart, Start, Stop, Void
from casework.domain.disclosure import facts
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.clock import entry_of
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.leaves import Granted
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import FINAL, Action, State
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
    Transition,
)

TODAY = date(2026, 3, 16)
EARLIER = date(2026, 3, 2)
HANDLER = 7
CALENDAR = load_calendar()
NOTICE = facts.ClarificationNotice(("写明年份",), date(2026, 3, 10))
DRAFT = facts.DraftDecision(Outcome.GRANTED, Granted("验收报告", "电子文档"))

# Where each act may be taken, by whom, where it leads ("=": stays), and facts that are in order.
A, C, H, R, S, X = "ACHRSX"
_CODES = dict(zip("ACHRSX", Role, strict=True))
_OPEN = "SUBMITTED RECEIVED IN_PROGRESS AWAITING_CLARIFICATION IN_REVIEW TO_SIGN ISSUED"
_ALL = f"{_OPEN} REPLIED LAPSED WITHDRAWN"


@dataclass(frozen=True)
class Line:
    """One act as a lawyer would write it down."""

    action: Action
    sources: str
    who: str
    target: str
    given: Facts


# fmt: off
TABLE = [
    Line(Action.SUBMIT, "NASCENT", "A", "SUBMITTED", facts.Submission("0" * 64, DeliveryWay.ONLINE)),
    Line(Action.REGISTER, "NASCENT", "CH", "RECEIVED", facts.Registration("0" * 64, DeliveryWay.POST, ReceiptChannel.IN_PERSON, EARLIER, EARLIER, "当面提交")),
    Line(Action.CONFIRM_RECEIPT, "SUBMITTED", "CH", "RECEIVED", facts.ReceiptConfirmation(EARLIER, facts.ConfirmationMeans.PHONE, "通话")),
    Line(Action.ASSIGN, "RECEIVED IN_PROGRESS", "CHRX", "IN_PROGRESS", facts.Assignment("水资源科", HANDLER)),
    Line(Action.ASK_CLARIFICATION, "IN_PROGRESS", "H", "AWAITING_CLARIFICATION", facts.ClarificationNotice(("写明年份",), date(2026, 3, 30))),
    Line(Action.CLARIFY, "AWAITING_CLARIFICATION", "ACH", "IN_PROGRESS", facts.Clarification("2024年数据", ReceiptChannel.ONLINE, TODAY)),
    Line(Action.LAPSE, "AWAITING_CLARIFICATION", "H", "LAPSED", facts.Lapse("已电话询问")),
    Line(Action.PROPOSE_EXTENSION, "IN_PROGRESS", "H", "=", facts.Extension(10, "资料量大")),
    Line(Action.EXTEND, "IN_PROGRESS", "S", "=", facts.Extension(10, "资料量大")),
    Line(Action.DRAFT_DECISION, "IN_PROGRESS", "H", "=", DRAFT),
    Line(Action.SUBMIT_FOR_REVIEW, "IN_PROGRESS", "H", "IN_REVIEW", facts.ReviewRequest()),
    Line(Action.RETURN, "IN_REVIEW TO_SIGN", "RS", "IN_PROGRESS", facts.Return("补充检索记录")),
    Line(Action.PASS_REVIEW, "IN_REVIEW", "R", "TO_SIGN", facts.SecrecyReview("无涉密内容")),
    Line(Action.SIGN, "TO_SIGN", "S", "ISSUED", facts.Signature()),
    Line(Action.SERVE, "ISSUED", "CH", "REPLIED", facts.Service(facts.ServiceWay.POST, TODAY, "EMS000")),
    Line(Action.WITHDRAW, _OPEN, "AH", "WITHDRAWN", facts.Withdrawal("不再需要")),
    Line(Action.CLOSE, _OPEN, "S", "REPLIED", facts.OtherClosure("申请人死亡")),
    Line(Action.RATE, "REPLIED", "A", "=", facts.Rating(5)),
    Line(Action.REISSUE_CODE, _ALL, "CH", "=", facts.IdentityCheck("核对身份证原件")),
]
# fmt: on


def standing_in(state: State, action: Action) -> Standing:
    """A request in `state` whose history is such that only state and role can stand in the way."""
    return Standing(
        state=state,
        submitted_on=EARLIER,
        received_on=EARLIER,
        delivery_way=DeliveryWay.ONLINE,
        handler_id=HANDLER,
        clarification=NOTICE,
        clarification_count=1,
        proposed_extension=facts.Extension(10, "资料量大"),
        draft=DRAFT,
        author_id=1,
        reviewer_id=2,
        signed_on=EARLIER,
    )


def situation(
    state: State, action: Action, role: Role, user_id: int = HANDLER
) -> Situation[Standing]:
    actor = Actor(frozenset({role}), 1, user_id)
    return Situation(standing_in(state, action), actor, TODAY, CALENDAR)


def test_every_act_stands_in_the_hand_written_table() -> None:
    assert [line.action for line in TABLE] == list(DISCLOSURE.by_action)


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.action.value)
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
        else:
            with pytest.raises(Refused) as refused:
                DISCLOSURE.fire(asked, line.action, line.given)
            expected = (
                TableRefusal.NOT_FROM_HERE if state not in sources else TableRefusal.NOT_YOUR_ROLE
            )
            assert expected is refused.value.reason
            assert not offered


@pytest.mark.parametrize("state", sorted(FINAL))
def test_nothing_moves_a_request_out_of_a_final_state(state: State) -> None:
    for line in TABLE:
        if State[state.name] in {State[name] for name in line.sources.split()}:
            assert line.target == "="


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.action.value)
def test_what_a_row_says_of_the_clock_is_what_its_facts_do_to_it(line: Line) -> None:
    row = DISCLOSURE.by_action[line.action]
    event = Event(line.action, TODAY, Role.HANDLER, HANDLER, line.given)
    does = {
        ClockEffect.NONE: type(None),
        ClockEffect.START: Start,
        ClockEffect.RESTART: Restart,
        ClockEffect.VOID: Void,
        ClockEffect.EXTEND: Extend,
        ClockEffect.STOP: Stop,
    }

    assert does[row.clock] is type(entry_of(line.given, event))


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.action.value)
def test_an_act_with_the_facts_of_another_is_refused(line: Line) -> None:
    source = State[line.sources.split()[0]]
    other = next(row.given for row in TABLE if type(row.given) is not type(line.given))
    asked = situation(source, line.action, _CODES[line.who[0]])

    with pytest.raises(Refused) as refused:
        DISCLOSURE.fire(asked, line.action, other)

    assert TableRefusal.WRONG_FACTS is refused.value.reason


def test_a_table_in_which_an_act_stands_twice_is_no_table() -> None:
    row = DISCLOSURE.rows[0]
    twice: Procedure[Standing] = replace(DISCLOSURE, rows=(row, row))

    with pytest.raises(ValueError, match="two rows"):
        _ = twice.by_action


def test_every_open_state_can_be_left() -> None:
    left: dict[State, set[Transition[Standing]]] = {state: set() for state in State}
    for row in DISCLOSURE.rows:
        for source in DISCLOSURE.sources(row):
            if row.target is not None:
                left[State(source)].add(row)

    assert {state for state, rows in left.items() if not rows} == set(FINAL)
