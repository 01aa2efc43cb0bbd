"""意见征集 for everybody: the column, one consultation, its papers, what became of it."""

from datetime import date, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from casework.adapters.clock import SetClock
from casework.domain.consultation.acts.ending import Cancellation, PeriodExtension
from casework.domain.consultation.vocabulary import Action, Kind
from casework.domain.moments import SHANGHAI
from casework.domain.roles import Actor
from casework.services.office import Office
from tests.asking_road import AskingRoad
from tests.web.desk.browser import text_of


@pytest.fixture
def asking(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> AskingRoad:
    return AskingRoad(office, clock, staff, agency_id)


def test_a_draft_is_not_seen_by_the_public(client: FlaskClient, asking: AskingRoad) -> None:
    asking.drafts()

    assert client.get(f"/consultations/{asking.reference}").status_code == 404
    assert "没有符合条件的意见征集" in text_of(client.get("/consultations"))


def test_an_open_consultation_says_both_dates_and_the_days_left(
    client: FlaskClient, asking: AskingRoad
) -> None:
    asking.open()
    shown = text_of(client.get("/consultations"))

    assert "征集中，还剩30天" in shown
    assert "2026年3月2日（星期一） 至 2026年4月1日（星期三）" in shown


def test_it_is_open_to_the_last_second_of_its_last_day(
    client: FlaskClient, asking: AskingRoad, clock: SetClock
) -> None:
    asking.open()
    page = f"/consultations/{asking.reference}"
    clock.put(datetime(2026, 4, 1, 23, 59, 59, tzinfo=SHANGHAI))
    before = text_of(client.get(page))
    clock.put(datetime(2026, 4, 2, tzinfo=SHANGHAI))
    after = text_of(client.get(page))

    assert "征集中，今天截止" in before
    assert "已结束待反馈" in after
    assert "对这一段提意见" in before
    assert "对这一段提意见" not in after


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", True),
        ("?status=open", True),
        ("?status=answered", False),
        ("?kind=major_decision", True),
        ("?kind=rule", False),
        ("?year=2026", True),
        ("?year=2025", False),
        ("?q=农村供水", True),
        ("?q=公积金", False),
        ("?status=nonsense&before=nonsense", True),
    ],
)
def test_the_column_is_filtered(
    client: FlaskClient, asking: AskingRoad, asked: str, found: bool
) -> None:
    asking.open()

    assert found is ("农村供水管理办法" in text_of(client.get(f"/consultations{asked}")))


@pytest.mark.parametrize(
    "year", ["x", "0000", "9999", "20261", "\N{FULLWIDTH DIGIT TWO}026", "9" * 5000]
)
def test_a_year_that_is_none_is_no_page(client: FlaskClient, year: str) -> None:
    assert client.get(f"/consultations?year={year}").status_code == 404


def test_a_long_column_goes_on_over_the_page(client: FlaskClient, asking: AskingRoad) -> None:
    for number in range(21):
        asking.open(title=f"第{number}件", closes_on=date(2026, 5, 1) + timedelta(days=number))
    first = client.get("/consultations").text
    onward = first.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = client.get(onward.replace("&amp;", "&")).text

    assert (20, 1) == (first.count("column__title"), second.count("column__title"))
    assert "第0件" in second


def test_every_passage_has_its_place_and_its_own_way_to_comment(
    client: FlaskClient, asking: AskingRoad
) -> None:
    asking.open()
    page = client.get(f"/consultations/{asking.reference}").text

    for number in (1, 2, 3):
        assert f'id="passage-{number}"' in page
        assert f"/consultations/{asking.reference}/comment?passage={number}" in page


def test_what_changed_after_it_began_is_said_with_its_reason(
    client: FlaskClient, asking: AskingRoad
) -> None:
    asking.open(kind=Kind.OTHER, shortening_reason="汛期将至", closes_on=date(2026, 3, 12))
    longer = PeriodExtension(date(2026, 3, 20), "意见较多")
    asking.do(Action.EXTEND_PERIOD, longer, "approver")
    shown = text_of(client.get(f"/consultations/{asking.reference}"))

    assert "原因：汛期将至" in shown
    assert "征集时间延长至2026年3月20日。原因：意见较多" in shown


def test_a_cancelled_one_stays_and_says_why(client: FlaskClient, asking: AskingRoad) -> None:
    asking.open()
    asking.do(Action.CANCEL, Cancellation("上位法正在修改"), "approver")
    shown = text_of(client.get(f"/consultations/{asking.reference}"))

    assert "这次意见征集已经取消。原因：上位法正在修改" in shown
    assert "已取消" in text_of(client.get("/consultations"))


def test_what_became_of_the_comments_is_published_with_its_figures(
    client: FlaskClient, asking: AskingRoad
) -> None:
    asking.open()
    one = asking.says("水价太高，请降低", 2, name="张示范", phone="19900000000")
    asking.go_past_the_end()
    page = f"/consultations/{asking.reference}/feedback"
    before = client.get(page).status_code
    asking.answer([one])
    asking.submit_feedback()
    asking.release("reviewer")
    shown = text_of(client.get(page))

    assert before == 404
    for figure in ("收到意见 1", "部分采纳 0", "不采纳 0", "收到1条。"):
        assert figure in shown
    assert "水价太高，请降低" in shown
    assert "张示范" not in shown
    assert "已反馈" in text_of(client.get("/consultations"))
    for ending, begins in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        assert client.get(f"{page}.{ending}").data.startswith(begins)


def test_the_feed_names_what_is_open_now(client: FlaskClient, asking: AskingRoad) -> None:
    asking.open()
    every = client.get("/consultations.atom")
    answered = client.get("/consultations.atom?status=answered")

    assert "application/atom+xml" in every.content_type
    assert f"http://localhost/consultations/{asking.reference}" in every.text
    assert asking.reference not in answered.text


def test_the_last_day_can_be_kept_in_ones_own_calendar(
    client: FlaskClient, asking: AskingRoad
) -> None:
    asking.open()
    answer = client.get(f"/consultations/{asking.reference}/closing.ics")

    assert "DTSTART;VALUE=DATE:20260401" in answer.text


def test_the_catalogue_of_a_year_without_lines_says_so(client: FlaskClient) -> None:
    assert "还没有公布" in text_of(client.get("/consultations/catalogue/2026"))
    assert client.get("/consultations/catalogue/1999").status_code == 404
