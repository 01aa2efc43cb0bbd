"""The limits that run once: working days, natural days and months, and rest days at their end."""

import calendar as gregorian
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.domain.calendar import Deadline, YearNotArranged, load_calendar
from casework.domain.periods import (
    LIMITS,
    LimitName,
    RemedyWindow,
    Unit,
    last_day,
    months_after,
    remedy_window,
)
from tests.domain import slow_model


def test_every_limit_has_a_row_with_its_source() -> None:
    assert set(LimitName) == set(LIMITS)
    assert all(limit.source and limit.rule and limit.starts for limit in LIMITS.values())


@settings(max_examples=200, deadline=None)
@given(
    name=st.sampled_from([n for n in LimitName if LIMITS[n].unit is Unit.CALENDAR_DAYS]),
    day_zero=st.dates(date(2019, 2, 1), date(2026, 9, 1)),
)
def test_natural_days_include_every_day_and_roll_only_where_the_row_says(
    name: LimitName, day_zero: date
) -> None:
    expected = day_zero + timedelta(days=LIMITS[name].amount)
    while LIMITS[name].rolls and not slow_model.works(expected):
        expected += timedelta(days=1)

    assert Deadline(expected) == last_day(name, day_zero, load_calendar())


@given(
    day_zero=st.dates(date(2019, 1, 1), date(2026, 12, 31)), months=st.sampled_from([1, 3, 6, 12])
)
def test_months_end_on_the_corresponding_day_or_the_months_last(
    day_zero: date, months: int
) -> None:
    end = months_after(day_zero, months)
    last = gregorian.monthrange(end.year, end.month)[1]

    assert (end.year * 12 + end.month) - (day_zero.year * 12 + day_zero.month) == months
    assert end.day == min(day_zero.day, last)


def test_sixty_days_are_not_sixty_working_days() -> None:
    expected = Deadline(date(2026, 5, 6))  # the sixtieth day, 3 May, is a holiday

    assert expected == last_day(LimitName.REVIEW_APPLICATION, date(2026, 3, 4), load_calendar())


def test_six_months_from_31_august_end_with_february() -> None:
    expected = Deadline(date(2026, 2, 28))  # a Saturday, but worked

    assert expected == last_day(LimitName.LITIGATION_DIRECT, date(2025, 8, 31), load_calendar())


def test_a_period_for_comments_is_never_moved_by_a_holiday() -> None:
    expected = Deadline(date(2026, 10, 1))

    assert expected == last_day(LimitName.COMMENT_EARLIEST_END, date(2026, 9, 1), load_calendar())


def test_an_annual_report_is_due_on_its_fixed_date_whatever_day_of_the_year_is_named() -> None:
    calendar = load_calendar()

    assert last_day(LimitName.ANNUAL_REPORT, date(2026, 12, 30), calendar).on == date(2027, 1, 31)
    assert last_day(LimitName.ANNUAL_REPORT_GOVERNMENT, date(2025, 12, 31), calendar) == Deadline(
        date(2026, 3, 31)
    )


def test_whether_the_last_day_is_a_rest_day_is_not_guessed_in_an_unarranged_year() -> None:
    last = last_day(LimitName.LITIGATION_DIRECT, date(2026, 7, 1), load_calendar())

    assert last == Deadline(date(2027, 1, 4), provisional=True)


def test_working_days_before_the_first_notice_are_refused() -> None:
    with pytest.raises(YearNotArranged):
        last_day(LimitName.FEE_PAYMENT, date(2018, 6, 1), load_calendar())


def test_the_remedy_windows_open_with_the_receipt_of_the_reply() -> None:
    expected = RemedyWindow(
        reconsideration=Deadline(date(2025, 6, 3)),  # the sixtieth day is 端午
        litigation=Deadline(date(2025, 10, 9)),  # 3 October is 国庆
    )

    assert expected == remedy_window(date(2025, 4, 3), load_calendar())
