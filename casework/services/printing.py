"""Letters for paper: those of a span in one file, and labels for their envelopes.

Letters name people, so whoever prints them is written down, once for every case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from casework.domain.disclosure import facts as acts
from casework.domain.disclosure.letters import LetterKind
from casework.domain.roles import Actor
from casework.domain.terms import Term, term
from casework.domain.workflow import Refused
from casework.letters import Address, AddressTooLong, NoGlyph
from casework.letters.batches import batch
from casework.persistence.database import db, transaction
from casework.persistence.models import AuditEntry, Case, Letter, Look
from casework.persistence.queries import issued_letters
from casework.persistence.queries.issued_letters import Opened
from casework.services.disclosure import record
from casework.services.letters import LetterRefusal
from casework.services.office import Office
from casework.services.procedures import case_of

MOST = 200  # letters at once: a few hundred pages


class PrintingRefusal(Term):
    """Why nothing is printed."""

    NOTHING = term("nothing", "没有符合条件的文书。")
    TOO_MANY = term("too_many", "符合条件的文书超过{most}份，请缩短日期范围，或者分种类打印。")
    ADDRESS_TOO_LONG = term(
        "address_too_long", "{reference}的收件地址太长，标签上印不下，请手写这一份的信封。"
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """Which letters: issued in a span (both days included), of some kinds; none named: of all."""

    begins_on: date
    ends_on: date
    kinds: tuple[LetterKind, ...]
    unserved: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A letter of a choice, with its case's reference, and whether it was served."""

    letter: Letter
    reference: str
    is_served: bool


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who prints, in which request."""

    actor: Actor
    request_id: str


def chosen(actor: Actor, choice: Choice) -> Sequence[Chosen]:
    """The letters of a choice by their numbers, without their bytes; one too many says so."""
    return _chosen(actor, choice, None)


def one_file(office: Office, choice: Choice, viewer: Viewer, *, two_sided: bool) -> bytes:
    """The letters of a choice behind each other; raises Refused where there are none or too many.

    `two_sided`: each begins on a sheet of its own.
    """
    found = _some(_chosen(viewer.actor, choice, Opened.PDF))
    pdf = batch((one.letter.pdf for one in found), two_sided=two_sided)
    _write_down(found, viewer, office.now())
    return pdf


def address_labels(office: Office, choice: Choice, viewer: Viewer, *, used: int) -> bytes:
    """A label for each addressee in each case of a choice; raises Refused.

    `used`: how many labels of the first sheet are gone. Who gave no address has their name alone.
    """
    found = _some(_chosen(viewer.actor, choice, Opened.FACTS))
    references = dict.fromkeys(one.reference for one in found)
    cases = {reference: case_of(reference, viewer.actor) for reference in references}
    addresses: dict[tuple[str, str], Address] = {}
    for one in found:
        name = str(one.letter.facts["addressee"])
        if (one.reference, name) not in addresses:
            addresses[one.reference, name] = _address(cases[one.reference], name)
    pdf = _labels(office, addresses, used)
    _write_down(found, viewer, office.now())
    return pdf


def _chosen(actor: Actor, choice: Choice, opened: Opened | None) -> list[Chosen]:
    rows = issued_letters.in_span(
        actor,
        choice.begins_on,
        choice.ends_on,
        choice.kinds,
        unserved=choice.unserved,
        opened=opened,
        limit=MOST + 1,
    )
    return [Chosen(letter, reference, is_served) for letter, reference, is_served in rows]


def _some(found: list[Chosen]) -> list[Chosen]:
    if not found:
        raise Refused(PrintingRefusal.NOTHING)
    if len(found) > MOST:
        raise Refused(PrintingRefusal.TOO_MANY, most=MOST)
    return found


def _address(case: Case, name: str) -> Address:
    """Where a letter goes: to the applicant, or to whoever of this name was asked outside."""
    party = case.detail.party
    if party is None:
        return Address(name, "")
    if party.name == name or case.disclosure is None:
        return Address(name, party.address, party.postcode, party.phone)
    for one in record.standing_of(case).consultations:
        given = one.asked.facts
        assert isinstance(given, acts.ThirdPartyConsultation | acts.AgencyConsultation)
        if given.asked.name == name:
            asked = given.asked
            return Address(name, asked.address, asked.postcode, asked.phone)
    return Address(name, "")


def _labels(office: Office, addresses: dict[tuple[str, str], Address], used: int) -> bytes:
    today = office.today()
    try:
        return office.press.labels(tuple(addresses.values()), today, used=used)
    except NoGlyph as lacking:
        characters = "、".join(lacking.characters)
        raise Refused(LetterRefusal.NO_GLYPH, characters=characters) from lacking
    except AddressTooLong as too_long:
        name = str(too_long)
        reference = next(reference for reference, whose in addresses if whose == name)
        raise Refused(PrintingRefusal.ADDRESS_TOO_LONG, reference=reference) from too_long


def _write_down(found: Iterable[Chosen], viewer: Viewer, now: datetime) -> None:
    """Write down the look at each case once."""
    cases = dict.fromkeys(one.letter.case_id for one in found)
    with transaction():
        for place, case_id in enumerate(cases):
            entry = AuditEntry(
                at=now,
                user_id=viewer.actor.user_id,
                case_id=case_id,
                what=Look.LETTER,
                request_id=f"{viewer.request_id}-{place}",
            )
            db.session.add(entry)
