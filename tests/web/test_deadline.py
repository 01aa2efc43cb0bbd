"""The drawing of a deadline is kept, and is another as soon as anything in it is."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask, session

from casework.domain.calendar import Calendar
from casework.domain.clock import Extend, Reckoning, Start, Void, VoidReason, reckon
from casework.services.office import Office
from casework.web.deadline import drawn

RECEIVED, ASKED = date(2026, 3, 2), date(2026, 3, 4)
WITHIN, BEYOND = date(2026, 3, 10), date(2026, 6, 1)


@pytest.fixture(autouse=True)
def in_a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.fixture
def calendar(office: Office) -> Calendar:
    return office.calendar


@pytest.fixture
def running(calendar: Calendar) -> Reckoning:
    return reckon([Start(RECEIVED)], calendar)


def test_it_is_drawn_once_for_all_who_ask_the_same(running: Reckoning, calendar: Calendar) -> None:
    again = reckon([Start(RECEIVED)], calendar)

    assert drawn(running, WITHIN) is drawn(again, WITHIN)
    assert drawn(running, BEYOND) is drawn(again, date(2026, 7, 1))


def test_today_is_marked_only_where_it_lies_in_the_ledger(running: Reckoning) -> None:
    assert 'aria-current="date"' in drawn(running, WITHIN)
    assert 'aria-current="date"' not in drawn(running, BEYOND)
    assert drawn(running, WITHIN) != drawn(running, date(2026, 3, 11))


def test_an_extension_makes_another_drawing(running: Reckoning, calendar: Calendar) -> None:
    extended = reckon([Start(RECEIVED), Extend(ASKED, 5)], calendar)

    assert drawn(running, BEYOND) != drawn(extended, BEYOND)


def test_each_reader_sees_their_language(running: Reckoning) -> None:
    in_chinese = drawn(running, BEYOND)
    session["language"] = "en"

    assert "届满日" in in_chinese
    assert "届满日" not in drawn(running, BEYOND)


def test_what_no_clock_counts_is_not_drawn(calendar: Calendar) -> None:
    waiting = reckon([Start(RECEIVED), Void(ASKED, VoidReason.CLARIFICATION)], calendar)

    assert "" == drawn(waiting, WITHIN, until=WITHIN)
    assert "" == drawn(reckon([], calendar), WITHIN, until=WITHIN)
