"""A paper of prose and tables in ink: a title, then marked-up text, page after page."""

import math
from dataclasses import replace
from pathlib import Path

from casework.letters import measures as mm
from casework.letters.archival import About
from casework.letters.drawing import Drawing, draw_page_number
from casework.letters.faces import Faces, NoGlyph, faces
from casework.letters.heads import draw_title, parted
from casework.letters.ink import Ink
from casework.letters.legible import legible
from casework.letters.pages import paginate
from casework.letters.strips import strips

_LACKING = "〓"


class DocumentPress:
    """Prints papers that are no letters, with the shipped fonts or an agency's own."""

    def __init__(self, folder: Path | None = None) -> None:
        self._faces: Faces = faces(folder)
        self._faces.load()

    def print(self, about: About, text: str) -> bytes:
        """The marked-up text (strips.py) below its title as PDF; the same gives the same bytes.

        What the public wrote may have signs that no font has: 〓 stands in their place.
        """
        about = replace(about, title=self._printable(about.title))
        grid, words = mm.Grid(), parted(about.title, mm.CHARACTERS_OF_TITLE)
        lines = math.ceil(len(words) * mm.TITLE_SPACING) + mm.LINES_AFTER_TITLE
        ink = Ink(self._faces, about)
        drawing = Drawing(ink)
        ink.bookmark(about.title, level=0)
        draw_title(ink, self._faces, words, mm.TOP_MARGIN, grid)
        pages = paginate(strips(self._printable(text), self._faces), grid, lines, 0)
        for number, page in enumerate(pages, start=1):
            drawing.page(page)
            draw_page_number(ink, self._faces, number)
            ink.turn_page()
        return ink.finished()

    def _printable(self, text: str) -> str:
        shown = legible(text)
        try:
            self._faces.check(shown)
        except NoGlyph as lacking:
            return shown.translate(dict.fromkeys(map(ord, lacking.characters), _LACKING))
        return shown
