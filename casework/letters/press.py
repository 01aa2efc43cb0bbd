"""The press: facts in, a PDF with its hash out."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from casework.domain.disclosure.letters import PAPERS, Head
from casework.letters.faces import faces
from casework.letters.facts import LetterFacts
from casework.letters.ink import SIGNATURE_GAP, Ink, Sheet, note_lines, title_height
from casework.letters.pages import paginate
from casework.letters.strips import elements
from casework.letters.wording import chinese_date, wording

# The grid line on which the title begins: below the head, two empty lines after it.
_TITLE_ON = {Head.LETTER: 4, Head.RED: 9, Head.PLAIN: 0}


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
        self._faces.check(text)

    def print(self, facts: LetterFacts, *, preview: bool = False) -> Printed:
        """A letter as PDF. Raises NoGlyph for characters that no font has."""
        paper = PAPERS[facts.kind]
        words = wording(facts)
        sheet = Sheet(
            head=paper.head,
            mark=facts.sender.name,
            number=facts.number,
            title=f"{facts.sender.name}{paper.title}",
            author=facts.sender.name,
            date=chinese_date(facts.issued_on),
            note=f"（联系人：{facts.sender.disclosure_office}，联系电话：{facts.sender.phone}）",
            is_preview=preview,
        )
        first_line = _TITLE_ON[paper.head] + title_height(sheet.title, self._faces) + 1
        signature = SIGNATURE_GAP + 2 + len(note_lines(sheet.note, self._faces))
        pages = paginate(elements(words.text, self._faces), first_line, signature)
        pdf = Ink(sheet, self._faces).print(pages, first_line)
        return Printed(pdf, hashlib.sha256(pdf).hexdigest(), words.version, len(pages))
