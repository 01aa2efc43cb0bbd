"""意见建议 for everybody: the list, search, a reply, what was withdrawn, figures, the feed."""

import json
from collections.abc import Sequence
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from casework.adapters.clock import SetClock
from casework.domain.message import facts
from casework.domain.message.questions import Answered, Released
from casework.domain.message.vocabulary import Action, Kind
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.queries import message_statistics
from casework.persistence.queries.message_statistics import Asked, Tally
from casework.services.message import publishing, questions
from casework.services.office import Office
from tests.message_road import MessageRoad, writing
from tests.web.desk.browser import counted_queries, links_on, text_of

ANSWER = "路灯已于3月6日修复。"
_ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def path(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> MessageRoad:
    return MessageRoad(office, clock, staff, agency_id)


def address_of_reply(client: FlaskClient) -> str:
    """Where the list leads to."""
    links = links_on(client.get("/messages"))
    return next(link for link in links if link.startswith("/messages/replies/"))


def publish(path: MessageRoad, answer: str = ANSWER, **changed: object) -> None:
    """From the first word to the public reply."""
    path.replied(writing(**changed), answer)
    file = path.see()
    prepared = publishing.prepared(file.case.message, file.standing, ())
    path.do(Action.PREPARE_PUBLICATION, prepared, "handler")
    path.do(Action.PUBLISH, facts.Release(), "approver")


def test_the_list_names_the_columns_of_the_rule_and_hides_who_asked(
    client: FlaskClient, path: MessageRoad
) -> None:
    publish(path)
    page = text_of(client.get("/messages"))

    for column in ("受理日期", "答复日期", "答复部门", "答复内容"):
        assert column in page
    assert "路灯已于3月6日修复。" in page
    assert "19900000000" not in page
    assert "张示范" not in page


def test_each_reply_has_a_page_of_its_own_without_personal_data(
    client: FlaskClient, path: MessageRoad
) -> None:
    publish(path)
    page = text_of(client.get(address_of_reply(client)))

    assert "清水路与示范街路口的路灯坏了两周" in page
    assert "19900000000" not in page
    assert "水资源科" in page


@pytest.mark.parametrize("address", ["/messages", "", "/messages.atom"])
def test_a_cache_asks_before_it_shows_a_page_again(
    client: FlaskClient, path: MessageRoad, address: str
) -> None:
    publish(path)
    address = address or address_of_reply(client)
    first = client.get(address)
    tag = first.headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    path.do(Action.UNPUBLISH, facts.Withdrawal("本人要求"), "approver")
    db.session.remove()
    after = client.get(address, headers={"If-None-Match": tag})

    assert first.headers["Cache-Control"] == "public, no-cache"
    assert again.status_code == 304
    assert after.status_code in {200, 410}
    assert "路灯" not in after.text


def test_what_was_withdrawn_leaves_a_tombstone_that_no_cache_keeps(
    client: FlaskClient, path: MessageRoad
) -> None:
    publish(path)
    address = address_of_reply(client)
    path.do(Action.UNPUBLISH, facts.Withdrawal("本人要求撤回"), "approver")
    answer = client.get(address)

    assert answer.status_code == 410
    assert answer.headers["Cache-Control"] == "no-store"
    assert "本人要求撤回" in text_of(answer)
    assert "路灯" not in text_of(answer)


@pytest.mark.parametrize("number", [10**8, 10**12])
def test_a_reply_that_never_was_is_not_found(
    client: FlaskClient, path: MessageRoad, number: int
) -> None:
    assert client.get(f"/messages/replies/{number}").status_code == 404


def test_a_reply_is_found_by_its_words(client: FlaskClient, path: MessageRoad) -> None:
    publish(path)
    publish(path, "带身份证来窗口。", title="取水许可怎样办理", text="第一次办，不知道带什么。")
    found = text_of(client.get("/messages?q=路灯修复"))
    nothing = text_of(client.get("/messages?q=水库钓鱼"))

    assert "清水路口的路灯" in found
    assert "取水许可怎样办理" not in found
    assert "没有找到这样的答复" in nothing


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("kind=enquiry", True),
        ("kind=complaint", False),
        ("unit=水资源科", True),
        ("unit=设施科", False),
        ("month=2026-03", True),
        ("month=2026-02", False),
        ("month=2026-13", True),
        ("kind=none&before=nonsense", True),
    ],
)
def test_the_list_is_narrowed_by_kind_month_and_department(
    client: FlaskClient, path: MessageRoad, query: str, *, is_there: bool
) -> None:
    publish(path)
    page = text_of(client.get(f"/messages?{query}"))

    assert ("路灯已于3月6日修复。" in page) is is_there


