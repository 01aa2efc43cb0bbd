"""1,000 malformed requests with a fixed seed: no fault, and the status says what is so."""

import re
from collections.abc import Iterator
from itertools import cycle, islice
from random import Random
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request

from tests.drills import books
from tests.drills.hostile import CANARY, METHODS, Hostile, Known, every_route
from tests.people import PASSWORD
from tests.road import Road

pytestmark = [pytest.mark.drill, pytest.mark.xdist_group("drill")]

_SEED = 20261122
_REQUESTS = 1_000
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_FIELD = re.compile(r'<(?:input|select|textarea)[^>]*? name="([^"]+)"(?:[^>]*? value="([^"]*)")?')
_HIDDEN = re.compile(r'<input id="(key|csrf_token)" name="\1" type="hidden" value="([^"]+)">')
# What the page says, and the statuses that say the same.
_TOLD = {
    "现在不能办理": {409},
    "没有找到": {404},
    "页面已过期": {400},
    "不能进入": {403},
    "不能这样打开": {405},
    "文件太大": {413},
    "操作太频繁": {429},
    "请求有误": {400, 408, 411, 412, 414, 415, 416, 417, 431, 501},
}
_ALWAYS = {403, 405, 413, 429}  # what only these pages say


@pytest.fixture
def cases(road: Road) -> list[str]:
    """One request in a handler's hands, one decided, one that has just been filed."""
    road.start()
    begun = road.reference
    road.start()
    road.sign()
    signed = road.reference
    road.file()
    return [begun, signed, road.reference]


@pytest.fixture
def nobody(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def handler(app: Flask) -> FlaskClient:
    client = app.test_client()
    keys = keys_of(client.get("/desk/sign-in"))
    given = {**keys, "username": "handler", "password": PASSWORD}
    client.post("/desk/sign-in", data=given)
    return client


@pytest.fixture
def holder(app: Flask, cases: list[str], road: Road) -> FlaskClient:
    client = app.test_client()
    keys = keys_of(client.get("/track"))
    given = {**keys, "reference": road.reference, "code": road.code}
    client.post("/track", data=given)
    return client


def keys_of(page: TestResponse) -> dict[str, str]:
    return dict(_HIDDEN.findall(page.text))


def fields_of(app: Flask, client: FlaskClient, references: list[str]) -> dict[str, tuple[str, ...]]:
    """Every field of every form that a visitor can see, with the values that pages propose."""
    found: dict[str, set[str]] = {name: set() for name in ("key", "csrf_token", "version")}
    chance = Random(_SEED)  # noqa: S311  # repeatable
    polite = Hostile(chance, Known(references, {}, ""))
    for rule in every_route(app):
        for _ in range(12):
            page = client.get(polite.path(rule))
            if page.mimetype == "text/html":
                for name, value in _FIELD.findall(page.text):
                    found.setdefault(name, set()).add(value)
            page.close()
    found["csrf_token"].clear()
    return {name: tuple(sorted(values)) for name, values in sorted(found.items())}


def complaints(answer: TestResponse) -> Iterator[str]:
    """What is wrong with an answer."""
    if answer.status_code >= 500:
        yield "a fault"
    is_ours = not answer.request.path.startswith("/static/")  # these WhiteNoise answers
    if is_ours and not {"X-Request-ID", "Content-Security-Policy"} <= set(answer.headers.keys()):
        yield "no headers"
    if "hostile" in answer.headers.get("Set-Cookie", ""):
        yield "a header of the visitor's own"
    if urlsplit(answer.headers.get("Location", "")).netloc not in {"", answer.request.host}:
        yield "a way to another site"
    if answer.mimetype == "text/html" and answer.data:
        yield from complaints_of_a_page(answer.status_code, answer.text)


def complaints_of_a_page(status: int, page: str) -> Iterator[str]:
    if "Traceback" in page:
        yield "a traceback"
    if CANARY in page:
        yield "what was typed, as markup"
    heading = (_HEADING.findall(page) or [""])[0]
    if status not in _TOLD.get(heading, {status}) or (status in _ALWAYS and heading not in _TOLD):
        yield f"it says {heading!r}"


def description(answer: TestResponse) -> str:
    sent = answer.request
    return f"{answer.status_code} for {sent.method} {sent.full_path[:200]!r} {sent.headers!s:.500}"


# Of a body that breaks off, Werkzeug leaves the files to the collector of garbage.
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.Spooled:ResourceWarning")
@pytest.mark.parametrize("who", ["nobody", "handler", "holder"])
def test_no_malformed_request_is_a_fault(
    app: Flask, cases: list[str], who: str, request: pytest.FixtureRequest
) -> None:
    client: FlaskClient = request.getfixturevalue(who)
    token = keys_of(client.get("/apply/person"))["csrf_token"]
    known = Known(cases, fields_of(app, client, cases), token)
    hostile = Hostile(Random(f"{_SEED} {who}"), known)  # noqa: S311  # repeatable
    wrong = []
    for rule, method in islice(rounds(app), _REQUESTS // 3 + 1):
        answer = send(client, hostile.request(rule, method), hostile.cookie())
        wrong += [f"{complaint}: {description(answer)}" for complaint in complaints(answer)]
        answer.close()

    assert [] == wrong
    books.check_sound()


def send(client: FlaskClient, request: Request, cookie: str | None) -> TestResponse:
    """Send a request with the client's own cookie, or with a broken one beside it."""
    if cookie is None:
        return client.open(request)
    spoilt = client.application.test_client(use_cookies=False)
    request.environ["HTTP_COOKIE"] = cookie
    return spoilt.open(request)


def rounds(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route by the methods that it knows, time and again, and now and then by another.

    One that stands for many pages, a page for each act, has its turn more often.
    """
    known = [
        (rule, method)
        for rule in every_route(app)
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
        for _ in range(12 if rule.arguments & {"action", "outcome", "who"} else 1)
    ]
    for number, (rule, method) in enumerate(cycle(known)):
        yield rule, METHODS[number % len(METHODS)] if number % 8 == 0 else method
