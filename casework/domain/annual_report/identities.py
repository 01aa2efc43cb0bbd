"""The identities of the statutory tables (勾稽关系): figures that break one are not published.

Every column is counted by itself, the total column too, so that a case which one count sees and
another does not comes to light. A figure that is not given is in no identity, and never guessed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from casework.domain.annual_report.table3 import (
    HEADINGS,
    ApplicantKind,
    Cell,
    FlowRow,
    OutcomeGroup,
    OutcomeRow,
    Row,
    Total,
)
from casework.domain.terms import Term, term

# A cell that is left out is not given.
Figures: TypeAlias = Mapping[Cell, int]


class Identity(Term):
    """What must be equal within table 三, as the official form's header says it."""

    S_1 = term("S-1", "本年新收加上年结转之和，等于办理结果总计加结转下年度之和")
    S_2 = term("S-2", "各项办理结果之和，等于办理结果总计")
    S_3 = term("S-3", "各类申请人之和，等于总计")


class Agreement(Term):
    """What must agree besides: with last year's report, with the prose, and within table 四."""

    S_4 = term("S-4", "上年结转，等于上一年度报告的结转下年度继续办理")
    S_5 = term("S-5", "总体情况写明的件数，等于表三的件数")
    S_6 = term("S-6", "写作“受理”的件数可以含上年结转，不是本年新收")
    S_11 = term("S-11", "行政复议、行政诉讼各组的总计，等于前四项之和")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of table 三: a kind of applicant's cases, or all of them."""

    newly_received: int
    carried_in: int
    outcomes: Mapping[OutcomeRow, int]
    total_disposed: int
    carried_over: int

    def cells(self) -> Iterator[tuple[Row, int]]:
        """Every cell with its row, in the form's order."""
        yield FlowRow.NEWLY_RECEIVED, self.newly_received
        yield FlowRow.CARRIED_IN, self.carried_in
        for row in OutcomeRow:
            yield row, self.outcomes.get(row, 0)
        yield FlowRow.TOTAL_DISPOSED, self.total_disposed
        yield FlowRow.CARRIED_OVER, self.carried_over


@dataclass(frozen=True, slots=True)
class Breach:
    """An identity that does not hold: where (a column or a row), its two sides.

    `left` is what it should be by the other figures, `right` what the `cells` say.
    """

    identity: Identity | Agreement
    place: Term | str
    left: int
    right: int
    cells: tuple[Cell, ...] = field(default=(), compare=False)

    @property
    def rows(self) -> tuple[Term, ...]:
        """The rows of `cells`, in their order."""
        return tuple(dict.fromkeys(cell.row for cell in self.cells))

    @property
    def columns(self) -> tuple[Term, ...]:
        """The columns of `cells`, in their order."""
        return tuple(dict.fromkeys(cell.column for cell in self.cells))


@dataclass(frozen=True, slots=True)
class Suspect:
    """The only cell that, put right, mends everything: what it says and what it should be."""

    cell: Cell
    given: int
    expected: int


@dataclass(frozen=True, slots=True)
class Equation:
    """An identity at one place; `known` is a figure from elsewhere, added on the left."""

    identity: Identity | Agreement
    place: Term
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    known: int = 0

    def is_given(self, figures: Figures) -> bool:
        """Whether every figure of it is there."""
        return all(cell in figures for cell in (*self.left, *self.right))

    def breach(self, figures: Figures) -> Breach | None:
        """How it is broken; None when it holds."""
        left = self.known + sum(figures[cell] for cell in self.left)
        right = sum(figures[cell] for cell in self.right)
        if left == right:
            return None
        return Breach(self.identity, self.place, left, right, self.right)


def breaches(by_kind: Mapping[ApplicantKind, Column], total: Column) -> tuple[Breach, ...]:
    """Everything that does not add up; empty when the figures may be published (S-1 … S-3)."""
    nobody = Column(newly_received=0, carried_in=0, outcomes={}, total_disposed=0, carried_over=0)
    columns = [(kind, by_kind.get(kind, nobody)) for kind in ApplicantKind]
    figures = {
        Cell(row, heading): amount
        for heading, column in (*columns, (Total.TOTAL, total))
        for row, amount in column.cells()
    }
    return broken(table3_equations(figures), figures)


