"""A message that is really a request for information becomes one, with not a word typed again.

Without proof of identity: whoever handles the request asks for it as a clarification (条例 30).
"""

from dataclasses import replace
from datetime import datetime

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure.application import (
    Applicant,
    Application,
    DeliveryForm,
    DeliveryWay,
    IdentityDocument,
)
from casework.domain.disclosure.facts import Link, LinkKind, Submission
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import Action as DisclosureAction
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.message.acts.ending import Conversion
from casework.domain.message.vocabulary import Refusal
from casework.domain.moments import legal_date
from casework.domain.roles import Actor, citizen
from casework.domain.workflow import Refused, Situation
from casework.persistence.database import transaction
from casework.persistence.models import Case
from casework.persistence.queries import case_page, cases, messages, register
from casework.services.attachments import Paper
from casework.services.disclosure import filing, record
from casework.services.disclosure.acts import carry_out, do
from casework.services.message.acts import ROAD, Order
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.refusals import NotThere


def convert(office: Office, reference: str, order: Order, actor: Actor) -> str:
    """Open a request for information from a message; the request's reference.

    It waits to be confirmed (条例 31(三)); the message's query code opens it. The order is one to
    CONVERT. Raises Refused and NotThere.
    """
    if not isinstance(order.facts, Conversion):
        raise TypeError("a conversion converts")
    now = office.now()
    key = register.scoped(order.key, order.action, reference, actor.user_id)
    with transaction():
        before = earlier(key, order.facts, (), now)
        if before is not None:
            return before
        case = messages.locked(reference, actor)
        if case is None:
            raise NotThere(reference)
        # The request comes first, for the message names it; a refusal takes it back.
        request = _opened(office, case, now)
        said = replace(order.facts, reference=request)
        ROAD.do(office, case, replace(order, facts=said), actor, now)
        _link_back(office, request, Link(reference, LinkKind.EARLIER, order.facts.reason), actor)
        register.settle(key, request)
    return request


def _opened(office: Office, message: Case, now: datetime) -> str:
    """Submit the request in its author's name, with the message's papers and query code."""
    applicant, application = citizen(message.agency_id), _application(message)
    facts = Submission(filing.digest_of(application), application.delivery_way)
    situation = Situation(Standing(), applicant, legal_date(now), office.calendar)
    step = DISCLOSURE.fire(situation, DisclosureAction.SUBMIT, facts)
    agency = office.agencies.by_id(message.agency_id, now)
    case = filing.opened(agency, application, facts, now)
    case.disclosure.code_hash = message.message.code_hash
    doing = record.Doing(case, Standing(), step, facts, applicant, now)
    order = Order(DisclosureAction.SUBMIT, facts, "", papers=_papers(message))
    carry_out(office, doing, order)
    return case.reference


def _link_back(office: Office, reference: str, link: Link, actor: Actor) -> None:
    case = cases.locked(reference, actor)
    assert case is not None, reference  # it was written a moment ago
    do(office, case, Order(DisclosureAction.LINK, link, ""), actor, office.now())


def _application(message: Case) -> Application:
    written = message.message
    if not (written.name and (written.phone or written.email)):
        raise Refused(Refusal.NOBODY_TO_ASK)
    applicant = Applicant(
        kind=ApplicantKind.NATURAL_PERSON,
        name=written.name,
        identity_document=IdentityDocument.RESIDENT_CARD,
        identity_number="",
        phone=written.phone,
        email=written.email,
        address=written.address,
        postcode="",
    )
    return Application(
        applicant=applicant,
        requested_information=f"{written.title}\n{written.text}",
        document_number="",
        description="",
        delivery_form=DeliveryForm.ELECTRONIC,
        delivery_way=DeliveryWay.ONLINE,
    )


def _papers(message: Case) -> tuple[Paper, ...]:
    return tuple(
        Paper(paper.purpose, paper.stored_as, paper.size, paper.media_type, paper.filename)
        for paper in case_page.attachments(message.id)
    )
