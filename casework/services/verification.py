"""Checking a letter by the code printed on it: open to everybody, so it says what is on its face.

Not to whom it went, nor what about, nor in which case: only what lets a reader tell whether the
paper in hand is the one that the agency issued.
"""

import hashlib
from dataclasses import dataclass
from datetime import date

from casework.domain.disclosure.letters import PAPERS
from casework.letters import plain_code
from casework.persistence.queries import verification
from casework.services import letterhead


@dataclass(frozen=True, slots=True)
class KnownLetter:
    """A letter as anybody may know of it; `voided_on` None: it was not recalled."""

    number: str
    title: str
    sender: str
    issued_on: date
    sha256: str
    voided_on: date | None


def known_letter(code: str) -> KnownLetter | None:
    """The letter that bears a code, however it was typed; None where there is none."""
    found = verification.letter_of(letterhead.index_of(plain_code(code)))
    if found is None:
        return None
    letter, void = found
    return KnownLetter(
        number=letter.number,
        title=PAPERS[letter.kind].title,
        sender=letter.facts["sender"]["name"],
        issued_on=letter.issued_on,
        sha256=letter.sha256,
        voided_on=None if void is None else void.voided_on,
    )


def is_same(letter: KnownLetter, content: bytes) -> bool:
    """Whether a file is, byte for byte, the letter as it was issued."""
    return hashlib.sha256(content).hexdigest() == letter.sha256
