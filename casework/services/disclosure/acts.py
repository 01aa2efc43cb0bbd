"""Doing a lawful act on a case: one function for all, because the table tells them apart."""

from dataclasses import dataclass
from datetime import datetime

from casework.domain.disclosure.vocabulary import Notice
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.moments import legal_date
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Facts, Refused, Situation
from casework.persistence.database import transaction
from casework.persistence.models import Case
from casework.persistence.queries import cases, register
from casework.services.attachments import Paper, attach
from casework.services.disclosure import opinion_codes, record, service_of_letters
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
        if earlier(key, order.facts, order.papers, now, reference) is not None:
            return
        case = cases.locked(reference, actor)
        if case is None:
            raise NotThere(reference)
        do(office, case, order, actor, now)


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
    answer_code = opinion_codes.code_of(order.facts, order.key)
    issue(office, case, standing, row, doing.now, answer_code)
    service_of_letters.enter(order.facts, doing, standing)
    opinion_codes.give_out(doing, standing, order.key)
    if isinstance(row.notice, Notice):
        register.owe(case.id, row.notice, f"{case.reference}-{case.version}", doing.now)
