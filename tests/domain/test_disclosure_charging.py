"""The processing fee (条例 42, 国办函〔2020〕109号): charged once, told, paid, waived, refunded."""

from datetime import date

import pytest

from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.standing import last_day_to_pay
from casework.domain.disclosure.vocabulary import Action, State
from tests.domain.story import CALENDAR, MONDAY, Story, in_hand

NOTICE, LAST = date(2025, 3, 5), date(2025, 4, 2)  # twenty working days after the notice


def charge(method: FeeMethod, before: int, quantity: int) -> facts.FeeCharge:
    return facts.FeeCharge(method, before, quantity, "超出合理范围", "银行")


ITEMS = charge(FeeMethod.BY_ITEM_MONTH, 10, 3)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(charge(FeeMethod.BY_ITEM_MONTH, 0, 10), id="ten-items-are-free"),
        pytest.param(charge(FeeMethod.BY_PAGE, 0, 30), id="thirty-pages-are-free"),
        pytest.param(charge(FeeMethod.BY_ITEM_MONTH, 10, 0), id="none"),
        pytest.param(charge(FeeMethod.BY_ITEM_MONTH, -1, 20), id="fewer-than-none-before"),
    ],
)
def test_what_is_free_is_not_charged(given: facts.FeeCharge) -> None:
    assert in_hand().refusal(Action.CHARGE_FEE, given) is Refusal.NO_FEE


@pytest.mark.parametrize(
    ("given", "yuan"),
    [
        (ITEMS, 300),
        (charge(FeeMethod.BY_ITEM_MONTH, 0, 11), 100),
        (charge(FeeMethod.BY_PAGE, 0, 68), 380),
    ],
)
def test_a_fee_is_what_its_tariff_says(given: facts.FeeCharge, yuan: int) -> None:
    story = in_hand().do(Action.CHARGE_FEE, given)

    assert story.standing.fee is not None
    assert (yuan, State.AWAITING_PAYMENT) == (story.standing.fee.yuan, story.standing.state)
    assert yuan == sum(line.total_yuan for line in story.standing.fee.lines)


def test_a_fee_is_charged_within_the_period_and_not_after_it() -> None:
    assert in_hand().refusal(Action.CHARGE_FEE, ITEMS, on=date(2025, 4, 1)) is (
        Refusal.FEE_TOO_LATE
    )
    in_hand().charge(date(2025, 3, 31))


def test_a_request_is_charged_once_by_one_tariff() -> None:
    story = in_hand().charge(MONDAY).pay(MONDAY)

    pages = charge(FeeMethod.BY_PAGE, 0, 100)
    assert story.refusal(Action.CHARGE_FEE, pages) is Refusal.FEE_CHARGED_ALREADY


def test_pages_of_what_is_public_already_are_not_charged() -> None:
    public = facts.DraftDecision(
        Outcome.ALREADY_PUBLIC, leaves.AlreadyPublic("公报", "网站政府公报栏")
    )
    story = in_hand().do(Action.DRAFT_DECISION, public)
    pages = charge(FeeMethod.BY_PAGE, 0, 100)

    assert story.refusal(Action.CHARGE_FEE, pages) is Refusal.FEE_FOR_PUBLIC
    story.do(Action.CHARGE_FEE, ITEMS)


def test_the_notice_is_received_once_after_it_was_issued_and_not_tomorrow() -> None:
    story, act = in_hand().charge(NOTICE), Action.RECORD_FEE_NOTICE

    def notice(on: date) -> facts.FeeNoticeReceived:
        return facts.FeeNoticeReceived(on, "签收单")

    assert story.refusal(act, notice(date(2025, 3, 4)), "clerk") is Refusal.DATE_TOO_EARLY
    assert story.refusal(act, notice(date(2025, 3, 6)), "clerk") is Refusal.DATE_IN_FUTURE
    story.fee_notice(NOTICE)
    assert story.refusal(act, notice(NOTICE), "clerk") is Refusal.LETTER_RECEIVED_ALREADY


def test_a_request_lapses_only_after_the_twentieth_working_day_to_pay() -> None:
    lapse, act = facts.FeeLapse("已电话询问"), Action.LAPSE_FEE
    story = in_hand().charge(MONDAY)
    assert last_day_to_pay(story.standing, CALENDAR) is None
    assert story.refusal(act, lapse, on=date(2025, 12, 1)) is Refusal.FEE_NOT_NOTIFIED

    story.fee_notice(NOTICE)
    assert story.clock.waiting_until(NOTICE) == LAST
    assert story.refusal(act, lapse, on=LAST) is Refusal.FEE_DEADLINE_RUNS
    story.do(act, lapse, on=date(2025, 4, 3))
    assert (State.LAPSED, Outcome.LAPSED_FEE) == (story.standing.state, story.standing.outcome)


def test_the_whole_fee_is_paid_no_earlier_than_it_was_asked() -> None:
    story, act = in_hand().charge(NOTICE), Action.RECORD_PAYMENT

    part = facts.Payment(NOTICE, 299, "票据1")
    assert story.refusal(act, part, "clerk") is Refusal.FEE_AMOUNT
    early = facts.Payment(date(2025, 3, 4), 300, "票据1")
    assert story.refusal(act, early, "clerk") is Refusal.DATE_TOO_EARLY
    assert State.IN_PROGRESS is story.pay(NOTICE).standing.state


def test_a_waived_fee_is_neither_due_nor_charged_again() -> None:
    story = in_hand().charge(MONDAY).do(Action.WAIVE_FEE, facts.FeeWaiver("低保"), "approver")

    assert (True, State.IN_PROGRESS) == (story.standing.fee_waived, story.standing.state)
    assert story.unoffered(Action.CHARGE_FEE) is Refusal.FEE_CHARGED_ALREADY


def paid() -> Story:
    return in_hand().charge(MONDAY).pay(MONDAY)


@pytest.mark.parametrize("yuan", [0, -1, 301])
def test_no_more_than_what_was_paid_is_paid_back(yuan: int) -> None:
    given = facts.Refund(yuan, "多收", "票据2")

    assert paid().refusal(Action.REFUND_FEE, given, "approver") is Refusal.REFUND_TOO_HIGH


def test_what_was_paid_is_paid_back_once_and_after_the_end_too() -> None:
    refund, act = facts.Refund(300, "多收", "票据2"), Action.REFUND_FEE
    assert in_hand().refusal(act, refund, "approver") is Refusal.NOTHING_PAID

    story = paid().reply(MONDAY).do(act, refund, "approver")
    assert refund == story.standing.refund
    assert story.refusal(act, refund, "approver") is Refusal.REFUNDED_ALREADY
