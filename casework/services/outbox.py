"""Telling people, after the commit: at least once, each message with a key of its own.

A worker takes a notice into hand for a while, sends it outside any transaction, and closes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from casework.adapters.messages import CannotSend, Message
from casework.domain.notices import Notice
from casework.domain.roles import Actor
from casework.persistence.database import transaction
from casework.persistence.models import Case, OutboxMessage
from casework.persistence.queries import any_case, people, register
from casework.services.contact_codes import code_of
from casework.services.disclosure import consulting
from casework.services.notices import wording
from casework.services.office import Office

_A_ROUND = 100
_IN_HAND_FOR, _A_DAY = timedelta(minutes=2), timedelta(days=1)
_DOUBLINGS = 10  # of the time until the next attempt; then it is a day
_TAKEN_UP_WITHIN = timedelta(minutes=10)
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Untold:
    """A notice that could not be handed over so far: about which case, since when, and why.

    `reference` is empty where the case is restricted and the viewer is not named.
    """

    reference: str
    notice: Notice
    attempts: int
    first_tried_at: datetime | None
    error: str


def waiting(office: Office) -> list[int]:
    """The ids of the notices that wait and are in nobody's hands; what failed before comes last."""
    return list(register.undelivered(office.now(), _A_ROUND))


def deliver(office: Office, message_id: int) -> None:
    """Deliver one notice; one that is delivered already, or in another's hands, is left be."""
    now = office.now()
    with transaction():
        owed = register.leased(message_id, now, now + _IN_HAND_FOR)
    if owed is None:
        return
    case = any_case.by_id(owed.case_id)
    try:
        is_sent = case is not None and _send(office, case, owed)
    except CannotSend as failure:
        again_at = now + min(_IN_HAND_FOR * 2 ** min(owed.attempts, _DOUBLINGS), _A_DAY)
        with transaction():
            register.note_failure(message_id, str(failure), again_at)
        _log.warning("notice_not_delivered", id=message_id, attempts=owed.attempts)
        return
    with transaction():
        register.close_message(message_id, office.now(), is_delivered=is_sent)
    _log.info("notice_delivered" if is_sent else "notice_has_no_address", id=message_id)


def is_stuck(office: Office, agency_id: int) -> bool:
    """Whether notices wait that no worker takes up: `flask work` does not run."""
    since = register.untried_since(agency_id)
    return since is not None and office.now() - since > _TAKEN_UP_WITHIN


def untold(actor: Actor) -> Sequence[Untold]:
    """The notices of an agency that were tried and not taken yet, oldest first."""
    return [
        Untold(
            reference if is_seen else "",
            owed.notice,
            owed.attempts,
            owed.first_tried_at,
            owed.last_error,
        )
        for owed, reference, is_seen in register.untold(actor, _A_ROUND)
    ]


def _send(office: Office, case: Case, owed: OutboxMessage) -> bool:
    """By mail where there is an address, else by text message; False: there is no way to go."""
    name, email, phone = _addressee(office, case, owed.consultation)
    code = code_of(case) if owed.notice is Notice.CONTACT_TO_VERIFY else ""
    text = wording(owed.notice, name, people.agency(case.agency_id), code, office.site_url)
    if email and office.mail.reaches:
        office.mail.send(Message(email, text.subject, text.body, owed.key))
        return True
    if phone and office.text_messages.reaches:
        office.text_messages.send(Message(phone, "", text.short, owed.key))
        return True
    return False


def _addressee(office: Office, case: Case, number: int | None) -> tuple[str, str, str]:
    """What the matter is called to whoever is told, and their mail address and telephone."""
    if number is None:
        return case.reference, *case.detail.contact
    question = consulting.question(office, case.reference, number, case.agency_id)
    return question.name, question.facts.asked.email, question.facts.asked.phone
