"""Covering parts of a file: its pages become pictures with black boxes in them, and a new PDF.

Nothing of the old file is taken over but what could be seen of its pages: no text (not even an
invisible one of the words beside the boxes), annotation, attachment, layer, script or metadata.
"""

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageOps, UnidentifiedImageError
from pypdfium2 import raw

from casework.domain.terms import Term, term

PICTURES = ("image/png", "image/jpeg")
TAKEN = ("application/pdf", *PICTURES)
WHOLE = 1000  # a place on a page is counted in thousandths of its width or height
MOST_PAGES = 100
_MOST_PIXELS = 40_000_000  # of a page: somewhat more than A1
_MOST_PIXELS_IN_ALL = 500_000_000  # 100 pages of A4 have 387 million
_INCH = 72  # points
_DPI = 200
_SCREEN_DPI = 100
_MOST_PIXELS_ON_SCREEN = 2_000_000
_QUALITY = 75


class RedactionFault(Term):
    """Why a file is not covered."""

    OTHER_TYPE = term(
        "other_type", "只能遮盖 PDF、JPG 和 PNG 文件。其他文件请先另存为 PDF，再上传、遮盖。"
    )
    ENCRYPTED = term("encrypted", "这个 PDF 加了密码或者限制，不能遮盖。请用没有加密的文件。")
    DAMAGED = term("damaged", "文件已损坏，打不开，不能遮盖。请重新制作。")
    TOO_LARGE = term(
        "too_large",
        "文件超过100页，或者页面过大、内容过多，不能在这里遮盖。请拆成几个文件，分别遮盖。",
    )
    NOT_PROVEN = term(
        "not_proven", "遮盖后的文件没有通过核对（还能找到原来的内容），没有保存。请告诉系统管理员。"
    )


