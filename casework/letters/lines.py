"""Breaking Chinese text into lines of 28 characters, with the rules for where a line may end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from casework.letters.faces import Face, Faces, Glyph
from casework.letters.measures import CHARACTER_PITCH, em

# 避头尾: what may not begin a line, and what may not end one.
NOT_AT_START = frozenset("、。，．：；！？）】》〉」』〕％‰℃”’·…—")
NOT_AT_END = frozenset("（【《〈「『〔“‘￥№")
_UNITS = frozenset("年月日号时分个件页元项条万亿%")  # stay with the figures before them
_NEARLY = 0.01  # em: what is as wide as an em stands in a cell of the grid
_SQUEEZE = 0.04  # of a line: how far it is pressed together for one closing mark
_SLIGHT_SQUEEZE = 0.015  # and for a Latin run, which would leave a wider gap
# A Latin run longer than this, a web address as a rule, may break after its signs and, where it has
# none, every few characters; a shorter one, a reference or a number, is never torn.
_LONGEST_WHOLE = 24
_PARTS = re.compile(r"[^/?&=.]{1,12}[/?&=.]+|[^/?&=.]{1,4}|[/?&=.]+")
# Of a line: what its pieces may be spread over. Closing marks leave two characters at the most,
# 7 %; where a number leaves more, the line is better short than gappy.
_FURTHEST_SPREAD = 0.08
_HAIR = 0.01  # mm: less than any rounding shows


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
    indent: float = 0.0
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
    """How wide a line is in mm, and in what it is set: the face, its size, its character pitch."""

    width: float
    face: Face
    points: float
    pitch: float = CHARACTER_PITCH


def broken(
    text: str, faces: Faces, measure: Measure, indent: float = 0.0, hanging: float = 0.0
) -> list[Line]:
    """A paragraph's lines: the first indented, the others hanging, all but the last justified.

    A line that its pieces fill poorly ends where they end.
    """
    waiting = list(_pieces(text, faces, measure))
    lines: list[Line] = []
    start = 0
    while start < len(waiting):
        begin = hanging if lines else indent
        end = _end(waiting, start, measure.width - begin)
        lines.append(_set(waiting[start:end], begin, measure, is_last=end == len(waiting)))
        start = end + (end < len(waiting) and waiting[end].text == " ")
    return lines


def unbroken(text: str, faces: Faces, measure: Measure) -> Line:
    """A text as one line, however long."""
    return Line(tuple(_pieces(text, faces, measure)))


def _pieces(text: str, faces: Faces, measure: Measure) -> Iterator[Piece]:
    """A text in pieces that are not divided; every kind of space is one of the same width."""
    run = ""
    for character in text:
        is_space = character.isspace()
        if not is_space and not _is_wide(faces.glyph(measure.face, character)):
            run += character
            continue
        if run:
            yield from _latin(run, faces, measure)
            run = ""
        if is_space:
            yield from _latin(" ", faces, measure)
        else:
            yield _wide(character, measure.pitch)
    yield from _latin(run, faces, measure)


@cache
def _wide(character: str, pitch: float) -> Piece:
    return Piece(character, pitch, is_wide=True)


def _is_wide(glyph: Glyph) -> bool:
    return abs(glyph.width - 1) < _NEARLY


def _latin(run: str, faces: Faces, measure: Measure) -> Iterator[Piece]:
    parts = [run] if len(run) <= _LONGEST_WHOLE else _PARTS.findall(run)
    for part in filter(None, parts):
        yield Piece(part, faces.width(measure.face, part) * em(measure.points), is_wide=False)


def _end(waiting: Sequence[Piece], start: int, room: float) -> int:
    """Where the next line ends: as many pieces as fit, less what may not stand at its edges."""
    end, width = start, 0.0
    while end < len(waiting) and width + waiting[end].width <= room + _HAIR:
        width += waiting[end].width
        end += 1
    if end == len(waiting):
        return end
    if width + waiting[end].width <= room * (1 + _squeeze(waiting, end)):
        return end + 1
    if end == start:
        return end + 1  # a piece that is wider than the line has one of its own
    best = end
    while best > start + 1 and not _may_break(waiting, best):
        best -= 1
    # A line of nothing but marks is broken where it is full.
    return best if _may_break(waiting, best) else max(end, start + 1)


def _squeeze(waiting: Sequence[Piece], at: int) -> float:
    """How far a line is pressed together to hold one piece more, if a break may follow that."""
    if at + 1 < len(waiting) and not _may_break(waiting, at + 1):
        return 0.0
    if waiting[at].text in NOT_AT_START:
        return _SQUEEZE
    return 0.0 if waiting[at].is_wide else _SLIGHT_SQUEEZE


def _may_break(waiting: Sequence[Piece], at: int) -> bool:
    before, after = waiting[at - 1].text, waiting[at].text
    if after in _UNITS and before[-1].isdigit():
        return False
    return after not in NOT_AT_START and before not in NOT_AT_END


def _set(taken: Sequence[Piece], indent: float, measure: Measure, *, is_last: bool) -> Line:
    if len(taken) > 1 and taken[-1].text == " ":
        taken = taken[:-1]
    line = Line(tuple(taken), indent)
    slack = measure.width - indent - line.width
    may_spread = not is_last and slack <= _FURTHEST_SPREAD * (measure.width - indent)
    if len(taken) > 1 and (slack < 0 or may_spread):
        return Line(line.pieces, indent, slack / (len(taken) - 1))
    return line
