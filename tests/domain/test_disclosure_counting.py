"""What table 三 counts: each request once, by its first ending, whatever comes afterwards."""

from datetime import date

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.decisions import ROWS, Outcome
from casework.domain.disclosure.standing import Counted
from casework.domain.disclosure.vocabulary import UNCOUNTED, Action, State
from tests.domain.story import DELIBERATIVE, MONDAY, NOT_HELD, Story, in_hand, registered

JUNE = date(2025, 6, 3)


def lapsed() -> Story:
    asked = in_hand().ask_clarification(date(2025, 3, 10), date(2025, 3, 24))
    return asked.lapse(date(2025, 3, 25))


def test_an_open_request_is_not_counted() -> None:
    assert (None, None) == (in_hand().standing.counted, in_hand().in_time)


def test_a_reply_is_counted_on_the_day_of_its_service() -> None:
    story = in_hand().sign(DELIBERATIVE)
    story.today = date(2025, 3, 10)
    story.serve(date(2025, 3, 7))

    assert story.standing.counted is not None
    assert (date(2025, 3, 7), Outcome.DELIBERATIVE) == (
        story.standing.counted.on,
        story.standing.counted.outcome,
    )


def test_the_first_outcome_stays_counted_through_a_redecision() -> None:
    story = in_hand().reply(date(2025, 3, 10), NOT_HELD)
    counted = story.standing.counted
    story.redecide(JUNE)
    assert (counted, None, None) == (
        story.standing.counted,
        story.standing.outcome,
        story.standing.closed_on,
    )

    story.reply(date(2025, 6, 10), DELIBERATIVE)
    assert counted == story.standing.counted
    assert (Outcome.DELIBERATIVE, date(2025, 6, 10)) == (
        story.standing.outcome,
        story.standing.closed_on,
    )


@pytest.mark.parametrize(
    ("first", "in_time"), [(date(2025, 3, 31), True), (date(2025, 4, 1), False)]
)
def test_in_time_is_that_of_the_reply_that_counts(first: date, *, in_time: bool) -> None:
    story = in_hand().reply(first)
    assert in_time is story.in_time

    # Ordered by 16 June; replied late, or early: the first reply is what was counted.
    story.redecide(JUNE, date(2025, 6, 16))
    assert in_time is story.in_time
    assert in_time is story.reply(date(2025, 7, 1)).in_time


def test_who_answers_after_the_first_reply_does_not_change_whether_it_was_in_time() -> None:
    # Asked on the 10th, the letter's way unknown; replied on 20 April, while nobody had answered.
    story = in_hand().ask(on=date(2025, 3, 10)).reply(date(2025, 4, 20))
    assert story.in_time is True

    story.redecide(JUNE)
    assert story.unoffered(Action.RECORD_OPINION, "clerk") is not None
    assert story.in_time is True


def test_a_lapse_that_was_excused_does_not_count() -> None:
    story = lapsed().accept_late(date(2025, 4, 3))

    assert story.standing.counted is None
    assert story.standing.is_open
    story.reply(date(2025, 4, 10))
    assert story.standing.counted is not None
    assert (Outcome.NOT_FOUND, True) == (story.standing.counted.outcome, story.in_time)


def test_a_lapse_excused_after_a_redecision_leaves_the_first_outcome_counted() -> None:
    story = in_hand().reply(date(2025, 3, 10)).redecide(JUNE)
    counted = story.standing.counted
    story.ask_clarification(JUNE, date(2025, 6, 20)).lapse(date(2025, 6, 23))
    assert counted == story.standing.counted

    story.accept_late(date(2025, 6, 24))
    assert counted == story.standing.counted


def test_an_order_after_a_lapse_leaves_the_lapse_counted() -> None:
    story = lapsed().redecide(JUNE).reply(date(2025, 6, 10))

    assert story.standing.counted is not None
    assert (Outcome.LAPSED_CLARIFICATION, None) == (story.standing.counted.outcome, story.in_time)


def test_every_ending_is_counted_in_one_row_with_the_event_that_made_it() -> None:
    endings = {
        Outcome.WITHDRAWN: in_hand().do(Action.WITHDRAW, facts.Withdrawal("不需要"), "applicant"),
        Outcome.OTHERWISE_CLOSED: in_hand().do(
            Action.CLOSE, facts.OtherClosure("死亡", facts.ClosureReason.DEATH), "approver"
        ),
        Outcome.LAPSED_CLARIFICATION: lapsed(),
        Outcome.NOT_FOUND: in_hand().reply(MONDAY),
    }
    for outcome, story in endings.items():
        events = len(story.standing.events)
        assert Counted(story.today, outcome, events) == story.standing.counted
        assert outcome in ROWS


@pytest.mark.parametrize("state", sorted(UNCOUNTED))
def test_what_was_split_or_came_twice_is_counted_nowhere(state: State) -> None:
    story = registered()
    if state is State.SPLIT:
        story.do(Action.SPLIT, facts.Split(("甲", "乙"), ("1", "2")), "clerk")
    else:
        story.do(Action.MERGE, facts.Merge("SFSW-2025-1", "同一件"), "approver")

    assert (None, None, MONDAY) == (
        story.standing.counted,
        story.standing.outcome,
        story.standing.closed_on,
    )
