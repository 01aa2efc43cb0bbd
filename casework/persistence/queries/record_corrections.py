"""Questions about record corrections (条例 41).

As those about requests: they take the agency of whoever asks, and what is restricted is not there.
"""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from casework.domain.record_correction.vocabulary import NAME
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Case, RecordCorrection
from casework.persistence.queries import cases

_case = Case.__table__.c


def by_reference(reference: str, actor: Actor) -> Case | None:
    """The case with what is asked and by whom; None where the asker may know of no such case."""
    return cases.if_seen(db.session.scalar(_of(reference, actor)), actor)


def locked(reference: str, actor: Actor) -> Case | None:
    """The same, read afresh and locked until the transaction ends."""
    query = _of(reference, actor).with_for_update(of=Case)
    fresh = query.execution_options(populate_existing=True)
    return cases.if_seen(db.session.scalar(fresh), actor)


def lines(actor: Actor, *, is_open: bool, skip: int, limit: int) -> Sequence[cases.Listed]:
    """Record corrections as a queue shows them.

    Open ones by due date, those without one first, because they are to be confirmed; ended ones
    the latest first.
    """
    ours = cases.lines().where(
        _case.agency_id == actor.agency_id,
        _case.procedure == NAME,
        _case.closed_on.is_(None) if is_open else _case.closed_on.is_not(None),
        cases.seen_by_viewer(),
    )
    by_date = (_case.due_on.is_not(None), _case.due_on, _case.id)
    order = by_date if is_open else (_case.closed_on.desc(), _case.id.desc())
    paged = ours.order_by(*order).offset(skip).limit(limit)
    return db.session.execute(paged, {"viewer": actor.user_id}).all()


def _of(reference: str, actor: Actor) -> Select[Case]:
    return _whole().where(Case.reference == reference, Case.agency_id == actor.agency_id)


def _whole() -> Select[Case]:
    whole = contains_eager(Case.correction).options(joinedload(RecordCorrection.applicant))
    return select(Case).join(Case.correction).options(whole)
