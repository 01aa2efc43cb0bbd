"""What stands where on a printed page, in millimetres, as a reader of the PDF finds it."""

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pytest
from PIL import ImageChops
from pypdfium2 import raw

POINT = 25.4 / 72  # mm
PAGE_HEIGHT = 297.0
LINE, CHARACTER = 225 / 22, 156 / 28
TIGHT = 0.02  # mm
_DOTS = 100 / 25.4  # a millimetre


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page: where its baseline begins, in mm from the upper left corner."""

    character: str
    left: float
    baseline: float
    points: float


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, its lines parted by newlines."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "")
            for page in document
        ]


def read(pdf: bytes) -> str:
    """All the text of a letter without breaks: what is written, however it is set."""
    return "".join("".join(page_texts(pdf)).split())


def glyphs(pdf: bytes, page: int = 0) -> list[Glyph]:
    """The characters of a page in the order of drawing."""
    with pypdfium2.PdfDocument(pdf) as document:
        return list(_glyphs(document[page]))


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    textpage = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(textpage.count_chars()):
        if raw.FPDFText_IsGenerated(textpage, at):
            continue
        raw.FPDFText_GetCharOrigin(textpage, at, x, y)
        yield Glyph(
            chr(raw.FPDFText_GetUnicode(textpage, at)),
            x.value * POINT,
            PAGE_HEIGHT - y.value * POINT,
            raw.FPDFText_GetFontSize(textpage, at),
        )


def body(page: list[Glyph]) -> list[Glyph]:
    """The characters in the size of the body."""
    return [glyph for glyph in page if glyph.points == pytest.approx(16)]


def rows(page: list[Glyph]) -> dict[float, list[Glyph]]:
    """A page's characters by their baseline."""
    found: dict[float, list[Glyph]] = defaultdict(list)
    for glyph in page:
        found[round(glyph.baseline, 2)].append(glyph)
    return found


def words(row: list[Glyph]) -> str:
    """A row as it reads."""
    return "".join(glyph.character for glyph in row)


def row_with(page: list[Glyph], text: str) -> list[Glyph]:
    """The first row that holds a text."""
    return next(row for row in rows(page).values() if text in words(row))


def last_row(page: list[Glyph], text: str) -> list[Glyph]:
    """The last row that is a text and nothing else."""
    return [row for row in rows(page).values() if words(row) == text][-1]


def centre(row: list[Glyph]) -> float:
    """The middle of a row of body text."""
    return (row[0].left + row[-1].left + CHARACTER) / 2


def black_ink(pdf: bytes, page: int = 0, crop_top: float = 0.0) -> tuple[float, ...]:
    """The box of a page's black ink, below `crop_top`: left, top, right, bottom."""
    return _ink(pdf, page, crop_top, is_red=False)


def red_ink(pdf: bytes, page: int = 0) -> tuple[float, ...]:
    """The box of a page's red ink: left, top, right, bottom."""
    return _ink(pdf, page, 0.0, is_red=True)


def has_red_ink(pdf: bytes, page: int = 0) -> bool:
    """Whether anything on a page is red."""
    return _box(pdf, page, 0.0, is_red=True) is not None


def _ink(pdf: bytes, page: int, crop_top: float, *, is_red: bool) -> tuple[float, ...]:
    """The box of a page's ink of one colour: left, top, right, bottom in mm."""
    box = _box(pdf, page, crop_top, is_red=is_red)
    assert box is not None
    left, top, right, bottom = (value / _DOTS for value in box)
    return left, top + crop_top, right, bottom + crop_top


def _box(
    pdf: bytes, page: int, crop_top: float, *, is_red: bool
) -> tuple[int, int, int, int] | None:
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[page].render(scale=100 / 72).to_pil().convert("RGB")
    image = image.crop((0, int(crop_top * _DOTS), *image.size))
    red, green, _ = image.split()
    # Black is dark in the red channel, red is light there and dark in the green one.
    inked = ImageChops.subtract(red, green) if is_red else ImageChops.invert(red)
    return inked.point(lambda value: 255 if value > 100 else 0).getbbox()
