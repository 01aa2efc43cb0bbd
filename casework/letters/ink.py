"""Putting pages into a PDF: glyphs on the grid, the heads, rules, page numbers and the date."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from reportlab.pdfgen.canvas import Canvas

from casework.domain.disclosure.letters import Head
from casework.letters import measures as mm
from casework.letters.faces import Face, Faces
from casework.letters.lines import Line, Measure, Piece, broken
from casework.letters.pages import Page
from casework.letters.strips import Row, Strip, title_lines

_PT = mm.POINTS_A_MILLIMETRE
_PREVIEW = "预览稿　未签发"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is the same on every page of a letter."""

    head: Head
    mark: str
    number: str
    title: str
    author: str
    date: str
    note: str
    is_preview: bool


class Ink:
    """A canvas measured in millimetres from the page's upper left corner."""

    def __init__(self, sheet: Sheet, faces: Faces) -> None:
        self._out = io.BytesIO()
        self._faces = faces
        self._sheet = sheet
        self._canvas = Canvas(
            self._out,
            pagesize=(mm.PAGE_WIDTH * _PT, mm.PAGE_HEIGHT * _PT),
            pageCompression=1,
            invariant=1,
            initialFontName=faces.text_font,
            lang="zh-CN",
        )
        self._canvas.setTitle(f"{sheet.title} {sheet.number}".strip())
        self._canvas.setAuthor(sheet.author)
        self._canvas.setSubject(sheet.title)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._canvas.showOutline()

    def print(self, pages: list[Page], first_line: int) -> bytes:
        """The PDF of all pages."""
        for number, page in enumerate(pages, start=1):
            if self._sheet.is_preview:
                self._stamp_preview()
            if number == 1:
                self._first(first_line)
            elif self._sheet.head is not Head.PLAIN or len(pages) > 1:
                self._page_number(number)
            for line, element in page.placed:
                if isinstance(element, Strip):
                    self._strip(element, line, number)
                elif isinstance(element, Row):
                    self._row(element, line)
            if page.signature_line is not None:
                self._signature(page.signature_line)
            self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()

    def _first(self, first_line: int) -> None:
        sheet = self._sheet
        if sheet.head is Head.LETTER:
            self._letter_head()
        elif sheet.head is Head.RED:
            self._red_head()
        self._canvas.bookmarkPage("title")
        self._canvas.addOutlineEntry(sheet.title, "title", level=0)
        lines = title_lines(sheet.title, self._faces, mm.TITLE_POINTS)
        top = first_line - 1 - title_height(sheet.title, self._faces)
        for place, line in enumerate(lines):
            baseline = _baseline(top + place * TITLE_LINE, mm.TITLE_POINTS)
            self._centred(line, Face.TITLE, mm.TITLE_POINTS, baseline)

    def _letter_head(self) -> None:
        """信函格式: the mark, red double lines below it and at the foot, the number right."""
        points = fitting_points(self._sheet.mark, mm.MARK_POINTS)
        bottom = mm.MARK_TOP + points / _PT
        self._mark(points, mm.MARK_TOP + points / _PT * mm.ASCENT)
        top = bottom + mm.MARK_TO_LINE
        self._double_line(top, mm.THICK_LINE, mm.THIN_LINE)
        self._double_line(mm.PAGE_HEIGHT - mm.FOOT_LINE_FROM_BOTTOM, mm.THIN_LINE, mm.THICK_LINE)
        baseline = top + mm.LINE_TO_NUMBER + mm.BODY_POINTS / _PT * mm.ASCENT
        self._right(self._sheet.number, baseline + mm.THICK_LINE)

    def _red_head(self) -> None:
        """红头: the mark, the number in the middle two lines below, a red line under it."""
        points = fitting_points(self._sheet.mark, mm.MARK_POINTS)
        top = mm.TOP_MARGIN + mm.RED_MARK_FROM_TYPE_TOP
        self._mark(points, top + points / _PT * mm.ASCENT)
        baseline = top + points / _PT + 3 * mm.LINE_PITCH - mm.LINE_PITCH * 0.5
        self._centred(self._body_line(self._sheet.number), Face.BODY, mm.BODY_POINTS, baseline)
        self._rule(
            mm.BINDING_MARGIN, baseline + mm.RED_LINE_BELOW_NUMBER, mm.TYPE_WIDTH, mm.RED_LINE
        )

    def _mark(self, points: float, baseline: float) -> None:
        self._canvas.setFillColorRGB(*mm.RED)
        em = points / _PT
        measure = Measure(mm.PAGE_WIDTH, Face.TITLE, points, pitch=em * 1.08)
        line = broken(self._sheet.mark, self._faces, measure)[0]
        self._centred(line, Face.TITLE, points, baseline)
        self._canvas.setFillColorRGB(0, 0, 0)

    def _double_line(self, top: float, first: float, second: float) -> None:
        left = (mm.PAGE_WIDTH - mm.DOUBLE_LINE_WIDTH) / 2
        self._rule(left, top + first / 2, mm.DOUBLE_LINE_WIDTH, first)
        below = top + first + mm.DOUBLE_LINE_GAP + second / 2
        self._rule(left, below, mm.DOUBLE_LINE_WIDTH, second)

    def _rule(self, left: float, down: float, length: float, thickness: float) -> None:
        self._canvas.setStrokeColorRGB(*mm.RED)
        self._canvas.setLineWidth(thickness * _PT)
        y = (mm.PAGE_HEIGHT - down) * _PT
        self._canvas.line(left * _PT, y, (left + length) * _PT, y)

    def _strip(self, strip: Strip, line: int, page: int) -> None:
        if strip.heading:
            key = f"heading-{page}-{line}"
            self._canvas.bookmarkPage(key)
            self._canvas.addOutlineEntry(strip.heading, key, level=1)
        self._line(
            strip.line, strip.face, strip.points, mm.BINDING_MARGIN, _baseline(line, strip.points)
        )

    def _row(self, row: Row, line: int) -> None:
        canvas, left = self._canvas, mm.BINDING_MARGIN
        canvas.setStrokeColorRGB(0, 0, 0)
        canvas.setLineWidth(mm.THIN_LINE * _PT)
        top = mm.TOP_MARGIN + line * mm.LINE_PITCH - _ROW_RISE
        y = (mm.PAGE_HEIGHT - top - row.height * mm.LINE_PITCH) * _PT
        for lines, width in zip(row.cells, row.widths, strict=True):
            canvas.rect(left * _PT, y, width * _PT, row.height * mm.LINE_PITCH * _PT)
            for place, text in enumerate(lines):
                baseline = _baseline(line + place, mm.TABLE_POINTS)
                self._line(text, Face.BODY, mm.TABLE_POINTS, left + 2.0, baseline)
            left += width

    def _signature(self, line: int) -> None:
        """署名 centred over the date, the date four characters from the right (L-7, with seal)."""
        sheet = self._sheet
        right = mm.BINDING_MARGIN + mm.TYPE_WIDTH - mm.DATE_FROM_RIGHT * mm.CHARACTER_PITCH
        date = self._body_line(sheet.date)
        centre = right - date.width / 2
        name = self._body_line(sheet.author)
        # A long name is moved left so that it stays within the type area.
        most_right = mm.BINDING_MARGIN + mm.TYPE_WIDTH - name.width
        at = _baseline(line + SIGNATURE_GAP, mm.BODY_POINTS)
        self._line(name, Face.BODY, mm.BODY_POINTS, min(centre - name.width / 2, most_right), at)
        below = _baseline(line + SIGNATURE_GAP + 1, mm.BODY_POINTS)
        self._line(date, Face.BODY, mm.BODY_POINTS, right - date.width, below)
        if sheet.note:
            indent = mm.BINDING_MARGIN + mm.FIRST_LINE_INDENT * mm.CHARACTER_PITCH
            lines = note_lines(sheet.note, self._faces)
            for place, text in enumerate(lines):
                baseline = _baseline(line + SIGNATURE_GAP + 2 + place, mm.BODY_POINTS)
                self._line(
                    text,
                    Face.BODY,
                    mm.BODY_POINTS,
                    indent if not place else mm.BINDING_MARGIN,
                    baseline,
                )

    def _page_number(self, number: int) -> None:
        text = f"— {number} —"
        em = mm.PAGE_NUMBER_POINTS / _PT
        width = sum(self._faces.width(Face.PAGE_NUMBER, one) for one in text) * em
        line = Line((Piece(text, width, is_wide=False),), 0.0)
        left = mm.BINDING_MARGIN + mm.CHARACTER_PITCH
        if number % 2:
            left = mm.BINDING_MARGIN + mm.TYPE_WIDTH - mm.CHARACTER_PITCH - width
        # The dash, which stands at the middle of the em, lies 7 mm below the type area.
        down = mm.TOP_MARGIN + mm.TYPE_HEIGHT + mm.PAGE_NUMBER_BELOW_TYPE + em * 0.4
        self._line(line, Face.PAGE_NUMBER, mm.PAGE_NUMBER_POINTS, left, down)

    def _stamp_preview(self) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillColorRGB(0.88, 0.88, 0.88)
        canvas.translate(mm.PAGE_WIDTH / 2 * _PT, mm.PAGE_HEIGHT / 2 * _PT)
        canvas.rotate(45)
        canvas.setFont(self._faces.font_of(Face.TITLE, "预"), 60)
        canvas.drawCentredString(0, 0, _PREVIEW)
        canvas.restoreState()

    def _right(self, text: str, baseline: float) -> None:
        line = self._body_line(text)
        left = mm.BINDING_MARGIN + mm.TYPE_WIDTH - line.width
        self._line(line, Face.BODY, mm.BODY_POINTS, left, baseline)

    def _centred(self, line: Line, face: Face, points: float, baseline: float) -> None:
        self._line(line, face, points, (mm.PAGE_WIDTH - line.width) / 2 + _OFF_CENTRE, baseline)

    def _body_line(self, text: str) -> Line:
        measure = Measure(mm.PAGE_WIDTH, Face.BODY, mm.BODY_POINTS)
        lines = broken(text, self._faces, measure)
        return lines[0] if lines else Line((), 0.0)

    def _line(self, line: Line, face: Face, points: float, left: float, baseline: float) -> None:
        text = self._canvas.beginText()
        y = (mm.PAGE_HEIGHT - baseline) * _PT
        at = left + line.indent
        for words, width, is_wide in _grouped(line.pieces):
            text.setTextOrigin(at * _PT, y)
            advance = (width / len(words) + line.spread) * _PT if is_wide else 0.0
            text.setCharSpace(advance - points if is_wide else 0.0)
            for font, run in self._faces.runs(face, words):
                text.setFont(font, points)
                text.textOut(run)
            count = len(words) if is_wide else 1
            at += width + line.spread * count
        self._canvas.drawText(text)


