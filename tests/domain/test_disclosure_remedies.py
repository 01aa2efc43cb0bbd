"""After the end: late answers, 复议, 诉讼, complaints, and the re-decision they order."""

from collections.abc import Callable
from datetime import date

import pytest

from casework.domain.clock import LedgerKind, RestartReason, ledger
from casework.domain.disclosure import facts
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.facts import RemedyKind, RemedyResult
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.vocabulary import Action, State
from tests.domain.story import MONDAY, Story, in_hand

JUNE = date(2025, 6, 3)


def remedy(on: date = JUNE, kind: RemedyKind = RemedyKind.LITIGATION) -> facts.Remedy:
    return facts.Remedy(kind, "示范市示范区人民法院", on, "行初1号", "张某", "撤销")


def result(
    number: int = 1,
    found: RemedyResult = RemedyResult.CORRECTED,
    on: date = JUNE,
    *,
    anew: bool = True,
) -> facts.RemedyConclusion:
    return facts.RemedyConclusion(number, found, on, "行初1号", anew)


def replied() -> Story:
    story = in_hand().reply(date(2025, 3, 10))
    story.today = JUNE
    return story


def lapsed() -> Story:
    asked = in_hand().ask_clarification(date(2025, 3, 10), date(2025, 3, 24))
    return asked.lapse(date(2025, 3, 25))


def fee_lapsed() -> Story:
    charged = in_hand().charge(MONDAY).fee_notice(MONDAY)
    return charged.do(Action.LAPSE_FEE, facts.FeeLapse("已询问"), on=date(2025, 4, 1))


def test_a_remedy_holds_the_case_until_its_result() -> None:
    story = replied()
    assert not story.standing.is_held

    story.do(Action.OPEN_REMEDY, remedy(), "clerk")
    story.do(Action.OPEN_REMEDY, remedy(kind=RemedyKind.COMPLAINT), "clerk")
    story.do(Action.CONCLUDE_REMEDY, result(1, RemedyResult.UPHELD, anew=False), "clerk")
    assert story.standing.is_held
    story.do(Action.CONCLUDE_REMEDY, result(2, RemedyResult.OTHER, anew=False), "clerk")
    assert not story.standing.is_held
    assert [RemedyResult.UPHELD, RemedyResult.OTHER] == [
        one.result for one in story.standing.remedies
    ]


def test_a_remedy_is_opened_neither_in_the_future_nor_before_the_application() -> None:
    story, act = replied(), Action.OPEN_REMEDY

    assert story.refusal(act, remedy(date(2025, 6, 4)), "clerk") is Refusal.DATE_IN_FUTURE
    assert story.refusal(act, remedy(date(2025, 3, 2)), "clerk") is Refusal.DATE_TOO_EARLY


def test_a_remedy_is_concluded_once_and_no_earlier_than_it_was_opened() -> None:
    story, act = replied(), Action.CONCLUDE_REMEDY
    assert story.refusal(act, result(), "clerk") is Refusal.NO_SUCH_REMEDY

    story.do(Action.OPEN_REMEDY, remedy(), "clerk")
    assert story.refusal(act, result(2), "clerk") is Refusal.NO_SUCH_REMEDY
    early = result(on=date(2025, 6, 2))
    assert story.refusal(act, early, "clerk") is Refusal.DATE_TOO_EARLY
    story.do(act, result(), "clerk")
    assert story.refusal(act, result(), "clerk") is Refusal.NO_SUCH_REMEDY


def test_a_reply_that_is_upheld_is_not_ordered_anew() -> None:
    story = replied().do(Action.OPEN_REMEDY, remedy(), "clerk")
    both = result(found=RemedyResult.UPHELD, anew=True)

    assert story.refusal(Action.CONCLUDE_REMEDY, both, "clerk") is Refusal.UPHELD_ORDERS_NOTHING


def test_a_request_begins_anew_only_by_order_and_once_by_each_order() -> None:
    act, order = Action.ORDER_REDECISION, facts.Redecision("行初1号", JUNE)
    assert replied().refusal(act, order, "approver") is Refusal.NOT_ORDERED
    upheld = replied().conclude(JUNE, RemedyResult.UPHELD)
    assert upheld.refusal(act, order, "approver") is Refusal.NOT_ORDERED

    story = replied().redecide(JUNE).reply(JUNE)
    assert story.refusal(act, order, "approver") is Refusal.NOT_ORDERED
    story.redecide(date(2025, 9, 1))
    assert State.IN_PROGRESS is story.standing.state


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (facts.Redecision("行初1号", date(2025, 6, 4)), Refusal.DATE_IN_FUTURE),
        (facts.Redecision("行初1号", date(2025, 6, 2)), Refusal.DATE_TOO_EARLY),
        (facts.Redecision("行初1号", JUNE, date(2025, 6, 2)), Refusal.DATE_TOO_EARLY),
    ],
)
def test_an_order_is_received_after_it_was_made_and_sets_a_day_to_come(
    order: facts.Redecision, expected: Refusal
) -> None:
    story = replied().conclude(JUNE)

    assert story.refusal(Action.ORDER_REDECISION, order, "approver") is expected


