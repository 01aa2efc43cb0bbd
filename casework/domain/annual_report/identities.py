"""The identities of table 三 (勾稽关系): figures that break one of them are not published.

Every column is counted by itself, the total column too, so that a case which one count sees and
another does not comes to light.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casework.domain.annual_report.table3 import ApplicantKind, OutcomeRow
from casework.domain.terms import Term, term


class Identity(Term):
    """What must be equal, as the official form's header says it."""

    S_1 = term("S-1", "本年新收加上年结转之和，等于办理结果总计加结转下年度之和")
    S_2 = term("S-2", "各项办理结果之和，等于办理结果总计")
    S_3 = term("S-3", "各类申请人之和，等于总计")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of table 三: a kind of applicant's cases, or all of them."""

    newly_received: int
    carried_in: int
    outcomes: Mapping[OutcomeRow, int]
    total_disposed: int
    carried_over: int

    def cells(self) -> Iterator[tuple[str, int]]:
        """Every cell with its row's key, in the form's order."""
        yield "newly_received", self.newly_received
        yield "carried_in", self.carried_in
        for row in OutcomeRow:
            yield row.value, self.outcomes.get(row, 0)
        yield "total_disposed", self.total_disposed
        yield "carried_over", self.carried_over


@dataclass(frozen=True, slots=True)
class Breach:
    """An identity that does not hold: where (a column's or a row's key), and its two sides."""

    identity: Identity
    place: str
    left: int
    right: int


def breaches(by_kind: Mapping[ApplicantKind, Column], total: Column) -> tuple[Breach, ...]:
    """Everything that does not add up; empty when the figures may be published (S-1 … S-3)."""
    return tuple(_breaches(by_kind, total))


def _breaches(by_kind: Mapping[ApplicantKind, Column], total: Column) -> Iterator[Breach]:
    for kind, column in by_kind.items():
        yield from _within(column, kind.value)
    yield from _within(total, "total")
    sums: dict[str, int] = {}
    for column in by_kind.values():
        for key, amount in column.cells():
            sums[key] = sums.get(key, 0) + amount
    for key, amount in total.cells():
        yield from _unequal(Identity.S_3, key, sums.get(key, 0), amount)


def _within(column: Column, place: str) -> Iterator[Breach]:
    came = column.newly_received + column.carried_in
    went = column.total_disposed + column.carried_over
    yield from _unequal(Identity.S_1, place, came, went)
    named = sum(column.outcomes.values())
    yield from _unequal(Identity.S_2, place, named, column.total_disposed)


def _unequal(identity: Identity, place: str, left: int, right: int) -> Iterator[Breach]:
    if left != right:
        yield Breach(identity, place, left, right)
