"""A request ends without a decision, and is judged by its applicant."""

import pytest

from casework.domain.clock import ClockState
from casework.domain.disclosure import facts
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.workflow import Facts
from tests.domain.story import MONDAY, in_hand, submitted


@pytest.mark.parametrize("who", ["applicant", "clerk", "handler"])
def test_an_applicant_withdraws_by_themselves_or_through_the_office(who: str) -> None:
    story = in_hand().do(Action.WITHDRAW, facts.Withdrawal("不再需要"), who)

    assert (State.WITHDRAWN, Outcome.WITHDRAWN) == (story.standing.state, story.standing.outcome)
    assert ClockState.STOPPED is story.clock.state_on(MONDAY)


def test_a_colleague_does_not_withdraw_anothers_case() -> None:
    given = facts.Withdrawal("不再需要")

    assert in_hand().refusal(Action.WITHDRAW, given, "colleague") is Refusal.NOT_YOUR_CASE


def test_what_was_never_received_ends_without_a_day_zero() -> None:
    story = submitted().do(Action.WITHDRAW, facts.Withdrawal("填错了"), "applicant")

    assert (None, None) == (story.standing.received_on, story.clock.day_zero)


@pytest.mark.parametrize("reason", facts.ClosureReason)
def test_a_request_that_ends_otherwise_is_neither_in_time_nor_late(
    reason: facts.ClosureReason,
) -> None:
    story = in_hand().do(Action.CLOSE, facts.OtherClosure("详情", reason), "approver")

    assert (State.REPLIED, Outcome.OTHERWISE_CLOSED, None) == (
        story.standing.state,
        story.standing.outcome,
        story.in_time,
    )


@pytest.mark.parametrize(
    ("action", "given", "who"),
    [
        (Action.SPLIT, facts.Split(("甲", "乙")), "clerk"),
        (Action.MERGE, facts.Merge("SFSW-2025-1", "同一件"), "approver"),
    ],
)
def test_no_clock_runs_on_for_what_is_handled_elsewhere(
    action: Action, given: Facts, who: str
) -> None:
    story = in_hand().do(action, given, who)

    assert ClockState.STOPPED is story.clock.state_on(MONDAY)
    assert not story.clock.overdue_on(story.today.replace(year=2026))


def test_the_handling_is_rated_once_from_one_to_five() -> None:
    story, act = in_hand().reply(MONDAY), Action.RATE

    for score in (0, facts.BEST_SCORE + 1):
        refused = story.refusal(act, facts.Rating(score), "applicant")
        assert refused is Refusal.SCORE_RANGE
    story.do(act, facts.Rating(facts.BEST_SCORE), "applicant")
    assert story.refusal(act, facts.Rating(1), "applicant") is Refusal.RATED_ALREADY
