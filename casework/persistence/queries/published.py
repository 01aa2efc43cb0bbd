"""Questions about the register of published information."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from sqlalchemy import Row, Select, delete, insert, select, tuple_

from casework.persistence.database import db
from casework.persistence.models import PublishedGram, PublishedInformation
from casework.persistence.queries.similarity import asking, sharing

# A register is read further than the archive: it is smaller, and a word of a title says more.
_LATEST = 1000
_FOUND = 100
_AT_A_TIME = 8

_entry = PublishedInformation.__table__.c
# An entry: id, title, address, place, day of publication.
Listed = Row[int, str, str, str, date]
_LISTED = (_entry.id, _entry.title, _entry.url, _entry.place, _entry.published_on)


def one(published_id: int, agency_id: int) -> PublishedInformation | None:
    """An entry of an agency's register, on the list or off it."""
    query = select(PublishedInformation).where(PublishedInformation.id == published_id)
    return db.session.scalar(query.where(PublishedInformation.agency_id == agency_id))


def latest(agency_id: int, *, before: tuple[date, int] | None, limit: int) -> Sequence[Listed]:
    """What was published, the latest first; `before` is the last entry of the page before."""
    query = select(*_LISTED).where(_entry.agency_id == agency_id, _entry.is_listed)
    if before is not None:
        query = query.where(tuple_(_entry.published_on, _entry.id) < before)
    ordered = query.order_by(_entry.published_on.desc(), _entry.id.desc())
    return db.session.execute(ordered.limit(limit)).all()


def found(agency_id: int, keys: Sequence[int]) -> Sequence[Listed]:
    """The entries whose titles share the most words with a text, given by its keys."""
    # Some at a time, so that a text of any length finds its question put into words already.
    count = -(-len(keys) // _AT_A_TIME) * _AT_A_TIME
    asked = asking(agency_id, keys, count)
    return db.session.execute(_found(count), asked).all() if keys else []


def enter(entry: PublishedInformation, keys: Sequence[int]) -> None:
    """Put an entry into the register, findable by the words of its title."""
    db.session.add(entry)
    db.session.flush()  # its words go by its id
    rows = [{"agency_id": entry.agency_id, "gram": k, "published_id": entry.id} for k in keys]
    if rows:
        db.session.execute(insert(PublishedGram), rows)


def drop_keys(entry: PublishedInformation, keys: Sequence[int]) -> None:
    """Let an entry be found no more by the words of the title that it had."""
    ours = PublishedGram.agency_id == entry.agency_id, PublishedGram.published_id == entry.id
    db.session.execute(delete(PublishedGram).where(*ours, PublishedGram.gram.in_(keys)))


@cache
def _found(count: int) -> Select[int, str, str, str, date]:
    ids = sharing(PublishedGram.__table__, count, _LATEST, _FOUND).subquery()
    query = select(*_LISTED).join(ids, ids.c.found_id == _entry.id)
    return query.where(_entry.is_listed)
