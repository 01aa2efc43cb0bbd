"""Questions about cases. Those that somebody asks take the agency of whoever asks.

The rest are for the commands and the worker, which go through all of them.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Row, Select, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload

from casework.persistence.database import db
from casework.persistence.models import Case, CaseEvent, DisclosureRequest, User

# A line of a queue: reference, state, requested information, due date, provisional, received, id.
Listed = Row[str, str, str, date | None, bool, date | None, int]


def by_reference(reference: str, agency_id: int) -> Case | None:
    """The case with its request and applicant; None where this agency has no such reference."""
    return db.session.scalar(_whole().where(Case.reference == reference, _of(agency_id)))


def by_id(case_id: int) -> Case | None:
    """The case of an id, for work that no person asks for (the outbox)."""
    return db.session.scalar(_whole().where(Case.id == case_id))


def locked(reference: str, agency_id: int) -> Case | None:
    """The same, read afresh and locked until the transaction ends."""
    query = _whole().where(Case.reference == reference, _of(agency_id))
    fresh = query.with_for_update(of=Case).execution_options(populate_existing=True)
    return db.session.scalar(fresh)


def history(case_id: int) -> Sequence[CaseEvent]:
    """A case's events, oldest first."""
    return db.session.scalars(
        select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.sequence)
    ).all()


def signed_history(case_id: int) -> Sequence[tuple[CaseEvent, str | None]]:
    """A case's events, oldest first, each with the name of the colleague who acted."""
    query = select(CaseEvent, User.name).outerjoin(User, User.id == CaseEvent.user_id)
    rows = db.session.execute(
        query.where(CaseEvent.case_id == case_id).order_by(CaseEvent.sequence)
    )
    return [(event, name) for event, name in rows]


def queue(
    agency_id: int,
    *,
    handler_id: int | None,
    after: tuple[date, int] | None,
    limit: int,
) -> Sequence[Listed]:
    """Open cases whose clock runs, by due date; `after` is the last row of the page before.

    A handler sees their own cases; None asks for those of the whole agency.
    """
    query = lines().where(_of(agency_id), Case.closed_on.is_(None), Case.due_on.is_not(None))
    if handler_id is not None:
        query = query.where(Case.handler_id == handler_id)
    if after is not None:
        query = query.where(tuple_(Case.due_on, Case.id) > after)
    return db.session.execute(query.order_by(Case.due_on, Case.id).limit(limit)).all()


def without_due_date(agency_id: int, *, handler_id: int | None, limit: int) -> Sequence[Listed]:
    """Open cases whose clock does not run: not yet confirmed, or waiting for clarification."""
    query = lines().where(_of(agency_id), Case.closed_on.is_(None), Case.due_on.is_(None))
    if handler_id is not None:
        query = query.where(Case.handler_id == handler_id)
    return db.session.execute(query.order_by(Case.id).limit(limit)).all()


def lines() -> Select[str, str, str, date | None, bool, date | None, int]:
    """What a queue's line says of a case, of all cases; to be narrowed and put in order."""
    return select(
        Case.reference,
        Case.state,
        DisclosureRequest.requested_information,
        Case.due_on,
        Case.due_is_provisional,
        Case.received_on,
        Case.id,
    ).join(DisclosureRequest, DisclosureRequest.case_id == Case.id)


def heads() -> Sequence[Row[str, int, str]]:
    """Every case's reference, version and head hash, by reference."""
    query = select(Case.reference, Case.version, Case.head_hash).order_by(Case.reference)
    return db.session.execute(query).all()


def first_reference(agency_id: int) -> str | None:
    """The reference of an agency's first case; None when it has none."""
    query = select(Case.reference).where(_of(agency_id)).order_by(Case.id)
    return db.session.scalar(query.limit(1))


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


def _whole() -> Select[Case]:
    return (
        select(Case)
        .join(Case.disclosure)
        .options(contains_eager(Case.disclosure).options(joinedload(DisclosureRequest.applicant)))
    )


def _of(agency_id: int) -> ColumnElement[bool]:
    return Case.agency_id == agency_id
