"""The code in the letter that asks for an opinion: whoever holds it answers without an account.

As the query code, it follows from the form's key and the server's secret, and only its hash stays.
"""

from casework.domain.disclosure.facts import AgencyConsultation, ThirdPartyConsultation
from casework.domain.disclosure.standing import Standing
from casework.domain.notices import Notice
from casework.domain.workflow import Facts
from casework.persistence.database import db
from casework.persistence.queries import outside, register
from casework.services.codes import code_from, hash_of
from casework.services.disclosure.record import Doing


def number_of(reference: str, number: int) -> str:
    """What a consultation is called in its letter: the case's reference and its number there."""
    return f"{reference}-{number}"


def code_of(facts: Facts, key: str) -> str:
    """The code of a letter that asks for an opinion; "" for an act that asks nobody."""
    asks = isinstance(facts, ThirdPartyConsultation | AgencyConsultation)
    return code_from(key) if asks else ""


def give_out(doing: Doing, standing: Standing, key: str) -> None:
    """Keep the hash of the code that the letter bears, and owe those asked a message.

    `standing` is that after the act, whose last consultation is the one that was begun.
    """
    facts = doing.facts
    if not isinstance(facts, ThirdPartyConsultation | AgencyConsultation):
        return
    number = standing.consultations[-1].number
    db.session.flush()  # the row was only just made, by the record
    row = outside.consultation(doing.case.id, number)
    if row is None:
        raise ValueError("a consultation that was begun has its row")
    row.code_hash = hash_of(code_of(facts, key))
    if facts.asked.email or facts.asked.phone:
        owed = f"{number_of(doing.case.reference, number)}-asked"
        register.owe(doing.case.id, Notice.OPINION_ASKED, owed, doing.now, consultation=number)
