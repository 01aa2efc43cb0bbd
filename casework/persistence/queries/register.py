"""Numbers without gaps, keys that are used once, and the outbox."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Row, Select, and_, delete, func, or_, select, update
from sqlalchemy.sql.dml import ReturningInsert

from casework.domain.notices import Notice
from casework.domain.roles import Actor
from casework.persistence.database import db, inserting
from casework.persistence.models import Case, IdempotencyKey, NumberSequence, OutboxMessage
from casework.persistence.queries import cases

REFERENCES = "reference"
_KEYS_ARE_KEPT = timedelta(days=30)


def next_number(agency_id: int, series: str, year: int) -> int:
    """The next number of a series, from 1; gapless, because it is given back by a rollback.

    The counter's row is locked until the transaction ends, so that no number is given twice.
    """
    connection = db.session.connection()
    place = {"agency_id": agency_id, "series": series, "year": year}
    number: int = connection.execute(_counting(connection.dialect.name), place).scalar_one()
    return number


def next_case_id() -> int:
    """The id of the case that this transaction will write: its first event's hash covers it."""
    connection = db.session.connection()
    number: int = connection.execute(_next_case(connection.dialect.name)).scalar_one()
    return number


def reference_of(case_id: int) -> str:
    """The reference of a case that is there."""
    return db.session.scalars(select(Case.reference).where(Case.id == case_id)).one()


def scoped(key: str, *purpose: object) -> str:
    """A form's key bound to who does what to which case: for anything else it is another key."""
    return hashlib.sha256("\0".join(map(str, (key, *purpose))).encode()).hexdigest()


class SaidOtherwise(Exception):
    """A key was used before, but something else was said with it: the text was changed since."""


def claim(key: str, said: str, result: str, now: datetime) -> str | None:
    """Take a form's key for this transaction, None; or what its first posting led to.

    `result`: what this one leads to, or "" for as long as only `settle` can tell. A second posting
    waits for the first one's transaction. `said` is a digest of the form's content; raises
    SaidOtherwise when the first posting said something else.
    """
    connection = db.session.connection()
    claimed = {"key": key, "said": said, "result": result, "at": now}
    if connection.execute(_claiming(connection.dialect.name), claimed).first() is not None:
        return None
    first = select(IdempotencyKey.said, IdempotencyKey.result).where(IdempotencyKey.key == key)
    said_first, led_to = connection.execute(first).one()
    if said_first != said:
        raise SaidOtherwise(key)
    return str(led_to)


def settle(key: str, result: str) -> None:
    """Keep what a key's posting led to, where it was not known when the key was claimed."""
    db.session.execute(
        update(IdempotencyKey).where(IdempotencyKey.key == key).values(result=result)
    )


def forget_old_keys(now: datetime) -> None:
    """Drop keys that no browser will send again."""
    db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.at < now - _KEYS_ARE_KEPT))


def owe(
    case_id: int, notice: Notice, key: str, now: datetime, *, consultation: int | None = None
) -> None:
    """Put a notice into the outbox; it is delivered only after the commit.

    `consultation`: it goes to those asked there, instead of to the applicant.
    """
    owed = OutboxMessage(
        case_id=case_id, notice=notice, key=key, created_at=now, consultation=consultation
    )
    db.session.add(owed)


def undelivered(now: datetime, limit: int) -> Sequence[int]:
    """The ids of notices that wait and are in no worker's hands; what failed before comes last."""
    query = select(OutboxMessage.id).where(_waits(now))
    query = query.order_by(OutboxMessage.attempts, OutboxMessage.id)
    return db.session.scalars(query.limit(limit)).all()


def leased(message_id: int, now: datetime, until: datetime) -> OutboxMessage | None:
    """A waiting notice, taken into hand until a moment; None when another has it already."""
    query = select(OutboxMessage).where(OutboxMessage.id == message_id, _waits(now))
    message = db.session.scalar(query.with_for_update(skip_locked=True))
    if message is not None:
        message.leased_until = until
        message.attempts += 1
        message.first_tried_at = message.first_tried_at or now
    return message


def close_message(message_id: int, now: datetime, *, is_delivered: bool) -> None:
    """Try a notice no more: it was delivered, or there is nobody who could be told."""
    closed = {"closed_at": now, "delivered_at": now if is_delivered else None, "last_error": ""}
    db.session.execute(update(OutboxMessage).where(OutboxMessage.id == message_id).values(closed))


def note_failure(message_id: int, error: str, again_at: datetime) -> None:
    """Note why a notice was not taken; it is tried again at a moment."""
    noted = {"last_error": error, "leased_until": again_at}
    db.session.execute(update(OutboxMessage).where(OutboxMessage.id == message_id).values(noted))


def untold(actor: Actor, limit: int) -> Sequence[Row[OutboxMessage, str, bool]]:
    """An agency's notices that were tried and not taken yet, oldest first.

    Each with its case's reference, and whether the viewer may see that case.
    """
    query = select(OutboxMessage, Case.reference, cases.seen_by_viewer())
    tried = query.join(Case, Case.id == OutboxMessage.case_id).where(
        Case.agency_id == actor.agency_id,
        OutboxMessage.closed_at.is_(None),
        OutboxMessage.attempts > 0,
    )
    ordered = tried.order_by(OutboxMessage.id).limit(limit)
    return db.session.execute(ordered, {"viewer": actor.user_id}).all()


def untried_since(agency_id: int) -> datetime | None:
    """Since when the oldest notice of an agency waits that no worker ever took up."""
    query = select(func.min(OutboxMessage.created_at)).join(Case, Case.id == OutboxMessage.case_id)
    return db.session.scalar(
        query.where(
            Case.agency_id == agency_id,
            OutboxMessage.closed_at.is_(None),
            OutboxMessage.attempts == 0,
        )
    )


# Built once for each database: to build a statement costs as much as to run it.


@cache
def _counting(dialect: str) -> ReturningInsert[int]:
    counted = inserting(NumberSequence).values(last=1)
    upsert = counted.on_conflict_do_update(
        index_elements=["agency_id", "series", "year"], set_={"last": NumberSequence.last + 1}
    )
    return upsert.returning(NumberSequence.last)


@cache
def _claiming(dialect: str) -> ReturningInsert[str]:
    return inserting(IdempotencyKey).on_conflict_do_nothing().returning(IdempotencyKey.key)


@cache
def _next_case(dialect: str) -> Select[int]:
    if dialect == "sqlite":  # nobody else writes meanwhile
        return select(func.coalesce(func.max(Case.id), 0) + 1)
    return select(func.nextval(func.pg_get_serial_sequence('"case"', "id")))


def _waits(now: datetime) -> ColumnElement[bool]:
    free = or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until < now)
    return and_(OutboxMessage.closed_at.is_(None), free)
