"""The figures told apart by outcome, kind of applicant and channel, without those of a very few.

Every table is looked at over the whole year, quarter by quarter, whatever is asked for: whoever
asks for each quarter and for the year may subtract one from the other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casework.domain.annual_report.table3 import ApplicantKind, OutcomeGroup, OutcomeRow
from casework.domain.disclosure.decisions import ROWS, Outcome
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.publication.suppression import (
    Place,
    Table,
    suppressed,
    suppressed_in_sum,
)
from casework.domain.terms import Term
from casework.statistics.books import Books
from casework.statistics.summaries import Dimension, What
from casework.statistics.vocabulary import Definition, Group, Line, Unit

_ENDINGS: Mapping[OutcomeRow, tuple[Outcome, ...]] = {
    row: tuple(outcome for outcome, its in ROWS.items() if its is row) for row in OutcomeRow
}
# How many were replied to is told too, so that the endings without a reply have a sum of their own.
_UNREPLIED = OutcomeGroup.OTHERWISE_CLOSED.rows
_REPLIED = tuple(row for row in OutcomeRow if row not in _UNREPLIED)

# How many of a category, a month's days after the other, some agency's books hold.
_Number = Callable[[Books, Term, Sequence[date]], int]


@dataclass(frozen=True, slots=True)
class _Breakdown:
    """A way to tell figures apart: into which categories, whose sum is told; how each counts."""

    group: Group
    definition: Definition
    categories: Sequence[Term]
    number: _Number


def _of_outcome(books: Books, row: Term, months: Sequence[date]) -> int:
    endings = _ENDINGS[OutcomeRow(row)]
    return sum(books.of(What.DISPOSED, Dimension.OUTCOME, one.value, months) for one in endings)


def _received_of(books: Books, kind: Term, months: Sequence[date]) -> int:
    return books.of_kind(What.RECEIVED, ApplicantKind(kind), months)


def _disposed_of(books: Books, kind: Term, months: Sequence[date]) -> int:
    return books.of_kind(What.DISPOSED, ApplicantKind(kind), months)


def _received_by(books: Books, channel: Term, months: Sequence[date]) -> int:
    return books.of(What.RECEIVED, Dimension.CHANNEL, channel.value, months)


_G, _D, _KINDS = Group, Definition, tuple(ApplicantKind)
_BREAKDOWNS = (
    _Breakdown(_G.OUTCOME, _D.OUTCOME, _REPLIED, _of_outcome),
    _Breakdown(_G.OUTCOME, _D.OUTCOME, _UNREPLIED, _of_outcome),
    _Breakdown(_G.RECEIVED_BY_KIND, _D.RECEIVED_BY_KIND, _KINDS, _received_of),
    _Breakdown(_G.DISPOSED_BY_KIND, _D.DISPOSED_BY_KIND, _KINDS, _disposed_of),
    _Breakdown(_G.RECEIVED_BY_CHANNEL, _D.RECEIVED_BY_CHANNEL, tuple(ReceiptChannel), _received_by),
)


def breakdowns(books: Books, quarters: Sequence[Sequence[date]], column: int) -> Iterator[Line]:
    """One agency's lines of a quarter (0 … 3) or of the year (4) that `quarters` make up."""
    for way in _BREAKDOWNS:
        table = _table(way, books, quarters)
        hidden = suppressed(table)
        for row, category in enumerate(way.categories):
            amount = (*table[row], sum(table[row]))[column]
            yield _line(way, category, amount, is_suppressed=Place(row, column) in hidden)


def breakdowns_of_sum(parts: Sequence[Books], quarters: Sequence[Sequence[date]]) -> Iterator[Line]:
    """The lines of a year of several agencies together; there are none of a quarter.

    A quarter's would have to be kept back wherever any of them has a very few.
    """
    for way in _BREAKDOWNS:
        tables = [_table(way, part, quarters) for part in parts]
        hidden = suppressed_in_sum(tables)
        for row, category in enumerate(way.categories):
            amount = sum(sum(table[row]) for table in tables)
            yield _line(way, category, amount, is_suppressed=row in hidden)


def _line(way: _Breakdown, category: Term, amount: int, *, is_suppressed: bool) -> Line:
    return Line(
        way.group,
        category.value,
        category,
        None if is_suppressed else amount,
        Unit.CASE,
        way.definition,
        is_suppressed,
    )


def _table(way: _Breakdown, books: Books, quarters: Sequence[Sequence[date]]) -> Table:
    return tuple(
        tuple(way.number(books, category, months) for months in quarters)
        for category in way.categories
    )
