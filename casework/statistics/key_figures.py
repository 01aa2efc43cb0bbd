"""The figures that stand first: the flow, timeliness, what was extended; compared, and by month."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from casework.domain.annual_report.table4 import RESULTS, Pending
from casework.domain.disclosure.facts import RemedyKind, RemedyResult
from casework.domain.terms import Term
from casework.statistics.books import Books
from casework.statistics.periods import Period, month_after, year_before
from casework.statistics.summaries import Dimension, What
from casework.statistics.vocabulary import Definition, Figure, Group, Line, Unit

_ROUTES = {
    RemedyKind.RECONSIDERATION: Group.RECONSIDERATION,
    RemedyKind.LITIGATION: Group.LITIGATION,
    RemedyKind.LITIGATION_AFTER: Group.LITIGATION_AFTER,
}
_F, _D = Figure, Definition


def key_figures(
    whole: Books, period: Period, today: date, compared_months: Sequence[date]
) -> Iterator[Line]:
    """The flow, timeliness, extensions and suspensions, and the comparison with the year before."""
    months = period.months
    open_at_end = _F.CARRIED_OVER if period.ends_on < today else _F.OPEN_NOW
    for label, value, definition in (
        (_F.NEWLY_RECEIVED, whole.total(What.RECEIVED, months), _D.NEWLY_RECEIVED),
        (_F.CARRIED_IN, whole.open_at(months[0]), _D.CARRIED_IN),
        (_F.TOTAL_DISPOSED, whole.total(What.DISPOSED, months), _D.TOTAL_DISPOSED),
        (open_at_end, whole.open_at(month_after(months[-1])), _D.CARRIED_OVER),
    ):
        # A definition bears its figure's key, which stays when the label follows the period's end.
        yield Line(Group.FLOW, definition.value, label, value, Unit.CASE, definition)
    yield from _timeliness(whole, months)
    for label, dimension, definition in (
        (_F.EXTENDED, Dimension.EXTENDED, _D.EXTENDED),
        (_F.SUSPENDED, Dimension.SUSPENDED, _D.SUSPENDED),
    ):
        number = whole.of(What.DISPOSED, dimension, "yes", months)
        yield Line(Group.COURSE, label.value, label, number, Unit.CASE, definition)
    if compared_months:
        yield from _compared(Group.FULL_MONTHS, whole, compared_months)
        before = [year_before(month) for month in compared_months]
        yield from _compared(Group.YEAR_BEFORE, whole, before)


def compared(whole: Books, period: Period, today: date) -> list[date]:
    """The full months of a period; none where the books have nothing of a year before it."""
    full = [month for month in period.months if month_after(month) <= today]
    before = [year_before(month) for month in full]
    had_any = full and (
        whole.total(What.RECEIVED, before) or whole.open_at(month_after(before[-1]))
    )
    return full if had_any else []


def by_span(whole: Books, period: Period, shown: Sequence[date]) -> Iterator[Line]:
    """What came in and what was closed, by month and, for a year, by quarter."""
    quarters = {
        f"{period.year}-Q{quarter}": [month for month in shown if (month.month + 2) // 3 == quarter]
        for quarter in (1, 2, 3, 4)
    }
    months = {f"{month:%Y-%m}": [month] for month in shown}
    for group, what, definition, spans in (
        (Group.RECEIVED_BY_MONTH, What.RECEIVED, _D.RECEIVED_BY_MONTH, months),
        (Group.DISPOSED_BY_MONTH, What.DISPOSED, _D.DISPOSED_BY_MONTH, months),
        (Group.RECEIVED_BY_QUARTER, What.RECEIVED, _D.RECEIVED_BY_MONTH, quarters),
        (Group.DISPOSED_BY_QUARTER, What.DISPOSED, _D.DISPOSED_BY_MONTH, quarters),
    ):
        if spans is quarters and period.quarter is not None:
            continue
        for key, span in spans.items():
            if span:
                yield Line(group, key, key, whole.total(what, span), Unit.CASE, definition)


def remedies(
    found: Mapping[tuple[RemedyKind, RemedyResult | None], int],
) -> Iterator[Line]:
    """Reconsiderations and suits by their results, as table 四 has them."""
    for route, group in _ROUTES.items():
        for result in RESULTS:
            how = None if result is Pending.PENDING else RemedyResult(result)
            number = found.get((route, how), 0)
            yield Line(group, result.value, result, number, Unit.CASE, _D.REMEDY)


def _timeliness(whole: Books, months: Sequence[date]) -> Iterator[Line]:
    answered = whole.by_value(What.DISPOSED, Dimension.IN_TIME, months)
    rows: tuple[tuple[Figure, int | Decimal | None, Term, Definition], ...] = (
        (_F.REPLIED, answered.total(), Unit.CASE, _D.REPLIED),
        (_F.IN_TIME, answered["yes"], Unit.CASE, _D.IN_TIME),
        (_F.IN_TIME_RATE, whole.in_time_rate(months), Unit.PER_CENT, _D.IN_TIME_RATE),
        (_F.MEDIAN, whole.median(months), Unit.WORKING_DAY, _D.MEDIAN),
    )
    for label, value, unit, definition in rows:
        yield Line(Group.TIMELINESS, label.value, label, value, unit, definition)


def _compared(group: Group, whole: Books, months: Sequence[date]) -> Iterator[Line]:
    rows: tuple[tuple[Figure, int | Decimal | None, Term], ...] = (
        (_F.NEWLY_RECEIVED, whole.total(What.RECEIVED, months), Unit.CASE),
        (_F.TOTAL_DISPOSED, whole.total(What.DISPOSED, months), Unit.CASE),
        (_F.CARRIED_OVER, whole.open_at(month_after(months[-1])), Unit.CASE),
        (_F.IN_TIME_RATE, whole.in_time_rate(months), Unit.PER_CENT),
        (_F.MEDIAN, whole.median(months), Unit.WORKING_DAY),
    )
    for label, value, unit in rows:
        yield Line(group, label.value, label, value, unit, _D.COMPARED)
