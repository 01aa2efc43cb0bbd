"""Table 二: what was published proactively (条例 20 (一)(五)(六)(八); 国办公开办函〔2021〕30号)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from casework.domain.annual_report.table3 import Cell
from casework.domain.terms import Term, term


class PublicRow(Term):
    """The rows, in the form's order."""

    RULE = term("rule", "规章")
    NORMATIVE_DOCUMENT = term("normative_document", "行政规范性文件")
    LICENCE = term("licence", "行政许可")
    PENALTY = term("penalty", "行政处罚")
    COERCION = term("coercion", "行政强制")
    CHARGE = term("charge", "行政事业性收费")


class PublicColumn(Term):
    """The columns; each row has some of them."""

    MADE = term("made", "本年制发件数")
    REPEALED = term("repealed", "本年废止件数")
    IN_FORCE = term("in_force", "现行有效件数")
    DECISIONS = term("decisions", "本年处理决定数量")
    AMOUNT = term("amount", "本年收费金额（单位：万元）")


# In whole numbers; the amount alone in ten thousand yuan with decimals.
Publication: TypeAlias = Mapping[Cell, Decimal]

_DOCUMENTS = (PublicColumn.MADE, PublicColumn.REPEALED, PublicColumn.IN_FORCE)
COLUMNS_OF: Mapping[PublicRow, tuple[PublicColumn, ...]] = {
    PublicRow.RULE: _DOCUMENTS,
    PublicRow.NORMATIVE_DOCUMENT: _DOCUMENTS,
    PublicRow.LICENCE: (PublicColumn.DECISIONS,),
    PublicRow.PENALTY: (PublicColumn.DECISIONS,),
    PublicRow.COERCION: (PublicColumn.DECISIONS,),
    PublicRow.CHARGE: (PublicColumn.AMOUNT,),
}


@dataclass(frozen=True, slots=True)
class Drift:
    """Documents in force that last year's report, this year's made and repealed do not explain."""

    row: PublicRow
    expected: Decimal
    given: Decimal


def drifts(publication: Publication, previous: Publication) -> Iterator[Drift]:
    """Where 现行有效 is not last year's plus made less repealed.

    Only worth a look: a document that expires is not repealed.
    """
    for row in (PublicRow.RULE, PublicRow.NORMATIVE_DOCUMENT):
        made, repealed, in_force = (Cell(row, column) for column in _DOCUMENTS)
        if not {made, repealed, in_force} <= publication.keys() or in_force not in previous:
            continue
        expected = previous[in_force] + publication[made] - publication[repealed]
        if expected != publication[in_force]:
            yield Drift(row, expected, publication[in_force])
