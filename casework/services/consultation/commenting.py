"""A comment comes in: written online, keyed in by staff, or written anew by its author."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

from casework.domain.consultation.comment.acts import KeyingIn, Resubmission, Submission
from casework.domain.consultation.comment.vocabulary import NAME, Action, Refusal
from casework.domain.consultation.comment.writing import Writing
from casework.domain.consultation.standing import Standing
from casework.domain.consultation.vocabulary import CommentSource, DisplayStatus
from casework.domain.moments import legal_date
from casework.domain.roles import Actor, author
from casework.domain.workflow import Refused
from casework.persistence.models import Agency, Case, Comment
from casework.persistence.queries import cases, consultations
from casework.services.acts import Filed
from casework.services.attachments import Paper
from casework.services.codes import code_from, hash_of
from casework.services.consultation import comment_record, record, words
from casework.services.consultation.comments import ROAD, Order
from casework.services.office import Office
from casework.services.refusals import NotThere

# While it may be commented on by everybody; late comments are kept and marked.
_TAKING = frozenset({DisplayStatus.OPEN, DisplayStatus.CLOSED})


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a comment came that was not written online, when, and what shows it."""

    source: CommentSource
    received_on: date
    evidence: str


def submit(  # noqa: PLR0913, PLR0917  # who says what on what, with which papers, under which key
    office: Office,
    reference: str,
    agency_id: int,
    writing: Writing,
    papers: tuple[Paper, ...],
    key: str,
    *,
    looks_automatic: bool = False,
) -> Filed:
    """Comment online. The same key gives the same answer, and one comment.

    Where the agency verifies contacts, and there is a way to one that was given, it waits for that;
    not what looks automatic, which is held
    for a look instead. Raises Refused and NotThere.
    """
    now = office.now()
    case, standing = _asked(reference, author(agency_id))
    _may_be_said(standing, writing, now)
    assert standing.closes_on is not None, reference  # what is public was drafted, with its dates
    agency = office.agencies.by_id(agency_id, now)
    if not agency.comment_allows_anonymous and not (writing.has_contact and writing.name):
        raise Refused(Refusal.CONTACT_NEEDED)
    is_reached = office.reaches(writing.email, writing.phone)
    verifies = agency.comment_verifies_contact and is_reached and not looks_automatic
    facts = Submission(
        digest=digest_of(writing),
        passage=writing.passage,
        closes_on=standing.closes_on,
        looks_automatic=looks_automatic,
        needs_verification=verifies,
    )
    order = Order(Action.SUBMIT_UNVERIFIED if verifies else Action.SUBMIT, facts, key, None, papers)
    return _file(office, case, writing, order, author(agency_id), CommentSource.ONLINE)


def key_in(  # noqa: PLR0913, PLR0917  # what came, how, with which papers, by whom, under which key
    office: Office,
    reference: str,
    writing: Writing,
    arrival: Arrival,
    papers: tuple[Paper, ...],
    key: str,
    actor: Actor,
) -> Filed:
    """Enter a comment that came by letter, telephone, mail, visit or at a meeting.

    By the day on which it came it is late or not. Raises Refused and NotThere.
    """
    case, standing = _asked(reference, actor)
    if not standing.is_public or standing.opens_on is None or standing.closes_on is None:
        raise NotThere(reference)
    if arrival.received_on < standing.opens_on:
        raise Refused(Refusal.NOT_OPEN_YET, opens_on=standing.opens_on)
    _is_about_something(standing, writing)
    facts = KeyingIn(
        digest=digest_of(writing),
        passage=writing.passage,
        closes_on=standing.closes_on,
        source=arrival.source,
        received_on=arrival.received_on,
        evidence=arrival.evidence,
    )
    order = Order(Action.KEY_IN, facts, key, None, papers)
    return _file(office, case, writing, order, actor, arrival.source)


def resubmit(office: Office, reference: str, text: str, key: str, agency_id: int) -> None:
    """Say something else in place of a comment that is hidden; raises Refused and NotThere."""
    actor = author(agency_id)
    case = consultations.comment_by_reference(reference, actor)
    if case is None:
        raise NotThere(reference)
    # Sent twice, the form finds its own words in place already, which are not those it replaced.
    told = [facts for facts in _resubmissions(case) if facts.text == text]
    facts = told[-1] if told else Resubmission(text, case.comment.text)
    ROAD.act(office, reference, Order(Action.RESUBMIT, facts, key), actor)


def digest_of(writing: Writing) -> str:
    """The SHA-256 that ties a comment, which is kept apart, to the chain of events."""
    text = json.dumps(asdict(writing), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def writing_of(case: Case) -> Writing:
    """The comment as it was first written, to be held against its digest."""
    kept, anew = case.comment, _resubmissions(case)
    return Writing(
        text=anew[0].before if anew else kept.text,
        passage=kept.passage,
        name=kept.name,
        phone=kept.phone,
        email=kept.email,
    )


def _resubmissions(case: Case) -> list[Resubmission]:
    events = map(comment_record.COURSE.read, cases.history(case.id))
    return [event.facts for event in events if isinstance(event.facts, Resubmission)]


def _asked(reference: str, actor: Actor) -> tuple[Case, Standing]:
    case = consultations.by_reference(reference, actor)
    if case is None:
        raise NotThere(reference)
    return case, record.COURSE.standing_of(case)


def _may_be_said(standing: Standing, writing: Writing, now: datetime) -> None:
    status = standing.status(now)
    if status is None or status is DisplayStatus.CANCELLED:
        raise NotThere("consultation")
    if status is DisplayStatus.UPCOMING and standing.opens_on is not None:
        raise Refused(Refusal.NOT_OPEN_YET, opens_on=standing.opens_on)
    if status not in _TAKING:
        raise Refused(Refusal.NO_LONGER_OPEN)
    _is_about_something(standing, writing)


def _is_about_something(standing: Standing, writing: Writing) -> None:
    if not writing.text.strip():
        raise Refused(Refusal.NOTHING_SAID)
    number, content = writing.passage, standing.content
    if number is not None and (content is None or content.passage(number) is None):
        raise Refused(Refusal.NO_SUCH_PASSAGE, number=number)


def _file(  # noqa: PLR0913, PLR0917  # on what, what is said, by which act, whom and way
    office: Office,
    consultation: Case,
    writing: Writing,
    order: Order,
    actor: Actor,
    source: CommentSource,
) -> Filed:
    now, code = office.now(), code_from(order.key)
    agency = office.agencies.by_id(actor.agency_id, now)
    case = drawn_up(agency, writing, hash_of(code), now)
    case.comment.consultation_id, case.comment.source = consultation.id, source
    return Filed(ROAD.open(office, case, agency, order, actor), code)


def drawn_up(agency: Agency, writing: Writing, code_hash: str, now: datetime) -> Case:
    """A comment's case before its first act, on no consultation yet."""
    case = Case(
        agency_id=agency.id,
        procedure=NAME,
        opened_on=legal_date(now),
        version=0,
        head_hash="",
    )
    case.comment = Comment(
        **asdict(writing),
        words_index=words.index_of(writing.text),
        has_contact=writing.has_contact,
        submitted_at=now,
        code_hash=code_hash,
    )
    return case
