"""条例 41: the table of a record correction, held against one written by hand, and its guards."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import pytest

from casework.domain.calendar import load_calendar
from casework.domain.disclosure import facts as disclosure
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.refusals import Refusal as Common
from casework.domain.notices import Notice
from casework.domain.record_correction import acts
from casework.domain.record_correction.standing import Standing, target_clock
from casework.domain.record_correction.vocabulary import (
    FINAL,
    Action,
    Refusal,
    Result,
    State,
)
from casework.domain.record_correction.workflow import RECORD_CORRECTION
from casework.domain.roles import Actor, Role
from casework.domain.workflow import Event as Done
from casework.domain.workflow import Facts, Refused, Situation, TableRefusal, after, replay

TODAY, EARLIER = date(2026, 3, 16), date(2026, 3, 2)
HANDLER, OTHER = 7, 8
CALENDAR = load_calendar()
_CODES = dict(zip("ACHRSXTU", Role, strict=True))
_OPEN = "SUBMITTED RECEIVED IN_PROGRESS TO_SIGN"
_ALL = f"{_OPEN} REPLIED WITHDRAWN"
CORRECTED = acts.Proposal(Result.CORRECTED, "核对原件", "取水许可登记", "张山", "张珊")
CONFIRMED = disclosure.ReceiptConfirmation(EARLIER, disclosure.ConfirmationMeans.PHONE, "通话")


@dataclass(frozen=True)
class Line:
    """One act as a lawyer would write it down."""

    action: Action
    sources: str
    who: str
    target: str
    clock: str
    given: Facts


REGISTERED = acts.Registration("0" * 64, EARLIER, "当面")
ASSIGNED = disclosure.Assignment("水资源科", HANDLER)
SERVED = disclosure.LetterService(
    "示水公开复〔2026〕1号", disclosure.ServiceWay.POST, TODAY, "EMS000"
)

RESTRICTED = disclosure.Restriction((HANDLER,), "涉及个人隐私")

# fmt: off
TABLE = [
    Line(Action.SUBMIT, "NASCENT", "A", "SUBMITTED", "NONE", acts.Submission("0" * 64)),
    Line(Action.REGISTER, "NASCENT", "CH", "RECEIVED", "START", REGISTERED),
    Line(Action.CONFIRM_RECEIPT, "SUBMITTED", "CH", "RECEIVED", "START", CONFIRMED),
    Line(Action.ASSIGN, "RECEIVED IN_PROGRESS", "CHRX", "IN_PROGRESS", "NONE", ASSIGNED),
    Line(Action.PROPOSE, "IN_PROGRESS", "H", "TO_SIGN", "NONE", CORRECTED),
    Line(Action.RETURN, "TO_SIGN", "S", "IN_PROGRESS", "NONE", acts.Return("补充证据")),
    Line(Action.APPROVE, "TO_SIGN", "S", "REPLIED", "STOP", acts.Approval()),
    Line(Action.SERVE_LETTER, "REPLIED", "CH", "=", "NONE", SERVED),
    Line(Action.WITHDRAW, _OPEN, "ACH", "WITHDRAWN", "STOP", acts.Withdrawal("不再需要")),
    Line(Action.NOTE, _ALL, "CHRSX", "=", "NONE", disclosure.Note("已联系档案室")),
    Line(Action.RECUSE, _OPEN, "CHRS", "=", "NONE", disclosure.Recusal(HANDLER, "亲属")),
    Line(Action.RESTRICT, _ALL, "S", "=", "NONE", RESTRICTED),
    Line(Action.LIFT_RESTRICTION, _ALL, "S", "=", "NONE", disclosure.LiftedRestriction("公示期满")),
    Line(Action.REISSUE_CODE, _ALL, "CH", "=", "NONE", disclosure.IdentityCheck("核对身份证原件")),
]
# fmt: on


def standing_in(state: State, action: Action | None = None) -> Standing:
    """A record correction in `state`, of which only state and role can stand in `action`'s way."""
    return Standing(
        state=state,
        submitted_on=EARLIER,
        received_on=EARLIER,
        handler_id=HANDLER,
        proposal=CORRECTED,
        author_id=1,
        restriction=RESTRICTED if action is Action.LIFT_RESTRICTION else None,
    )


def situation(standing: Standing, role: Role, user_id: int = HANDLER) -> Situation[Standing]:
    actor = Actor(frozenset({role}), 1, None if role is Role.APPLICANT else user_id)
    return Situation(standing, actor, TODAY, CALENDAR)


def refusal_of(standing: Standing, role: Role, action: Action, given: Facts, by: int) -> object:
    with pytest.raises(Refused) as refused:
        RECORD_CORRECTION.fire(situation(standing, role, by), action, given)
    return refused.value.reason


