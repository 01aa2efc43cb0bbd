"""更正自身信息: a citizen asks on a phone, without JavaScript too, and every page is sound."""

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page

from casework.domain.disclosure import facts
from casework.domain.record_correction.vocabulary import Action
from casework.domain.roles import Actor
from casework.services.office import Office
from tests.correction_road import CORRECTED, CorrectionRoad
from tests.journeys.conftest import Site
from tests.journeys.inspection import Inspection
from tests.journeys.people import Colleague, fill, go_on
from tests.web.portal.road import PNG

pytestmark = [pytest.mark.journey, pytest.mark.either, pytest.mark.xdist_group("journeys")]

GIVEN = {
    "name": "张示范",
    "identity_number": "999999199001010016",
    "phone": "00012345678",
    "record": "2024年取水许可登记的姓名",
    "wrong": "张示凡",
    "right": "张示范",
}


def _ask(page: Page) -> None:
    """Fill in the form with its two files, and send it."""
    fill(page, GIVEN)
    for name in ("identity", "evidence"):
        picture = FilePayload(name=f"{name}.png", mimeType="image/png", buffer=PNG)
        page.locator(f"main input[type=file][name={name}]").set_input_files(picture)
    go_on(page)


@pytest.fixture
def path(office: Office, staff: dict[str, Actor], agency_id: int) -> CorrectionRoad:
    return CorrectionRoad(office, staff, agency_id)


def test_a_citizen_asks_and_reads_the_answer(
    site: Site, folder: Path, path: CorrectionRoad
) -> None:
    page = site.visit(390)
    inspection = Inspection(page, folder)
    for address in ("/corrections", "/corrections/apply/organisation"):
        inspection.look(address)
    page.goto("/corrections/apply/person")
    go_on(page)
    inspection.look()
    _ask(page)
    inspection.look()
    path.reference = page.locator(".govuk-panel strong").first.inner_text()
    path.confirm()
    path.assign()
    inspection.look(f"/corrections/{path.reference}")
    inspection.look(f"/corrections/{path.reference}/withdrawal")
    path.answer()
    inspection.look(f"/corrections/{path.reference}")
    inspection.check_html()

    assert [] == inspection.faults


def test_it_works_without_javascript(site: Site) -> None:
    page = site.visit(390, javascript=False)
    page.goto("/corrections/apply/person")
    _ask(page)

    assert page.locator(".govuk-panel strong").first.inner_text() == "SFSW-2026-G000001"


def test_the_desks_pages_are_sound(site: Site, folder: Path, path: CorrectionRoad) -> None:
    path.start()
    handler = Colleague(site.visit(), "handler")
    handler.signs_in()
    inspection = Inspection(handler.page, folder)
    for address in ("", "?ended=1", "/register", "/register?applicant=organisation"):
        inspection.look(f"/desk/corrections{address}")
    page = f"/desk/corrections/{path.reference}"
    inspection.look(page)
    for row in path.see().permitted:
        inspection.look(f"{page}/acts/{row.action.value}")
    path.answer(CORRECTED)
    number = path.see().letters[0][0].number
    served = facts.LetterService(number, facts.ServiceWay.POST, path.office.today(), "EMS000")
    path.do(Action.SERVE_LETTER, served, "clerk")
    inspection.look(page)
    inspection.check_html()

    assert [] == inspection.faults
