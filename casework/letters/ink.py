"""Ink on paper: a PDF canvas measured in millimetres from the page's upper left corner."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from casework.letters import measures as mm
from casework.letters.archival import About, make_archival
from casework.letters.faces import Face, Faces
from casework.letters.lines import Line
from casework.letters.pdf import Raw, Stream, reference, with_entries
from casework.letters.seals import Seal
from casework.letters.tags import Element, Tree

_PT = mm.POINTS_A_MILLIMETRE
_PREVIEW = "预览稿　未签发"
_PREVIEW_POINTS = 60
_PREVIEW_GREY = 0.9
_DECIMALS = 4  # of a point: over a line, less than can be seen


class Ink:
    """Draws text, rules and pictures; the same strokes give the same bytes."""

    def __init__(self, faces: Faces, about: About) -> None:
        self._out = io.BytesIO()
        self._faces = faces
        self._bookmarks = 0
        self._about = about
        self.tree = Tree()
        self._canvas = Canvas(
            self._out,
            pagesize=(mm.PAGE_WIDTH * _PT, mm.PAGE_HEIGHT * _PT),
            invariant=1,
            initialFontName=faces.text_font.fontName,
            lang="zh-CN",
        )
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._doc: pdfdoc.PDFDocument = self._canvas._doc  # noqa: SLF001  # has no public name
        self._strokes: list[str] = []  # of this page; ReportLab's own text takes twice the time
        self._seals: list[Stream] = []  # on this page

    @contextmanager
    def part_of(self, element: Element) -> Iterator[None]:
        """What is drawn within belongs to an element of the document."""
        self._strokes.append(f"/{element.tag} <</MCID {self.tree.mark(element)}>> BDC")
        yield
        self._strokes.append("EMC")

    @contextmanager
    def beside_the_text(self) -> Iterator[None]:
        """What is drawn within is not read out: rules, page numbers, a head said before."""
        self._strokes.append("/Artifact BMC")
        yield
        self._strokes.append("EMC")

    def text(
        self,
        line: Line,
        left: float,
        baseline: float,
        face: Face = Face.BODY,
        points: float = mm.BODY_POINTS,
    ) -> None:
        """A line of text from `left` on."""
        x, y = (left + line.indent) * _PT, (mm.PAGE_HEIGHT - baseline) * _PT
        self._strokes.append(f"BT {_number(x)} {_number(y)} Td")
        for words, extra in _grouped(line, points):
            # Said for each run: a PDF keeps the spacing of the text before, in whatever line.
            self._strokes.append(f"{_number(extra)} Tc")
            self._show(words, face, points)
        self._strokes.append("ET")

    def _show(self, words: str, face: Face, points: float) -> None:
        size = _number(points)
        for font, run in self._faces.runs(face, words):
            for subset, codes in font.splitString(run, self._doc):
                name = font.getSubsetInternalName(subset, self._doc)
                self._strokes.append(f"{name} {size} Tf <{codes.hex()}> Tj")

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

    def red_rule(self, left: float, down: float, length: float, thickness: float) -> None:
        """A red line whose middle lies `down` from the page's top."""
        red = " ".join(map(str, mm.RED))
        self.rectangles([(left, down - thickness / 2, length, thickness)], f"{red} rg")

    def rectangles(
        self, boxes: Sequence[tuple[float, float, float, float]], colour: str = "0 g"
    ) -> None:
        """Filled boxes, each by its left, top, width and height."""
        self._strokes.append(f"q {colour}")
        for left, top, width, height in boxes:
            corner = f"{_number(left * _PT)} {_number((mm.PAGE_HEIGHT - top - height) * _PT)}"
            self._strokes.append(f"{corner} {_number(width * _PT)} {_number(height * _PT)} re")
        self._strokes.append("f Q")

    def modules(
        self, runs: Iterable[tuple[int, int, int]], left: float, top: float, side: float
    ) -> None:
        """The dark runs of a code, by row, first column and length in modules of a side in mm."""
        x, y = left * _PT, (mm.PAGE_HEIGHT - top) * _PT
        scale = side * _PT
        # The modules are counted downwards, as a page's points are not.
        self._strokes.append(
            f"q 0 g {_number(scale)} 0 0 {_number(-scale)} {_number(x)} {_number(y)} cm"
        )
        self._strokes += (f"{column} {row} {length} 1 re" for row, column, length in runs)
        self._strokes.append("f Q")

    def seal(self, seal: Seal, centre: float, middle: float) -> None:
        """A seal about a point; the text below it shows through."""
        width, height = (side * _PT for side in seal.size)
        x, y = centre * _PT - width / 2, (mm.PAGE_HEIGHT - middle) * _PT - height / 2
        placed = " ".join(map(_number, (width, 0, 0, height, x, y)))
        self._seals.append(seal.picture(self._doc))
        self._strokes.append(f"q /Through gs {placed} cm /Seal{len(self._seals)} Do Q")

    @contextmanager
    def red(self) -> Iterator[None]:
        """Text is red within."""
        self._strokes.append(f"{' '.join(map(str, mm.RED))} rg")
        yield
        self._strokes.append("0 g")

    @contextmanager
    def condensed(self, share: float, centre: float) -> Iterator[None]:
        """Everything is drawn narrower within, about `centre`, by a share of its width."""
        self._strokes.append(f"q {_number(share)} 0 0 1 {_number(centre * _PT * (1 - share))} 0 cm")
        yield
        self._strokes.append("Q")

    def bookmark(self, words: str, level: int) -> None:
        """An entry of the outline that leads to this page."""
        self._bookmarks += 1
        key = f"bookmark-{self._bookmarks}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(words, key, level=level)

    def stamp_preview(self) -> None:
        """The words that tell a preview from a letter, across the page, below what is to come."""
        with self.beside_the_text():
            self._stamp()

    def _stamp(self) -> None:
        middle = f"{_number(mm.PAGE_WIDTH / 2 * _PT)} {_number(mm.PAGE_HEIGHT / 2 * _PT)}"
        self._strokes.append(f"q {_PREVIEW_GREY} g 0.7071 0.7071 -0.7071 0.7071 {middle} cm")
        half = sum(self._faces.glyph(Face.TITLE, one).width for one in _PREVIEW) / 2
        self._strokes.append(f"BT {_number(-half * _PREVIEW_POINTS)} 0 Td 0 Tc")
        self._show(_PREVIEW, Face.TITLE, _PREVIEW_POINTS)
        self._strokes.append("ET Q")

    def turn_page(self) -> None:
        """End this page and begin the next."""
        name = self._doc.thisPageName()
        self._canvas.showPage()
        page = self._doc.idToObject[name]
        page.Contents = Stream("\n".join(self._strokes).encode("ascii"))
        page.Resources = Raw(self._resources())
        page.Trans = None  # an empty one says nothing, and is doubted by checkers
        if self._seals:
            with_entries(page, Group=Raw("<< /S /Transparency /CS /DeviceRGB >>"))
        self.tree.turn_page(page)
        self._strokes, self._seals = [], []

    def _resources(self) -> str:
        fonts = pdfdoc.PDFObjectReference("BasicFonts").format(self._doc).decode("ascii")
        seals = " ".join(
            f"/Seal{number} {reference(self._doc, seal)}"
            for number, seal in enumerate(self._seals, start=1)
        )
        through = "/ExtGState << /Through << /BM /Multiply >> >>" if seals else ""
        return f"<< /Font {fonts} /XObject << {seals} >> {through} >>"

    def finished(self) -> bytes:
        """The PDF of the pages turned."""
        make_archival(self._doc, self._about)
        self.tree.write(self._doc)
        self._canvas.save()
        return self._out.getvalue()


def _number(value: float) -> str:
    """A number as a PDF writes it: to a thousandth of a point, without what says nothing."""
    return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")


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
