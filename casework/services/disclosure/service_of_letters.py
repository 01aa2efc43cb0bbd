"""The ledger of service: how each letter went out, what became of it, and which was taken back."""

from datetime import datetime
from functools import singledispatch

from casework.domain.disclosure.facts import (
    DeliveryResult,
    LetterService,
    Recall,
    Service,
    ServiceWay,
)
from casework.domain.disclosure.standing import Standing
from casework.domain.moments import legal_date
from casework.domain.terms import Term, term
from casework.domain.workflow import Facts, Refused
from casework.persistence.database import db
from casework.persistence.models import Case, Delivery, Letter, VoidNumber
from casework.persistence.queries import papers
from casework.services.disclosure.record import Doing


class ServiceOfLetters(Term):
    """Why a letter's service is not recorded."""

    NO_SUCH_LETTER = term("no_such_letter", "这件申请没有文号为{number}的文书。请核对文号。")


@singledispatch
def enter(facts: Facts, doing: Doing, standing: Standing) -> None:
    """Enter what an act did to the case's letters; most did nothing."""


@enter.register
def _(facts: Service, doing: Doing, standing: Standing) -> None:
    _deliver(_reply(doing, standing), facts.way, facts, doing.now)


@enter.register
def _(facts: LetterService, doing: Doing, standing: Standing) -> None:
    enter_by_number(facts, doing.case, doing.now)


def enter_by_number(facts: LetterService, case: Case, now: datetime) -> None:
    """Enter how the letter of a number was served; raises Refused where the case has none such."""
    letter = papers.letter_by_number(case.id, facts.number)
    if letter is None:
        raise Refused(ServiceOfLetters.NO_SUCH_LETTER, number=facts.number)
    _deliver(letter, facts.way, facts, now)


@enter.register
def _(facts: DeliveryResult, doing: Doing, standing: Standing) -> None:
    delivery = papers.last_delivery(_reply(doing, standing).id)
    if delivery is not None:
        delivery.result, delivery.result_on = facts.result, facts.on
        delivery.result_proof = facts.proof


@enter.register
def _(facts: Recall, doing: Doing, standing: Standing) -> None:
    on = legal_date(doing.now)
    # With the reply, what its signature told a third party.
    for letter in papers.signed_together(_reply(doing, standing)):
        db.session.add(VoidNumber(letter_id=letter.id, voided_on=on, reason=facts.reason))


def _reply(doing: Doing, standing: Standing) -> Letter:
    """The decision's letter as it stands: the last that was not taken back."""
    draft = standing.draft
    letter = None if draft is None else papers.standing_letter(doing.case.id, draft.leaf.letter)
    if letter is None:
        raise Refused(ServiceOfLetters.NO_SUCH_LETTER, number="")
    return letter


def _deliver(
    letter: Letter, way: ServiceWay, service: Service | LetterService, now: datetime
) -> None:
    carrier = service.carrier if isinstance(service, Service) else None
    db.session.add(
        Delivery(
            letter_id=letter.id,
            way=way,
            served_on=service.served_on,
            proof=service.proof,
            recorded_at=now,
            carrier=carrier,
        )
    )
