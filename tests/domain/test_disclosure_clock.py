"""The clock of every combination of acts (rulebook §0, 1.3): dates worked out by hand."""

from datetime import date, timedelta

import pytest

from casework.domain.clock import ClockState, LedgerKind, VoidReason, ledger
from casework.domain.disclosure import facts
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.late_notice import at_risk_from, date_at_risk
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.vocabulary import Action
from casework.domain.workflow import Facts
from tests.domain import slow_model
from tests.domain.story import DIGEST, MONDAY, NOT_HELD, Story, in_hand, submitted

DUE = date(2025, 3, 31)


def day(month: int, number: int) -> date:
    return date(2025, month, number)


def sums_up(story: Story) -> bool:
    """Whether the ledger's counted days are those of the period, and its last line the date."""
    clock = story.clock
    book = ledger(clock)
    counts = [line.count for line in book if line.count is not None]
    return (counts, book[-1].on) == (list(range(1, clock.total + 1)), clock.due_on)


# Receipt.


def test_nothing_runs_before_both_sides_confirmed() -> None:
    story = submitted()
    assert ClockState.NOT_STARTED is story.clock.state_on(MONDAY)

    given = facts.ReceiptConfirmation(day(3, 9), facts.ConfirmationMeans.PHONE, "通话")
    story.do(Action.CONFIRM_RECEIPT, given, "clerk", day(3, 10))
    # A Sunday, not shifted (C-1).
    assert (day(3, 9), day(4, 7)) == (story.clock.day_zero, story.due_on)


def test_a_corrected_receipt_date_moves_the_date_and_keeps_what_was_excluded_and_added() -> None:
    story = in_hand().ask(on=day(3, 10)).answer(1, day(3, 12)).extend(day(3, 20), 5)
    before = story.due_on
    moved = facts.ReceiptCorrection(day(3, 5), "邮戳", "看错日期")
    story.do(Action.CORRECT_RECEIPT_DATE, moved, "approver", day(3, 21))

    asked = [(day(3, 10), day(3, 12))]
    assert before == slow_model.walk(MONDAY, 25, asked)
    assert story.due_on == slow_model.walk(day(3, 5), 25, asked)
    assert sums_up(story)


# Consultations.


def test_overlapping_consultations_are_excluded_once() -> None:
    # Vector X-D08: 甲 asked on the 5th, back on the 14th; 乙 on the 10th, back on the 20th.
    story = in_hand().ask("甲", day(3, 5)).ask("乙", day(3, 10))
    story.answer(1, day(3, 14)).answer(2, day(3, 20))

    assert day(4, 16) == story.due_on
    assert sums_up(story)


def test_a_third_party_and_an_agency_asked_together_are_excluded_once() -> None:
    story = in_hand().ask("甲", day(3, 5)).ask_agency(on=day(3, 7))
    story.answer(1, day(3, 12)).answer(2, day(3, 18))

    assert day(4, 14) == story.due_on


def test_one_after_the_other_each_excludes_its_own_days() -> None:
    story = in_hand().ask("甲", day(3, 5)).answer(1, day(3, 11))
    story.ask_agency(on=day(3, 14)).answer(2, day(3, 20))

    assert day(4, 11) == story.due_on


def test_without_proof_of_the_letter_the_wait_has_no_date_and_with_it_it_has() -> None:
    story = in_hand().ask(on=day(3, 10))
    assert (None, ClockState.SUSPENDED) == (story.due_on, story.clock.state_on(day(3, 11)))
    assert story.clock.waiting_until(day(3, 11)) is None

    story.letter_received(1, day(3, 12))
    assert (day(4, 24), day(4, 2)) == (story.due_on, story.clock.waiting_until(day(3, 13)))


def test_silence_ends_the_wait_with_its_last_day_and_nobody_has_to_do_anything() -> None:
    story = in_hand().ask(on=day(3, 10)).letter_received(1, day(3, 12))

    assert ClockState.SUSPENDED is story.clock.state_on(day(4, 2))
    assert ClockState.RUNNING is story.clock.state_on(day(4, 3))
    assert day(4, 24) == story.due_on


def test_an_opinion_after_its_last_day_is_kept_and_moves_nothing() -> None:
    story = in_hand().ask(on=day(3, 10)).letter_received(1, day(3, 12)).answer(1, day(4, 10))

    assert day(4, 24) == story.due_on
    assert facts.Opinion.CONSENTS is story.standing.consultations[0].opinion


