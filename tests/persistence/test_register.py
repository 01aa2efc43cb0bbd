"""Numbers without gaps, keys that are used once, and notices that one worker takes in hand."""

from datetime import timedelta

import pytest

from casework.adapters.clock import SetClock
from casework.domain.notices import Notice
from casework.persistence.database import db, transaction
from casework.persistence.models import OutboxMessage
from casework.persistence.queries import register
from tests.conftest import NOW
from tests.road import Road

A_MONTH = timedelta(days=31)


class Fire(Exception):
    """Whatever may happen after a number was given."""


def number(agency_id: int, series: str = "登", year: int = 2026, *, burns: bool = False) -> int:
    with transaction():
        given = register.next_number(agency_id, series, year)
        if burns:
            raise Fire
    return given


def claim(*, burns: bool = False) -> str | None:
    with transaction():
        found = register.claim("k", "said", "a case", NOW)
        if burns:
            raise Fire
    return found


def test_numbers_run_from_one_in_each_series_and_year(agency_id: int) -> None:
    given = [
        number(agency_id, series, year)
        for series, year in [("登", 2026), ("登", 2026), ("复", 2026), ("登", 2027), ("登", 2026)]
    ]

    assert [1, 2, 1, 1, 3] == given


def test_a_number_of_an_act_that_broke_off_is_given_to_the_next(agency_id: int) -> None:
    number(agency_id)
    with pytest.raises(Fire):
        number(agency_id, burns=True)

    assert 2 == number(agency_id)


@pytest.mark.usefixtures("app")
def test_a_key_is_claimed_once_and_then_tells_what_it_led_to() -> None:
    with transaction():
        first = register.claim("k", "said", "SFSW-2026-000001", NOW)
    with transaction():
        second = register.claim("k", "said", "SFSW-2026-000002", NOW)
        other = register.claim("l", "said", "SFSW-2026-000002", NOW)

    assert (None, "SFSW-2026-000001", None) == (first, second, other)


@pytest.mark.usefixtures("app")
def test_a_key_of_an_act_that_broke_off_is_free_again() -> None:
    with pytest.raises(Fire):
        claim(burns=True)

    assert claim() is None


@pytest.mark.usefixtures("app")
def test_a_key_with_which_something_else_was_said_is_not_the_same_form() -> None:
    with transaction():
        register.claim("k", "said", "a case", NOW)
    with pytest.raises(register.SaidOtherwise), transaction():
        register.claim("k", "said otherwise", "a case", NOW)


def test_the_next_case_has_the_id_that_was_foretold(road: Road) -> None:
    for _ in range(2):
        with transaction():
            foretold = register.next_case_id()
            db.session.rollback()
        road.file()

        assert foretold <= road.see().case.id


@pytest.mark.usefixtures("app")
def test_only_old_keys_are_forgotten() -> None:
    with transaction():
        register.claim("old", "said", "a case", NOW - A_MONTH)
        register.claim("new", "said", "a case", NOW)
        register.forget_old_keys(NOW)
    with transaction():
        answers = [register.claim(key, "said", "another", NOW) for key in ("old", "new")]

    assert [None, "a case"] == answers


def test_a_notice_is_in_one_hand_at_a_time_until_its_lease_ends(
    road: Road, clock: SetClock
) -> None:
    road.file()
    with transaction():
        case_id = road.see().case.id
        register.owe(case_id, Notice.RECEIVED, "key", clock.now())
    (message_id,) = register.undelivered(clock.now(), 10)

    def take() -> OutboxMessage | None:
        with transaction():
            until = clock.now() + timedelta(minutes=2)
            return register.leased(message_id, clock.now(), until)

    first, second = take(), take()
    clock.go_on(timedelta(minutes=3))
    third = take()
    with transaction():
        register.close_message(message_id, clock.now(), is_delivered=True)
    clock.go_on(timedelta(minutes=3))

    assert (True, False, True) == (first is not None, second is not None, third is not None)
    assert take() is None
    assert [] == list(register.undelivered(clock.now(), 10))
    assert 2 == db.session.scalar(db.select(OutboxMessage.attempts))
