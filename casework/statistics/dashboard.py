"""The public figures on disclosure requests of a year or a quarter, from the summaries.

`dashboard` answers or raises NotReconciled. Page, CSV, JSON, XLSX and API are made of the same
`lines`, in which the numbers of a very few are not told (domain/publication/suppression).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate

from casework.domain.disclosure.workflow import DISCLOSURE
from casework.persistence.models import Agency
from casework.persistence.queries import dashboard as queries
from casework.statistics import summaries
from casework.statistics.books import Books, books, months_between
from casework.statistics.breakdowns import breakdowns, breakdowns_of_sum
from casework.statistics.key_figures import by_span, compared, key_figures, remedies
from casework.statistics.periods import Period, month_after
from casework.statistics.summaries import Dimension, What
from casework.statistics.vocabulary import Group, Identity, Line

__all__ = ["Dashboard", "NotReconciled", "Period", "agencies", "dashboard", "years"]

_QUARTERS = (1, 2, 3, 4)


class NotReconciled(Exception):
    """The figures contradict one another, so none of them is published."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        super().__init__(", ".join(identities))
        self.identities = tuple(identities)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """The figures of one agency, or `with_below` of it and all below it, up to `ends_on`.

    `is_complete`: the period is over. `as_of` is the moment of the last act in the books.
    `compared`: the months, full ones, that FULL_MONTHS and YEAR_BEFORE compare; none: no lines.
    """

    agency: str
    with_below: bool
    period: Period
    begins_on: date
    ends_on: date
    is_complete: bool
    as_of: datetime
    compared: tuple[date, ...]
    figures: tuple[Line, ...]

    def lines(self, group: Group | None = None) -> tuple[Line, ...]:
        """Every published figure, or those of one group, in the order in which they are shown."""
        return tuple(line for line in self.figures if group is None or line.group is group)

    def values(self, group: Group) -> dict[str, int | Decimal | None]:
        """The values of a group by their keys."""
        return {line.key: line.value for line in self.lines(group)}


def agencies(agency: Agency) -> Sequence[Agency]:
    """The agencies whose figures can be asked for here: this one, then all below it."""
    return queries.agencies_below(agency.id)


def years(agency: Agency, today: date, *, with_below: bool = False) -> range:
    """The years that can be asked for, from that of the first case to the present one."""
    several = [one.id for one in agencies(agency)] if with_below else [agency.id]
    first = queries.first_received_on(several, DISCLOSURE.name)
    return range(min(today, first or today).year, today.year + 1)


def dashboard(
    agency: Agency, period: Period, today: date, as_of: datetime, *, with_below: bool = False
) -> Dashboard:
    """The figures of a period, of a running one up to today; raises NotReconciled."""
    several = agencies(agency) if with_below else [agency]
    whole = _reconciled(several, period, today, with_below=with_below)
    shown = [month for month in period.months if month <= today]
    ends_on = min(period.ends_on, today)
    comparable = compared(whole, period, today)
    told_apart = (
        _told_apart(whole, period) if len(several) == 1 else _told_apart_of_sum(several, period)
    )
    found_remedies = queries.remedies([one.id for one in several], period.begins_on, ends_on)
    return Dashboard(
        agency=agency.name,
        with_below=with_below,
        period=period,
        begins_on=period.begins_on,
        ends_on=ends_on,
        is_complete=period.ends_on < today,
        as_of=as_of,
        compared=tuple(comparable),
        figures=(
            *key_figures(whole, period, today, comparable),
            *by_span(whole, period, shown),
            *told_apart,
            *remedies(found_remedies),
        ),
    )


def _reconciled(
    several: Sequence[Agency], period: Period, today: date, *, with_below: bool
) -> Books:
    """The books of the period and of the year before it, which add up; raises NotReconciled."""
    first, last = date(period.year - 1, 1, 1), date(period.year, 12, 1)
    broken: list[Identity] = []
    # Somebody may act between two questions: what does not add up is asked once more.
    for _ in range(2):
        found = summaries.counts(several[0].id, first, last, with_below=with_below)
        before = summaries.open_before(several[0].id, first, with_below=with_below)
        whole = books(found, first, before)
        broken = list(_broken(whole, several, today))
        if not broken:
            return whole
    raise NotReconciled(broken)


def _quarters(year: int) -> list[tuple[date, ...]]:
    return [Period(year, quarter).months for quarter in _QUARTERS]


def _told_apart(own: Books, period: Period) -> Iterator[Line]:
    column = len(_QUARTERS) if period.quarter is None else period.quarter - 1
    return breakdowns(own, _quarters(period.year), column)


def _told_apart_of_sum(several: Sequence[Agency], period: Period) -> Iterator[Line]:
    if period.quarter is not None:
        return iter(())
    first, last = period.months[0], period.months[-1]
    parts = [
        books(summaries.counts(one.id, first, last, with_below=False), first, 0) for one in several
    ]
    return breakdowns_of_sum(parts, _quarters(period.year))


def _broken(whole: Books, several: Sequence[Agency], today: date) -> Iterator[Identity]:
    """What does not add up, month by month, so that no month makes up for another."""
    months = months_between(whole.first, date(whole.first.year + 1, 12, 1))
    if today.replace(day=1) in months:
        in_register = queries.open_now([one.id for one in several], DISCLOSURE.name)
        if whole.open_at(month_after(months[-1])) != in_register:
            yield Identity.FLOW
    for what, dimension, identity in (
        (What.DISPOSED, Dimension.OUTCOME, Identity.OUTCOMES),
        (What.RECEIVED, Dimension.CHANNEL, Identity.CHANNELS),
    ):
        if whole.by_month(what, dimension) != whole.by_month(what, Dimension.ALL):
            yield identity
    came = whole.by_month(What.RECEIVED, Dimension.ALL)
    went = whole.by_month(What.DISPOSED, Dimension.ALL)
    changes = (came[one] - went[one] for one in months)
    if min(accumulate(changes, initial=whole.open_before)) < 0:
        yield Identity.OPEN
