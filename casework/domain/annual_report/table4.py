"""Table 四: 行政复议 and 行政诉讼 by their results (条例 51; 国办公开办函〔2021〕30号).

Pending are those without a result on 31 December; one that is concluded in a later year counts
again in that year.
"""

from casework.domain.annual_report.identities import Agreement, Equation, Figures
from casework.domain.annual_report.table3 import Cell, Total
from casework.domain.disclosure.acts.remedies import RemedyKind, RemedyResult
from casework.domain.terms import Term, term


class Pending(Term):
    """The column of those that have no result yet."""

    PENDING = term("pending", "尚未审结")


ROUTES = (RemedyKind.RECONSIDERATION, RemedyKind.LITIGATION, RemedyKind.LITIGATION_AFTER)
RESULTS: tuple[Term, ...] = (*RemedyResult, Pending.PENDING)
COLUMNS: tuple[Term, ...] = (*RESULTS, Total.TOTAL)


def table4_equations(figures: Figures) -> tuple[Equation, ...]:
    """S-11 of each group whose total is given."""
    return tuple(
        Equation(
            Agreement.S_11,
            route,
            tuple(Cell(route, result) for result in RESULTS),
            (Cell(route, Total.TOTAL),),
        )
        for route in ROUTES
        if Cell(route, Total.TOTAL) in figures
    )
