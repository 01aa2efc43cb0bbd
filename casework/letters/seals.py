"""An agency's seal: a picture that it gives, never one that is drawn here."""

import io
import zlib
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError
from reportlab.pdfbase import pdfdoc

from casework.domain.terms import Term, term
from casework.letters.measures import SEAL_WIDTH
from casework.letters.pdf import Stream, reference

_MOST_DOTS = 640  # a side: 42 mm at 387 dots an inch, more than a seal's lines need
_LEAST_DOTS = 200
_BIGGEST_FILE = 2_000_000  # bytes
_CLEAR = 128  # of 255: what lets the paper through


class SealFault(Term):
    """Why a picture cannot be set as a seal."""

    TOO_BIG = term("too_big", "印章图片不能超过2 MB。")
    TOO_COARSE = term("too_coarse", "印章图片每边至少200像素。")
    NO_PNG = term("no_png", "印章图片不是可以读取的 PNG 文件。")
    NO_CLEAR_GROUND = term("no_clear_ground", "印章图片的底色应当是透明的，否则会盖住署名和日期。")


class UnfitSeal(Exception):
    """The picture cannot be set as a seal."""

    def __init__(self, fault: SealFault) -> None:
        super().__init__(fault.zh)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal as it is set: its width and height in mm and in dots, its packed colours and mask.

    The mask says of each dot how much of it is there; elsewhere the paper shows.
    """

    size: tuple[float, float]
    dots: tuple[int, int]
    colours: bytes
    mask: bytes

    def picture(self, document: pdfdoc.PDFDocument) -> Stream:
        """The seal as a document's picture."""
        mask = Stream(self.mask, self._entries("/DeviceGray"), pack=False)
        entries = f"{self._entries('/DeviceRGB')} /SMask {reference(document, mask)}"
        return Stream(self.colours, entries, pack=False)

    def _entries(self, space: str) -> str:
        width, height = self.dots
        return (
            f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace {space} "
            "/BitsPerComponent 8 /Filter /FlateDecode"
        )


def seal_from_png(content: bytes, width: float = SEAL_WIDTH) -> Seal:
    """The seal in a PNG with a clear ground, as wide as given in mm; raises UnfitSeal."""
    if len(content) > _BIGGEST_FILE:
        raise UnfitSeal(SealFault.TOO_BIG)
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as opened:
            if min(opened.size) < _LEAST_DOTS:
                raise UnfitSeal(SealFault.TOO_COARSE)
            image = opened.convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as broken:
        raise UnfitSeal(SealFault.NO_PNG) from broken
    if image.getpixel((0, 0))[3] >= _CLEAR:  # type: ignore[index]  # four bands, as converted
        raise UnfitSeal(SealFault.NO_CLEAR_GROUND)
    image.thumbnail((_MOST_DOTS, _MOST_DOTS))
    alpha = image.getchannel("A")
    # What is clear has no colour of its own: one colour packs to nothing.
    plain = Image.new("RGB", image.size, "white")
    plain.paste(image, mask=alpha.point(lambda value: 255 if value else 0))
    return Seal(
        size=(width, width * image.height / image.width),
        dots=image.size,
        colours=zlib.compress(plain.tobytes(), 9),
        mask=zlib.compress(alpha.tobytes(), 9),
    )
