"""A year's working-day calendar, with the State Council notice on which each day off rests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import abort, render_template

from casework.domain.calendar import Day, DayKind
from casework.web.doors import office, public
from casework.web.open.face import face


@dataclass(frozen=True, slots=True)
class Break:
    """A holiday's days off in a row, and the weekend days worked for it."""

    name: str
    days_off: tuple[date, ...]
    makeup_days: tuple[date, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month's days."""

    month: int
    days: tuple[Day, ...]

    @property
    def working_days(self) -> int:
        """How many working days it has."""
        return sum(day.kind.is_working for day in self.days)


@face.get("/calendar/<int:year>")
@public
def calendar(year: int) -> str:
    """The months of a year, its holidays and the notices."""
    arranged = office().calendar
    if not arranged.first_year <= year <= arranged.last_year:
        abort(404)
    days = arranged.days_of(year)
    months = tuple(
        Month(month, tuple(group)) for month, group in groupby(days, lambda day: day.on.month)
    )
    years = range(arranged.last_year, arranged.first_year - 1, -1)
    return render_template(
        "open/calendar.html", year=year, months=months, breaks=_breaks(days), years=years
    )


def _breaks(days: Sequence[Day]) -> tuple[Break, ...]:
    """The year's holidays in the order of their days off; one that has none here comes first."""
    named: dict[str, list[Day]] = {}
    for day in days:
        if day.holiday:
            named.setdefault(day.holiday, []).append(day)
    breaks = (
        Break(
            name,
            tuple(day.on for day in found if day.kind is DayKind.HOLIDAY),
            tuple(day.on for day in found if day.kind is DayKind.MAKEUP_DAY),
            "、".join(dict.fromkeys(day.notice for day in found)),
        )
        for name, found in named.items()
    )
    return tuple(sorted(breaks, key=lambda each: each.days_off[:1]))
