"""The desk's tests: a request on its way, and colleagues at their browsers."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from casework.adapters.clock import SetClock
from casework.domain.roles import Actor
from casework.services.office import Office
from tests.road import Road
from tests.web.desk.browser import Desk, at_desk


@pytest.fixture
def road(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> Road:
    return Road(office, clock, staff, agency_id)


@pytest.fixture
def desk(app: Flask) -> Callable[[str], Desk]:
    """The desk of a colleague, signed in."""

    def sit_down(username: str) -> Desk:
        return at_desk(app, username)

    return sit_down


@pytest.fixture
def request_context(app: Flask) -> Iterator[None]:
    """A request, for what speaks the reader's language without a page."""
    with app.test_request_context():
        yield