def test_a_consultation_called_off_ends_that_day() -> None:
    story = in_hand().ask(on=day(3, 10))
    story.do(Action.CALL_OFF_CONSULTATION, facts.CallingOff(1, "退信"), on=day(3, 12))

    assert story.due_on == slow_model.walk(MONDAY, 20, [(day(3, 10), day(3, 12))])


def test_a_consultation_called_off_after_its_last_day_moves_nothing() -> None:
    story = in_hand().ask(on=day(3, 10)).letter_received(1, day(3, 12))
    story.do(Action.CALL_OFF_CONSULTATION, facts.CallingOff(1, "无回音"), on=day(4, 15))

    assert day(4, 24) == story.due_on


def test_a_silent_third_party_across_the_spring_festival() -> None:
    # Vector D06: asked on 3 February, received on the 5th; 15–23 February off, 14 and 28 worked.
    story = in_hand(date(2026, 1, 26)).ask(on=date(2026, 2, 3))
    story.letter_received(1, date(2026, 2, 5))

    assert date(2026, 3, 24) == story.due_on
    assert sums_up(story)


def test_a_question_of_secrecy_that_does_not_suspend_leaves_the_date_alone() -> None:
    secrecy = facts.AgencyRole.SECRECY
    story = in_hand().ask_agency(secrecy, on=day(3, 10), suspends=False)
    assert (DUE, ClockState.RUNNING) == (story.due_on, story.clock.state_on(day(3, 12)))

    suspending = in_hand().ask_agency(secrecy, on=day(3, 10))
    assert suspending.due_on is None


def test_what_is_asked_on_the_last_day_or_later_excludes_nothing() -> None:
    assert DUE == in_hand().ask(on=DUE).answer(1, day(4, 11)).due_on
    assert DUE == in_hand().ask(on=day(4, 1)).due_on


def test_the_ledger_names_a_third_party_by_number_and_an_agency_by_name() -> None:
    story = in_hand().ask("张某", day(3, 5)).answer(1, day(3, 6))
    story.ask_agency(on=day(3, 10)).answer(2, day(3, 11))
    reasons = {line.reason for line in ledger(story.clock) if line.kind is LedgerKind.EXCLUDED}

    assert {"征求第三方意见（1）", "征求其他机关意见（示范市财政局）"} == reasons


# Clarifications.


def test_two_clarifications_each_restart_from_zero() -> None:
    # Vector C09.
    story = in_hand().ask_clarification(day(3, 12), day(3, 28)).clarify(day(3, 20))
    story.ask_clarification(day(3, 26), day(4, 18)).clarify(day(4, 7))

    assert day(5, 7) == story.due_on
    assert sums_up(story)


def test_while_a_clarification_is_awaited_the_wait_has_the_date_of_the_notice() -> None:
    story = in_hand().ask_clarification(day(3, 12), day(3, 28))

    assert (ClockState.VOID, None, day(3, 28)) == (
        story.clock.state_on(day(3, 13)),
        story.due_on,
        story.clock.waiting_until(day(3, 13)),
    )


def test_a_clarification_after_a_consultation_counts_nothing_of_what_was_before() -> None:
    story = in_hand().ask(on=day(3, 5)).answer(1, day(3, 11))
    story.ask_clarification(day(3, 12), day(3, 28)).clarify(day(3, 20))

    assert day(4, 18) == story.due_on


def test_a_consultation_that_outlasts_a_clarification_excludes_the_days_of_the_new_period() -> None:
    story = in_hand().ask(on=day(3, 5)).letter_received(1, day(3, 6))
    story.ask_clarification(day(3, 12), day(3, 28)).clarify(day(3, 20))

    # 甲 may speak until 27 March, the fifteenth working day after the letter.
    assert story.due_on == slow_model.walk(day(3, 20), 20, [(day(3, 20), day(3, 27))])
    assert ClockState.SUSPENDED is story.clock.state_on(day(3, 27))


def test_an_extension_is_gone_with_the_period_that_it_extended() -> None:
    story = in_hand().extend(day(3, 6), 20)
    story.ask_clarification(day(3, 11), day(3, 28)).clarify(day(3, 20))

    assert day(4, 18) == story.due_on


