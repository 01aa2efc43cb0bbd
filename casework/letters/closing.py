"""What ends a letter: 署名, 成文日期 and 附注 (L-7, L-8), with the room that the seal will take."""

from dataclasses import dataclass

from casework.letters import measures as mm
from casework.letters.faces import Face, Faces
from casework.letters.heads import parted
from casework.letters.ink import Ink
from casework.letters.lines import Line, Measure, broken, unbroken

_BODY = Measure(mm.TYPE_WIDTH, Face.BODY, mm.BODY_POINTS)


@dataclass(frozen=True, slots=True)
class Closing:
    """The agency, the date and the note that end a letter; sealed ones leave room for the seal."""

    agency: str
    date: str
    note: str
    is_sealed: bool

    @property
    def lines_before(self) -> int:
        """Empty lines between the text and the agency's name."""
        return mm.LINES_BEFORE_SEALED_NAME if self.is_sealed else mm.LINES_BEFORE_UNSEALED_NAME

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
    names = [unbroken(name, faces, _BODY) for name in closing.names]
    date = unbroken(closing.date, faces, _BODY)
    width = max(name.width for name in names)
    name_left, date_left = (_sealed if closing.is_sealed else _unsealed)(width, date.width)
    for name in names:
        ink.centred(name, name_left + width / 2, grid.baseline(at))
        at += 1
    ink.text(date, date_left, grid.baseline(at))
    for note in _note(closing, faces):
        at += 1
        ink.text(note, mm.BINDING_MARGIN, grid.baseline(at))


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
