"""Questions about messages from the public.

As those about requests: they take the agency of whoever asks, and what is restricted is not there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, Select, func, select, tuple_
from sqlalchemy.orm import contains_eager

from casework.domain.message.vocabulary import NAME, Kind, State
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Case, MessageDetail
from casework.persistence.queries import cases

_case, _message = Case.__table__.c, MessageDetail.__table__.c
_FIRST = date.min  # before every due date: those that have none yet come first

# A line: reference, state, kind, title, unit, due, provisional, received, day 0, looks automatic,
# may be published, is published, closed, id.
Listed = Row[
    str,
    str,
    Kind,
    str,
    str,
    date | None,
    bool,
    date | None,
    date | None,
    bool,
    bool,
    bool,
    date | None,
    int,
]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which messages are asked for: open or ended; in a state, of a kind, with a unit."""

    is_open: bool = True
    state: State | None = None
    kind: Kind | None = None
    unit: str = ""


def by_reference(reference: str, actor: Actor) -> Case | None:
    """The case of a message; None where the asker may know of no such case."""
    return cases.if_seen(db.session.scalar(_of(reference, actor)), actor)


def locked(reference: str, actor: Actor) -> Case | None:
    """The same, read afresh and locked until the transaction ends."""
    fresh = _of(reference, actor).with_for_update(of=Case)
    return cases.if_seen(db.session.scalar(fresh.execution_options(populate_existing=True)), actor)


def lines(
    actor: Actor, sought: Sought, *, after: tuple[date, int] | None, limit: int
) -> Sequence[Listed]:
    """Messages as the desk lists them; `after` is the `place` of the last of the page before.

    Open ones by due date, those without one first; ended ones the latest first.
    """
    day = func.coalesce(_case.due_on, _FIRST) if sought.is_open else _case.closed_on
    key = tuple_(day, _case.id)
    query = _narrowed(sought).where(_case.agency_id == actor.agency_id, cases.seen_by_viewer())
    if after is not None:
        query = query.where(key > after if sought.is_open else key < after)
    order = (day, _case.id) if sought.is_open else (day.desc(), _case.id.desc())
    paged = query.order_by(*order).limit(limit)
    return db.session.execute(paged, {"viewer": actor.user_id}).all()


def place(line: Listed) -> tuple[date, int]:
    """Where a line stands in its list."""
    return (line.closed_on or line.due_on or _FIRST), line.id


def units(agency_id: int) -> Sequence[str]:
    """Every unit that deals with an open message, in order."""
    query = select(_message.unit).distinct().join(Case.__table__, _case.id == _message.case_id)
    ours = query.where(_case.agency_id == agency_id, _case.closed_on.is_(None), _message.unit != "")
    return db.session.scalars(ours.order_by(_message.unit)).all()


def _narrowed(
    sought: Sought,
) -> Select[
    str,
    str,
    Kind,
    str,
    str,
    date | None,
    bool,
    date | None,
    date | None,
    bool,
    bool,
    bool,
    date | None,
    int,
]:
    ended = _case.closed_on.is_(None) if sought.is_open else _case.closed_on.is_not(None)
    query = select(
        _case.reference,
        _case.state,
        _message.kind,
        _message.title,
        _message.unit,
        _case.due_on,
        _case.due_is_provisional,
        _case.received_on,
        _message.counts_from,
        _message.looks_automatic,
        _message.may_be_published,
        _message.is_published,
        _case.closed_on,
        _case.id,
    )
    query = query.join(MessageDetail.__table__, _message.case_id == _case.id)
    query = query.where(_case.procedure == NAME, ended)
    if sought.state is not None:
        query = query.where(_case.state == sought.state.value)
    if sought.kind is not None:
        query = query.where(_message.kind == sought.kind)
    return query.where(_message.unit == sought.unit) if sought.unit else query


def _of(reference: str, actor: Actor) -> Select[Case]:
    whole = select(Case).join(Case.message).options(contains_eager(Case.message))
    return whole.where(Case.reference == reference, Case.agency_id == actor.agency_id)
