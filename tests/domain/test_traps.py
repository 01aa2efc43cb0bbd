"""The rulebook's list of what naive systems get wrong, as far as arithmetic can get it wrong."""

from datetime import date

import pytest

from casework.domain.calendar import DayKind, YearNotArranged, load_calendar
from casework.domain.clock import (
    Entry,
    Extend,
    Restart,
    RestartReason,
    Start,
    Stop,
    StopReason,
    Suspend,
    SuspensionReason,
    Void,
    VoidReason,
    reckon,
)
from casework.domain.disclosure.fees import FeeMethod, fee_yuan
from casework.domain.periods import LimitName, last_day

RECEIVED = Start(date(2025, 3, 3))


def due(*entries: Entry) -> date | None:
    return reckon(entries, load_calendar()).due_on


def test_t1_the_reply_period_is_twenty_working_days_not_fifteen() -> None:
    assert due(RECEIVED) == date(2025, 3, 31)


def test_t3_receipt_on_a_saturday_makes_monday_day_one() -> None:
    assert due(Start(date(2025, 3, 1))) == date(2025, 3, 28)


def test_t4_a_makeup_saturday_is_a_working_day() -> None:
    assert load_calendar().is_working_day(date(2026, 5, 9))


def test_t5_the_eve_of_2024_was_no_holiday() -> None:
    assert load_calendar().day(date(2024, 2, 9)).kind is DayKind.WORKING_DAY


@pytest.mark.parametrize(
    ("wait", "end"),
    [
        (VoidReason.CLARIFICATION, RestartReason.CLARIFIED),
        (VoidReason.PAYMENT, RestartReason.PAID),
    ],
)
def test_t6_a_clarification_or_payment_restarts_and_does_not_resume(
    wait: VoidReason, end: RestartReason
) -> None:
    restarted = due(RECEIVED, Void(date(2025, 3, 10), wait), Restart(date(2025, 3, 20), end))

    assert restarted == due(Start(date(2025, 3, 20)))


def test_t7_overlapping_consultations_are_not_added_up() -> None:
    first = Suspend(date(2025, 3, 5), SuspensionReason.THIRD_PARTY, ended_on=date(2025, 3, 14))
    second = Suspend(date(2025, 3, 10), SuspensionReason.AGENCY, ended_on=date(2025, 3, 20))
    both = Suspend(date(2025, 3, 5), SuspensionReason.THIRD_PARTY, ended_on=date(2025, 3, 20))

    assert due(RECEIVED, first, second) == due(RECEIVED, both)


def test_t8_a_silent_third_party_ends_the_wait_and_not_the_clock() -> None:
    silent = Suspend(
        date(2025, 3, 10), SuspensionReason.THIRD_PARTY, letter_received_on=date(2025, 3, 12)
    )

    assert due(RECEIVED, silent) == date(2025, 4, 24)


def test_t9_an_extension_told_after_expiry_is_not_accepted() -> None:
    assert due(RECEIVED, Extend(date(2025, 4, 1), 20)) == date(2025, 3, 31)


def test_t11_a_suit_may_be_brought_for_six_months_not_three() -> None:
    end = last_day(LimitName.LITIGATION_DIRECT, date(2025, 4, 7), load_calendar())

    assert end.on == date(2025, 10, 9)  # 7 October is a holiday


def test_t17_2027_is_not_counted_silently() -> None:
    with pytest.raises(YearNotArranged):
        load_calendar().add(date(2026, 12, 31), 1)


def test_t19_a_posted_reply_is_judged_by_the_day_of_posting() -> None:
    posted = Stop(date(2025, 3, 31), StopReason.REPLIED)

    assert reckon([RECEIVED, posted], load_calendar()).in_time is True


def test_t20_the_fee_follows_one_method() -> None:
    assert fee_yuan(FeeMethod.BY_PAGE, 68) == 380
    assert fee_yuan(FeeMethod.BY_ITEM_MONTH, 1) == 0


def test_t23_sixty_days_are_natural_days() -> None:
    end = last_day(LimitName.REVIEW_APPLICATION, date(2026, 3, 2), load_calendar())

    assert end.on == date(2026, 5, 6)  # the sixtieth day, 1 May, is a holiday


def test_t24_six_months_from_31_august_end_on_28_february() -> None:
    end = last_day(LimitName.LITIGATION_DIRECT, date(2025, 8, 31), load_calendar())

    assert end.on == date(2026, 2, 28)
