"""Workbooks: what is written is read back alike, and nothing in it runs."""

from decimal import Decimal

from casework.adapters.sheets import read_sheets
from casework.adapters.workbook import FormSheet, Merged, Sheet, texts_in, to_xlsx

SHEET = Sheet(
    "表三", ("项目", "件数"), [("一、本年新收", 2), ("=1+1", None), ("金额", Decimal("1.5"))]
)


def test_what_is_written_is_read_back() -> None:
    (grid,) = read_sheets(to_xlsx([SHEET])).grids

    assert [list(row[:2]) for row in grid] == [
        ["项目", "件数"],
        ["一、本年新收", "2"],
        ["=1+1", ""],
        ["金额", "1.5"],
    ]


def test_the_same_tables_give_the_same_bytes() -> None:
    assert to_xlsx([SHEET]) == to_xlsx([SHEET])


def test_notes_stand_above_the_table() -> None:
    (grid,) = read_sheets(to_xlsx([Sheet("表", ("甲",), [("乙",)], ("数据截至2026年",))])).grids

    assert [row[0] for row in grid] == ["数据截至2026年", "甲", "乙"]


def test_a_box_over_several_cells_takes_their_place() -> None:
    boxes = [
        [Merged("结果", rows=2, is_head=True), Merged("公开", columns=2)],
        [Merged(3), Merged(4)],
    ]
    (grid,) = read_sheets(to_xlsx([FormSheet("表", boxes)])).grids

    assert [list(row) for row in grid] == [["结果", "公开", ""], ["", "3", "4"]]


def test_every_text_of_a_workbook_is_found_in_its_bytes() -> None:
    sheet = Sheet("表", ("甲",), [("一",), ("二",), (3,)], ("注",))

    assert set(texts_in(to_xlsx([sheet]))) == {"甲", "一", "二", "注"}
    assert texts_in(to_xlsx([FormSheet("表", [[Merged(1)]])])) == []
