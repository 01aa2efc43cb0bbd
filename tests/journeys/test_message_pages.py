"""意见建议: a message is passed on, answered, published and found; and every page is sound."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from casework.adapters.clock import SetClock
from casework.domain.message import facts
from casework.domain.message.questions import Answered, Released
from casework.domain.message.vocabulary import Action
from casework.domain.roles import Actor, Role
from casework.services import staff as people
from casework.services.message import publishing, questions
from casework.services.office import Office
from tests.journeys.conftest import Site
from tests.journeys.inspection import Inspection
from tests.journeys.people import Bureau, Colleague, Given, fill, go_on, press, said
from tests.message_road import MessageRoad
from tests.people import AGENCY, PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.either, pytest.mark.xdist_group("journeys")]

GIVEN = {
    "kind": "complaint",
    "title": "清水路口的路灯什么时候修好",
    "text": "路灯坏了两周，晚上看不清河边的台阶。请打19900000000找我。",
    "name": "张示范",
    "phone": "19900000000",
    "may_be_published": "y",
}


@pytest.fixture
def path(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> MessageRoad:
    return MessageRoad(office, clock, staff, agency_id)


@pytest.fixture
def another_unit(office: Office, staff: dict[str, Actor]) -> str:
    """A handler of another unit; the name to choose them by."""
    roles = frozenset({Role.HANDLER})
    people.enter(
        office, AGENCY["code"], "handler2", PASSWORD, name="示例手", unit="设施科", roles=roles
    )
    return "示例手"


def _write(page: Page, clock: SetClock) -> None:
    """Fill in the form, not as fast as a program, and send it."""
    page.goto("/messages/write")
    clock.put(clock.now() + timedelta(minutes=2))
    fill(page, GIVEN)
    go_on(page)


def _do(colleague: Colleague, reference: str, action: str, given: Given) -> None:
    """Take the act on the message's page, fill its form, send it."""
    colleague.goes(f"/desk/messages/{reference}")
    colleague.page.locator(f"main a[href$='/{action}']").first.click()
    fill(colleague.page, given)
    go_on(colleague.page)
    assert colleague.page.url.endswith(reference), said(colleague.page)


def _publish(path: MessageRoad) -> None:
    """Answer the message at hand and make it public."""
    path.answer()
    file = path.see()
    prepared = publishing.prepared(file.case.message, file.standing, ())
    path.do(Action.PREPARE_PUBLICATION, prepared, "handler")
    path.do(Action.PUBLISH, facts.Release(), "approver")


def _ask_often(path: MessageRoad) -> None:
    given = Answered("路灯什么时候修好", "请打000-12345678报修，3日内修复。", "设施科")
    questions.enter(path.office, given, uuid4().hex, path.staff["clerk"])
    entry = questions.waiting(path.agency_id)[0]
    questions.release(path.office, Released(entry.id), uuid4().hex, path.staff["approver"])


def test_a_message_is_passed_on_answered_published_and_found(
    site: Site, desk: Bureau, another_unit: str
) -> None:
    citizen = site.visit(390, javascript=False)
    citizen.goto("/")
    citizen.get_by_role("navigation").get_by_role("link", name="意见建议").click()
    citizen.get_by_role("button", name="写留言").click()
    _write(citizen, site.clock)
    reference, code = citizen.locator(".govuk-panel strong").all_inner_texts()

    _do(desk("clerk"), reference, "accept", {"handler_id": "示例handler"})
    passed: Given = {"handler_id": another_unit, "reason": "路灯归设施科管"}
    _do(desk("clerk"), reference, "transfer", passed)
    _do(desk("handler2"), reference, "draft", {"text": "路灯已经修好，请看看。"})
    _do(desk("handler2"), reference, "submit_for_review", {})
    _do(desk("reviewer"), reference, "approve_reply", {})
    _do(desk("handler2"), reference, "publication", {})
    _do(desk("approver"), reference, "publish", {})

    citizen.goto("/track")
    fill(citizen, {"reference": reference, "code": code})
    press(citizen, "查询")
    told = said(citizen)

    reader = site.visit(390)
    reader.goto("/messages")
    fill(reader, {"q": "路灯修好"})
    press(reader, "查找")
    reader.get_by_role("link", name=GIVEN["title"]).click()
    read = said(reader)

    assert "转给设施科办理，理由：路灯归设施科管" in told
    assert "路灯已经修好，请看看。" in told
    for column in ("受理日期", "答复日期", "答复部门", "答复内容", "设施科", "路灯已经修好"):
        assert column in read
    assert "19900000000" not in read
    assert "张示范" not in read