def test_a_clarification_and_then_an_extension() -> None:
    # Vector F09.
    story = in_hand().ask_clarification(day(3, 12), day(3, 28)).clarify(day(3, 20))

    assert day(5, 20) == story.extend(day(4, 15), 20).due_on


# Extensions.


def test_a_consultation_and_an_extension_add_up() -> None:
    # Vector F06.
    story = in_hand().ask(on=day(3, 10)).answer(1, day(3, 24))

    assert day(5, 15) == story.extend(day(3, 28), 20).due_on


def test_a_question_asked_in_the_added_days_excludes_too() -> None:
    # Vector X-F11.
    story = in_hand().extend(day(3, 28), 20).ask(on=day(4, 7)).answer(1, day(4, 14))

    assert day(5, 8) == story.due_on
    assert sums_up(story)


# Fees.


def test_while_a_fee_is_awaited_the_wait_has_a_date_once_the_notice_was_received() -> None:
    story = in_hand(day(9, 1)).charge(day(9, 10))
    assert (ClockState.VOID, None) == (
        story.clock.state_on(day(9, 11)),
        story.clock.waiting_until(day(9, 11)),
    )

    story.fee_notice(day(9, 12))
    assert day(10, 16) == story.clock.waiting_until(day(9, 13))
    # The ledger of the period that ended shows when it did: with the notice, not its receipt.
    assert day(9, 10) == ledger(story.clock)[-1].on


def test_a_fee_and_then_an_extension() -> None:
    # Vectors G02 and G07.
    story = in_hand(day(9, 1)).charge(day(9, 10)).fee_notice(day(9, 12)).pay(day(9, 25))
    assert day(10, 29) == story.due_on

    assert day(11, 26) == story.extend(day(10, 28), 20).due_on


def test_a_clarification_and_then_a_fee() -> None:
    # Vector X-G11.
    story = in_hand(day(9, 1)).ask_clarification(day(9, 5), day(9, 30)).clarify(day(9, 10))
    story.charge(day(9, 15)).fee_notice(day(9, 16)).pay(day(9, 28))

    assert day(10, 31) == story.due_on


def waived(charged_on: date, waived_on: date) -> Story:
    story = in_hand().charge(charged_on)
    return story.do(Action.WAIVE_FEE, facts.FeeWaiver("低保"), "approver", waived_on)


@pytest.mark.parametrize(
    ("charged_on", "waived_on"),
    [
        pytest.param(day(3, 10), day(3, 20), id="in-the-middle"),
        pytest.param(MONDAY, MONDAY, id="at-once"),
        pytest.param(DUE - timedelta(days=3), day(5, 12), id="near-the-end"),
    ],
)
def test_a_waived_fee_buys_no_fresh_period_but_the_days_of_the_wait(
    charged_on: date, waived_on: date
) -> None:
    expected = slow_model.walk(MONDAY, 20, [(charged_on, waived_on)])

    assert expected == waived(charged_on, waived_on).due_on


def test_a_fee_that_was_charged_on_the_last_day_and_waived_leaves_no_day() -> None:
    story = waived(DUE, day(4, 10))

    assert (DUE, True) == (story.due_on, story.clock.overdue_on(story.today))


def test_the_days_of_a_wait_that_was_waived_are_said_to_be_so_in_the_ledger() -> None:
    lines = [line for line in ledger(waived(day(3, 10), day(3, 12)).clock) if line.count is None]
    kept_out = [line for line in lines if line.kind is LedgerKind.EXCLUDED]

    assert [(day(3, 11), "C-7"), (day(3, 12), "C-7")] == [(line.on, line.rule) for line in kept_out]
    assert {VoidReason.PAYMENT.zh} == {line.reason for line in kept_out}


def test_an_extension_that_was_told_before_a_waived_fee_stands() -> None:
    story = in_hand().extend(day(3, 5), 10).charge(day(3, 10))
    story.do(Action.WAIVE_FEE, facts.FeeWaiver("低保"), "approver", day(3, 20))

    assert story.due_on == slow_model.walk(MONDAY, 30, [(day(3, 10), day(3, 20))])


def test_what_was_asked_before_the_fee_and_is_open_still_excludes_days_after_it() -> None:
    story = in_hand().ask(on=day(3, 5)).charge(day(3, 6)).pay(day(3, 10))
    assert story.due_on is None

    story.answer(1, day(3, 12))
    assert story.due_on == slow_model.walk(day(3, 10), 20, [(day(3, 10), day(3, 12))])


