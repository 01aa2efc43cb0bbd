"""A first page's head: the agency's mark, red lines and the number (L-5, L-6), and the title."""

from casework.domain.disclosure.letters import Head
from casework.letters import measures as mm
from casework.letters.faces import Face, Faces
from casework.letters.ink import Ink
from casework.letters.lines import Line, Measure, unbroken

# Where a long name may be parted without tearing a word: after the name of a place or a body.
_PARTS_AFTER = frozenset("省市县区州盟旗镇乡会局厅院府部委办")


def draw_head(ink: Ink, faces: Faces, head: Head, mark: str, number: str) -> None:
    """The head of a kind; a plain one has none."""
    if head is Head.LETTER:
        _draw_letter_head(ink, faces, mark, number)
    elif head is Head.RED:
        _draw_red_head(ink, faces, mark, number)


def title_line(head: Head, mark: str) -> int:
    """The grid line on which the title begins: two empty lines below the head's last element."""
    if head is Head.PLAIN:
        return 0
    if head is Head.LETTER:
        bottom = _letter_number_top(mark) + mm.em(mm.BODY_POINTS)
    else:
        bottom = _red_number_top(mark) + mm.em(mm.BODY_POINTS) + mm.RED_LINE_BELOW_NUMBER
    return round((bottom - mm.TOP_MARGIN) / mm.LINE_PITCH) + mm.LINES_BEFORE_TITLE


def title_lines(agency: str, paper: str) -> tuple[str, ...]:
    """A title in lines: whole, or parted between the agency and what the paper is."""
    if len(agency) + len(paper) <= mm.CHARACTERS_OF_TITLE:
        return (agency + paper,)
    return (*parted(agency, mm.CHARACTERS_OF_TITLE), paper)


def title_height(lines: tuple[str, ...]) -> int:
    """How many grid lines a title takes."""
    height = (len(lines) - 1) * mm.TITLE_PITCH + mm.em(mm.TITLE_POINTS)
    return -int(-height // mm.LINE_PITCH)


def draw_title(ink: Ink, faces: Faces, lines: tuple[str, ...], first_line: int) -> None:
    """A title, each line centred."""
    measure = Measure(mm.TYPE_WIDTH, Face.TITLE, mm.TITLE_POINTS, mm.em(mm.TITLE_POINTS))
    top = mm.baseline(first_line, mm.TITLE_POINTS)
    for place, words in enumerate(lines):
        line = unbroken(words, faces, measure)
        at = top + place * mm.TITLE_PITCH
        ink.centred(line, mm.TYPE_CENTRE, at, Face.TITLE, mm.TITLE_POINTS)


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


def _draw_letter_head(ink: Ink, faces: Faces, mark: str, number: str) -> None:
    """信函格式: a red double line below the mark and at the foot, the number at the right."""
    _draw_mark(ink, faces, mark, mm.MARK_TOP, mm.PAGE_WIDTH / 2)
    _draw_double_line(ink, _letter_line_top(mark), mm.THICK_LINE, mm.THIN_LINE)
    foot = mm.PAGE_HEIGHT - mm.FOOT_LINE_FROM_BOTTOM
    _draw_double_line(ink, foot - _DOUBLE_LINE, mm.THIN_LINE, mm.THICK_LINE)
    line = _number(number, faces)
    at = _letter_number_top(mark) + mm.em(mm.BODY_POINTS) * mm.ASCENT
    ink.text(line, mm.TYPE_RIGHT - line.width, at)


def _draw_red_head(ink: Ink, faces: Faces, mark: str, number: str) -> None:
    """红头: the number in the middle below the mark, a red line under it."""
    _draw_mark(ink, faces, mark, mm.TOP_MARGIN + mm.RED_MARK_FROM_TYPE_TOP, mm.TYPE_CENTRE)
    top = _red_number_top(mark)
    at = top + mm.em(mm.BODY_POINTS) * mm.ASCENT
    ink.centred(_number(number, faces), mm.TYPE_CENTRE, at)
    below = top + mm.em(mm.BODY_POINTS) + mm.RED_LINE_BELOW_NUMBER
    ink.rule(mm.BINDING_MARGIN, below, mm.TYPE_WIDTH, mm.RED_LINE)


def _draw_mark(ink: Ink, faces: Faces, mark: str, top: float, centre: float) -> None:
    points = _mark_points(mark)
    pitch = mm.em(points) * mm.MARK_SPACING
    line = unbroken(mark, faces, Measure(mm.PAGE_WIDTH, Face.TITLE, points, pitch))
    ink.redden()
    ink.centred(line, centre, top + mm.em(points) * mm.ASCENT, Face.TITLE, points)
    ink.blacken()


def _draw_double_line(ink: Ink, top: float, first: float, second: float) -> None:
    left = (mm.PAGE_WIDTH - mm.DOUBLE_LINE_WIDTH) / 2
    ink.rule(left, top + first / 2, mm.DOUBLE_LINE_WIDTH, first)
    below = top + first + mm.DOUBLE_LINE_GAP + second / 2
    ink.rule(left, below, mm.DOUBLE_LINE_WIDTH, second)


def _number(number: str, faces: Faces) -> Line:
    return unbroken(number, faces, Measure(mm.TYPE_WIDTH, Face.BODY, mm.BODY_POINTS))


def _mark_points(mark: str) -> float:
    """The size of the mark: smaller than usual where the name is too long for the type area."""
    return min(mm.MARK_POINTS, mm.TYPE_WIDTH / (len(mark) * mm.MARK_SPACING) / mm.em(1.0))


def _letter_line_top(mark: str) -> float:
    return mm.MARK_TOP + mm.em(_mark_points(mark)) + mm.MARK_TO_LINE


def _letter_number_top(mark: str) -> float:
    return _letter_line_top(mark) + _DOUBLE_LINE + mm.LINE_TO_NUMBER


def _red_number_top(mark: str) -> float:
    bottom = mm.TOP_MARGIN + mm.RED_MARK_FROM_TYPE_TOP + mm.em(_mark_points(mark))
    return bottom + mm.LINES_MARK_TO_NUMBER * mm.LINE_PITCH


_DOUBLE_LINE = mm.THICK_LINE + mm.DOUBLE_LINE_GAP + mm.THIN_LINE
