"""Numbers without gaps, keys that are used once, and the outbox."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from casework.domain.disclosure.vocabulary import Notice
from casework.persistence.database import db, inserting
from casework.persistence.models import IdempotencyKey, NumberSequence, OutboxMessage

REFERENCES = "reference"
_KEYS_ARE_KEPT = timedelta(days=30)


def next_number(agency_id: int, series: str, year: int) -> int:
    """The next number of a series, from 1; gapless, because it is given back by a rollback.

    The counter's row is locked until the transaction ends, so that no number is given twice.
    """
    values = {"agency_id": agency_id, "series": series, "year": year, "last": 1}
    place = ["agency_id", "series", "year"]
    following = {"last": NumberSequence.last + 1}
    counted = inserting(NumberSequence).values(values)
    upsert = counted.on_conflict_do_update(index_elements=place, set_=following)
    return db.session.scalars(upsert.returning(NumberSequence.last)).one()


def scoped(key: str, *purpose: object) -> str:
    """A form's key bound to who does what to which case: for anything else it is another key."""
    return hashlib.sha256("\0".join(map(str, (key, *purpose))).encode()).hexdigest()


class SaidOtherwise(Exception):
    """A key was used before, but something else was said with it: the text was changed since."""


def claim(key: str, said: str, now: datetime) -> str | None:
    """Take a form's key for this transaction; or what its first posting led to.

    A second posting waits for the first one's transaction, and then finds its result. `said` is a
    digest of the form's content; raises SaidOtherwise when the first posting said something else.
    """
    claimed = inserting(IdempotencyKey).values(key=key, said=said, result="", at=now)
    insert = claimed.on_conflict_do_nothing().returning(IdempotencyKey.key)
    if db.session.execute(insert).first() is not None:
        return None
    first = db.session.execute(
        select(IdempotencyKey.said, IdempotencyKey.result).where(IdempotencyKey.key == key)
    ).one()
    said_first, result = first
    if said_first != said:
        raise SaidOtherwise(key)
    return result


def settle(key: str, result: str) -> None:
    """Keep what a key's posting led to, in the same transaction."""
    db.session.execute(
        update(IdempotencyKey).where(IdempotencyKey.key == key).values(result=result)
    )


def forget_old_keys(now: datetime) -> None:
    """Drop keys that no browser will send again."""
    db.session.execute(delete(IdempotencyKey).where(IdempotencyKey.at < now - _KEYS_ARE_KEPT))


def owe(case_id: int, notice: Notice, key: str, now: datetime) -> None:
    """Put a notice into the outbox; it is delivered only after the commit."""
    db.session.add(OutboxMessage(case_id=case_id, notice=notice, key=key, created_at=now))


def undelivered(now: datetime, limit: int) -> Sequence[int]:
    """The ids of notices that wait and are in no worker's hands, oldest first."""
    query = select(OutboxMessage.id).where(_waits(now)).order_by(OutboxMessage.id)
    return db.session.scalars(query.limit(limit)).all()


def leased(message_id: int, now: datetime, until: datetime) -> OutboxMessage | None:
    """A waiting notice, taken into hand until a moment; None when another has it already."""
    query = select(OutboxMessage).where(OutboxMessage.id == message_id, _waits(now))
    message = db.session.scalar(query.with_for_update(skip_locked=True))
    if message is not None:
        message.leased_until = until
        message.attempts += 1
    return message


def close_message(message_id: int, now: datetime) -> None:
    """Mark a notice delivered."""
    delivered = {"delivered_at": now, "last_error": ""}
    db.session.execute(
        update(OutboxMessage).where(OutboxMessage.id == message_id).values(delivered)
    )


def note_failure(message_id: int, error: str) -> None:
    """Note why a notice was not taken; it is tried again when its lease ends."""
    db.session.execute(
        update(OutboxMessage).where(OutboxMessage.id == message_id).values(last_error=error)
    )


def _waits(now: datetime) -> ColumnElement[bool]:
    free = or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until < now)
    return and_(OutboxMessage.delivered_at.is_(None), free)
