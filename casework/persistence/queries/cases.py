"""Questions about cases. Those that somebody asks take the agency of whoever asks.

The rest are for the commands and the worker, which go through all of them. What every page asks
is put together once, and of the tables themselves where it only reads: that costs a third.
"""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Row,
    Select,
    bindparam,
    exists,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import contains_eager, joinedload

from casework.domain.consultation.comment.vocabulary import NAME as COMMENT
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import (
    Case,
    CaseAccess,
    CaseEvent,
    Consultation,
    DisclosureRequest,
    MessageDetail,
    RecordCorrection,
    User,
)

# A line of a queue: reference, state, due date, provisional, received, id, the handler's name; then
# what it is about, by procedure: the information, the record, the draft's or the message's title.
_About = str | None
Listed = Row[
    str, str, date | None, bool, date | None, int, str | None, _About, _About, _About, _About
]
Lines = Select[
    str, str, date | None, bool, date | None, int, str | None, _About, _About, _About, _About
]

_case, _request = Case.__table__.c, DisclosureRequest.__table__.c
_handler, _correction = User.__table__.c, RecordCorrection.__table__.c
_consultation, _message = Consultation.__table__.c, MessageDetail.__table__.c
_access = CaseAccess.__table__.c


def by_reference(reference: str, actor: Actor) -> Case | None:
    """The case with its request and applicant; None where the asker may know of no such case."""
    asked = {"reference": reference, "agency_id": actor.agency_id}
    return if_seen(db.session.scalar(_by_reference(), asked), actor)


def locked(reference: str, actor: Actor) -> Case | None:
    """The same, read afresh and locked until the transaction ends."""
    query = _whole().where(Case.reference == reference, _of(actor.agency_id))
    fresh = query.with_for_update(of=Case).execution_options(populate_existing=True)
    return if_seen(db.session.scalar(fresh), actor)


def seen_by_viewer() -> ColumnElement[bool]:
    """That a case is not restricted, or the colleague bound as `viewer` may see it."""
    named = exists().where(
        _access.case_id == _case.id, _access.user_id == bindparam("viewer", type_=Integer)
    )
    return or_(_case.is_restricted.is_(False), named)


def history(case_id: int) -> Sequence[CaseEvent]:
    """A case's events, oldest first."""
    return db.session.scalars(
        select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.sequence)
    ).all()


def queue(
    agency_id: int,
    *,
    viewer: int | None,
    of_these: Collection[int] | None,
    after: tuple[date, int] | None,
    limit: int,
) -> Sequence[Listed]:
    """Open cases whose clock runs, by due date; `after` is the last row of the page before.

    `of_these`: the handlers whose cases are asked for; None: those of the whole agency.
    """
    query = _running(of_some=of_these is not None, goes_on=after is not None)
    due_on, case_id = after or (None, None)
    asked = _asked(agency_id, viewer, of_these, limit)
    return db.session.execute(query, {**asked, "due_on": due_on, "after": case_id}).all()


def without_due_date(
    agency_id: int,
    *,
    viewer: int | None,
    of_these: Collection[int] | None,
    after: int,
    limit: int,
) -> Sequence[Listed]:
    """Open cases whose clock does not run: not yet confirmed, or waiting for clarification.

    By id; `after` is the last one of the page before, 0 on the first.
    """
    query = _standing_still(of_some=of_these is not None)
    asked = _asked(agency_id, viewer, of_these, limit)
    return db.session.execute(query, {**asked, "after": after}).all()


def lines() -> Lines:
    """What a queue's line says of a case, of any procedure; to be narrowed and put in order.

    Comments stand on the page of their consultation, which is the one that has a date.
    """
    return (
        select(
            _case.reference,
            _case.state,
            _case.due_on,
            _case.due_is_provisional,
            _case.received_on,
            _case.id,
            _handler.name,
            _request.requested_information,
            _correction.record,
            _consultation.title,
            _message.title,
        )
        .select_from(
            Case.__table__.outerjoin(User.__table__, _handler.id == _case.handler_id)
            .outerjoin(DisclosureRequest.__table__, _request.case_id == _case.id)
            .outerjoin(RecordCorrection.__table__, _correction.case_id == _case.id)
            .outerjoin(Consultation.__table__, _consultation.case_id == _case.id)
            .outerjoin(MessageDetail.__table__, _message.case_id == _case.id)
        )
        .where(_case.procedure != COMMENT)
    )


