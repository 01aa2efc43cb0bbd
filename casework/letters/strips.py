"""From marked-up text to strips: the lines that stand on the page's grid, one after the other.

Marks begin a line: `# ` a heading of the first level, `## ` of the second, `> ` a line without
indent; everything else is a paragraph.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casework.letters.faces import Face, Faces
from casework.letters.lines import Line, Measure, broken
from casework.letters.measures import BODY_POINTS, CHARACTER_PITCH, FIRST_LINE_INDENT, TYPE_WIDTH

_INDENT = FIRST_LINE_INDENT * CHARACTER_PITCH
_HEADINGS = {"# ": Face.FIRST_LEVEL, "## ": Face.SECOND_LEVEL}
_AT_THE_EDGE = "> "
_ATTACHMENTS = "附件："


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


BLANK = Strip(Line(()))


def strips(text: str, faces: Faces) -> Iterator[Strip]:
    """The lines of a marked-up text, in order."""
    for paragraph in text.splitlines():
        if paragraph.strip():
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
