"""A holiday notice that is entered later: what it moves is listed first, and then moved."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from flask import Flask

from casework.domain.calendar import load_calendar
from casework.domain.moments import SHANGHAI
from casework.persistence.database import db
from casework.persistence.models.people import AdminAct
from casework.services import administration, recompute
from casework.services.recompute import Moved
from tests.road import Road

# An invented arrangement of 2027, to see what a real one will do.
NOTICE = """
year = 2027

[[notice]]
number = "示范办〔2026〕1号"
title = "示范通知"
issued_on = 2026-12-01
published_on = 2026-12-01

[[notice.holiday]]
name = "元旦"
begins_on = 2027-01-01
ends_on = 2027-01-03
makeup_days = []
"""


def test_a_reply_in_a_year_not_arranged_yet_is_counted_once_it_is(road: Road, files: Path) -> None:
    road.clock.put(datetime(2026, 12, 28, 9, tzinfo=SHANGHAI))
    road.start()
    road.clock.put(datetime(2027, 1, 5, 9, tzinfo=SHANGHAI))
    road.sign()
    road.serve()
    before = road.see().case.disclosure.working_days
    (files / "2027.toml").write_text(NOTICE, encoding="utf-8")
    noticed = replace(road.office, calendar=load_calendar(files))
    counted = [recompute.count_endings(noticed) for _ in range(2)]
    db.session.remove()

    # 2026-12-29, 30, 31 and 2027-01-04, 05.
    assert (None, 5) == (before, road.see().case.disclosure.working_days)
    assert [1, 0] == counted


def test_a_new_notice_lists_and_then_moves_the_open_cases(
    app: Flask, road: Road, files: Path
) -> None:
    road.clock.put(datetime(2026, 12, 10, 9, tzinfo=SHANGHAI))
    road.start()
    before = road.see().case

    # Vector K02: provisional until the notice of 2027 is entered.
    assert date(2027, 1, 8) == before.due_on
    assert before.due_is_provisional
    assert [] == list(recompute.impact(road.office))

    (files / "2027.toml").write_text(NOTICE, encoding="utf-8")
    noticed = replace(road.office, calendar=load_calendar(files))
    expected = Moved(
        reference=road.reference,
        agency_id=road.agency_id,
        was=date(2027, 1, 8),
        becomes=date(2027, 1, 8),
        becomes_certain=True,
        becomes_overdue=False,
    )

    assert [expected] == list(recompute.impact(noticed))
    recompute.apply(noticed, expected)
    assert [] == list(recompute.impact(noticed))
    assert not road.see().case.due_is_provisional
    (entry,) = administration.book(road.agency_id, None)
    assert (AdminAct.MOVE_DATES, None) == (entry.what, entry.user_id)
    dates = ["2027-01-08"] * 2
    assert {"reference": ["", road.reference], "due_on": dates} == entry.facts


def test_a_closed_case_is_not_moved(road: Road, files: Path) -> None:
    road.clock.put(datetime(2026, 12, 10, 9, tzinfo=SHANGHAI))
    road.start()
    road.sign()
    road.serve()
    (files / "2027.toml").write_text(NOTICE, encoding="utf-8")
    noticed = replace(road.office, calendar=load_calendar(files))

    assert [] == list(recompute.impact(noticed))
    recompute.apply(noticed, Moved("SFSW-2026-999999", road.agency_id, None, None, False, False))
