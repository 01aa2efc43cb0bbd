"""How many requests came in and were closed, by month: what the public figures are made of.

A month is its first day. Only requests that were received count: 条例 31.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure.counting import Dimension, What
from casework.persistence.queries import summaries

__all__ = ["Count", "Dimension", "What", "counts", "open_before"]


@dataclass(frozen=True, slots=True)
class Count:
    """So many requests in a month of one value of a dimension.

    `kind` is None except where the dimension is ALL: nothing else is told apart by it.
    """

    what: What
    month: date
    kind: ApplicantKind | None
    dimension: Dimension
    value: str
    number: int


_WHATS = {one.value: one for one in What}
_DIMENSIONS = {one.value: one for one in Dimension}
_KINDS = {"": None} | {one.value: one for one in ApplicantKind}


def counts(agency_id: int, first: date, last: date, *, with_below: bool) -> Sequence[Count]:
    """Every count of the months from `first` to `last`, both inclusive, that is not 0."""
    found = summaries.by_month(agency_id, first, last, with_below=with_below)
    return [
        Count(_WHATS[what], month, _KINDS[kind], _DIMENSIONS[dimension], value, number)
        for what, month, kind, dimension, value, number in found
    ]


def open_before(agency_id: int, month: date, *, with_below: bool) -> int:
    """How many were open when a month began."""
    return summaries.open_before(agency_id, month, with_below=with_below)
