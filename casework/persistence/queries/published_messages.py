"""Questions about the messages that are public: the released copies, and nothing else of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, func, insert, select, tuple_

from casework.domain.message.vocabulary import Kind
from casework.domain.publication.vocabulary import PublicationKind
from casework.persistence.database import db
from casework.persistence.models import MessageDetail, Publication, PublicationGram
from casework.persistence.queries.similarity import asking, sharing

# The texts of a copy, by name, in which words are looked for.
SEARCHED = ("question", "reply", "follow_up", "follow_up_reply")
_LATEST = 1000
_FOUND = 100
_AT_A_TIME = 8
_copy, _message = Publication.__table__.c, MessageDetail.__table__.c

# A released copy: id, title, texts, day and moment of release, digest, withdrawn at, its reason.
Copy = Row[int, str, dict[str, str], date, datetime, str, datetime | None, str]
_COPY = (
    _copy.id,
    _copy.title,
    _copy.texts,
    _copy.released_on,
    _copy.released_at,
    _copy.sha256,
    _copy.withdrawn_at,
    _copy.withdrawal_reason,
)
_Copies = Select[int, str, dict[str, str], date, datetime, str, datetime | None, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which public messages are asked for; `replied`: first and last day of the reply."""

    kind: Kind | None = None
    unit: str = ""
    replied: tuple[date, date] | None = None


def page(
    agency_id: int, wanted: Wanted, *, before: tuple[date, int] | None, limit: int
) -> Sequence[Copy]:
    """What is public, the latest first; `before` is the day and id of the last one seen."""
    query = _public(wanted).where(_copy.agency_id == agency_id)
    if before is not None:
        query = query.where(tuple_(_copy.released_on, _copy.id) < before)
    ordered = query.order_by(_copy.released_on.desc(), _copy.id.desc())
    return db.session.execute(ordered.limit(limit)).all()


def one(publication_id: int, agency_id: int) -> Copy | None:
    """A copy that is or was public; None where there never was one."""
    query = select(*_COPY).where(_copy.id == publication_id, *_ours(agency_id))
    return db.session.execute(query).first()


def found(agency_id: int, wanted: Wanted, keys: Sequence[int]) -> Sequence[Copy]:
    """What is public and shares the most words with a text, given by its keys; in no order."""
    if not keys:
        return []
    # Some at a time, so that a text of any length finds its question put into words already.
    count = -(-len(keys) // _AT_A_TIME) * _AT_A_TIME
    ids = _sharing(count).subquery()
    query = _public(wanted).join(ids, ids.c.found_id == _copy.id)
    return db.session.execute(query, asking(agency_id, keys, count)).all()


def released(case_id: int) -> Publication:
    """The copy of a case that is public now."""
    query = select(Publication).where(
        Publication.case_id == case_id, Publication.withdrawn_at.is_(None)
    )
    return db.session.scalars(query).one()


def enter_keys(copy: Publication, keys: Sequence[int]) -> None:
    """Let a copy be found by its words."""
    rows = [{"agency_id": copy.agency_id, "gram": k, "publication_id": copy.id} for k in keys]
    if rows:
        db.session.execute(insert(PublicationGram), rows)


def drop_keys(copy: Publication, keys: Sequence[int]) -> None:
    """Let a copy be found no more."""
    gram = PublicationGram
    ours = gram.agency_id == copy.agency_id, gram.publication_id == copy.id
    db.session.execute(delete(gram).where(*ours, gram.gram.in_(keys)))


def units(agency_id: int) -> Sequence[str]:
    """Every unit whose reply is public, in order."""
    query = _of_messages(select(_message.replying_unit).distinct(), agency_id)
    return db.session.scalars(query.order_by(_message.replying_unit)).all()


def reply_days(agency_id: int) -> tuple[date, date] | None:
    """The days of the first and the last public reply; None where there is none."""
    span = select(func.min(_message.replied_on), func.max(_message.replied_on))
    first, last = db.session.execute(_of_messages(span, agency_id)).one()
    return None if first is None else (first, last)


def last_change(agency_id: int) -> tuple[int, datetime | None]:
    """What changes with every release and every withdrawal: the last id, the last withdrawal."""
    query = select(func.max(_copy.id), func.max(_copy.withdrawn_at)).where(*_ours(agency_id))
    last, withdrawn_at = db.session.execute(query).one()
    return last or 0, withdrawn_at


@cache
def _sharing(count: int) -> Select[int, int]:
    return sharing(PublicationGram.__table__, count, _LATEST, _FOUND)


def _ours(agency_id: int) -> tuple[ColumnElement[bool], ...]:
    return _copy.agency_id == agency_id, _copy.kind == PublicationKind.MESSAGE_REPLY


def _of_messages(query: Select[Any], agency_id: int) -> Select[Any]:
    joined = query.select_from(Publication).join(
        MessageDetail.__table__, _message.case_id == _copy.case_id
    )
    return joined.where(*_ours(agency_id), _copy.withdrawn_at.is_(None))


def _public(wanted: Wanted) -> _Copies:
    query = select(*_COPY).where(
        _copy.kind == PublicationKind.MESSAGE_REPLY, _copy.withdrawn_at.is_(None)
    )
    if wanted == Wanted():
        return query
    query = query.join(MessageDetail.__table__, _message.case_id == _copy.case_id)
    if wanted.kind is not None:
        query = query.where(_message.kind == wanted.kind)
    if wanted.unit:
        query = query.where(_message.replying_unit == wanted.unit)
    if wanted.replied is not None:
        query = query.where(_message.replied_on.between(*wanted.replied))
    return query
