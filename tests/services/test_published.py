"""The register of published information: entered once, mended, found by the words of a title."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from casework.domain.disclosure.proactive import Publication
from casework.domain.roles import Actor
from casework.domain.similarity import Likeness
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import PublishedGram, PublishedInformation
from casework.services import published
from casework.services.office import Office
from casework.services.published import PAGE
from casework.services.refusals import NotThere

TITLE = "2023年示范市水资源公报"


def publication(title: str = TITLE, on: date = date(2024, 7, 1), url: str = "") -> Publication:
    return Publication(title, on, url, "《示范市人民政府公报》2024年第7期")


def enter(office: Office, clerk: Actor, given: Publication, key: str = "") -> None:
    published.enter(office, given, key or uuid4().hex, clerk)


@pytest.fixture
def clerk(staff: dict[str, Actor]) -> Actor:
    return staff["clerk"]


def titles(agency_id: int, text: str) -> list[str]:
    return [entry.title for entry in published.matching(agency_id, text, PAGE)]


@pytest.mark.parametrize(
    "text", ["水资源公报", "公报", "申请公开二〇二三年示范市水资源公报及编制依据", TITLE]
)
def test_an_entry_is_found_by_its_words(office: Office, clerk: Actor, text: str) -> None:
    enter(office, clerk, publication())
    enter(office, clerk, publication("示范市水土保持规划"))

    assert [TITLE] == titles(clerk.agency_id, text)


@pytest.mark.parametrize("text", ["", "水", "。", "取水许可台账", "annual report"])
def test_what_no_title_says_is_not_found(office: Office, clerk: Actor, text: str) -> None:
    enter(office, clerk, publication())

    assert [] == titles(clerk.agency_id, text)


def test_a_title_without_a_word_is_listed_and_never_found(office: Office, clerk: Actor) -> None:
    enter(office, clerk, publication("《》"))
    (entry,) = published.latest(clerk.agency_id)
    published.change(office, entry.id, publication(), uuid4().hex, clerk)

    assert "《》" == entry.title
    assert [TITLE] == titles(clerk.agency_id, TITLE)


def test_the_year_that_was_asked_for_comes_first(office: Office, clerk: Actor) -> None:
    for year in (2021, 2022, 2023, 2024):
        enter(office, clerk, publication(f"{year}年示范市水资源公报", date(year + 1, 7, 1)))
    found = published.matching(clerk.agency_id, "2022年示范市水资源公报", PAGE)

    assert "2022年示范市水资源公报" == found[0].title
    assert Likeness.OTHER_FIGURES is (found[1].comparison and found[1].comparison.likeness)
    assert "2024年示范市水资源公报" == found[1].title


def test_the_same_key_enters_once_and_says_so_of_other_words(office: Office, clerk: Actor) -> None:
    key = uuid4().hex
    enter(office, clerk, publication(), key)
    enter(office, clerk, publication(), key)

    assert 1 == len(published.latest(clerk.agency_id))
    with pytest.raises(Refused):
        enter(office, clerk, publication("另一条"), key)


def test_a_changed_entry_is_found_by_its_new_title_only(office: Office, clerk: Actor) -> None:
    enter(office, clerk, publication())
    (entry,) = published.latest(clerk.agency_id)
    key = uuid4().hex
    for _ in range(2):
        published.change(office, entry.id, publication("示范市水土保持规划"), key, clerk)

    assert [] == titles(clerk.agency_id, TITLE)
    assert ["示范市水土保持规划"] == titles(clerk.agency_id, "水土保持规划")
    assert "示范市水土保持规划" == published.one(entry.id, clerk.agency_id).title


def test_a_delisted_entry_is_kept_and_found_no_more(office: Office, clerk: Actor) -> None:
    enter(office, clerk, publication())
    (entry,) = published.latest(clerk.agency_id)
    key = uuid4().hex
    for _ in range(2):
        published.delist(office, entry.id, key, clerk)

    assert [] == published.latest(clerk.agency_id)
    assert [] == titles(clerk.agency_id, TITLE)
    assert [] == db.session.scalars(db.select(PublishedGram)).all()
    assert 1 == len(db.session.scalars(db.select(PublishedInformation)).all())
    with pytest.raises(NotThere):
        published.one(entry.id, clerk.agency_id)
    with pytest.raises(NotThere):
        published.delist(office, entry.id, uuid4().hex, clerk)


def test_an_entry_belongs_to_its_agency(office: Office, clerk: Actor) -> None:
    enter(office, clerk, publication())
    (entry,) = published.latest(clerk.agency_id)

    assert [] == published.latest(clerk.agency_id + 1)
    assert [] == titles(clerk.agency_id + 1, TITLE)
    with pytest.raises(NotThere):
        published.one(entry.id, clerk.agency_id + 1)


def test_where_it_is_says_place_and_address(office: Office, clerk: Actor) -> None:
    enter(office, clerk, publication(url="https://www.shifan.example/a"))
    (entry,) = published.latest(clerk.agency_id)
    expected = "《示范市人民政府公报》2024年第7期；https://www.shifan.example/a"

    assert expected == entry.where


def test_the_register_is_turned_page_by_page_without_gap(office: Office, clerk: Actor) -> None:
    for number in range(PAGE + 3):
        on = date(2024, 7, 1) + timedelta(days=number // 2)
        enter(office, clerk, publication(f"第{number}号公告", on))
    first = published.latest(clerk.agency_id)
    last = first[PAGE - 1]
    second = published.latest(clerk.agency_id, (last.published_on, last.id))
    ids = [entry.id for entry in (*first[:PAGE], *second)]

    assert PAGE + 3 == len(set(ids)) == len(ids)
    assert ids == sorted(ids, reverse=True)
