"""A message that has not set out yet."""

import pytest

from casework.adapters.clock import SetClock
from casework.domain.roles import Actor
from casework.services.office import Office
from tests.message_road import MessageRoad


@pytest.fixture
def path(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> MessageRoad:
    return MessageRoad(office, clock, staff, agency_id)
