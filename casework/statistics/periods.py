"""The spans of time that public figures are asked for: a calendar year or a quarter of it."""

from dataclasses import dataclass
from datetime import date, timedelta

_QUARTER = 3  # months


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year, or a quarter of it, from 1 to 4."""

    year: int
    quarter: int | None = None

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of its months."""
        if self.quarter is None:
            return tuple(date(self.year, month, 1) for month in range(1, 13))
        last = _QUARTER * self.quarter
        return tuple(date(self.year, month, 1) for month in range(last - 2, last + 1))

    @property
    def begins_on(self) -> date:
        """Its first day."""
        return self.months[0]

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return month_after(self.months[-1]) - timedelta(days=1)

    @property
    def label(self) -> str:
        """Its name in Chinese."""
        return f"{self.year}年" if self.quarter is None else f"{self.year}年第{self.quarter}季度"


def month_after(month: date) -> date:
    """The first day of the month that follows one."""
    return (month + timedelta(days=31)).replace(day=1)


def year_before(month: date) -> date:
    """The first day of the same month a year ago."""
    return month.replace(year=month.year - 1)