# Reasons and deferral.


def test_while_reasons_are_awaited_the_period_runs_on() -> None:
    asked = facts.ReasonsRequest(30, date(2025, 1, 1), MONDAY, day(3, 20))
    story = in_hand().do(Action.ASK_REASONS, asked)

    assert (ClockState.RUNNING, DUE) == (story.clock.state_on(day(3, 10)), story.due_on)


def test_a_deferred_date_stands_whatever_is_asked_afterwards() -> None:
    story = in_hand().explain(day(3, 10)).defer(day(3, 24), day(6, 30)).ask(on=day(3, 25))

    assert day(6, 30) == story.due_on


# Orders and late answers.


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [(None, day(7, 1)), (day(6, 16), day(6, 16))],
    ids=["from-the-beginning", "by-its-date"],
)
def test_an_order_sets_a_date_or_lets_the_period_begin_anew(
    due_on: date | None, expected: date
) -> None:
    story = in_hand().reply(day(3, 10)).redecide(day(6, 3), due_on)

    assert (ClockState.RUNNING, expected) == (story.clock.state_on(day(6, 4)), story.due_on)


def test_after_an_order_what_was_extended_before_is_not_added_again() -> None:
    story = in_hand().extend(day(3, 10), 20).reply(day(3, 20)).redecide(day(6, 3))

    assert day(7, 1) == story.due_on


def test_a_late_acceptance_counts_from_the_answer() -> None:
    # Vector X-C14.
    story = in_hand().ask_clarification(day(3, 10), DUE).lapse(day(4, 1))
    assert ClockState.STOPPED is story.clock.state_on(day(4, 1))

    assert day(5, 6) == story.accept_late(day(4, 3)).due_on


@pytest.mark.parametrize(
    ("action", "given"),
    [
        (Action.ASK_CLARIFICATION, facts.ClarificationNotice(("年份",), day(6, 13))),
        (
            Action.CHARGE_FEE,
            facts.FeeCharge(FeeMethod.BY_ITEM_MONTH, 10, 3, "超出合理范围", "银行"),
        ),
    ],
    ids=["clarification", "fee"],
)
def test_a_date_that_an_order_set_is_moved_by_nothing_that_begins_the_period_anew(
    action: Action, given: Facts
) -> None:
    by_date = in_hand().reply(day(3, 10)).redecide(day(6, 3), day(6, 16))
    while_open = in_hand().do(
        Action.ORDER_REPLY, facts.OrderedDate("责令1号", day(6, 16)), "approver"
    )
    without = in_hand().reply(day(3, 10)).redecide(day(6, 3))

    assert by_date.refusal(action, given) is Refusal.DATE_IS_ORDERED
    assert while_open.refusal(action, given) is Refusal.DATE_IS_ORDERED
    assert by_date.unoffered(action) is Refusal.DATE_IS_ORDERED
    assert without.do(action, given).due_on is None
    assert day(6, 16) == by_date.due_on


def test_an_order_that_sets_no_date_frees_from_an_earlier_one_that_did() -> None:
    story = in_hand().reply(day(3, 10)).redecide(day(6, 3), day(6, 16)).reply(day(6, 10))

    assert story.redecide(day(9, 1)).unoffered(Action.ASK_CLARIFICATION) is None


# A notice that was given too late (R-30-6).


def at_risk(story: Story) -> date | None:
    found = date_at_risk(story.standing, story.calendar)
    return None if found is None else found.on


def test_a_clarification_asked_on_the_seventh_day_puts_no_date_at_risk() -> None:
    story = in_hand().ask_clarification(day(3, 12), day(3, 26)).clarify(day(3, 20))

    assert at_risk(story) is None


def test_a_clarification_asked_too_late_leaves_the_original_date_at_risk_ever_after() -> None:
    story = in_hand().ask_clarification(day(3, 13), day(3, 27))
    assert (None, DUE) == (story.due_on, at_risk(story))

    story.clarify(day(3, 20))
    assert (day(4, 18), DUE) == (story.due_on, at_risk(story))
    assert at_risk(story.reply(day(4, 2))) == DUE


