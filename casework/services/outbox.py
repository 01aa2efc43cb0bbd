"""Telling people, after the commit: at least once, each message with a key of its own.

A worker takes a notice into hand for a while, sends it outside any transaction, and closes it.
"""

from datetime import timedelta

import structlog

from casework.adapters.messages import CannotSend, Message
from casework.domain.notices import Notice
from casework.persistence.database import transaction
from casework.persistence.models import Case, OutboxMessage
from casework.persistence.queries import any_case, people, register
from casework.services.contact_codes import code_of
from casework.services.disclosure import consulting
from casework.services.notices import wording
from casework.services.office import Office

_A_ROUND = 100
_IN_HAND_FOR = timedelta(minutes=2)
_log = structlog.get_logger()


def waiting(office: Office) -> list[int]:
    """The ids of the notices that wait and are in nobody's hands, oldest first."""
    return list(register.undelivered(office.now(), _A_ROUND))


def deliver(office: Office, message_id: int) -> None:
    """Deliver one notice; one that is delivered already, or in another's hands, is left be."""
    now = office.now()
    with transaction():
        owed = register.leased(message_id, now, now + _IN_HAND_FOR)
    if owed is None:
        return
    case = any_case.by_id(owed.case_id)
    if case is not None:
        try:
            _send(office, case, owed)
        except CannotSend as failure:
            with transaction():
                register.note_failure(message_id, str(failure))
            _log.warning("notice_not_delivered", id=message_id, attempts=owed.attempts)
            return
    with transaction():
        register.close_message(message_id, office.now())
    _log.info("notice_delivered", id=message_id)


def _send(office: Office, case: Case, owed: OutboxMessage) -> None:
    """By mail where there is an address, else by text message, else not at all."""
    name, email, phone = _addressee(office, case, owed.consultation)
    code = code_of(case) if owed.notice is Notice.CONTACT_TO_VERIFY else ""
    text = wording(owed.notice, name, people.agency(case.agency_id), code)
    if email:
        office.mail.send(Message(email, text.subject, text.body, owed.key))
    elif phone:
        office.text_messages.send(Message(phone, "", text.short, owed.key))


def _addressee(office: Office, case: Case, number: int | None) -> tuple[str, str, str]:
    """What the matter is called to whoever is told, and their mail address and telephone."""
    if number is None:
        return case.reference, *case.detail.contact
    question = consulting.question(office, case.reference, number, case.agency_id)
    return question.name, question.facts.asked.email, question.facts.asked.phone
