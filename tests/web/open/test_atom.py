"""An Atom feed as RFC 4287 wants it, whatever was written in a title."""

from datetime import datetime
from xml.etree import ElementTree as ET

from casework.domain.moments import SHANGHAI
from casework.web.open.atom import Entry, Feed, atom

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
_A = "{http://www.w3.org/2005/Atom}"


def entry(number: int, title: str = "供水管理办法", category: str = "open") -> Entry:
    at = datetime(2026, 3, number, tzinfo=SHANGHAI)
    return Entry(f"https://shifan.example/{number}", title, "征集中", category, at, at)


def feed(*entries: Entry) -> ET.Element:
    whole = Feed(
        address="https://shifan.example/feed",
        page="https://shifan.example/",
        title="意见征集",
        author="示范市水务局",
        entries=entries,
    )
    return ET.fromstring(atom(whole, NOW))  # noqa: S314  # just written here


def test_a_feed_has_what_rfc_4287_asks_of_it() -> None:
    whole = feed(entry(1), entry(2))

    for wanted in ("id", "title", "updated", "author/name", "link"):
        path = "/".join(f"{_A}{name}" for name in wanted.split("/"))
        assert whole.find(path) is not None, wanted
    for each in whole.findall(f"{_A}entry"):
        for wanted in ("id", "title", "updated", "link", "summary"):
            assert each.find(f"{_A}{wanted}") is not None, wanted
    assert ["self", "alternate"] == [link.get("rel") for link in whole.findall(f"{_A}link")]


def test_a_feed_says_when_it_was_changed() -> None:
    assert "2026-03-02T09:00:00+08:00" == feed().findtext(f"{_A}updated")


def test_a_title_with_signs_of_markup_stays_one_title() -> None:
    title = "关于<水价>&“听证”的公告"

    assert title == feed(entry(1, title)).findtext(f"{_A}entry/{_A}title")


def test_signs_that_xml_has_no_way_to_write_are_left_out() -> None:
    title = "水\x00价\x0b听\ufffe证\U0001f4a7"

    assert "水价听证\U0001f4a7" == feed(entry(1, title)).findtext(f"{_A}entry/{_A}title")


def test_an_entry_of_no_category_names_none() -> None:
    assert feed(entry(1, category="")).find(f"{_A}entry/{_A}category") is None
