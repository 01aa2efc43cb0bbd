"""From marked-up text to strips: what stands on the page's grid, one after the other, and how high.

Marks begin a line: `# ` a heading of the first level, `## ` of the second, `> ` a line without
indent, `| a | b |` a row of a table, `@ ` an attachment; everything else is a paragraph.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from casework.letters.faces import Face, Faces
from casework.letters.lines import Line, Measure, broken
from casework.letters.measures import (
    BODY_POINTS,
    CHARACTER_PITCH,
    FIRST_LINE_INDENT,
    POINTS_A_MILLIMETRE,
    TABLE_POINTS,
    TYPE_WIDTH,
)

_INDENT = FIRST_LINE_INDENT * CHARACTER_PITCH
_FACES = {"# ": Face.FIRST_LEVEL, "## ": Face.SECOND_LEVEL}
_CELL_PADDING = 2.0  # mm on each side
_TABLE_PITCH = TABLE_POINTS / POINTS_A_MILLIMETRE


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text on the grid; `heading` names it in the bookmarks."""

    line: Line
    face: Face
    points: float = BODY_POINTS
    heading: str = ""
    height: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: each cell's lines, the columns' widths in mm, its height in grid lines."""

    cells: tuple[tuple[Line, ...], ...]
    widths: tuple[float, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line of the grid."""

    height: int = 1


Element = Strip | Row | Gap


def elements(text: str, faces: Faces) -> list[Element]:
    """The strips, rows and gaps of a marked-up text, in order."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found: list[Element] = []
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            found.extend(_table([_cells(line) for line in group], faces))
        else:
            for line in group:
                found.extend(_text(line, faces))
    return found


def title_lines(title: str, faces: Faces, points: float) -> list[Line]:
    """A title in centred lines: balanced, so that none is left with one or two characters."""
    em = points / POINTS_A_MILLIMETRE
    most = int(TYPE_WIDTH / em)
    count = -(-len(title) // most)
    size = -(-len(title) // count)
    parts = [title[at : at + size] for at in range(0, len(title), size)]
    measure = Measure(TYPE_WIDTH, Face.TITLE, points, pitch=em)
    return [broken(part, faces, measure)[0] for part in parts]


def _text(line: str, faces: Faces) -> Iterator[Strip]:
    measure = Measure(TYPE_WIDTH, Face.BODY, BODY_POINTS)
    for mark, face in reversed(_FACES.items()):
        if line.startswith(mark):
            words = line.removeprefix(mark)
            of_heading = Measure(TYPE_WIDTH, face, BODY_POINTS)
            for part in broken(words, faces, of_heading, _INDENT):
                yield Strip(part, face, heading=words)
            return
    indent = 0.0 if line.startswith("> ") else _INDENT
    hanging = _INDENT + 3 * CHARACTER_PITCH if line.startswith("@ ") else 0.0
    words = line.removeprefix("> ").removeprefix("@ ")
    for part in broken(words, faces, measure, indent, hanging):
        yield Strip(part, Face.BODY)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _table(rows: Sequence[Sequence[str]], faces: Faces) -> Iterator[Element]:
    """Rows with columns as wide as their longest cell asks, within the type area."""
    longest = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    wish = [min(max(length, 4), 24) for length in longest]
    widths = tuple(TYPE_WIDTH * part / sum(wish) for part in wish)
    yield Gap()
    for row in rows:
        cells = tuple(
            tuple(_ragged(broken(cell, faces, _cell_measure(width))))
            for cell, width in zip(row, widths, strict=True)
        )
        yield Row(cells, widths, max(len(lines) for lines in cells))
    yield Gap()


def _ragged(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines as they fall: a narrow cell that is justified tears its words apart."""
    for line in lines:
        yield replace(line, spread=min(line.spread, 0.0))


def _cell_measure(width: float) -> Measure:
    return Measure(width - 2 * _CELL_PADDING, Face.BODY, TABLE_POINTS, pitch=_TABLE_PITCH)
