"""What is read of a file and no more: its tables as text, within limits; and why one is refused."""

from dataclasses import dataclass
from typing import TypeAlias

from casework.domain.terms import Term, term

Grid: TypeAlias = list[list[str]]

MOST_CELLS = 20_000
WIDEST = 60  # cells of a row; what stands beyond is no statutory table's
LONGEST_CELL = 2_000  # characters


class SheetFault(Term):
    """Why a file is not read."""

    EMPTY = term("empty", "文件是空的")
    PAPER = term("paper", "这是 PDF 文件，请把表格另存为 CSV 或者 XLSX")
    OLD_OFFICE = term("old_office", "这是旧版 Excel 或者 Word 文件，请另存为 XLSX 或者 CSV")
    OTHER_KIND = term("other_kind", "只能读 CSV、XLSX 和网页（HTML）里的表格")
    DAMAGED = term("damaged", "文件已损坏")
    TOO_LARGE = term("too_large", "文件太大，请只保留年度报告的表格")


class SheetRefused(Exception):
    """A file that is not read, and why."""

    def __init__(self, fault: SheetFault) -> None:
        super().__init__(fault.zh)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Sheets:
    """The tables of a file, and of a web page the words around them."""

    grids: tuple[Grid, ...]
    prose: str = ""


def within(grids: list[Grid], prose: str = "") -> Sheets:
    """The tables cut to their width. Raises SheetRefused when there is too much of them."""
    cut = tuple(
        [[cell[:LONGEST_CELL] for cell in row[:WIDEST]] for row in grid] for grid in grids if grid
    )
    if sum(len(row) for grid in cut for row in grid) > MOST_CELLS:
        raise SheetRefused(SheetFault.TOO_LARGE)
    return Sheets(cut, prose)
