"""The desk on a phone: the form of every act, administration, letters, what was asked before."""

from datetime import date
from itertools import groupby
from pathlib import Path
from uuid import uuid4

import pytest

from casework.domain.disclosure.proactive import Publication
from casework.services import published
from casework.services.disclosure import similar
from tests.conftest import NOW
from tests.journeys.conftest import Site
from tests.journeys.inspection import Inspection
from tests.journeys.people import Bureau, go_on
from tests.people import ORGANISATION, application
from tests.road import Road
from tests.web.desk.test_acts import LINES
from tests.web.desk.ways import Way

pytestmark = [pytest.mark.journey, pytest.mark.either, pytest.mark.xdist_group("journeys")]

WANTED = "2025年度小型水库除险加固项目验收报告"
OF_ADMINISTRATION = [
    "/desk/administration/people/new",
    "/desk/administration/agency",
    "/desk/administration/review",
    "/desk/administration/book",
    "/desk/administration/notices",
    "/desk/agency/seal",
    "/desk/workload",
    "/desk/letters/wording",
    "/desk/letters/wording/d11",
]
OF_PAPERS = [
    "/desk/letters",
    "/desk/letters/printing?begins_on=2026&begins_on=3&begins_on=1",
    "/desk/published/new",
    "/desk/suggestions",
    "/desk/suggestions/considered",
    "/desk/substitutes",
    "/desk/password",
]


class Eyes:
    """Colleagues at narrow windows, whose every page is inspected."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.desk = Bureau(lambda: site.visit(390))
        self._folder = folder
        self._inspections: dict[str, Inspection] = {}

    def see(self, username: str, address: str = "") -> None:
        """Open an address as a colleague, or stay, and inspect what is shown."""
        colleague = self.desk(username)
        inspection = self._inspections.setdefault(
            username, Inspection(colleague.page, self._folder)
        )
        if address:
            colleague.goes(address)
            assert colleague.page.url.endswith(address), colleague.page.url
        inspection.look()

    @property
    def faults(self) -> list[str]:
        """What is wrong with the pages that were seen, and with their HTML."""
        found = list(self._inspections.values())
        found[0].check_html()
        return [fault for inspection in found for fault in inspection.faults]


@pytest.fixture
def eyes(site: Site, folder: Path) -> Eyes:
    return Eyes(site, folder)


def _by_way() -> list[tuple[Way, list[tuple[str, str]]]]:
    """Each way to a state, with the acts that are done there and by whom."""
    lines = sorted(LINES, key=lambda line: line[1].__name__)
    return [
        (way, [(line[0].value, line[2]) for line in group])
        for way, group in groupby(lines, key=lambda line: line[1])
    ]


def test_the_form_of_every_act_is_sound(site: Site, eyes: Eyes, road: Road) -> None:
    for way, acts in _by_way():
        site.clock.put(NOW)
        way(road)
        for action, who in acts:
            eyes.see(who, f"/desk/requests/{road.reference}/acts/{action}")

    assert [] == eyes.faults


def test_administration_is_sound(eyes: Eyes, road: Road) -> None:
    road.start()
    handler_id = road.staff["handler"].user_id
    person = f"/desk/administration/people/{handler_id}"
    for address in OF_ADMINISTRATION:
        eyes.see("administrator", address)
    for address in ("/desk/administration/people", person):
        eyes.see("administrator", address)
    for part in ("account", "password/new", "substitutes"):
        eyes.see("administrator", f"{person}/{part}")
    eyes.see("administrator", f"/desk/people/{handler_id}/hand-over")
    eyes.see("administrator", "/desk/administration/people/new")
    go_on(eyes.desk("administrator").page)
    eyes.see("administrator")

    assert [] == eyes.faults


def test_papers_and_what_was_asked_before_are_sound(eyes: Eyes, road: Road) -> None:
    road.start(application(ORGANISATION, WANTED))
    road.sign()
    road.start(application(wanted=WANTED))
    where = Publication("2025年示范市水资源公报", date(2026, 2, 2), "", "《示范市人民政府公报》")
    published.enter(road.office, where, uuid4().hex, road.staff["clerk"])
    similar.rebuild()
    for address in OF_PAPERS:
        eyes.see("handler", address)
    eyes.see("handler", "/desk/published")
    page = eyes.desk("handler").page
    page.get_by_role("link", name=where.title).click()
    eyes.see("handler")
    eyes.see("handler", f"/desk/requests/{road.reference}/similar")
    eyes.see("handler", "/desk/suggestions")
    page.get_by_role("link", name="记录研究结果").click()
    eyes.see("handler")

    assert [] == eyes.faults
