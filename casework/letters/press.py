"""The press: facts in, a PDF with its hash out."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casework.domain.disclosure.letters import PAPERS, Head
from casework.letters import measures as mm
from casework.letters.closing import Closing, closing_height, draw_closing
from casework.letters.faces import Face, Faces, faces
from casework.letters.facts import LetterFacts, Sender
from casework.letters.heads import Heading, draw_heading, first_line
from casework.letters.ink import Ink
from casework.letters.legible import legible
from casework.letters.lines import Measure, unbroken
from casework.letters.pages import Page, paginate
from casework.letters.strips import Strip, attachment_strips, strips
from casework.letters.wording import chinese_date, wording


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed letter: its bytes, their SHA-256, its template's version, its number of pages."""

    pdf: bytes
    sha256: str
    template_version: str
    pages: int


class Press:
    """Prints letters with the shipped fonts, or with an agency's own from a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._faces = faces(folder)
        self._faces.load()

    def check(self, text: str) -> None:
        """Refuse a text that no font can show; raises NoGlyph naming the characters."""
        self._faces.check(legible(text))

    def print(self, facts: LetterFacts, *, preview: bool = False) -> Printed:
        """A letter as PDF. Raises NoGlyph with every character that no font has."""
        paper, words = PAPERS[facts.kind], wording(facts)
        sender = facts.sender.name
        heading = Heading(paper.head, sender, facts.number, paper.title)
        closing = Closing(
            agency=sender,
            date=chinese_date(facts.issued_on),
            note=_note(facts.sender),
            is_sealed=paper.head is not Head.PLAIN,  # what no official head begins, no seal ends
        )
        attachments = [legible(name) for name in facts.attachments]
        shown = (words.text, sender, facts.number, closing.note, *attachments)
        self._faces.check("".join(shown))
        body = (
            *strips(words.text, self._faces),
            *attachment_strips(attachments, self._faces),
        )
        grid, pages = self._laid_out(body, heading, closing)
        title = f"{sender}{paper.title}"
        ink = Ink(
            self._faces,
            title=f"{title} {facts.number}".rstrip(),
            author=sender,
            issued_on=facts.issued_on,
        )
        for number, page in enumerate(pages, start=1):
            if preview:
                ink.stamp_preview()
            if number == 1:
                ink.bookmark(title, level=0)
                draw_heading(ink, self._faces, heading, grid)
            _draw_page(ink, page, grid)
            if page.is_signed:
                draw_closing(ink, self._faces, closing, grid, page.next_line)
            if _is_numbered(paper.head, number, len(pages)):
                _draw_page_number(ink, self._faces, number)
            ink.turn_page()
        pdf = ink.finished()
        return Printed(pdf, hashlib.sha256(pdf).hexdigest(), words.version, len(pages))

    def _laid_out(
        self, body: Sequence[Strip], heading: Heading, closing: Closing
    ) -> tuple[mm.Grid, list[Page]]:
        """The pages on a grid of 22 lines, or on a closer one if that makes them one page."""
        height = closing_height(closing, self._faces)

        def laid(lines: int) -> tuple[mm.Grid, list[Page]]:
            grid = mm.Grid(lines)
            return grid, paginate(body, grid, first_line(heading, grid), height)

        usual = laid(mm.LINES_A_PAGE)
        if len(usual[1]) == 1:
            return usual
        closer = map(laid, range(mm.LINES_A_PAGE + 1, mm.MOST_LINES_A_PAGE + 1))
        return next((tried for tried in closer if len(tried[1]) == 1), usual)


def _draw_page(ink: Ink, page: Page, grid: mm.Grid) -> None:
    for line, strip in enumerate(page.strips, start=page.first_line):
        if strip.heading and strip.begins:
            ink.bookmark(strip.heading, level=1)
        ink.text(strip.line, mm.BINDING_MARGIN, grid.baseline(line), strip.face)


def _draw_page_number(ink: Ink, faces: Faces, number: int) -> None:
    """— 1 —: one character from the outer edge, its dashes 7 mm below the type area (L-9)."""
    measure = Measure(mm.TYPE_WIDTH, Face.PAGE_NUMBER, mm.PAGE_NUMBER_POINTS)
    line = unbroken(f"— {number} —", faces, measure)
    edge = mm.PAGE_NUMBER_FROM_EDGE * mm.CHARACTER_PITCH
    left = mm.TYPE_RIGHT - edge - line.width if number % 2 else mm.BINDING_MARGIN + edge
    down = mm.TOP_MARGIN + mm.TYPE_HEIGHT + mm.PAGE_NUMBER_BELOW_TYPE
    half = mm.em(mm.PAGE_NUMBER_POINTS) * (mm.ASCENT - 0.5)  # a dash lies at half of the em
    ink.text(line, left, down + half, Face.PAGE_NUMBER, mm.PAGE_NUMBER_POINTS)


def _is_numbered(head: Head, number: int, pages: int) -> bool:
    """Whether a page bears its number: a letter's first does not (L-6), nor a single plain page."""
    return number > 1 or head is Head.RED or (head is Head.PLAIN and pages > 1)


def _note(sender: Sender) -> str:
    return f"（联系部门：{sender.disclosure_office}，联系电话：{sender.phone}）"
