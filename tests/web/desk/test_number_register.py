"""文号簿: every number in order, void ones with their reason, what is missing said in words."""

import csv
import io
from collections.abc import Callable

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action
from casework.persistence.database import db
from casework.persistence.models import NumberSequence
from casework.web.desk import number_register
from tests.people import PERSON
from tests.road import Road
from tests.web.desk.browser import Desk, links_on, text_of

At = Callable[[str], Desk]
PATH = "/desk/letters"


@pytest.fixture
def recalled(road: Road) -> Road:
    """A reply that was recalled and signed anew."""
    road.start()
    road.sign()
    road.do(Action.RECALL, facts.Recall("=误写了年份"), "approver")
    road.sign()
    return road


def test_a_void_number_keeps_its_place_and_its_reason(desk: At, recalled: Road) -> None:
    page = text_of(desk("clerk").get(PATH))
    first, second = page.index("示水公开复〔2026〕1号"), page.index("示水公开复〔2026〕2号")

    assert first < second
    assert "2026年3月2日作废：=误写了年份" in page[first:second]
    assert "有效" in page[second:]
    assert "第1号至第2号连续，没有缺号；其中1个作废" in page
    assert PERSON.name not in page


def test_a_missing_number_is_named(desk: At, recalled: Road) -> None:
    counter = db.session.scalars(db.select(NumberSequence).filter_by(series="复")).one()
    counter.last = 4
    db.session.commit()

    assert "缺号：3、4" in text_of(desk("clerk").get(PATH))


def test_the_other_series_are_a_link_away(desk: At, recalled: Road) -> None:
    clerk = desk("clerk")
    (link,) = [link for link in links_on(clerk.get(PATH)) if link.startswith(f"{PATH}?series")]

    assert "示水公开登〔2026〕1号" in text_of(clerk.get(link))


def test_a_year_without_numbers_says_so(desk: At) -> None:
    assert "还没有编号" in text_of(desk("clerk").get(f"{PATH}?series=函&year=2025"))


@pytest.mark.parametrize("query", ["series=字", "year=1", "year=99999999999"])
def test_a_series_or_year_that_there_is_not_is_not_there(desk: At, query: str) -> None:
    assert 404 == desk("clerk").get(f"{PATH}?{query}").status_code


def test_a_long_register_goes_on_overleaf(
    desk: At, recalled: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(number_register, "PAGE", 1)
    clerk = desk("clerk")
    first = clerk.get(PATH)
    (onward,) = [link for link in links_on(first) if "after=1" in link]

    assert "〔2026〕2号 " not in text_of(first)
    assert "示水公开复〔2026〕2号" in text_of(clerk.get(onward))


def test_the_register_is_downloaded_whole_and_runs_nothing(desk: At, recalled: Road) -> None:
    answer = desk("clerk").get(f"{PATH}.csv?series=复&year=2026")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))

    assert "text/csv" == answer.mimetype
    assert ["示水公开复〔2026〕1号", "示水公开复〔2026〕2号"] == [row[0] for row in rows[1:]]
    assert ["2026-03-02", "'=误写了年份"] == rows[1][4:6]
    assert ["", ""] == rows[2][4:6]


def test_a_restricted_case_keeps_its_number_and_hides_which_it_is(desk: At, road: Road) -> None:
    road.start()
    named = (road.staff["handler"].user_id or 0,)
    road.do(Action.RESTRICT, facts.Restriction(named, "涉及本机关人员"), "approver")
    path = f"{PATH}?series=登"
    for who, is_shown in (("handler", True), ("handler2", False)):
        page = text_of(desk(who).get(path))

        assert "示水公开登〔2026〕1号" in page
        assert is_shown == (road.reference in page), who
        assert is_shown != ("限制查看" in page), who
