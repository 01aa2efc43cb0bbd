"""Questions about agencies, users, who stands in for whom, and failed attempts."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Row, delete, select

from casework.domain.roles import Role
from casework.persistence.database import db, inserting
from casework.persistence.models import Agency, Lockout, RoleGrant, User
from casework.persistence.models.people import Substitution

_BY_FIRST_DAY = Substitution.begins_on, Substitution.id


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
        .order_by(User.unit, User.name, User.id)
    )
    return db.session.scalars(query).unique().all()


def everybody(agency_id: int) -> Sequence[User]:
    """An agency's enabled users, by unit and name."""
    query = select(User).where(User.agency_id == agency_id, User.is_enabled)
    return db.session.scalars(query.order_by(User.unit, User.name, User.id)).unique().all()


def all_users(agency_id: int) -> Sequence[User]:
    """An agency's users, the disabled among them last, by unit and name."""
    query = select(User).where(User.agency_id == agency_id)
    ordered = query.order_by(User.is_enabled.desc(), User.unit, User.name, User.id)
    return db.session.scalars(ordered).unique().all()


def user_of(user_id: int, agency_id: int) -> User | None:
    """A user of an agency, with their roles; None where it has nobody of this id."""
    query = select(User).where(User.id == user_id, User.agency_id == agency_id)
    return db.session.scalars(query).unique().one_or_none()


def locked_user(user_id: int, agency_id: int) -> User | None:
    """The same, read afresh and locked until the transaction ends."""
    query = select(User).where(User.id == user_id, User.agency_id == agency_id)
    fresh = query.with_for_update(of=User).execution_options(populate_existing=True)
    return db.session.scalars(fresh).unique().one_or_none()


def locked_agency(agency_id: int) -> Agency | None:
    """An agency, read afresh and locked until the transaction ends."""
    query = select(Agency).where(Agency.id == agency_id)
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


def holders(agency_id: int, role: Role) -> frozenset[int]:
    """The ids of an agency's enabled users to whom a role is granted."""
    query = select(User.id).join(RoleGrant, RoleGrant.user_id == User.id)
    held = query.where(User.agency_id == agency_id, User.is_enabled, RoleGrant.role == role)
    return frozenset(db.session.scalars(held))


def stood_in_for(user_id: int, today: date) -> Sequence[Row[int, Role | None]]:
    """Whom a user stands in for today, once for each of the absent one's roles.

    Nobody stands in for a disabled account.
    """
    query = (
        select(Substitution.absent_id, RoleGrant.role)
        .join(User, User.id == Substitution.absent_id)
        .outerjoin(RoleGrant, RoleGrant.user_id == User.id)
        .where(Substitution.substitute_id == user_id, User.is_enabled)
        .where(Substitution.begins_on <= today, Substitution.ends_on >= today)
    )
    return db.session.execute(query).all()


def substitutes_of(absent_id: int, since: date) -> Sequence[tuple[Substitution, User]]:
    """Who stands in for somebody, at some time from a day on; by the first day."""
    query = select(Substitution, User).join(User, User.id == Substitution.substitute_id)
    ours = query.where(Substitution.absent_id == absent_id, Substitution.ends_on >= since)
    running = ours.where(Substitution.ends_on >= Substitution.begins_on)
    found = db.session.execute(running.order_by(*_BY_FIRST_DAY)).unique()
    return [(substitution, user) for substitution, user in found]


def stands_in(substitute_id: int, since: date) -> Sequence[tuple[Substitution, User]]:
    """For whom somebody stands in, at some time from a day on; by the first day."""
    query = select(Substitution, User).join(User, User.id == Substitution.absent_id)
    ours = query.where(Substitution.substitute_id == substitute_id, Substitution.ends_on >= since)
    running = ours.where(Substitution.ends_on >= Substitution.begins_on, User.is_enabled)
    found = db.session.execute(running.order_by(*_BY_FIRST_DAY)).unique()
    return [(substitution, user) for substitution, user in found]


def substitution_between(absent_id: int, begins_on: date, ends_on: date) -> Substitution | None:
    """The first substitution for somebody that shares a day with a span."""
    query = select(Substitution).where(Substitution.absent_id == absent_id)
    sharing = query.where(Substitution.begins_on <= ends_on, Substitution.ends_on >= begins_on)
    running = sharing.where(Substitution.ends_on >= Substitution.begins_on)
    return db.session.scalar(running.order_by(*_BY_FIRST_DAY).limit(1))


def locked_substitution(substitution_id: int) -> Substitution | None:
    """A substitution, read afresh and locked until the transaction ends."""
    query = select(Substitution).where(Substitution.id == substitution_id)
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))


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