def test_the_table_holds_every_act_once() -> None:
    assert {line.action for line in TABLE} == set(RECORD_CORRECTION.by_action) == set(Action)


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.action.value)
def test_every_state_act_and_role(line: Line) -> None:
    for state, role in product(State, Role):
        case = situation(standing_in(state, line.action), role)
        from_here, allowed = state.name in line.sources.split(), _roles(line)
        if from_here and role in allowed:
            expected = state if line.target == "=" else State[line.target]

            assert RECORD_CORRECTION.fire(case, line.action, line.given).state is expected
            continue
        with pytest.raises(Refused) as refused:
            RECORD_CORRECTION.fire(case, line.action, line.given)
        reason = TableRefusal.NOT_YOUR_ROLE if from_here else TableRefusal.NOT_FROM_HERE

        assert refused.value.reason is reason


def _roles(line: Line) -> set[Role]:
    return {_CODES[code] for code in line.who}


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.action.value)
def test_what_an_act_does_to_the_clock_is_what_the_table_says(line: Line) -> None:
    row = RECORD_CORRECTION.by_action[line.action]
    done = Done(line.action, line.given.dated(TODAY), Role.CLERK, 1, line.given)
    entry = line.given.entry(standing_in(State.IN_PROGRESS), done)

    assert row.clock.name == line.clock
    assert (entry is None) == (line.clock == "NONE")


def test_the_answer_is_a_letter_and_every_end_is_told() -> None:
    owed = {row.action: row.letters for row in RECORD_CORRECTION.rows if row.letters}
    told = {row.action: row.notice for row in RECORD_CORRECTION.rows if row.notice}

    assert owed == {Action.APPROVE: (LetterKind.D26,)}
    assert told == {
        Action.REGISTER: Notice.RECEIVED,
        Action.CONFIRM_RECEIPT: Notice.RECEIVED,
        Action.APPROVE: Notice.REPLIED,
        Action.WITHDRAW: Notice.CLOSED,
        Action.REISSUE_CODE: Notice.CODE_REISSUED,
    }


def test_nothing_moves_out_of_a_final_state() -> None:
    moving = {row.action for row in RECORD_CORRECTION.rows if row.target is not None}

    assert (
        moving & {row.action for end in FINAL for row in RECORD_CORRECTION.rows_from[end]} == set()
    )


def test_whoever_proposed_a_result_does_not_approve_it() -> None:
    standing = replace(standing_in(State.TO_SIGN), author_id=OTHER)
    approval = acts.Approval()

    reason = refusal_of(standing, Role.APPROVER, Action.APPROVE, approval, OTHER)

    assert reason is Refusal.SAME_PERSON


def test_another_handlers_case_is_not_answered() -> None:
    standing = standing_in(State.IN_PROGRESS)

    reason = refusal_of(standing, Role.HANDLER, Action.PROPOSE, CORRECTED, OTHER)

    assert reason is Common.NOT_YOUR_CASE


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (replace(CORRECTED, findings=" "), Refusal.NO_FINDINGS),
        (replace(CORRECTED, right=""), Refusal.NOTHING_CORRECTED),
        (replace(CORRECTED, right="张山"), Refusal.NOTHING_CORRECTED),
        (replace(CORRECTED, result=Result.TRANSFERRED), Refusal.NO_AGENCY),
        (replace(CORRECTED, result=Result.POINTED), Refusal.NO_AGENCY),
        (replace(CORRECTED, result=Result.DECLINED), Refusal.NO_REASON),
    ],
    ids=["findings", "right", "the same", "transferred", "pointed", "declined"],
)
def test_a_result_has_what_its_letter_says(given: acts.Proposal, reason: Refusal) -> None:
    standing = standing_in(State.IN_PROGRESS)

    assert refusal_of(standing, Role.HANDLER, Action.PROPOSE, given, HANDLER) is reason


@pytest.mark.parametrize(
    ("on", "reason"),
    [(date(2026, 3, 17), Common.DATE_IN_FUTURE), (date(2026, 3, 1), Common.DATE_TOO_EARLY)],
    ids=["tomorrow", "before it was issued"],
)
def test_a_letter_is_served_between_its_issue_and_today(on: date, reason: Common) -> None:
    standing = replace(standing_in(State.REPLIED), closed_on=EARLIER)
    served = disclosure.LetterService("1号", disclosure.ServiceWay.POST, on, "EMS000")

    assert refusal_of(standing, Role.CLERK, Action.SERVE_LETTER, served, HANDLER) is reason