def broken(equations: Sequence[Equation], figures: Figures) -> tuple[Breach, ...]:
    """The equations that do not hold, in their order."""
    found = (equation.breach(figures) for equation in equations)
    return tuple(breach for breach in found if breach is not None)


def table3_equations(figures: Figures) -> tuple[Equation, ...]:
    """S-1 and S-2 of each column, then S-3 of each row, as far as the figures are given.

    A group without rows of its own, as in the form of 2019, counts as one row. Where a column's
    (七)总计 is not given, the sum of its outcomes stands for it.
    """
    rows = {cell.row for cell in figures}
    outcomes = [row for row in (*OutcomeRow, *OutcomeGroup) if row in rows]
    return tuple(
        equation for equation in _equations(figures, outcomes) if equation.is_given(figures)
    )


def carried_equations(figures: Figures, previous: Figures) -> tuple[Equation, ...]:
    """S-4 of each column that is given in both years."""
    then = {head: Cell(FlowRow.CARRIED_OVER, head) for head in HEADINGS}
    now = {head: Cell(FlowRow.CARRIED_IN, head) for head in HEADINGS}
    return tuple(
        Equation(Agreement.S_4, head, (), (now[head],), previous[then[head]])
        for head in HEADINGS
        if then[head] in previous and now[head] in figures
    )


def suspect(equations: Sequence[Equation], figures: Figures) -> Suspect | None:
    """The cell that alone can have broken all that is broken; None when none or several can.

    It must stand in every broken equation, and in none that holds.
    """
    wrong = [(each, gap) for each in equations if (gap := each.breach(figures)) is not None]
    if not wrong:
        return None
    bad = [equation for equation, _gap in wrong]
    shared = set.intersection(*({*equation.left, *equation.right} for equation in bad))
    innocent = {
        cell
        for equation in equations
        if equation not in bad
        for cell in (*equation.left, *equation.right)
    }
    found = []
    for cell in shared - innocent:
        changes = {
            gap.right - gap.left if cell in equation.left else gap.left - gap.right
            for equation, gap in wrong
        }
        expected = figures[cell] + changes.pop()
        if not changes and expected >= 0:
            found.append(Suspect(cell, figures[cell], expected))
    return found[0] if len(found) == 1 else None


def _equations(figures: Figures, outcomes: Sequence[Row]) -> Iterator[Equation]:
    disposed: dict[Term, tuple[Cell, ...]] = {}
    for head in HEADINGS:
        total = Cell(FlowRow.TOTAL_DISPOSED, head)
        named = tuple(Cell(row, head) for row in outcomes)
        disposed[head] = (total,) if total in figures else named
        came = (Cell(FlowRow.NEWLY_RECEIVED, head), Cell(FlowRow.CARRIED_IN, head))
        went = (*disposed[head], Cell(FlowRow.CARRIED_OVER, head))
        yield Equation(Identity.S_1, head, came, went)
        yield Equation(Identity.S_2, head, named, (total,))
    for row in (FlowRow.NEWLY_RECEIVED, FlowRow.CARRIED_IN, *outcomes):
        yield _sum_of_kinds(row, tuple(Cell(row, kind) for kind in ApplicantKind))
    of_all = tuple(cell for kind in ApplicantKind for cell in disposed[kind])
    yield _sum_of_kinds(FlowRow.TOTAL_DISPOSED, of_all)
    over = FlowRow.CARRIED_OVER
    yield _sum_of_kinds(over, tuple(Cell(over, kind) for kind in ApplicantKind))


def _sum_of_kinds(row: Row, kinds: tuple[Cell, ...]) -> Equation:
    return Equation(Identity.S_3, row, kinds, (Cell(row, Total.TOTAL),))
