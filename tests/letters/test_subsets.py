"""The embedded fonts as files: whole, with right sums, and found again when copied."""

import io
import zlib

import pytest
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


def test_a_composite_glyph_brings_its_parts() -> None:
    made = faces().glyph(Face.BODY, "㛃").font.subset([0, *map(ord, "㛃é½")])
    small = opened(made)

    for name in small.getGlyphOrder():
        outline = small["glyf"][name]
        parts = outline.components if outline.isComposite() else []
        assert {part.glyphName for part in parts} <= set(small.getGlyphOrder())
