"""Pages in ink: their lines, their tables, the head of an annex, their numbers."""

from collections.abc import Sequence

from casework.letters import measures as mm
from casework.letters.faces import Face, Faces
from casework.letters.heads import draw_title, parted
from casework.letters.ink import Ink
from casework.letters.lines import Measure, unbroken
from casework.letters.pages import Page
from casework.letters.strips import Strip
from casework.letters.tables import Row
from casework.letters.tags import Element, Tag

_HEADINGS = {Face.FIRST_LEVEL: Tag.HEADING, Face.SECOND_LEVEL: Tag.SUBHEADING}


class Drawing:
    """Draws the pages of one letter, and knows which paragraph and table goes on overleaf."""

    def __init__(self, ink: Ink) -> None:
        self._ink = ink
        self._paragraph: Element | None = None
        self._tables: dict[int, Element] = {}

    def page(self, page: Page) -> None:
        """The lines and rows of a page."""
        for top, block in page.placed():
            if isinstance(block, Row):
                self._row(block, mm.TOP_MARGIN + top)
            elif block.line.pieces:
                self._strip(block, mm.TOP_MARGIN + top)

    def _strip(self, strip: Strip, top: float) -> None:
        if strip.heading and strip.begins:
            self._ink.bookmark(strip.heading, level=1)
        if self._paragraph is None or strip.begins:
            tag = _HEADINGS.get(strip.face, Tag.PARAGRAPH)
            self._paragraph = Element(tag, self._ink.tree.root)
        with self._ink.part_of(self._paragraph):
            self._ink.text(strip.line, mm.BINDING_MARGIN, mm.baseline(top), strip.face)

    def _row(self, row: Row, top: float) -> None:
        if row.is_repeated:
            with self._ink.beside_the_text():
                for column in range(len(row.cells)):
                    self._cell(row, column, top)
        else:
            self._said_row(row, top)
        with self._ink.beside_the_text():
            self._ink.rectangles(list(_rules(row, top)))

    def _said_row(self, row: Row, top: float) -> None:
        if row.table not in self._tables:
            self._tables[row.table] = Element(Tag.TABLE, self._ink.tree.root)
        said = Element(Tag.ROW, self._tables[row.table])
        for column, lines in enumerate(row.cells):
            cell = Element(Tag.HEAD_CELL if row.is_head else Tag.CELL, said)
            if lines:
                with self._ink.part_of(cell):
                    self._cell(row, column, top)

    def _cell(self, row: Row, at: int, top: float) -> None:
        """A cell's lines, in the middle of its height."""
        column, lines, left = row.columns[at], row.cells[at], row.lefts[at]
        height = len(lines) * mm.TABLE_LINE
        size = mm.em(mm.TABLE_POINTS)
        begin = top + (row.height - height + mm.TABLE_LINE - size) / 2
        for place, line in enumerate(lines):
            base = mm.baseline(begin + place * mm.TABLE_LINE, mm.TABLE_POINTS)
            if column.is_centred:
                middle = left + column.width / 2
                self._ink.centred(line, middle, base, points=mm.TABLE_POINTS)
            else:
                self._ink.text(line, left + mm.CELL_PADDING, base, points=mm.TABLE_POINTS)


def _rules(row: Row, top: float) -> list[tuple[float, float, float, float]]:
    """The lines around a row and between its cells, as boxes."""
    thin = mm.TABLE_RULE
    left, right = row.lefts[0], row.lefts[-1]
    across = [(left, down - thin / 2, right - left, thin) for down in (top, top + row.height)]
    return across + [(at - thin / 2, top, thin, row.height) for at in row.lefts]


def annex_first_line(title: str) -> int:
    """The grid line on which an annex's text begins: one line below its title."""
    return mm.ANNEX_TITLE_LINE + len(parted(title, mm.CHARACTERS_OF_TITLE)) + 1


def draw_annex_head(ink: Ink, faces: Faces, mark: str, title: str) -> None:
    """附件 at the top's left, the title on the third line (GB/T 9704, 7.3.4)."""
    grid = mm.Grid()
    measure = Measure(mm.TYPE_WIDTH, Face.FIRST_LEVEL, mm.BODY_POINTS)
    with ink.part_of(Element(Tag.HEADING, ink.tree.root)):
        line = unbroken(mark, faces, measure)
        ink.text(line, mm.BINDING_MARGIN, grid.baseline(0), Face.FIRST_LEVEL)
    draw_title(
        ink, faces, parted(title, mm.CHARACTERS_OF_TITLE), grid.top(mm.ANNEX_TITLE_LINE), grid
    )


def draw_page_number(ink: Ink, faces: Faces, number: int) -> None:
    """— 1 —: one character from the outer edge, its dashes 7 mm below the type area (L-9)."""
    measure = Measure(mm.TYPE_WIDTH, Face.PAGE_NUMBER, mm.PAGE_NUMBER_POINTS)
    line = unbroken(f"— {number} —", faces, measure)
    edge = mm.PAGE_NUMBER_FROM_EDGE * mm.CHARACTER_PITCH
    left = mm.TYPE_RIGHT - edge - line.width if number % 2 else mm.BINDING_MARGIN + edge
    down = mm.TOP_MARGIN + mm.TYPE_HEIGHT + mm.PAGE_NUMBER_BELOW_TYPE
    half = mm.em(mm.PAGE_NUMBER_POINTS) * (mm.ASCENT - 0.5)  # a dash lies at half of the em
    with ink.beside_the_text():
        ink.text(line, left, down + half, Face.PAGE_NUMBER, mm.PAGE_NUMBER_POINTS)


def annex_marks(attachments: Sequence[str], annexes: int) -> list[str]:
    """How each annex is marked on its page: by its place among all that goes with the letter."""
    count = len(attachments) + annexes
    if count == 1:
        return ["附件"] * annexes
    return [f"附件{number}" for number in range(len(attachments) + 1, count + 1)]
