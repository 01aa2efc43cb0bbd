"""Proving a telephone number or mail address: six digits that were sent there, typed in again.

They follow from the case and the server's secret: nothing is stored, in the outbox least of all.
"""

import hmac
from datetime import datetime

from casework.domain.terms import Term, term
from casework.persistence.encryption import keyring
from casework.persistence.models import Case
from casework.services import lockout

_DIGITS = 6


class ContactRefusal(Term):
    """Why a contact is not proved."""

    WRONG = term("wrong", "验证码不对。请核对短信或者邮件中的6位验证码；还可以尝试{left}次。")
    LOCKED = term("locked", "尝试次数过多。请于{minutes}分钟后再试，或者与我们电话联系。")


def code_of(case: Case) -> str:
    """The code that is sent to the contact of a case."""
    seed = f"{case.reference}\0{case.detail.code_hash}"
    number = int(keyring.index(seed, "contact code"), 16)
    return f"{number % 10**_DIGITS:0{_DIGITS}}"


def tried(case: Case, typed: str, now: datetime) -> int | None:
    """None when what was typed is the code; else how many attempts are left, this one counted.

    Within a transaction, which has to be committed for the attempt to count. Raises Refused
    (LOCKED) when none is left.
    """
    subject = lockout.subject_of("contact", case.reference)
    lockout.check(subject, now, ContactRefusal.LOCKED)
    if hmac.compare_digest("".join(typed.split()).encode(), code_of(case).encode()):
        lockout.forget(subject, now)
        return None
    return lockout.count_attempt(subject, now, ContactRefusal.LOCKED)
