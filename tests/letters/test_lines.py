"""Where a line of Chinese may end, and how it fills its measure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.letters.faces import Face, faces
from casework.letters.lines import NOT_AT_END, NOT_AT_START, Line, Measure, broken
from casework.letters.measures import BODY_POINTS, CHARACTER_PITCH, TYPE_WIDTH

BODY = Measure(TYPE_WIDTH, Face.BODY, BODY_POINTS)
WORDS = "水务信息公开申请答复二〇一九"


def lines(text: str, indent: float = 0.0) -> list[Line]:
    return broken(text, faces(), BODY, indent)


def texts(text: str) -> list[str]:
    return [line.text for line in lines(text)]


def right_edge(line: Line) -> float:
    return line.indent + line.width + line.spread * (len(line.pieces) - 1)


def test_a_line_holds_twenty_eight_characters() -> None:
    assert [len(line) for line in texts("水" * 60)] == [28, 28, 4]


def test_a_first_line_indented_by_two_holds_twenty_six() -> None:
    found = lines("水" * 60, indent=2 * CHARACTER_PITCH)

    assert [len(line.text) for line in found] == [26, 28, 6]


def test_a_full_line_of_chinese_stands_on_the_grid_without_spread() -> None:
    assert lines("水" * 60)[0].spread == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("mark", sorted(NOT_AT_START))
def test_a_closing_mark_does_not_begin_a_line(mark: str) -> None:
    found = texts("水" * 28 + mark + "务" * 30)

    assert found[1][0] != mark


@pytest.mark.parametrize("mark", sorted(NOT_AT_END))
def test_an_opening_mark_does_not_end_a_line(mark: str) -> None:
    found = texts("水" * 27 + mark + "务" * 30)

    assert found[0] == "水" * 27


def test_a_line_that_its_pieces_fill_poorly_is_not_stretched() -> None:
    # A telephone number that does not fit leaves five characters of room, and then two.
    poor, good = lines("水" * 23 + "000-12345678"), lines("水" * 26 + "000-12345678")

    assert (0.0, 23) == (poor[0].spread, len(poor[0].pieces))
    assert right_edge(good[0]) == pytest.approx(TYPE_WIDTH)


def test_one_closing_mark_is_pressed_into_its_line() -> None:
    assert texts("水" * 28 + "。" + "务" * 3) == ["水" * 28 + "。", "务务务"]


def test_two_closing_marks_take_a_character_with_them() -> None:
    assert texts("水" * 28 + "”。" + "务" * 3) == ["水" * 27, "水”。务务务"]


def test_a_number_is_not_torn() -> None:
    assert texts("水" * 27 + "2026年") == ["水" * 27, "2026年"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param(24, ["2026年", "12月31日"], id="the-month-goes-on"),
        pytest.param(25, ["", "2026年12月31日"], id="the-year-keeps-its-unit"),
    ],
)
def test_figures_are_not_parted_from_their_unit(before: int, expected: list[str]) -> None:
    found = texts("水" * before + "2026年12月31日")

    assert [line.replace("水", "") for line in found] == expected


def test_a_web_address_breaks_after_its_signs() -> None:
    address = "https://sw.example.invalid/xxgk/col1234/art/2026/art_0123456789.html?uid=1"
    found = texts("请登录" + address)

    assert "".join(found) == "请登录" + address
    assert all(line[-1] in "/-_.?&=" for line in found[:-1])


def test_a_reference_is_not_torn_at_its_hyphens() -> None:
    assert texts("水" * 25 + "SW-2026-000318号") == ["水" * 25, "SW-2026-000318号"]


def test_a_run_without_any_sign_is_cut_within_the_type_area() -> None:
    found = lines("A" * 200)

    assert "".join(line.text for line in found) == "A" * 200
    assert max(right_edge(line) for line in found) <= TYPE_WIDTH + 0.01


def test_spaces_of_all_kinds_stand_as_one_width_and_none_at_a_line_s_edge() -> None:
    found = texts("水" * 28 + "\u3000务\t水" + "务" * 26 + " 水")

    assert found == ["水" * 28, "务 水" + "务" * 25, "务 水"]


@given(st.text(alphabet=WORDS + "，。；：（）“”《》、 ab2026/-", max_size=200))
def test_breaking_loses_nothing_and_keeps_to_the_type_area(text: str) -> None:
    found = lines(text)

    assert "".join("".join(line.text.split()) for line in found) == "".join(text.split())
    assert all(right_edge(line) <= TYPE_WIDTH + 0.01 for line in found)


@given(st.lists(st.sampled_from([*WORDS, *"，。；", "（水）", "“务”", "2026年"]), max_size=120))
def test_no_line_of_ordinary_text_begins_or_ends_with_a_forbidden_mark(parts: list[str]) -> None:
    # Ordinary: no more than one mark after another.
    text = "水".join(parts)
    found = texts(text)

    assert [line[0] for line in found[1:] if line[0] in NOT_AT_START] == []
    assert [line[-1] for line in found[:-1] if line[-1] in NOT_AT_END] == []


@given(st.lists(st.sampled_from([*WORDS, *"，。", "2026年"]), min_size=60, max_size=120))
def test_every_line_but_the_last_is_justified_unless_too_much_is_left(parts: list[str]) -> None:
    left = [TYPE_WIDTH - right_edge(line) for line in lines("".join(parts))[:-1]]

    # Figures are not parted from their unit; a line is better short than gappy.
    assert [gap for gap in left if 0.01 < abs(gap) < 0.05 * TYPE_WIDTH] == []
