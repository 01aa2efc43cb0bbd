"""Questions about the comments on one consultation: lists, groups, figures.

Ten thousand comments on a draft are no exception: what is asked of all of them is asked at once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, and_, func, insert, select
from sqlalchemy.orm import contains_eager

from casework.domain.consultation.vocabulary import Adoption, CommentSource
from casework.domain.notices import Notice
from casework.persistence.database import db
from casework.persistence.models import Case, CaseEvent, Comment, CommentGroup, OutboxMessage

_case, _comment = Case.__table__.c, Comment.__table__.c
_group = CommentGroup.__table__.c
_AT_A_TIME = 500

# A line of the desk's list, and of what is exported.
Listed = Row[
    int,
    str,
    str,
    CommentSource,
    int | None,
    datetime,
    bool,
    bool,
    bool,
    Adoption | None,
    str,
    str,
    int | None,
    str | None,
]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which comments of a consultation are asked for; None: whether or not it is so."""

    unanswered: bool | None = None
    hidden: bool | None = None
    late: bool | None = None
    automatic: bool | None = None
    pending: bool | None = None
    grouped: bool | None = None
    source: CommentSource | None = None
    passage: int | None = None
    group_id: int | None = None


def lines(
    consultation_id: int, sought: Sought, *, after: int | None, limit: int
) -> Sequence[Listed]:
    """Comments in the order in which they came; `after` is the last one's case."""
    query = _listed().where(_comment.consultation_id == consultation_id, *_wanted(sought))
    if after is not None:
        query = query.where(_comment.case_id > after)
    return db.session.execute(query.order_by(_comment.case_id).limit(limit)).all()


def all_lines(consultation_id: int, sought: Sought, up_to: int | None = None) -> Iterator[Listed]:
    """All of them, in the order in which they came, some hundred at a time."""
    after: int | None = 0
    ours = _listed().where(_comment.consultation_id == consultation_id, *_wanted(sought))
    if up_to is not None:
        ours = ours.where(_comment.case_id <= up_to)
    while after is not None:
        query = ours.where(_comment.case_id > after).order_by(_comment.case_id)
        batch = db.session.execute(query.limit(_AT_A_TIME)).all()
        yield from batch
        after = batch[-1].case_id if len(batch) == _AT_A_TIME else None


def answers(
    consultation_id: int, up_to: int | None
) -> Iterator[Row[int, str, str, CommentSource, Adoption, str, str]]:
    """What is shown of the answered ones: text, its words' index, source, answer, name."""
    query = select(
        _comment.case_id,
        _comment.text,
        _comment.words_index,
        _comment.source,
        _comment.adoption,
        _comment.reason,
        _comment.name,
    ).where(
        _comment.consultation_id == consultation_id,
        _comment.is_received,
        _comment.adoption.is_not(None),
        ~_comment.is_hidden,
    )
    if up_to is not None:
        query = query.where(_comment.case_id <= up_to)
    yield from db.session.execute(query.order_by(_comment.case_id))


def parts(
    consultation_ids: Collection[int], up_to: int | None = None
) -> Sequence[Row[int, CommentSource, Adoption | None, bool, bool, int]]:
    """How many comments were received: by consultation, source, adoption, hidden and late."""
    sorts = (
        _comment.consultation_id,
        _comment.source,
        _comment.adoption,
        _comment.is_hidden,
        _comment.is_late,
    )
    query = select(*sorts, func.count()).where(
        _comment.consultation_id.in_(consultation_ids), _comment.is_received
    )
    if up_to is not None:
        query = query.where(_comment.case_id <= up_to)
    return db.session.execute(query.group_by(*sorts)).all()


def last_id(consultation_id: int) -> int:
    """The case of the last comment that came; 0 where none did.

    References are counted one after the other, so that no earlier comment appears after it.
    """
    query = select(func.max(_comment.case_id)).where(_comment.consultation_id == consultation_id)
    return db.session.scalar(query) or 0


def groups(consultation_id: int) -> Sequence[Row[CommentGroup, int, int]]:
    """A consultation's groups, the oldest first: each with its comments, all and unanswered."""
    waiting = func.count(_comment.case_id).filter(_comment.adoption.is_(None))
    query = (
        select(CommentGroup, func.count(_comment.case_id), waiting)
        .outerjoin(
            Comment.__table__,
            and_(
                _comment.consultation_id == _group.consultation_id, _comment.group_id == _group.id
            ),
        )
        .where(_group.consultation_id == consultation_id)
        .group_by(_group.id)
    )
    return db.session.execute(query.order_by(_group.id)).all()


