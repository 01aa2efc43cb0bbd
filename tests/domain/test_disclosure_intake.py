"""How a request comes in: the dates that can be, splitting, merging, a receipt date corrected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.standing import Counted
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.workflow import Facts
from tests.domain.story import DIGEST, MONDAY, Story, in_hand, registered, submitted

FRIDAY, SUNDAY = date(2025, 2, 28), date(2025, 3, 2)
TOMORROW = MONDAY + timedelta(days=1)


def paper(arrived_on: date, received_on: date) -> facts.Registration:
    mail = ReceiptChannel.ORDINARY_MAIL
    return facts.Registration(DIGEST, DeliveryWay.POST, mail, arrived_on, received_on, "平信")


def test_a_receipt_is_confirmed_neither_in_the_future_nor_before_the_application() -> None:
    def confirmed(on: date) -> Facts:
        return facts.ReceiptConfirmation(on, facts.ConfirmationMeans.PHONE, "通话")

    act, story = Action.CONFIRM_RECEIPT, submitted()

    assert story.refusal(act, confirmed(TOMORROW), "clerk") is Refusal.DATE_IN_FUTURE
    assert story.refusal(act, confirmed(SUNDAY), "clerk") is Refusal.DATE_TOO_EARLY
    story.do(act, confirmed(MONDAY), "clerk")
    assert (State.RECEIVED, MONDAY) == (story.standing.state, story.standing.received_on)


def test_what_is_registered_was_received_no_earlier_than_it_arrived_and_not_tomorrow() -> None:
    story, act = Story(), Action.REGISTER

    assert story.refusal(act, paper(MONDAY, FRIDAY), "clerk") is Refusal.DATE_TOO_EARLY
    assert story.refusal(act, paper(MONDAY, TOMORROW), "clerk") is Refusal.DATE_IN_FUTURE
    story.do(act, paper(FRIDAY, SUNDAY), "clerk")
    assert (FRIDAY, SUNDAY) == (story.standing.submitted_on, story.standing.received_on)


def test_a_part_keeps_the_day_zero_of_the_whole_and_knows_where_it_comes_from() -> None:
    part = facts.Part(
        DIGEST, DeliveryWay.POST, ReceiptChannel.IN_PERSON, FRIDAY, FRIDAY, "拆分", "SFSW-2025-1"
    )
    story = Story().do(Action.TAKE_PART, part, "clerk")

    assert (FRIDAY, "SFSW-2025-1") == (story.clock.day_zero, story.standing.parent)


def test_a_request_is_split_into_two_at_least_and_a_part_never_again() -> None:
    two = facts.Split(("甲", "乙"), ("SFSW-2025-2", "SFSW-2025-3"), "一事一申请")
    assert registered().refusal(Action.SPLIT, facts.Split(("甲",)), "clerk") is (
        Refusal.TOO_FEW_PARTS
    )
    part = facts.Part(
        DIGEST, DeliveryWay.POST, ReceiptChannel.IN_PERSON, FRIDAY, FRIDAY, "拆分", "SFSW-2025-1"
    )
    assert Story().do(Action.TAKE_PART, part, "clerk").refusal(Action.SPLIT, two, "clerk") is (
        Refusal.SPLIT_ALREADY
    )
    extended = in_hand().extend(MONDAY)
    assert extended.refusal(Action.SPLIT, two, "handler") is Refusal.SPLIT_TOO_LATE
    whole = registered().do(Action.SPLIT, two, "clerk")
    assert (State.SPLIT, two.references) == (whole.standing.state, whole.standing.parts)


@pytest.mark.parametrize(
    ("action", "given", "who"),
    [
        (Action.SPLIT, facts.Split(("甲", "乙")), "handler"),
        (Action.MERGE, facts.Merge("SFSW-2025-1", "同一件"), "approver"),
    ],
)
def test_what_was_counted_once_is_not_taken_out_of_the_figures_by_splitting_or_merging(
    action: Action, given: Facts, who: str
) -> None:
    again = in_hand().reply(MONDAY).redecide(date(2025, 6, 3))

    assert again.refusal(action, given, who) is Refusal.COUNTED_ALREADY
    in_hand().do(action, given, who)


def correction(received_on: date) -> facts.ReceiptCorrection:
    return facts.ReceiptCorrection(received_on, "邮戳", "看错日期")


def test_a_receipt_date_is_corrected_to_a_day_between_arrival_and_today() -> None:
    story, act = (
        Story().do(Action.REGISTER, paper(FRIDAY, SUNDAY), "clerk"),
        (Action.CORRECT_RECEIPT_DATE),
    )

    assert story.refusal(act, correction(TOMORROW), "approver") is Refusal.DATE_IN_FUTURE
    before = FRIDAY - timedelta(days=1)
    assert story.refusal(act, correction(before), "approver") is Refusal.DATE_TOO_EARLY
    story.do(act, correction(FRIDAY), "approver")
    assert (FRIDAY, FRIDAY) == (story.standing.received_on, story.clock.day_zero)


def test_a_receipt_is_not_moved_past_the_ending_that_counts() -> None:
    story = in_hand()
    story.today = date(2025, 4, 1)
    story.standing = replace(story.standing, counted=Counted(MONDAY, Outcome.GRANTED, 3))
    act = Action.CORRECT_RECEIPT_DATE

    assert story.refusal(act, correction(TOMORROW), "approver") is Refusal.AFTER_ITS_ENDING
    story.do(act, correction(MONDAY), "approver")


def test_a_request_is_not_merged_away_from_under_somebody_who_is_asked() -> None:
    act, merge = Action.MERGE, facts.Merge("SFSW-2025-000001", "同一件")
    story = in_hand().ask()
    assert story.refusal(act, merge, "approver") is Refusal.MERGE_WHILE_ASKED
    assert story.unoffered(act, "approver") is Refusal.MERGE_WHILE_ASKED

    story.do(Action.CALL_OFF_CONSULTATION, facts.CallingOff(1, "同一件申请已经征求"))
    assert State.MERGED is story.do(act, merge, "approver").standing.state


def test_a_request_is_merged_once_whoever_was_asked_stayed_silent() -> None:
    story = in_hand().ask().letter_received(1, MONDAY)
    story.today = date(2025, 3, 25)

    assert story.unoffered(Action.MERGE, "approver") is None


def after_a_clarification() -> Story:
    return in_hand().ask_clarification(MONDAY, date(2025, 3, 20)).clarify(date(2025, 3, 12))


def after_a_payment() -> Story:
    return in_hand().charge(MONDAY).pay(date(2025, 3, 12))


def after_a_late_payment() -> Story:
    story = in_hand().charge(MONDAY).fee_notice(MONDAY)
    story.do(Action.LAPSE_FEE, facts.FeeLapse("已询问"), on=date(2025, 4, 1))
    return story.accept_late(date(2025, 4, 8))


def after_an_order() -> Story:
    return in_hand().reply(MONDAY).redecide(date(2025, 6, 3))


@pytest.mark.parametrize(
    "story",
    [
        after_a_clarification,
        after_a_payment,
        after_a_late_payment,
        after_an_order,
    ],
    ids=lambda story: story.__name__,
)
def test_once_the_period_began_anew_the_old_receipt_date_is_not_corrected(
    story: Callable[[], Story],
) -> None:
    told = story()

    refused = told.refusal(Action.CORRECT_RECEIPT_DATE, correction(told.today), "approver")
    assert refused is Refusal.BEGUN_ANEW
    assert told.unoffered(Action.CORRECT_RECEIPT_DATE, "approver") is Refusal.BEGUN_ANEW
