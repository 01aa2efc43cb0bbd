"""The clock of a message: its kind's limit, the follow-up's own, the red line, the words for it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.clock import ClockState, ledger
from casework.domain.message import facts
from casework.domain.message.standing import (
    Round,
    Standing,
    first_clock,
    petition_transfer_by,
    red_line,
    reply_clock,
    urgency,
    urgency_of,
    working_days_taken,
)
from casework.domain.message.vocabulary import Action, State, Urgency
from casework.domain.message.writing import Writing
from casework.domain.roles import Role
from casework.domain.workflow import Event, after
from tests.domain.message.standings import CALENDAR, EARLIER, REDIRECTED, SUBMITTED, standing_in

_DAYS = st.dates(date(2026, 1, 1), date(2026, 9, 30))
_LIMITS = st.integers(1, 60)


def test_nothing_runs_before_it_is_received() -> None:
    pending = Standing(state=State.PENDING_VERIFICATION)

    assert reply_clock(pending, CALENDAR).state_on(EARLIER) is ClockState.NOT_STARTED
    assert first_clock(pending, CALENDAR).in_time is None
    assert urgency_of(pending, CALENDAR, EARLIER) is Urgency.NOT_STARTED
    assert urgency(None, None, CALENDAR, EARLIER) is Urgency.NOT_STARTED
    assert (pending.round, pending.extension, working_days_taken(pending, CALENDAR)) == (
        None,
        None,
        None,
    )
    assert petition_transfer_by(pending, CALENDAR) is None


def test_verification_is_the_day_of_receipt() -> None:
    written = after(
        Standing(),
        Event(Action.SUBMIT_UNVERIFIED, EARLIER, Role.AUTHOR, None, SUBMITTED),
        State.PENDING_VERIFICATION,
    )
    proved = Event(Action.VERIFY, date(2026, 3, 12), Role.AUTHOR, None, facts.Verification())
    received = after(written, proved, State.RECEIVED)

    assert (written.received_on, received.received_on) == (None, date(2026, 3, 12))
    assert reply_clock(received, CALENDAR).due_on == date(2026, 3, 19)


@given(day=_DAYS, limit=_LIMITS)
def test_the_last_day_is_the_limits_last_working_day(day: date, limit: int) -> None:
    standing = replace(standing_in(State.ACCEPTED), rounds=(Round(day, limit),))
    clock = reply_clock(standing, CALENDAR)
    counted = [line for line in ledger(clock) if line.count is not None]

    assert clock.due_on is not None
    assert (len(counted), counted[-1].on) == (limit, clock.due_on)


@given(day=_DAYS, limit=_LIMITS, more=st.integers(1, 20))
def test_an_extension_adds_its_days(day: date, limit: int, more: int) -> None:
    asked = Round(day, limit, extended_on=day, extension=facts.Extension(more, "核实"))
    clock = reply_clock(replace(standing_in(State.ACCEPTED), rounds=(asked,)), CALENDAR)

    assert clock.due_on == CALENDAR.reach(day, limit + more).on


@given(day=_DAYS, limit=_LIMITS, later=st.integers(0, 30))
def test_a_follow_up_has_its_limit_for_itself(day: date, limit: int, later: int) -> None:
    standing = standing_in(
        State.REPLIED, rounds=(Round(day, 5, replied_on=day),), replies=(), closed_on=day
    )
    asked_on = day + timedelta(days=later)
    question = facts.FollowUp("还没有修", limit)
    asked = after(
        standing, Event(Action.FOLLOW_UP, asked_on, Role.AUTHOR, None, question), State.ACCEPTED
    )

    assert reply_clock(asked, CALENDAR).due_on == CALENDAR.reach(asked_on, limit).on
    assert (first_clock(asked, CALENDAR).in_time, asked.closed_on) == (True, None)


def test_what_ends_otherwise_is_in_time_or_late_for_nobody() -> None:
    ended = Event(Action.REDIRECT, date(2026, 4, 30), Role.CLERK, 1, REDIRECTED)
    standing = after(standing_in(State.RECEIVED), ended, State.REDIRECTED)
    clock = reply_clock(standing, CALENDAR)

    assert (clock.in_time, clock.overdue_on(date(2026, 5, 6))) == (None, False)
    assert first_clock(standing, CALENDAR).in_time is None
    assert urgency_of(standing, CALENDAR, date(2026, 5, 6)) is Urgency.ENDED
    assert petition_transfer_by(standing, CALENDAR) is None


def test_a_petition_is_passed_on_within_fifteen_days() -> None:
    assert petition_transfer_by(standing_in(State.RECEIVED), CALENDAR) == date(2026, 3, 25)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 2), Urgency.IN_TIME),
        (date(2026, 3, 5), Urgency.IN_TIME),
        (date(2026, 3, 6), Urgency.DUE_SOON),  # the fourth of five working days
        (date(2026, 3, 8), Urgency.DUE_SOON),  # a Sunday
        (date(2026, 3, 9), Urgency.DUE_TODAY),
        (date(2026, 3, 10), Urgency.OVERDUE),
        (date(2026, 6, 2), Urgency.OVERDUE),
        (date(2026, 6, 3), Urgency.RED_LINE),
    ],
    ids=str,
)
def test_how_an_enquiry_of_the_second_of_march_stands(today: date, expected: Urgency) -> None:
    asked = replace(standing_in(State.ACCEPTED), rounds=(Round(date(2026, 3, 2), 5),))

    assert urgency_of(asked, CALENDAR, today) is expected


@given(day=_DAYS, limit=_LIMITS, days=st.integers(0, 120))
def test_time_only_makes_it_more_urgent(day: date, limit: int, days: int) -> None:
    due_on = CALENDAR.reach(day, limit).on
    order = list(Urgency)
    one, next_day = (
        urgency(day, due_on, CALENDAR, day + timedelta(days=days + more)) for more in (0, 1)
    )

    assert order.index(one) <= order.index(next_day)


def test_three_months_end_on_the_same_day_of_the_month() -> None:
    assert red_line(date(2026, 11, 30), CALENDAR) == date(2027, 2, 28)


def test_a_code_can_be_sent_where_there_is_a_telephone_or_an_address() -> None:
    said = standing_in(State.RECEIVED).kind, "题", "文"
    bare = Writing(kind=said[0], title=said[1], text=said[2])

    assert [
        writing.has_contact
        for writing in (bare, replace(bare, phone="19900000000"), replace(bare, email="a@b.c"))
    ] == [False, True, True]
