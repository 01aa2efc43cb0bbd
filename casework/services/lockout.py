"""Counting failed attempts: after five in a row a name or a code is locked for half an hour."""

from datetime import datetime, timedelta

from casework.domain.terms import Term
from casework.domain.workflow import Refused
from casework.persistence.encryption import keyring
from casework.persistence.queries import people

ATTEMPTS = 5
LOCKED_FOR = timedelta(minutes=30)


def left_before(subject: str, now: datetime, locked: Term) -> int:
    """How many attempts a subject has left; raises Refused(locked, minutes=…) when none."""
    counted = people.lockout(subject)
    if counted is None or now - counted.last_failed_at >= LOCKED_FOR:
        return ATTEMPTS
    if counted.failures >= ATTEMPTS:
        wait = counted.last_failed_at + LOCKED_FOR - now
        raise Refused(locked, minutes=int(wait.total_seconds() // 60) + 1)
    return ATTEMPTS - counted.failures


def failed(subject: str, now: datetime, left: int) -> None:
    """Count one more failure."""
    people.count_failure(subject, now, failures=ATTEMPTS - left + 1)


def forget(subject: str, now: datetime) -> None:
    """Forget the failures: after a success, or when a new secret was given out."""
    people.count_failure(subject, now, failures=0)


def subject_of(kind: str, name: str) -> str:
    """The blind index under which attempts on a name are counted."""
    return keyring.index(name, f"lockout {kind}")
