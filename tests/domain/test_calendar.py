"""Working days: the notices, their amendments, and what is refused instead of guessed."""

from bisect import bisect_right
from datetime import date, timedelta
from pathlib import Path

import pytest

from casework.domain.arrangements import (
    ArrangementFault,
    ArrangementInvalid,
    read_notices,
    shipped_notices,
)
from casework.domain.calendar import (
    Calendar,
    Day,
    DayKind,
    Deadline,
    YearNotArranged,
    load_calendar,
)
from tests.domain import slow_model

FIRST, LAST = date(2019, 1, 1), date(2026, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]

NOTICE_2027 = """
year = 2027

[[notice]]
number = "示范〔2026〕1号"
title = "关于2027年部分节假日安排的通知（示范）"
issued_on = 2026-11-20
published_on = 2026-11-20

[[notice.holiday]]
name = "元旦"
begins_on = 2027-01-01
ends_on = 2027-01-03
makeup_days = [2026-12-27]

[[notice.holiday]]
name = "春节"
begins_on = 2027-02-05
ends_on = 2027-02-11
makeup_days = [2027-01-30]
"""


@pytest.fixture
def calendar() -> Calendar:
    return load_calendar()


def test_every_day_of_2019_to_2026_is_what_chinesecalendar_says(calendar: Calendar) -> None:
    expected = [slow_model.works(day) for day in EVERY_DAY]

    assert expected == [calendar.is_working_day(day) for day in EVERY_DAY]


def test_one_to_sixty_working_days_after_every_day_agree_with_chinesecalendar(
    calendar: Calendar,
) -> None:
    worked = [day for day in EVERY_DAY if slow_model.works(day)]
    wrong = []
    for start in EVERY_DAY:
        done = bisect_right(worked, start)
        for number, expected in enumerate(worked[done : done + 60], start=1):
            if calendar.add(start, number) != expected:
                wrong.append((start, number))

    assert wrong == []


@pytest.mark.parametrize(
    ("year", "working_days"),
    [
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
    ],
)
def test_a_year_has_as_many_working_days_as_the_rulebook_counts(
    calendar: Calendar, year: int, working_days: int
) -> None:
    assert working_days == calendar.working_days_in(year)


def test_an_amended_year_names_both_its_notices(calendar: Calendar) -> None:
    expected = ("国办发明电〔2019〕16号", "国办发明电〔2020〕1号")

    assert expected == calendar.notices_of(2020)


def test_every_exception_of_every_year_names_its_notice(calendar: Calendar) -> None:
    days = [calendar.day(day) for day in EVERY_DAY]
    special = [day for day in days if day.kind in {DayKind.HOLIDAY, DayKind.MAKEUP_DAY}]

    assert all(day.notice.startswith("国办发明电〔") and day.holiday for day in special)


def test_a_makeup_saturday_is_worked_and_names_the_holiday_it_makes_up_for(
    calendar: Calendar,
) -> None:
    expected = Day(date(2026, 2, 14), DayKind.MAKEUP_DAY, "春节", "国办发明电〔2025〕7号")

    assert expected == calendar.day(date(2026, 2, 14))


def test_the_eve_of_2024s_spring_festival_was_a_working_day(calendar: Calendar) -> None:
    assert calendar.day(date(2024, 2, 9)) == Day(date(2024, 2, 9), DayKind.WORKING_DAY)


def test_an_ordinary_saturday_is_a_weekend_without_a_notice(calendar: Calendar) -> None:
    assert calendar.day(date(2026, 3, 7)) == Day(date(2026, 3, 7), DayKind.WEEKEND)


