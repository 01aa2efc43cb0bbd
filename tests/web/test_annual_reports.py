"""Annual reports on the web: drafted at the desk, read by everybody, the same in every form."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from casework.adapters.clock import SetClock
from casework.domain.annual_report import cells
from casework.domain.annual_report.acts import Restatement
from casework.domain.annual_report.vocabulary import Action
from casework.domain.roles import Actor
from casework.services.office import Office
from tests.report_road import CONTENTS, YEAR, ReportRoad
from tests.road import Road
from tests.web.desk.browser import at_desk

TABLE2 = {name.replace(".", "_"): str(at) for at, name in enumerate(cells.TABLE2)}
PROSE = {"overview": "新收1件。", "problems": "问题。", "other": "收费0元。", "carried_in_note": ""}


@pytest.fixture
def january(road: Road, clock: SetClock) -> None:
    """A request of the year that was replied to; and the next January."""
    road.start()
    road.sign()
    road.serve()
    clock.put(clock.now() + timedelta(days=320))


@pytest.fixture
def report(january: None, office: Office, staff: dict[str, Actor]) -> ReportRoad:
    return ReportRoad(office, staff)


def test_a_report_goes_from_its_beginning_to_its_publication(
    january: None, app: Flask, client: FlaskClient
) -> None:
    handler, approver = at_desk(app, "handler"), at_desk(app, "approver")
    page = handler.send("/desk/reports", year=YEAR).location
    assert handler.send(f"{page}/acts/enter", **PROSE, **TABLE2).status_code == 303
    assert handler.post(f"{page}/check", **handler.keys(page)).status_code == 303
    assert approver.send(f"{page}/acts/approve", remark="").status_code == 303
    assert approver.send(f"{page}/acts/publish").status_code == 303
    public = client.get(f"/annual-reports/{YEAR}")

    assert public.status_code == 200
    assert "新收1件。" in public.text


def test_a_figure_leads_to_the_cases_behind_it(report: ReportRoad, road: Road, app: Flask) -> None:
    handler, page = at_desk(app, "handler"), f"/desk/reports/{report.reference}"

    assert f"{page}/cells/t3.r_open.1" in handler.get(page).text
    assert road.reference in handler.get(f"{page}/cells/t3.r_open.1").text
    assert road.reference not in handler.get(f"{page}/cells/t3.carried_out.7").text


def test_what_was_typed_stands_beside_its_error(report: ReportRoad, app: Flask) -> None:
    entering = f"/desk/reports/{report.reference}/acts/enter"
    answer = at_desk(app, "handler").send(entering, **{**PROSE, **TABLE2, "t2_7": "许多"})

    assert answer.status_code == 422
    assert "许多" in answer.text
    assert "行政许可，本年处理决定数量" in answer.text


def test_prose_that_names_other_numbers_is_pointed_at(report: ReportRoad, app: Flask) -> None:
    prose = "全年新收政府信息公开申请7件。"
    report.do(Action.ENTER, replace(CONTENTS, overview=prose))

    assert "S-5" in at_desk(app, "handler").get(f"/desk/reports/{report.reference}").text


def test_the_figures_are_offered_as_a_sentence_until_something_is_written(
    report: ReportRoad, app: Flask
) -> None:
    entering = f"/desk/reports/{report.reference}/acts/enter"
    offered = "本年新收政府信息公开申请1件"
    before = at_desk(app, "handler").get(entering).text
    report.do(Action.ENTER, CONTENTS)
    after = at_desk(app, "handler").get(entering).text

    assert (before.count(offered), after.count(offered)) == (2, 1)


def test_the_page_says_what_is_missing_before_the_check(report: ReportRoad, app: Flask) -> None:
    handler, page = at_desk(app, "handler"), f"/desk/reports/{report.reference}"

    assert "“一、总体情况”还没有填写" in handler.get(page).text


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv", "json"])
def test_an_unchanged_file_is_answered_with_304(
    report: ReportRoad, client: FlaskClient, form: str
) -> None:
    report.publish()
    address = f"/annual-reports/{YEAR}/1.{form}"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert len(first.data) > 500


def test_a_restated_report_shows_its_note_and_keeps_the_first_edition(
    report: ReportRoad, client: FlaskClient
) -> None:
    report.publish()
    report.do(Action.RESTATE, Restatement("表二一处误报。"), "approver")
    report.publish()
    now = client.get(f"/annual-reports/{YEAR}").text
    before = client.get(f"/annual-reports/{YEAR}/1").text

    assert "更正说明：表二一处误报。" in now
    assert "这一版已经更正" in before
    assert json.loads(client.get(f"/annual-reports/{YEAR}/2.json").data)["note"] == "表二一处误报。"


@pytest.mark.parametrize("address", ["2025", f"{YEAR}/9", "99999999999", f"{YEAR}/9.pdf"])
def test_what_is_not_published_is_not_there(
    report: ReportRoad, client: FlaskClient, address: str
) -> None:
    report.publish()

    assert client.get(f"/annual-reports/{address}").status_code == 404


def test_the_list_names_the_edition_in_force(report: ReportRoad, client: FlaskClient) -> None:
    assert "还没有公布年度报告" in client.get("/annual-reports").text
    report.publish()

    assert f"/annual-reports/{YEAR}/1.pdf" in client.get("/annual-reports").text
