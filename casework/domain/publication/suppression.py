"""Which cells of a published table stay unsaid, so that no number of a very few is told.

A table: categories down, spans of time across, and what each category sums up to. The sums of the
spans are told elsewhere, so they are never unsaid. Whoever reads the rest knows every sum: a small
cell unsaid by itself would be found by subtracting (Gusfield 1988: a bridge of the graph whose
edges are the unsaid cells). So others go with it, until each small cell could as well be one less.
See docs/decisions/0019.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from typing import NamedTuple, TypeAlias

# The custom of statistical offices: 1 is one person, of 2 each knows the other's by their own, and
# a few who know of one another soon know the rest; 0 is nobody.
SMALLEST_TOLD = 5
# A category's sum says more than a part of it, and the annual report tells it in the end.
_SUM = 1_000_000_000

Table: TypeAlias = tuple[tuple[int, ...], ...]


class Place(NamedTuple):
    """A cell: its category's number, and its span's; the last column holds the sums."""

    row: int
    column: int


class _Node(NamedTuple):
    """An equation: what a category sums up to, or what a span does."""

    is_row: bool
    number: int


# From an equation to others through cells: the cell that would change, and what unsaying it costs.
_Arcs: TypeAlias = Mapping[_Node, Sequence[tuple[_Node, Place]]]


@lru_cache(maxsize=1024)
def suppressed(table: Table) -> frozenset[Place]:
    """The cells not to be told, each sum's place being one column beyond the last span.

    With them unsaid, every cell of 1 to 4 could be one less than it is and nothing that is told
    would change, no count being negative. A table of one row keeps none back: its cells are the
    sums of the spans.
    """
    if len(table) < 2:  # noqa: PLR2004
        return frozenset()
    cells = {
        Place(row, column): amount
        for row, amounts in enumerate(table)
        for column, amount in enumerate((*amounts, sum(amounts)))
    }
    small = [place for place, amount in cells.items() if 0 < amount < SMALLEST_TOLD]
    # The spans first: what they need often serves the sums, too.
    small.sort(key=lambda place: (_is_sum(place, table), place))
    hidden, safe = set(small), set[Place]()
    arcs = _arcs(cells, table)
    for place in small:
        if place not in safe:
            cycle = _cheapest(place, arcs, cells, hidden, table)
            hidden |= cycle.keys()
            safe |= {other for other, lessened in cycle.items() if lessened}
    return frozenset(hidden)


def suppressed_in_sum(parts: Iterable[Table]) -> frozenset[int]:
    """The categories whose sum over several agencies is not told, their tables being told beside.

    Only what a category sums up to may be told of several agencies, and no span of it. Unsaid of
    any of them, it is unsaid of all: else the others, taken away, would tell it. It is enough:
    whatever a part could be instead, the sum could be with it.
    """
    return frozenset(
        place.row for part in parts for place in suppressed(part) if _is_sum(place, part)
    )


def _is_sum(place: Place, table: Table) -> bool:
    return place.column == len(table[0])


def _arcs(cells: Mapping[Place, int], table: Table) -> _Arcs:
    """Every way to make a cell one more or one less, from the equation that must be mended.

    Leaving a category's equation, its part grows or its sum shrinks; leaving a span's, a part
    shrinks. The sums make up an equation of their own: all categories together are known.
    """
    arcs: dict[_Node, list[tuple[_Node, Place]]] = {}
    for place, amount in cells.items():
        row, column = _Node(True, place.row), _Node(False, place.column)
        sums = _is_sum(place, table)
        if amount or not sums:
            arcs.setdefault(row, []).append((column, place))
        if amount or sums:
            arcs.setdefault(column, []).append((row, place))
    return arcs


def _cheapest(
    place: Place, arcs: _Arcs, cells: Mapping[Place, int], hidden: set[Place], table: Table
) -> dict[Place, bool]:
    """The cells of the cheapest way to make `place` one less; whether each shrinks by it."""
    row, column = _Node(True, place.row), _Node(False, place.column)
    begin, end = (column, row) if _is_sum(place, table) else (row, column)
    best: dict[_Node, int] = {begin: 0}
    come: dict[_Node, tuple[_Node, Place]] = {}
    ahead: list[tuple[int, _Node]] = []
    cost, node = 0, begin
    while node != end:
        ways = arcs.get(node, ()) if cost == best[node] else ()
        for other, through in ways:
            longer = cost + _cost(through, cells, hidden, table)
            if through != place and longer < best.get(other, longer + 1):
                best[other] = longer
                come[other] = node, through
                heappush(ahead, (longer, other))
        cost, node = heappop(ahead)  # there always is a way: through the sums of two categories
    return {place: True, **dict(_way(come, begin, end, table))}


def _cost(place: Place, cells: Mapping[Place, int], hidden: set[Place], table: Table) -> int:
    # One more for each cell: of two ways the shorter, also where nothing new is unsaid.
    own = 1 if place in hidden else cells[place] + 2
    return own + (_SUM if _is_sum(place, table) else 0)


def _way(
    come: Mapping[_Node, tuple[_Node, Place]], begin: _Node, end: _Node, table: Table
) -> Iterator[tuple[Place, bool]]:
    node = end
    while node != begin:
        before, place = come[node]
        # Leaving a category's equation a part grows, and its sum shrinks; from a span's, contrary.
        yield place, before.is_row is _is_sum(place, table)
        node = before
