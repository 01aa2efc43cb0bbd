"""A first page's head: the agency's mark, red lines and the number (L-5, L-6), and the title."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.domain.disclosure.letters import Head
from casework.letters import measures as mm
from casework.letters.faces import Face, Faces
from casework.letters.ink import Ink
from casework.letters.lines import Line, Measure, unbroken
from casework.letters.tags import Element, Tag

_HEADLESS = frozenset({Head.PLAIN, Head.FORM})
# Where a long name may be parted without tearing a word: after the name of a place or a body.
_PARTS_AFTER = frozenset("省市县区州盟旗镇乡会局厅院府部委办")


@dataclass(frozen=True, slots=True)
class Heading:
    """What heads a first page: the agency's mark, the number, and what the paper is."""

    head: Head
    mark: str
    number: str
    paper: str

    @property
    def title(self) -> tuple[str, ...]:
        """The title in lines: whole, or parted between the agency and what the paper is."""
        if len(self.mark) + len(self.paper) <= mm.CHARACTERS_OF_TITLE:
            return (self.mark + self.paper,)
        return (*parted(self.mark, mm.CHARACTERS_OF_TITLE), self.paper)


def first_line(heading: Heading, grid: mm.Grid) -> int:
    """The line on which the text begins: two empty lines above the title, one below it."""
    lines = mm.LINES_AFTER_TITLE + (0 if heading.head in _HEADLESS else mm.LINES_BEFORE_TITLE)
    return grid.nearest(_bottom(heading) + _title_height(heading, grid) + lines * grid.pitch)


def draw_heading(ink: Ink, faces: Faces, heading: Heading, grid: mm.Grid) -> None:
    """The head of a kind, a plain one having none, and the title, each line of it centred."""
    if heading.head is Head.LETTER:
        _draw_letter_head(ink, faces, heading.mark, heading.number)
    elif heading.head is Head.RED:
        _draw_red_head(ink, faces, heading.mark, heading.number)
    draw_title(ink, faces, heading.title, _title_top(heading, grid), grid)


def draw_title(ink: Ink, faces: Faces, title: Sequence[str], top: float, grid: mm.Grid) -> None:
    """A title from `top` on, each line of it centred."""
    measure = Measure(mm.TYPE_WIDTH, Face.TITLE, mm.TITLE_POINTS, mm.em(mm.TITLE_POINTS))
    at = mm.baseline(top, mm.TITLE_POINTS)
    with ink.part_of(Element(Tag.TITLE, ink.tree.root)):
        for words in title:
            line = unbroken(words, faces, measure)
            ink.centred(line, mm.TYPE_CENTRE, at, Face.TITLE, mm.TITLE_POINTS)
            at += mm.TITLE_SPACING * grid.pitch