class RedactionRefused(Exception):
    """A file that is not covered, and why."""

    def __init__(self, fault: RedactionFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page that is covered, in thousandths of the page; pages count from 1."""

    page: int
    left: int
    top: int
    width: int
    height: int

    def pixels(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Left, top, right and bottom on a picture of this size, all inclusive; never less."""
        wide, high = size
        return (
            self.left * wide // WHOLE,
            self.top * high // WHOLE,
            min(math.ceil((self.left + self.width) * wide / WHOLE), wide) - 1,
            min(math.ceil((self.top + self.height) * high / WHOLE), high) - 1,
        )


def sizes(content: bytes, media_type: str) -> list[tuple[float, float]]:
    """Width and height of each page in points, as it is seen. Raises RedactionRefused."""
    if media_type in PICTURES:
        with _picture(content) as picture:
            return [(picture.width * _INCH / _DPI, picture.height * _INCH / _DPI)]
    with document(content) as pdf:
        return _sizes(pdf)


def page_image(content: bytes, media_type: str, page: int) -> bytes:
    """A page as a PNG for the screen, at most 100 dpi. Raises RedactionRefused, IndexError."""
    if media_type in PICTURES:
        with _picture(content) as picture:
            shown = _rgb(picture)
            shown.thumbnail((1200, 1700))
            return _written(shown, "PNG")
    with document(content) as pdf:
        wide, high = _sizes(pdf)[page - 1]
        most = math.sqrt(_MOST_PIXELS_ON_SCREEN / (wide * high))
        return _written(_drawn(pdf, page, min(_SCREEN_DPI / _INCH, most)), "PNG")


def redacted(content: bytes, media_type: str, boxes: Sequence[Box]) -> bytes:
    """A new PDF of the pages as they are seen, at 200 dpi, black where a box lies.

    The same file and boxes give the same bytes. Raises RedactionRefused.
    """
    new = pikepdf.new()
    for number, (picture, size) in enumerate(_pages(content, media_type), start=1):
        _cover(picture, (box for box in boxes if box.page == number))
        _add_page(new, picture, size)
    written = io.BytesIO()
    new.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


@contextmanager
def document(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """A PDF, opened; raises RedactionRefused where it is encrypted, damaged or has many pages."""
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        fault = RedactionFault.ENCRYPTED if locked else RedactionFault.DAMAGED
        raise RedactionRefused(fault) from None
    try:
        if raw.FPDF_GetSecurityHandlerRevision(pdf) != -1:
            raise RedactionRefused(RedactionFault.ENCRYPTED)
        if not 0 < len(pdf) <= MOST_PAGES:
            raise RedactionRefused(RedactionFault.TOO_LARGE if len(pdf) else RedactionFault.DAMAGED)
        pdf.init_forms()  # what somebody filled in is seen, too
        yield pdf
    except pypdfium2.PdfiumError:  # a page that cannot be read
        raise RedactionRefused(RedactionFault.DAMAGED) from None
    finally:
        pdf.close()


def _pages(content: bytes, media_type: str) -> Iterator[tuple[Image.Image, tuple[float, float]]]:
    if media_type in PICTURES:
        with _picture(content) as picture:
            size = (picture.width * _INCH / _DPI, picture.height * _INCH / _DPI)
            yield _rgb(picture), size
        return
    with document(content) as pdf:
        for number, size in enumerate(_sizes(pdf), start=1):
            yield _drawn(pdf, number, _DPI / _INCH), size


def _sizes(pdf: pypdfium2.PdfDocument) -> list[tuple[float, float]]:
    found = [pdf.get_page_size(index) for index in range(len(pdf))]
    pixels = [max(wide, 1) * max(high, 1) * (_DPI / _INCH) ** 2 for wide, high in found]
    if max(pixels) > _MOST_PIXELS or sum(pixels) > _MOST_PIXELS_IN_ALL:
        raise RedactionRefused(RedactionFault.TOO_LARGE)
    return [(max(wide, 1), max(high, 1)) for wide, high in found]


def _drawn(pdf: pypdfium2.PdfDocument, number: int, scale: float) -> Image.Image:
    page = pdf[number - 1]
    try:
        bitmap = page.render(scale=scale)
        picture = bitmap.to_pil().convert("RGB")
        bitmap.close()
    finally:
        page.close()
    assert isinstance(picture, Image.Image)
    return picture


@contextmanager
def _picture(content: bytes) -> Iterator[Image.Image]:
    """A picture, opened and turned as its camera was held; raises RedactionRefused."""
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise RedactionRefused(RedactionFault.TOO_LARGE)
            yield ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise RedactionRefused(RedactionFault.DAMAGED) from None


def _rgb(picture: Image.Image) -> Image.Image:
    """The picture alone, on white: a new one, because its comments would be written out again."""
    clear = picture.convert("RGBA")
    plain = Image.new("RGB", picture.size, "white")
    plain.paste(clear, mask=clear.getchannel("A"))
    return plain


def _cover(picture: Image.Image, boxes: Iterable[Box]) -> None:
    pen = ImageDraw.Draw(picture)
    for box in boxes:
        pen.rectangle(box.pixels(picture.size), fill="black")


def _add_page(new: pikepdf.Pdf, picture: Image.Image, size: tuple[float, float]) -> None:
    wide, high = (round(length, 2) for length in size)
    grey = picture.convert("L")
    is_grey = ImageChops.difference(picture, grey.convert("RGB")).getbbox() is None
    stored = pikepdf.Stream(
        new,
        _written(grey if is_grey else picture, "JPEG"),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceGray if is_grey else pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    new.add_blank_page(page_size=(wide, high))
    page = new.pages[-1]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=stored))
    page.Contents = new.make_stream(f"{wide} 0 0 {high} 0 0 cm /Picture Do".encode())


def _written(picture: Image.Image, form: str) -> bytes:
    written = io.BytesIO()
    picture.save(written, form, **({"quality": _QUALITY} if form == "JPEG" else {}))
    return written.getvalue()
