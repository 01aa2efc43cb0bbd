"""A first page's head in millimetres (GB/T 9704-2012), and names too long for it."""

from dataclasses import replace

import pytest

from casework.domain.disclosure import letters
from casework.domain.disclosure.letters import PAPERS, Head, LetterKind, Paper
from casework.letters.heads import Heading, parted
from tests.letters.paper import (
    CHARACTER,
    LINE,
    TIGHT,
    centre,
    glyphs,
    has_red_ink,
    red_ink,
    row_with,
    rows,
    words,
)
from tests.letters.samples import BUREAU, printed


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
    left, _, right, bottom = red_ink(printed(LetterKind.D14).pdf)

    assert (left, right) == pytest.approx((20, 190), abs=0.3)
    assert bottom == pytest.approx(277, abs=0.3)


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
    left, _, right, bottom = red_ink(pdf)

    assert centre(number) == pytest.approx(106, abs=TIGHT)
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


def test_an_agency_of_many_words_has_its_name_in_the_title_parted_after_the_place() -> None:
    name = "示范省示范市示范区农业农村和水利水务综合行政执法局"
    heading = Heading(Head.LETTER, name, "", "政府信息公开申请告知书")

    assert heading.title == (
        "示范省示范市示范区",
        "农业农村和水利水务综合行政执法局",
        "政府信息公开申请告知书",
    )


@pytest.mark.parametrize("kind", LetterKind)
def test_a_formal_letter_has_red_ink_and_a_receipt_has_none(kind: LetterKind) -> None:
    assert has_red_ink(printed(kind).pdf) == (PAPERS[kind].head in {Head.LETTER, Head.RED})


def test_a_long_mark_is_condensed_to_stay_in_the_type_area_and_larger_than_the_title() -> None:
    name = "示范省示范市示范区农业农村和水利水务综合行政执法局"
    pdf = printed(LetterKind.D14, sender=replace(BUREAU, name=name)).pdf
    mark = next(iter(rows(glyphs(pdf)).values()))

    assert words(mark) == name
    assert mark[0].points > 22
    assert mark[0].left >= 26.9  # a letter's mark is centred on the paper
    assert 2 * mark[-1].left - mark[-2].left <= 184.5
