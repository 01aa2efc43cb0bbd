"""Breaking Chinese text into lines of 28 characters, with the rules for where a line may end."""

from collections.abc import Iterator
from dataclasses import dataclass

from casework.letters.faces import Face, Faces
from casework.letters.measures import CHARACTER_PITCH, POINTS_A_MILLIMETRE

# 避头尾: what may not begin a line, and what may not end one.
NOT_AT_START = frozenset("、。，．：；！？）】》〉」』〕％‰”’·…—")
NOT_AT_END = frozenset("（【《〈「『〔“‘")
_WIDE = 0.99  # em: what is as wide as an em stands in a cell of the grid
_SQUEEZE = 1.02  # how far a closing mark may press a line together
_BREAKS_AFTER = frozenset("/-_.?&=")


@dataclass(frozen=True, slots=True)
class Piece:
    """What is not divided: one Chinese character, or a run of Latin letters and figures."""

    text: str
    width: float  # mm
    is_wide: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line's pieces, its indent and the space added after each piece, all in mm."""

    pieces: tuple[Piece, ...]
    indent: float
    spread: float = 0.0

    @property
    def text(self) -> str:
        """The line as it reads."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def width(self) -> float:
        """The natural width of the line's pieces, in mm."""
        return sum(piece.width for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide a line is, and in what it is set: the face, its size, its character pitch."""

    width: float
    face: Face
    points: float
    pitch: float = CHARACTER_PITCH


def pieces(text: str, faces: Faces, measure: Measure) -> Iterator[Piece]:
    """A text in pieces that are not divided; long Latin runs break after / - _ . ? & =."""
    run = ""
    for character in text:
        is_wide = faces.width(measure.face, character) >= _WIDE
        if not is_wide and not character.isspace():
            run += character
            if character not in _BREAKS_AFTER or len(run) < CHARACTERS_KEPT_TOGETHER:
                continue
        if run:
            yield _latin(run, faces, measure)
            run = ""
        if is_wide:
            yield Piece(character, measure.pitch, is_wide=True)
        elif character.isspace():
            yield _latin(" ", faces, measure)
    if run:
        yield _latin(run, faces, measure)


CHARACTERS_KEPT_TOGETHER = 12


def broken(
    text: str, faces: Faces, measure: Measure, indent: float = 0.0, hanging: float = 0.0
) -> list[Line]:
    """A paragraph's lines: the first indented, the others hanging, all but the last justified."""
    lines: list[Line] = []
    waiting = [part for whole in pieces(text, faces, measure) for part in _fitting(whole, measure)]
    while waiting:
        begin = hanging if lines else indent
        room = measure.width - begin
        count = _how_many(waiting, room)
        taken, waiting = tuple(waiting[:count]), waiting[count:]
        if waiting and waiting[0].text == " ":
            waiting = waiting[1:]
        lines.append(_set(taken, begin, room, is_last=not waiting))
    return lines


def _how_many(waiting: list[Piece], room: float) -> int:
    """How many pieces the next line takes: as fit, less what may not end or begin a line."""
    width, count = 0.0, 0
    for piece in waiting:
        if width + piece.width > room + 0.01:
            break
        width += piece.width
        count += 1
    if count == len(waiting):
        return count
    if waiting[count].text in NOT_AT_START and width + waiting[count].width <= room * _SQUEEZE + (
        waiting[count].width - waiting[count].width / 2
    ):
        return _not_ending(waiting, count + 1)
    while count > 1 and waiting[count].text in NOT_AT_START:
        count -= 1
    return _not_ending(waiting, count)


def _not_ending(waiting: list[Piece], count: int) -> int:
    while 1 < count < len(waiting) and waiting[count - 1].text in NOT_AT_END:
        count -= 1
    return max(count, 1)


def _set(taken: tuple[Piece, ...], indent: float, room: float, *, is_last: bool) -> Line:
    line = Line(taken, indent)
    slack = room - line.width
    if len(taken) > 1 and (slack < 0 or not is_last):
        return Line(taken, indent, slack / (len(taken) - 1))
    return line


def _latin(run: str, faces: Faces, measure: Measure) -> Piece:
    em = measure.points / POINTS_A_MILLIMETRE
    return Piece(run, sum(faces.width(measure.face, one) for one in run) * em, is_wide=False)


def _fitting(piece: Piece, measure: Measure) -> Iterator[Piece]:
    """A piece that is longer than a line, cut where it must be."""
    if piece.width <= measure.width / 2:
        yield piece
        return
    part = piece.width / len(piece.text)
    most = max(1, int(measure.width / 2 / part))
    for at in range(0, len(piece.text), most):
        text = piece.text[at : at + most]
        yield Piece(text, part * len(text), is_wide=False)
