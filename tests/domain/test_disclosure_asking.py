"""What the applicant is asked: 补正 (条例 30), 说明理由 and 延迟答复 (条例 35)."""

from datetime import date

import pytest

from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.standing import last_day_to_ask
from casework.domain.disclosure.vocabulary import Action, State
from tests.domain.story import MONDAY, in_hand, submitted

ASKED, DEADLINE = date(2025, 3, 10), date(2025, 3, 24)


def test_a_clarification_notice_lists_its_defects_and_leaves_time() -> None:
    story, act = in_hand(), Action.ASK_CLARIFICATION

    none = facts.ClarificationNotice((), DEADLINE)
    assert story.refusal(act, none) is Refusal.NO_DEFECTS
    at_once = facts.ClarificationNotice(("年份",), MONDAY)
    assert story.refusal(act, at_once) is Refusal.DEADLINE_PAST


def test_a_request_is_clarified_no_earlier_than_it_was_asked_for_and_not_tomorrow() -> None:
    story = in_hand().ask_clarification(ASKED, DEADLINE)

    def clarified(on: date) -> facts.Clarification:
        return facts.Clarification("2024年的报告", ReceiptChannel.IN_PERSON, on)

    early, late = clarified(date(2025, 3, 9)), clarified(date(2025, 3, 11))
    assert story.refusal(Action.CLARIFY, early, "clerk") is Refusal.DATE_TOO_EARLY
    assert story.refusal(Action.CLARIFY, late, "clerk") is Refusal.DATE_IN_FUTURE
    assert story.clarify(ASKED).standing.state is State.IN_PROGRESS


def test_a_request_lapses_only_after_the_last_day_to_clarify() -> None:
    story = in_hand().ask_clarification(ASKED, DEADLINE)
    lapse = facts.Lapse("已电话询问")

    assert story.refusal(Action.LAPSE, lapse, on=DEADLINE) is Refusal.DEADLINE_RUNS
    story.lapse(date(2025, 3, 25))
    assert (State.LAPSED, Outcome.LAPSED_CLARIFICATION) == (
        story.standing.state,
        story.standing.outcome,
    )


def test_a_clarification_after_its_deadline_is_still_taken_while_nobody_ended_the_case() -> None:
    story = in_hand().ask_clarification(ASKED, DEADLINE).clarify(date(2025, 4, 2))

    assert date(2025, 4, 2) == story.clock.day_zero


def test_the_last_day_to_ask_is_the_seventh_working_day_of_each_period() -> None:
    story = in_hand()
    first = last_day_to_ask(story.clock)
    story.ask_clarification(ASKED, DEADLINE).clarify(date(2025, 3, 20))
    second = last_day_to_ask(story.clock)

    assert first is not None
    assert second is not None
    assert (date(2025, 3, 12), date(2025, 3, 31)) == (first.on, second.on)
    assert last_day_to_ask(submitted().clock) is None


def test_each_clarification_is_numbered() -> None:
    story = in_hand().ask_clarification(ASKED, DEADLINE).clarify(date(2025, 3, 12))
    story.ask_clarification(date(2025, 3, 14), DEADLINE)

    assert 2 == story.standing.clarification_count


def test_an_extension_proposed_for_the_old_period_is_void_in_the_new_one() -> None:
    story = in_hand().do(Action.PROPOSE_EXTENSION, facts.Extension(5, "资料量大"))
    story.ask_clarification(ASKED, DEADLINE).clarify(date(2025, 3, 12))

    assert story.unoffered(Action.EXTEND, "approver") is Refusal.NOT_PROPOSED


REASONS = facts.ReasonsRequest(30, date(2025, 1, 1), MONDAY, DEADLINE)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (facts.ReasonsRequest(0, date(2025, 1, 1), MONDAY, DEADLINE), Refusal.NO_COUNTS),
        (facts.ReasonsRequest(9, MONDAY, date(2025, 1, 1), DEADLINE), Refusal.DATE_TOO_EARLY),
        (facts.ReasonsRequest(9, date(2025, 1, 1), MONDAY, MONDAY), Refusal.REASONS_DEADLINE_PAST),
    ],
)
def test_reasons_are_asked_by_showing_the_volume_and_with_time_to_give_them(
    given: facts.ReasonsRequest, expected: Refusal
) -> None:
    assert in_hand().refusal(Action.ASK_REASONS, given) is expected