def heads() -> Sequence[Row[str, int, str]]:
    """Every case's reference, version and head hash, by reference."""
    query = select(Case.reference, Case.version, Case.head_hash).order_by(Case.reference)
    return db.session.execute(query).all()


def first_reference(agency_id: int) -> str | None:
    """The reference of an agency's first request; None when it has none."""
    query = select(Case.reference).join(DisclosureRequest).where(_of(agency_id))
    return db.session.scalar(query.order_by(Case.id).limit(1))


def every_reference() -> Sequence[tuple[str, int]]:
    """Every case's reference and agency, in order; for the commands that walk them all."""
    rows = db.session.execute(select(Case.reference, Case.agency_id).order_by(Case.id)).all()
    return [(reference, agency_id) for reference, agency_id in rows]


def every_open_reference() -> Sequence[tuple[str, int]]:
    """Every open case's reference and agency, in the order of filing."""
    query = select(Case.reference, Case.agency_id).where(Case.closed_on.is_(None))
    return [
        (reference, agency_id)
        for reference, agency_id in db.session.execute(query.order_by(Case.id))
    ]


def uncounted_endings(last_day: date) -> Sequence[tuple[str, int]]:
    """Reference and agency of requests ended up to a day whose working days nobody could count."""
    query = (
        select(Case.reference, Case.agency_id)
        .join(DisclosureRequest, DisclosureRequest.case_id == Case.id)
        .where(Case.counted_on <= last_day, Case.is_in_time.is_not(None))
        .where(DisclosureRequest.working_days.is_(None))
    )
    rows = db.session.execute(query.order_by(Case.id)).all()
    return [(reference, agency_id) for reference, agency_id in rows]


@cache
def _by_reference() -> Select[Case]:
    asked = _whole().where(Case.reference == bindparam("reference"))
    return asked.where(Case.agency_id == bindparam("agency_id"))


@cache
def _running(*, of_some: bool, goes_on: bool) -> Lines:
    query = _open(of_some=of_some).where(_case.due_on.is_not(None))
    if goes_on:
        last = bindparam("due_on", type_=Date), bindparam("after", type_=Integer)
        query = query.where(tuple_(_case.due_on, _case.id) > tuple_(*last))
    return query.order_by(_case.due_on, _case.id).limit(bindparam("limit"))


@cache
def _standing_still(*, of_some: bool) -> Lines:
    query = _open(of_some=of_some).where(_case.due_on.is_(None), _case.id > bindparam("after"))
    return query.order_by(_case.id).limit(bindparam("limit"))


def _open(*, of_some: bool) -> Lines:
    """The lines of the open cases of an agency that the viewer may see, or of some handlers."""
    query = lines().where(_case.agency_id == bindparam("agency_id"), _case.closed_on.is_(None))
    query = query.where(seen_by_viewer())
    these = bindparam("of_these", expanding=True, type_=Integer)
    return query.where(_case.handler_id.in_(these)) if of_some else query


def _asked(
    agency_id: int, viewer: int | None, of_these: Collection[int] | None, limit: int
) -> dict[str, object]:
    asked: dict[str, object] = {"agency_id": agency_id, "viewer": viewer, "limit": limit}
    return asked if of_these is None else {**asked, "of_these": sorted(of_these)}


def if_seen(case: Case | None, actor: Actor) -> Case | None:
    """A case, if whoever asks may know of it: the applicant always does, the worker too."""
    if case is None or not case.is_restricted or actor.user_id is None:
        return case
    return case if db.session.get(CaseAccess, (case.id, actor.user_id)) else None


def _whole() -> Select[Case]:
    return (
        select(Case)
        .join(Case.disclosure)
        .options(contains_eager(Case.disclosure).options(joinedload(DisclosureRequest.applicant)))
    )


def _of(agency_id: int) -> ColumnElement[bool]:
    return Case.agency_id == agency_id
