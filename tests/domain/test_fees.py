"""国办函〔2020〕109号: the processing fee, tier by tier."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.disclosure.fees import (
    FeeLine,
    FeeMethod,
    fee_increment_yuan,
    fee_lines,
    fee_yuan,
    further_lines,
)

VECTORS = Path(__file__).parent / "vectors" / "fee_vectors.csv"
BY_ITEM, BY_PAGE = FeeMethod.BY_ITEM_MONTH, FeeMethod.BY_PAGE

with VECTORS.open(encoding="utf-8", newline="") as file:
    ROWS = [
        (FeeMethod(row["method"]), int(row["quantity"]), int(row["total_fee_yuan"]))
        for row in csv.DictReader(file)
    ]


def price_of_the_nth(method: FeeMethod, number: int) -> int:
    """R-FEE-2, R-FEE-3 once more, one item or page at a time."""
    if method is BY_PAGE:
        return 0 if number <= 30 else 10 if number <= 100 else 20 if number <= 200 else 40
    return 0 if number <= 10 else 100 if number <= 30 else 200 + 100 * ((number - 31) // 10)


@pytest.mark.parametrize(("method", "quantity", "total"), ROWS)
def test_the_fee_is_the_vectors(method: FeeMethod, quantity: int, total: int) -> None:
    assert total == fee_yuan(method, quantity)


@pytest.mark.parametrize(
    ("method", "quantity", "total"),
    [
        *((BY_ITEM, *pair) for pair in ((10, 0), (11, 100), (31, 2200), (40, 4000), (41, 4300))),
        (BY_ITEM, 100, 37000),
        *((BY_PAGE, *pair) for pair in ((30, 0), (31, 10), (68, 380), (101, 720), (200, 2700))),
    ],
)
def test_the_fee_is_the_rulebooks(method: FeeMethod, quantity: int, total: int) -> None:
    assert total == fee_yuan(method, quantity)


@pytest.mark.parametrize("method", FeeMethod)
def test_each_item_or_page_costs_what_its_own_tier_says(method: FeeMethod) -> None:
    expected, wrong = 0, []
    for quantity in range(1, 400):
        expected += price_of_the_nth(method, quantity)
        if fee_yuan(method, quantity) != expected:
            wrong.append(quantity)

    assert wrong == []


@given(method=st.sampled_from(FeeMethod), quantity=st.integers(0, 3000))
def test_the_lines_of_the_notice_add_up_to_the_fee(method: FeeMethod, quantity: int) -> None:
    lines = fee_lines(method, quantity)

    assert sum(line.total_yuan for line in lines) == fee_yuan(method, quantity)
    assert sum(line.last - line.first + 1 for line in lines) == quantity


def test_the_notice_shows_every_tier_that_was_reached() -> None:
    expected = (FeeLine(1, 10, 0), FeeLine(11, 30, 100), FeeLine(31, 40, 200), FeeLine(41, 43, 300))

    assert expected == fee_lines(BY_ITEM, 43)


@given(before=st.integers(0, 200), quantity=st.integers(0, 200))
def test_further_items_of_a_month_cost_the_difference(before: int, quantity: int) -> None:
    expected = sum(price_of_the_nth(BY_ITEM, before + n) for n in range(1, quantity + 1))

    assert expected == fee_increment_yuan(before, quantity)


@given(before=st.integers(0, 200), quantity=st.integers(0, 200))
def test_the_lines_of_further_items_add_up_to_what_they_cost(before: int, quantity: int) -> None:
    lines = further_lines(BY_ITEM, before, quantity)

    assert sum(line.total_yuan for line in lines) == fee_increment_yuan(before, quantity)
    assert sum(line.last - line.first + 1 for line in lines) == quantity


def test_a_slip_of_many_digits_is_answered_at_once() -> None:
    # 200 yuan and 100 more for each ten: 10 * (200 * n + 100 * n * (n - 1) / 2), n = 10 ** 8.
    tens = 10**8
    expected = 2000 + 10 * (200 * tens + 100 * tens * (tens - 1) // 2)

    assert expected == fee_yuan(BY_ITEM, 30 + 10 * tens)


def test_a_negative_quantity_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        fee_yuan(BY_PAGE, -1)
