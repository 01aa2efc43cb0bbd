"""What a cell says: a count, an amount, nothing, or something that is no figure."""

from decimal import Decimal

import pytest

from casework.domain.annual_report.entries import EntryFault, NotAFigure, amount_of, count_of


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12", 12),
        (" \uff11\uff12 ", 12),
        ("1,234", 1234),
        ("1，234，567", 1234567),
        ("1 234", 1234),
        ("\u00a05\u200b", 5),
        ("12.0", 12),
        ("0", 0),
        ("/", 0),
        ("——", 0),
        ("－", 0),
        ("\u2212", 0),
        ("无", 0),
        ("", None),
        (" \u3000\ufeff", None),
        ("&nbsp;", None),
    ],
)
def test_a_count_is_read_however_it_is_written(text: str, count: int | None) -> None:
    assert count == count_of(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("-1", EntryFault.NEGATIVE),
        ("\u2212\uff11", EntryFault.NEGATIVE),
        ("1.5", EntryFault.FRACTION),
        ("1,23", EntryFault.TEXT),
        ("1 2", EntryFault.TEXT),
        ("3件", EntryFault.TEXT),
        ("=SUM(A1)", EntryFault.TEXT),
        ("9" * 12, EntryFault.TEXT),
    ],
)
def test_what_is_no_count_is_refused_with_its_reason(text: str, fault: EntryFault) -> None:
    with pytest.raises(NotAFigure) as refused:
        count_of(text)

    assert fault is refused.value.fault


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("316441.25", Decimal("316441.25")),
        ("1,234.5万元", Decimal("1234.5")),
        ("/", Decimal(0)),
        ("", None),
    ],
)
def test_an_amount_may_have_decimals_and_its_unit(text: str, amount: Decimal | None) -> None:
    assert amount == amount_of(text)


def test_an_amount_in_another_unit_is_refused() -> None:
    with pytest.raises(NotAFigure):
        amount_of("251000元")
