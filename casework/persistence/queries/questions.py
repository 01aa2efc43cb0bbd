"""Questions about the questions that are asked often."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Row, Select, delete, insert, select

from casework.persistence.database import db
from casework.persistence.models import FrequentQuestion, FrequentQuestionGram
from casework.persistence.queries.similarity import asking, sharing

_LATEST = 1000
_FOUND = 30
_AT_A_TIME = 8
_entry = FrequentQuestion.__table__.c

# What is found: id, question, answer.
Found = Row[int, str, str]


def one(question_id: int, agency_id: int) -> FrequentQuestion | None:
    """A question of an agency, public or not, on the list or off it."""
    query = select(FrequentQuestion).where(FrequentQuestion.id == question_id)
    return db.session.scalar(query.where(FrequentQuestion.agency_id == agency_id))


def listed(agency_id: int, *, is_public: bool) -> Sequence[FrequentQuestion]:
    """The questions on the list, the latest first: those that are public, or that wait to be."""
    query = select(FrequentQuestion).where(
        FrequentQuestion.agency_id == agency_id, FrequentQuestion.is_listed
    )
    released = FrequentQuestion.released_by
    query = query.where(released.is_not(None) if is_public else released.is_(None))
    return db.session.scalars(query.order_by(FrequentQuestion.id.desc())).all()


def found(agency_id: int, keys: Sequence[int]) -> Sequence[Found]:
    """The public questions that share the most words with a text, given by its keys."""
    count = -(-len(keys) // _AT_A_TIME) * _AT_A_TIME
    asked = asking(agency_id, keys, count)
    return db.session.execute(_found(count), asked).all() if keys else []


def enter_keys(entry: FrequentQuestion, keys: Sequence[int]) -> None:
    """Let a question be found by its words."""
    rows = [{"agency_id": entry.agency_id, "gram": k, "question_id": entry.id} for k in keys]
    if rows:
        db.session.execute(insert(FrequentQuestionGram), rows)


def drop_keys(entry: FrequentQuestion, keys: Sequence[int]) -> None:
    """Let a question be found no more."""
    gram = FrequentQuestionGram
    ours = gram.agency_id == entry.agency_id, gram.question_id == entry.id
    db.session.execute(delete(gram).where(*ours, gram.gram.in_(keys)))


@cache
def _found(count: int) -> Select[int, str, str]:
    ids = sharing(FrequentQuestionGram.__table__, count, _LATEST, _FOUND).subquery()
    query = select(_entry.id, _entry.question, _entry.answer)
    return query.join(ids, ids.c.found_id == _entry.id).where(_entry.is_listed)
