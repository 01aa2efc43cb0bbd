"""The switches: they change how one reads, and lead back to this site only."""

from contextvars import Context

import pytest
from flask.testing import FlaskClient

HOSTILE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "/\t/evil.example",
    "\t//evil.example",
    "/\n/evil.example",
    "/guide\r\nSet-Cookie: a=b",
    " /guide",
    "guide",
    "",
    "/" + "a" * 5000,
    "/guide\x00",
]


@pytest.mark.parametrize("back", HOSTILE, ids=repr)
@pytest.mark.parametrize("switch", ["/language/en", "/large-type/on"])
def test_a_switch_leads_to_no_other_site(client: FlaskClient, switch: str, back: str) -> None:
    answer = client.get(switch, query_string={"back": back})

    assert (answer.status_code, answer.location) == (303, "/")


@pytest.mark.parametrize(
    "back", ["/", "/guide", "/statistics?year=2025", "/requests/SFSW-2026-000001"]
)
def test_a_switch_leads_back_to_the_page_that_was_left(client: FlaskClient, back: str) -> None:
    answer = client.get("/language/en", query_string={"back": back})

    assert (answer.status_code, answer.location) == (303, back)


def visit(client: FlaskClient, address: str) -> str:
    """A visit of its own: the test's application context would keep the first one's locale."""
    return Context().run(client.get, address).get_data(as_text=True)


def test_the_language_stays_until_it_is_switched_again(client: FlaskClient) -> None:
    visit(client, "/language/en")
    english = visit(client, "/calculator")
    visit(client, "/language/zh")
    chinese = visit(client, "/calculator")

    assert '<html lang="en"' in english
    assert '<html lang="zh-CN"' in chinese


def test_large_type_stays_until_it_is_switched_off(client: FlaskClient) -> None:
    visit(client, "/large-type/on")
    large = visit(client, "/statistics")
    visit(client, "/large-type/off")
    standard = visit(client, "/statistics")

    assert "govuk-template large-type" in large
    assert "govuk-template large-type" not in standard


@pytest.mark.parametrize("switch", ["/language/fr", "/large-type/huge", "/language/"])
def test_a_switch_has_two_positions(client: FlaskClient, switch: str) -> None:
    assert client.get(switch).status_code == 404
