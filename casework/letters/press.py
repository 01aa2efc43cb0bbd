"""The press: facts in, a PDF with its hash out."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casework.domain.disclosure.letters import PAPERS, Head, Paper
from casework.letters import measures as mm
from casework.letters.archival import About
from casework.letters.closing import Closing, closing_height, draw_closing
from casework.letters.drawing import (
    Drawing,
    annex_first_line,
    annex_marks,
    draw_annex_head,
    draw_page_number,
)
from casework.letters.faces import faces
from casework.letters.facts import LetterFacts, Sender
from casework.letters.heads import Heading, draw_heading, first_line
from casework.letters.ink import Ink
from casework.letters.labels import Address, labels
from casework.letters.legible import legible
from casework.letters.pages import Page, paginate
from casework.letters.seals import Seal
from casework.letters.strips import Block, Part, attachment_strips, parts, strips
from casework.letters.tables import Row
from casework.letters.templates import chinese_date
from casework.letters.wording import wording
from casework.letters.zones import NO_OWN_WORDS, OwnWords

_UNSEALED = frozenset({Head.PLAIN, Head.FORM})  # what no official head begins, no seal ends


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed letter: its bytes, their SHA-256, its words' version, its number of pages."""

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

    def print(
        self,
        facts: LetterFacts,
        *,
        preview: bool = False,
        seal: Seal | None = None,
        own_words: OwnWords = NO_OWN_WORDS,
    ) -> Printed:
        """A letter as PDF, sealed where a seal is given and the kind bears one.

        Raises NoGlyph with every character that no font has, UnfitWords for unfit own words,
        ValueError for a seal on a preview.
        """
        if preview and seal is not None:
            raise ValueError("what is not signed is not sealed")
        words = wording(facts, own_words)
        letter = self._letter(facts, words.text, seal)
        pdf = self._drawn(letter, preview=preview)
        return Printed(pdf, hashlib.sha256(pdf).hexdigest(), words.version, len(letter.sheets))

    def labels(self, addresses: Sequence[Address], on: date, *, used: int = 0) -> bytes:
        """Sheets of address labels; raises NoGlyph and AddressTooLong (labels.py)."""
        return labels(self._faces, addresses, on, used=used)

    def _letter(self, facts: LetterFacts, text: str, seal: Seal | None) -> "_Letter":
        """A letter's words laid out on pages; raises NoGlyph."""
        paper = PAPERS[facts.kind]
        body, annexes = parts(text)
        attachments = [legible(name) for name in facts.attachments]
        closing = _closing(facts, paper, seal)
        heading = Heading(paper.head, facts.sender.name, facts.number, paper.title)
        self._faces.check("".join((text, heading.mark, heading.number, closing.note, *attachments)))
        named = (*attachments, *(annex.title for annex in annexes))
        blocks = (*strips(body.text, self._faces), *attachment_strips(named, self._faces))
        height = 0 if paper.head is Head.FORM else closing_height(closing, self._faces)
        grid, pages = _laid_out(blocks, heading, height)
        marks = annex_marks(attachments, len(annexes))
        return _Letter(
            about=About(
                f"{heading.mark}{heading.paper} {heading.number}".rstrip(),
                heading.mark,
                facts.issued_on,
            ),
            heading=heading,
            closing=closing,
            grid=grid,
            sheets=(
                *(_Sheet(page) for page in pages),
                *(
                    sheet
                    for mark, annex in zip(marks, annexes, strict=True)
                    for sheet in self._annex_sheets(mark, annex)
                ),
            ),
        )

    def _annex_sheets(self, mark: str, annex: Part) -> Iterator["_Sheet"]:
        blocks = strips(annex.text, self._faces)
        pages = paginate(blocks, mm.Grid(), annex_first_line(annex.title), 0)
        yield _Sheet(pages[0], mark, annex.title)
        yield from map(_Sheet, pages[1:])

    def _drawn(self, letter: "_Letter", *, preview: bool) -> bytes:
        ink = Ink(self._faces, letter.about)
        drawing = Drawing(ink)
        for number, sheet in enumerate(letter.sheets, start=1):
            page = sheet.page
            if preview:
                ink.stamp_preview()
            if number == 1:
                ink.bookmark(f"{letter.heading.mark}{letter.heading.paper}", level=0)
                draw_heading(ink, self._faces, letter.heading, letter.grid)
            if sheet.annex_mark:
                ink.bookmark(f"{sheet.annex_mark}：{sheet.annex_title}", level=1)
                draw_annex_head(ink, self._faces, sheet.annex_mark, sheet.annex_title)
            drawing.page(page)
            if page.is_signed:
                draw_closing(ink, self._faces, letter.closing, page.grid, page.next_line)
            if _is_numbered(letter.heading.head, number, len(letter.sheets)):
                draw_page_number(ink, self._faces, number)
            ink.turn_page()
        return ink.finished()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page to be drawn; `annex_mark` and the title head the first one of an annex."""

    page: Page
    annex_mark: str = ""
    annex_title: str = ""


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter laid out: its sheets in order, what heads the first and what ends the text."""

    about: About
    heading: Heading
    closing: Closing
    grid: mm.Grid
    sheets: tuple[_Sheet, ...]


def _laid_out(blocks: Sequence[Block], heading: Heading, height: int) -> tuple[mm.Grid, list[Page]]:
    """The pages on a grid of 22 lines, or on a closer one if that makes them one page."""

    def laid(lines: int) -> tuple[mm.Grid, list[Page]]:
        grid = mm.Grid(lines)
        return grid, paginate(blocks, grid, first_line(heading, grid), height)

    usual = laid(mm.LINES_A_PAGE)
    if len(usual[1]) == 1 or _fills_a_page(blocks, heading, height):
        return usual
    closer = map(laid, range(mm.LINES_A_PAGE + 1, mm.MOST_LINES_A_PAGE + 1))
    return next((tried for tried in closer if len(tried[1]) == 1), usual)


def _fills_a_page(blocks: Sequence[Block], heading: Heading, height: int) -> bool:
    """Whether a text is too long for one page even on the closest grid; the short way to know."""
    grid = mm.Grid(mm.MOST_LINES_A_PAGE)
    lines = first_line(heading, grid) + height
    text = sum(block.height if isinstance(block, Row) else grid.pitch for block in blocks)
    return lines * grid.pitch + text > mm.TYPE_HEIGHT + grid.pitch / 2


def _closing(facts: LetterFacts, paper: Paper, seal: Seal | None) -> Closing:
    is_sealed = paper.head not in _UNSEALED
    return Closing(
        agency=facts.sender.name,
        date=chinese_date(facts.issued_on),
        note=_note(facts.sender),
        is_sealed=is_sealed,
        seal=seal if is_sealed else None,
        verification=facts.verification,
    )


def _is_numbered(head: Head, number: int, pages: int) -> bool:
    """Whether a page bears its number: a letter's first does not (L-6), nor a single plain page."""
    return number > 1 or head is Head.RED or (head in _UNSEALED and pages > 1)


def _note(sender: Sender) -> str:
    return f"（联系部门：{sender.disclosure_office}，联系电话：{sender.phone}）"