def test_reasons_come_after_they_were_asked_and_work_goes_on_without_only_after_the_day() -> None:
    story = in_hand().do(Action.ASK_REASONS, REASONS)
    early = facts.ReasonsGiven("研究", ReceiptChannel.IN_PERSON, date(2025, 3, 2))
    missing = facts.ReasonsMissing("已电话询问")

    # Before the application, to be sure: the request was made on the day it was asked.
    assert story.refusal(Action.RECEIVE_REASONS, early, "clerk") is Refusal.DATE_TOO_EARLY
    without = Action.PROCEED_WITHOUT_REASONS
    assert story.refusal(without, missing, on=DEADLINE) is Refusal.REASONS_DEADLINE_RUNS
    story.do(without, missing, on=date(2025, 3, 25))
    assert (State.IN_PROGRESS, None) == (story.standing.state, story.standing.reasons)


def test_reasons_are_not_older_than_the_question() -> None:
    story = in_hand().do(Action.ASK_REASONS, REASONS, on=date(2025, 3, 6))
    early = facts.ReasonsGiven("研究", ReceiptChannel.IN_PERSON, date(2025, 3, 5))

    assert story.refusal(Action.RECEIVE_REASONS, early, "clerk") is Refusal.DATE_TOO_EARLY


def test_who_was_asked_for_no_reasons_is_not_refused_for_want_of_them() -> None:
    excessive = facts.DraftDecision(
        Outcome.EXCESSIVE, leaves.Excessive(MONDAY, "研究需要", "与研究无关")
    )

    assert in_hand().refusal(Action.DRAFT_DECISION, excessive) is Refusal.NO_REASONS_ASKED
    in_hand().explain(MONDAY).do(Action.DRAFT_DECISION, excessive)


def test_a_reply_is_deferred_for_given_reasons_to_a_later_day() -> None:
    later = facts.Deferral(date(2025, 6, 30), "数量大")
    assert in_hand().refusal(Action.DEFER, later, "approver") is Refusal.NO_REASONS_GIVEN

    story = in_hand().explain(MONDAY)
    to_the_due_date = facts.Deferral(date(2025, 3, 31), "数量大")
    refused = story.refusal(Action.DEFER, to_the_due_date, "approver")
    assert refused is Refusal.DEFERRAL_TOO_EARLY
    story.do(Action.DEFER, later, "approver")
    assert date(2025, 6, 30) == story.due_on
    assert story.refusal(Action.DEFER, later, "approver") is Refusal.DEFERRED_ALREADY


def test_while_nobody_knows_the_due_date_a_deferral_is_to_a_day_after_today() -> None:
    story = in_hand().explain(MONDAY).ask()
    today = facts.Deferral(MONDAY, "数量大")

    assert story.refusal(Action.DEFER, today, "approver") is Refusal.DEFERRAL_TOO_EARLY


def test_a_reply_that_is_overdue_is_not_put_in_time_by_a_deferral() -> None:
    story = in_hand().explain(MONDAY)
    later = facts.Deferral(date(2025, 6, 30), "数量大")

    refused = story.refusal(Action.DEFER, later, "approver", date(2025, 4, 1))
    assert refused is Refusal.DEFERRAL_TOO_LATE
    story.defer(date(2025, 3, 31), date(2025, 6, 30))


def test_a_date_that_an_order_set_is_not_put_off() -> None:
    story = in_hand().explain(MONDAY).reply(date(2025, 3, 10))
    story.redecide(date(2025, 6, 3), date(2025, 6, 30))
    later = facts.Deferral(date(2025, 9, 30), "数量大")

    assert story.refusal(Action.DEFER, later, "approver") is Refusal.DEFERRED_ALREADY


def test_a_clarification_ends_a_deferral_with_the_period_it_belonged_to() -> None:
    story = in_hand().explain(MONDAY).defer(MONDAY, date(2025, 6, 30))
    story.ask_clarification(ASKED, DEADLINE).clarify(date(2025, 3, 20))

    assert date(2025, 4, 18) == story.due_on
    assert date(2025, 6, 30) == story.defer(date(2025, 3, 20), date(2025, 6, 30)).due_on
