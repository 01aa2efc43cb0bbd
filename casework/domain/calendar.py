"""Working days in China: the weekdays, less the holidays, plus the make-up days of each notice.

A year whose notice is not loaded is refused (YearNotArranged) or, where a date is asked for with
its certainty, answered as provisional: Monday to Friday less the holidays of fixed date. It is
never guessed silently (C-10). Sources: 全国年节及纪念日放假办法 and the yearly notices (C-2).
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from casework.domain.arrangements import (
    SATURDAY,
    ArrangementFault,
    ArrangementInvalid,
    Notice,
    folder_notices,
    shipped_notices,
)
from casework.domain.terms import Term, term

# How far beyond the last notice a provisional date may lie; the longest limit known is a year.
PROVISIONAL_YEARS = 4

# The holidays that the 办法 (2024) fixes in the solar calendar; the others follow moon and sun.
FIXED_HOLIDAYS: Mapping[tuple[int, int], str] = MappingProxyType(
    {
        (1, 1): "元旦",
        (5, 1): "劳动节",
        (5, 2): "劳动节",
        (10, 1): "国庆节",
        (10, 2): "国庆节",
        (10, 3): "国庆节",
    }
)


class YearNotArranged(Exception):
    """No holiday notice is loaded for this year: nothing can be counted in it (C-10)."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年的节假日安排没有录入，不能计算该年的工作日")
        self.year = year


class HolidayName(Term):
    """The holidays of 全国年节及纪念日放假办法 by the names that the notices give them."""

    NEW_YEAR = term("new_year", "元旦")
    SPRING_FESTIVAL = term("spring_festival", "春节")
    TOMB_SWEEPING = term("tomb_sweeping", "清明节")
    LABOUR_DAY = term("labour_day", "劳动节")
    DRAGON_BOAT = term("dragon_boat", "端午节")
    MID_AUTUMN = term("mid_autumn", "中秋节")
    NATIONAL_DAY = term("national_day", "国庆节")


class DayKind(Term):
    """What a day is, for whoever counts working days."""

    WORKING_DAY = term("working_day", "工作日")
    WEEKEND = term("weekend", "周末")
    HOLIDAY = term("holiday", "放假")
    MAKEUP_DAY = term("makeup_day", "调休上班")

    @property
    def is_working(self) -> bool:
        """Whether work is done on such a day."""
        return self in {DayKind.WORKING_DAY, DayKind.MAKEUP_DAY}


