"""What the public is shown, to the second, without any job; until when the feedback is due."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.consultation import facts
from casework.domain.consultation.standing import (
    Standing,
    days_left,
    display_status,
    feedback_clock,
    midnight,
)
from casework.domain.consultation.vocabulary import Action, DisplayStatus, State
from casework.domain.moments import SHANGHAI, legal_date
from tests.domain.consultation.standings import (
    CALENDAR,
    CLOSES_ON,
    DRAFTED_ON,
    OPENS_ON,
    at,
    done,
    later,
)

_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "status"),
    [
        (datetime(2026, 3, 8, 23, 59, 59, tzinfo=SHANGHAI), DisplayStatus.UPCOMING),
        (datetime(2026, 3, 9, 0, 0, 0, tzinfo=SHANGHAI), DisplayStatus.OPEN),
        (datetime(2026, 4, 8, 23, 59, 59, tzinfo=SHANGHAI), DisplayStatus.OPEN),
        (datetime(2026, 4, 9, 0, 0, 0, tzinfo=SHANGHAI), DisplayStatus.CLOSED),
        (datetime(2026, 4, 8, 15, 59, 59, 999999, tzinfo=UTC), DisplayStatus.OPEN),
        (datetime(2026, 4, 8, 16, 0, 0, tzinfo=UTC), DisplayStatus.CLOSED),
    ],
    ids=str,
)
def test_it_opens_and_closes_at_midnight_in_shanghai(now: datetime, status: DisplayStatus) -> None:
    assert at(State.SCHEDULED).status(now) is status


@given(
    opens_on=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    days=st.integers(0, 400),
    seconds=st.integers(-40_000_000, 60_000_000),
)
def test_the_status_follows_the_legal_date_at_every_second(
    opens_on: date, days: int, seconds: int
) -> None:
    closes_on = opens_on + timedelta(days=days)
    opens_at, closes_at = midnight(opens_on), midnight(closes_on + timedelta(days=1))
    now = opens_at + seconds * _SECOND
    shown = display_status(opens_at, closes_at, now, is_answered=False, is_cancelled=False)
    today = legal_date(now)
    expected = DisplayStatus.OPEN
    if today < opens_on:
        expected = DisplayStatus.UPCOMING
    elif today > closes_on:
        expected = DisplayStatus.CLOSED

    assert shown is expected


@pytest.mark.parametrize(
    ("today", "left"), [(OPENS_ON, 30), (later(-1), 1), (CLOSES_ON, 0), (later(4), 0)]
)
def test_the_days_left_end_with_the_last_day(today: date, left: int) -> None:
    assert days_left(CLOSES_ON, today) == left


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (State.NASCENT, None),
        (State.DRAFT, None),
        (State.IN_REVIEW, None),
        (State.FEEDBACK_IN_REVIEW, DisplayStatus.CLOSED),
        (State.FEEDBACK_PUBLISHED, DisplayStatus.ANSWERED),
        (State.CANCELLED, None),
    ],
)
def test_nothing_is_shown_before_it_is_approved(state: State, status: DisplayStatus | None) -> None:
    assert at(state).status(midnight(later(5))) is status


def test_what_was_public_and_is_cancelled_stays_visible() -> None:
    given_up = facts.Cancellation("上位法修改")
    standing = done(at(State.SCHEDULED), Action.CANCEL, given_up, OPENS_ON)

    assert standing.status(midnight(OPENS_ON)) is DisplayStatus.CANCELLED
    assert feedback_clock(standing, CALENDAR).due_on is None


def test_an_extension_keeps_it_open() -> None:
    longer = facts.PeriodExtension(later(10), "反映意见的群众较多")
    standing = done(at(State.SCHEDULED), Action.EXTEND_PERIOD, longer, OPENS_ON)

    assert standing.status(midnight(later(10))) is DisplayStatus.OPEN
    assert standing.status(midnight(later(11))) is DisplayStatus.CLOSED


def test_feedback_is_due_twenty_working_days_after_the_closing_day() -> None:
    clock = feedback_clock(at(State.SCHEDULED), CALENDAR)

    assert clock.day_zero == CLOSES_ON
    assert clock.due_on == CALENDAR.reach(CLOSES_ON, 20).on
    assert not clock.overdue_on(clock.due_on)
    assert clock.overdue_on(clock.due_on + timedelta(days=1))


def test_feedback_follows_the_agencys_own_limit() -> None:
    sooner = done(at(State.IN_REVIEW), Action.APPROVE, facts.Approval("", 10), DRAFTED_ON)

    assert feedback_clock(sooner, CALENDAR).due_on == CALENDAR.reach(CLOSES_ON, 10).on


def test_nothing_is_due_before_it_is_approved() -> None:
    assert feedback_clock(at(State.DRAFT), CALENDAR).due_on is None
    assert feedback_clock(Standing(), CALENDAR).due_on is None


def test_published_feedback_was_in_time() -> None:
    assert feedback_clock(at(State.FEEDBACK_PUBLISHED), CALENDAR).in_time is True
