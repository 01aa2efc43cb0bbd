"""Whether a covered PDF holds anything but the pictures of its pages: looked through, not believed.

It is read by two programs that had no part in the other's reading: pdfium for text, qpdf for what
lies in it. Only what is known to be needed is let through, so that nothing need be thought of.
"""

import io
from collections.abc import Sequence

import pikepdf
from PIL import Image

from casework.adapters.redaction.covering import Box, RedactionFault, RedactionRefused, document

_ENTRIES = frozenset(
    {
        "/Type", "/Pages", "/Kids", "/Count", "/Parent", "/MediaBox", "/Resources", "/XObject",
        "/Picture", "/Contents", "/Length", "/Filter", "/Subtype", "/Width", "/Height",
        "/ColorSpace", "/BitsPerComponent", "/Root", "/Size", "/ID",
    }
)  # fmt: skip
_NAMES = frozenset(
    {
        "/Catalog", "/Pages", "/Page", "/XObject", "/Image", "/DCTDecode", "/FlateDecode",
        "/DeviceGray", "/DeviceRGB",
    }
)  # fmt: skip
_DRAWING = (b"cm", b"/Picture", b"Do")
_BLACK, _NEARLY_BLACK = 8, 128  # brightness, of 255: within a box, and at its edges (JPEG)
_BLOCK = 16  # pixels that JPEG reckons together


def prove(pdf: bytes, boxes: Sequence[Box], pages: int) -> None:
    """Look through a new PDF: its pages are pictures, black under the boxes, and nothing else.

    Raises RedactionRefused, NOT_PROVEN, where anything else is found.
    """
    if not (_is_written_once(pdf) and _has_no_text(pdf, pages) and _holds_pictures(pdf, boxes)):
        raise RedactionRefused(RedactionFault.NOT_PROVEN)


def _is_written_once(pdf: bytes) -> bool:
    """One revision, and nothing before or behind it."""
    whole = pdf.startswith(b"%PDF-") and pdf.endswith(b"%%EOF\n")
    return whole and pdf.count(b"startxref") == 1


def _has_no_text(pdf: bytes, pages: int) -> bool:
    with document(pdf) as opened:
        counts = [page.get_textpage().count_chars() for page in opened]
    return counts == [0] * pages


def _holds_pictures(pdf: bytes, boxes: Sequence[Box]) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        known = _is_known(opened.trailer, in_trailer=True) and all(
            _is_known(one) for one in opened.objects
        )
        needed = 2 + 3 * len(opened.pages)  # catalogue and tree; page, picture, drawing
        return (
            known
            and len(opened.objects) == needed
            and all(
                _is_covered(page, [box for box in boxes if box.page == number])
                for number, page in enumerate(opened.pages, start=1)
            )
        )


def _is_known(one: pikepdf.Object, *, in_trailer: bool = False) -> bool:
    """Whether an object, and all that lies in it, is of what a page's picture needs."""
    match one:
        case pikepdf.Array():
            return all(_is_known(each, in_trailer=in_trailer) for each in one.as_list())
        case pikepdf.Dictionary() | pikepdf.Stream():
            return all(
                name in _ENTRIES
                and (each.is_indirect or _is_known(each, in_trailer=in_trailer and name == "/ID"))
                if isinstance(each, pikepdf.Object)
                else name in _ENTRIES
                for name, each in one.items()
            )
        case pikepdf.Name():
            return str(one) in _NAMES
        case pikepdf.String():
            return in_trailer  # the file's identifier, a digest
        case _number:
            return True


def _is_covered(page: pikepdf.Page, boxes: Sequence[Box]) -> bool:
    drawing = page.Contents.read_bytes().split()
    if not (len(drawing) == 9 and tuple(drawing[6:]) == _DRAWING):  # noqa: PLR2004  # six figures
        return False
    stored = page.Resources.XObject.Picture
    with Image.open(io.BytesIO(stored.read_raw_bytes()), formats=["JPEG"]) as picture:
        # A picture carries nothing beside itself: no comment, camera's notes or colour profile.
        is_bare = set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        grey = picture.convert("RGB")
    return is_bare and all(_is_black(grey, box) for box in boxes)


def _is_black(picture: Image.Image, box: Box) -> bool:
    left, top, right, bottom = box.pixels(picture.size)
    edges = left, top, right + 1, bottom + 1
    inner = left + _BLOCK, top + _BLOCK, right - _BLOCK, bottom - _BLOCK
    if _brightest(picture, edges) > _NEARLY_BLACK:
        return False
    has_inner = inner[0] < inner[2] and inner[1] < inner[3]
    return not has_inner or _brightest(picture, inner) <= _BLACK


def _brightest(picture: Image.Image, edges: tuple[int, int, int, int]) -> int:
    return max(
        level
        for band in picture.crop(edges).split()
        for level, count in enumerate(band.histogram())
        if count
    )
