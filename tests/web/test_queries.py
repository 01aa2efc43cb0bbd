"""What a page may ask of the database: a page of few questions is worth more than a fast server."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from casework.services.lines import PAGE
from casework.services.office import Office
from tests.road import Road
from tests.web.desk.browser import at_desk, counted_queries, keys_on
from tests.web.portal.road import Browser

pytestmark = pytest.mark.either

_LIST, _CASE, _SUBMIT, _STATISTICS = 4, 6, 12, 12


@pytest.fixture
def full_desk(road: Road, office: Office) -> Road:
    """More than a page of requests, of which the last has been all the way."""
    for _ in range(PAGE + 3):
        road.start()
    road.file()
    road.start()
    road.sign()
    road.serve()
    office.agency()  # read once a minute, and not by the page that is counted
    return road


def cost(ask: Callable[[], object]) -> int:
    """The statements of one visit."""
    with counted_queries() as sent:
        ask()
    return len(sent)


@pytest.mark.parametrize("who", ["clerk", "handler", "reviewer", "approver", "administrator"])
@pytest.mark.parametrize("path", ["/desk/", "/desk/cases"])
def test_a_list_asks_four_times_at_most(app: Flask, full_desk: Road, who: str, path: str) -> None:
    desk = at_desk(app, who)
    desk.get(path)

    assert cost(lambda: desk.get(path)) <= _LIST


def test_a_list_of_many_asks_no_more_than_one_of_few(app: Flask, road: Road) -> None:
    desk = at_desk(app, "handler")
    road.start()
    few = cost(lambda: desk.get("/desk/"))
    for _ in range(PAGE):
        road.start()
    many = cost(lambda: desk.get("/desk/"))

    assert few == many


@pytest.mark.parametrize("who", ["clerk", "handler", "reviewer", "approver", "administrator"])
def test_a_case_page_at_the_desk_asks_six_times_at_most(
    app: Flask, full_desk: Road, who: str
) -> None:
    desk = at_desk(app, who)
    path = f"/desk/requests/{full_desk.reference}"
    desk.get(path)

    assert cost(lambda: desk.get(path)) <= _CASE


def test_an_applicants_page_asks_six_times_at_most(client: FlaskClient, full_desk: Road) -> None:
    browser = Browser(client)
    browser.open(full_desk.reference, full_desk.code)
    path = f"/requests/{full_desk.reference}"

    assert cost(lambda: browser.get(path)) <= _CASE


def test_submitting_asks_twelve_times_at_most(client: FlaskClient, office: Office) -> None:
    browser = Browser(client)
    office.agency()
    browser.fill()
    browser.upload()
    form = browser.keys("/apply/check")

    assert cost(lambda: client.post("/apply/check", data=form)) <= _SUBMIT


def test_an_act_asks_eighteen_times_at_most(app: Flask, road: Road) -> None:
    road.start()
    desk = at_desk(app, "clerk")
    path = f"/desk/requests/{road.reference}/acts/assign"
    chosen = str(road.staff["handler2"].user_id)
    form = {**keys_on(desk.get(path)), "handler_id": chosen}

    assert cost(lambda: desk.post(path, **form)) <= 18


@pytest.mark.parametrize(
    "path", ["/statistics", "/statistics.csv", "/statistics.xlsx", "/statistics.json"]
)
def test_a_statistics_page_asks_twelve_times_at_most_and_then_once(
    client: FlaskClient, full_desk: Road, path: str
) -> None:
    fresh = cost(lambda: client.get(path))
    again = cost(lambda: client.get(path))

    assert fresh <= _STATISTICS
    assert again <= 1  # whether anything has been written since


@pytest.mark.parametrize(
    "path", ["/", "/guide", "/apply", "/apply/person", "/track", "/calculator"]
)
def test_a_page_that_shows_nothing_stored_asks_for_nothing(
    client: FlaskClient, office: Office, path: str
) -> None:
    office.agency()

    assert 0 == cost(lambda: client.get(path))