@pytest.mark.parametrize(
    ("known_on", "day", "works"),
    [
        pytest.param(date(2019, 3, 21), date(2019, 5, 2), True, id="before-labour-day-amendment"),
        pytest.param(date(2019, 3, 22), date(2019, 5, 2), False, id="after-labour-day-amendment"),
        pytest.param(date(2019, 3, 22), date(2019, 5, 5), True, id="amended-makeup-day"),
        pytest.param(date(2020, 1, 26), date(2020, 1, 31), True, id="before-prolonged-festival"),
        pytest.param(date(2020, 1, 27), date(2020, 1, 31), False, id="after-prolonged-festival"),
        pytest.param(date(2020, 1, 26), date(2020, 2, 1), True, id="makeup-day-as-first-noticed"),
        pytest.param(date(2020, 1, 27), date(2020, 2, 1), False, id="makeup-day-taken-back"),
    ],
)
def test_a_calendar_knows_only_what_was_published_by_then(
    known_on: date, day: date, works: bool
) -> None:
    assert works == load_calendar(known_on=known_on).is_working_day(day)


def test_a_calendar_as_known_before_a_years_notice_ends_with_the_year_before() -> None:
    assert load_calendar(known_on=date(2025, 11, 3)).last_day == date(2025, 12, 31)


def test_a_calendar_without_any_notice_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one notice"):
        load_calendar(known_on=date(2018, 1, 1))


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2027, 1, 1)])
def test_an_unarranged_year_is_refused_not_guessed(calendar: Calendar, day: date) -> None:
    with pytest.raises(YearNotArranged) as refusal:
        calendar.is_working_day(day)

    assert day.year == refusal.value.year


def test_a_period_that_ends_in_an_unarranged_year_is_refused(calendar: Calendar) -> None:
    with pytest.raises(YearNotArranged, match="2027年"):
        calendar.add(date(2026, 12, 10), 20)


def test_counting_into_an_unarranged_year_is_refused(calendar: Calendar) -> None:
    with pytest.raises(YearNotArranged):
        calendar.count(date(2026, 12, 10), date(2027, 1, 4))


def test_a_period_may_end_on_the_last_arranged_working_day(calendar: Calendar) -> None:
    assert calendar.add(date(2026, 12, 3), 20) == LAST


@pytest.mark.parametrize(
    ("received", "due"),
    [(date(2026, 12, 10), date(2027, 1, 8)), (date(2026, 12, 31), date(2027, 1, 29))],
)
def test_a_date_beyond_the_last_notice_is_offered_as_provisional(
    calendar: Calendar, received: date, due: date
) -> None:
    assert Deadline(due, provisional=True) == calendar.reach(received, 20)


def test_provisional_days_know_the_holidays_of_fixed_date_and_no_others(
    calendar: Calendar,
) -> None:
    expected = Day(date(2027, 10, 1), DayKind.HOLIDAY, "国庆节", provisional=True)

    assert expected == calendar.day(date(2027, 10, 1))
    assert calendar.day(date(2027, 2, 8)).kind is DayKind.WORKING_DAY


def test_even_a_provisional_date_has_its_horizon(calendar: Calendar) -> None:
    with pytest.raises(YearNotArranged):
        calendar.reach(date(2030, 12, 30), 20)
    with pytest.raises(YearNotArranged):
        calendar.reach(date(2031, 1, 1), 1)
    with pytest.raises(YearNotArranged):
        calendar.day(date(2031, 1, 1))


def test_a_period_has_at_least_one_day(calendar: Calendar) -> None:
    with pytest.raises(ValueError, match="at least one"):
        calendar.add(date(2026, 3, 2), 0)


@pytest.mark.parametrize(
    ("day", "rolled"),
    [
        pytest.param(date(2026, 3, 2), date(2026, 3, 2), id="working-day-stays"),
        pytest.param(date(2026, 2, 28), date(2026, 2, 28), id="makeup-saturday-stays"),
        pytest.param(date(2026, 10, 3), date(2026, 10, 8), id="holiday-rolls"),
    ],
)
def test_a_last_day_on_a_rest_day_rolls_to_the_next_working_day(
    calendar: Calendar, day: date, rolled: date
) -> None:
    assert Deadline(rolled) == calendar.roll_forward(day)


def test_a_rest_day_at_the_end_of_the_last_year_rolls_into_a_provisional_one() -> None:
    calendar = load_calendar(known_on=date(2022, 10, 1))  # 2022-12-31 is a Saturday

    assert calendar.roll_forward(date(2022, 12, 31)) == Deadline(date(2023, 1, 2), provisional=True)


