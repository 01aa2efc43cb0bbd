"""Questions about what is alike: the requests that share a sketch or an applicant, their replies.

A lookup reads of each number the latest cases only: it costs the same whatever is asked and
however many cases there are.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    Select,
    bindparam,
    delete,
    func,
    insert,
    select,
    true,
    union,
    union_all,
    update,
)
from sqlalchemy.orm import contains_eager, joinedload

from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.vocabulary import UNCOUNTED, Action
from casework.domain.similarity import BANDS
from casework.persistence.database import db, inserting
from casework.persistence.models import (
    Case,
    CaseEvent,
    DisclosureRequest,
    Letter,
    Party,
    RequestBand,
    RequestSubject,
    VoidNumber,
)
from casework.persistence.queries import cases

_LATEST = 100  # rows that a number is followed to: more have it only where it tells nothing
_FOUND = 40  # texts that are then compared word by word
_OWN = 60  # requests of the applicant's own that are compared, the latest

_case, _subject, _party = Case.__table__.c, RequestSubject.__table__.c, Party.__table__.c
_request, _letter = DisclosureRequest.__table__.c, Letter.__table__.c

# A request: id, reference, state, day of receipt, text, group, same applicant, same phone.
Found = Row[int, str, str, date | None, str, int | None, bool, bool]
# A letter of reply: its case, kind, number, day.
Reply = Row[int, LetterKind, str, date]


@dataclass(frozen=True, slots=True)
class Sought:
    """Whose like is looked for: a case, its sketch and its applicant's blind indexes.

    `user_id`: who looks, and sees of the restricted cases only theirs; None: the house itself.
    """

    agency_id: int
    case_id: int
    sketch: Sequence[int]
    identity_index: str
    phone_index: str
    user_id: int | None = None


def alike(sought: Sought) -> Sequence[Found]:
    """The requests that may be like one: those that share its sketch, and its applicant's own.

    In no order; to be compared word by word.
    """
    asked = {
        "case_id": sought.case_id,
        # Who gave no number or telephone is the same as nobody.
        "identity_index": sought.identity_index or None,
        "phone_index": sought.phone_index or None,
        "viewer": sought.user_id,
    }
    numbers = asking(sought.agency_id, sought.sketch, BANDS)
    return db.session.execute(_alike(is_of_house=sought.user_id is None), asked | numbers).all()


def sharing(table: FromClause, count: int, latest: int, limit: int) -> Select[int, int]:
    """What has the most of some numbers in an index of (agency, number, what): its id, how many.

    Of each number the `latest` are read. The later first, of those that have as many. Takes what
    `asking` gives, for as many numbers. A branch for each, because a list of values would have to
    be put into words anew at every lookup, which costs ten times as much as the lookup.
    """
    agency, number, what = table.primary_key
    ours = select(what).where(agency == bindparam("agency_id"))
    each = (ours.where(number == bindparam(f"number_{at}")) for at in range(count))
    branches = (one.order_by(what.desc()).limit(latest).subquery() for one in each)
    found = union_all(*(select(branch) for branch in branches)).subquery().c[what.key]
    shared = func.count().label("shared")
    counted = select(found.label("found_id"), shared).group_by(found)
    return counted.order_by(shared.desc(), found.desc()).limit(limit)


def asking(agency_id: int, numbers: Sequence[int], count: int) -> dict[str, int | None]:
    """What `sharing` takes for a count of numbers; those that are missing find nothing."""
    given = dict.fromkeys((f"number_{at}" for at in range(count)), None)
    said = {f"number_{at}": number for at, number in enumerate(numbers)}
    return {"agency_id": agency_id, **given, **said}


def visible_to(user_id: int | None) -> ColumnElement[bool]:
    """That the colleague bound as `viewer` may see a case; None: the house, which sees all."""
    return true() if user_id is None else cases.seen_by_viewer()


def is_counted() -> ColumnElement[bool]:
    """That a case was not split into others, and was not merged into one: it has its own reply."""
    return _case.state.not_in([state.value for state in UNCOUNTED])


def replies(case_ids: Collection[int], kinds: Iterable[LetterKind]) -> Mapping[int, Reply]:
    """The last letter of some kinds of each case, by the case's id; none that was taken back."""
    query = (
        select(_letter.case_id, _letter.kind, _letter.number, _letter.issued_on)
        .outerjoin(VoidNumber, VoidNumber.letter_id == _letter.id)
        .where(VoidNumber.letter_id.is_(None), _letter.case_id.in_(case_ids))
        .where(_letter.kind.in_(list(kinds)))
        .order_by(_letter.id)
    )
    return {reply.case_id: reply for reply in db.session.execute(query)} if case_ids else {}


