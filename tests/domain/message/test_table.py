"""The table of a message, held against one written by hand, and its guards (R-LY, R-YG-3)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from casework.domain.disclosure.refusals import Refusal as Common
from casework.domain.message import facts
from casework.domain.message.standing import Standing
from casework.domain.message.vocabulary import FINAL, Action, HidingReason, Refusal, State
from casework.domain.message.workflow import MESSAGE
from casework.domain.notices import Notice
from casework.domain.roles import Role
from casework.domain.workflow import Event, Facts, Refused, TableRefusal, after
from tests.domain.message.standings import (
    COPY,
    DRAFTER,
    EARLIER,
    HANDLER,
    HIDDEN,
    OTHER,
    PREPARER,
    REDIRECTED,
    SUBMITTED,
    TODAY,
    registered,
    situation,
    standing_in,
)

_CODES = dict(zip("ACHRSXTU", Role, strict=True))
_IN_HAND = "ACCEPTED TRANSFERRED"
_UNANSWERED = f"RECEIVED PENDING_VERIFICATION {_IN_HAND}"
_ANSWERED = "REPLIED CLOSED"
_ALL = " ".join(state.name for state in State if state is not State.NASCENT)


@dataclass(frozen=True)
class Line:
    """One act as a lawyer would write it down; `having`: what it needs beside the state."""

    action: Action
    sources: str
    who: str
    target: str
    clock: str
    given: Facts
    having: tuple[tuple[str, Any], ...] = ()


_PREPARED = (
    ("preparation", facts.Preparation(COPY)),
    ("prepared_by", PREPARER),
    ("prepared_replies", 1),
)

# fmt: off
TABLE = [
    Line(Action.SUBMIT, "NASCENT", "U", "RECEIVED", "START", SUBMITTED),
    Line(Action.SUBMIT_UNVERIFIED, "NASCENT", "U", "PENDING_VERIFICATION", "NONE", SUBMITTED),
    Line(Action.VERIFY, "PENDING_VERIFICATION", "U", "RECEIVED", "START", facts.Verification()),
    Line(Action.WAIVE_VERIFICATION, "PENDING_VERIFICATION", "CH", "RECEIVED", "START",
         facts.Waiver("电话已联系到本人")),
    Line(Action.REGISTER, "NASCENT", "CH", "RECEIVED", "START", registered(EARLIER)),
    Line(Action.ACCEPT, "RECEIVED", "CH", "ACCEPTED", "NONE",
         facts.Acceptance("水资源科", HANDLER)),
    Line(Action.TRANSFER, _IN_HAND, "CHRX", "TRANSFERRED", "NONE",
         facts.Transfer("水土保持科", OTHER, "属于其职责")),
    Line(Action.REASSIGN, f"{_IN_HAND} IN_REVIEW", "CHRX", "=", "NONE",
         facts.Assignment("水资源科", OTHER)),
    Line(Action.SEND_BACK, "TRANSFERRED", "H", "ACCEPTED", "NONE", facts.SendingBack("不属职责")),
    Line(Action.DRAFT, _IN_HAND, "H", "=", "NONE", facts.Draft("已修复。")),
    Line(Action.SUBMIT_FOR_REVIEW, _IN_HAND, "H", "IN_REVIEW", "NONE", facts.ReviewRequest()),
    Line(Action.RETURN, "IN_REVIEW", "RS", "ACCEPTED", "NONE", facts.Return("请写明日期")),
    Line(Action.APPROVE_REPLY, "IN_REVIEW", "RS", "REPLIED", "STOP", facts.Approval()),
    Line(Action.EXTEND, f"{_IN_HAND} IN_REVIEW", "RS", "=", "EXTEND",
         facts.Extension(5, "需要现场核实")),
    Line(Action.REDIRECT, _UNANSWERED, "CH", "REDIRECTED", "STOP", REDIRECTED),
    Line(Action.CONVERT, f"RECEIVED {_IN_HAND}", "CH", "REDIRECTED", "STOP",
         facts.Conversion("申请公开文件", "SFSW-2026-000001")),
    Line(Action.HIDE, _UNANSWERED, "CHRS", "HIDDEN", "STOP", HIDDEN),
    Line(Action.RESTORE, "HIDDEN", "RS", "RECEIVED", "RESUME", facts.Restoration("误判")),
    Line(Action.RATE, _ANSWERED, "U", "=", "NONE", facts.Rating(4)),
    Line(Action.FOLLOW_UP, "REPLIED", "U", "ACCEPTED", "RESTART", facts.FollowUp("还没有修", 5)),
    Line(Action.CLOSE, "REPLIED", "CH", "CLOSED", "NONE", facts.Closing(),
         (("follow_up", facts.FollowUp("还没有修", 5)),)),
    Line(Action.CHANGE_CONSENT, _ALL, "U", "=", "NONE", facts.Consent(may_be_published=False)),
    Line(Action.PREPARE_PUBLICATION, _ANSWERED, "H", "=", "NONE", facts.Preparation(COPY)),
    Line(Action.PUBLISH, _ANSWERED, "HRS", "=", "NONE", facts.Release(), _PREPARED),
    Line(Action.UNPUBLISH, _ALL, "RS", "=", "NONE", facts.Withdrawal("内容有误"),
         (("is_published", True),)),
    Line(Action.NOTE, _ALL, "CHRSX", "=", "NONE", facts.Note("已联系")),
]
# fmt: on


def refusal_of(standing: Standing, role: Role, action: Action, given: Facts, by: int) -> object:
    with pytest.raises(Refused) as refused:
        MESSAGE.fire(situation(standing, role, by), action, given)
    return refused.value.reason


def done(standing: Standing, action: Action, given: Facts, by: int = HANDLER) -> Standing:
    """The standing after an act, without asking who may."""
    row = MESSAGE.by_action[action]
    target: Any = standing.state if row.target is None else row.target
    return after(standing, Event(action, given.dated(TODAY), Role.HANDLER, by, given), target)


def test_the_table_holds_every_act_once() -> None:
    assert {line.action for line in TABLE} == set(MESSAGE.by_action) == set(Action)


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.action.value)
def test_every_state_act_and_role(line: Line) -> None:
    for state, role in product(State, Role):
        case = situation(standing_in(state, **dict(line.having)), role)
        from_here, allowed = state.name in line.sources.split(), _roles(line)
        if from_here and role in allowed:
            expected = state if line.target == "=" else State[line.target]

            assert MESSAGE.fire(case, line.action, line.given).state is expected
            continue
        with pytest.raises(Refused) as refused:
            MESSAGE.fire(case, line.action, line.given)
        reason = TableRefusal.NOT_YOUR_ROLE if from_here else TableRefusal.NOT_FROM_HERE

        assert refused.value.reason is reason


def _roles(line: Line) -> set[Role]:
    return {_CODES[code] for code in line.who}


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.action.value)
def test_what_an_act_does_to_the_clock_is_what_the_table_says(line: Line) -> None:
    assert MESSAGE.by_action[line.action].clock.name == line.clock


def test_its_author_is_told_of_every_step_that_is_theirs_to_know() -> None:
    told = {row.action: row.notice for row in MESSAGE.rows if row.notice}

    assert told == {
        Action.SUBMIT_UNVERIFIED: Notice.CONTACT_TO_VERIFY,
        Action.ACCEPT: Notice.MESSAGE_ACCEPTED,
        Action.TRANSFER: Notice.MESSAGE_TRANSFERRED,
        Action.REDIRECT: Notice.MESSAGE_REDIRECTED,
        Action.CONVERT: Notice.MESSAGE_REDIRECTED,
        Action.EXTEND: Notice.MESSAGE_EXTENDED,
        Action.APPROVE_REPLY: Notice.MESSAGE_REPLIED,
    }


def test_nothing_moves_out_of_a_final_state() -> None:
    moving = {row.action for row in MESSAGE.rows if row.target is not None}

    assert moving & {row.action for end in FINAL for row in MESSAGE.rows_from[end]} == set()


@pytest.mark.parametrize(
    ("action", "given"),
    [
        (line.action, line.given)
        for line in TABLE
        if line.action
        in {
            Action.TRANSFER,
            Action.SEND_BACK,
            Action.DRAFT,
            Action.SUBMIT_FOR_REVIEW,
            Action.REDIRECT,
            Action.CONVERT,
            Action.HIDE,
        }
    ],
)
def test_a_handler_deals_with_their_own_messages(action: Action, given: Facts) -> None:
    standing = standing_in(State.TRANSFERRED)

    assert refusal_of(standing, Role.HANDLER, action, given, OTHER) is Common.NOT_YOUR_CASE


def test_a_message_is_not_taken_down_before_it_came() -> None:
    tomorrow = registered(TODAY + timedelta(days=1))
    reason = refusal_of(Standing(), Role.CLERK, Action.REGISTER, tomorrow, 1)

    assert reason is Common.DATE_IN_FUTURE


def test_a_message_is_passed_to_somebody_else() -> None:
    given = facts.Transfer("水资源科", HANDLER, "请办理")
    reason = refusal_of(standing_in(State.ACCEPTED), Role.CLERK, Action.TRANSFER, given, 1)

    assert reason is Refusal.SAME_UNIT


def test_what_is_sent_back_goes_to_whoever_passed_it_on_and_only_once() -> None:
    passed = done(
        standing_in(State.ACCEPTED, transfers=()),
        Action.TRANSFER,
        facts.Transfer("水土保持科", OTHER, "属于其职责"),
    )
    back = done(passed, Action.SEND_BACK, facts.SendingBack("不属职责"), OTHER)
    again = done(back, Action.TRANSFER, facts.Transfer("办公室", OTHER, "综合协调"))

    assert (passed.handling_unit, passed.handler_id, passed.transfers[-1].from_unit) == (
        "水土保持科",
        OTHER,
        "水资源科",
    )
    assert (back.handling_unit, back.handler_id, back.state) == (
        "水资源科",
        HANDLER,
        State.ACCEPTED,
    )
    assert (
        refusal_of(again, Role.HANDLER, Action.SEND_BACK, facts.SendingBack("不属"), OTHER)
        is Refusal.SENT_BACK_ALREADY
    )


def test_an_empty_reply_is_neither_drafted_nor_reviewed() -> None:
    standing = standing_in(State.ACCEPTED, draft="")
    blank, request = facts.Draft(" \n"), facts.ReviewRequest()

    assert refusal_of(standing, Role.HANDLER, Action.DRAFT, blank, HANDLER) is Refusal.EMPTY_REPLY
    assert (
        refusal_of(standing, Role.HANDLER, Action.SUBMIT_FOR_REVIEW, request, HANDLER)
        is Refusal.NO_DRAFT
    )


def test_whoever_wrote_a_reply_does_not_approve_it() -> None:
    standing = standing_in(State.IN_REVIEW)
    reason = refusal_of(standing, Role.REVIEWER, Action.APPROVE_REPLY, facts.Approval(), DRAFTER)

    assert reason is Refusal.SAME_PERSON


def test_a_reply_bears_its_day_its_unit_and_its_words() -> None:
    replied = done(standing_in(State.IN_REVIEW), Action.APPROVE_REPLY, facts.Approval())

    assert replied.reply is not None
    assert (replied.reply.on, replied.reply.unit, replied.reply.text) == (
        TODAY,
        "水资源科",
        "正在核实。",
    )
    assert (replied.draft, replied.closed_on) == ("", TODAY)


def test_an_extension_is_given_once() -> None:
    longer = done(standing_in(State.ACCEPTED), Action.EXTEND, facts.Extension(3, "核实"))
    reason = refusal_of(longer, Role.APPROVER, Action.EXTEND, facts.Extension(1, "再核实"), 1)

    assert reason is Refusal.EXTENDED_ALREADY


@pytest.mark.parametrize(
    ("begun", "limit", "days", "reason"),
    [
        (EARLIER, 5, 0, Refusal.EXTENSION_LENGTH),
        (EARLIER, 5, 21, Refusal.EXTENSION_LENGTH),
        (date(2026, 3, 6), 5, 3, Refusal.EXTENSION_TOO_LATE),
        (EARLIER, 50, 20, Refusal.PAST_RED_LINE),
    ],
    ids=["none", "too-long", "after-the-last-day", "beyond-the-red-line"],
)
def test_an_extension_has_its_bounds(begun: date, limit: int, days: int, reason: Refusal) -> None:
    standing = standing_in(State.ACCEPTED)
    asked = replace(standing.rounds[0], day_zero=begun, working_days=limit)
    case = replace(standing, rounds=(asked,))

    assert (
        refusal_of(case, Role.APPROVER, Action.EXTEND, facts.Extension(days, "核实"), 1) is reason
    )


def test_what_was_answered_is_not_hidden() -> None:
    standing = standing_in(State.ACCEPTED, replies=standing_in(State.REPLIED).replies)

    assert refusal_of(standing, Role.CLERK, Action.HIDE, HIDDEN, 1) is Refusal.ANSWERED_ALREADY


@pytest.mark.parametrize("why", HidingReason, ids=lambda why: why.value)
def test_an_author_is_told_why_unless_they_threatened_somebody(why: HidingReason) -> None:
    hidden = done(standing_in(State.RECEIVED), Action.HIDE, facts.Hiding(why))

    assert hidden.told_hiding is (None if why is HidingReason.THREAT else why)
    assert standing_in(State.RECEIVED).told_hiding is None


def test_what_was_hidden_by_mistake_keeps_its_day() -> None:
    hidden = done(standing_in(State.RECEIVED), Action.HIDE, HIDDEN)
    restored = done(hidden, Action.RESTORE, facts.Restoration("误判"))

    assert (restored.rounds[0].day_zero, restored.closed_on, restored.hiding) == (
        EARLIER,
        None,
        None,
    )


def test_what_was_hidden_unverified_is_received_when_it_is_restored() -> None:
    pending = standing_in(State.PENDING_VERIFICATION, rounds=(), received_on=None)
    hidden = done(pending, Action.HIDE, HIDDEN)
    restored = done(hidden, Action.RESTORE, facts.Restoration("误判"))

    assert (restored.received_on, restored.rounds[0].day_zero) == (TODAY, TODAY)


def test_a_reply_is_rated_once_and_the_next_one_again() -> None:
    rated = done(standing_in(State.REPLIED), Action.RATE, facts.Rating(2))
    asked = done(rated, Action.FOLLOW_UP, facts.FollowUp("还没有修", 5))
    drafted = done(asked, Action.DRAFT, facts.Draft("周五修复。"))
    answered = done(drafted, Action.APPROVE_REPLY, facts.Approval())

    assert refusal_of(rated, Role.AUTHOR, Action.RATE, facts.Rating(5), 0) is Refusal.RATED_ALREADY
    assert answered.rating is None
    assert [reply.text for reply in answered.replies] == ["已修复。", "周五修复。"]


@pytest.mark.parametrize("score", [0, 6])
def test_a_score_is_one_to_five(score: int) -> None:
    reason = refusal_of(
        standing_in(State.REPLIED), Role.AUTHOR, Action.RATE, facts.Rating(score), 0
    )

    assert reason is Refusal.SCORE_RANGE


def test_a_reply_is_followed_up_once_and_while_it_is_fresh() -> None:
    old = replace(standing_in(State.REPLIED).replies[0], on=TODAY - timedelta(days=31))
    fresh = replace(old, on=TODAY - timedelta(days=30))
    again = facts.FollowUp("还没有修", 5)
    late = standing_in(State.REPLIED, replies=(old,))
    used = standing_in(State.REPLIED, follow_up=again)
    in_time = situation(standing_in(State.REPLIED, replies=(fresh,)), Role.AUTHOR)

    assert refusal_of(late, Role.AUTHOR, Action.FOLLOW_UP, again, 0) is Refusal.FOLLOW_UP_TOO_LATE
    assert refusal_of(used, Role.AUTHOR, Action.FOLLOW_UP, again, 0) is Refusal.FOLLOWED_UP_ALREADY
    assert MESSAGE.fire(in_time, Action.FOLLOW_UP, again).state is State.ACCEPTED


def test_nobody_closes_a_message_to_keep_its_author_from_asking_further() -> None:
    fresh = standing_in(State.REPLIED)
    old = replace(fresh.replies[0], on=TODAY - timedelta(days=31))
    case = situation(standing_in(State.REPLIED, replies=(old,)), Role.CLERK)

    assert refusal_of(fresh, Role.CLERK, Action.CLOSE, facts.Closing(), 1) is Refusal.FOLLOW_UP_OPEN
    assert MESSAGE.fire(case, Action.CLOSE, facts.Closing()).state is State.CLOSED


def test_nothing_is_published_that_its_author_does_not_agree_to() -> None:
    standing = standing_in(State.REPLIED, **dict(_PREPARED))
    refuses = done(standing, Action.CHANGE_CONSENT, facts.Consent(may_be_published=False))
    copy = facts.Preparation(COPY)

    for action, given in ((Action.PREPARE_PUBLICATION, copy), (Action.PUBLISH, facts.Release())):
        assert refusal_of(refuses, Role.HANDLER, action, given, HANDLER) is Refusal.NO_CONSENT


def test_a_copy_is_made_public_by_another_person_than_made_it() -> None:
    prepared = done(standing_in(State.REPLIED), Action.PREPARE_PUBLICATION, facts.Preparation(COPY))
    unprepared = standing_in(State.REPLIED)
    release = facts.Release()

    assert (
        refusal_of(prepared, Role.HANDLER, Action.PUBLISH, release, HANDLER)
        is Refusal.SAME_PUBLISHER
    )
    assert refusal_of(unprepared, Role.REVIEWER, Action.PUBLISH, release, 1) is Refusal.NOT_PREPARED


def test_a_copy_of_an_earlier_reply_is_not_published() -> None:
    standing = standing_in(State.REPLIED, **dict(_PREPARED), follow_up=facts.FollowUp("还", 5))
    stale = replace(standing, prepared_replies=0)

    assert (
        refusal_of(stale, Role.REVIEWER, Action.PUBLISH, facts.Release(), 1) is Refusal.STALE_COPY
    )


def test_what_is_public_is_withdrawn_before_it_is_published_otherwise() -> None:
    public = standing_in(State.REPLIED, **dict(_PREPARED), is_published=True)
    copy = facts.Preparation(COPY)
    withdrawn = done(public, Action.UNPUBLISH, facts.Withdrawal("内容有误"))

    for action, given in ((Action.PREPARE_PUBLICATION, copy), (Action.PUBLISH, facts.Release())):
        reason = refusal_of(public, Role.HANDLER, action, given, HANDLER)
        assert reason is Refusal.PUBLISHED_ALREADY
    assert (withdrawn.is_published, withdrawn.preparation) == (False, None)
    assert withdrawn.withdrawal == facts.Withdrawal("内容有误")
    reason = refusal_of(withdrawn, Role.APPROVER, Action.UNPUBLISH, facts.Withdrawal("再次撤回"), 1)
    assert reason is Refusal.NOT_PUBLISHED


@pytest.mark.parametrize(
    ("standing", "role", "action"),
    [
        (Standing(), Role.CLERK, Action.REGISTER),
        (standing_in(State.ACCEPTED), Role.APPROVER, Action.EXTEND),
        (standing_in(State.ACCEPTED), Role.HANDLER, Action.TRANSFER),
        (standing_in(State.REPLIED), Role.AUTHOR, Action.RATE),
    ],
    ids=["register", "extend", "transfer", "rate"],
)
def test_an_act_is_offered_before_anything_is_filled_in(
    standing: Standing, role: Role, action: Action
) -> None:
    offered = {row.action for row in MESSAGE.permitted(situation(standing, role))}

    assert action in offered
