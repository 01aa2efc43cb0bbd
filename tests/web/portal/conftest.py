"""A citizen's browser."""

import pytest
from flask.testing import FlaskClient

from tests.web.portal.road import Browser


@pytest.fixture
def browser(client: FlaskClient) -> Browser:
    return Browser(client)
