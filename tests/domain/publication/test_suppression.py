"""Which cells stay unsaid: against every table that would show the same, and by linear algebra."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.domain.publication.suppression import (
    SMALLEST_TOLD,
    Place,
    Table,
    suppressed,
    suppressed_in_sum,
)

pytestmark = pytest.mark.slow


def tables(rows: int, columns: int, most: int) -> st.SearchStrategy[Table]:
    amounts = st.integers(0, most) | st.sampled_from((0, 1, 2))
    shape = st.tuples(st.integers(2, rows), st.integers(1, columns))
    return shape.flatmap(
        lambda size: st.tuples(*[st.tuples(*[amounts] * size[1]) for _ in range(size[0])])
    )


def small_cells(table: Table) -> set[Place]:
    return {
        Place(row, column)
        for row, amounts in enumerate(table)
        for column, amount in enumerate((*amounts, sum(amounts)))
        if 0 < amount < SMALLEST_TOLD
    }


def parts_of(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """Every way to make up a total of so many amounts, none of them negative."""
    if count == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in parts_of(total - first, count - 1):
            yield (first, *rest)


def shows(table: Table, hidden: frozenset[Place]) -> dict[Place, int]:
    return {
        place: amount
        for row, amounts in enumerate(table)
        for column, amount in enumerate((*amounts, sum(amounts)))
        if (place := Place(row, column)) not in hidden
    }


def looking_alike(table: Table, hidden: frozenset[Place]) -> Iterator[Table]:
    """Every table that would be published as this one is: its spans' sums are told besides."""
    told = shows(table, hidden)
    columns = [
        [
            column
            for column in parts_of(sum(amounts), len(table))
            if all(told.get(Place(row, at), one) == one for row, one in enumerate(column))
        ]
        for at, amounts in enumerate(zip(*table, strict=True))
    ]
    for chosen in product(*columns):
        other = tuple(zip(*chosen, strict=True))
        if shows(other, hidden) == told:
            yield other


def reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """A matrix in reduced echelon form, without its rows of nothing."""
    done: list[list[Fraction]] = []
    left = [row[:] for row in rows]
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        pivot = [one / pivot[column] for one in pivot]
        left = [_without(row, pivot, column) for row in left]
        done = [*(_without(row, pivot, column) for row in done), pivot]
    return done


def _without(row: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    if not row[column]:
        return row
    return [a - b * row[column] for a, b in zip(row, pivot, strict=True)]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(table=tables(3, 3, 4))
def test_every_small_cell_could_be_another_number(table: Table) -> None:
    hidden = suppressed(table)
    possible = [{**shows(other, frozenset())} for other in looking_alike(table, hidden)]

    assert small_cells(table) <= hidden
    for place in small_cells(table):
        own = shows(table, frozenset())[place]
        assert own - 1 in {other[place] for other in possible}


@settings(max_examples=100, deadline=None, derandomize=True)
@given(table=tables(21, 4, 40))
def test_no_unsaid_cell_follows_from_the_sums(table: Table) -> None:
    hidden = sorted(suppressed(table))
    width = len(table[0])
    sums = [
        [Fraction(place.row == row and (1 if place.column < width else -1)) for place in hidden]
        for row in range(len(table))
    ] + [[Fraction(place.column == column) for place in hidden] for column in range(width + 1)]

    # A cell follows from the sums exactly when a row of the reduced form holds it alone.
    assert [row for row in reduced(sums) if sum(map(bool, row)) == 1] == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(parts=st.tuples(tables(2, 2, 3), tables(2, 2, 3)))
def test_taking_one_agency_from_the_sum_does_not_tell_the_other(parts: tuple[Table, Table]) -> None:
    of_sum = suppressed_in_sum(parts)

    def sums(several: tuple[Table, ...]) -> list[int]:
        rows = min(len(table) for table in several)
        every = [sum(sum(table[row]) for table in several) for row in range(rows)]
        return [amount for row, amount in enumerate(every) if row not in of_sum]

    alike = [list(looking_alike(part, suppressed(part))) for part in parts]
    possible = [both for both in product(*alike) if sums(both) == sums(parts)]
    for number, part in enumerate(parts):
        for place in small_cells(part):
            own = shows(part, frozenset())[place]

            assert own - 1 in {shows(both[number], frozenset())[place] for both in possible}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(((5, 6), (0, 7)), set(), id="nothing is small, and nobody is nobody"),
        pytest.param(
            ((9, 9), (1, 9), (5, 4)),
            {Place(1, 0), Place(1, 1), Place(2, 0), Place(2, 1)},
            id="a small cell takes the cheapest three with it",
        ),
        pytest.param(
            ((1, 9), (9, 1)),
            {Place(0, 0), Place(0, 1), Place(1, 0), Place(1, 1)},
            id="two small ones hide in the same four",
        ),
        pytest.param(
            ((1, 0), (7, 0)),
            {Place(0, 0), Place(0, 2), Place(1, 0), Place(1, 2)},
            id="in one span alone the year's sums go with it",
        ),
        pytest.param(((1, 2),), set(), id="one category is what the spans sum up to"),
    ],
)
def test_what_is_kept_back(table: Table, expected: set[Place]) -> None:
    assert suppressed(table) == expected


def test_a_year_s_sum_goes_only_where_nothing_else_helps() -> None:
    table = ((50, 60, 40, 45), (7, 1, 8, 9), (8, 9, 7, 6))
    hidden = suppressed(table)

    assert {place for place in hidden if place.column == 4} == set()
    assert len(hidden) == 4


def test_the_same_table_keeps_the_same_cells_back() -> None:
    table = ((1, 2, 3), (2, 1, 0), (0, 4, 1))

    assert suppressed.__wrapped__(table) == suppressed.__wrapped__(table)
