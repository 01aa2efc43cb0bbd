"""A history that has not begun."""

import pytest

from casework.adapters.clock import SetClock
from casework.domain.roles import Actor
from casework.services.office import Office
from tests.services.histories.history import History


@pytest.fixture
def history(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> History:
    return History(office, clock, staff, agency_id)
