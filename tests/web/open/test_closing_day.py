"""A closing day for one's own calendar."""

from datetime import UTC, date, datetime

import pytest

from casework.domain.moments import SHANGHAI
from casework.web.open.closing_day import Day, calendar

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)


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