def subject(case_id: int) -> RequestSubject | None:
    """What a request asks for, as the index has it."""
    held = select(RequestSubject).where(RequestSubject.case_id == case_id)
    return db.session.scalar(held.execution_options(populate_existing=True))


def enter(case: Case, text: str, sketch: Sequence[int], group_id: int | None) -> None:
    """Put a request into the index, in place of what it held of it."""
    said = {"text": text, "group_id": group_id}
    held = inserting(RequestSubject).values(case_id=case.id, agency_id=case.agency_id, **said)
    db.session.execute(held.on_conflict_do_update(index_elements=["case_id"], set_=said))
    bands = [{"agency_id": case.agency_id, "band": b, "case_id": case.id} for b in sketch]
    if bands:
        db.session.execute(insert(RequestBand), bands)


def drop_bands(subject: RequestSubject, sketch: Sequence[int]) -> None:
    """Take the numbers of a request's sketch out of the index."""
    ours = RequestBand.agency_id == subject.agency_id, RequestBand.case_id == subject.case_id
    db.session.execute(delete(RequestBand).where(*ours, RequestBand.band.in_(sketch)))


def found_group(case_id: int) -> None:
    """Let a request that somebody else repeats be the first of a group, unless it is in one."""
    alone = RequestSubject.case_id == case_id, RequestSubject.group_id.is_(None)
    db.session.execute(update(RequestSubject).where(*alone).values(group_id=case_id))


def clear() -> None:
    """Empty the index, to make it anew."""
    db.session.execute(delete(RequestBand))
    db.session.execute(delete(RequestSubject))


def to_index(after: int, limit: int) -> Sequence[Case]:
    """The next cases after an id, by id, each with its request and applicant."""
    query = select(Case).join(Case.disclosure).where(Case.id > after)
    whole = contains_eager(Case.disclosure).options(joinedload(DisclosureRequest.applicant))
    return db.session.scalars(query.options(whole).order_by(Case.id).limit(limit)).all()


def clarifications(case_ids: Collection[int]) -> Mapping[int, CaseEvent]:
    """The last clarification of each of some cases, by the case's id."""
    query = select(CaseEvent).where(
        CaseEvent.case_id.in_(case_ids), CaseEvent.action == Action.CLARIFY.value
    )
    clarified = db.session.scalars(query.order_by(CaseEvent.sequence))
    return {event.case_id: event for event in clarified}


@cache
def _alike(*, is_of_house: bool) -> Select[int, str, str, date | None, str, int | None, bool, bool]:
    same_applicant = _party.identity_index == bindparam("identity_index")
    same_phone = _party.phone_index == bindparam("phone_index")
    found = sharing(RequestBand.__table__, BANDS, _LATEST, _FOUND).subquery()
    ids = union(select(found.c.found_id), _own(same_applicant), _own(same_phone)).subquery()
    columns = _case.id, _case.reference, _case.state, _case.received_on
    query = (
        select(
            *columns,
            _subject.text,
            _subject.group_id,
            same_applicant.label("same_applicant"),
            same_phone.label("same_phone"),
        )
        .select_from(ids)
        .join(Case.__table__, _case.id == ids.c.found_id)
        .join(RequestSubject.__table__, _subject.case_id == _case.id)
        .join(DisclosureRequest.__table__, _request.case_id == _case.id)
        .join(Party.__table__, _party.id == _request.applicant_id)
        .where(_case.agency_id == bindparam("agency_id"), _case.id != bindparam("case_id"))
    )
    return query.where(is_counted(), true() if is_of_house else cases.seen_by_viewer())


def _own(same: ColumnElement[bool]) -> Select[int]:
    """The latest requests of the same applicant."""
    query = select(_request.case_id).join(Party.__table__, _party.id == _request.applicant_id)
    theirs = query.where(same, _party.agency_id == bindparam("agency_id"))
    return select(theirs.order_by(_request.case_id.desc()).limit(_OWN).subquery())
