"""A report that lists its figures, one cell a row, as this system's own CSV does."""

from collections.abc import Mapping, Sequence

from casework.domain.annual_report import cells
from casework.domain.annual_report.form import TABLE2_FORM, TABLE3_FORM, TABLE4_FORM
from casework.domain.annual_report.layout import Grid

_CODE, _VALUE = "代码", "数值"
_KNOWN = cells.TABLE2.keys() | cells.TABLE3.keys() | cells.TABLE4.keys()


def in_forms(grid: Grid) -> Sequence[Grid]:
    """The forms of tables 二, 三 and 四 with a list's figures in them; another grid as it is."""
    figures = _figures(grid)
    if figures.keys().isdisjoint(cells.TABLE3):
        return [grid]
    return [
        [[figures.get(box.cell, "") if box.cell else box.text for box in row] for row in form]
        for form in (TABLE2_FORM, TABLE3_FORM, TABLE4_FORM)
    ]


def _figures(grid: Grid) -> Mapping[str, str]:
    """The values of a list by their cells' names; {} where no row has the list's headings."""
    for at, row in enumerate(grid):
        headings = [text.strip() for text in row]
        if _CODE in headings and _VALUE in headings:
            code, value = headings.index(_CODE), headings.index(_VALUE)
            listed = (line for line in grid[at + 1 :] if len(line) > max(code, value))
            return {line[code]: line[value] for line in listed if line[code] in _KNOWN}
    return {}
