"""The figures as page, CSV, XLSX and JSON: the same numbers, defined, never half published."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from contextvars import Context
from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from structlog.testing import capture_logs

from casework.adapters.sheets import read_sheets
from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.facts import ConfirmationMeans, ReceiptConfirmation
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor
from casework.persistence.database import db, transaction
from casework.persistence.models import Agency
from casework.services.disclosure.acts import Order, act
from casework.services.disclosure.filing import submit
from casework.services.office import Office
from casework.statistics.dashboard_exports import schema
from casework.statistics.vocabulary import Definition, Group, Withheld
from casework.web.open.shelf import Shelf, shelf_of
from tests.conftest import NOW
from tests.people import AGENCY, application
from tests.statistics.books import Entry, enter
from tests.statistics.summing import summed_up

_MARCH = date(2025, 3, 3)
BOOKS = (
    Entry(date(2025, 1, 6), date(2025, 2, 5), Outcome.GRANTED, in_time=True),
    Entry(date(2025, 12, 31)),
    *[Entry(_MARCH, date(2026, 1, 5), Outcome.GRANTED, in_time=True)] * 3,
    *[Entry(date(2026, 1, 4), date(2026, 2, 2), Outcome.NOT_FOUND, in_time=False)] * 2,
    *[Entry(date(2026, 1, 4), date(2026, 2, 3), Outcome.OTHER_AGENCY, in_time=True)] * 2,
    Entry(date(2026, 2, 9), date(2026, 2, 9), Outcome.WITHDRAWN),
    Entry(date(2026, 3, 2), kind=ApplicantKind.LEGAL_SERVICE),
)
ADDRESSES = ["/statistics", "/statistics.csv", "/statistics.xlsx", "/statistics.json"]


@pytest.fixture
def books(app: Flask, agency_id: int) -> None:
    with transaction():
        for entry in BOOKS:
            enter(entry, agency_id)
        summed_up()


@pytest.fixture
def child(app: Flask, agency_id: int) -> None:
    """An agency below the site's own, with a case of its own."""
    with transaction():
        below = Agency(**AGENCY | {"code": "XJ", "name": "示范市下级局"}, parent_id=agency_id)
        db.session.add(below)
        db.session.flush()
        for _ in range(3):
            enter(Entry(date(2025, 5, 6)), below.id)
        summed_up()


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *others: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def rows(client: FlaskClient, query: str = "") -> list[dict[str, str]]:
    text = client.get(f"/statistics.csv{query}").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def figures(client: FlaskClient, query: str = "") -> dict[str, object]:
    document = json.loads(client.get(f"/statistics.json{query}").data)
    return {f"{each['group']}.{each['key']}": each["value"] for each in document["figures"]}


def numbers(written: Mapping[str, object]) -> dict[str, float | None]:
    """Figures as numbers, however they were written; None for what is left blank."""
    return {
        key: float(str(value)) if value or value == 0 else None for key, value in written.items()
    }


def in_workbook(client: FlaskClient) -> dict[str, str]:
    """The figures of the workbook by their codes."""
    (grid,) = read_sheets(client.get("/statistics.xlsx").data).grids
    rows_of_figures = [row for row in grid if len(row) > 3 and "." in row[1]]
    return {row[1]: row[3] for row in rows_of_figures}


def text_of(client: FlaskClient, query: str = "") -> str:
    page = client.get(f"/statistics{query}").get_data(as_text=True)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


@pytest.mark.usefixtures("books")
def test_page_csv_and_json_say_the_same(client: FlaskClient) -> None:
    said = figures(client)
    written = {row["代码"]: row["数值"] for row in rows(client)}

    assert numbers(written) == numbers(said) == numbers(in_workbook(client))
    assert said["flow.newly_received"] == 6
    assert said["flow.carried_in"] == 4
    assert said["flow.total_disposed"] == 8
    assert said["flow.carried_over"] == 2
    assert said["timeliness.in_time_rate"] == 71.4
    assert said["outcome.r_na_1"] is None
    assert said["outcome.r_ot_3"] is None
    assert said["received_by_kind.legal_service"] is None
    assert said["received_by_month.2026-01"] == 4
    page = text_of(client)
    for shown in (
        "新收 6 件 1月至2月：5 件；上年同期1 件，多4 件",
        "期初结转 4 件",
        "办结 8 件 1月至2月：8 件；上年同期1 件，多7 件",
        "正在办理 2 件 1月至2月：1 件；上年同期0 件，多1 件",
        "按期答复率 71.4% 1月至2月：71.4%；上年同期100.0%，低28.6个百分点",
        "新收 6 ＋ 期初结转 4 ＝ 办结 8 ＋ 期末未办结 2",  # noqa: RUF001
        "（四）1.本机关不掌握相关政府信息 不单独公布",
        "法律服务机构 不单独公布",
        "1月 4 3",
    ):
        assert shown in page


