"""Every page: axe and the HTML checker find nothing, nothing leaves the host or scrolls aside."""

import json
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action
from tests.journeys.conftest import Site
from tests.journeys.people import PERSON, Citizen, Colleague, fill, go_on
from tests.road import Road

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

ROOT = Path(__file__).resolve().parents[2]
CHECKER = ROOT / ".venv/html-checker/node_modules/vnu-jar/build/dist/vnu.jar"
PUBLIC = [
    "/",
    "/guide",
    "/apply",
    "/apply/person",
    "/apply/organisation",
    "/track",
    "/track/lost",
    "/privacy",
    "/accessibility",
    "/statistics",
    "/calculator",
    "/calculator?received-on=2026&received-on=1&received-on=26",
    "/calendar/2026",
    "/desk/sign-in",
    "/nothing-here",
]
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Inspection:
    """Looks at pages and keeps what is wrong with them, and their HTML for the checker."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.faults: list[str] = []
        self._folder = folder
        self._host = ""
        page.on("request", self._sent)
        page.on("console", lambda said: self._said(said.type, said.text))

    def look(self, address: str = "") -> None:
        """Look at the page that is open, or at an address."""
        if address:
            self.page.goto(address)
        here = self.page.url
        for fault in Axe().run(self.page, options=_RULES).response["violations"]:
            nodes = [node["html"][:120] for node in fault["nodes"][:3]]
            self.faults.append(f"{here}: {fault['id']} {json.dumps(nodes, ensure_ascii=False)}")
        if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            self.faults.append(f"{here}: scrolls sideways")
        name = f"{len(list(self._folder.iterdir())):03d}.html"
        answer = self.page.context.request.get(here)
        (self._folder / name).write_text(f"{answer.text()}\n<!-- {here} -->", encoding="utf-8")

    def check_html(self) -> None:
        """Let the HTML checker read every page that was looked at."""
        run = subprocess.run(  # noqa: S603  # a pinned tool of this project's own environment
            ["java", "-jar", str(CHECKER), "--format", "gnu", "--Werror", str(self._folder)],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        )
        self.faults += [line for line in run.stderr.splitlines() if line.strip()]

    def _sent(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1", "data:", "blob:")):
            self.faults.append(f"a request left the host: {request.url}")

    def _said(self, kind: str, text: str) -> None:
        if kind == "error" and "404" not in text and "422" not in text and "409" not in text:
            self.faults.append(f"{self.page.url}: {text}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "pages"
    inside.mkdir()
    return inside


@pytest.mark.parametrize("width", [390, 1280])
def test_the_public_pages_are_sound(site: Site, folder: Path, road: Road, width: int) -> None:
    road.start()
    road.sign()
    road.serve()
    inspection = Inspection(site.visit(width), folder)
    for address in PUBLIC:
        inspection.look(address)
    inspection.page.goto("/language/en?back=/")
    for address in ("/", "/guide", "/apply/person", "/statistics", "/calculator"):
        inspection.look(address)
    inspection.page.goto("/large-type/on?back=/")
    inspection.look("/")
    inspection.look("/apply/person")
    inspection.check_html()

    assert [] == inspection.faults


def test_the_applicants_pages_are_sound(site: Site, folder: Path, road: Road) -> None:
    citizen = Citizen(site.visit(390))
    inspection = Inspection(citizen.page, folder)
    citizen.page.goto("/apply/person")
    go_on(citizen.page)
    inspection.look()
    citizen.page.goto("/apply/person")
    fill(citizen.page, {**PERSON, "requested_information": "验收报告"})
    go_on(citizen.page)
    inspection.look()
    citizen.files("2025年度验收报告")
    inspection.look()
    road.reference = citizen.reference
    road.confirm()
    road.assign()
    inspection.look(f"/requests/{citizen.reference}")
    inspection.look(f"/requests/{citizen.reference}/withdrawal")
    notice = facts.ClarificationNotice(("写明年份",), road.today.replace(day=20))
    road.do(Action.ASK_CLARIFICATION, notice, "handler")
    inspection.look(f"/requests/{citizen.reference}")
    inspection.look(f"/requests/{citizen.reference}/clarification")
    citizen.clarifies("2025年度小型水库验收报告")
    road.sign()
    road.serve()
    inspection.look(f"/requests/{citizen.reference}")
    inspection.look(f"/requests/{citizen.reference}/rating")
    inspection.check_html()

    assert [] == inspection.faults


def test_the_desks_pages_are_sound(site: Site, folder: Path, road: Road) -> None:
    road.start()
    handler = Colleague(site.visit(), "handler")
    handler.signs_in()
    inspection = Inspection(handler.page, folder)
    inspection.look("/desk/")
    inspection.look("/desk/cases")
    inspection.look("/desk/register")
    case = f"/desk/requests/{road.reference}"
    inspection.look(case)
    for row in road.see().permitted:
        if row.action is not Action.DRAFT_DECISION:
            inspection.look(f"{case}/acts/{row.action.value}")
    for step in ("", "?question=holding", "?question=openness", "?question=ground"):
        inspection.look(f"{case}/decision{step}")
    for outcome in ("granted", "partly_granted", "not_found", "state_secret", "other_agency"):
        inspection.look(f"{case}/decision/{outcome}")
    handler.page.goto(f"{case}/decision/not_found")
    go_on(handler.page)
    inspection.look()
    road.sign()
    inspection.look(case)
    inspection.check_html()

    assert [] == inspection.faults