def test_answers_are_offered_while_a_title_is_typed_and_without_javascript_before_sending(
    site: Site, path: MessageRoad
) -> None:
    _ask_often(path)
    page = site.visit(390)
    page.goto("/messages/write")
    page.locator("[name=title]").press_sequentially("河边的路灯什么时候修好")
    page.locator("#offers").get_by_text("路灯什么时候修好").click()
    offered = page.locator("#offers").inner_text()
    site.clock.put(path.office.now() + timedelta(minutes=2))
    fill(page, {**GIVEN, "title": "河边的路灯什么时候修好"})
    go_on(page)
    at_once = page.locator(".govuk-panel strong").first.inner_text()

    plain = site.visit(390, javascript=False)
    _write(plain, site.clock)
    shown = said(plain)
    plain.get_by_role("button", name="仍要提交").first.click()

    assert "3日内修复" in offered
    assert at_once == "SFSW-2026-L000001"
    assert "这些答复能帮到您吗？" in shown
    assert plain.locator(".govuk-panel strong").first.inner_text() == "SFSW-2026-L000002"


def test_the_citizens_pages_are_sound(site: Site, folder: Path, path: MessageRoad) -> None:
    _ask_often(path)
    page = site.visit(390)
    # As where nothing was offered in time: then the answers are shown before sending.
    page.route("**/messages/offered?*", lambda route: route.fulfill(body=""))
    inspection = Inspection(page, folder)
    inspection.look("/messages")
    page.goto("/messages/write")
    go_on(page)
    inspection.look()
    _write(page, site.clock)
    inspection.look()
    page.get_by_role("button", name="仍要提交").first.click()
    inspection.look()
    path.reference = page.locator(".govuk-panel strong").first.inner_text()
    mine = f"/messages/{path.reference}"
    inspection.look(mine)
    path.accept()
    _publish(path)
    for address in (mine, f"{mine}/rating", f"{mine}/follow-up"):
        inspection.look(address)
    page.goto("/messages")
    page.get_by_role("link", name=GIVEN["title"]).click()
    public = page.url
    inspection.look()
    for address in ("/messages", "/messages?q=水库钓鱼", "/messages/questions"):
        inspection.look(address)
    inspection.look("/messages/statistics")
    path.do(Action.UNPUBLISH, facts.Withdrawal("本人要求"), "approver")
    inspection.look(public)
    inspection.check_html()

    assert [] == inspection.faults


def test_the_desks_pages_are_sound(site: Site, folder: Path, path: MessageRoad) -> None:
    path.submit()
    path.accept()
    _ask_often(path)
    handler = Colleague(site.visit(), "handler")
    handler.signs_in()
    inspection = Inspection(handler.page, folder)
    for address in ("", "?ended=1", "/register", "/questions", "/questions/new"):
        inspection.look(f"/desk/messages{address}")
    handler.page.goto("/desk/messages/questions")
    handler.page.get_by_role("link", name="路灯什么时候修好").click()
    inspection.look()
    page = f"/desk/messages/{path.reference}"
    inspection.look(page)
    for row in path.see().permitted:
        inspection.look(f"{page}/acts/{row.action.value}")
    path.answer("请打19900000000。")
    inspection.look(f"{page}/publication")
    go_on(handler.page)
    inspection.look(page)
    approver = Colleague(site.visit(), "approver")
    approver.signs_in()
    releasing = Inspection(approver.page, folder)
    releasing.look(f"{page}/acts/publish")
    releasing.check_html()

    assert [] == [*inspection.faults, *releasing.faults]
