"""The road of a consultation."""

import pytest

from casework.adapters.clock import SetClock
from casework.domain.roles import Actor
from casework.services.office import Office
from tests.consultation_road import ConsultationRoad


@pytest.fixture
def way(
    office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int
) -> ConsultationRoad:
    """A consultation that is not begun yet."""
    return ConsultationRoad(office, clock, staff, agency_id)
