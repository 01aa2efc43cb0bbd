"""一事一申请: one letter with several requests becomes several cases, which keep its day 0."""

from dataclasses import replace
from datetime import datetime

from casework.domain.disclosure.facts import Part, Split
from casework.domain.disclosure.late_notice import at_risk_from
from casework.domain.disclosure.standing import Standing, reply_clock
from casework.domain.disclosure.vocabulary import Action
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.moments import legal_date
from casework.domain.roles import Actor
from casework.domain.workflow import Situation
from casework.persistence.database import transaction
from casework.persistence.models import Case
from casework.persistence.queries import cases, register
from casework.services import agencies
from casework.services.disclosure import filing, record
from casework.services.disclosure.acts import Order, carry_out, do
from casework.services.disclosure.objects import may_see
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.refusals import NotThere


def split(office: Office, reference: str, order: Order, actor: Actor) -> None:
    """Split a request; every part is a case of its own. Raises Refused and NotThere."""
    if not isinstance(order.facts, Split):
        raise TypeError("a split splits")
    now = office.now()
    key = register.scoped(order.key, order.action, reference, actor.user_id)
    with transaction():
        if earlier(key, order.facts, (), now, reference) is not None:
            return
        case = cases.locked(reference, actor)
        if case is None:
            raise NotThere(reference)
        # The parts come first, for the whole names them; a refusal takes all of them back.
        parts = [_part(office, case, text, actor, now) for text in order.facts.parts]
        said = replace(order.facts, references=tuple(parts))
        do(office, case, replace(order, facts=said), actor, now)


def _part(office: Office, whole: Case, text: str, actor: Actor, now: datetime) -> str:
    """Open a part: the same applicant, the same day 0, the same query code; its reference.

    Who stood back from the whole does so here, and who might not see it does not see this.
    """
    standing = record.standing_of(whole)
    application = replace(filing.application_of(whole), requested_information=text)
    received_on = standing.received_on or legal_date(now)
    facts = Part(
        digest=filing.digest_of(application),
        delivery_way=application.delivery_way,
        channel=whole.disclosure.channel,
        arrived_on=standing.submitted_on or received_on,
        received_on=received_on,
        evidence=whole.reference,
        parent=whole.reference,
        counts_from=reply_clock(standing, office.calendar).day_zero,
        at_risk_from=at_risk_from(standing, office.calendar),
        recused=tuple(sorted(standing.recused)),
    )
    if standing.restriction is not None:
        allowed = sorted(may_see(standing.restriction, standing.events))
        because = standing.restriction.reason
        facts = replace(facts, may_see=tuple(allowed), restricted_because=because)
    situation = Situation(Standing(), actor, legal_date(now), office.calendar)
    step = DISCLOSURE.fire(situation, Action.TAKE_PART, facts)
    case = filing.opened(agencies.by_id(whole.agency_id), application, facts, now)
    case.disclosure.applicant = whole.disclosure.applicant
    case.disclosure.code_hash = whole.disclosure.code_hash
    doing = record.Doing(case, Standing(), step, facts, actor, now)
    carry_out(office, doing, Order(Action.TAKE_PART, facts, ""))
    return case.reference
