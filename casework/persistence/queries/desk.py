"""Questions that only the desk asks: who is there, what waits for whom, whose name is an id's."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from casework.domain.disclosure.acts.extending import ENDS_A_PROPOSAL
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.roles import Actor, Role
from casework.persistence.database import db
from casework.persistence.models import Case, CaseEvent, RoleGrant, User
from casework.persistence.models.people import Substitution
from casework.persistence.queries import cases

_user, _grant, _lent = User.__table__.c, RoleGrant.__table__.c, Substitution.__table__.c


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody at the desk, as each of their pages asks."""

    id: int
    agency_id: int
    name: str
    session_epoch: int
    password_is_given: bool
    stands_in_until: date | None
    roles: frozenset[Role]


def colleague(user_id: int) -> Colleague | None:
    """The colleague of an id with their roles; None once the account is gone or disabled."""
    rows = db.session.execute(_colleague(), {"user_id": user_id}).all()
    if not rows:
        return None
    granted = frozenset(row.role for row in rows if row.role is not None)
    first = rows[0]
    return Colleague(
        first.id,
        first.agency_id,
        first.name,
        first.session_epoch,
        first.password_is_given,
        first.stands_in_until,
        granted,
    )


def awaiting(
    actor: Actor, states: Mapping[str, Collection[str]], *, extensions: bool, limit: int
) -> Sequence[cases.Listed]:
    """Open cases in these states of their procedures, or with an extension proposed.

    By due date, without one last.
    """
    waits: ColumnElement[bool] = or_(
        *(
            (Case.procedure == procedure) & Case.state.in_(sorted(those))
            for procedure, those in states.items()
        )
    )
    if extensions:
        waits = or_(waits, _extension_is_proposed())
    query = cases.lines().where(Case.agency_id == actor.agency_id, Case.closed_on.is_(None), waits)
    ordered = query.where(cases.seen_by_viewer()).order_by(
        Case.due_on.is_(None), Case.due_on, Case.id
    )
    return db.session.execute(ordered.limit(limit), {"viewer": actor.user_id}).all()


def is_known(reference: str, actor: Actor) -> bool:
    """Whether the agency has a case of this reference that the asker may see."""
    known = select(Case.id).where(Case.reference == reference, Case.agency_id == actor.agency_id)
    asked = known.where(cases.seen_by_viewer())
    return db.session.scalar(asked, {"viewer": actor.user_id}) is not None


def names(user_ids: Collection[int]) -> Mapping[int, str]:
    """The names of users by their ids."""
    found = db.session.execute(_names(), {"user_ids": sorted(user_ids)})
    return {user.id: user.name for user in found}


@cache
def _colleague() -> Select[int, int, str, int, bool, date | None, Role | None]:
    granted = User.__table__.outerjoin(RoleGrant.__table__, _grant.user_id == _user.id)
    until = select(func.max(_lent.ends_on)).where(_lent.substitute_id == _user.id)
    query = select(
        _user.id,
        _user.agency_id,
        _user.name,
        _user.session_epoch,
        _user.password_is_given,
        until.correlate(User.__table__).scalar_subquery().label("stands_in_until"),
        _grant.role,
    )
    enabled = _user.is_enabled.is_(True)
    return query.select_from(granted).where(_user.id == bindparam("user_id"), enabled)


@cache
def _names() -> Select[int, str]:
    query = select(_user.id, _user.name)
    return query.where(_user.id.in_(bindparam("user_ids", expanding=True)))


def _extension_is_proposed() -> ColumnElement[bool]:
    proposal, answer = aliased(CaseEvent), aliased(CaseEvent)
    answered = exists().where(
        answer.case_id == proposal.case_id,
        answer.sequence > proposal.sequence,
        answer.action.in_([action.value for action in ENDS_A_PROPOSAL]),
    )
    proposed = exists().where(
        proposal.case_id == Case.id,
        proposal.action == Action.PROPOSE_EXTENSION.value,
        ~answered,
    )
    return (Case.state == State.IN_PROGRESS.value) & proposed
