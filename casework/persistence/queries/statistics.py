"""Questions about many cases at once. Only cases that were received count: 条例 31.

All counts of a year are one statement, because several would each see a moment of its own and
then not add up. No part asks with OR, which would read the whole archive (speed.md §4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
    String,
    and_,
    cast,
    extract,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from casework.persistence.database import db
from casework.persistence.models import Case, CaseEvent, DisclosureRequest
from casework.persistence.queries.cases import seen_by_viewer


class What(StrEnum):
    """What was counted; each once for every kind of applicant and once for all."""

    NEWLY_RECEIVED = "newly_received"
    CARRIED_IN = "carried_in"
    DISPOSED = "disposed"
    CARRIED_OVER = "carried_over"


@dataclass(frozen=True, slots=True)
class Tally:
    """A count. `kind` None: of the total column; else None is what the count does not tell apart.

    A disposed case's `outcome` and `in_time` may be None in themselves.
    """

    what: What
    kind: str | None
    outcome: str | None
    month: int | None
    in_time: bool | None
    number: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose cases of which procedure, from the first to the last day, both inclusive."""

    agency_id: int
    procedure: str
    begins_on: date
    ends_on: date


def tallies(scope: Scope) -> Sequence[Tally]:
    """Every count of the scope, by kind of applicant and, without asking for the kind, in total."""
    parts = [part for by_kind in (True, False) for part in _parts(scope, by_kind=by_kind)]
    rows = db.session.execute(union_all(*parts)).all()
    return [
        Tally(What(what), kind, outcome, month, in_time, number)
        for what, kind, outcome, month, in_time, number in rows
    ]


@dataclass(frozen=True, slots=True)
class Which:
    """Which cases a count counts; `outcomes` and `kind` None: however ended, whoever asked."""

    what: What
    outcomes: frozenset[str] | None = None
    kind: str | None = None


def behind(scope: Scope, which: Which, viewer: int | None, limit: int) -> Sequence[str]:
    """The references of the cases that a count counts and `viewer` may see, in order.

    So many at most.
    """
    such = or_(*(part for asked, part in _asked(scope) if asked is which.what))
    query = select(Case.reference).where(
        Case.agency_id == scope.agency_id,
        Case.procedure == scope.procedure,
        such,
        seen_by_viewer(),
    )
    if which.outcomes is not None:
        query = query.where(Case.outcome.in_(sorted(which.outcomes)))
    if which.kind is not None:
        asked_by = type_coerce(DisclosureRequest.applicant_kind, String) == which.kind
        query = query.join(DisclosureRequest, DisclosureRequest.case_id == Case.id).where(asked_by)
    ordered = query.order_by(Case.reference).limit(limit)
    return db.session.scalars(ordered, {"viewer": viewer}).all()


def first_received_on(agency_id: int, procedure: str) -> date | None:
    """The day on which an agency's first case was received; None before there is one."""
    first = select(func.min(Case.received_on))
    return db.session.scalar(first.where(Case.agency_id == agency_id, Case.procedure == procedure))


def last_act() -> tuple[int, datetime, str] | None:
    """The number, moment and hash of the last event written; None in empty books.

    Events are only ever added, so nothing that is counted has changed while this has not.
    """
    row = db.session.execute(_last_event()).first()
    return None if row is None else (row.id, row.at, row.hash)


@cache
def _last_event() -> Select[int, datetime, str]:
    of = CaseEvent.__table__.c
    return select(of.id, of.at, of.hash).order_by(of.id.desc()).limit(1)


_Part = Select[str, str | None, str | None, int | None, bool | None, int]


def _parts(scope: Scope, *, by_kind: bool) -> list[_Part]:
    return [_count(what, scope, such, by_kind=by_kind) for what, such in _asked(scope)]


def _asked(scope: Scope) -> tuple[tuple[What, ColumnElement[bool]], ...]:
    """Which cases each count counts; a count that stands twice counts two kinds of case."""
    received, closed = Case.received_on, Case.counted_on
    within = scope.begins_on, scope.ends_on
    # SQLite, which keeps no statistics, would follow the index of received_on through the whole
    # archive; of an expression it has no index, and so it follows that of counted_on.
    once_received = func.coalesce(received, null())
    before, by_the_end = once_received < scope.begins_on, once_received <= scope.ends_on
    return (
        (What.NEWLY_RECEIVED, received.between(*within)),
        # Open before the year: still open, or closed after it began.
        (What.CARRIED_IN, and_(before, closed.is_(None))),
        (What.CARRIED_IN, and_(before, closed >= scope.begins_on)),
        (What.DISPOSED, and_(received.is_not(None), closed.between(*within))),
        # Open at the end of the last day: the same two ways.
        (What.CARRIED_OVER, and_(by_the_end, closed.is_(None))),
        (What.CARRIED_OVER, and_(by_the_end, closed > scope.ends_on)),
    )


def _count(what: What, scope: Scope, such: ColumnElement[bool], *, by_kind: bool) -> _Part:
    kind: ColumnElement[str | None] = cast(null(), String)
    outcome: ColumnElement[str | None] = cast(null(), String)
    month: ColumnElement[int | None] = cast(null(), Integer)
    in_time: ColumnElement[bool | None] = cast(null(), Boolean)
    if by_kind:
        kind = type_coerce(DisclosureRequest.applicant_kind, String)
    if what is What.DISPOSED:
        outcome = type_coerce(Case.outcome, String)
    if what is What.DISPOSED and not by_kind:
        month, in_time = _month(Case.counted_on), type_coerce(Case.is_in_time, Boolean)
    if what is What.NEWLY_RECEIVED and not by_kind:
        month = _month(Case.received_on)
    told_apart = kind, outcome, month, in_time
    query = select(literal(what.value, String), *told_apart, func.count()).select_from(Case)
    query = query.where(Case.agency_id == scope.agency_id, Case.procedure == scope.procedure, such)
    if by_kind:
        query = query.join(DisclosureRequest, DisclosureRequest.case_id == Case.id)
    return query.group_by(*told_apart)


def _month(on: SQLColumnExpression[date | None]) -> ColumnElement[int | None]:
    return cast(extract("month", on), Integer)
