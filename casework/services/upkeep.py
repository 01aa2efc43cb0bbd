"""What keeps the records honest: old keys go, sums are recounted, chains verified, anchored."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import structlog

from casework.domain.references import Mark, mark_of
from casework.domain.roles import nobody
from casework.persistence import chain
from casework.persistence.database import db, transaction
from casework.persistence.encryption import Unreadable
from casework.persistence.models import Case
from casework.persistence.queries import any_case, cases, papers, people, register, summaries
from casework.services.consultation import commenting as comments
from casework.services.disclosure import filing as requests
from casework.services.lockout import LOCKED_FOR
from casework.services.message import filing as messages
from casework.services.office import Office
from casework.services.record_correction import filing as corrections

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Broken:
    """A case whose chain does not hold, and the first event at which it breaks."""

    reference: str
    sequence: int


def forget_old_keys(office: Office) -> None:
    """Drop idempotency keys that no browser will send again, and lockouts that have ended."""
    with transaction():
        register.forget_old_keys(office.now())
        people.drop_lockouts_before(office.now() - LOCKED_FOR)


def sum_up() -> Iterator[tuple[int, int]]:
    """Count the summaries anew from the rows, an agency at a time; where numbers were not right.

    The agency's id, and how many. Where an agency is put below another, this is what sums it up.
    """
    for mend in (summaries.mend_own, summaries.mend_with_below):
        for agency_id in summaries.agency_ids():
            with transaction():
                summaries.hold()
                found = mend(agency_id)
            if found:
                yield agency_id, found


def recount() -> int:
    """Sum up; how many numbers were wrong.

    That is an error, and logged; as it is mended too, it is logged once.
    """
    wrong = 0
    for agency_id, numbers in sum_up():
        _log.error("summary_differs", agency_id=agency_id, numbers=numbers)
        wrong += numbers
    return wrong


def broken_chains() -> Iterator[Broken]:
    """Every case whose events, application or letters were changed, in the order of filing."""
    for reference, agency_id in cases.every_reference():
        sequence = _looked_into(reference, agency_id)
        if sequence is not None:
            yield Broken(reference, sequence)
        db.session.expunge_all()


def _looked_into(reference: str, agency_id: int) -> int | None:
    """Where a case was changed; 1 where a part of it is gone, or was written without the key."""
    try:
        case = any_case.by_reference(reference, nobody(agency_id))
        return 1 if case is None else _first_break(case)
    except Unreadable:
        return 1


def _first_break(case: Case) -> int | None:
    """Where a case was changed: its events, the application that the first names, its letters."""
    events = cases.history(case.id)
    broken = chain.first_break(case, events)
    if broken is not None:
        return broken
    tied = _TIED.get(mark_of(case.reference))
    if tied is not None and events[0].facts.get("digest") != tied(case):
        return 1
    for letter in papers.letters_whole(case.id):
        if hashlib.sha256(letter.pdf).hexdigest() != letter.sha256:
            return letter.event_sequence
    return None


# The digest of what a case keeps beside its events, and its first event tied down.
_TIED: Mapping[Mark, Callable[[Case], str]] = {
    Mark.DISCLOSURE: lambda case: requests.digest_of(requests.application_of(case)),
    Mark.RECORD_CORRECTION: lambda case: corrections.digest_of(corrections.application_of(case)),
    Mark.COMMENT: lambda case: comments.digest_of(comments.writing_of(case)),
    Mark.MESSAGE: lambda case: messages.digest_of(messages.writing_of(case)),
}


def anchor() -> str:
    """One digest over the heads of all cases and all letters, kept outside this system each day."""
    heads = ((reference, version, head) for reference, version, head in cases.heads())
    return chain.anchor((*heads, *papers.letter_heads()))
