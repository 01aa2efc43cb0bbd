"""The reply clock: conventions C-1 to C-10, against a slow model and by hand."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.domain.calendar import Calendar, YearNotArranged, load_calendar
from casework.domain.clock import (
    ClockState,
    Entry,
    EntryFault,
    EntryInvalid,
    Extend,
    LedgerKind,
    Reckoning,
    Restart,
    RestartReason,
    SetDate,
    Span,
    Start,
    StartReason,
    Stop,
    StopReason,
    Suspend,
    SuspensionReason,
    Void,
    VoidReason,
    ledger,
    reckon,
)
from tests.domain import slow_model

THIRD_PARTY, AGENCY = SuspensionReason.THIRD_PARTY, SuspensionReason.AGENCY
RECEIVED = date(2025, 3, 3)  # a Monday; the twentieth working day is 31 March
COUNTED = {LedgerKind.COUNTED, LedgerKind.MAKEUP, LedgerKind.EXTENSION}


@pytest.fixture
def calendar() -> Calendar:
    return load_calendar()


def clock(*entries: Entry) -> Reckoning:
    return reckon(entries, load_calendar())


def asked(
    on: date, back: date | None = None, *, letter: date | None = None, who: str = ""
) -> Suspend:
    return Suspend(on, THIRD_PARTY, who, letter_received_on=letter, ended_on=back)


# Properties, against the slow model.

days = st.dates(date(2019, 1, 1), date(2025, 9, 30))
spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 30)).map(lambda pair: (pair[0], sum(pair))),
    max_size=4,
)
extensions = st.none() | st.tuples(st.integers(0, 60), st.integers(1, 20))


def dated(day_zero: date, offsets: Iterable[tuple[int, int]]) -> list[tuple[date, date]]:
    return [
        (day_zero + timedelta(days=begin), day_zero + timedelta(days=end)) for begin, end in offsets
    ]


@settings(max_examples=150, deadline=None)
@given(day_zero=days, offsets=spans, told=extensions)
def test_the_due_date_is_the_one_found_by_walking_day_by_day(
    day_zero: date, offsets: list[tuple[int, int]], told: tuple[int, int] | None
) -> None:
    consultations = dated(day_zero, offsets)
    extension = None if told is None else (day_zero + timedelta(days=told[0]), told[1])
    entries: list[Entry] = [Start(day_zero), *(asked(on, back) for on, back in consultations)]
    if extension is not None:
        entries.append(Extend(*extension))

    assert slow_model.reply_due(day_zero, consultations, extension) == clock(*entries).due_on


@settings(max_examples=150, deadline=None)
@given(day_zero=days, offsets=spans, told=extensions)
def test_the_ledger_adds_up_to_the_date(
    day_zero: date, offsets: list[tuple[int, int]], told: tuple[int, int] | None
) -> None:
    entries: list[Entry] = [Start(day_zero)]
    entries += [asked(on, back) for on, back in dated(day_zero, offsets)]
    if told is not None:
        entries.append(Extend(day_zero + timedelta(days=told[0]), told[1]))
    found = clock(*entries)
    book = ledger(found)
    numbers = [day.count for day in book if day.kind in COUNTED]

    assert numbers == list(range(1, found.total + 1))
    assert (book[0].on, book[-1].on, book[-1].count) == (day_zero, found.due_on, found.total)
    assert len(book) == (book[-1].on - book[0].on).days + 1


@settings(max_examples=100, deadline=None)
@given(day_zero=days, offsets=spans, later=st.integers(0, 90))
def test_the_days_used_are_the_numbers_of_the_ledger(
    day_zero: date, offsets: list[tuple[int, int]], later: int
) -> None:
    found = clock(Start(day_zero), *(asked(on, back) for on, back in dated(day_zero, offsets)))
    today = day_zero + timedelta(days=later)
    counted = [day for day in ledger(found) if day.count is not None and day.on <= today]

    assert (len(counted), 20 - len(counted)) == (found.days_used(today), found.days_left(today))


@settings(max_examples=60, deadline=None)
@given(day_zero=days, offsets=spans)
def test_overlapping_consultations_move_the_date_no_further_than_their_union(
    day_zero: date, offsets: list[tuple[int, int]]
) -> None:
    consultations = dated(day_zero, offsets)
    once = clock(Start(day_zero), *(asked(on, back) for on, back in consultations))
    twice = clock(Start(day_zero), *(asked(on, back) for on, back in consultations * 2))

    assert once.due_on == twice.due_on


# Day 0, restarts and voids.


def test_receipt_on_a_rest_day_is_not_shifted() -> None:
    sunday = clock(Start(date(2025, 3, 2)))

    assert sunday.due_on == date(2025, 3, 28)
    assert sunday.day_zero == date(2025, 3, 2)


def test_a_makeup_saturday_after_receipt_is_day_one() -> None:
    book = ledger(clock(Start(date(2026, 5, 8))))

    assert (book[1].kind, book[1].count) == (LedgerKind.MAKEUP, 1)
    assert book[1].reason == "劳动节调休"
    assert book[1].notice == "国办发明电〔2025〕7号"


def test_nothing_runs_before_receipt() -> None:
    found = clock()

    assert found.state_on(RECEIVED) is ClockState.NOT_STARTED
    assert (found.day_zero, found.due_on, found.days_used(RECEIVED), found.days_left(RECEIVED)) == (
        None,
        None,
        0,
        None,
    )
    assert ledger(found, until=RECEIVED) == ()


def test_a_moved_receipt_date_moves_day_zero_and_keeps_the_extension() -> None:
    found = clock(Start(RECEIVED), Extend(date(2025, 3, 20), 5), Start(date(2025, 3, 5)))

    assert found.due_on == slow_model.walk(date(2025, 3, 5), 25)


def test_while_a_clarification_is_awaited_no_period_runs() -> None:
    until = date(2025, 3, 31)
    found = clock(Start(RECEIVED), Void(date(2025, 3, 10), VoidReason.CLARIFICATION, until))
    today = date(2025, 3, 12)

    assert found.state_on(today) is ClockState.VOID
    assert (found.due_on, found.waiting_until(today)) == (None, until)
    assert (found.days_used(today), found.days_left(today)) == (0, None)
    assert not found.overdue_on(date(2026, 3, 12))


def test_the_ledger_of_a_void_clock_ends_where_it_was_voided() -> None:
    asked_on = date(2025, 3, 10)
    found = clock(Start(RECEIVED), Void(asked_on, VoidReason.CLARIFICATION))

    assert ledger(found, until=date(2025, 6, 1))[-1].on == asked_on


@pytest.mark.parametrize(
    ("why", "rule"),
    [
        (RestartReason.CLARIFIED, "C-3"),
        (RestartReason.PAID, "C-7"),
        (RestartReason.ORDERED, "R-51-1"),
    ],
)
def test_a_restart_counts_from_zero_and_forgets_the_extension(
    why: RestartReason, rule: str
) -> None:
    anew = date(2025, 3, 20)
    found = clock(
        Start(RECEIVED),
        Extend(date(2025, 3, 6), 20),
        Void(date(2025, 3, 7), VoidReason.CLARIFICATION),
        Restart(anew, why),
    )
    zero = ledger(found)[0]

    assert (found.due_on, found.total) == (slow_model.walk(anew, 20), 20)
    assert (zero.kind, zero.reason, zero.rule) == (LedgerKind.DAY_ZERO, why.zh, rule)


def test_after_a_restart_the_period_may_be_extended_once_more() -> None:
    found = clock(
        Start(RECEIVED),
        Extend(date(2025, 3, 6), 20),
        Restart(date(2025, 3, 20), RestartReason.CLARIFIED),
        Extend(date(2025, 4, 1), 10),
    )

    assert found.due_on == slow_model.walk(date(2025, 3, 20), 30)


# Suspensions.


def test_the_day_of_issue_counts_and_the_day_of_return_does_not() -> None:
    found = clock(Start(RECEIVED), asked(date(2025, 3, 10), date(2025, 3, 12), who="甲"))
    kinds = {day.on.day: day.kind for day in ledger(found) if day.on < date(2025, 3, 14)}

    assert kinds[10] is LedgerKind.COUNTED
    assert kinds[11] is kinds[12] is LedgerKind.EXCLUDED
    assert kinds[13] is LedgerKind.COUNTED


@pytest.mark.parametrize(("why", "rule"), [(THIRD_PARTY, "C-4"), (AGENCY, "C-5")])
def test_an_excluded_day_names_who_is_asked_and_the_rule(why: SuspensionReason, rule: str) -> None:
    found = clock(Start(RECEIVED), Suspend(RECEIVED, why, "甲", ended_on=date(2025, 3, 4)))
    day = ledger(found)[1]

    assert (day.kind, day.reason, day.rule) == (LedgerKind.EXCLUDED, f"{why.zh}（甲）", rule)


def test_who_is_silent_is_waited_for_until_the_fifteenth_working_day() -> None:
    letter, limit = date(2025, 3, 12), date(2025, 4, 2)
    found = clock(Start(RECEIVED), asked(date(2025, 3, 10), letter=letter))

    assert found.spans == (Span(date(2025, 3, 10), limit, THIRD_PARTY, "", returned=False),)
    assert found.due_on == date(2025, 4, 24)
    assert found.state_on(limit) is ClockState.SUSPENDED
    assert found.waiting_until(limit) == limit
    assert found.state_on(date(2025, 4, 3)) is ClockState.RUNNING


def test_an_opinion_after_its_deadline_does_not_prolong_the_wait() -> None:
    letter, limit = date(2025, 3, 12), date(2025, 4, 2)
    late = clock(Start(RECEIVED), asked(date(2025, 3, 10), date(2025, 4, 20), letter=letter))

    assert late.spans[0].ends_on == limit


def test_without_a_letter_received_the_wait_is_open_and_no_date_is_given() -> None:
    issued = date(2025, 3, 10)
    found = clock(Start(RECEIVED), asked(issued))
    today = date(2025, 3, 20)

    assert found.state_on(today) is ClockState.SUSPENDED
    assert (found.due_on, found.unextended_due_on, found.waiting_until(today)) == (None, None, None)
    assert not found.provisional
    assert found.days_used(today) == 5
    assert ledger(found, until=today)[-1].kind is LedgerKind.EXCLUDED
    assert ledger(found) == ()


def test_two_waits_end_with_the_later_and_an_open_one_has_no_end() -> None:
    first = asked(date(2025, 3, 10), letter=date(2025, 3, 12), who="甲")
    second = asked(date(2025, 3, 11), letter=date(2025, 3, 14), who="乙")
    today = date(2025, 3, 20)
    open_wait = clock(Start(RECEIVED), first, asked(date(2025, 3, 11)))

    assert clock(Start(RECEIVED), first, second).waiting_until(today) == date(2025, 4, 7)
    assert open_wait.waiting_until(today) is None


def test_on_the_day_of_the_return_nobody_is_waited_for() -> None:
    found = clock(Start(RECEIVED), asked(date(2025, 3, 10), date(2025, 3, 12)))

    assert found.state_on(date(2025, 3, 10)) is ClockState.SUSPENDED
    assert found.state_on(date(2025, 3, 12)) is ClockState.RUNNING
    assert found.state_on(date(2025, 3, 7)) is ClockState.RUNNING


def test_a_question_asked_on_the_last_day_or_later_excludes_nothing() -> None:
    last = date(2025, 3, 31)
    found = clock(Start(RECEIVED), asked(last, date(2025, 4, 10)), asked(date(2025, 4, 2)))

    assert (found.due_on, found.spans) == (last, ())
    assert found.overdue_on(date(2025, 4, 1))


def test_a_question_asked_before_a_restart_excludes_only_days_after_it() -> None:
    anew = date(2025, 3, 20)
    found = clock(
        Start(RECEIVED),
        asked(date(2025, 3, 5), date(2025, 3, 25)),
        Restart(anew, RestartReason.CLARIFIED),
    )

    assert found.due_on == slow_model.walk(anew, 20, [(anew, date(2025, 3, 25))])


@pytest.mark.parametrize("late", ["letter_received_on", "ended_on"])
def test_nothing_comes_back_before_it_was_sent(late: str) -> None:
    with pytest.raises(EntryInvalid, match="2025-03-09") as refusal:
        Suspend(date(2025, 3, 10), THIRD_PARTY, **{late: date(2025, 3, 9)})  # type: ignore[arg-type]

    assert refusal.value.fault is EntryFault.BEFORE_LETTER


# Extensions and explicit dates.


def test_an_extension_told_on_the_last_day_counts() -> None:
    found = clock(Start(RECEIVED), Extend(date(2025, 3, 31), 10))
    kinds = [day.kind for day in ledger(found)]

    assert (found.due_on, found.unextended_due_on) == (date(2025, 4, 15), date(2025, 3, 31))
    assert kinds.count(LedgerKind.EXTENSION) == 10


def test_an_extension_told_after_the_last_day_has_no_effect() -> None:
    told = Extend(date(2025, 4, 1), 20)
    found = clock(Start(RECEIVED), told)

    assert (found.due_on, found.late_extensions) == (date(2025, 3, 31), (told,))


def test_a_second_extension_has_no_effect() -> None:
    first, second = Extend(date(2025, 3, 20), 5), Extend(date(2025, 4, 1), 5)
    found = clock(Start(RECEIVED), first, second)

    assert (found.extension, found.late_extensions) == (first, (second,))
    assert found.due_on == slow_model.walk(RECEIVED, 25)


def test_an_extension_may_be_told_while_an_opinion_is_awaited_without_limit() -> None:
    told = Extend(date(2025, 4, 20), 5)

    assert clock(Start(RECEIVED), asked(date(2025, 3, 10)), told).extension == told


@pytest.mark.parametrize(
    "before",
    [
        pytest.param((), id="not-received"),
        pytest.param((Start(RECEIVED), Void(RECEIVED, VoidReason.PAYMENT)), id="void"),
        pytest.param((Start(RECEIVED), Stop(RECEIVED, StopReason.REPLIED)), id="stopped"),
        pytest.param((Start(RECEIVED), SetDate(RECEIVED, date(2025, 6, 1))), id="date-set"),
    ],
)
def test_what_does_not_run_cannot_be_extended(before: tuple[Entry, ...]) -> None:
    told = Extend(date(2025, 3, 5), 5)

    assert clock(*before, told).late_extensions == (told,)


@pytest.mark.parametrize("working_days", [0, 21])
def test_an_extension_is_one_to_twenty_working_days(working_days: int) -> None:
    with pytest.raises(EntryInvalid, match="1至20个工作日"):
        Extend(RECEIVED, working_days)


def test_a_date_that_was_set_stands_whatever_is_asked() -> None:
    due = date(2025, 6, 30)
    found = clock(Start(RECEIVED), SetDate(date(2025, 3, 24), due), asked(date(2025, 3, 25)))
    last = ledger(found)[-1]

    assert (found.due_on, found.provisional) == (due, False)
    assert last.on == due
    assert found.days_left(date(2025, 6, 27)) == 1
    assert found.days_left(date(2025, 7, 1)) == 0


def test_a_date_can_be_set_without_any_receipt() -> None:
    found = clock(SetDate(RECEIVED, date(2025, 6, 30)))

    assert found.state_on(RECEIVED) is ClockState.RUNNING
    assert (found.due_on, found.days_used(RECEIVED)) == (date(2025, 6, 30), 0)
    assert ledger(found) == ()


def test_a_date_is_not_set_in_the_past() -> None:
    with pytest.raises(EntryInvalid, match="早于"):
        SetDate(RECEIVED, date(2025, 3, 2))


def test_an_order_restarts_a_clock_that_had_ended() -> None:
    found = clock(
        Start(RECEIVED),
        Stop(date(2025, 3, 20), StopReason.REPLIED),
        SetDate(date(2025, 8, 1), date(2025, 8, 20)),
    )

    assert found.state_on(date(2025, 8, 4)) is ClockState.RUNNING
    assert found.due_on == date(2025, 8, 20)


# Ends.


@pytest.mark.parametrize(("on", "in_time"), [(date(2025, 3, 31), True), (date(2025, 4, 1), False)])
def test_a_reply_is_in_time_up_to_the_last_day(on: date, in_time: bool) -> None:
    found = clock(Start(RECEIVED), Stop(on, StopReason.REPLIED))

    assert in_time is found.in_time
    assert found.state_on(on) is ClockState.STOPPED
    assert not found.overdue_on(date(2025, 5, 1))


def test_only_a_reply_is_in_time_or_late() -> None:
    withdrawn = clock(Start(RECEIVED), Stop(date(2025, 4, 1), StopReason.WITHDRAWN))
    running = clock(Start(RECEIVED))
    void = clock(
        Start(RECEIVED),
        Void(date(2025, 3, 10), VoidReason.CLARIFICATION),
        Stop(date(2025, 3, 20), StopReason.REPLIED),
    )

    assert [withdrawn.in_time, running.in_time, void.in_time] == [None, None, None]


def test_a_reply_ends_a_wait_that_had_no_limit() -> None:
    replied = date(2025, 3, 20)
    found = clock(Start(RECEIVED), asked(date(2025, 3, 10)), Stop(replied, StopReason.REPLIED))

    assert found.due_on == slow_model.walk(RECEIVED, 20, [(date(2025, 3, 10), replied)])
    assert found.in_time is True
    assert found.days_used(date(2025, 5, 1)) == 5


def test_a_reply_does_not_move_the_date_that_the_applicant_was_told() -> None:
    waiting = (Start(RECEIVED), asked(date(2025, 3, 10), letter=date(2025, 3, 12)))
    replied = clock(*waiting, Stop(date(2025, 3, 20), StopReason.REPLIED))

    assert clock(*waiting).due_on == replied.due_on


# The edge of what is arranged.


def test_a_date_beyond_the_last_notice_is_provisional_and_says_so_day_by_day() -> None:
    found = clock(Start(date(2026, 12, 10)))
    flags = {day.provisional for day in ledger(found) if day.on.year == 2027}

    assert (found.due_on, found.provisional) == (date(2027, 1, 8), True)
    assert flags == {True}
    assert ledger(found)[-1].rule == "C-1 C-10"


def test_receipt_before_the_first_arranged_year_is_refused() -> None:
    with pytest.raises(YearNotArranged, match="2018年"):
        clock(Start(date(2018, 12, 31)))


def test_an_amended_calendar_moves_the_date() -> None:
    entries = [Start(date(2020, 1, 10))]
    before = reckon(entries, load_calendar(known_on=date(2020, 1, 26)))
    after = reckon(entries, load_calendar(known_on=date(2020, 1, 27)))

    assert (before.due_on, after.due_on) == (date(2020, 2, 12), date(2020, 2, 14))


def test_another_length_of_period_is_counted_by_the_same_rules(calendar: Calendar) -> None:
    found = reckon([Start(date(2025, 9, 22))], calendar, working_days=15)

    assert (found.due_on, found.total) == (date(2025, 10, 17), 15)


@pytest.mark.parametrize(
    ("why", "rules"),
    [
        (StartReason.REQUEST_RECEIVED, {"C-1", "C-6"}),
        (StartReason.CORRECTION_RECEIVED, {"R-41-1"}),
        (StartReason.COMMENTS_CLOSED, {"R-YG-2"}),
        (StartReason.MESSAGE_RECEIVED, {"R-LY-5"}),
    ],
)
def test_the_ledger_says_which_day_is_day_0_and_on_what_its_days_rest(
    calendar: Calendar, why: StartReason, rules: set[str]
) -> None:
    """Only a request's days rest on the Regulation; the other limits are the agency's own."""
    days = ledger(reckon([Start(RECEIVED, why), Extend(RECEIVED, 3)], calendar))

    assert days[0].reason == why.zh
    assert {day.rule for day in days if day.count} == rules
