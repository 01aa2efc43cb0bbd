"""Statutory forms in ink: boxes that extend over several columns and rows, with their words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casework.letters import measures as mm
from casework.letters.faces import Face, Faces
from casework.letters.ink import Ink
from casework.letters.lines import Line, Measure, broken
from casework.letters.tags import Element, Tag

_PADDING = 0.8  # mm, at a box's left and right
_MARGIN = 1.2  # above and below its words
_LEADING = 1.25  # of an em, from line to line


@dataclass(frozen=True, slots=True)
class FormBox:
    """A box: its words, over how many columns and rows it extends, whether it heads others."""

    text: str
    columns: int = 1
    rows: int = 1
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    line: int
    left: float
    width: float
    box: FormBox
    words: tuple[Line, ...]


class Form:
    """A form laid out in columns of given widths (mm); its rows are as high as their words ask."""

    def __init__(
        self,
        rows: Sequence[Sequence[FormBox]],
        widths: Sequence[float],
        points: float,
        faces: Faces,
    ) -> None:
        self._points = points
        self._pitch = mm.em(points) * _LEADING
        self._boxes = [
            list(of_line) for of_line in _by_line(self._placed(rows, widths, faces), len(rows))
        ]
        self._heights = self._measured(len(rows))
        self._width = sum(widths)

    @property
    def height(self) -> float:
        """How high the form is, in mm."""
        return sum(self._heights)

    def draw(self, ink: Ink, top: float) -> None:
        """The form, its upper edge `top` mm below the page's; said as a table, row by row."""
        table = Element(Tag.TABLE, ink.tree.root)
        down = top
        for line, boxes in enumerate(self._boxes):
            row = Element(Tag.ROW, table)
            for placed in boxes:
                self._draw(ink, placed, down, row)
            down += self._heights[line]

    def _draw(self, ink: Ink, placed: _Placed, down: float, row: Element) -> None:
        height = sum(self._heights[placed.line : placed.line + placed.box.rows])
        cell = Element(Tag.HEAD_CELL if placed.box.is_head else Tag.CELL, row)
        begin = down + (height - len(placed.words) * self._pitch) / 2
        for at, words in enumerate(placed.words):
            base = mm.baseline(begin + at * self._pitch, self._points)
            with ink.part_of(cell):
                middle = mm.BINDING_MARGIN + placed.left + placed.width / 2
                ink.centred(words, middle, base, points=self._points)
        with ink.beside_the_text():
            left = mm.BINDING_MARGIN + placed.left
            ink.rectangles(list(_edges(left, down, placed.width, height)))

    def _placed(
        self, rows: Sequence[Sequence[FormBox]], widths: Sequence[float], faces: Faces
    ) -> Iterator[_Placed]:
        """Each box with its place: the first in its row that none from above extends over."""
        taken: set[tuple[int, int]] = set()
        for line, row in enumerate(rows):
            at = 0
            for box in row:
                while (line, at) in taken:
                    at += 1
                spans = range(at, at + box.columns)
                taken |= {(line + down, across) for down in range(box.rows) for across in spans}
                left, width = sum(widths[:at]), sum(widths[at : at + box.columns])
                yield _Placed(line, left, width, box, self._lines(box.text, width, faces))

    def _lines(self, text: str, width: float, faces: Faces) -> tuple[Line, ...]:
        size = mm.em(self._points)
        measure = Measure(width - 2 * _PADDING, Face.BODY, self._points, size)
        lines = broken(text, faces, measure)
        return tuple(Line(line.pieces, 0.0, min(line.spread, 0.0)) for line in lines)

    def _measured(self, count: int) -> list[float]:
        """The rows' heights: first those of boxes in one row, then what taller ones still want."""
        heights = [self._pitch + 2 * _MARGIN] * count
        everything = [placed for boxes in self._boxes for placed in boxes]
        for placed in sorted(everything, key=lambda one: one.box.rows):
            rows = range(placed.line, placed.line + placed.box.rows)
            wanted = len(placed.words) * self._pitch + 2 * _MARGIN
            missing = wanted - sum(heights[row] for row in rows)
            for row in rows if missing > 0 else ():
                heights[row] += missing / len(rows)
        return heights


def _by_line(placed: Iterator[_Placed], count: int) -> list[list[_Placed]]:
    lines: list[list[_Placed]] = [[] for _ in range(count)]
    for one in placed:
        lines[one.line].append(one)
    return lines


def _edges(
    left: float, top: float, width: float, height: float
) -> Iterator[tuple[float, float, float, float]]:
    thin = mm.TABLE_RULE
    for down in (top, top + height):
        yield left - thin / 2, down - thin / 2, width + thin, thin
    for across in (left, left + width):
        yield across - thin / 2, top, thin, height
