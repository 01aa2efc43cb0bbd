"""Tables: cells, heads that are said again overleaf, rows longer than a page."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.disclosure.letters import LetterKind
from casework.letters import measures as mm
from casework.letters.faces import faces
from casework.letters.measures import Grid
from casework.letters.pages import Page, paginate
from casework.letters.strips import strips
from casework.letters.tables import MARK, Row
from tests.letters.paper import glyphs, page_texts, read
from tests.letters.samples import PARTICULARS, printed

HEAD = f"{MARK}table new{MARK}3c 25\n{MARK}head{MARK}序号{MARK}内容\n"
PART = {"part": "附图", "ground": "依法确定为国家秘密", "article": "第十四条", "other_law": ""}


def pages_of(lengths: list[int], before: str = "", signature: int = 5) -> list[Page]:
    """The pages of a table with a row of so many characters each, and a last paragraph."""
    rows = (
        f"{MARK}row{MARK}{number}{MARK}{'水' * length}" for number, length in enumerate(lengths, 1)
    )
    text = f"{before}\n{HEAD}" + "\n".join(rows) + "\n上述内容不予公开。\n本机关决定如上。"
    return paginate(strips(text, faces()), Grid(), 7, signature)


def rows_of(page: Page) -> list[Row]:
    return [block for block in page.blocks if isinstance(block, Row)]


def words(row: Row, column: int) -> str:
    return "".join(line.text for line in row.cells[column])


def withheld(count: int, reason: str) -> dict[str, object]:
    parts = tuple({**PART, "reason": reason} for _ in range(count))
    return {**PARTICULARS[LetterKind.D11], "withheld": parts}


def test_a_table_that_goes_on_overleaf_begins_there_with_its_head() -> None:
    first, second, *_ = pages_of([20] * 30)

    assert [row.is_repeated for row in rows_of(second)[:2]] == [True, False]
    assert [row.is_head for row in rows_of(first)[:2]] == [True, False]


def test_a_page_does_not_end_with_a_table_s_head() -> None:
    for count in range(12, 17):
        pages = pages_of([20] * 3, before="\n".join(["前文。"] * count))

        assert not any(rows_of(page)[-1].is_head for page in pages if rows_of(page))


def test_a_row_longer_than_a_page_is_printed_whole_over_several() -> None:
    pages = pages_of([2000])
    said = "".join(words(row, 1) for page in pages for row in rows_of(page) if not row.is_head)

    assert said == "水" * 2000
    assert len(pages) >= 3


def test_neither_part_of_a_parted_row_is_a_single_line() -> None:
    for count in range(1, 15):
        pages = pages_of([120], before="\n".join(["前文。"] * count))
        lines = [len(row.cells[1]) for page in pages for row in rows_of(page) if not row.is_head]

        assert min(lines) >= 2
        assert sum(lines) == 4


@given(st.lists(st.integers(0, 400), min_size=1, max_size=20), st.integers(0, 20))
def test_every_row_is_printed_once_within_the_type_area(lengths: list[int], before: int) -> None:
    pages = pages_of(lengths, before="\n".join(["前文。"] * before))
    said: dict[str, str] = {}
    number = ""
    for page in pages:
        for row in rows_of(page):
            if not row.is_head:
                number = words(row, 0) or number  # the rest of a row has no number of its own
                said[number] = said.get(number, "") + words(row, 1)

    assert [len(text) for text in said.values()] == lengths
    for page in pages:
        placed = list(page.placed())
        bottoms = [top + block.height for top, block in placed if isinstance(block, Row)]
        tops = [top for top, _ in placed]
        assert max(bottoms, default=0.0) <= mm.TYPE_HEIGHT
        assert all(above < below for above, below in pairwise(tops))
    assert pages[-1].next_line + 5 <= mm.LINES_A_PAGE


def test_text_after_a_table_stands_on_the_grid_again_below_it() -> None:
    (page,) = pages_of([20, 20])
    *_, (above, row), (below, _), _last = page.placed()

    assert isinstance(row, Row)
    assert below / page.grid.pitch == pytest.approx(round(below / page.grid.pitch))
    assert below >= above + row.height + mm.TEXT_BELOW_TABLE


def test_many_withheld_parts_are_all_in_the_letter_and_the_head_on_each_page() -> None:
    result = printed(LetterKind.D11, particulars=withheld(40, "该章附图坐标已确定为秘密级"))
    texts = ["".join(page.split()) for page in page_texts(result.pdf)]
    with_rows = [text for text in texts if "附图依法确定" in text]

    assert read(result.pdf).count("附图依法确定为国家秘密") == 40
    assert ["序号不予公开的部分依据理由" in text for text in with_rows] == [True] * len(with_rows)
    assert result.pages >= 4


def test_a_long_reason_in_a_cell_is_printed_whole() -> None:
    result = printed(LetterKind.D11, particulars=withheld(1, "泵" * 1500))

    assert read(result.pdf).count("泵") == 1500
    assert result.pages >= 4


def test_no_cell_s_words_leave_their_cell() -> None:
    name = "示范市高新技术产业开发区管理委员会农业农村和水务局综合行政执法大队"
    page = glyphs(printed(LetterKind.D27, addressee=name).pdf)
    cells = [glyph for glyph in page if glyph.points == pytest.approx(mm.TABLE_POINTS)]

    assert (
        max(glyph.left for glyph in cells) <= 184 - mm.CELL_PADDING - mm.em(mm.TABLE_POINTS) + 0.1
    )
    assert min(glyph.left for glyph in cells) >= 28 + mm.CELL_PADDING
