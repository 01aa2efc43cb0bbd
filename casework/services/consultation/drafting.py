"""A consultation is drafted, and drafted anew before it opens; the agency's own limits go in."""

from collections.abc import Sequence
from dataclasses import replace

from casework.domain.consultation.content import Content, minimum_of
from casework.domain.consultation.facts import Approval, Draft
from casework.domain.consultation.vocabulary import NAME, Action, Kind
from casework.domain.moments import legal_date
from casework.domain.roles import Actor
from casework.persistence.models import Agency, Attachment, Case, Consultation, Purpose
from casework.persistence.queries import case_page, consultations
from casework.services.attachments import Paper
from casework.services.consultation.acts import ROAD, Order, act
from casework.services.office import Office
from casework.services.refusals import NotThere


def minimum_days(agency: Agency, kind: Kind) -> int:
    """The shortest period of a kind, in calendar days: by law, else as the agency set it."""
    is_document = kind is Kind.NORMATIVE_DOCUMENT
    chosen = agency.consultation_normative_days if is_document else agency.consultation_other_days
    return minimum_of(kind, chosen)


def draft(
    office: Office, content: Content, key: str, actor: Actor, papers: tuple[Paper, ...] = ()
) -> str:
    """Begin a consultation; its reference. The same key begins one. Raises Refused."""
    now = office.now()
    agency = office.agencies.by_id(actor.agency_id, now)
    case = Case(
        agency_id=agency.id,
        procedure=NAME,
        opened_on=legal_date(now),
        version=0,
        head_hash="",
    )
    case.consultation = Consultation()
    facts = Draft(_with_files(content, papers, ()), minimum_days(agency, content.kind))
    return ROAD.open(office, case, agency, Order(Action.DRAFT, facts, key, None, papers), actor)


def amend(  # noqa: PLR0913, PLR0917  # what now, of which, as seen when, by whom, with which papers
    office: Office,
    reference: str,
    content: Content,
    key: str,
    version: int | None,
    actor: Actor,
    papers: tuple[Paper, ...] = (),
) -> None:
    """Write a consultation anew, in whole, before it opens; raises Refused and NotThere."""
    case = consultations.by_reference(reference, actor)
    if case is None:
        raise NotThere(reference)
    agency = office.agencies.by_id(actor.agency_id, office.now())
    whole = _with_files(content, papers, case_page.attachments(case.id))
    facts = Draft(whole, minimum_days(agency, content.kind))
    act(office, reference, Order(Action.AMEND, facts, key, version, papers), actor)


def approve(office: Office, reference: str, order: Order, actor: Actor) -> None:
    """Approve a consultation, with the agency's limit for the feedback as it is now."""
    if not isinstance(order.facts, Approval):
        raise TypeError("an approval approves")
    agency = office.agencies.by_id(actor.agency_id, office.now())
    facts = replace(order.facts, feedback_days=agency.consultation_feedback_days)
    act(office, reference, replace(order, facts=facts), actor)


def _with_files(content: Content, papers: Sequence[Paper], listed: Sequence[Attachment]) -> Content:
    """The content as it is with its files: the draft may be one of them."""
    kept = [file.purpose for file in listed if file.id not in content.dropped]
    purposes = {*kept, *(paper.purpose for paper in papers)}
    return replace(content, has_draft_file=Purpose.DRAFT_TEXT in purposes)
