"""Questions that only the desk asks: what waits for whom, and whose name belongs to an id."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from casework.domain.disclosure.vocabulary import Action, State
from casework.persistence.database import db
from casework.persistence.models import Case, CaseEvent, User
from casework.persistence.queries import cases


def awaiting(
    agency_id: int, states: Collection[State], *, extensions: bool, limit: int
) -> Sequence[cases.Listed]:
    """Open cases in these states, or with an extension proposed; by due date, without one last."""
    waits: ColumnElement[bool] = Case.state.in_([state.value for state in states])
    if extensions:
        waits = or_(waits, _extension_is_proposed())
    query = cases.lines().where(Case.agency_id == agency_id, Case.closed_on.is_(None), waits)
    ordered = query.order_by(Case.due_on.is_(None), Case.due_on, Case.id)
    return db.session.execute(ordered.limit(limit)).all()


def is_known(reference: str, agency_id: int) -> bool:
    """Whether the agency has a case of this reference."""
    known = select(Case.id).where(Case.reference == reference, Case.agency_id == agency_id)
    return db.session.scalar(known) is not None


def names(user_ids: Collection[int]) -> Mapping[int, str]:
    """The names of users by their ids."""
    query = select(User.id, User.name).where(User.id.in_(user_ids))
    return {user.id: user.name for user in db.session.execute(query)}


def _extension_is_proposed() -> ColumnElement[bool]:
    proposal, answer = aliased(CaseEvent), aliased(CaseEvent)
    answered = exists().where(
        answer.case_id == proposal.case_id,
        answer.sequence > proposal.sequence,
        answer.action.in_([Action.EXTEND.value, Action.CLARIFY.value]),
    )
    proposed = exists().where(
        proposal.case_id == Case.id,
        proposal.action == Action.PROPOSE_EXTENSION.value,
        ~answered,
    )
    return (Case.state == State.IN_PROGRESS.value) & proposed
