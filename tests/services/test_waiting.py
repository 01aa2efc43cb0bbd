"""What waits for whom, and by when a clarification has to be asked."""

from datetime import date

import pytest

from casework.adapters.clock import SetClock
from casework.domain.disclosure.vocabulary import State
from casework.domain.roles import Actor, Role
from casework.services import colleagues, queue
from casework.services.disclosure import waiting
from casework.services.office import Office
from tests.road import Road


@pytest.fixture
def road(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> Road:
    return Road(office, clock, staff, agency_id)


def test_a_clarification_is_asked_within_seven_working_days_of_receipt(road: Road) -> None:
    road.start()

    assert date(2026, 3, 11) == waiting.last_day_to_ask(road.office, road.see().clock)


def test_before_receipt_no_day_to_ask_is_known(road: Road) -> None:
    road.file()

    assert waiting.last_day_to_ask(road.office, road.see().clock) is None


def test_a_handler_waits_for_nobody_but_their_own_cases(road: Road) -> None:
    road.start()

    assert [] == queue.waiting(road.office, road.staff["handler"])


def test_another_agencys_references_are_unknown(road: Road) -> None:
    reference = road.file()
    elsewhere = Actor(road.staff["clerk"].roles, road.agency_id + 1, 1)

    assert reference == waiting.reference_of(road.office, reference, road.staff["clerk"])
    assert waiting.reference_of(road.office, reference, elsewhere) is None


def test_cases_are_given_to_handlers_only(agency_id: int) -> None:
    assert ["handler", "handler2"] == [user.username for user in colleagues.handlers(agency_id)]
    assert [] == list(colleagues.handlers(agency_id + 1))


def test_nobody_has_no_name(office: Office) -> None:
    assert {} == colleagues.names([])


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (State.SUBMITTED, Role.CLERK),
        (State.IN_PROGRESS, Role.HANDLER),
        (State.AWAITING_PAYMENT, Role.APPLICANT),
        (State.IN_REVIEW, Role.REVIEWER),
        (State.TO_SIGN, Role.APPROVER),
    ],
)
def test_a_page_says_who_has_to_act_next(state: State, role: Role) -> None:
    assert queue.next_to_act(state) is role
