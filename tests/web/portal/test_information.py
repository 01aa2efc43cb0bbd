"""What everybody may read beforehand: complete, in both languages, and the agency's own."""

import re

import pytest
from flask.testing import FlaskClient

from tests.people import AGENCY

PAGES = (
    "/",
    "/guide",
    "/apply",
    "/apply/person",
    "/apply/organisation",
    "/track",
    "/track/lost",
    "/privacy",
    "/accessibility",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_a_title_one_heading_and_the_readers_language(
    client: FlaskClient, path: str
) -> None:
    page = client.get(path)
    title = re.findall(r"<title>(.+?) - 示范市水务局</title>", page.text, re.DOTALL)

    assert page.status_code == 200
    assert len(title) == 1
    assert page.text.count("<h1") == 1
    assert '<html lang="zh-CN"' in page.text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_carries_no_inline_style_and_no_inline_script(
    client: FlaskClient, path: str
) -> None:
    page = client.get(path).text

    assert " style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*src=)", page)


def test_the_guide_tells_what_article_12_asks(client: FlaskClient) -> None:
    page = client.get("/guide").text

    for name in ("disclosure_office", "address", "postcode", "phone", "office_hours"):
        assert AGENCY[name] in page


def test_the_guide_states_the_tariff_of_the_rules(client: FlaskClient) -> None:
    page = " ".join(client.get("/guide").text.split())

    assert "11至30件的部分" in page
    assert "每件100元" in page
    assert "31件以上的部分" in page
    assert "201页以上的部分" in page
    assert "每页40元" in page


def test_the_guide_sends_refusals_to_reconsideration_first(client: FlaskClient) -> None:
    page = client.get("/guide").text

    assert "先向示范市人民政府申请行政复议" in page
    assert "3个月" not in page
    assert "15个工作日内答复" not in page


def test_the_home_has_its_two_doors(client: FlaskClient) -> None:
    page = client.get("/").text

    assert 'href="/apply"' in page
    assert 'href="/track"' in page
