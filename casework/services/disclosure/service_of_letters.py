"""The ledger of service: how each letter went out, what became of it, and which was taken back."""

from datetime import datetime
from functools import singledispatch

from casework.domain.disclosure.facts import (
    DeliveryOutcome,
    DeliveryResult,
    LetterService,
    Recall,
    Service,
    ServiceWay,
    SpotReply,
)
from casework.domain.disclosure.guards import Refusal
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import State
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
    IS_THE_REPLY = term(
        "is_the_reply",
        "{number}是答复。请用“送达”“再次送达”或者“记录投递结果”办理；当场答复的，已经当场送达。",
    )


@singledispatch
def enter(facts: Facts, doing: Doing, standing: Standing) -> None:
    """Enter what an act did to the case's letters; most did nothing."""


@enter.register
def _(facts: Service, doing: Doing, standing: Standing) -> None:
    _deliver(_reply(doing, standing), facts.way, facts, doing.now)


@enter.register
def _(facts: SpotReply, doing: Doing, standing: Standing) -> None:
    _deliver(_reply(doing, standing), facts.service.way, facts.service, doing.now)


@enter.register
def _(facts: LetterService, doing: Doing, standing: Standing) -> None:
    # The reply's own service ends the clock; entered here it would reach the applicant before that.
    is_signed = standing.draft is not None and standing.signed_on is not None
    if is_signed and _reply(doing, standing).number == facts.number:
        raise Refused(ServiceOfLetters.IS_THE_REPLY, number=facts.number)
    enter_by_number(facts, doing.case, doing.now)


def enter_by_number(facts: LetterService, case: Case, now: datetime) -> None:
    """Enter how the letter of a number was served; raises Refused where the case has none such."""
    letter = papers.letter_by_number(case.id, facts.number)
    if letter is None:
        raise Refused(ServiceOfLetters.NO_SUCH_LETTER, number=facts.number)
    _deliver(letter, facts.way, facts, now)


@enter.register
def _(facts: DeliveryResult, doing: Doing, standing: Standing) -> None:
    delivery = papers.last_delivery(_posted(doing, standing).id)
    if delivery is None or delivery.way is not ServiceWay.POST:
        raise Refused(Refusal.NEVER_SERVED)
    if delivery.result is not None:
        arrived = delivery.result is DeliveryOutcome.SIGNED
        raise Refused(Refusal.DELIVERED_ALREADY if arrived else Refusal.NOT_RETURNED)
    delivery.result, delivery.result_on = facts.result, facts.on
    delivery.result_proof = facts.proof


@enter.register
def _(facts: Recall, doing: Doing, standing: Standing) -> None:
    on = legal_date(doing.now)
    # With the reply, what its signature told a third party.
    for letter in papers.signed_together(_reply(doing, standing)):
        db.session.add(VoidNumber(letter_id=letter.id, voided_on=on, reason=facts.reason))


def _posted(doing: Doing, standing: Standing) -> Letter:
    """The letter that starts the remedy windows: the reply's, or the one that told a lapse."""
    if standing.state is State.LAPSED:
        return _standing_letter(doing, LetterKind.D23)
    return _reply(doing, standing)


def _reply(doing: Doing, standing: Standing) -> Letter:
    """The decision's letter as it stands: the last that was not taken back."""
    assert standing.draft is not None  # what is served was signed
    return _standing_letter(doing, standing.draft.leaf.letter)


def _standing_letter(doing: Doing, kind: LetterKind) -> Letter:
    letter = papers.standing_letter(doing.case.id, kind)
    assert letter is not None  # a signature and a lapse issue theirs in the same transaction
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
