"""Doing a lawful act on a case: one function for all, because the table tells them apart."""

from dataclasses import dataclass
from datetime import datetime

from casework.domain.disclosure.facts import Service
from casework.domain.disclosure.vocabulary import Notice
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.moments import legal_date
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Facts, Refused, Situation
from casework.persistence.database import db, transaction
from casework.persistence.models import Case, Delivery
from casework.persistence.queries import cases, papers, register
from casework.services.attachments import Paper, attach
from casework.services.disclosure import record
from casework.services.disclosure.correspondence import issue
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.refusals import NotThere, ServiceRefusal


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the act with its facts, on the version that was seen, under a key.

    `version` None asks for no particular version (a citizen's page has none to compare).
    """

    action: Term
    facts: Facts
    key: str
    version: int | None = None
    papers: tuple[Paper, ...] = ()


def act(office: Office, reference: str, order: Order, actor: Actor) -> None:
    """Do one act on a case, with all that it owes, in one transaction.

    Raises Refused (the law, the table, or somebody was faster) and NotThere.
    """
    now = office.now()
    key = register.scoped(order.key, order.action, reference, actor.user_id)
    with transaction():
        if earlier(key, order.facts, order.papers, now) is not None:
            return
        case = cases.locked(reference, actor.agency_id)
        if case is None:
            raise NotThere(reference)
        do(office, case, order, actor, now)
        register.settle(key, reference)


def do(office: Office, case: Case, order: Order, actor: Actor, now: datetime) -> None:
    """Do an act on a case that this transaction has locked; raises Refused."""
    standing = record.standing_of(case)
    if order.version is not None and order.version != case.version:
        raise Refused(ServiceRefusal.CHANGED_MEANWHILE, state=standing.state)
    situation = Situation(standing, actor, legal_date(now), office.calendar)
    step = DISCLOSURE.fire(situation, order.action, order.facts)
    carry_out(office, record.Doing(case, standing, step, order.facts, actor, now), order)


def carry_out(office: Office, doing: record.Doing, order: Order) -> None:
    """Write a fired step down, with its papers, the letter and the notice that its row owes."""
    case, row = doing.case, doing.step.row
    standing = record.write(doing, office.calendar)
    attach(case, order.papers, doing.now)
    issue(office, case, standing, row, doing.now)
    if isinstance(order.facts, Service):
        _deliver(case, order.facts, doing.now)
    if isinstance(row.notice, Notice):
        register.owe(case.id, row.notice, f"{case.reference}-{case.version}", doing.now)


def _deliver(case: Case, service: Service, now: datetime) -> None:
    """Record how the decision letter, the last one issued, was served."""
    decision, _ = papers.letters(case.id)[-1]
    db.session.add(
        Delivery(
            letter_id=decision.id,
            way=service.way,
            served_on=service.served_on,
            proof=service.proof,
            recorded_at=now,
        )
    )
