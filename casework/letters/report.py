"""A report in ink: a title, sections of prose and statutory forms, page after page."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casework.letters import measures as mm
from casework.letters.archival import About
from casework.letters.drawing import draw_page_number
from casework.letters.faces import Faces, faces
from casework.letters.forms import Form, FormBox
from casework.letters.heads import draw_title, parted
from casework.letters.ink import Ink
from casework.letters.legible import legible
from casework.letters.strips import Strip, strips
from casework.letters.tags import Element, Tag

_GAP = 3.0  # mm between a form and the words around it


@dataclass(frozen=True, slots=True)
class ReportForm:
    """A form's rows of boxes, the widths of its columns in mm, the size of its words in points."""

    rows: Sequence[Sequence[FormBox]]
    widths: Sequence[float]
    points: float


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section: its heading, its paragraphs, and the form that follows them, if one does."""

    heading: str
    text: str = ""
    form: ReportForm | None = None


class ReportPress:
    """Prints reports with the shipped fonts, or with an agency's own from a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._faces = faces(folder)
        self._faces.load()

    def print(self, about: About, subtitle: str, sections: Sequence[ReportSection]) -> bytes:
        """The report as PDF; the same content gives the same bytes.

        Raises NoGlyph with every character that no font has.
        """
        said = "".join((about.title, subtitle, *(f"{s.heading}{s.text}" for s in sections)))
        self._faces.check(legible(said))
        printing = _Printing(self._faces, about)
        printing.title(about.title, subtitle)
        for section in sections:
            printing.section(section)
        return printing.finished()


class _Printing:
    """One report on its way through the press."""

    def __init__(self, fonts: Faces, about: About) -> None:
        self._faces = fonts
        self._ink = Ink(fonts, about)
        self._grid = mm.Grid()
        self._down = 0.0  # below the type area's top
        self._number = 1
        self._paragraph: Element | None = None

    def title(self, title: str, subtitle: str) -> None:
        self._ink.bookmark(title, level=0)
        words = parted(title, mm.CHARACTERS_OF_TITLE)
        draw_title(self._ink, self._faces, words, mm.TOP_MARGIN, self._grid)
        self._down = (len(words) * mm.TITLE_SPACING + mm.LINES_AFTER_TITLE) * self._grid.pitch
        if subtitle:
            self._prose(f"> {subtitle}")
            self._down += self._grid.pitch / 2

    def section(self, section: ReportSection) -> None:
        form = self._laid_out(section.form)
        if form is not None and not section.text:  # a heading does not stand alone
            self._make_room(self._grid.pitch + _GAP + form.height)
        if section.heading:
            self._prose(f"# {section.heading}")
        self._prose(legible(section.text))
        if form is not None:
            self._form(form)

    def _laid_out(self, given: ReportForm | None) -> Form | None:
        if given is None:
            return None
        return Form(given.rows, given.widths, given.points, self._faces)

    def finished(self) -> bytes:
        self._end_page()
        return self._ink.finished()

    def _prose(self, text: str) -> None:
        for strip in strips(text, self._faces):
            if isinstance(strip, Strip):
                ahead = 2 if strip.keeps_with_next else 1
                self._make_room(ahead * self._grid.pitch)
                self._strip(strip)
                self._down += self._grid.pitch

    def _strip(self, strip: Strip) -> None:
        if strip.heading and strip.begins:
            self._ink.bookmark(strip.heading, level=1)
        if self._paragraph is None or strip.begins:
            tag = Tag.HEADING if strip.heading else Tag.PARAGRAPH
            self._paragraph = Element(tag, self._ink.tree.root)
        base = mm.baseline(mm.TOP_MARGIN + self._down)
        with self._ink.part_of(self._paragraph):
            self._ink.text(strip.line, mm.BINDING_MARGIN, base, strip.face)

    def _form(self, form: Form) -> None:
        self._make_room(_GAP + form.height)
        self._down += _GAP * bool(self._down)
        form.draw(self._ink, mm.TOP_MARGIN + self._down)
        self._down += form.height + _GAP

    def _make_room(self, height: float) -> None:
        if self._down and self._down + height > mm.TYPE_HEIGHT + self._grid.pitch / 2:
            self._end_page()
            self._number += 1
            self._down = 0.0

    def _end_page(self) -> None:
        draw_page_number(self._ink, self._faces, self._number)
        self._ink.turn_page()
