"""Every page that a visitor of the demo can come to: axe and the HTML checker find nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from casework.cli.demo import PASSWORD
from tests.journeys.conftest import Site
from tests.journeys.crawl import pages
from tests.journeys.inspection import Inspection
from tests.web.desk.browser import keys_on

pytestmark = [pytest.mark.journey, pytest.mark.either, pytest.mark.xdist_group("journeys")]

_AT_LEAST = 90  # kinds of pages
_COLLEAGUES = ("handler", "clerk", "reviewer", "approver", "administrator")


@pytest.fixture
def told(app: Flask) -> str:
    """The demo's books; what its command said."""
    answer = FlaskCliRunner(app).invoke(args=["demo"])
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_every_page_of_the_demo_is_sound(site: Site, folder: Path, app: Flask, told: str) -> None:
    faults = []
    looked_at: set[str] = set()
    for cookie, starts in _visitors(app, told):
        page = site.visit(390)
        page.context.add_cookies([{"name": "casework", "value": cookie, "url": site.address}])
        inspection = Inspection(page, folder)
        client = app.test_client()
        client.set_cookie("casework", cookie)
        for endpoint, address in pages(app, client, starts):
            if endpoint not in looked_at:
                looked_at.add(endpoint)
                inspection.look(address)
        faults += inspection.faults
        page.context.close()
    checked = Inspection(site.visit(), folder)
    checked.check_html()
    assert [] == faults + checked.faults
    # The demo leads to all three faces' pages of every procedure, or this looks at nothing.
    assert len(looked_at) > _AT_LEAST
    assert {"portal.request_page", "desk.message", "open.annual_report"} <= looked_at


def _visitors(app: Flask, told: str) -> Iterator[tuple[str, list[str]]]:
    """The session of each kind of visitor, and where they begin."""
    yield "", ["/", "/desk/sign-in"]
    found = re.search(r"登记编号 (\S+)  查询码 (\S+)", told)
    assert found is not None
    reference, code = found.groups()
    yield _session(app, "/track", reference=reference, code=code), [f"/requests/{reference}"]
    for name in _COLLEAGUES:
        yield _session(app, "/desk/sign-in", username=name, password=PASSWORD), ["/desk/"]


def _session(app: Flask, address: str, **typed: str) -> str:
    client = app.test_client()
    answer = client.post(address, data={**keys_on(client.get(address)), **typed})
    assert answer.status_code == 303, answer.text
    cookie = client.get_cookie("casework")
    assert cookie is not None
    return cookie.value