@pytest.mark.usefixtures("books")
def test_a_number_of_a_very_few_is_said_to_be_kept_back_and_not_said(client: FlaskClient) -> None:
    document = json.loads(client.get("/statistics.json").data)
    kept_back = {f"{e['group']}.{e['key']}" for e in document["figures"] if e["is_suppressed"]}
    in_csv = {row["代码"] for row in rows(client) if row["不单独公布"] == "不单独公布"}

    assert kept_back == in_csv
    assert "received_by_kind.legal_service" in kept_back
    assert all(e["value"] is None for e in document["figures"] if e["is_suppressed"])
    assert Withheld.WHY.zh in text_of(client)


@pytest.mark.usefixtures("books")
def test_a_quarter_can_be_asked_for(client: FlaskClient) -> None:
    said = figures(client, "?year=2025&quarter=1")
    page = text_of(client, "?year=2025&quarter=1")

    assert (said["flow.newly_received"], said["flow.carried_over"]) == (4, 3)
    assert {"2025年第1季度"} == {row["统计区间"] for row in rows(client, "?year=2025&quarter=1")}
    assert "2025年第1季度依申请公开统计数据" in page
    assert "意见征集按年" not in page
    assert "每季度新收和办结" not in page


@pytest.mark.usefixtures("books", "child")
def test_an_agency_below_and_the_sum_can_be_asked_for(client: FlaskClient) -> None:
    received = {
        whose: figures(client, f"?year=2025&agency={whose}")["flow.newly_received"]
        for whose in ("", "SFSW", "XJ", "all")
    }

    assert received == {"": 5, "SFSW": 5, "XJ": 3, "all": 8}
    assert "合计（示范市水务局和下级机关）" in text_of(client)
    assert {"本机关和下级机关合计"} == {row["范围"] for row in rows(client, "?agency=all")}
    assert "只按全年公布" in text_of(client, "?year=2025&quarter=1&agency=all")
    assert client.get("/statistics?agency=nobody").status_code == 404


@pytest.mark.usefixtures("books")
def test_no_agency_is_chosen_where_there_is_one(client: FlaskClient) -> None:
    assert 'name="agency"' not in client.get("/statistics").get_data(as_text=True)


@pytest.mark.usefixtures("books")
def test_another_year_can_be_asked_for(client: FlaskClient) -> None:
    said = figures(client, "?year=2025")

    assert (5, 0, 1, 4) == tuple(
        said[f"flow.{key}"]
        for key in ("newly_received", "carried_in", "total_disposed", "carried_over")
    )
    assert {"2025年"} == {row["统计区间"] for row in rows(client, "?year=2025")}
    assert "期末未办结 4 件" in text_of(client, "?year=2025")


def test_empty_books_are_shown_as_such(client: FlaskClient) -> None:
    assert figures(client)["timeliness.in_time_rate"] is None
    page = text_of(client)
    assert "统计区间内没有办结的申请。" in page
    assert "没有可以比较的满月" in page


@pytest.mark.parametrize("year", ["2024", "2027", "0000", "9999", "abc", "２０２６", "-1", "2026x"])  # noqa: RUF001
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("books")
def test_a_year_without_books_is_not_there(client: FlaskClient, address: str, year: str) -> None:
    assert client.get(address, query_string={"year": year}).status_code == 404


@pytest.mark.parametrize("quarter", ["0", "5", "x", "1 ", "２"])  # noqa: RUF001
@pytest.mark.usefixtures("books")
def test_what_is_no_quarter_is_not_there(client: FlaskClient, quarter: str) -> None:
    assert client.get("/statistics", query_string={"quarter": quarter}).status_code == 404


@pytest.mark.usefixtures("books")
def test_a_quarter_that_has_not_begun_is_not_there(client: FlaskClient) -> None:
    assert client.get("/statistics?quarter=2").status_code == 404


@pytest.mark.usefixtures("books")
def test_every_figure_has_its_definition_beside_it(client: FlaskClient) -> None:
    page = text_of(client)

    assert {definition for definition in Definition if definition.zh not in page} == set()
    assert all(row["统计口径"] for row in rows(client))


@pytest.mark.usefixtures("books")
def test_the_kinds_of_applicants_are_not_crossed_with_the_outcomes(client: FlaskClient) -> None:
    groups = {key.partition(".")[0] for key in figures(client)}

    assert groups == {group.value for group in Group}


@pytest.mark.usefixtures("books")
def test_the_json_has_the_members_of_its_schema(client: FlaskClient) -> None:
    document = json.loads(client.get("/statistics.json").data)
    known = json.loads(schema())
    figure = known["properties"]["figures"]["items"]

    assert client.get(document["$schema"]).data == schema()
    assert set(known["required"]) == set(known["properties"]) == set(document)
    assert set(figure["required"]) == set(figure["properties"])
    for each in document["figures"]:
        assert set(each) == set(figure["properties"])
        assert each["group"] in figure["properties"]["group"]["enum"]
        assert each["unit"] in figure["properties"]["unit"]["enum"]
    assert document["as_of"] == "2026-03-02T00:00:00+08:00"
    assert (document["begins_on"], document["ends_on"]) == ("2026-01-01", "2026-03-02")


