"""Who works at an agency: those to whom a case can be given, and the names behind the ids."""

from collections.abc import Iterable, Mapping, Sequence

from casework.domain.roles import Role
from casework.persistence.models import User
from casework.persistence.queries import desk, people


def handlers(agency_id: int) -> Sequence[User]:
    """Those who can be given a case, by unit and name."""
    return people.colleagues(agency_id, Role.HANDLER)


def names(user_ids: Iterable[int]) -> Mapping[int, str]:
    """The names of users by their ids; those who have left keep theirs."""
    wanted = frozenset(user_ids)
    return desk.names(wanted) if wanted else {}
