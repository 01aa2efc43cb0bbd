"""Ink on paper: a PDF canvas measured in millimetres from the page's upper left corner."""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from casework.letters import measures as mm
from casework.letters.faces import Face, Faces
from casework.letters.lines import Line

rl_config.useA85 = 0  # binary streams: a fifth smaller than those in ASCII, and faster
_LEVEL = 2  # of zlib: half the time of its usual 6, and 4 % more bytes, most of them the fonts'

_PT = mm.POINTS_A_MILLIMETRE
_PREVIEW = "预览稿　未签发"
_PREVIEW_POINTS = 60
_PREVIEW_GREY = 0.9
_DECIMALS = 4  # of a point: over a line, less than can be seen
_BLACK = (0.0, 0.0, 0.0)


class Ink:
    """Draws lines of text and rules; the same strokes give the same bytes."""

    def __init__(self, faces: Faces, *, title: str, author: str, issued_on: date) -> None:
        self._out = io.BytesIO()
        self._faces = faces
        self._bookmarks = 0
        self._canvas = Canvas(
            self._out,
            pagesize=(mm.PAGE_WIDTH * _PT, mm.PAGE_HEIGHT * _PT),
            pageCompression=1,
            invariant=1,
            initialFontName=faces.text_font,
            lang="zh-CN",
        )
        self._canvas.setTitle(title)
        self._canvas.setSubject(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("Casework")
        # The letter's own date, not the printing's: the same facts give the same bytes.
        self._canvas.setDateFormatter(lambda *_: f"D:{issued_on:%Y%m%d}000000+08'00'")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    def text(
        self,
        line: Line,
        left: float,
        baseline: float,
        face: Face = Face.BODY,
        points: float = mm.BODY_POINTS,
    ) -> None:
        """A line of text from `left` on."""
        text = self._canvas.beginText()
        text.setTextOrigin((left + line.indent) * _PT, (mm.PAGE_HEIGHT - baseline) * _PT)
        set_font = ""
        for words, extra in _grouped(line, points):
            # Said for each run: a PDF keeps the spacing of the text before, in whatever line.
            text.setCharSpace(extra)
            for font, run in self._faces.runs(face, words):
                if font != set_font:
                    text.setFont(font, points)
                    set_font = font
                text.textOut(run)
        self._canvas.drawText(text)

    def centred(
        self,
        line: Line,
        centre: float,
        baseline: float,
        face: Face = Face.BODY,
        points: float = mm.BODY_POINTS,
    ) -> None:
        """A line of text about `centre`."""
        self.text(line, centre - line.width / 2, baseline, face, points)

    def rule(self, left: float, down: float, length: float, thickness: float) -> None:
        """A red line whose middle lies `down` from the page's top."""
        self._canvas.setStrokeColorRGB(*mm.RED)
        self._canvas.setLineWidth(thickness * _PT)
        y = (mm.PAGE_HEIGHT - down) * _PT
        self._canvas.line(left * _PT, y, (left + length) * _PT, y)

    @contextmanager
    def red(self) -> Iterator[None]:
        """Text is red within."""
        self._canvas.setFillColorRGB(*mm.RED)
        yield
        self._canvas.setFillColorRGB(*_BLACK)

    @contextmanager
    def condensed(self, share: float, centre: float) -> Iterator[None]:
        """Everything is drawn narrower within, about `centre`, by a share of its width."""
        self._canvas.saveState()
        self._canvas.transform(share, 0, 0, 1, centre * _PT * (1 - share), 0)
        yield
        self._canvas.restoreState()

    def bookmark(self, words: str, level: int) -> None:
        """An entry of the outline that leads to this page."""
        self._bookmarks += 1
        key = f"bookmark-{self._bookmarks}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(words, key, level=level)

    def stamp_preview(self) -> None:
        """The words that tell a preview from a letter, across the page, below what is to come."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillGray(_PREVIEW_GREY)
        canvas.translate(mm.PAGE_WIDTH / 2 * _PT, mm.PAGE_HEIGHT / 2 * _PT)
        canvas.rotate(45)
        canvas.setFont(self._faces.glyph(Face.TITLE, _PREVIEW[0]).font, _PREVIEW_POINTS)
        canvas.drawCentredString(0, 0, _PREVIEW)
        canvas.restoreState()

    def turn_page(self) -> None:
        """End this page and begin the next."""
        self._canvas.showPage()

    def finished(self) -> bytes:
        """The PDF of the pages turned."""
        self._canvas.save()
        return self._out.getvalue()


def _deflated(stream: str | bytes) -> bytes:
    return zlib.compress(stream.encode() if isinstance(stream, str) else stream, _LEVEL)


pdfdoc.PDFZCompress.encode = _deflated


def _grouped(line: Line, points: float) -> list[tuple[str, float]]:
    """What is drawn at one go, with the space in points that follows each of its characters.

    A wide glyph is an em wide, and the rest of its cell comes after it. A Latin run has its share
    of the line's spread between its characters.
    """
    groups: list[tuple[str, float]] = []
    for piece in line.pieces:
        if piece.is_wide:
            extra = round((piece.width + line.spread) * _PT - points, _DECIMALS)
        else:
            extra = round(line.spread * _PT / len(piece.text), _DECIMALS)
        if groups and groups[-1][1] == extra:
            groups[-1] = (groups[-1][0] + piece.text, extra)
        else:
            groups.append((piece.text, extra))
    return groups
