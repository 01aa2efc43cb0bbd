"""Tables 三 as agencies write them: random sound figures, and the ways in which they come."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

from hypothesis import strategies as st

from casework.domain.annual_report.table3 import (
    HEADINGS,
    ROWS,
    ApplicantKind,
    Cell,
    FlowRow,
    OutcomeGroup,
    OutcomeRow,
    Row,
    Total,
)

FOLDER = Path(__file__).parent
Figures = dict[Cell, int]
Grid = list[list[str]]

OFFICIAL: Mapping[Row, str] = {
    **{row: row.zh.partition("）")[2] for row in OutcomeRow},
    **{row: row.zh for row in FlowRow},
    OutcomeRow.OPEN: "（一）予以公开",
    OutcomeRow.PARTIAL: "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
}
with (FOLDER / "table3.csv").open(encoding="utf-8", newline="") as _example:
    SHORT: Mapping[Row, str] = {
        row: cells[0] for row, cells in zip(ROWS, list(csv.reader(_example))[1:], strict=True)
    }
_COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
_COUNTS = st.integers(min_value=0, max_value=3000)


@st.composite
def sound_figures(draw: st.DrawFn) -> Figures:
    """Figures that break no identity, every cell of them given."""
    figures: Figures = {}
    for kind in ApplicantKind:
        outcomes: dict[Row, int] = {row: draw(_COUNTS) for row in OutcomeRow}
        disposed, over = sum(outcomes.values()), draw(_COUNTS)
        carried_in = draw(st.integers(min_value=0, max_value=disposed + over))
        column: dict[Row, int] = {
            FlowRow.NEWLY_RECEIVED: disposed + over - carried_in,
            FlowRow.CARRIED_IN: carried_in,
            **outcomes,
            FlowRow.TOTAL_DISPOSED: disposed,
            FlowRow.CARRIED_OVER: over,
        }
        figures |= {Cell(row, kind): column[row] for row in ROWS}
    for row in ROWS:
        total = sum(figures[Cell(row, kind)] for kind in ApplicantKind)
        figures[Cell(row, Total.TOTAL)] = total
    return figures


def entries(figures: Figures, row: Row) -> list[str]:
    """A row's figures as text; what is not given is blank."""
    return [str(figures.get(Cell(row, heading), "")) for heading in HEADINGS]


def short(figures: Figures) -> Grid:
    """One label column under one heading."""
    return [["row", *_COLUMNS], *([SHORT[row], *entries(figures, row)] for row in ROWS)]


def bare(figures: Figures) -> Grid:
    """One label column and no heading at all."""
    return short(figures)[1:]


def merged(figures: Figures) -> Grid:
    """As a spreadsheet saves it: three label columns, merged cells blank, three heading rows."""
    grid: Grid = [
        [
            "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
            "",
            "",
            "申请人情况",
            *[""] * 6,
        ],
        ["", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
        ["", "", "", "", *_COLUMNS[1:6], ""],
    ]
    return [*grid, *([*_labels(row, ""), *entries(figures, row)] for row in ROWS)]


def headless(figures: Figures) -> Grid:
    """Three label columns with blanks of merged cells, and no heading."""
    return merged(figures)[3:]


def repeated(figures: Figures) -> Grid:
    """Three label columns in which merged cells are written again, and a remark behind."""
    rows = [[*_repeated(row), *entries(figures, row), "无备注"] for row in ROWS]
    return [["项目", "", "", *_COLUMNS, "备注"], *rows]


def copied(figures: Figures) -> Grid:
    """As a browser copies it: cells that were merged are gone, so every row has its own width."""
    return [
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"],
        ["自然人", "法人或其他组织", "总计"],
        _COLUMNS[1:6],
        *(
            [*(label for label in _labels(row, "") if label), *entries(figures, row)]
            for row in ROWS
        ),
    ]


def reordered(figures: Figures) -> Grid:
    """The rows backwards, the total before the kinds."""
    rows = [[SHORT[row], *_rotated(entries(figures, row)), ""] for row in reversed(ROWS)]
    return [["", *_rotated(_COLUMNS), ""], *rows]


def serial(figures: Figures) -> Grid:
    """A column of numbers before the labels."""
    rows = [[str(at), SHORT[row], *entries(figures, row)] for at, row in enumerate(ROWS, 1)]
    return [["序号", "项目", *_COLUMNS], *rows]


FORMS: Mapping[str, Callable[[Figures], Grid]] = {
    form.__name__: form
    for form in (short, bare, merged, headless, repeated, copied, reordered, serial)
}


def _group_of(row: Row) -> OutcomeGroup | None:
    return next((group for group in OutcomeGroup if row in group.rows), None)


def _labels(row: Row, again: str) -> list[str]:
    """The three label cells of a row; a cell that is merged into one above is blank."""
    group = _group_of(row)
    section = "三、本年度办理结果" if row is OutcomeRow.OPEN else ""
    if group is not None:
        return [section, group.zh if row is group.rows[0] else again, OFFICIAL[row]]
    if isinstance(row, OutcomeRow) or row is FlowRow.TOTAL_DISPOSED:
        return [section, OFFICIAL[row], ""]
    return [OFFICIAL[row], "", ""]


def _repeated(row: Row) -> list[str]:
    group = _group_of(row)
    if group is not None:
        return ["三、本年度办理结果", group.zh, OFFICIAL[row]]
    if isinstance(row, OutcomeRow) or row is FlowRow.TOTAL_DISPOSED:
        return ["三、本年度办理结果", OFFICIAL[row], OFFICIAL[row]]
    return [OFFICIAL[row]] * 3


def _rotated(cells: list[str]) -> list[str]:
    return [cells[-1], *cells[:-1]]
