"""What an agency puts of its own on its letters: words, seal, signature and verification code."""

import hashlib
from dataclasses import replace
from functools import lru_cache

from casework.adapters.signing import sign
from casework.domain.disclosure.letters import LetterKind
from casework.domain.roles import Role
from casework.letters import LetterFacts, Printed, Seal, Verification, drawn_code, seal_from_png
from casework.letters.zones import OwnWords, zones
from casework.persistence.encryption import keyring
from casework.persistence.queries import letterhead
from casework.services.office import Office

_CODE = "letter code"  # what the blind index is for
_SEALS_KEPT = 4


def words_of(agency_id: int, kind: LetterKind) -> OwnWords:
    """An agency's own words for a kind, in the zones that its template still has."""
    own = letterhead.words(agency_id, kind)
    return {zone.name: own[zone.name] for zone in zones(kind) if zone.name in own}


def is_sealed(agency_id: int, done_by: Role) -> bool:
    """Whether a letter is sealed and signed, by who did the act that owes it.

    The seal is the agency's word, and it gives it through its approver: SIGN, EXTEND, DEFER,
    CORRECT_LETTER, and whatever else one did themselves. What a clerk or handler sends out alone
    bears it only where the agency has set so [D].
    """
    if done_by is Role.APPROVER:
        return True
    sealing = letterhead.sealing(agency_id)
    return sealing is not None and sealing.on_every_letter


def seal_of(agency_id: int) -> Seal | None:
    """The seal that an agency sets now; None where it gave none."""
    sealing = letterhead.sealing(agency_id)
    return None if sealing is None or sealing.png is None else _seal(sealing.png)


def verifiable(office: Office, facts: LetterFacts) -> tuple[LetterFacts, str]:
    """A letter's facts with a code to check it by, and the code's blind index."""
    code = drawn_code()
    checked = Verification(code, f"{office.site_url}/verify")
    return replace(facts, verification=checked), index_of(code)


def index_of(code: str) -> str:
    """The blind index by which a letter is found by its code."""
    return keyring.index(code, _CODE)


def signed(office: Office, printed: Printed, agency_name: str) -> Printed:
    """A letter with the agency's electronic signature and the hash of both, where one is set up."""
    if office.signatory is None:
        return printed
    pdf = sign(printed.pdf, replace(office.signatory, name=agency_name))
    return replace(printed, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest())


@lru_cache(_SEALS_KEPT)
def _seal(png: bytes) -> Seal:
    """A seal, kept: to read its picture costs ten times as much as to set the letter."""
    return seal_from_png(png)