def test_what_has_not_come_in_is_not_registered() -> None:
    given = acts.Registration("0" * 64, date(2026, 3, 17), "当面")

    reason = refusal_of(Standing(), Role.CLERK, Action.REGISTER, given, HANDLER)

    assert reason is Common.DATE_IN_FUTURE


def test_an_act_that_needs_no_facts_yet_may_be_offered() -> None:
    offered = RECORD_CORRECTION.permitted(situation(standing_in(State.IN_PROGRESS), Role.HANDLER))

    assert [row.action for row in offered] == [
        Action.ASSIGN,
        Action.PROPOSE,
        Action.WITHDRAW,
        Action.NOTE,
        Action.RECUSE,
        Action.REISSUE_CODE,
    ]


def test_the_target_is_twenty_working_days_after_receipt() -> None:
    received = Done(Action.CONFIRM_RECEIPT, EARLIER, Role.CLERK, 1, CONFIRMED)
    standing = replay(Standing(), [(received, State.RECEIVED)])

    clock = target_clock(standing, CALENDAR)

    assert clock.due_on == CALENDAR.reach(EARLIER, 20).on


def test_the_whole_history_adds_up() -> None:
    steps = [
        (Action.SUBMIT, EARLIER, acts.Submission("0" * 64), State.SUBMITTED),
        (Action.CONFIRM_RECEIPT, EARLIER, CONFIRMED, State.RECEIVED),
        (Action.PROPOSE, TODAY, CORRECTED, State.TO_SIGN),
        (Action.APPROVE, TODAY, acts.Approval(), State.REPLIED),
    ]
    standing = Standing()
    for action, on, given, state in steps:
        assert standing.is_open
        standing = after(standing, Done(action, on, Role.HANDLER, HANDLER, given), state)

    assert (standing.submitted_on, standing.received_on) == (EARLIER, EARLIER)
    assert (standing.author_id, standing.result) == (HANDLER, Result.CORRECTED)
    assert (standing.closed_on, standing.is_open) == (TODAY, False)
    assert target_clock(standing, CALENDAR).in_time is True


def test_a_withdrawn_one_is_closed_without_a_result() -> None:
    statement = acts.Withdrawal("不再需要")
    done = Done(Action.WITHDRAW, TODAY, Role.APPLICANT, None, statement)
    standing = after(standing_in(State.RECEIVED), done, State.WITHDRAWN)

    assert (standing.closed_on, standing.result) == (TODAY, None)


def done(standing: Standing, action: Action, given: Facts, by: int = HANDLER) -> Standing:
    """The standing after an act that stays in its state."""
    event = Done(action, TODAY, Role.APPROVER, by, given)
    return after(standing, event, standing.state)


def test_whoever_stands_back_does_nothing_on_it_and_is_not_given_it_again() -> None:
    before = standing_in(State.IN_PROGRESS)
    standing = done(before, Action.RECUSE, disclosure.Recusal(HANDLER, "亲属"))
    given_back = disclosure.Assignment("水资源科", HANDLER)
    note = disclosure.Note("备注")

    assert standing.handler_id is None
    for role, action, given, by in (
        (Role.HANDLER, Action.PROPOSE, CORRECTED, HANDLER),
        (Role.HANDLER, Action.NOTE, note, HANDLER),
        (Role.CLERK, Action.ASSIGN, given_back, OTHER),
    ):
        assert refusal_of(standing, role, action, given, by) is Common.RECUSED


def test_one_stands_back_oneself_and_the_approver_may_order_it_of_another() -> None:
    standing = standing_in(State.IN_PROGRESS)
    other = disclosure.Recusal(OTHER, "亲属")
    step = RECORD_CORRECTION.fire(situation(standing, Role.APPROVER), Action.RECUSE, other)

    assert refusal_of(standing, Role.HANDLER, Action.RECUSE, other, HANDLER) is (
        Common.NOT_YOUR_CASE
    )
    assert step.role is Role.APPROVER


def test_it_is_restricted_once_and_only_a_restriction_is_lifted() -> None:
    open_to_all = standing_in(State.IN_PROGRESS)
    standing = done(open_to_all, Action.RESTRICT, RESTRICTED)
    lifted = disclosure.LiftedRestriction("不再需要")

    assert standing.restriction is RESTRICTED
    assert refusal_of(standing, Role.APPROVER, Action.RESTRICT, RESTRICTED, OTHER) is (
        Common.RESTRICTED_ALREADY
    )
    assert refusal_of(open_to_all, Role.APPROVER, Action.LIFT_RESTRICTION, lifted, OTHER) is (
        Common.NOT_RESTRICTED
    )
    assert done(standing, Action.LIFT_RESTRICTION, lifted).restriction is None
