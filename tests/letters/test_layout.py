"""A letter's measures on paper, in millimetres (GB/T 9704-2012)."""

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from PIL import ImageChops

from casework.domain.disclosure import letters
from casework.domain.disclosure.letters import PAPERS, Head, LetterKind, Paper
from casework.letters.heads import Heading, parted
from tests.letters.samples import BUREAU, Glyph, glyphs, page_texts, printed

LINE, CHARACTER = 225 / 22, 156 / 28
LONG = "关于水资源管理和保护的情况、数据和资料" * 60
TIGHT = 0.02  # mm


def body(page: list[Glyph]) -> list[Glyph]:
    return [glyph for glyph in page if glyph.points == pytest.approx(16)]


def rows(page: list[Glyph]) -> dict[float, list[Glyph]]:
    found: dict[float, list[Glyph]] = defaultdict(list)
    for glyph in page:
        found[round(glyph.baseline, 2)].append(glyph)
    return found


def words(row: list[Glyph]) -> str:
    return "".join(glyph.character for glyph in row)


def row_with(page: list[Glyph], text: str) -> list[Glyph]:
    return next(row for row in rows(page).values() if text in words(row))


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


def test_two_empty_lines_part_the_number_from_the_title() -> None:
    page = glyphs(printed(LetterKind.D17).pdf)
    number = row_with(page, "〔2026〕")[0].baseline + 16 * 25.4 / 72 * 0.12
    title = row_with(page, "告知书")[0].baseline - 22 * 25.4 / 72 * 0.88

    assert title - number == pytest.approx(2 * LINE, abs=0.5)  # the rest goes to the grid


def test_one_empty_line_parts_the_title_from_the_addressee_on_the_grid() -> None:
    page = glyphs(printed(LetterKind.D17).pdf)
    title = row_with(page, "告知书")[0].baseline + 22 * 25.4 / 72 * 0.12
    addressee = row_with(page, "张某某：")[0].baseline - 16 * 25.4 / 72 * 0.88

    assert addressee - title == pytest.approx(LINE, abs=0.5)
    assert (addressee - 37) / LINE == pytest.approx(round((addressee - 37) / LINE), abs=0.001)


def test_three_lines_more_are_set_closer_to_spare_a_second_page() -> None:
    result = printed(LetterKind.D02)
    found = sorted(rows(body(glyphs(result.pdf))))

    assert result.pages == 1
    assert found[3] - found[2] == pytest.approx(225 / 25, abs=TIGHT)


def test_a_title_is_centred_in_22_points() -> None:
    row = row_with(glyphs(printed(LetterKind.D14).pdf), "告知书")
    em = 22 * 25.4 / 72

    assert row[0].points == pytest.approx(22, abs=0.01)
    assert (row[0].left + row[-1].left + em) / 2 == pytest.approx(106, abs=0.2)


def test_a_letter_s_mark_begins_30_mm_below_the_paper_s_edge() -> None:
    page = glyphs(printed(LetterKind.D14).pdf)
    mark = [glyph for glyph in page if glyph.points == pytest.approx(36)]

    assert words(mark) == BUREAU.name
    assert mark[0].baseline - 36 * 25.4 / 72 * 0.88 == pytest.approx(30, abs=TIGHT)


def test_a_letter_s_number_ends_at_the_type_area_s_right_edge() -> None:
    row = row_with(glyphs(printed(LetterKind.D14).pdf), "〔2026〕")

    assert row[-1].left + CHARACTER == pytest.approx(184, abs=TIGHT)


def test_the_red_double_lines_are_170_mm_long_and_20_mm_above_the_paper_s_edge() -> None:
    left, _, right, bottom = _red_ink(printed(LetterKind.D14).pdf)

    assert (left, right) == pytest.approx((20, 190), abs=0.3)
    assert bottom == pytest.approx(277, abs=0.3)


def test_no_black_ink_lies_outside_the_type_area() -> None:
    pdf = printed(LetterKind.D14, requested_information=LONG).pdf

    left, top, right, bottom = _black_ink(pdf, page=1)

    assert left >= 27.5
    assert right <= 184.5
    assert top >= 36.5
    assert bottom <= 262 + 7 + 5  # the page number lies below the type area


def test_the_date_ends_four_characters_from_the_right_and_the_name_is_centred_on_it() -> None:
    page = body(glyphs(printed(LetterKind.D17).pdf))
    date, name = row_with(page, "2026年3月24日"), _last_row(page, BUREAU.name)

    assert date[-1].left + CHARACTER == pytest.approx(184 - 4 * CHARACTER, abs=TIGHT)
    assert _centre(name) == pytest.approx(_centre(date), abs=TIGHT)
    assert date[0].baseline - name[0].baseline == pytest.approx(LINE, abs=TIGHT)


def test_two_empty_lines_above_the_name_leave_room_for_the_seal() -> None:
    page = body(glyphs(printed(LetterKind.D17).pdf))
    above = max(at for at in rows(page) if at < _last_row(page, BUREAU.name)[0].baseline - TIGHT)

    assert _last_row(page, BUREAU.name)[0].baseline - above == pytest.approx(3 * LINE, abs=TIGHT)