def parted(name: str, most: int) -> tuple[str, ...]:
    """A name in as few lines of at most `most` characters as will do, parted where words end."""
    if len(name) <= most:
        return (name,)
    count = -(-len(name) // most)
    aim = -(-len(name) // count)
    ends = range(max(1, len(name) - most * (count - 1)), most + 1)
    # The best end is nearest to even lines; tearing a word weighs as much as four characters.
    best = min(ends, key=lambda end: abs(end - aim) + 4 * (name[end - 1] not in _PARTS_AFTER))
    return (name[:best], *parted(name[best:], most))


def _title_top(heading: Heading, grid: mm.Grid) -> float:
    """Where the title begins: what the grid gives or takes is shared by the lines around it."""
    bottom = _bottom(heading)
    if heading.head in _HEADLESS:
        return bottom
    room = grid.top(first_line(heading, grid)) - bottom - _title_height(heading, grid)
    return bottom + room * mm.LINES_BEFORE_TITLE / (mm.LINES_BEFORE_TITLE + mm.LINES_AFTER_TITLE)


def _title_height(heading: Heading, grid: mm.Grid) -> float:
    return (len(heading.title) - 1) * mm.TITLE_SPACING * grid.pitch + mm.em(mm.TITLE_POINTS)


def _bottom(heading: Heading) -> float:
    """Where the head's last element ends; the type area's edge where there is no head."""
    if heading.head in _HEADLESS:
        return mm.TOP_MARGIN
    if heading.head is Head.LETTER:
        return _letter_number_top(heading.mark) + mm.em(mm.BODY_POINTS)
    return _red_number_top(heading.mark) + mm.em(mm.BODY_POINTS) + mm.RED_LINE_BELOW_NUMBER


def _draw_letter_head(ink: Ink, faces: Faces, mark: str, number: str) -> None:
    """信函格式: a red double line below the mark and at the foot, the number at the right."""
    _draw_mark(ink, faces, mark, mm.MARK_TOP, mm.PAGE_WIDTH / 2)
    _draw_double_line(ink, _letter_line_top(mark), mm.THICK_LINE, mm.THIN_LINE)
    foot = mm.PAGE_HEIGHT - mm.FOOT_LINE_FROM_BOTTOM
    _draw_double_line(ink, foot - _DOUBLE_LINE, mm.THIN_LINE, mm.THICK_LINE)
    line = _number(number, faces)
    with ink.part_of(Element(Tag.PARAGRAPH, ink.tree.root)):
        ink.text(line, mm.TYPE_RIGHT - line.width, mm.baseline(_letter_number_top(mark)))


def _draw_red_head(ink: Ink, faces: Faces, mark: str, number: str) -> None:
    """红头: the number in the middle below the mark, a red line under it."""
    _draw_mark(ink, faces, mark, mm.TOP_MARGIN + mm.RED_MARK_FROM_TYPE_TOP, mm.TYPE_CENTRE)
    top = _red_number_top(mark)
    with ink.part_of(Element(Tag.PARAGRAPH, ink.tree.root)):
        ink.centred(_number(number, faces), mm.TYPE_CENTRE, mm.baseline(top))
    below = top + mm.em(mm.BODY_POINTS) + mm.RED_LINE_BELOW_NUMBER
    with ink.beside_the_text():
        ink.red_rule(mm.BINDING_MARGIN, below, mm.TYPE_WIDTH, mm.RED_LINE)


def _draw_mark(ink: Ink, faces: Faces, mark: str, top: float, centre: float) -> None:
    points = _mark_points(mark)
    pitch = mm.em(points) * mm.MARK_SPACING
    line = unbroken(mark, faces, Measure(mm.PAGE_WIDTH, Face.TITLE, points, pitch))
    share = min(1.0, mm.TYPE_WIDTH / line.width)
    element = Element(Tag.PARAGRAPH, ink.tree.root)
    with ink.part_of(element), ink.red(), ink.condensed(share, centre):
        ink.centred(line, centre, mm.baseline(top, points), Face.TITLE, points)


def _draw_double_line(ink: Ink, top: float, first: float, second: float) -> None:
    left = (mm.PAGE_WIDTH - mm.DOUBLE_LINE_WIDTH) / 2
    below = top + first + mm.DOUBLE_LINE_GAP + second / 2
    with ink.beside_the_text():
        ink.red_rule(left, top + first / 2, mm.DOUBLE_LINE_WIDTH, first)
        ink.red_rule(left, below, mm.DOUBLE_LINE_WIDTH, second)


def _number(number: str, faces: Faces) -> Line:
    return unbroken(number, faces, Measure(mm.TYPE_WIDTH, Face.BODY, mm.BODY_POINTS))


def _mark_points(mark: str) -> float:
    """The size of the mark: smaller than usual where even condensed it leaves the type area."""
    most = mm.TYPE_WIDTH / (len(mark) * mm.MARK_SPACING * mm.NARROWEST_MARK)
    return min(mm.MARK_POINTS, most / mm.em(1.0))


def _letter_line_top(mark: str) -> float:
    return mm.MARK_TOP + mm.em(_mark_points(mark)) + mm.MARK_TO_LINE


def _letter_number_top(mark: str) -> float:
    return _letter_line_top(mark) + _DOUBLE_LINE + mm.LINE_TO_NUMBER


def _red_number_top(mark: str) -> float:
    bottom = mm.TOP_MARGIN + mm.RED_MARK_FROM_TYPE_TOP + mm.em(_mark_points(mark))
    return bottom + mm.LINES_MARK_TO_NUMBER * mm.LINE_PITCH


_DOUBLE_LINE = mm.THICK_LINE + mm.DOUBLE_LINE_GAP + mm.THIN_LINE