def test_a_long_list_goes_on_behind_the_last_one(client: FlaskClient, path: MessageRoad) -> None:
    for number in range(27):
        publish(path, title=f"第{number}件：路灯什么时候修好")
    first = client.get("/messages?kind=enquiry")
    onward = next(link for link in links_on(first) if "before=" in link)
    second = text_of(client.get(onward))

    assert "kind=enquiry" in onward
    assert "第26件" in text_of(first)
    assert "第0件" in second
    assert "第26件" not in second


def test_the_list_asks_five_times_at_most(client: FlaskClient, path: MessageRoad) -> None:
    publish(path)
    client.get("/messages")
    db.session.remove()
    with counted_queries() as sent:
        client.get("/messages?q=路灯&kind=enquiry")

    assert len(sent) <= 5


def test_the_feed_tells_of_public_replies(client: FlaskClient, path: MessageRoad) -> None:
    publish(path)
    answer = client.get("/messages.atom")
    feed = ET.fromstring(answer.data)  # noqa: S314  # it is our own
    titles = [entry.findtext(f"{_ATOM}title") for entry in feed.iter(f"{_ATOM}entry")]

    assert answer.content_type == "application/atom+xml; charset=utf-8"
    assert titles == ["清水路口的路灯什么时候修好"]


def test_frequent_questions_are_read_by_everybody(
    client: FlaskClient, path: MessageRoad, office: Office, staff: dict[str, Actor]
) -> None:
    empty = text_of(client.get("/messages/questions"))
    given = Answered("取水许可怎样办理", "到政务服务中心办理。", "水资源科")
    questions.enter(office, given, uuid4().hex, staff["clerk"])
    waiting = text_of(client.get("/messages/questions"))
    entry = questions.waiting(path.agency_id)[0]
    questions.release(office, Released(entry.id), uuid4().hex, staff["approver"])

    assert "还没有列出常见问题" in empty
    assert "取水许可" not in waiting
    assert "到政务服务中心办理。" in text_of(client.get("/messages/questions"))


def test_the_figures_are_a_page_a_table_and_a_document(
    client: FlaskClient, path: MessageRoad
) -> None:
    path.replied()
    path.submit(writing(kind=Kind.COMPLAINT))
    page = client.get("/messages/statistics")
    rows = client.get("/messages/statistics.csv")
    document = client.get("/messages/statistics.json")
    total = {
        one["key"]: one["value"]
        for one in json.loads(document.data)["figures"]
        if one["group"] == "total"
    }

    assert (
        "已答复 1 ＋ 已告知其他途径 0 ＋ 已屏蔽 0 ＋ 正在办理 1 ＝ 收到 2"  # noqa: RUF001
        in text_of(page)
    )
    assert "50.0%" in text_of(page)
    assert "<title id=" in page.text
    assert (total["received"], total["answered"], total["answer_rate"]) == (2, 1, 50.0)
    assert "答复率" in rows.data.decode("utf-8-sig")
    assert client.get("/messages/statistics.schema.json").status_code == 200
    assert "message-statistics-2026.csv" in rows.headers["Content-Disposition"]


@pytest.mark.parametrize("year", ["1999", "abcd", "20260"])
def test_figures_of_a_year_without_messages_are_not_there(client: FlaskClient, year: str) -> None:
    assert client.get(f"/messages/statistics?year={year}").status_code == 404


def test_the_figures_of_an_earlier_year_are_kept(client: FlaskClient, path: MessageRoad) -> None:
    path.replied()
    path.sleep(365)
    page = text_of(client.get("/messages/statistics?year=2026"))

    assert "2026年1月1日至2026年12月31日" in page


def test_figures_that_contradict_one_another_are_withheld(
    client: FlaskClient, path: MessageRoad, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.replied()
    whole = message_statistics.tallies

    def without_a_total(asked: Asked) -> Sequence[Tally]:
        return [one for one in whole(asked) if one.month]

    monkeypatch.setattr(message_statistics, "tallies", without_a_total)
    path.sleep(1)
    answer = client.get("/messages/statistics")

    assert answer.status_code == 503
    assert "暂不公布" in text_of(answer)