def test_a_long_agency_keeps_two_characters_from_the_right_and_has_the_date_under_it() -> None:
    name = "示范市高新技术产业开发区管理委员会水务和农业局"
    result = printed(LetterKind.D17, sender=replace(BUREAU, name=name))
    page = body(glyphs(result.pdf, page=result.pages - 1))
    date, signed = row_with(page, "2026年3月24日"), _last_row(page, name)

    assert signed[-1].left + CHARACTER == pytest.approx(184 - 2 * CHARACTER, abs=TIGHT)
    assert _centre(date) == pytest.approx(_centre(signed), abs=TIGHT)


def test_without_a_seal_the_date_begins_two_characters_right_of_the_name() -> None:
    page = body(glyphs(printed(LetterKind.RECEIPT).pdf))
    date, name = row_with(page, "2026年3月24日"), _last_row(page, BUREAU.name)

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
    _, top, _, bottom = _black_ink(pdf, page=1, crop_top=263)
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
        (1, "（一）第六章重点工程坐标"),
    ]


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


@pytest.fixture
def red_heads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a kind the red head that an agency may prefer."""
    red: Paper = replace(PAPERS[LetterKind.D14], head=Head.RED)
    monkeypatch.setitem(letters.PAPERS, LetterKind.D14, red)


@pytest.mark.usefixtures("red_heads")
def test_a_red_head_has_its_mark_35_mm_below_the_type_area_s_edge() -> None:
    page = glyphs(printed(LetterKind.D14).pdf)
    mark = [glyph for glyph in page if glyph.points == pytest.approx(36)]

    assert mark[0].baseline - 36 * 25.4 / 72 * 0.88 == pytest.approx(37 + 35, abs=TIGHT)


@pytest.mark.usefixtures("red_heads")
def test_a_red_head_has_its_number_in_the_middle_and_a_line_4_mm_below() -> None:
    pdf = printed(LetterKind.D14).pdf
    number = row_with(glyphs(pdf), "〔2026〕")
    left, _, right, bottom = _red_ink(pdf)

    assert _centre(number) == pytest.approx(106, abs=TIGHT)
    assert (left, right) == pytest.approx((28, 184), abs=0.3)
    assert bottom == pytest.approx(number[0].baseline + 16 * 25.4 / 72 * 0.12 + 4, abs=0.5)


@pytest.mark.usefixtures("red_heads")
def test_a_red_head_s_first_page_has_its_number() -> None:
    page = glyphs(printed(LetterKind.D14).pdf)

    assert words([glyph for glyph in page if glyph.points == pytest.approx(14)]) == "— 1 —"


def test_a_title_that_is_too_long_is_parted_between_agency_and_paper() -> None:
    heading = Heading(Head.PLAIN, "示范市水务局", "", "政府信息公开申请延期答复告知书")

    assert heading.title == ("示范市水务局", "政府信息公开申请延期答复告知书")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("示范市水务局", ("示范市水务局",), id="short"),
        pytest.param(
            "示范市高新技术产业开发区管理委员会农业农村和水务局",
            ("示范市高新技术产业开发区", "管理委员会农业农村和水务局"),
            id="at-a-word-s-end",
        ),
    ],
)
def test_a_long_name_is_parted_where_a_word_ends(name: str, expected: tuple[str, ...]) -> None:
    assert parted(name, 19) == expected


def test_a_long_mark_is_made_smaller_to_stay_in_the_type_area() -> None:
    name = "示范市高新技术产业开发区管理委员会农业农村和水务局"
    pdf = printed(LetterKind.D14, sender=replace(BUREAU, name=name)).pdf
    mark = next(iter(rows(glyphs(pdf)).values()))

    assert words(mark) == name
    assert mark[0].left >= 26.9  # a letter's mark is centred on the paper
    assert mark[-1].left + mark[-1].points * 25.4 / 72 <= 184.5


def _page_glyphs(pdf: bytes, page: int) -> list[Glyph]:
    return glyphs(pdf, page) if page < len(page_texts(pdf)) else []


def _last_row(page: list[Glyph], text: str) -> list[Glyph]:
    return [row for row in rows(page).values() if words(row) == text][-1]


def _centre(row: list[Glyph]) -> float:
    return (row[0].left + row[-1].left + CHARACTER) / 2


def _black_ink(pdf: bytes, page: int = 0, crop_top: float = 0.0) -> tuple[float, ...]:
    return _ink(pdf, page, crop_top, is_red=False)


def _red_ink(pdf: bytes, page: int = 0) -> tuple[float, ...]:
    return _ink(pdf, page, 0.0, is_red=True)


def _ink(pdf: bytes, page: int, crop_top: float, *, is_red: bool) -> tuple[float, ...]:
    """The box of a page's ink of one colour: left, top, right, bottom in mm."""
    dots = 100 / 25.4  # a millimetre
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[page].render(scale=100 / 72).to_pil().convert("RGB")
    image = image.crop((0, int(crop_top * dots), *image.size))
    red, green, _ = image.split()
    # Black is dark in the red channel, red is light there and dark in the green one.
    inked = ImageChops.subtract(red, green) if is_red else ImageChops.invert(red)
    box = inked.point(lambda value: 255 if value > 100 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = (value / dots for value in box)
    return left, top + crop_top, right, bottom + crop_top
