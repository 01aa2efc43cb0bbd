"""What the summaries say of the months from the year before to the year asked for, ready to add up.

Months are their first days.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from casework.domain.annual_report.table3 import ApplicantKind
from casework.statistics.summaries import Count, Dimension, What

_TENTH = Decimal("0.1")
_HALF = 2

# What was counted and how it is told apart; the kind of applicant stands for itself: None.
_Key = tuple[What, Dimension | None]
_ByMonth = Mapping[date, int]


@dataclass(frozen=True, slots=True)
class Books:
    """Numbers by value and month; `open_before`: how many were open before the first month."""

    first: date
    open_before: int
    numbers: Mapping[_Key, Mapping[str, _ByMonth]]

    def total(self, what: What, months: Iterable[date]) -> int:
        """All that came in, or were closed, in these months."""
        return self.of(what, Dimension.ALL, "", months)

    def of(self, what: What, dimension: Dimension, value: str, months: Iterable[date]) -> int:
        """Those of one value of a dimension."""
        return _sum(self.numbers.get((what, dimension), {}).get(value, {}), months)

    def of_kind(self, what: What, kind: ApplicantKind, months: Iterable[date]) -> int:
        """Those of a kind of applicant."""
        return _sum(self.numbers.get((what, None), {}).get(kind.value, {}), months)

    def by_value(self, what: What, dimension: Dimension, months: Sequence[date]) -> Counter[str]:
        """How many of each value of a dimension."""
        found = self.numbers.get((what, dimension), {})
        return Counter({value: _sum(by_month, months) for value, by_month in found.items()})

    def by_month(self, what: What, dimension: Dimension) -> Counter[date]:
        """How many in each month, whatever their value of a dimension."""
        found: Counter[date] = Counter()
        for by_month in self.numbers.get((what, dimension), {}).values():
            found.update(by_month)
        return +found

    def open_at(self, month: date) -> int:
        """How many were open when a month began."""
        until = [one for one in months_between(self.first, month) if one < month]
        came, went = self.total(What.RECEIVED, until), self.total(What.DISPOSED, until)
        return self.open_before + came - went

    def in_time_rate(self, months: Sequence[date]) -> Decimal | None:
        """Replies in time, per cent of all replies, to one decimal; None without a reply."""
        answered = self.by_value(What.DISPOSED, Dimension.IN_TIME, months)
        if not answered.total():
            return None
        return (Decimal(100 * answered["yes"]) / answered.total()).quantize(_TENTH, ROUND_HALF_UP)

    def median(self, months: Sequence[date]) -> Decimal | None:
        """Working days to the reply, of the reply in the middle; None without a reply."""
        days = {
            int(value): number
            for value, number in self.by_value(
                What.DISPOSED, Dimension.WORKING_DAYS, months
            ).items()
            if number
        }
        if not days:
            return None
        ordered = sorted(days)
        upto = list(accumulate(days[day] for day in ordered))

        def at(place: int) -> int:
            return next(day for day, last in zip(ordered, upto, strict=True) if place <= last)

        middle = at((upto[-1] + 1) // _HALF) + at(upto[-1] // _HALF + 1)
        return (Decimal(middle) / _HALF).quantize(_TENTH)


def books(found: Iterable[Count], first: date, open_before: int) -> Books:
    """Counts, laid down by what they count."""
    numbers: dict[_Key, dict[str, dict[date, int]]] = {}
    all_of = Dimension.ALL
    for count in found:
        if count.dimension is all_of and count.kind is not None:
            by_kind = numbers.setdefault((count.what, None), {})
            by_kind.setdefault(count.kind.value, {})[count.month] = count.number
        else:
            by_value = numbers.setdefault((count.what, count.dimension), {})
            by_value.setdefault(count.value, {})[count.month] = count.number
    for what in What:
        every: Counter[date] = Counter()
        for by_month in numbers.get((what, None), {}).values():
            every.update(by_month)
        numbers[what, all_of] = {"": every}
    return Books(first, open_before, numbers)


def months_between(first: date, last: date) -> list[date]:
    """The months from one to another, both inclusive."""
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(begin, end + 1)]


def _sum(by_month: _ByMonth, months: Iterable[date]) -> int:
    return sum(by_month.get(month, 0) for month in months)
