"""The open API: typed answers that its description describes, problems for programs, no person."""

import json
from datetime import timedelta
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import ValidationError

from casework.adapters.clock import SetClock
from casework.domain.roles import Actor
from casework.services.office import Office
from casework.web.open.api import objects
from casework.web.open.api.endpoint import ENDPOINTS
from tests.people import PERSON, application
from tests.report_road import YEAR, ReportRoad
from tests.road import Road

EVENTS = '[{"date":"2026-01-26","event":"received"}]'
CANARIES = (PERSON.name, PERSON.identity_number, PERSON.phone, PERSON.address, PERSON.email)


@pytest.fixture
def books(office: Office, staff: dict[str, Actor], road: Road, clock: SetClock) -> Road:
    """A request that was replied to, full of personal data, and its year's published report."""
    road.start(application(wanted=f"{PERSON.name}{PERSON.phone}的资料"))
    road.sign()
    road.serve()
    clock.put(clock.now() + timedelta(days=320))
    ReportRoad(office, staff).publish()
    return road


def read(client: FlaskClient, path: str) -> dict[str, object]:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == HTTPStatus.OK, answer.text
    document: dict[str, object] = json.loads(answer.data)
    return document


def test_a_years_figures(books: Road, client: FlaskClient) -> None:
    found = objects.Statistics.model_validate(read(client, f"/statistics?year={YEAR}"))
    received = {f"{one.group}.{one.key}": one.value for one in found.figures}

    assert received["flow.newly_received"] == 1
    assert {identity.key for identity in found.identities} >= {"S-1", "S-2", "S-3"}


def test_a_report_has_the_cells_of_its_edition(books: Road, client: FlaskClient) -> None:
    found = objects.Report.model_validate(read(client, f"/reports/{YEAR}"))

    assert len(found.cells) == 200
    assert {cell.cell: cell.value for cell in found.cells}["t3.new.7"] == 1


def test_reports_are_listed_page_by_page(books: Road, client: FlaskClient) -> None:
    page = read(client, "/reports?limit=1")

    assert page["next"] is None
    assert [line["year"] for line in page["items"]] == [YEAR]  # type: ignore[attr-defined]
    assert read(client, f"/reports?after={YEAR}")["items"] == []


@pytest.mark.parametrize(
    ("question", "due", "said"),
    [
        (f"events={EVENTS}", "2026-02-28", "2026-02-28"),
        (f"events={EVENTS}&clock=correction_notice_latest", "2026-02-04", "2026-02-04"),
        ('events=[{"date":"2030-01-02","event":"received"}]', None, "UNDETERMINED"),
    ],
)
def test_a_deadline(client: FlaskClient, question: str, due: str | None, said: str) -> None:
    found = read(client, f"/deadline?{question}")

    assert (found["due"], found["answer"]) == (due, said)


def test_a_year_of_working_days(client: FlaskClient) -> None:
    found = objects.CalendarYear.model_validate(read(client, "/calendar/2025"))
    named = {str(day.on): day for day in found.days}

    assert named["2025-01-26"].kind == "makeup_day"
    assert named["2025-01-28"].holiday == "春节"
    assert found.working_days == 248


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/statistics?year=1999", 404),
        ("/statistics?year=abc", 422),
        ("/statistics?year=2026&year=2025", 422),
        ("/statistics?month=3", 422),
        ("/reports?limit=0", 422),
        ("/reports?after=x", 422),
        ("/reports/1999", 404),
        ("/deadline", 422),
        ("/deadline?events=x", 422),
        ("/deadline?events=[]", 422),
        ("/calendar/1990", 404),
        ("/nothing", 404),
    ],
)
def test_what_cannot_be_answered_is_a_problem(
    books: Road, client: FlaskClient, path: str, status: int
) -> None:
    answer = client.get(f"/api/v1{path}")
    problem = objects.Problem.model_validate_json(answer.data)

    assert (answer.status_code, problem.status) == (status, status)
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_writing_is_a_problem_too(client: FlaskClient) -> None:
    answer = client.post("/api/v1/reports")

    assert answer.content_type == "application/problem+json"
    assert answer.status_code in {400, 405}


def test_an_unchanged_answer_is_304(books: Road, client: FlaskClient) -> None:
    first = client.get(f"/api/v1/reports/{YEAR}")
    again = client.get(f"/api/v1/reports/{YEAR}", headers={"If-None-Match": first.headers["ETag"]})
    since = client.get(
        f"/api/v1/reports/{YEAR}", headers={"If-Modified-Since": first.headers["Last-Modified"]}
    )

    assert (again.status_code, since.status_code) == (304, 304)


def test_the_description_describes_every_endpoint(app: Flask, client: FlaskClient) -> None:
    described = read(client, "/openapi.json")
    rules = {
        rule.rule.replace("<int:year>", "{year}")
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("open.api_")
    }
    paths = described["paths"]
    assert isinstance(paths, dict)
    others = {"/", "/openapi.json", "/catalogue.jsonld"}

    assert described["openapi"] == "3.1.0"
    assert {f"/api/v1{path}" for path in (*paths, *others)} == rules


def test_the_catalogue_leads_to_what_is_there(books: Road, client: FlaskClient) -> None:
    found = read(client, "/catalogue.jsonld")
    text = json.dumps(found)
    addresses = [part.split('"')[0] for part in text.split('"dcat:downloadURL": {"@id": "')[1:]]

    assert len(addresses) > 8
    for address in addresses:
        assert client.get(address.partition("localhost")[2]).status_code == HTTPStatus.OK


def test_no_personal_datum_gets_out(books: Road, client: FlaskClient) -> None:
    paths = [f"/statistics?year={YEAR}", "/reports", f"/reports/{YEAR}", "/catalogue.jsonld", "/"]
    for path in paths:
        text = client.get(f"/api/v1{path}").text
        assert not [canary for canary in CANARIES if canary in text], path
        assert books.reference not in text


def test_a_member_that_is_not_named_is_refused() -> None:
    with pytest.raises(ValidationError):
        objects.Index(openapi="", catalogue="", resources={}, applicant="张某")  # type: ignore[call-arg]


def test_every_answer_is_a_public_type() -> None:
    assert all(issubclass(one.answer, objects.Public) for one in ENDPOINTS)
