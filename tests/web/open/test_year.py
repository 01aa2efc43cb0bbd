"""The working-day calendar: what every day is, and by which notice."""

import re

import pytest
from flask.testing import FlaskClient


def text_of(client: FlaskClient, year: int) -> str:
    page = client.get(f"/calendar/{year}").get_data(as_text=True)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_a_year_shows_its_holidays_with_their_notice(client: FlaskClient) -> None:
    page = text_of(client, 2026)

    assert "国办发明电〔2025〕7号" in page
    assert "春节 2026年2月15日至2026年2月23日，共9天 2026年2月14日（星期六）、2026年2月28日" in page
    assert "2月：16个工作日" in page


def test_holidays_stand_in_the_order_of_their_days(client: FlaskClient) -> None:
    page = text_of(client, 2026)

    assert page.index("中秋节 2026年9月25日") < page.index("国庆节 2026年10月1日")


def test_the_days_add_up_to_the_year(client: FlaskClient) -> None:
    page = client.get("/calendar/2024").get_data(as_text=True)
    months = [int(count) for count in re.findall(r"月：(\d+)个工作日", page)]

    assert page.count('<li class="day ') == 366
    assert len(months) == 12
    assert f"全年共有{sum(months)}个工作日" in page


@pytest.mark.parametrize("year", [0, 2018, 2027, 99999999999])
def test_a_year_without_a_notice_is_not_shown(client: FlaskClient, year: int) -> None:
    assert client.get(f"/calendar/{year}").status_code == 404
