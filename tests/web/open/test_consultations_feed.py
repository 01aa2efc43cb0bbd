"""The feed of the consultations, and a closing day for one's own calendar."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest

from casework.domain.moments import SHANGHAI
from casework.web.open.consultations_feed import Day, Entry, Feed, atom, calendar

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
_A = "{http://www.w3.org/2005/Atom}"


def entry(number: int, title: str = "供水管理办法", day: int = 1) -> Entry:
    at = datetime(2026, 3, day, tzinfo=SHANGHAI)
    return Entry(f"https://shifan.example/{number}", title, "征集中", "open", at, at)


def feed(*entries: Entry) -> ET.Element:
    whole = Feed(
        address="https://shifan.example/feed",
        page="https://shifan.example/",
        title="意见征集",
        author="示范市水务局",
        language="zh-CN",
        entries=entries,
    )
    return ET.fromstring(atom(whole, NOW))  # noqa: S314  # just written here


def texts(element: ET.Element, path: str) -> list[str | None]:
    return [found.text for found in element.findall(path)]


def test_a_feed_has_what_rfc_4287_asks_of_it() -> None:
    whole = feed(entry(1, day=1), entry(2, day=2))

    for wanted in ("id", "title", "updated", "author/name", "link"):
        path = "/".join(f"{_A}{name}" for name in wanted.split("/"))
        assert whole.find(path) is not None, wanted
    for each in whole.findall(f"{_A}entry"):
        for wanted in ("id", "title", "updated", "link", "summary"):
            assert each.find(f"{_A}{wanted}") is not None, wanted
    assert ["self", "alternate"] == [link.get("rel") for link in whole.findall(f"{_A}link")]


def test_a_feed_was_updated_when_its_latest_entry_was() -> None:
    assert ["2026-03-02T00:00:00+08:00"] == texts(feed(entry(1), entry(2, day=2)), f"{_A}updated")


def test_an_empty_feed_was_updated_now() -> None:
    assert ["2026-03-02T09:00:00+08:00"] == texts(feed(), f"{_A}updated")


def test_a_title_with_signs_of_markup_stays_one_title() -> None:
    title = "关于<水价>&“听证”的公告"

    assert [title] == texts(feed(entry(1, title)), f"{_A}entry/{_A}title")


@pytest.mark.parametrize("title", ["短", "示范市农村供水管理办法（征求意见稿）" * 9, "a, b; c\\d"])
def test_a_calendar_files_lines_are_short_and_end_as_the_rfc_says(title: str) -> None:
    day = Day("1@shifan.example", "https://shifan.example/1", title, date(2026, 4, 1), NOW)
    lines = calendar(day).split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert (b"BEGIN:VCALENDAR", b"") == (lines[0], lines[-1])
    assert b"DTSTAMP:" + NOW.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ").encode() in lines


def test_a_calendar_file_says_the_whole_title_and_the_whole_day() -> None:
    title = "示范市农村供水管理办法（征求意见稿），公开征求意见截止" * 3
    day = Day("1@shifan.example", "https://shifan.example/1", title, date(2026, 4, 1), NOW)
    whole = calendar(day).replace(b"\r\n ", b"").decode()

    assert f"SUMMARY:{title}\r\n" in whole
    assert "DTSTART;VALUE=DATE:20260401\r\nDTEND;VALUE=DATE:20260402\r\n" in whole
