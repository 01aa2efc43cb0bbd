"""From marked-up text to strips: the lines that stand on the page's grid, one after the other.

Marks begin a line: `# ` a heading of the first level, `## ` of the second, `> ` a line without
indent, a sign of its own a table's row or an annex; everything else is a paragraph.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casework.letters.faces import Face, Faces
from casework.letters.lines import Line, Measure, broken
from casework.letters.measures import BODY_POINTS, CHARACTER_PITCH, FIRST_LINE_INDENT, TYPE_WIDTH
from casework.letters.tables import MARK, Row, Tables

_INDENT = FIRST_LINE_INDENT * CHARACTER_PITCH
_HEADINGS = {"# ": Face.FIRST_LEVEL, "## ": Face.SECOND_LEVEL}
_AT_THE_EDGE = "> "
_ATTACHMENTS = "附件："
ANNEX = f"{MARK}annex{MARK}"


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text on the grid.

    `begins` says that a paragraph begins with it; `heading` is the heading's whole text for the
    bookmarks, and such a line keeps with the next.
    """

    line: Line
    face: Face = Face.BODY
    begins: bool = True
    heading: str = ""

    @property
    def keeps_with_next(self) -> bool:
        """Whether no page ends with the line."""
        return bool(self.heading)


Block = Strip | Row
BLANK = Strip(Line(()))


@dataclass(frozen=True, slots=True)
class Part:
    """A marked-up text's own part, or one of its annexes with its title."""

    title: str
    text: str


def parts(text: str) -> tuple[Part, tuple[Part, ...]]:
    """A marked-up text before its annexes, and the annexes."""
    body, *annexes = text.split(ANNEX)
    titled = (annex.partition("\n") for annex in annexes)
    return Part("", body), tuple(Part(title.strip(), rest) for title, _, rest in titled)


def strips(text: str, faces: Faces) -> Iterator[Block]:
    """The lines and the tables' rows of a marked-up text, in order."""
    tables = Tables(faces)
    for paragraph in text.splitlines():
        if paragraph.startswith(MARK):
            yield from tables.read(paragraph)
        elif paragraph.strip():
            yield from _paragraph(paragraph.strip(), faces)


def attachment_strips(names: Sequence[str], faces: Faces) -> Iterator[Strip]:
    """附件说明 (L-8): one line below the text, the names below each other, without a full stop."""
    if names:
        yield BLANK
    below = _INDENT + len(_ATTACHMENTS) * CHARACTER_PITCH
    for number, name in enumerate(names, start=1):
        mark = f"{number}." if len(names) > 1 else ""
        words = f"{mark}{name.rstrip('。；，')}"
        lead, indent = (_ATTACHMENTS, _INDENT) if number == 1 else ("", below)
        hanging = below + (CHARACTER_PITCH if mark else 0.0)
        yield from _lines(f"{lead}{words}", faces, Face.BODY, indent, hanging)


def _paragraph(paragraph: str, faces: Faces) -> Iterator[Strip]:
    for mark, face in _HEADINGS.items():
        if paragraph.startswith(mark):
            words = paragraph.removeprefix(mark)
            for strip in _lines(words, faces, face, _INDENT):
                yield Strip(strip.line, face, strip.begins, words)
            return
    if paragraph.startswith(_AT_THE_EDGE):
        yield from _lines(paragraph.removeprefix(_AT_THE_EDGE), faces, Face.BODY, 0.0)
    else:
        yield from _lines(paragraph, faces, Face.BODY, _INDENT)


def _lines(
    words: str, faces: Faces, face: Face, indent: float, hanging: float = 0.0
) -> Iterator[Strip]:
    measure = Measure(TYPE_WIDTH, face, BODY_POINTS)
    for place, line in enumerate(broken(words, faces, measure, indent, hanging)):
        yield Strip(line, face, begins=place == 0)
