"""How a figure differs from the year before's, in words and in its number."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from flask import Flask

from casework.domain.moments import SHANGHAI
from casework.statistics.dashboard import Dashboard, Period
from casework.statistics.vocabulary import Definition, Figure, Group, Line, Unit
from casework.web.open.statistics_words import change_of

_MONTHS = (date(2026, 1, 1), date(2026, 2, 1))


def line(group: Group, value: int | Decimal | None, unit: Unit) -> Line:
    label = Figure.NEWLY_RECEIVED
    return Line(group, label.value, label, value, unit, Definition.NEWLY_RECEIVED)


def told(
    now: int | Decimal | None,
    before: int | Decimal | None,
    unit: Unit = Unit.CASE,
    *,
    months: tuple[date, ...] = _MONTHS,
    is_complete: bool = True,
) -> str:
    compared = (line(Group.FULL_MONTHS, now, unit), line(Group.YEAR_BEFORE, before, unit))
    found = Dashboard(
        agency="示范市水务局",
        with_below=False,
        period=Period(2026),
        begins_on=date(2026, 1, 1),
        ends_on=date(2026, 3, 2),
        is_complete=is_complete,
        as_of=datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI),
        compared=months,
        figures=compared,
    )
    return change_of(found, line(Group.FLOW, 99, unit))


@pytest.mark.parametrize(
    ("now", "before", "unit", "expected"),
    [
        pytest.param(12, 9, Unit.CASE, "上年同期9 件，多3 件", id="more"),
        pytest.param(9, 12, Unit.CASE, "上年同期12 件，少3 件", id="fewer"),
        pytest.param(9, 9, Unit.CASE, "上年同期9 件，相同", id="as many"),
        pytest.param(
            Decimal("97.5"),
            Decimal("95.0"),
            Unit.PER_CENT,
            "上年同期95.0%，高2.5个百分点",
            id="a higher rate",
        ),
        pytest.param(
            Decimal("95.0"),
            Decimal("97.5"),
            Unit.PER_CENT,
            "上年同期97.5%，低2.5个百分点",
            id="a lower rate",
        ),
        pytest.param(Decimal("95.0"), None, Unit.PER_CENT, "", id="there was nothing to divide by"),
    ],
)
def test_a_period_that_is_over_is_compared_as_a_whole(
    app: Flask,
    now: int | Decimal,
    before: int | Decimal | None,
    unit: Unit,
    expected: str,
) -> None:
    with app.test_request_context():
        assert told(now, before, unit) == expected


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        pytest.param(_MONTHS, "1月至2月：12 件；上年同期9 件，多3 件", id="several months"),
        pytest.param(_MONTHS[:1], "1月：12 件；上年同期9 件，多3 件", id="one month"),
    ],
)
def test_of_a_running_period_the_full_months_are_compared_and_named(
    app: Flask, months: tuple[date, ...], expected: str
) -> None:
    with app.test_request_context():
        assert told(12, 9, months=months, is_complete=False) == expected
