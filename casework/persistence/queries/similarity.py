"""Questions about what is alike: the requests that share a sketch or an applicant, their replies.

A lookup reads of each number the latest cases only: it costs the same whatever is asked and
however many cases there are.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Row,
    Select,
    and_,
    column,
    delete,
    exists,
    false,
    func,
    insert,
    or_,
    select,
    true,
    union,
    update,
    values,
)
from sqlalchemy.orm import contains_eager, joinedload

from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.vocabulary import UNCOUNTED, Action
from casework.persistence.database import db, inserting
from casework.persistence.models import (
    Case,
    CaseAccess,
    CaseEvent,
    DisclosureRequest,
    Letter,
    Party,
    RequestBand,
    RequestSubject,
    VoidNumber,
)

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
    parts = [
        _own(sought, _party.identity_index, sought.identity_index),
        _own(sought, _party.phone_index, sought.phone_index),
    ]
    if sought.sketch:
        found = sharing(RequestBand.__table__, sought.agency_id, sought.sketch, _LATEST, _FOUND)
        parts.append(select(found.subquery().c.found_id))
    ids = union(*parts).subquery()
    query = (
        select(
            _case.id,
            _case.reference,
            _case.state,
            _case.received_on,
            _subject.text,
            _subject.group_id,
            _is(_party.identity_index, sought.identity_index).label("same_applicant"),
            _is(_party.phone_index, sought.phone_index).label("same_phone"),
        )
        .select_from(ids)
        .join(Case.__table__, _case.id == ids.c[0])
        .join(RequestSubject.__table__, _subject.case_id == _case.id)
        .join(DisclosureRequest.__table__, _request.case_id == _case.id)
        .join(Party.__table__, _party.id == _request.applicant_id)
        .where(_case.agency_id == sought.agency_id, _case.id != sought.case_id)
    )
    return db.session.execute(query.where(is_counted(), visible_to(sought.user_id))).all()


def sharing(
    table: FromClause, agency_id: int, numbers: Sequence[int], latest: int, limit: int
) -> Select[int, int]:
    """What has the most of some numbers in an index of (agency, number, what): its id, how many.

    Of each number the `latest` are read. The later first, of those that have as many.
    """
    _agency, number, what = table.primary_key
    asked = values(column("number", Integer), name="asked").data([(each,) for each in numbers])
    wanted, earlier = asked.cte("asked"), table.alias()
    begins = (
        select(earlier.c[what.key])
        .where(earlier.c.agency_id == agency_id, earlier.c[number.key] == wanted.c.number)
        .order_by(earlier.c[what.key].desc())
        .limit(1)
        .offset(latest - 1)
        .scalar_subquery()
    )
    of_number = and_(table.c.agency_id == agency_id, number == wanted.c.number)
    shared = func.count().label("shared")
    return (
        select(what.label("found_id"), shared)
        .join(wanted, and_(of_number, what >= func.coalesce(begins, 0)))
        .group_by(what)
        .order_by(shared.desc(), what.desc())
        .limit(limit)
    )


def visible_to(user_id: int | None) -> ColumnElement[bool]:
    """That a case may be seen by somebody: a restricted one by those who are named."""
    if user_id is None:
        return true()
    named = exists().where(CaseAccess.case_id == _case.id, CaseAccess.user_id == user_id)
    return or_(_case.is_restricted.is_(False), named)


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


def _own(sought: Sought, index: ColumnElement[str], value: str) -> Select[int]:
    """The latest requests of whoever has a blind index; a blank one is nobody's."""
    query = select(_request.case_id).join(Party.__table__, _party.id == _request.applicant_id)
    theirs = query.where(_is(index, value), _party.agency_id == sought.agency_id)
    latest = theirs.order_by(_request.case_id.desc()).limit(_OWN).subquery()
    return select(latest.c.case_id)


def _is(index: ColumnElement[str], value: str) -> ColumnElement[bool]:
    return index == value if value else false()
