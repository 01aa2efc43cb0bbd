"""Signing in: argon2, five attempts, and no hint which of the two was wrong."""

import pytest

from casework.adapters.clock import SetClock
from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.queries import people
from casework.services import sign_in, staff
from casework.services.agencies import AgencyUnknown
from casework.services.lockout import ATTEMPTS, LOCKED_FOR
from casework.services.office import Office
from casework.services.refusals import ServiceRefusal
from tests.people import PASSWORD


def refused(office: Office, username: str, password: str) -> object:
    with pytest.raises(Refused) as refusal:
        sign_in.sign_in(office, username, password)
    return refusal.value.reason


def test_the_right_password_signs_in(office: Office) -> None:
    assert "handler" == sign_in.sign_in(office, "handler", PASSWORD).username


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(office: Office) -> None:
    assert refused(office, "handler", "wrong") is ServiceRefusal.SIGN_IN_WRONG
    assert refused(office, "nobody", PASSWORD) is ServiceRefusal.SIGN_IN_WRONG


def test_five_failures_lock_the_name_for_half_an_hour(office: Office, clock: SetClock) -> None:
    for _ in range(ATTEMPTS):
        refused(office, "handler", "wrong")

    assert refused(office, "handler", PASSWORD) is ServiceRefusal.SIGN_IN_LOCKED
    clock.go_on(LOCKED_FOR)
    assert "handler" == sign_in.sign_in(office, "handler", PASSWORD).username


def test_whoever_fails_on_a_colleagues_name_keeps_nobody_out_elsewhere(office: Office) -> None:
    for _ in range(ATTEMPTS + 1):
        with pytest.raises(Refused):
            sign_in.sign_in(office, "handler", "wrong", "203.0.113.9")

    with pytest.raises(Refused):
        sign_in.sign_in(office, "handler", PASSWORD, "203.0.113.9")
    assert "handler" == sign_in.sign_in(office, "handler", PASSWORD, "198.51.100.7").username


def test_a_disabled_account_does_not_sign_in(office: Office) -> None:
    user = people.user_by_name("handler")
    assert user is not None
    user.is_enabled = False
    db.session.commit()

    assert refused(office, "handler", PASSWORD) is ServiceRefusal.SIGN_IN_WRONG


def test_a_damaged_hash_lets_nobody_in(office: Office) -> None:
    user = people.user_by_name("handler")
    assert user is not None
    user.password_hash = "not a hash"
    db.session.commit()

    assert refused(office, "handler", PASSWORD) is ServiceRefusal.SIGN_IN_WRONG


def test_signing_out_and_a_changed_account_end_every_session(office: Office) -> None:
    user = sign_in.sign_in(office, "handler", PASSWORD)
    before = user.session_epoch
    sign_in.sign_out(user)
    staff.enter(
        office,
        "SFSW",
        "handler",
        "another password 2026",
        name="示例",
        unit="水资源科",
        roles=frozenset({Role.HANDLER, Role.CLERK}),
    )
    changed = people.user_by_name("handler")
    assert changed is not None

    assert before + 2 == changed.session_epoch
    assert {Role.HANDLER, Role.CLERK} == changed.roles


def test_people_are_entered_for_a_known_agency_with_a_long_password(office: Office) -> None:
    how = {"name": "示例", "unit": "科", "roles": frozenset({Role.CLERK})}

    with pytest.raises(staff.PasswordTooShort):
        staff.enter(office, "SFSW", "new", "short", **how)  # type: ignore[arg-type]
    with pytest.raises(AgencyUnknown):
        staff.enter(office, "XXXX", "new", PASSWORD, **how)  # type: ignore[arg-type]
    staff.enter(office, "SFSW", "new", PASSWORD, **how)  # type: ignore[arg-type]
    assert "new" == sign_in.sign_in(office, "new", PASSWORD).username
