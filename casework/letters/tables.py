"""Tables: rows of cells whose words are broken as the text's are; long rows go on overleaf.

A marked-up text says a table in lines that begin with a sign no value can hold (`MARK`): `columns`
with widths in characters of the body, a `c` behind one whose cells are centred; then rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from casework.letters import measures as mm
from casework.letters.faces import Face, Faces
from casework.letters.lines import Line, Measure, broken

MARK = "\x1f"  # parts cells, too; wording lets none into a value
TABLE, HEAD, ROW = "table", "head", "row"
_CENTRED = "c"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its width in mm, and whether its cells are centred."""

    width: float
    is_centred: bool

    @property
    def measure(self) -> Measure:
        """In what its words are set."""
        room = self.width - 2 * mm.CELL_PADDING
        return Measure(room, Face.BODY, mm.TABLE_POINTS, mm.em(mm.TABLE_POINTS))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the lines of each cell. `table` numbers the tables of a text from 1.

    `head` is said again above the row where a page begins with it; `least` is in mm.
    """

    table: int
    columns: tuple[Column, ...]
    cells: tuple[tuple[Line, ...], ...]
    least: float = 0.0
    is_head: bool = False
    is_repeated: bool = False
    head: "Row | None" = field(default=None, repr=False)

    @property
    def height(self) -> float:
        """How high the row is in mm, its margins included."""
        lines = max((len(cell) for cell in self.cells), default=1)
        return max(self.least, lines * mm.TABLE_LINE + 2 * mm.CELL_MARGIN)

    @property
    def keeps_with_next(self) -> bool:
        """Whether no page ends with the row."""
        return self.is_head

    @property
    def lefts(self) -> tuple[float, ...]:
        """Where each column begins, and where the last one ends, in mm."""
        widths = (column.width for column in self.columns)
        return tuple(accumulate(widths, initial=mm.BINDING_MARGIN))

    def parted(self, height: float) -> "tuple[Row, Row] | None":
        """The row in two, the first of at most a height in mm; None where that tears it apart."""
        lines = max(len(cell) for cell in self.cells)
        fitting = int((height - 2 * mm.CELL_MARGIN) / mm.TABLE_LINE)
        fitting = min(fitting, lines - mm.LEAST_LINES_OF_A_PART)
        if self.is_head or self.least or fitting < mm.LEAST_LINES_OF_A_PART:
            return None
        above = tuple(cell[:fitting] for cell in self.cells)
        below = tuple(cell[fitting:] for cell in self.cells)
        return replace(self, cells=above), replace(self, cells=below)


@dataclass(slots=True)
class Tables:
    """Reads the rows of a text's tables, one marked line after the other."""

    faces: Faces
    _number: int = 0
    _columns: tuple[Column, ...] = ()
    _head: Row | None = None

    def read(self, line: str) -> Iterator[Row]:
        """The row that a marked line says, if it says one."""
        kind, *words = line.removeprefix(MARK).split(MARK)
        name, _, rest = kind.partition(" ")
        if name == TABLE:
            self._number += bool(rest)
            self._columns = tuple(_columns(words[0]))
            self._head = None
        elif name == HEAD:
            self._head = replace(self._row(words, self._centred()), is_head=True)
            yield self._head
        else:
            least = float(rest or 0) * mm.LINE_PITCH
            yield replace(self._row(words, self._columns), least=least, head=self._head)

    def _row(self, words: Sequence[str], columns: tuple[Column, ...]) -> Row:
        cells = (
            tuple(map(_ragged, broken(said.strip(), self.faces, column.measure)))
            for said, column in zip(words, columns, strict=True)
        )
        return Row(self._number, columns, tuple(cells))

    def _centred(self) -> tuple[Column, ...]:
        return tuple(replace(column, is_centred=True) for column in self._columns)


def _ragged(line: Line) -> Line:
    """A line that is not spread: in a narrow cell that would tear words apart."""
    return replace(line, spread=min(line.spread, 0.0))


def _columns(widths: str) -> Iterator[Column]:
    for width in widths.split():
        characters = int(width.removesuffix(_CENTRED))
        yield Column(characters * mm.CHARACTER_PITCH, width.endswith(_CENTRED))
