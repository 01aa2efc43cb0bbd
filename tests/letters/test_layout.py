"""A letter's measures on paper, in millimetres (GB/T 9704-2012)."""

from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from casework.domain.disclosure.letters import LetterKind
from casework.letters.faces import faces
from casework.letters.strips import Strip, strips
from tests.letters.paper import (
    CHARACTER,
    LINE,
    TIGHT,
    Glyph,
    black_ink,
    body,
    centre,
    glyphs,
    last_row,
    page_texts,
    row_with,
    rows,
    words,
)
from tests.letters.samples import BUREAU, printed

LONG = "关于水资源管理和保护的情况、数据和资料" * 60


@pytest.fixture(scope="module")
def second_page() -> list[Glyph]:
    return glyphs(printed(LetterKind.D14, requested_information=LONG).pdf, page=1)


def test_the_paper_is_a4() -> None:
    with pypdfium2.PdfDocument(printed(LetterKind.D14).pdf) as document:
        width, height = document[0].get_size()

    assert (width * 25.4 / 72, height * 25.4 / 72) == pytest.approx((210, 297), abs=TIGHT)


def test_a_full_page_has_twenty_two_lines(second_page: list[Glyph]) -> None:
    assert len(rows(body(second_page))) == 22


def test_lines_are_ten_and_a_quarter_millimetres_apart(second_page: list[Glyph]) -> None:
    at = sorted(rows(body(second_page)))
    pitches = [below - above for above, below in pairwise(at)]

    assert pitches == pytest.approx([LINE] * 21, abs=TIGHT)


def test_the_first_line_s_box_begins_at_the_top_margin(second_page: list[Glyph]) -> None:
    # A glyph's box ends 0.88 of an em above its baseline.
    top = min(glyph.baseline for glyph in body(second_page)) - 16 * 25.4 / 72 * 0.88

    assert top == pytest.approx(37, abs=TIGHT)


def test_a_full_line_has_twenty_eight_characters_from_margin_to_margin(
    second_page: list[Glyph],
) -> None:
    row = next(row for row in rows(body(second_page)).values() if len(row) == 28)

    expected = [28 + place * CHARACTER for place in range(28)]
    assert [glyph.left for glyph in row] == pytest.approx(expected, abs=TIGHT)


def test_the_addressee_stands_at_the_edge_and_a_paragraph_two_characters_in() -> None:
    page = body(glyphs(printed(LetterKind.D14).pdf))

    assert row_with(page, "张某某：")[0].left == pytest.approx(28, abs=TIGHT)
    assert row_with(page, "本机关于")[0].left == pytest.approx(28 + 2 * CHARACTER, abs=TIGHT)


def test_three_lines_more_are_set_closer_to_spare_a_second_page() -> None:
    result = printed(LetterKind.D02)
    found = sorted(rows(body(glyphs(result.pdf))))

    assert result.pages == 1
    assert found[3] - found[2] == pytest.approx(225 / 25, abs=TIGHT)


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_fills_its_type_area_and_no_more(kind: LetterKind) -> None:
    left, top, right, bottom = black_ink(printed(kind).pdf)

    assert 27.5 <= left <= 30
    assert top >= 37
    assert 180 <= right <= 184.5
    assert 180 <= bottom <= 262 + 25.4 / 100  # to a dot


def test_no_black_ink_lies_outside_the_type_area() -> None:
    pdf = printed(LetterKind.D14, requested_information=LONG).pdf

    left, top, right, bottom = black_ink(pdf, page=1)

    assert left >= 27.5
    assert right <= 184.5
    assert top >= 36.5
    assert bottom <= 262 + 7 + 5  # the page number lies below the type area


def test_the_date_ends_four_characters_from_the_right_and_the_name_is_centred_on_it() -> None:
    page = body(glyphs(printed(LetterKind.D17).pdf))
    date, name = row_with(page, "2026年3月24日"), last_row(page, BUREAU.name)

    assert date[-1].left + CHARACTER == pytest.approx(184 - 4 * CHARACTER, abs=TIGHT)
    assert centre(name) == pytest.approx(centre(date), abs=TIGHT)
    assert date[0].baseline - name[0].baseline == pytest.approx(LINE, abs=TIGHT)


