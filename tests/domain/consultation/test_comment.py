"""The table of a comment, held against one written by hand, and what it asks beyond it."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import pytest

from casework.domain.consultation.comment.acts import (
    Answer,
    Consideration,
    Hiding,
    KeyingIn,
    Resubmission,
    Submission,
    Unhiding,
    Verification,
    Waiver,
)
from casework.domain.consultation.comment.standing import Standing, no_clock
from casework.domain.consultation.comment.vocabulary import (
    FINAL,
    Action,
    HidingReason,
    Refusal,
    State,
)
from casework.domain.consultation.comment.workflow import COMMENT
from casework.domain.consultation.vocabulary import Adoption, CommentSource
from casework.domain.disclosure.acts.keeping import Note
from casework.domain.disclosure.refusals import Refusal as Common
from casework.domain.roles import Actor, Role
from casework.domain.terms import Term
from casework.domain.workflow import Event, Facts, Refused, Situation, after
from tests.domain.consultation.standings import AGENCY, CALENDAR

_TODAY = date(2026, 3, 20)
_CODES = dict(zip("ACHRSXTU", Role, strict=True))
_ALL = " ".join(state.name for state in State if state is not State.NASCENT)
_SAID = Submission("0" * 64, 2, _TODAY)
_KEYED = KeyingIn("0" * 64, None, _TODAY, CommentSource.LETTER, _TODAY, "来信登记簿")
_ANSWER = Answer(Adoption.ADOPTED, "已吸收")


@dataclass(frozen=True)
class Line:
    """One act as a lawyer would write it down; `hidden`: of a comment that is hidden."""

    action: Action
    sources: str
    who: str
    target: str
    given: Facts
    hidden: bool = False


# fmt: off
TABLE = [
    Line(Action.SUBMIT, "NASCENT", "U", "RECEIVED", _SAID),
    Line(Action.SUBMIT_UNVERIFIED, "NASCENT", "U", "PENDING_VERIFICATION", _SAID),
    Line(Action.VERIFY, "PENDING_VERIFICATION", "U", "RECEIVED", Verification()),
    Line(Action.WAIVE_VERIFICATION, "PENDING_VERIFICATION", "CH", "RECEIVED", Waiver("已电话核实")),
    Line(Action.KEY_IN, "NASCENT", "CH", "RECEIVED", _KEYED),
    Line(Action.HIDE, "RECEIVED CONSIDERED ANSWERED", "CHRS", "HIDDEN",
         Hiding(HidingReason.INSULT)),
    Line(Action.UNHIDE, "HIDDEN ANSWERED", "RS", "RECEIVED", Unhiding("误判"), hidden=True),
    Line(Action.RESUBMIT, "HIDDEN", "U", "RECEIVED", Resubmission("降价", "！"), hidden=True),
    Line(Action.CONSIDER, "RECEIVED CONSIDERED", "HRS", "CONSIDERED", Consideration(3)),
    Line(Action.ANSWER, "RECEIVED CONSIDERED HIDDEN ANSWERED", "HRS", "ANSWERED", _ANSWER),
    Line(Action.NOTE, _ALL, "CHRSX", "=", Note("备注")),
]
# fmt: on


def in_state(state: State, *, hidden: bool) -> Standing:
    hiding = Hiding(HidingReason.INSULT) if hidden else None
    return Standing(state=state, hiding=hiding, received_on=_TODAY)


def seen(standing: Standing, role: Role) -> Situation[Standing]:
    user_id = None if role is Role.AUTHOR else 9
    return Situation(standing, Actor(frozenset({role}), AGENCY, user_id), _TODAY, CALENDAR)


def fired(standing: Standing, line_or_act: Action, given: Facts, role: Role) -> Standing:
    step = COMMENT.fire(seen(standing, role), line_or_act, given)
    event = Event(line_or_act, given.dated(_TODAY), step.role, 9, given)
    return after(standing, event, step.state)


def refused(standing: Standing, action: Action, given: Facts, role: Role) -> Term | None:
    try:
        COMMENT.fire(seen(standing, role), action, given)
    except Refused as refusal:
        return refusal.reason
    return None


def test_every_act_stands_in_the_table_written_by_hand() -> None:
    assert {line.action for line in TABLE} == set(COMMENT.by_action)
    assert FINAL == {State.ANSWERED}


@pytest.mark.parametrize(
    ("state", "line", "role"),
    list(product(State, TABLE, Role)),
    ids=lambda one: one.action.value if isinstance(one, Line) else str(one),
)
def test_an_act_is_lawful_as_the_table_says_and_in_no_other_way(
    state: State, line: Line, role: Role
) -> None:
    lawful = state.name in line.sources.split() and role in {_CODES[code] for code in line.who}
    situation = seen(in_state(state, hidden=line.hidden), role)
    try:
        led_to = COMMENT.fire(situation, line.action, line.given).state
    except Refused:
        led_to = None
    expected = None
    if lawful:
        expected = state if line.target == "=" else State[line.target]

    assert led_to == expected
    assert (line.action in {row.action for row in COMMENT.permitted(situation)}) == lawful


def test_a_hidden_comment_is_answered_and_stays_hidden() -> None:
    hidden = fired(
        in_state(State.RECEIVED, hidden=False),
        Action.HIDE,
        Hiding(HidingReason.ADVERTISEMENT),
        Role.CLERK,
    )
    answered = fired(hidden, Action.ANSWER, _ANSWER, Role.HANDLER)

    assert (answered.state, answered.adoption) == (State.ANSWERED, Adoption.ADOPTED)
    assert answered.hiding is not None
    assert refused(answered, Action.HIDE, Hiding(HidingReason.INSULT), Role.CLERK) is (
        Refusal.HIDDEN_ALREADY
    )


def test_what_is_hidden_or_shown_again_is_answered_anew() -> None:
    answered = fired(in_state(State.RECEIVED, hidden=False), Action.ANSWER, _ANSWER, Role.HANDLER)
    hidden = fired(answered, Action.HIDE, Hiding(HidingReason.INSULT), Role.CLERK)
    shown = fired(hidden, Action.UNHIDE, Unhiding("误判"), Role.REVIEWER)

    assert hidden.adoption is shown.adoption is None
    assert refused(answered, Action.UNHIDE, Unhiding("误判"), Role.REVIEWER) is Refusal.NOT_HIDDEN


@pytest.mark.parametrize("reason", HidingReason)
def test_an_author_is_told_and_may_write_anew_except_after_a_threat(reason: HidingReason) -> None:
    hidden = fired(in_state(State.RECEIVED, hidden=False), Action.HIDE, Hiding(reason), Role.CLERK)
    is_threat = reason is HidingReason.THREAT
    given = Resubmission("建议降价", "……")

    assert hidden.told_hiding is (None if is_threat else reason)
    assert hidden.is_told is not is_threat
    assert refused(hidden, Action.RESUBMIT, given, Role.AUTHOR) is (
        Refusal.NOT_AFTER_THREAT if is_threat else None
    )


def test_a_comment_written_anew_has_words() -> None:
    hidden = in_state(State.HIDDEN, hidden=True)

    assert refused(hidden, Action.RESUBMIT, Resubmission(" ", "……"), Role.AUTHOR) is (
        Refusal.NOTHING_SAID
    )


def test_an_answer_has_a_reason() -> None:
    given = Answer(Adoption.NOT_ADOPTED, " ")

    assert refused(in_state(State.RECEIVED, hidden=False), Action.ANSWER, given, Role.HANDLER) is (
        Refusal.NO_ANSWER_REASON
    )


def test_what_is_keyed_in_has_come_by_another_way() -> None:
    online = replace(_KEYED, source=CommentSource.ONLINE)
    tomorrow = replace(_KEYED, received_on=date(2026, 3, 21))

    assert refused(Standing(), Action.KEY_IN, online, Role.CLERK) is Refusal.NOT_KEYED_IN
    assert refused(Standing(), Action.KEY_IN, tomorrow, Role.CLERK) is Common.DATE_IN_FUTURE
    keyed = fired(Standing(), Action.KEY_IN, _KEYED, Role.CLERK)
    assert (keyed.source, keyed.received_on) == (CommentSource.LETTER, _TODAY)


def test_an_unverified_comment_is_not_received_yet() -> None:
    unverified = Submission("0" * 64, None, date(2026, 3, 19), needs_verification=True)
    waiting = fired(Standing(), Action.SUBMIT_UNVERIFIED, unverified, Role.AUTHOR)
    verified = fired(waiting, Action.VERIFY, Verification(), Role.AUTHOR)
    waived = fired(waiting, Action.WAIVE_VERIFICATION, Waiver("已核实"), Role.CLERK)

    assert (waiting.received_on, waiting.is_late) == (None, True)
    assert verified.received_on == waived.received_on == _TODAY
    assert verified.is_late


def test_a_comment_is_in_one_group() -> None:
    first = fired(
        in_state(State.RECEIVED, hidden=False), Action.CONSIDER, Consideration(3), Role.HANDLER
    )
    then = fired(first, Action.CONSIDER, Consideration(4), Role.HANDLER)

    assert (first.group_id, then.group_id) == (3, 4)
    assert no_clock(then, CALENDAR).due_on is None