@dataclass(frozen=True, slots=True)
class Day:
    """A day and why it is what it is: the holiday concerned and its notice's number, or ""."""

    on: date
    kind: DayKind
    holiday: str = ""
    notice: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date, and whether it rests on a year without notice and so may still move (C-10)."""

    on: date
    provisional: bool = False


class Calendar:
    """The working days that a set of notices makes; adding and counting take constant time.

    `known_on` leaves out what was published later: the calendar as somebody knew it that day.
    Days are counted from the first arranged year to the last one before a gap.
    """

    def __init__(self, notices: Iterable[Notice], known_on: date | None = None) -> None:
        known = [
            notice
            for notice in sorted(notices, key=lambda notice: notice.published_on)
            if known_on is None or notice.published_on <= known_on
        ]
        if not known:
            raise ValueError("a calendar needs at least one notice")
        self._notices = tuple(known)
        self.first_year = min(notice.year for notice in known)
        self.last_year = _last_without_gap({notice.year for notice in known})
        self.first_day = date(self.first_year, 1, 1)
        self.last_day = date(self.last_year, 12, 31)
        self._exceptions = _exceptions(known)
        self._base = self.first_day.toordinal()
        self._arranged = self.last_day.toordinal() - self._base
        self._until: array[int] = array("H")  # working days in the first i + 1 days
        self._nth: list[date] = []  # the k-th working day, from 1
        self._count_up(date(self.last_year + PROVISIONAL_YEARS, 12, 31))

    def _count_up(self, end: date) -> None:
        self._nth.append(self.first_day)  # so that the first working day is number 1
        for ordinal in range(self._base, end.toordinal() + 1):
            day = date.fromordinal(ordinal)
            if self._look_up(day).kind.is_working:
                self._nth.append(day)
            self._until.append(len(self._nth) - 1)

    def _look_up(self, day: date) -> Day:
        arranged = day.toordinal() - self._base <= self._arranged
        exception = self._exceptions.get(day)
        if arranged and exception is not None:
            return exception
        if not arranged and (day.month, day.day) in FIXED_HOLIDAYS:
            name = FIXED_HOLIDAYS[day.month, day.day]
            return Day(day, DayKind.HOLIDAY, name, provisional=True)
        kind = DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.WORKING_DAY
        return Day(day, kind, provisional=not arranged)

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._base
        if not 0 <= index < len(self._until):
            raise YearNotArranged(day.year)
        return index

    def _arranged_index(self, day: date) -> int:
        index = day.toordinal() - self._base
        if not 0 <= index <= self._arranged:
            raise YearNotArranged(day.year)
        return index

    def day(self, on: date) -> Day:
        """What a day is and by which notice; provisional beyond the last arranged year.

        Raises YearNotArranged before the first arranged year and far beyond the last.
        """
        self._index(on)
        return self._look_up(on)

    def days_of(self, year: int) -> tuple[Day, ...]:
        """Every day of a year, in order; raises YearNotArranged as `day` does."""
        first = date(year, 1, 1)
        length = (date(year + 1, 1, 1) - first).days
        return tuple(self.day(first + timedelta(days=offset)) for offset in range(length))

    def is_working_day(self, on: date) -> bool:
        """Whether work is done on a day. Raises YearNotArranged."""
        self._arranged_index(on)
        return self._look_up(on).kind.is_working

    def add(self, day_zero: date, working_days: int) -> date:
        """The n-th working day strictly after day 0, n ≥ 1 (C-1). Raises YearNotArranged."""
        if working_days < 1:
            raise ValueError("a period has at least one working day")
        number = self._until[self._arranged_index(day_zero)] + working_days
        if number > self._until[self._arranged]:
            raise YearNotArranged(self.last_year + 1)
        return self._nth[number]

    def count(self, after: date, until: date) -> int:
        """Working days from `after` (exclusive) to `until` (inclusive). Raises YearNotArranged."""
        return self._until[self._arranged_index(until)] - self._until[self._arranged_index(after)]

    def working_days_in(self, year: int) -> int:
        """How many working days an arranged year has. Raises YearNotArranged."""
        first = date(year, 1, 1)
        return self.count(first, date(year, 12, 31)) + self.is_working_day(first)

    def notices_of(self, year: int) -> tuple[str, ...]:
        """The numbers of the notices that arrange a year, in the order of publication."""
        return tuple(notice.number for notice in self._notices if notice.year == year)

    def position(self, on: date) -> int:
        """How many working days there are up to and including a day, from the first arranged one.

        Beyond the last arranged year the number is provisional; `at` says so.
        Raises YearNotArranged outside both.
        """
        return self._until[self._index(on)]

    def at(self, position: int) -> Deadline:
        """The working day at a position, ≥ 1. Raises YearNotArranged when it is out of reach."""
        if position >= len(self._nth):
            raise YearNotArranged(self.last_year + PROVISIONAL_YEARS + 1)
        return self._deadline(self._nth[position])

    def reach(self, day_zero: date, working_days: int) -> Deadline:
        """As `add`, but beyond the last arranged year the answer is provisional (C-10)."""
        return self.at(self.position(day_zero) + working_days)

    def roll_forward(self, on: date) -> Deadline:
        """The day itself if work is done on it, else the next working day (C-8)."""
        position = self.position(on)
        if self._look_up(on).kind.is_working:
            return self._deadline(on)
        return self.at(position + 1)

    def _deadline(self, on: date) -> Deadline:
        return Deadline(on, provisional=on > self.last_day)


def load_calendar(extra: Path | None = None, known_on: date | None = None) -> Calendar:
    """The calendar of the shipped notices and of those in the operator's folder `extra`.

    A notice in `extra` with a shipped notice's number replaces it. `known_on`: as Calendar.
    Raises ArrangementInvalid.
    """
    notices = {notice.number: notice for notice in shipped_notices()}
    if extra is not None:
        notices |= {notice.number: notice for notice in folder_notices(extra)}
    return _calendar(tuple(notices.values()), known_on)


@lru_cache(maxsize=8)
def _calendar(notices: tuple[Notice, ...], known_on: date | None) -> Calendar:
    # Keyed by what the notices say, so that an edited file makes another calendar.
    return Calendar(notices, known_on)


def _last_without_gap(years: set[int]) -> int:
    last = min(years)
    while last + 1 in years:
        last += 1
    return last


def _exceptions(notices: Iterable[Notice]) -> dict[date, Day]:
    """The days that are not what their weekday says, from notices in order of publication.

    A later notice replaces the same holiday of its year.
    """
    in_force = {}
    for notice in notices:
        for holiday in notice.holidays:
            in_force[notice.year, holiday.name] = (holiday, notice.number)
    days: dict[date, Day] = {}
    for holiday, number in in_force.values():
        for on in holiday.days_off():
            days[on] = Day(on, DayKind.HOLIDAY, holiday.name, number)
    for holiday, number in in_force.values():
        for on in holiday.makeup_days:
            if on in days:
                raise ArrangementInvalid(number, ArrangementFault.BOTH, on=on)
            days[on] = Day(on, DayKind.MAKEUP_DAY, holiday.name, number)
    return days