def test_two_empty_lines_above_the_name_leave_room_for_the_seal() -> None:
    page = body(glyphs(printed(LetterKind.D17).pdf))
    above = max(at for at in rows(page) if at < last_row(page, BUREAU.name)[0].baseline - TIGHT)

    assert last_row(page, BUREAU.name)[0].baseline - above == pytest.approx(3 * LINE, abs=TIGHT)


def test_a_long_agency_keeps_two_characters_from_the_right_and_has_the_date_under_it() -> None:
    name = "示范市高新技术产业开发区管理委员会水务农业局"
    result = printed(LetterKind.D17, sender=replace(BUREAU, name=name))
    page = body(glyphs(result.pdf, page=result.pages - 1))
    date, signed = row_with(page, "2026年3月24日"), last_row(page, name)

    assert signed[-1].left + CHARACTER == pytest.approx(184 - 2 * CHARACTER, abs=TIGHT)
    assert centre(date) == pytest.approx(centre(signed), abs=TIGHT)


def test_without_a_seal_the_date_begins_two_characters_right_of_the_name() -> None:
    page = body(glyphs(printed(LetterKind.RECEIPT).pdf))
    date, name = row_with(page, "2026年3月24日"), last_row(page, BUREAU.name)

    assert date[0].left - name[0].left == pytest.approx(2 * CHARACTER, abs=TIGHT)
    assert date[-1].left + CHARACTER == pytest.approx(184 - 2 * CHARACTER, abs=TIGHT)


def test_a_letter_s_first_page_has_no_number_and_its_second_has_it_at_the_left() -> None:
    pdf = printed(LetterKind.D14, requested_information=LONG).pdf
    number = [glyph for glyph in glyphs(pdf, page=1) if glyph.points == pytest.approx(14)]

    assert not [glyph for glyph in glyphs(pdf) if glyph.points == pytest.approx(14)]
    assert words(number) == "— 2 —"
    assert number[0].left == pytest.approx(28 + CHARACTER, abs=TIGHT)


def test_an_odd_page_has_its_number_at_the_right() -> None:
    pdf = printed(LetterKind.D14, requested_information=LONG * 2).pdf
    number = [glyph for glyph in glyphs(pdf, page=2) if glyph.points == pytest.approx(14)]

    assert words(number) == "— 3 —"
    assert number[-1].left + 0.89 * 14 * 25.4 / 72 == pytest.approx(184 - CHARACTER, abs=0.1)


def test_the_dashes_of_a_page_number_lie_seven_millimetres_below_the_type_area() -> None:
    pdf = printed(LetterKind.D14, requested_information=LONG).pdf
    _, top, _, bottom = black_ink(pdf, page=1, crop_top=263)
    with_dash = (top + bottom) / 2

    assert with_dash == pytest.approx(262 + 7, abs=0.8)


def test_headings_are_black_and_bookmarked() -> None:
    pdf = printed(LetterKind.D11).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        outline = [(entry.level, entry.get_title()) for entry in document.get_toc()]

    assert outline == [
        (0, "示范市水务局政府信息公开申请答复书"),
        (1, "一、予以公开的内容"),
        (1, "二、不予公开的内容、依据和理由"),
    ]


def test_an_empty_line_of_a_template_is_none_of_the_letter() -> None:
    lines = [strip for strip in strips("> 甲\n\n乙\n", faces()) if isinstance(strip, Strip)]

    assert [strip.line.text for strip in lines] == ["甲", "乙"]


def test_attachments_stand_below_the_text_and_below_each_other() -> None:
    long = "示范市水土保持规划（2021—2035年）文本第一章至第五章及有关附表"
    pdf = printed(LetterKind.D09, attachments=(long, "附图目录。")).pdf
    page = body([glyph for page in range(2) for glyph in _page_glyphs(pdf, page)])
    first, second = row_with(page, "附件：1."), row_with(page, "2.附图目录")

    assert first[0].left == pytest.approx(28 + 2 * CHARACTER, abs=TIGHT)
    assert second[0].left == pytest.approx(28 + 5 * CHARACTER, abs=TIGHT)
    assert not words(second).endswith("。")


def test_a_single_attachment_has_no_number() -> None:
    pdf = printed(LetterKind.D09, attachments=("示范市水土保持规划",)).pdf

    assert "附件：示范市水土保持规划" in "".join(page_texts(pdf))


def _page_glyphs(pdf: bytes, page: int) -> list[Glyph]:
    return glyphs(pdf, page) if page < len(page_texts(pdf)) else []
