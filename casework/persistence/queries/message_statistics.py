"""Counts of messages by what became of them. Only those that were received count.

One statement, because several would each see a moment of its own and then not add up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    cast,
    extract,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from casework.domain.message.vocabulary import NAME, State
from casework.persistence.database import db
from casework.persistence.models import Case, MessageDetail

_case, _message = Case.__table__.c, MessageDetail.__table__.c


class Fate(StrEnum):
    """What became of a message by now; an answered one that was followed up is answered."""

    ANSWERED = "answered"
    REDIRECTED = "redirected"
    HIDDEN = "hidden"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Tally:
    """A count; `month` 0: of all messages, counted by themselves, without any of the rest.

    `late`: answered after the last day, or still open after it. `unit` "": nobody's yet.
    """

    month: int
    kind: str
    unit: str
    fate: Fate
    late: bool
    working_days: int | None
    number: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose messages, received from the first to the last day, both inclusive, seen on which."""

    agency_id: int
    begins_on: date
    ends_on: date
    today: date


_Part = Select[int, str, str, str, bool, int | None, int]


def tallies(asked: Asked) -> Sequence[Tally]:
    """Every count of the messages asked for, told apart by everything, and of all of them."""
    rows = db.session.execute(union_all(_apart(asked), _all(asked))).all()
    return [
        Tally(month, kind, unit, Fate(fate), bool(late), days, number)
        for month, kind, unit, fate, late, days, number in rows
    ]


def _apart(asked: Asked) -> _Part:
    month = cast(extract("month", _case.received_on), Integer)
    kind = type_coerce(_message.kind, String)
    unit = case((_message.replying_unit != "", _message.replying_unit), else_=_message.unit)
    told = month, kind, unit, _fate(), _late(asked.today), _message.working_days
    query = select(*told, func.count()).join(MessageDetail.__table__, _message.case_id == _case.id)
    return query.where(*_such(asked)).group_by(*told)


def _all(asked: Asked) -> _Part:
    """All of them by what the case's own row says, so that the two counts hold each other."""
    nothing = literal("", String)
    told = _fate(), _late(asked.today)
    days: ColumnElement[int | None] = cast(null(), Integer)
    query = select(literal(0, Integer), nothing, nothing, *told, days, func.count())
    return query.select_from(Case).where(*_such(asked)).group_by(*told)


def _fate() -> ColumnElement[str]:
    return case(
        (_case.counted_on.is_not(None), literal(Fate.ANSWERED.value, String)),
        (_case.state == State.REDIRECTED.value, literal(Fate.REDIRECTED.value, String)),
        (_case.state == State.HIDDEN.value, literal(Fate.HIDDEN.value, String)),
        else_=literal(Fate.OPEN.value, String),
    )


def _late(today: date) -> ColumnElement[bool]:
    open_too_long = and_(
        _case.counted_on.is_(None), _case.closed_on.is_(None), _case.due_on < today
    )
    late = case((_case.is_in_time.is_(False), 1), (open_too_long, 1), else_=0)
    return type_coerce(late, Boolean)


def _such(asked: Asked) -> tuple[ColumnElement[bool], ...]:
    return (
        _case.agency_id == asked.agency_id,
        _case.procedure == NAME,
        _case.received_on.between(asked.begins_on, asked.ends_on),
    )
