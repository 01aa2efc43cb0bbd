"""意见征集: a citizen comments by phone, the unit answers, a second person publishes."""

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf
from playwright.sync_api import Page

from casework.adapters.clock import SetClock
from casework.domain.consultation.acts.hearings import HearingAddition
from casework.domain.consultation.content import Meeting
from casework.domain.consultation.vocabulary import Action, Kind, Participation
from casework.domain.moments import SHANGHAI
from casework.domain.roles import Actor
from casework.services.office import Office
from tests.asking_road import AskingRoad
from tests.journeys.conftest import Site
from tests.journeys.inspection import Inspection
from tests.journeys.people import Bureau, fill, go_on, press

pytestmark = [pytest.mark.journey, pytest.mark.either, pytest.mark.xdist_group("journeys")]

CHEAPER = "农村供水的水价太高，建议每立方米降到两元以下。"


@pytest.fixture
def asking(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> AskingRoad:
    return AskingRoad(office, clock, staff, agency_id)


def test_a_comment_by_phone_is_grouped_answered_and_published(
    site: Site, desk: Bureau, asking: AskingRoad
) -> None:
    asking.open()
    citizen = site.visit(390, javascript=False)
    citizen.goto("/consultations")
    citizen.get_by_role("link", name="示范市农村供水管理办法").click()
    citizen.locator("#passage-2").get_by_role("link", name="对这一段提意见").click()
    quoted = citizen.locator(".quotation").inner_text()
    site.clock.put(asking.office.now() + timedelta(minutes=2))
    fill(citizen, {"text": CHEAPER})
    go_on(citizen)
    reference, code = citizen.locator(".govuk-panel strong").all_inner_texts()
    asking.says(f"{CHEAPER}！", 2)
    asking.says("水质检测结果请每周公布。", 3)

    page = f"/desk/consultations/{asking.reference}"
    handler = desk("handler")
    handler.goes(f"{page}/similar")
    alike = handler.page.locator("section.comment").first
    alike.locator("[name$='-title']").fill("降低水价")
    alike.get_by_role("button", name="归为一类").click()
    _is_told(handler.page, "已归为一类")
    handler.page.get_by_role("link", name="查看归类").click()
    handler.page.get_by_role("link", name="降低水价").click()
    fill(handler.page, {"adoption": "partly_adopted", "reason": "改为阶梯水价。"})
    press(handler.page, "答复这一类")
    _is_told(handler.page, "已答复2条意见")
    asking.go_past_the_end()
    handler.goes(f"{page}/comments?unanswered=1")
    handler.page.get_by_role("checkbox").check()
    fill(handler.page, {"adoption": "adopted", "reason": "已经写入草案。"})
    press(handler.page, "答复")
    _is_told(handler.page, "已答复1条意见")
    handler.goes(f"{page}/feedback")
    fill(handler.page, {"overview": "意见集中在水价。"})
    press(handler.page, "采纳情况送审")
    _is_told(handler.page, "已办理：采纳情况送审")
    reviewer = desk("reviewer")
    reviewer.goes(f"{page}/feedback")
    press(reviewer.page, "公布采纳情况")
    _is_told(reviewer.page, "已办理：公布采纳情况")

    citizen.goto("/track")
    fill(citizen, {"reference": reference, "code": code})
    press(citizen, "查询")
    answer = citizen.locator("main").inner_text()
    citizen.get_by_role("link", name="查看征求意见稿和采纳情况").click()
    citizen.get_by_role("link", name="查看收到的意见和采纳情况").click()
    figures = citizen.locator(".figures dd").all_inner_texts()
    pdf = citizen.context.request.get(f"/consultations/{asking.reference}/feedback.pdf")

    assert quoted == "农村供水实行计量收费，水价每立方米三元。"
    assert "改为阶梯水价。" in answer
    assert ["3", "1", "2", "0"] == figures
    assert len(Pdf.open(BytesIO(pdf.body())).pages) >= 1


def _is_told(page: Page, words: str) -> None:
    """Wait until the next page says that it is done: only then may the clock go on."""
    page.locator(".govuk-notification-banner").get_by_text(words).wait_for()


def _meeting() -> HearingAddition:
    held_at = datetime(2026, 3, 25, 14, 30, tzinfo=SHANGHAI)
    return HearingAddition(Meeting(Participation.HEARING, held_at, "示范市清水路1号会议室"))


def test_the_public_pages_are_sound(site: Site, folder: Path, asking: AskingRoad) -> None:
    asking.open()
    asking.do(Action.ADD_HEARING, _meeting(), "approver")
    one = f"/consultations/{asking.reference}"
    page = site.visit(390)
    inspection = Inspection(page, folder)
    for address in ("/consultations", "/consultations?status=answered&q=水", one):
        inspection.look(address)
    inspection.look("/consultations/catalogue/2026")
    inspection.look(f"{one}/comment?passage=2")
    go_on(page)
    inspection.look()
    site.clock.put(asking.office.now() + timedelta(minutes=2))
    fill(page, {"text": CHEAPER})
    go_on(page)
    inspection.look()
    comment = page.locator(".govuk-panel strong").first.inner_text()
    inspection.look(f"/comments/{comment}")
    asking.go_past_the_end()
    asking.answer([comment])
    asking.submit_feedback()
    asking.release("reviewer")
    inspection.look(one)
    inspection.look(f"{one}/feedback")
    page.goto("/language/en?back=/consultations")
    inspection.look("/consultations")
    inspection.look(one)
    inspection.check_html()

    assert [] == inspection.faults


def test_the_desks_pages_are_sound(site: Site, folder: Path, asking: AskingRoad) -> None:
    asking.open(kind=Kind.NORMATIVE_DOCUMENT)
    asking.do(Action.ADD_HEARING, _meeting(), "approver")
    comments = [asking.says(CHEAPER, 2), asking.says(f"{CHEAPER}！", 2, name="张示范")]
    page = f"/desk/consultations/{asking.reference}"
    desk = Bureau(lambda: site.visit(390))
    handler = desk("handler")
    handler.signs_in()
    inspection = Inspection(handler.page, folder)
    for address in (
        "/desk/consultations",
        "/desk/consultations/new",
        "/desk/decisions/2026",
        "/desk/decisions/2026/new",
        page,
        *(f"{page}/{part}" for part in ("preview", "comments", "comments/new", "similar")),
        *(f"{page}/{part}" for part in ("groups", "feedback", "acts/assign")),
        f"/desk/comments/{comments[1]}",
        f"/desk/comments/{comments[1]}/acts/answer",
        f"/desk/comments/{comments[1]}/acts/hide",
    ):
        inspection.look(address)
    approver = desk("approver")
    approver.signs_in()
    seen = Inspection(approver.page, folder)
    for row in asking.see("approver").permitted:
        seen.look(f"{page}/acts/{row.action.value}")
    asking.go_past_the_end()
    asking.answer([*comments])
    handler.signs_in()
    inspection.look(f"{page}/feedback")
    asking.submit_feedback()
    approver.signs_in()
    seen.look(f"{page}/feedback")
    inspection.check_html()

    assert [] == [*inspection.faults, *seen.faults]
