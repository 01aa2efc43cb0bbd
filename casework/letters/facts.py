"""What a letter is made of: frozen facts. The same facts give the same bytes."""

from dataclasses import dataclass
from datetime import date

from casework.domain.disclosure.letters import LetterKind
from casework.letters.verification import Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The agency as its letters need it."""

    name: str
    government: str
    court: str
    disclosure_office: str
    address: str
    postcode: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """The facts of one letter.

    `addressee` is whoever the letter goes to, the applicant or another, and `is_organisation` says
    how to speak to them. `particulars` are the facts of the act or of the outcome's leaf, by their
    names. `history` tells what came between receipt and decision, a sentence each. `number` is
    empty in a preview and where the kind bears none. `attachments` names what goes with the letter
    (附件说明). `site_url` is where the public finds this site. `verification`: the code printed for
    checking it; None prints none.
    """

    kind: LetterKind
    sender: Sender
    number: str
    addressee: str
    is_organisation: bool
    reference: str
    submitted_on: date
    received_on: date | None
    due_on: date | None
    requested_information: str
    history: tuple[str, ...]
    issued_on: date
    particulars: dict[str, object]
    site_url: str
    attachments: tuple[str, ...] = ()
    verification: Verification | None = None

    @property
    def you(self) -> str:
        """How the letter speaks to its addressee."""
        return "你单位" if self.is_organisation else "您"
