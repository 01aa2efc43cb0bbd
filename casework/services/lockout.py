"""Counting failed attempts: after five in a row a name or a code is locked for half an hour."""

from datetime import datetime, timedelta

from casework.domain.terms import Term
from casework.domain.workflow import Refused
from casework.persistence.encryption import keyring
from casework.persistence.queries import people

ATTEMPTS = 5
LOCKED_FOR = timedelta(minutes=30)


def count_attempt(subject: str, now: datetime, locked: Term) -> int:
    """Count an attempt as failed until it is forgotten; how many are left after it.

    Raises Refused(locked, minutes=…) when none was left.
    """
    counted = people.lockout(subject)
    failures = 0
    if counted is not None and now - counted.last_failed_at < LOCKED_FOR:
        failures = counted.failures
        if failures >= ATTEMPTS:
            wait = counted.last_failed_at + LOCKED_FOR - now
            raise Refused(locked, minutes=int(wait.total_seconds() // 60) + 1)
    people.count_failure(subject, now, failures=failures + 1)
    return ATTEMPTS - failures - 1


def forget(subject: str, now: datetime) -> None:
    """Forget the failures: after a success, or when a new secret was given out."""
    people.count_failure(subject, now, failures=0)


def subject_of(kind: str, name: str) -> str:
    """The blind index under which attempts on a name are counted."""
    return keyring.index(name, f"lockout {kind}")
