"""Which characters a letter can show, and that they are found again by those who search it."""

import subprocess
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics

from casework.domain.disclosure.letters import LetterKind
from casework.letters import NoGlyph, Press
from casework.letters.faces import FOLDER, Face, faces
from tests.letters.paper import read
from tests.letters.samples import facts, printed

OFFICIAL = (FOLDER / "characters_8105.txt").read_text(encoding="utf-8").strip()
GUQIN, BEYOND, BORN_LATE = "䶮", "𠮷", "\U000323af"  # a name's; extension B; extension H
EMOJI = "\U0001f4a7"


def test_every_official_character_has_a_glyph_in_the_body() -> None:
    assert len(OFFICIAL) == 8105

    faces().check(OFFICIAL)


def test_every_character_of_the_basic_block_and_extension_a_has_a_glyph() -> None:
    blocks = (range(0x4E00, 0x9FF0), range(0x3400, 0x4DB6))

    faces().check("".join(chr(code) for block in blocks for code in block))


@pytest.mark.parametrize("sign", [*"①⑩㎡℃‰±÷≤≥≠√∞→Ωμαé§¥￥％～—…·•″²³□■△○●№", "\u00d7"])
def test_a_sign_of_ordinary_papers_has_a_glyph(sign: str) -> None:
    faces().check(sign)


@pytest.mark.parametrize("name", ["张䶮", "𠮷某", "㛃某", "王喆", "李堃", "赵𫖯", "孙𬶐"])
def test_a_rare_name_is_printed_and_can_be_searched(name: str) -> None:
    assert f"{name}：" in read(printed(LetterKind.D14, addressee=name).pdf)


def test_another_reader_finds_a_character_beyond_u_ffff_too(tmp_path: Path) -> None:
    # ReportLab's own map writes it as another character; pdftotext reads what a user copies.
    path = tmp_path / "letter.pdf"
    path.write_bytes(printed(LetterKind.D14, addressee="张𠮷䶮㛃").pdf)
    command = ["/usr/bin/pdftotext", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, timeout=30)  # noqa: S603

    assert "张𠮷䶮㛃：" in text.stdout.decode()


def test_characters_without_a_glyph_are_refused_together_and_by_name() -> None:
    with pytest.raises(NoGlyph) as refused:
        printed(
            LetterKind.D14,
            addressee=f"张{BORN_LATE}",
            requested_information=f"水{EMOJI}{BORN_LATE}",
        )

    assert set(refused.value.characters) == {BORN_LATE, EMOJI}
    assert "U+323AF" in str(refused.value)
    assert "U+1F4A7" in str(refused.value)


def test_a_single_character_without_a_glyph_is_refused_too() -> None:
    with pytest.raises(NoGlyph) as refused:
        faces().glyph(Face.PAGE_NUMBER, EMOJI)

    assert refused.value.characters == (EMOJI,)


def test_an_empty_text_needs_no_font() -> None:
    assert list(faces().runs(Face.BODY, "")) == []


def test_a_text_can_be_checked_before_a_letter_is_due() -> None:
    with pytest.raises(NoGlyph) as refused:
        Press().check(f"多行\n文字\t{EMOJI}")

    assert refused.value.characters == (EMOJI,)


def test_an_attachment_s_name_is_checked_too() -> None:
    with pytest.raises(NoGlyph):
        printed(LetterKind.D09, attachments=(EMOJI,))


def test_a_rare_character_of_the_body_is_as_thin_as_its_neighbours() -> None:
    fonts = [font.fontName for font, _ in faces().runs(Face.BODY, f"张{GUQIN}{BEYOND}某")]

    assert fonts == ["XgkFang-Regular", "XgkRare-Regular", "XgkFar-Regular", "XgkFang-Regular"]


@pytest.mark.parametrize("face", [Face.TITLE, Face.FIRST_LEVEL, Face.SECOND_LEVEL])
def test_what_the_body_can_show_a_title_and_a_heading_can_show(face: Face) -> None:
    fang = pdfmetrics.getFont("XgkFang-Regular").face.charToGlyph

    assert [chr(code) for code in fang if not faces().glyph(face, chr(code)).font] == []


def test_figures_are_set_in_the_body_s_own_font() -> None:
    fonts = [font.fontName for font, _ in faces().runs(Face.BODY, "于2026年")]

    assert fonts == ["XgkFang-Regular"]


def test_an_agency_s_own_font_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    # A face that is plainly another: 黑体 where 仿宋 stands.
    (tmp_path / "XgkFang-Regular.ttf").symlink_to(next(FOLDER.glob("XgkHei-Regular*")))
    shipped = Press().print(facts(LetterKind.D17)).pdf
    own = Press(tmp_path).print(facts(LetterKind.D17)).pdf

    assert b"XgkFang-Regular" in shipped
    assert b"XgkFang-Regular" not in own
    assert b"XgkHei-Regular" in own
    assert read(own) == read(shipped)
