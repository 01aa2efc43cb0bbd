"""Signing in: argon2, five attempts, and a session that can be ended from outside."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from casework.domain.workflow import Refused
from casework.persistence.database import transaction
from casework.persistence.models import User
from casework.persistence.queries import people
from casework.services import lockout
from casework.services.office import Office
from casework.services.refusals import ServiceRefusal


def sign_in(office: Office, username: str, password: str, address: str = "") -> User:
    """The user who signs in; raises Refused, without saying which of the two was wrong.

    Who fails too often waits, by where they try from: or anybody could keep a colleague out by
    failing on their name. With a new password the counting begins anew.
    """
    user = people.user_by_name(username)
    epoch = 0 if user is None else user.session_epoch
    tried = f"{username} {epoch} {lockout.network_of(address)}"
    return proved(office, user, password, lockout.subject_of("user", tried))


def proved(office: Office, user: User | None, password: str, subject: str) -> User:
    """Whoever knows a user's password; raises Refused, too, after too many attempts of a subject.

    The attempt is counted before the password is looked at, and forgotten when it was right: the
    hash takes a tenth of a second, in which no transaction may hold up those who file.
    """
    now = office.now()
    with transaction():
        lockout.count_attempt(subject, now, ServiceRefusal.SIGN_IN_LOCKED)
    if not _is_right(office.hasher, user, password) or user is None:
        raise Refused(ServiceRefusal.SIGN_IN_WRONG)
    with transaction():
        lockout.forget(subject, now)
    return user


def sign_out(user: User) -> None:
    """End every session of a user: a stolen cookie dies with the one that was signed out."""
    with transaction():
        fresh = people.user(user.id)
        if fresh is not None:
            fresh.session_epoch += 1


def _is_right(hasher: PasswordHasher, user: User | None, password: str) -> bool:
    """Whether the password is the user's; it takes as long when there is no such user."""
    known = _nobody(hasher) if user is None else user.password_hash
    try:
        right = hasher.verify(known, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return right and user is not None and user.is_enabled


@cache
def _nobody(hasher: PasswordHasher) -> str:
    return hasher.hash("the password of nobody")
