"""The embedded fonts as files: whole, with right sums, and found again when copied."""

import io
import zlib
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from casework.letters.faces import Face, faces
from casework.letters.subsets import FontFile, LetterFont

TEXT = "本机关于2026年收到您的申请，Ag%“”（一）"


@pytest.fixture(params=[Face.BODY, Face.TITLE, Face.FIRST_LEVEL, Face.SECOND_LEVEL])
def font(request: pytest.FixtureRequest) -> LetterFont:
    return faces().glyph(request.param, "水").font


def opened(made: FontFile) -> TTFont:
    return TTFont(io.BytesIO(zlib.decompress(made.packed)), checkChecksums=2)


def test_a_subset_is_a_font_file_of_the_told_length_with_right_sums(font: LetterFont) -> None:
    made = font.subset([0, *map(ord, TEXT)])

    assert len(zlib.decompress(made.packed)) == made.length
    assert len(opened(made).getGlyphOrder()) == len(dict.fromkeys(TEXT)) + 1


def test_a_glyph_keeps_its_outline_and_its_width(font: LetterFont) -> None:
    original = TTFont(str(font.face.filename)) if font.face.filename else None
    assert original is not None
    small = opened(font.subset([0, *map(ord, TEXT)]))
    order = small.getGlyphOrder()

    for place, character in enumerate(dict.fromkeys(TEXT), start=1):
        name = original.getBestCmap()[ord(character)]
        ours, theirs = small["glyf"][order[place]], original["glyf"][name]
        assert ours.getCoordinates(small["glyf"])[0] == theirs.getCoordinates(original["glyf"])[0]
        assert small["hmtx"][order[place]] == original["hmtx"][name]


def test_a_font_in_other_units_keeps_its_widths() -> None:
    far = faces().glyph(Face.BODY, "𠮷").font
    small = opened(far.subset([0, ord("𠮷")]))

    assert small["head"].unitsPerEm == 1024
    assert small["hmtx"][small.getGlyphOrder()[1]][0] == 1024


def composed(path: Path) -> Path:
    """A font of three squares, the second of which is made of the first, twice, in all the ways."""
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", "square", "pair", "plain"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord("甲"): "pair", ord("乙"): "plain"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 900), (900, 900), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    made = TTGlyphPen({"square": square})
    for matrix in (
        (1, 0, 0, 1, 5, 5),
        (0.5, 0, 0, 0.5, 300, 0),
        (0.5, 0, 0, 0.25, 0, 0),
        (0.5, 0.25, 0.25, 0.5, 0, 0),
    ):
        made.addComponent("square", matrix)
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf({".notdef": empty, "square": square, "pair": made.glyph(), "plain": square})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2()
    builder.setupPost()
    builder.setupNameTable({"familyName": "Composed", "psName": "Composed-Regular"})
    builder.save(path)
    return path


def test_a_glyph_made_of_others_brings_them_under_their_new_numbers(tmp_path: Path) -> None:
    font = LetterFont("Composed", str(composed(tmp_path / "composed.ttf")))
    small = opened(font.subset([0, ord("乙"), ord("甲")]))
    _, plain, pair, square = small.getGlyphOrder()

    assert [part.glyphName for part in small["glyf"][pair].components] == [square] * 4
    assert small["glyf"][plain].numberOfContours == 1
    assert [small["hmtx"][name] for name in (plain, pair, square)] == [(1000, 0)] * 3


def test_a_font_that_tells_a_common_width_once_keeps_it_for_all(tmp_path: Path) -> None:
    font = LetterFont("Composed", str(composed(tmp_path / "composed.ttf")))
    whole = TTFont(tmp_path / "composed.ttf")

    assert whole["hhea"].numberOfHMetrics == 1
    assert opened(font.subset([0, ord("甲")]))["hmtx"].metrics.popitem()[1][0] == 1000
