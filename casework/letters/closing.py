"""What ends a letter: 署名, 成文日期, 附注 (L-7, L-8), the seal, and the code to check it by."""

from dataclasses import dataclass

from casework.letters import measures as mm
from casework.letters.faces import Face, Faces
from casework.letters.heads import parted
from casework.letters.ink import Ink
from casework.letters.lines import Line, Measure, broken, unbroken
from casework.letters.seals import Seal
from casework.letters.tags import Element, Tag
from casework.letters.verification import Verification, dark_runs

_BODY = Measure(mm.TYPE_WIDTH, Face.BODY, mm.BODY_POINTS)
_CODE = Measure(mm.TYPE_WIDTH, Face.BODY, mm.CODE_POINTS, mm.em(mm.CODE_POINTS))
_SEAL_SPOKEN, _CODE_SPOKEN, _CODE_NAMED = "印章：", "核验二维码", "核验码："


@dataclass(frozen=True, slots=True)
class Closing:
    """The agency, the date and the note that end a letter; sealed ones leave room for the seal."""

    agency: str
    date: str
    note: str
    is_sealed: bool
    seal: Seal | None = None
    verification: Verification | None = None

    @property
    def lines_before(self) -> int:
        """Empty lines between the text and the agency's name."""
        if self.is_sealed or self.verification is not None:
            return mm.LINES_BEFORE_SEALED_NAME
        return mm.LINES_BEFORE_UNSEALED_NAME

    @property
    def names(self) -> tuple[str, ...]:
        """The agency's name, in lines that the type area holds."""
        return parted(self.agency, mm.CHARACTERS_OF_NAME)


def closing_height(closing: Closing, faces: Faces) -> int:
    """How many grid lines the closing takes, the seal's included."""
    written = closing.lines_before + len(closing.names) + 1 + len(_note(closing, faces))
    return max(written, mm.LINES_OF_SEAL) if closing.is_sealed else written


def draw_closing(ink: Ink, faces: Faces, closing: Closing, grid: mm.Grid, line: int) -> None:
    """The closing, below the text that ends above a grid line."""
    at = line + closing.lines_before
    root = ink.tree.root
    names = [unbroken(name, faces, _BODY) for name in closing.names]
    date = unbroken(closing.date, faces, _BODY)
    width = max(name.width for name in names)
    name_left, date_left = (_sealed if closing.is_sealed else _unsealed)(width, date.width)
    with ink.part_of(Element(Tag.PARAGRAPH, root)):
        for name in names:
            ink.centred(name, name_left + width / 2, grid.baseline(at))
            at += 1
    with ink.part_of(Element(Tag.PARAGRAPH, root)):
        ink.text(date, date_left, grid.baseline(at))
    if closing.seal is not None:
        _draw_seal(ink, closing, date_left + date.width / 2, _seal_middle(closing, grid, line, at))
    for row, note in enumerate(_note(closing, faces), start=at + 1):
        with ink.part_of(Element(Tag.PARAGRAPH, root)):
            ink.text(note, mm.BINDING_MARGIN, grid.baseline(row))
    if closing.verification is not None:
        # A whole seal's room lies above the note; it is used from a little below the text on.
        _draw_code(ink, faces, closing.verification, grid.top(line) + grid.pitch / 4)


def _seal_middle(closing: Closing, grid: mm.Grid, line: int, date_line: int) -> float:
    """How far down the seal's middle lies: a little above that of name and date (L-7).

    So far above it that the seal's upper edge is within a line of the text.
    """
    assert closing.seal is not None
    name_and_date = (grid.top(line + closing.lines_before) + grid.baseline(date_line)) / 2
    lowest_edge = grid.top(line) + mm.em(mm.BODY_POINTS)  # a line below the text's last glyphs
    return min(name_and_date, lowest_edge + closing.seal.size[1] / 2)


def _draw_seal(ink: Ink, closing: Closing, centre: float, middle: float) -> None:
    assert closing.seal is not None
    spoken = f"{_SEAL_SPOKEN}{closing.agency}"
    with ink.part_of(Element(Tag.FIGURE, ink.tree.root, spoken)):
        ink.seal(closing.seal, centre, middle)


def _draw_code(ink: Ink, faces: Faces, verification: Verification, top: float) -> None:
    """The QR code of the page that checks the letter, and the code in letters below it."""
    side, runs = dark_runs(verification.link)
    module = mm.CODE_WIDTH / (side + 2 * mm.CODE_QUIET)
    quiet = mm.CODE_QUIET * module
    with ink.part_of(Element(Tag.FIGURE, ink.tree.root, _CODE_SPOKEN)):
        ink.modules(runs, mm.BINDING_MARGIN + quiet, top + quiet, module)
    at = top + mm.CODE_WIDTH + mm.em(mm.CODE_POINTS) * mm.ASCENT
    centre = mm.BINDING_MARGIN + mm.CODE_WIDTH / 2
    with ink.part_of(Element(Tag.PARAGRAPH, ink.tree.root)):
        for words in (_CODE_NAMED, *_code_lines(verification.code)):
            line = unbroken(words, faces, _CODE)
            ink.centred(line, centre, at, points=mm.CODE_POINTS)
            at += mm.CODE_LINE


def _code_lines(code: str) -> list[str]:
    groups, each = code.split("-"), mm.CODE_GROUPS_A_LINE
    lines = ("-".join(groups[at : at + each]) for at in range(0, len(groups), each))
    whole = list(lines)
    return [f"{line}-" for line in whole[:-1]] + whole[-1:]


def _sealed(name: float, date: float) -> tuple[float, float]:
    """Where name and date begin: the date four characters from the right, the name over it.

    A name too long for that stands two characters from the right, and the date under it.
    """
    right = mm.TYPE_RIGHT - mm.DATE_FROM_RIGHT * mm.CHARACTER_PITCH
    most = mm.TYPE_RIGHT - mm.NAME_FROM_RIGHT * mm.CHARACTER_PITCH
    centre = min(right - date / 2, most - name / 2)
    return centre - name / 2, centre - date / 2


def _unsealed(name: float, date: float) -> tuple[float, float]:
    """Where name and date begin: the longer of them two characters from the right."""
    right = mm.TYPE_RIGHT - mm.NAME_FROM_RIGHT * mm.CHARACTER_PITCH
    indent = mm.DATE_INDENT * mm.CHARACTER_PITCH
    left = min(right - name, right - date - indent)
    return left, left + indent


def _note(closing: Closing, faces: Faces) -> list[Line]:
    """附注: two characters in, in brackets."""
    indent = mm.FIRST_LINE_INDENT * mm.CHARACTER_PITCH
    return broken(closing.note, faces, _BODY, indent)
