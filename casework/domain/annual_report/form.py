"""The official form of tables 二, 三 and 四: every row with its merged heads, as it is printed.

Page, PDF and workbook draw the same rows. Wording: 国办公开办函〔2021〕30号; signs as in the form.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from casework.domain.annual_report import cells
from casework.domain.annual_report.table2 import COLUMNS_OF, PublicColumn, PublicRow
from casework.domain.annual_report.table3 import HEADINGS, Cell, FlowRow, OutcomeGroup, OutcomeRow
from casework.domain.annual_report.table4 import COLUMNS, ROUTES


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the form: its words, or the cell whose figure it shows; how far it extends."""

    text: str = ""
    cell: str = ""
    columns: int = 1
    rows: int = 1
    is_head: bool = False


FormRow = tuple[Box, ...]


def _head(text: str, columns: int = 1, rows: int = 1) -> Box:
    return Box(text, "", columns, rows, is_head=True)


def _figures(row: FlowRow | OutcomeRow) -> FormRow:
    return tuple(Box(cell=cells.NAMES[Cell(row, heading)]) for heading in HEADINGS)


_PARAGRAPHS = {
    PublicRow.RULE: "第二十条第（一）项",
    PublicRow.LICENCE: "第二十条第（五）项",
    PublicRow.PENALTY: "第二十条第（六）项",
    PublicRow.CHARGE: "第二十条第（八）项",
}
_ALL = 4  # columns of table 二


def _table2() -> Iterator[FormRow]:
    before: tuple[PublicColumn, ...] = ()
    for row, columns in COLUMNS_OF.items():
        span = (_ALL - 1) // len(columns)
        if row in _PARAGRAPHS:
            yield (_head(_PARAGRAPHS[row], _ALL),)
            before = ()
        if columns != before:
            heads = (_head(_signed(column.zh), span) for column in columns)
            yield (_head("信息内容"), *heads)
        before = columns
        names = (cells.NAMES[Cell(row, column)] for column in columns)
        yield (_head(row.zh), *(Box(cell=name, columns=span) for name in names))


_APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_LABELS = 3  # columns before the figures of table 三
_RECONCILED = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_PARTLY = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"


def _table3() -> Iterator[FormRow]:
    yield _head(_RECONCILED, _LABELS, 3), _head("申请人情况", len(HEADINGS))
    yield _head("自然人", 1, 2), _head("法人或其他组织", len(_APPLICANTS)), _head("总计", 1, 2)
    yield tuple(_head(name) for name in _APPLICANTS)
    for flow in (FlowRow.NEWLY_RECEIVED, FlowRow.CARRIED_IN):
        yield (_head(flow.zh, _LABELS), *_figures(flow))
    results = _head("三、本年度办理结果", 1, len(OutcomeRow) + 1)
    yield (results, _head("（一）予以公开", 2), *_figures(OutcomeRow.OPEN))
    yield (_head(_PARTLY, 2), *_figures(OutcomeRow.PARTIAL))
    for group in OutcomeGroup:
        for at, row in enumerate(group.rows):
            named = (_head(group.zh, 1, len(group.rows)),) if at == 0 else ()
            # Within its group a row goes without the group's own number.
            yield (*named, _head(row.zh.partition("）")[2]), *_figures(row))
    yield (_head("（七）总计", 2), *_figures(FlowRow.TOTAL_DISPOSED))
    yield (_head(FlowRow.CARRIED_OVER.zh, _LABELS), *_figures(FlowRow.CARRIED_OVER))


def _table4() -> Iterator[FormRow]:
    width = len(COLUMNS)
    yield _head("行政复议", width, 2), _head("行政诉讼", 2 * width)
    yield _head("未经复议直接起诉", width), _head("复议后起诉", width)
    yield tuple(_head(column.zh) for _route in ROUTES for column in COLUMNS)
    yield tuple(
        Box(cell=cells.NAMES[Cell(route, column)]) for route in ROUTES for column in COLUMNS
    )


def _signed(text: str) -> str:
    return text.replace("(", "（").replace(")", "）")


TABLE2_FORM: tuple[FormRow, ...] = tuple(_table2())
TABLE3_FORM: tuple[FormRow, ...] = tuple(_table3())
TABLE4_FORM: tuple[FormRow, ...] = tuple(_table4())
