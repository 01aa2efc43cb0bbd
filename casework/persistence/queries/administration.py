"""Questions of those who look after the agency: who has how much open, and the book they keep."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Row, func, select

from casework.domain.consultation.comment.vocabulary import NAME as COMMENT
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Case
from casework.persistence.models.people import AdminEntry
from casework.persistence.queries import cases


def workload(agency_id: int, today: date, soon: date) -> Sequence[Row[int | None, int, int, int]]:
    """How many open cases each handler has: in all, overdue, due from today to `soon` included.

    Handler None: those that nobody was given yet.
    """
    query = select(
        Case.handler_id,
        func.count(),
        func.count().filter(Case.due_on < today),
        func.count().filter(Case.due_on.between(today, soon)),
    )
    # A comment is nobody's: its consultation has a handler.
    open_ones = query.where(
        Case.agency_id == agency_id, Case.closed_on.is_(None), Case.procedure != COMMENT
    )
    return db.session.execute(open_ones.group_by(Case.handler_id)).all()


def open_count(handler_id: int) -> int:
    """How many open cases a handler has."""
    query = select(func.count()).where(Case.handler_id == handler_id, Case.closed_on.is_(None))
    return db.session.scalar(query) or 0


def open_cases(handler_id: int, viewer: Actor) -> Sequence[Row[str, str, date | None, int]]:
    """A handler's open cases that a viewer may see; those without a due date last.

    Reference, state, due date and version.
    """
    query = select(Case.reference, Case.state, Case.due_on, Case.version).where(
        Case.handler_id == handler_id, Case.agency_id == viewer.agency_id, Case.closed_on.is_(None)
    )
    seen = query.where(cases.seen_by_viewer())
    ordered = seen.order_by(Case.due_on.is_(None), Case.due_on, Case.id)
    return db.session.execute(ordered, {"viewer": viewer.user_id}).all()


def entry(entry_id: int, agency_id: int) -> AdminEntry | None:
    """An entry of an agency's book."""
    query = select(AdminEntry).where(AdminEntry.id == entry_id, AdminEntry.agency_id == agency_id)
    return db.session.scalar(query)


def entries(agency_id: int, before: int | None, limit: int) -> Sequence[AdminEntry]:
    """An agency's book, the latest first; `before` is the last entry of the page before."""
    query = select(AdminEntry).where(AdminEntry.agency_id == agency_id)
    if before is not None:
        query = query.where(AdminEntry.id < before)
    return db.session.scalars(query.order_by(AdminEntry.id.desc()).limit(limit)).all()