def test_what_begins_anew_has_nothing_decided_signed_or_served() -> None:
    story = replied().redecide(JUNE)
    standing = story.standing

    assert (True, None, None, None, None, None) == (
        standing.is_open,
        standing.outcome,
        standing.draft,
        standing.signed_on,
        standing.service,
        standing.reply_received_on,
    )


def test_who_never_answered_the_first_time_is_not_awaited_when_work_begins_anew() -> None:
    story = in_hand().ask().reply(date(2025, 3, 10)).redecide(JUNE)

    assert not story.standing.consultations[0].waits(JUNE, story.calendar)
    assert date(2025, 7, 1) == story.due_on


def late(on: date) -> facts.LateAnswer:
    return facts.LateAnswer(on, "补正", "已告知可以重新申请")


def accepted(on: date) -> facts.LateAcceptance:
    return facts.LateAcceptance(on, ReceiptChannel.IN_PERSON, "2024年", "住院")


def test_an_answer_is_late_only_where_one_was_awaited() -> None:
    withdrawn = in_hand().do(Action.WITHDRAW, facts.Withdrawal("不需要"), "applicant")
    assert withdrawn.unoffered(Action.ACCEPT_LATE_ANSWER, "approver") is not None

    # Ended otherwise, but in the same state: nothing in the table leads there, the guard holds it.
    story = lapsed()
    story.standing = type(story.standing)(state=State.LAPSED, outcome=Outcome.GRANTED)
    refused = story.refusal(Action.RECORD_LATE_ANSWER, late(story.today), "clerk")
    assert refused is Refusal.NOT_THIS_END


@pytest.mark.parametrize("begin", [lapsed, fee_lapsed], ids=["clarification", "fee"])
def test_a_late_answer_is_kept_and_moves_nothing(begin: Callable[[], Story]) -> None:
    story = begin()
    before = story.standing

    story.do(Action.RECORD_LATE_ANSWER, late(story.today), "clerk")
    assert (State.LAPSED, before.counted) == (story.standing.state, story.standing.counted)


def test_a_late_answer_comes_after_it_was_asked_for_and_not_tomorrow() -> None:
    story = lapsed()
    act = Action.ACCEPT_LATE_ANSWER

    early = story.refusal(act, accepted(date(2025, 3, 9)), "approver")
    assert early is Refusal.DATE_TOO_EARLY
    future = story.refusal(act, accepted(date(2025, 3, 26)), "approver")
    assert future is Refusal.DATE_IN_FUTURE


def test_a_late_clarification_with_a_good_reason_restarts_the_period() -> None:
    story = lapsed().accept_late(date(2025, 4, 3))

    assert (State.IN_PROGRESS, date(2025, 5, 6)) == (story.standing.state, story.due_on)
    assert RestartReason.CLARIFIED.zh == ledger(story.clock)[0].reason


def test_a_late_payment_with_a_good_reason_is_a_payment() -> None:
    story = fee_lapsed().accept_late(date(2025, 4, 3))
    zero = ledger(story.clock)[0]

    assert (LedgerKind.DAY_ZERO, RestartReason.PAID.zh, "C-7") == (
        zero.kind,
        zero.reason,
        zero.rule,
    )
    assert story.standing.payment is not None
    assert (date(2025, 4, 3), 300) == (story.standing.payment.paid_on, story.standing.payment.yuan)
    story.do(Action.REFUND_FEE, facts.Refund(300, "多收", "票据2"), "approver")


def test_each_late_answer_restarts_for_what_it_answers() -> None:
    story = lapsed().accept_late(date(2025, 4, 3))
    story.charge(date(2025, 4, 7)).fee_notice(date(2025, 4, 7))
    story.do(Action.LAPSE_FEE, facts.FeeLapse("已询问"), on=date(2025, 5, 12))
    story.accept_late(date(2025, 5, 14))

    assert RestartReason.PAID.zh == ledger(story.clock)[0].reason
