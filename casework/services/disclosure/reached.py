"""Which letters of a request have reached its applicant: what the page shows and the mail tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.domain.disclosure.letters import PAPERS, LetterKind, Recipient
from casework.persistence.models import Delivery, Letter

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

    @property
    def is_on_its_way(self) -> bool:
        """Whether it is told as soon as it is issued, while the paper is still to be served."""
        return self.letter.kind is LetterKind.D31 and self.service is None


def by_applicant(issued: Sequence[tuple[Letter, Delivery | None]]) -> Sequence[Paper]:
    """The letters that the applicant may see, oldest first: none that is to somebody else.

    A correction is told as soon as it is issued to whoever knows the letter that it corrects.
    """
    known: dict[str, Paper] = {}
    to_others: set[str] = set()
    for letter, service in issued:
        corrected = _corrects(letter)
        if PAPERS[letter.kind].to is not Recipient.APPLICANT or corrected in to_others:
            to_others.add(letter.number)
        elif letter.kind in _AT_ONCE or service is not None or corrected in known:
            known[letter.number] = Paper(letter, service)
    return list(known.values())


def _corrects(letter: Letter) -> str:
    """The number of the letter that a letter corrects, which went to the same addressee."""
    if letter.kind is not LetterKind.D31:
        return ""
    return str(letter.facts["particulars"]["number"])
