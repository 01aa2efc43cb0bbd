"""Every page: axe and the HTML checker find nothing, nothing leaves the host or scrolls aside."""

from pathlib import Path

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.vocabulary import Action
from tests.journeys.conftest import Site
from tests.journeys.inspection import Inspection
from tests.journeys.people import (
    PERSON,
    Citizen,
    Colleague,
    Firm,
    fill,
    go_on,
    press,
    said,
    text_of,
)
from tests.road import Road
from tests.web.desk.outside_lines import consulting
from tests.web.open.test_report_check import BROKEN

pytestmark = [pytest.mark.journey, pytest.mark.either, pytest.mark.xdist_group("journeys")]

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
    "/report-check",
    "/opinion",
    "/verify",
    "/find",
    "/find?q=公报",
    "/desk/sign-in",
    "/nothing-here",
]


def test_the_public_pages_are_sound(site: Site, folder: Path, road: Road) -> None:
    """At a wide window; all of them at a narrow one: test_every_page."""
    road.start()
    road.sign()
    road.serve()
    inspection = Inspection(site.visit(), folder)
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


@pytest.mark.parametrize("javascript", [True, False])
def test_letters_reports_and_opinions_are_handed_in(
    site: Site, folder: Path, road: Road, javascript: bool
) -> None:
    consulting(road)
    road.do(Action.RECORD_LETTER_RECEIVED, facts.LetterReceived(1, road.today, "签收"), "clerk")
    (asked,) = (letter for letter, _ in road.see().letters if letter.kind is LetterKind.D05)
    firm = Firm(site.visit(390, javascript=javascript))
    inspection = Inspection(firm.page, folder, javascript=javascript)
    inspection.look(f"/verify?code={asked.facts['verification']['code']}")
    assert asked.number in said(firm.page)
    firm.enters(text_of(asked.pdf))
    inspection.look()
    press(firm.page, "提交意见")
    inspection.look()
    firm.answers({"opinion": "objects", "reasons": "涉及商业秘密"})
    inspection.look()
    firm.page.goto("/report-check")
    fill(firm.page, {"text": BROKEN})
    press(firm.page, "核对")
    inspection.look()
    assert "有2处勾稽关系不成立" in said(firm.page)
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
