"""The public figures in the reader's words: a value with its unit, how it differs from last year's.

A difference is said in words and in its number, so that no colour and no arrow carries it.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from casework.domain.terms import Term
from casework.statistics.dashboard import Dashboard, Period
from casework.statistics.vocabulary import Group, Line, Unit, Withheld
from casework.web.words import said as _
from casework.web.words import word


def title_of(period: Period) -> str:
    """A period's name."""
    if period.quarter is None:
        return _("%(year)s年", year=period.year)
    return _("%(year)s年第%(quarter)s季度", year=period.year, quarter=period.quarter)


def value_of(line: Line) -> str:
    """A figure with its unit, or that it is not told, or that there is none."""
    if line.is_suppressed:
        return word(Withheld.SUPPRESSED)
    return _("无") if line.value is None else _amount(line.value, line.unit)


def label_of(line: Line) -> str:
    """A figure's name; a month and a quarter by their number."""
    if isinstance(line.label, Term):
        return word(line.label)
    number = int(line.label.rpartition("-")[2].lstrip("Q"))
    if "Q" in line.label:
        return _("第%(quarter)s季度", quarter=number)
    return _("%(month)s月", month=number)


def change_of(found: Dashboard, line: Line) -> str:
    """How a key figure differs from the year before's; "" where there is nothing to compare."""
    now, before = (
        found.values(group).get(line.key) for group in (Group.FULL_MONTHS, Group.YEAR_BEFORE)
    )
    if now is None or before is None:
        return ""
    told = _change(now - before, line.unit)
    then = _amount(before, line.unit)
    if found.is_complete:
        return _("上年同期%(before)s，%(change)s", before=then, change=told)
    return _(
        "%(months)s：%(now)s；上年同期%(before)s，%(change)s",
        months=_months(found.compared),
        now=_amount(now, line.unit),
        before=then,
        change=told,
    )


def _change(difference: int | Decimal, unit: Term) -> str:
    if not difference:
        return _("相同")
    is_more, size = difference > 0, difference if difference > 0 else -difference
    if unit is Unit.PER_CENT and is_more:
        return _("高%(points)s个百分点", points=size)
    if unit is Unit.PER_CENT:
        return _("低%(points)s个百分点", points=size)
    amount = _amount(size, unit)
    return _("多%(amount)s", amount=amount) if is_more else _("少%(amount)s", amount=amount)


def _months(months: Sequence[date]) -> str:
    first, last = months[0].month, months[-1].month
    if first == last:
        return _("%(month)s月", month=first)
    return _("%(first)s月至%(last)s月", first=first, last=last)


def _amount(value: int | Decimal, unit: Term) -> str:
    return f"{value}%" if unit.value == Unit.PER_CENT.value else f"{value} {word(unit)}"
