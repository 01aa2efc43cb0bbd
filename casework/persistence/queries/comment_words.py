"""Questions about what comments say: which say the very same, which are alike.

An index of numbers that stand for words (domain.similarity), one entry for each wording, finds
within a second what is alike among ten thousand comments on a draft.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Row, and_, delete, func, insert, or_, select

from casework.persistence.database import db
from casework.persistence.models import Case, Comment, CommentBand

_case, _comment, _band = Case.__table__.c, Comment.__table__.c, CommentBand.__table__.c
_FOLLOWED = 40  # wordings that one number of a sketch is followed to


def heads(
    consultation_id: int, *, before: tuple[int, int] | None, limit: int
) -> Sequence[Row[int, int]]:
    """The first comment of each wording that is in no group, and how many say just that.

    The most first; `before` is (how many, case) of the last one of the page before.
    """
    first, count = func.min(_comment.case_id), func.count()
    query = (
        select(first.label("case_id"), count.label("those"))
        .where(
            _comment.consultation_id == consultation_id,
            _comment.is_received,
            _comment.group_id.is_(None),
            _comment.adoption.is_(None),
            ~_comment.is_hidden,
        )
        .group_by(_comment.words_index)
    )
    if before is not None:
        fewer, further = count < before[0], and_(count == before[0], first > before[1])
        query = query.having(or_(fewer, further))
    return db.session.execute(query.order_by(count.desc(), first).limit(limit)).all()


def texts(case_ids: Collection[int]) -> Mapping[int, Row[int, str, str, str, int | None]]:
    """Reference, words, their index and group of some comments, by their cases."""
    query = select(
        _comment.case_id, _case.reference, _comment.text, _comment.words_index, _comment.group_id
    ).join(Case.__table__, _case.id == _comment.case_id)
    shown = query.where(_comment.case_id.in_(case_ids), ~_comment.is_hidden)
    return {row.case_id: row for row in db.session.execute(shown)} if case_ids else {}


def sharing(consultation_id: int, bands: Collection[int]) -> Sequence[Row[int, int]]:
    """Numbers of sketches, each with comments that have it: of each number the first ones only."""
    place = func.row_number().over(partition_by=_band.band, order_by=_band.comment_id)
    found = select(_band.band, _band.comment_id, place.label("place")).where(
        _band.consultation_id == consultation_id, _band.band.in_(bands)
    )
    ranked = found.subquery()
    query = select(ranked.c.band, ranked.c.comment_id).where(ranked.c.place <= _FOLLOWED)
    return db.session.execute(query).all() if bands else []


def first_with_words(consultation_id: int, words_index: str, without: int) -> int | None:
    """The first comment that says this in the very same words, apart from one."""
    query = select(func.min(_comment.case_id)).where(
        _comment.consultation_id == consultation_id,
        _comment.words_index == words_index,
        _comment.case_id != without,
    )
    found: int | None = db.session.scalar(query)
    return found


def enter_bands(consultation_id: int, case_id: int, sketch: Sequence[int]) -> None:
    """Let a comment be found by those that are like it."""
    rows = [
        {"consultation_id": consultation_id, "band": band, "comment_id": case_id} for band in sketch
    ]
    if rows:
        db.session.execute(insert(CommentBand), rows)


def drop_bands(consultation_id: int, case_id: int, sketch: Sequence[int]) -> None:
    """Let a comment be found no longer by what it said."""
    ours = CommentBand.consultation_id == consultation_id, CommentBand.comment_id == case_id
    db.session.execute(delete(CommentBand).where(*ours, CommentBand.band.in_(sketch)))