def test_the_csv_is_read_rightly_by_a_spreadsheet(client: FlaskClient) -> None:
    answer = client.get("/statistics.csv")

    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.data.count(b"\r\n") == answer.data.count(b"\n")
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=disclosure-statistics-2026.csv"
    )


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("books")
def test_what_has_not_changed_is_not_sent_again(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "public, max-age=60"


def test_every_act_makes_the_figures_anew(
    client: FlaskClient, office: Office, agency_id: int, staff: dict[str, Actor]
) -> None:
    empty = client.get("/statistics")
    filed = submit(office, agency_id, application(), (), "a" * 32)
    waiting = figures(client)
    confirmed = ReceiptConfirmation(date(2026, 3, 2), ConfirmationMeans.PHONE, "示例电话记录")
    act(
        office,
        filed.reference,
        Order(Action.CONFIRM_RECEIPT, confirmed, "b" * 32),
        staff["clerk"],
    )
    after = client.get("/statistics", headers={"If-None-Match": empty.headers["ETag"]})

    # Filed online and not yet confirmed, it has not been received: 条例 31(三).
    assert waiting["flow.newly_received"] == 0
    assert after.status_code == 200
    assert figures(client)["flow.newly_received"] == 1


def test_the_page_asks_at_most_twelve_questions_and_one_when_nothing_changed(
    client: FlaskClient, statements: list[str]
) -> None:
    client.get("/statistics")
    asked = [text for text in statements if text.startswith(("SELECT", "WITH"))]
    statements.clear()
    client.get("/statistics")
    again = [text for text in statements if text.startswith(("SELECT", "WITH"))]

    assert len(asked) <= 12
    assert len(again) <= 1


def test_the_page_of_one_language_is_not_given_in_the_other(client: FlaskClient) -> None:
    # A visit of its own each time: the test's application context would keep the first locale.
    chinese = Context().run(client.get, "/statistics")
    Context().run(client.get, "/language/en?back=/statistics")
    english = Context().run(client.get, "/statistics")

    assert 'lang="zh-CN"' in chinese.get_data(as_text=True)
    assert '<html lang="en"' in english.get_data(as_text=True)
    assert "Cookie" in english.headers["Vary"]


def test_what_one_reader_typed_into_the_address_is_not_shown_to_the_next(
    client: FlaskClient,
) -> None:
    year = {"year": "2026"}
    typed = client.get("/statistics", query_string={**year, "note": "typed"})
    plain = client.get("/statistics", query_string=year)

    assert "typed" in typed.get_data(as_text=True)
    assert "typed" not in plain.get_data(as_text=True)


def test_what_anybody_may_keep_carries_nobody_s_session(client: FlaskClient) -> None:
    with client.session_transaction() as session:
        session["_user_id"] = "1"
    answer = Context().run(client.get, "/statistics")

    assert "public" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_figures_that_contradict_one_another_are_not_shown(
    client: FlaskClient, agency_id: int, address: str
) -> None:
    with transaction():
        enter(Entry(date(2026, 1, 5), date(2026, 1, 6)), agency_id)  # closed without an outcome
        summed_up()
    with capture_logs() as logs:
        answer = client.get(address)

    assert answer.status_code == 503
    assert answer.headers["Cache-Control"] == "no-store"
    page = answer.get_data(as_text=True)
    assert "统计数据暂不公布" in page
    assert "各项办理结果之和，等于办结" in page
    assert "chart" not in page
    assert "statistics_not_reconciled" in {line["event"] for line in logs}


def test_an_agency_s_name_is_never_a_formula(client: FlaskClient, office: Office) -> None:
    office.agency().name = "=HYPERLINK(1)"

    assert {"'=HYPERLINK(1)"} == {row["机关"] for row in rows(client)}
    office.agencies.forget()


def test_the_books_are_asked_again_after_a_second_and_at_once_after_an_act(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, now = Shelf(), [0.0]
    monkeypatch.setattr("casework.web.open.shelf.monotonic", lambda: now[0])
    asked: list[float] = []

    def ask() -> tuple[str, datetime]:
        asked.append(now[0])
        return "", NOW

    for at in (0.0, 0.5, 1.5):
        now[0] = at
        shelf.last_act(ask)
    with transaction():
        pass
    shelf.last_act(ask)

    assert asked == [0.0, 1.5, 1.5]


def test_a_full_shelf_lets_the_oldest_answer_go(app: Flask) -> None:
    shelf = Shelf()
    for number in range(65):
        shelf.answer(number, lambda: b"made")

    assert shelf.answer(64, lambda: b"made anew").body == b"made"
    assert shelf.answer(0, lambda: b"made anew").body == b"made anew"
    assert shelf_of(app) is shelf_of(app)
