"""The feeds of consultations, replies and reports, read by an independent reader."""

from datetime import timedelta

import feedparser
import pytest
from flask.testing import FlaskClient

from casework.adapters.clock import SetClock
from casework.domain.consultation import facts as consulting
from casework.domain.consultation.vocabulary import Action as Consulting
from casework.domain.message import facts
from casework.domain.message.vocabulary import Action
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.services.office import Office
from tests.asking_road import AskingRoad
from tests.message_road import MessageRoad
from tests.report_road import ReportRoad
from tests.web.desk.browser import counted_queries
from tests.web.open.api.asked import FEEDS
from tests.web.open.api.conftest import publish


@pytest.fixture
def message(
    office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int
) -> MessageRoad:
    return MessageRoad(office, clock, staff, agency_id)


@pytest.fixture
def asking(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> AskingRoad:
    return AskingRoad(office, clock, staff, agency_id)


def parsed(client: FlaskClient, address: str) -> feedparser.FeedParserDict:
    """A feed as a feed reader understands it."""
    answer = client.get(address)
    found = feedparser.parse(answer.data, response_headers={"content-type": answer.content_type})
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


@pytest.mark.parametrize("address", FEEDS)
def test_an_empty_feed_is_a_feed(client: FlaskClient, address: str) -> None:
    found = parsed(client, address)

    assert found.entries == []
    assert found.feed.author == "示范市水务局"


def test_what_changed_last_comes_first(
    client: FlaskClient, asking: AskingRoad, clock: SetClock
) -> None:
    first = asking.open()
    clock.go_on(timedelta(days=1))
    second = asking.open()
    before = [entry.id.rpartition("/")[2] for entry in parsed(client, FEEDS[0]).entries]
    asking.reference = first
    clock.go_on(timedelta(days=1))
    asking.do(Consulting.CANCEL, consulting.Cancellation("不再进行。"), "approver")
    after = [entry.id.rpartition("/")[2] for entry in parsed(client, FEEDS[0]).entries]

    assert before == [second, first]
    assert after == [first, second]


def test_a_feed_of_one_status_has_no_other(client: FlaskClient, asking: AskingRoad) -> None:
    asking.open()

    assert len(parsed(client, "/consultations.atom?status=open").entries) == 1
    assert parsed(client, "/consultations.atom?status=answered").entries == []
    assert client.get("/consultations.atom?status=unheard").status_code == 404


def test_a_reply_is_told_of_until_it_is_withdrawn(
    client: FlaskClient, message: MessageRoad
) -> None:
    publish(message)
    (entry,) = parsed(client, FEEDS[1]).entries
    message.do(Action.UNPUBLISH, facts.Withdrawal("本人要求"), "approver")
    db.session.remove()

    assert entry.title == "清水路口的路灯什么时候修好"
    assert entry.summary == "水资源科：路灯已于3月6日修复。"
    assert parsed(client, FEEDS[1]).entries == []


def test_every_edition_of_a_report_is_told_of(
    client: FlaskClient, office: Office, staff: dict[str, Actor], clock: SetClock
) -> None:
    clock.put(clock.now() + timedelta(days=320))
    ReportRoad(office, staff).publish()
    (entry,) = parsed(client, FEEDS[2]).entries

    assert entry.title == "2026年政府信息公开工作年度报告"
    assert client.get(entry.link).status_code == 200


@pytest.mark.parametrize("page", ["/consultations", "/messages", "/annual-reports"])
def test_a_feed_is_found_from_its_page(client: FlaskClient, page: str) -> None:
    said = client.get(page).text

    assert '<link rel="alternate"' in said
    assert f'href="{page}.atom"' in said


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_asks_three_times_at_most(
    client: FlaskClient, message: MessageRoad, asking: AskingRoad, address: str
) -> None:
    for _ in range(2):
        publish(message)
        asking.open()
    client.get(address)  # the agency is read once a minute
    db.session.remove()
    with counted_queries() as sent:
        client.get(address)

    assert len(sent) <= 3