def test_an_operators_notice_makes_the_next_year_certain(tmp_path: Path) -> None:
    (tmp_path / "2027.toml").write_text(NOTICE_2027, encoding="utf-8")
    calendar = load_calendar(tmp_path)

    # 27 December is worked for 元旦, so the period is a day shorter than the provisional one.
    assert calendar.reach(date(2026, 12, 10), 20) == Deadline(date(2027, 1, 7))
    assert calendar.day(date(2027, 2, 8)).notice == "示范〔2026〕1号"


def test_an_edited_notice_makes_another_calendar(tmp_path: Path) -> None:
    file = tmp_path / "2027.toml"
    file.write_text(NOTICE_2027, encoding="utf-8")
    before = load_calendar(tmp_path).is_working_day(date(2027, 1, 4))
    file.write_text(NOTICE_2027.replace("2027-01-03", "2027-01-04"), encoding="utf-8")

    assert (before, load_calendar(tmp_path).is_working_day(date(2027, 1, 4))) == (True, False)


def test_a_year_after_a_gap_is_not_counted_in(tmp_path: Path) -> None:
    later = NOTICE_2027.replace("2027", "2028").replace("2026-12-27", "2027-12-25")
    (tmp_path / "2028.toml").write_text(later, encoding="utf-8")

    assert load_calendar(tmp_path).last_year == 2026


def test_a_day_cannot_be_off_and_worked_at_once() -> None:
    notices = read_notices(
        NOTICE_2027.replace("makeup_days = [2027-01-30]", "makeup_days = [2027-01-03]"), "x.toml"
    )
    with pytest.raises(ArrangementInvalid) as refusal:
        Calendar((*shipped_notices(), *notices))

    assert refusal.value.fault is ArrangementFault.BOTH


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("year = 2027", "year = ", ArrangementFault.NO_TOML),
        ("year = 2027", "year = true", ArrangementFault.NEEDS_NUMBER),
        ("year = 2027", "", ArrangementFault.NEEDS_NUMBER),
        ('number = "示范〔2026〕1号"', 'number = " "', ArrangementFault.NEEDS_TEXT),
        ('name = "元旦"', "name = 1", ArrangementFault.NEEDS_TEXT),
        ("issued_on = 2026-11-20", 'issued_on = "2026-11-20"', ArrangementFault.NEEDS_DATE),
        ("issued_on = 2026-11-20", "issued_on = 2026-11-20T00:00:00", ArrangementFault.NEEDS_DATE),
        ("[2026-12-27]", "2026-12-27", ArrangementFault.NEEDS_LIST),
        ("[2026-12-27]", "[27]", ArrangementFault.NEEDS_DATE),
        ("ends_on = 2027-01-03", "ends_on = 2026-12-31", ArrangementFault.BACKWARDS),
        ("ends_on = 2027-01-03", "ends_on = 2028-01-03", ArrangementFault.OTHER_YEAR),
        ("[2026-12-27]", "[2026-11-28]", ArrangementFault.OTHER_YEAR),
        ("[2026-12-27]", "[2026-12-28]", ArrangementFault.NO_WEEKEND),
    ],
)
def test_a_faulty_arrangement_is_refused_and_the_file_named(
    old: str, new: str, fault: ArrangementFault
) -> None:
    with pytest.raises(ArrangementInvalid, match=r"2027\.toml：") as refusal:
        read_notices(NOTICE_2027.replace(old, new), "2027.toml")

    assert fault is refusal.value.fault


@pytest.mark.parametrize("text", ["year = 2027\n", "year = 2027\nnotice = [1]\n"])
def test_an_arrangement_without_a_notice_is_refused(text: str) -> None:
    with pytest.raises(ArrangementInvalid) as refusal:
        read_notices(text, "2027.toml")

    assert refusal.value.fault is ArrangementFault.NEEDS_ENTRY
