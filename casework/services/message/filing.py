"""A message comes in: written online, or taken down by staff from a call, a letter or a visit."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from casework.domain.message.acts.intake import Registration, Submission
from casework.domain.message.vocabulary import NAME, Action, Channel, Kind
from casework.domain.message.writing import Writing
from casework.domain.moments import legal_date
from casework.domain.roles import Actor, author
from casework.persistence.models import Agency, Case, MessageDetail
from casework.services.acts import Filed
from casework.services.attachments import Paper
from casework.services.codes import code_from, hash_of
from casework.services.message.acts import ROAD, Order
from casework.services.office import Office

# What its author may change afterwards stands in the events, not in what they are held against.
_MAY_CHANGE = frozenset({"may_be_published"})


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a message came that was not written online, when, and what shows it."""

    channel: Channel
    received_on: date
    evidence: str


def limits(agency: Agency) -> Mapping[Kind, int]:
    """Within how many working days an agency answers each kind of message (R-LY-5)."""
    return {
        Kind.ENQUIRY: agency.message_enquiry_days,
        Kind.SUGGESTION: agency.message_suggestion_days,
        Kind.COMPLAINT: agency.message_complaint_days,
    }


def submit(  # noqa: PLR0913  # who writes to whom, what, with which papers, under which key
    office: Office,
    agency_id: int,
    writing: Writing,
    papers: tuple[Paper, ...],
    key: str,
    *,
    looks_automatic: bool = False,
) -> Filed:
    """Send a message online. The same key gives the same answer, and one case.

    Where the agency verifies contacts, and there is a way to one that was given, it waits for that;
    not what looks automatic, which is held
    for a look instead, so that nobody has us send codes to strangers.
    """
    agency = office.agencies.by_id(agency_id, office.now())
    is_reached = office.reaches(writing.email, writing.phone)
    verifies = agency.message_verifies_contact and is_reached and not looks_automatic
    facts = Submission(
        digest=digest_of(writing),
        kind=writing.kind,
        working_days=limits(agency)[writing.kind],
        may_be_published=writing.may_be_published,
        looks_automatic=looks_automatic,
    )
    action = Action.SUBMIT_UNVERIFIED if verifies else Action.SUBMIT
    order = Order(action, facts, key, papers=papers)
    return _file(office, writing, order, author(agency_id), Channel.ONLINE)


def take_in(  # noqa: PLR0913, PLR0917  # what came, how, with which papers, by whom, under which key
    office: Office,
    writing: Writing,
    arrival: Arrival,
    papers: tuple[Paper, ...],
    key: str,
    actor: Actor,
) -> Filed:
    """Register a message that came by telephone, letter or visit; raises Refused."""
    agency = office.agencies.by_id(actor.agency_id, office.now())
    facts = Registration(
        digest=digest_of(writing),
        kind=writing.kind,
        working_days=limits(agency)[writing.kind],
        may_be_published=writing.may_be_published,
        channel=arrival.channel,
        received_on=arrival.received_on,
        evidence=arrival.evidence,
    )
    order = Order(Action.REGISTER, facts, key, papers=papers)
    return _file(office, writing, order, actor, arrival.channel)


def digest_of(writing: Writing) -> str:
    """The SHA-256 that ties a message, which is kept apart, to the chain of events."""
    said = {name: value for name, value in asdict(writing).items() if name not in _MAY_CHANGE}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def writing_of(case: Case) -> Writing:
    """The message as it is kept with its case, to be held against its digest."""
    kept = case.message
    return Writing(
        kind=kept.kind,
        title=kept.title,
        text=kept.text,
        name=kept.name,
        phone=kept.phone,
        email=kept.email,
        address=kept.address,
        may_be_published=kept.may_be_published,
    )


def _file(office: Office, writing: Writing, order: Order, actor: Actor, channel: Channel) -> Filed:
    now, code = office.now(), code_from(order.key)
    agency = office.agencies.by_id(actor.agency_id, now)
    case = _drawn_up(agency, writing, channel, hash_of(code), now)
    return Filed(ROAD.open(office, case, agency, order, actor), code)


def _drawn_up(
    agency: Agency, writing: Writing, channel: Channel, code_hash: str, now: datetime
) -> Case:
    case = Case(
        agency_id=agency.id,
        procedure=NAME,
        opened_on=legal_date(now),
        version=0,
        head_hash="",
    )
    case.message = MessageDetail(
        **asdict(writing), channel=channel, submitted_at=now, code_hash=code_hash
    )
    return case
