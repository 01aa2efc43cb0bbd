"""Counting failed attempts: after so many in a row a name or an address waits half an hour."""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from casework.domain.terms import Term
from casework.domain.workflow import Refused
from casework.persistence.encryption import keyring
from casework.persistence.queries import people

ATTEMPTS = 5
FROM_ONE_ADDRESS = 20  # many people share an office's address
LOCKED_FOR = timedelta(minutes=30)


def count_attempt(subject: str, now: datetime, locked: Term) -> int:
    """Count an attempt as failed until it is forgotten; how many are left after it.

    Raises Refused(locked, minutes=…) when none was left.
    """
    failures = check(subject, now, locked)
    people.count_failure(subject, now, failures=failures + 1)
    return ATTEMPTS - failures - 1


def check(subject: str, now: datetime, locked: Term, most: int = ATTEMPTS) -> int:
    """The failures that count against a subject; raises Refused(locked, minutes=…) at `most`."""
    counted = people.lockout(subject)
    if counted is None or now - counted.last_failed_at >= LOCKED_FOR:
        return 0
    if counted.failures >= most:
        wait = counted.last_failed_at + LOCKED_FOR - now
        raise Refused(locked, minutes=int(wait.total_seconds() // 60) + 1)
    return counted.failures


def guessed_wrong(subject: str, guesser: str, before: int, now: datetime, locked: Term) -> int:
    """Count a wrong code against the address that tried it; how many attempts it has left.

    Names are consecutive, and anybody can fail on somebody's: only the guesser waits. Where many
    have failed before, a failure costs more, so that many addresses have few attempts each.
    """
    try:
        count_attempt(subject, now, locked)
        weight = 1
    except Refused:
        weight = ATTEMPTS
    people.count_failure(guesser, now, failures=before + weight)
    return max(0, FROM_ONE_ADDRESS - before - weight)


def forget(subject: str, now: datetime) -> None:
    """Forget the failures: after a success, or when a new secret was given out."""
    people.count_failure(subject, now, failures=0)


def subject_of(kind: str, name: str) -> str:
    """The blind index under which attempts on a name are counted."""
    return keyring.index(name, f"lockout {kind}")


def network_of(address: str) -> str:
    """Whose an address is: of IPv6 a subscriber has a whole /64 and may change within it."""
    try:
        number = ip_address(address)
    except ValueError:
        return address  # a socket has none
    if isinstance(number, IPv6Address):
        own = number.ipv4_mapped
        return str(own or ip_network((number, 64), strict=False))
    return str(number)