TITLE_LINE = 1.25  # of a grid line: 2号 characters want a little more
SIGNATURE_GAP = 2  # empty lines above the name, where the seal's upper half comes to stand
_ROW_RISE = 2.3  # mm: the text of a row stands in the middle of its box
_OFF_CENTRE = (mm.BINDING_MARGIN - (mm.PAGE_WIDTH - mm.BINDING_MARGIN - mm.TYPE_WIDTH)) / 2


def title_height(title: str, faces: Faces) -> int:
    """How many grid lines a title takes."""
    lines = title_lines(title, faces, mm.TITLE_POINTS)
    return ceil(len(lines) * TITLE_LINE) if len(lines) > 1 else 1


def note_lines(note: str, faces: Faces) -> list[Line]:
    """The note below the date, in brackets."""
    room = mm.TYPE_WIDTH - mm.FIRST_LINE_INDENT * mm.CHARACTER_PITCH
    return broken(note, faces, Measure(room, Face.BODY, mm.BODY_POINTS))


def fitting_points(mark: str, most: float) -> float:
    """The size at which a mark fits the type area."""
    return min(most, mm.TYPE_WIDTH * _PT / (len(mark) * 1.08))


def _baseline(line: float, points: float) -> float:
    """The baseline of a grid line, in mm from the page's top."""
    # Every size stands on the baseline that body text has on its line.
    return mm.TOP_MARGIN + line * mm.LINE_PITCH + mm.BODY_POINTS / _PT * mm.ASCENT


def _grouped(pieces: Iterable[Piece]) -> list[tuple[str, float, bool]]:
    """Pieces drawn at one go: neighbouring wide ones together, each Latin run alone."""
    groups: list[tuple[str, float, bool]] = []
    for piece in pieces:
        if groups and piece.is_wide and groups[-1][2]:
            words, width, _ = groups[-1]
            groups[-1] = (words + piece.text, width + piece.width, True)
        else:
            groups.append((piece.text, piece.width, piece.is_wide))
    return groups