def group(group_id: int, consultation_id: int) -> CommentGroup | None:
    """A group of a consultation."""
    query = select(CommentGroup).where(_group.id == group_id)
    return db.session.scalar(query.where(_group.consultation_id == consultation_id))


def members(consultation_id: int, group_id: int) -> Sequence[int]:
    """The comments of a group that were received, by their cases."""
    query = select(_comment.case_id).where(
        _comment.consultation_id == consultation_id, _comment.group_id == group_id
    )
    return db.session.scalars(query.order_by(_comment.case_id)).all()


def chosen(
    consultation_id: int, references: Collection[str], *, with_same: bool = False
) -> Sequence[int]:
    """The received comments of some references, by their cases; with all in the very same words."""
    named = select(_comment.case_id, _comment.words_index).join(
        Case.__table__, _case.id == _comment.case_id
    )
    ours = _comment.consultation_id == consultation_id
    named = named.where(ours, _comment.is_received, _case.reference.in_(references))
    rows = db.session.execute(named.order_by(_comment.case_id)).all()
    if not with_same or not rows:
        return [row.case_id for row in rows]
    words = {row.words_index for row in rows}
    same = select(_comment.case_id).where(
        ours,
        _comment.is_received,
        _comment.words_index.in_(words),
        _comment.group_id.is_(None),
        _comment.adoption.is_(None),
        ~_comment.is_hidden,
    )
    return sorted({row.case_id for row in rows} | set(db.session.scalars(same)))


def locked(case_ids: Iterable[int]) -> Iterator[tuple[list[Case], Mapping[int, list[CaseEvent]]]]:
    """Comments, locked in one order, with their events; some hundred at a time."""
    wanted = list(case_ids)
    whole = select(Case).join(Case.comment).options(contains_eager(Case.comment))
    fresh = whole.with_for_update(of=Case).execution_options(populate_existing=True)
    for at in range(0, len(wanted), _AT_A_TIME):
        these = wanted[at : at + _AT_A_TIME]
        found = db.session.scalars(fresh.where(Case.id.in_(these)).order_by(Case.id)).all()
        query = select(CaseEvent).where(CaseEvent.case_id.in_(these))
        events: dict[int, list[CaseEvent]] = {case.id: [] for case in found}
        for event in db.session.scalars(query.order_by(CaseEvent.case_id, CaseEvent.sequence)):
            events[event.case_id].append(event)
        yield list(found), events


def tell_all(consultation_id: int, notice: Notice, key: str, now: datetime) -> None:
    """Owe a notice to everybody who commented and may be told; `key` is of the act that owes it."""
    told = select(_comment.case_id).where(
        _comment.consultation_id == consultation_id,
        _comment.is_received,
        _comment.has_contact,
        _comment.is_told,
    )
    rows = [
        {"case_id": case_id, "notice": notice, "key": f"{key}-{case_id}", "created_at": now}
        for case_id in db.session.scalars(told.order_by(_comment.case_id))
    ]
    if rows:
        db.session.execute(insert(OutboxMessage), rows)


def _listed() -> Select[
    int,
    str,
    str,
    CommentSource,
    int | None,
    datetime,
    bool,
    bool,
    bool,
    Adoption | None,
    str,
    str,
    int | None,
    str | None,
]:
    return (
        select(
            _comment.case_id,
            _case.reference,
            _case.state,
            _comment.source,
            _comment.passage,
            _comment.submitted_at,
            _comment.is_late,
            _comment.is_hidden,
            _comment.looks_automatic,
            _comment.adoption,
            _comment.reason,
            _comment.text,
            _comment.group_id,
            _group.title,
        )
        .join(Case.__table__, _case.id == _comment.case_id)
        .outerjoin(CommentGroup.__table__, _group.id == _comment.group_id)
    )


def _wanted(sought: Sought) -> list[ColumnElement[bool]]:
    told: list[tuple[bool | None, ColumnElement[bool]]] = [
        (sought.unanswered, _comment.adoption.is_(None) & _comment.is_received),
        (sought.hidden, _comment.is_hidden.is_(True)),
        (sought.late, _comment.is_late.is_(True)),
        (sought.automatic, _comment.looks_automatic.is_(True)),
        (sought.pending, _comment.is_received.is_(False)),
        (sought.grouped, _comment.group_id.is_not(None)),
    ]
    wanted = [is_so if asked else ~is_so for asked, is_so in told if asked is not None]
    if sought.source is not None:
        wanted.append(_comment.source == sought.source)
    if sought.passage is not None:
        wanted.append(_comment.passage == sought.passage)
    if sought.group_id is not None:
        wanted.append(_comment.group_id == sought.group_id)
    return wanted
