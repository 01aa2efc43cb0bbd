"""The people of an agency: entering them, and changing what they may do."""

from casework.domain.roles import Role
from casework.persistence.database import db, transaction
from casework.persistence.models import RoleGrant, User
from casework.persistence.queries import people
from casework.services.agencies import AgencyUnknown
from casework.services.office import Office

SHORTEST_PASSWORD = 12


class PasswordTooShort(ValueError):
    """A password of fewer than SHORTEST_PASSWORD characters."""


def disable(username: str) -> bool:
    """Shut somebody out at once, their sessions too; False where there is nobody of that name."""
    with transaction():
        user = people.user_by_name(username)
        if user is not None:
            user.is_enabled = False
            user.session_epoch += 1
    return user is not None


def enter(  # noqa: PLR0913  # what a person of an agency is
    office: Office,
    agency_code: str,
    username: str,
    password: str,
    *,
    name: str,
    unit: str,
    roles: frozenset[Role],
) -> None:
    """Enter somebody who works at an agency, or change them and end their sessions.

    Raises AgencyUnknown and PasswordTooShort.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(str(SHORTEST_PASSWORD))
    hashed = office.hasher.hash(password)  # it takes a while: not within the transaction
    with transaction():
        agency = people.agency_by_code(agency_code)
        if agency is None:
            raise AgencyUnknown(agency_code)
        user = people.user_by_name(username)
        if user is None:
            user = User(username=username, agency_id=agency.id, session_epoch=0)
            db.session.add(user)
        user.name, user.unit = name, unit
        user.password_hash = hashed
        user.is_enabled = True
        user.session_epoch += 1
        user.grants = [RoleGrant(role=role) for role in Role if role in roles]
