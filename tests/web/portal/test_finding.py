"""先找一找: what is public is found before anybody applies, without JavaScript."""

from datetime import date
from uuid import uuid4

from flask.testing import FlaskClient

from casework.domain.disclosure.proactive import Publication
from casework.domain.roles import Actor
from casework.services import published
from casework.services.office import Office
from tests.web.desk.browser import links_on, text_of


def enter(office: Office, clerk: Actor, title: str) -> None:
    given = Publication(title, date(2024, 7, 1), "https://www.shifan.example/a", "市档案馆")
    published.enter(office, given, uuid4().hex, clerk)


def test_anybody_finds_what_is_public(
    client: FlaskClient, office: Office, staff: dict[str, Actor]
) -> None:
    enter(office, staff["clerk"], "2023年示范市水资源公报")
    enter(office, staff["clerk"], "示范市水土保持规划")
    page = client.get("/find?q=水资源公报")

    assert "找到1条" in text_of(page)
    assert "2024年7月1日公开" in text_of(page)
    assert "水土保持" not in text_of(page)
    assert "https://www.shifan.example/a" in links_on(page)
    assert "/apply" in links_on(page)


def test_the_latest_are_shown_before_anything_is_asked(
    client: FlaskClient, office: Office, staff: dict[str, Actor]
) -> None:
    empty = text_of(client.get("/find"))
    enter(office, staff["clerk"], "示范市水土保持规划")

    assert "这里还没有登记公开过的信息" in empty
    assert "示范市水土保持规划" in text_of(client.get("/find"))


def test_whatever_is_typed_is_answered(client: FlaskClient) -> None:
    for typed in ("%00", "%27%3B--", "水" * 5000, "<script>alert(1)</script>", "%", "🙂"):
        page = client.get("/find", query_string={"q": typed})

        assert 200 == page.status_code
        assert "<script>alert" not in page.text