def test_the_date_at_risk_is_moved_by_opinions_and_an_extension_alone() -> None:
    story = in_hand().ask(on=day(3, 5)).answer(1, day(3, 7))
    story.ask_clarification(day(3, 14), day(3, 28)).clarify(day(3, 20))
    assert at_risk(story) == slow_model.walk(MONDAY, 20, [(day(3, 5), day(3, 7))])

    story.ask(on=day(3, 21))
    assert at_risk(story) is None
    story.answer(2, day(3, 24)).extend(day(3, 25), 5)
    spans = [(day(3, 5), day(3, 7)), (day(3, 21), day(3, 24))]
    assert at_risk(story) == slow_model.walk(MONDAY, 25, spans)


def test_a_second_notice_is_late_by_the_day_the_first_clarification_came() -> None:
    story = in_hand().ask_clarification(day(3, 5), day(3, 20)).clarify(day(3, 10))
    story.ask_clarification(day(3, 19), day(4, 2))
    assert at_risk(story) is None

    story.clarify(day(3, 24)).ask_clarification(day(4, 10), day(4, 24))
    assert at_risk(story) == slow_model.walk(day(3, 24), 20)


def part_of(whole: Story) -> Story:
    """A part of a request that is split on the day on which it stands."""
    given = facts.Part(
        DIGEST,
        DeliveryWay.POST,
        ReceiptChannel.IN_PERSON,
        MONDAY,
        MONDAY,
        "拆分",
        "SFSW-2025-000001",
        counts_from=whole.clock.day_zero,
        at_risk_from=at_risk_from(whole.standing, whole.calendar),
    )
    story = Story(whole.today).do(Action.TAKE_PART, given, "clerk")
    return story.do(Action.ASSIGN, facts.Assignment("水资源科", 7), "clerk")


def test_the_parts_of_a_request_that_was_asked_too_late_have_the_same_date_at_risk() -> None:
    whole = in_hand().ask_clarification(day(3, 13), day(3, 27)).clarify(day(3, 20))
    part = part_of(whole)
    assert (whole.due_on, at_risk(whole)) == (part.due_on, at_risk(part)) == (day(4, 18), DUE)

    part.ask(on=day(3, 21)).answer(1, day(3, 24)).extend(day(3, 25), 5)
    assert at_risk(part) == slow_model.walk(MONDAY, 25, [(day(3, 21), day(3, 24))])
    assert at_risk(part.reply(day(4, 2)).redecide(day(6, 3))) is None


def test_the_parts_of_a_request_that_was_asked_in_time_have_no_date_at_risk() -> None:
    whole = in_hand().ask_clarification(day(3, 12), day(3, 26)).clarify(day(3, 20))

    assert at_risk(part_of(whole)) is None


def test_the_period_that_a_second_notice_broke_off_is_the_one_at_risk_in_the_parts() -> None:
    whole = in_hand().ask_clarification(day(3, 5), day(3, 20)).clarify(day(3, 10))
    whole.ask_clarification(day(3, 20), day(4, 2)).clarify(day(3, 24))

    assert at_risk(part_of(whole)) == at_risk(whole) == slow_model.walk(day(3, 10), 20)


def test_once_an_order_decided_about_the_date_none_is_at_risk() -> None:
    story = in_hand().ask_clarification(day(3, 13), day(3, 27)).clarify(day(3, 20))
    story.reply(day(4, 2)).redecide(day(6, 3))
    assert at_risk(story) is None

    story.ask_clarification(day(6, 13), day(6, 27))
    assert at_risk(story) == slow_model.walk(day(6, 3), 20)


# Ends.


@pytest.mark.parametrize(("served_on", "expected"), [(DUE, True), (DUE + timedelta(days=1), False)])
def test_a_reply_is_in_time_up_to_the_last_day(served_on: date, *, expected: bool) -> None:
    story = in_hand().sign(NOT_HELD).serve(served_on)

    assert expected is story.in_time
    assert not story.clock.overdue_on(date(2025, 12, 31))


def test_a_reply_while_an_opinion_is_awaited_without_a_date_is_in_time() -> None:
    assert in_hand().ask(on=day(3, 10)).reply(day(3, 20)).in_time is True


def test_beyond_the_last_notice_a_date_is_provisional() -> None:
    story = in_hand(date(2026, 12, 10))

    assert (date(2027, 1, 8), True) == (story.due_on, story.clock.provisional)
