"""Which papers of a case its applicant may fetch, and how they are handed out."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from flask import send_file
from werkzeug.wrappers import Response

from casework.domain.disclosure.letters import PAPERS, LetterKind, Recipient
from casework.persistence.models import Attachment, Delivery, Letter
from casework.services.disclosure.viewing import CaseFile

# Letters that reach the applicant by being issued; every other one only once it was served.
_AT_ONCE = frozenset(
    {
        LetterKind.D01,
        LetterKind.D02,
        LetterKind.D03,
        LetterKind.D04,
        LetterKind.D06,
        LetterKind.D22,
        LetterKind.D23,
        LetterKind.D24,
        LetterKind.D30,
    }
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter that the applicant may see, and how it was served, where it had to be."""

    letter: Letter
    service: Delivery | None


def letters(file: CaseFile) -> Sequence[Paper]:
    """The letters that the applicant may see, oldest first: none that is to somebody else."""
    to_others = {
        letter.number
        for letter, _ in file.letters
        if PAPERS[letter.kind].to is not Recipient.APPLICANT
    }
    return [
        Paper(letter, service)
        for letter, service in file.letters
        if letter.kind in _AT_ONCE or service is not None
        if letter.number not in to_others and _corrects(letter) not in to_others
    ]


def _corrects(letter: Letter) -> str:
    """The number of the letter that a letter corrects, which went to the same addressee."""
    if letter.kind is not LetterKind.D31:
        return ""
    return str(letter.facts["particulars"]["number"])


def supplied(file: CaseFile) -> Sequence[Attachment]:
    """The information that came with the reply, once the reply was served."""
    if file.standing.service is None:
        return []
    return file.supplied


def download(content: bytes, media_type: str, filename: str) -> Response:
    """A file to be saved, never shown within the site."""
    return send_file(io.BytesIO(content), media_type, as_attachment=True, download_name=filename)
