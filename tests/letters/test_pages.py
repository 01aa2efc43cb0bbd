"""Which line stands on which page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.letters.lines import Line, Piece
from casework.letters.measures import LINES_A_PAGE, Grid
from casework.letters.pages import paginate
from casework.letters.strips import BLANK, Block, Strip

GRID = Grid()
FIRST_LINE = 7
SIGNATURE = 5


def line_of(text: str, *, begins: bool = True, heading: bool = False) -> Strip:
    line = Line((Piece(text, 5.0, is_wide=True),))
    return Strip(line, begins=begins, heading=text if heading else "")


def paragraph(count: int, name: str = "文") -> list[Strip]:
    return [line_of(f"{name}{at}", begins=at == 0) for at in range(count)]


def texts(blocks: list[Block]) -> list[str]:
    return [block.line.text for block in blocks if isinstance(block, Strip)]


def test_a_short_letter_is_one_page() -> None:
    pages = paginate(paragraph(3), GRID, FIRST_LINE, SIGNATURE)

    assert [(page.is_signed, page.next_line) for page in pages] == [(True, FIRST_LINE + 3)]


def test_a_signature_that_just_fits_stays() -> None:
    pages = paginate(paragraph(LINES_A_PAGE - FIRST_LINE - SIGNATURE), GRID, FIRST_LINE, SIGNATURE)

    assert len(pages) == 1


def test_a_signature_that_does_not_fit_takes_two_lines_of_text_with_it() -> None:
    pages = paginate(paragraph(15), GRID, FIRST_LINE, SIGNATURE)

    assert texts(pages[1].blocks) == ["文13", "文14"]


def test_no_first_line_of_a_paragraph_is_left_alone_before_the_signature_s_page() -> None:
    pages = paginate(paragraph(12) + paragraph(3, "末"), GRID, FIRST_LINE, SIGNATURE)

    assert texts(pages[1].blocks) == ["末0", "末1", "末2"]


def test_the_attachments_go_with_a_line_of_the_text_above_them() -> None:
    body = [*paragraph(12), BLANK, line_of("附件")]
    pages = paginate(body, GRID, FIRST_LINE, SIGNATURE)

    assert texts(pages[1].blocks) == ["文11", "", "附件"]


def test_a_heading_does_not_end_a_page() -> None:
    body = [*paragraph(14), line_of("一、", heading=True), *paragraph(10, "下")]
    pages = paginate(body, GRID, FIRST_LINE, SIGNATURE)

    assert texts(pages[1].blocks)[:2] == ["一、", "下0"]


def test_two_headings_go_to_the_next_page_together() -> None:
    headings = [line_of("一、", heading=True), line_of("（一）", heading=True)]
    pages = paginate([*paragraph(13), *headings, *paragraph(10, "下")], GRID, FIRST_LINE, SIGNATURE)

    assert texts(pages[1].blocks)[:3] == ["一、", "（一）", "下0"]


def test_an_empty_line_does_not_begin_a_page() -> None:
    pages = paginate([*paragraph(15), BLANK, *paragraph(3, "下")], GRID, FIRST_LINE, SIGNATURE)

    assert texts(pages[1].blocks)[0] == "下0"


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=20),
    st.integers(0, 12),
    st.integers(4, 7),
)
def test_every_line_is_printed_once_in_order_within_the_type_area(
    lengths: list[int], first_line: int, signature: int
) -> None:
    body = [strip for place, count in enumerate(lengths) for strip in paragraph(count, f"{place}-")]
    pages = paginate(body, GRID, first_line, signature)

    assert [strip for page in pages for strip in page.blocks] == body
    assert max(page.next_line for page in pages) <= LINES_A_PAGE
    assert pages[-1].next_line + signature <= LINES_A_PAGE
    assert [page.is_signed for page in pages] == [False] * (len(pages) - 1) + [True]
    assert pages[-1].blocks != []


@pytest.mark.parametrize("count", range(2, 60))
def test_a_signature_has_two_lines_of_text_at_least(count: int) -> None:
    pages = paginate(paragraph(count), GRID, FIRST_LINE, SIGNATURE)

    assert len(pages[-1].blocks) >= 2


def test_a_closer_grid_holds_more_lines() -> None:
    pages = paginate(paragraph(13), Grid(25), FIRST_LINE, SIGNATURE)

    assert len(pages) == 1
