"""How the API speaks HTTP: problems, tags, other sites' pages, limits that are told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from casework.adapters.clock import SetClock
from casework.app import create_app
from casework.domain.message import facts
from casework.domain.message.vocabulary import Action
from casework.persistence.database import db
from casework.services.message import published
from casework.statistics.dashboard import NotReconciled
from casework.statistics.vocabulary import Identity
from casework.web.open.api import objects, statistics
from casework.web.open.api.endpoint import ENDPOINTS
from casework.web.safety import limiter
from config import Settings
from tests.asking_road import AskingRoad
from tests.message_road import MessageRoad
from tests.web.desk.browser import counted_queries
from tests.web.open.api.asked import FEEDS, every_address
from tests.web.open.api.conftest import Books, answer_often, publish

# The agency, what is asked for, and when it changed last, for which a message's copy is read.
_MOST_QUERIES = 5


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/statistics?year=1999", 404),
        ("/statistics?year=abc", 422),
        ("/statistics?year=2026&year=2025", 422),
        ("/statistics?month=3", 422),
        ("/statistics?quarter=5", 422),
        ("/statistics?year=2026&quarter=4", 404),
        ("/statistics?agency=NOBODY", 404),
        ("/reports?limit=0", 422),
        ("/reports?limit=1001", 422),
        ("/reports?after=x", 422),
        ("/reports/1999", 404),
        ("/reports/99999999999999999999", 404),
        ("/reports/2026?x=1", 422),
        ("/deadline", 422),
        ("/deadline?events=x", 422),
        ("/deadline?events=[]", 422),
        ('/deadline?events=[{"date":"2026-01-26"}]', 422),
        ('/deadline?events=[{"date":1,"event":"received"}]', 422),
        ('/deadline?events=[{"date":"2026-01-26","event":"unheard"}]', 422),
        ('/deadline?events=[{"date":"2026-01-26","event":"received","x":1}]', 422),
        ('/deadline?clock=unheard&events=[{"date":"2026-01-26","event":"received"}]', 422),
        ("/calendar/1990", 404),
        ("/consultations?status=unheard", 422),
        ("/consultations?after=1", 422),
        ("/consultations/SFSW-2026-Z999999", 404),
        ("/consultations/%00", 404),
        ("/consultations/SFSW-2026-Z999999/feedback", 404),
        ("/messages?unit=%00", 422),
        ("/messages?replied_from=2026-02-30", 422),
        ("/messages?after=2026-01-01_1", 422),
        ("/messages/999999999999999", 404),
        ("/messages/1.csv", 404),
        ("/messages.pdf", 404),
        ("/nothing", 404),
    ],
)
def test_what_cannot_be_answered_is_a_problem(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(f"/api/v1{path}")
    problem = objects.Problem.model_validate_json(answer.data)

    assert (answer.status_code, problem.status) == (status, status)
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY"])
def test_only_reading_is_allowed_and_it_says_so(client: FlaskClient, method: str) -> None:
    answer = client.open("/api/v1/reports", method=method)

    assert (answer.status_code, answer.content_type) == (405, "application/problem+json")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_figures_that_contradict_one_another_are_withheld(
    books: Books, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def contradict(*given: object, **how: object) -> None:
        raise NotReconciled([Identity.FLOW])

    monkeypatch.setattr(statistics, "_counted", contradict)
    answer = client.get("/api/v1/statistics")

    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert "对不上" in objects.Problem.model_validate_json(answer.data).detail


def test_a_database_that_does_not_answer_is_a_problem_for_a_while(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_out(*given: object) -> None:
        raise OperationalError("", None, OSError())

    monkeypatch.setattr(published, "changed_at", give_out)
    answer = client.get("/api/v1/messages")

    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert answer.headers["Retry-After"] == "120"


def test_a_fault_is_a_problem_that_tells_nothing_but_its_number(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*given: object, **how: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(statistics, "years", break_down)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = client.get("/api/v1/statistics")

    assert (answer.status_code, answer.content_type) == (500, "application/problem+json")
    assert "secret" not in answer.text
    assert answer.headers["X-Request-ID"] in answer.text


def test_every_answer_has_a_tag_a_date_and_opens_to_other_sites(
    books: Books, client: FlaskClient
) -> None:
    for address in (*every_address(books), *FEEDS):
        first = client.get(address)
        tagged = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        bare = client.head(address)

        assert first.headers["Access-Control-Allow-Origin"] == "*", address
        assert "ETag" in first.headers["Access-Control-Expose-Headers"], address
        assert first.headers["Cross-Origin-Resource-Policy"] == "cross-origin", address
        assert "Last-Modified" in first.headers, address
        assert first.headers["Cache-Control"] == "public, no-cache", address
        assert "Set-Cookie" not in first.headers, address
        assert (tagged.status_code, tagged.data) == (304, b""), address
        assert tagged.headers["Access-Control-Allow-Origin"] == "*", address
        assert (bare.status_code, bare.data) == (200, b""), address


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/statistics?year=2026",
        "/api/v1/reports",
        "/api/v1/reports/2026",
        "/api/v1/consultations.csv",
        "/api/v1/messages.xlsx",
        *FEEDS,
    ],
)
def test_what_has_not_changed_since_is_304(books: Books, client: FlaskClient, path: str) -> None:
    first = client.get(path)
    since = {"If-Modified-Since": first.headers["Last-Modified"]}

    assert client.get(path, headers=since).status_code == 304


def test_a_browser_may_ask_first_whether_it_may_ask(client: FlaskClient) -> None:
    answer = client.options(
        "/api/v1/messages",
        headers={
            "Origin": "https://shifan.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )

    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]


def test_a_withdrawal_changes_the_date_of_the_list(
    client: FlaskClient, message: MessageRoad, clock: SetClock
) -> None:
    publish(message, title="先公开的")
    clock.go_on(timedelta(hours=1))
    publish(message, title="后公开的")
    before = client.get("/api/v1/messages").headers["Last-Modified"]
    clock.go_on(timedelta(hours=1))
    message.do(Action.UNPUBLISH, facts.Withdrawal("本人要求"), "approver")
    db.session.remove()
    after = client.get("/api/v1/messages", headers={"If-Modified-Since": before})

    assert after.status_code == 200
    assert len(after.json["items"]) == 1  # type: ignore[index]


def test_a_consultation_that_closes_has_changed(
    client: FlaskClient, asking: AskingRoad, clock: SetClock
) -> None:
    asking.open()
    for address in (
        f"/api/v1/consultations/{asking.reference}",
        "/api/v1/consultations",
        "/consultations.atom",
    ):
        before = client.get(address).headers["Last-Modified"]
        clock.put(asking.office.now() + timedelta(days=31))
        after = client.get(address, headers={"If-Modified-Since": before})
        clock.put(asking.office.now() - timedelta(days=31))

        assert after.status_code == 200, address
        assert "已结束待反馈" in after.text


@pytest.fixture
def counted(
    app: Flask, settings: Settings, files: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FlaskClient]:
    """A client of an application that counts its questions, which others in tests do not."""
    monkeypatch.setattr(limiter, "enabled", True)  # and off again for the other tests
    strict = create_app(replace(settings, mode="development", instance=str(files)))
    yield strict.test_client()
    with strict.app_context():
        db.engine.dispose()


def test_how_much_more_may_be_asked_is_told_of_all_endpoints_together(
    counted: FlaskClient,
) -> None:
    first = counted.get("/api/v1/calendar/2025").headers
    second = counted.get("/api/v1/reports").headers

    assert first["X-RateLimit-Limit"] == "600"
    assert int(first["X-RateLimit-Remaining"]) - int(second["X-RateLimit-Remaining"]) == 1
    assert "X-RateLimit-Reset" in first


def test_who_asks_too_often_is_told_when_to_come_again(counted: FlaskClient) -> None:
    said = [counted.get("/api/v1/calendar/2025.csv") for _ in range(601)]
    last = said[-1]
    problem = objects.Problem.model_validate_json(last.data)

    assert {answer.status_code for answer in said[:600]} == {200}
    assert (last.status_code, problem.title) == (429, "请求太多")
    assert last.headers["X-RateLimit-Remaining"] == "0"
    assert 0 < int(last.headers["Retry-After"]) <= 60
    assert last.headers["Access-Control-Allow-Origin"] == "*"


def test_a_list_of_many_asks_no_more_than_one_of_few(
    client: FlaskClient, message: MessageRoad, asking: AskingRoad
) -> None:
    lists = [one.rule for one in ENDPOINTS if "next" in one.answer.model_fields]
    plain = [f"/api/v1{rule}" for rule in lists if "<" not in rule]

    def costs() -> list[int]:
        db.session.remove()
        return [_cost(client, address) for address in plain]

    costs()  # the agency is read once a minute
    few = costs()
    for _ in range(3):
        publish(message)
        answer_often(message)
        asking.open()

    assert few[0] > 0
    assert all(cost <= _MOST_QUERIES for cost in costs())


def test_one_of_anything_asks_five_times_at_most(books: Books, client: FlaskClient) -> None:
    for address in every_address(books):
        if address.endswith("catalogue.jsonld") or "/statistics" in address:
            continue  # the one names all there is, the others are counted from the books
        db.session.remove()

        assert _cost(client, address) <= _MOST_QUERIES, address


def _cost(client: FlaskClient, address: str) -> int:
    with counted_queries() as sent:
        assert client.get(address).status_code == 200
    return len(sent)
