"""What the public figures ask beside the summaries: whose they are, what is open, remedies."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import and_, case, func, null, or_, select

from casework.domain.disclosure.facts import RemedyKind, RemedyResult
from casework.persistence.database import db
from casework.persistence.models import Agency, Case, RemedyCase


def agencies_below(agency_id: int) -> Sequence[Agency]:
    """An agency, and then all that stand below it in the tree, by their codes."""
    tree = select(Agency.id).where(Agency.id == agency_id).cte("tree", recursive=True)
    tree = tree.union(select(Agency.id).join(tree, Agency.parent_id == tree.c.id))
    query = select(Agency).where(Agency.id.in_(select(tree.c.id)))
    return db.session.scalars(query.order_by(Agency.id != agency_id, Agency.code)).all()


def first_received_on(agency_ids: Collection[int], procedure: str) -> date | None:
    """The day on which the first case of any of these agencies was received; None before it."""
    first = select(func.min(Case.received_on))
    of_them = Case.agency_id.in_(sorted(agency_ids))
    return db.session.scalar(first.where(of_them, Case.procedure == procedure))


def open_now(agency_ids: Collection[int], procedure: str) -> int:
    """How many of the cases that these agencies received have no ending that counts."""
    query = select(func.count()).select_from(Case)
    of_them = Case.agency_id.in_(sorted(agency_ids)), Case.procedure == procedure
    is_open = Case.counted_on.is_(None), Case.received_on.is_not(None)
    return db.session.scalar(query.where(*of_them, *is_open)) or 0


def remedies(
    agency_ids: Collection[int], begins_on: date, ends_on: date
) -> dict[tuple[RemedyKind, RemedyResult | None], int]:
    """How many remedies were concluded in a span, by kind and result, and pending at its end.

    Both days are included. Result None: opened by the end of the span, and not concluded by then.
    """
    is_over = and_(RemedyCase.concluded_on.is_not(None), RemedyCase.concluded_on <= ends_on)
    result = case((is_over, RemedyCase.result), else_=None)
    # Remedies are few and cases many: SQLite, which keeps no statistics, would begin with all cases
    # of the agencies; of an expression it has no index.
    of_them = func.coalesce(Case.agency_id, null()).in_(sorted(agency_ids))
    in_span = RemedyCase.concluded_on.between(begins_on, ends_on)
    is_pending = and_(RemedyCase.opened_on <= ends_on, ~is_over)
    query = (
        select(RemedyCase.kind, result, func.count())
        .join(Case, Case.id == RemedyCase.case_id)
        .where(of_them, or_(in_span, is_pending))
        .group_by(RemedyCase.kind, result)
    )
    return {(kind, how): number for kind, how, number in db.session.execute(query)}
