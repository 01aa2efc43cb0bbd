"""Questions about agencies, users and failed attempts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from casework.domain.roles import Role
from casework.persistence.database import db, inserting
from casework.persistence.models import Agency, Lockout, RoleGrant, User


def agency(agency_id: int) -> Agency | None:
    """An agency by its id."""
    return db.session.get(Agency, agency_id)


def agency_by_code(code: str) -> Agency | None:
    """An agency by its short code."""
    return db.session.scalar(select(Agency).where(Agency.code == code))


def user(user_id: int) -> User | None:
    """A user with their roles and agency."""
    return db.session.get(User, user_id)


def user_by_name(username: str) -> User | None:
    """A user by the name they sign in with."""
    return db.session.scalars(select(User).where(User.username == username)).unique().one_or_none()


def colleagues(agency_id: int, role: Role) -> Sequence[User]:
    """An agency's enabled users who hold a role, by unit and name."""
    query = (
        select(User)
        .join(RoleGrant)
        .where(User.agency_id == agency_id, User.is_enabled, RoleGrant.role == role)
        .order_by(User.unit, User.name)
    )
    return db.session.scalars(query).unique().all()


def lockout(subject: str) -> Lockout | None:
    """The failures counted against a subject (a blind index), locked for change."""
    return db.session.scalar(select(Lockout).where(Lockout.subject == subject).with_for_update())


def count_failure(subject: str, now: datetime, *, failures: int) -> None:
    """Set the failures counted against a subject, though another has just counted its first."""
    counted = {"failures": failures, "last_failed_at": now}
    first = inserting(Lockout).values(subject=subject, **counted)
    db.session.execute(first.on_conflict_do_update(index_elements=["subject"], set_=counted))


def drop_lockouts_before(moment: datetime) -> None:
    """Drop the counts whose last failure lies before a moment."""
    db.session.execute(delete(Lockout).where(Lockout.last_failed_at < moment))
