"""The year's figures against a recount case by case, and what must never be counted."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.domain.annual_report.identities import Identity
from casework.domain.annual_report.table3 import ApplicantKind, OutcomeRow
from casework.domain.disclosure.decisions import LEAVES, ROWS, Outcome
from casework.domain.moments import SHANGHAI
from casework.persistence.database import db
from casework.persistence.models import Agency, Case
from casework.statistics.figures import (
    Figures,
    NotReconciled,
    figures,
    last_act,
    years,
)
from tests.people import AGENCY
from tests.statistics.books import Entry, enter
from tests.undone import undone

TODAY = date(2026, 3, 2)
AS_OF = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def agency(app: Flask) -> Iterator[Agency]:
    with undone():
        yield db.session.scalars(db.select(Agency)).one()


def counted(agency: Agency, *entries: Entry, year: int = 2026, today: date = TODAY) -> Figures:
    for entry in entries:
        enter(entry, agency.id)
    db.session.flush()
    return figures(agency, year, today, AS_OF)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    day = st.integers(0, (TODAY - date(2023, 1, 1)).days)
    # Half of the dates lie about a year's end, where counting goes wrong.
    edge = st.tuples(st.sampled_from((2023, 2024, 2025)), st.integers(-2, 2)).map(
        lambda at: (date(at[0], 12, 31) - date(2023, 1, 1)).days + at[1]
    )
    received = draw(day | edge)
    closed = draw(st.none() | st.integers(received, received + 60) | edge)
    received_on = date(2023, 1, 1) + timedelta(received)
    if closed is None or closed < received:
        return Entry(received_on, kind=draw(st.sampled_from(ApplicantKind)))
    outcome = draw(st.sampled_from(Outcome))
    return Entry(
        received_on,
        min(date(2023, 1, 1) + timedelta(closed), TODAY),
        outcome,
        draw(st.booleans()) if outcome in LEAVES else None,
        draw(st.sampled_from(ApplicantKind)),
    )


def was_open_on(entry: Entry, on: date) -> bool:
    received = entry.received_on is not None and entry.received_on <= on
    return received and (entry.closed_on is None or entry.closed_on > on)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(histories=st.lists(entries(), max_size=25))
def test_figures_equal_a_recount_case_by_case(agency: Agency, histories: list[Entry]) -> None:
    with undone():
        for entry in histories:
            enter(entry, agency.id)
        db.session.flush()
        before: Figures | None = None

        for year in (2023, 2024, 2025, 2026):
            found = figures(agency, year, TODAY, AS_OF)
            end = min(date(year, 12, 31), TODAY)
            for kind, column in (*found.by_kind.items(), (None, found.total)):
                of_kind = [entry for entry in histories if kind in {None, entry.kind}]
                disposed = [e for e in of_kind if e.closed_on and e.closed_on.year == year]

                new = [e for e in of_kind if e.received_on and e.received_on.year == year]
                assert len(new) == column.newly_received
                carried_in = [e for e in of_kind if was_open_on(e, date(year - 1, 12, 31))]
                assert len(carried_in) == column.carried_in
                assert sum(was_open_on(entry, end) for entry in of_kind) == column.carried_over
                assert len(disposed) == column.total_disposed
                rows = [ROWS[entry.outcome] for entry in disposed if entry.outcome]
                assert {row: rows.count(row) for row in OutcomeRow} == column.outcomes
                # S-4: last year's carry-over is this year's opening, column by column.
                if before is not None:
                    last = before.total if kind is None else before.by_kind[kind]
                    assert last.carried_over == column.carried_in
            before = found


@pytest.mark.parametrize(
    ("received_on", "closed_on", "expected"),
    [
        # (new, carried in, disposed, carried over) of 2024 and of 2025
        pytest.param(
            date(2024, 12, 31), None, ((1, 0, 0, 1), (0, 1, 0, 1)), id="received on 31 December"
        ),
        pytest.param(
            date(2025, 1, 1), None, ((0, 0, 0, 0), (1, 0, 0, 1)), id="received on 1 January"
        ),
        pytest.param(
            date(2024, 12, 31),
            date(2024, 12, 31),
            ((1, 0, 1, 0), (0, 0, 0, 0)),
            id="replied on the spot on 31 December",
        ),
        pytest.param(
            date(2024, 12, 2),
            date(2025, 1, 1),
            ((1, 0, 0, 1), (0, 1, 1, 0)),
            id="closed on 1 January",
        ),
        pytest.param(
            date(2023, 12, 2),
            date(2025, 6, 1),
            ((0, 1, 0, 1), (0, 1, 1, 0)),
            id="open through a whole year",
        ),
    ],
)
def test_at_the_year_s_end_a_case_stands_where_it_stood_at_midnight(
    agency: Agency,
    received_on: date,
    closed_on: date | None,
    expected: tuple[tuple[int, ...], ...],
) -> None:
    enter(Entry(received_on, closed_on, Outcome.GRANTED if closed_on else None), agency.id)
    db.session.flush()

    found = [figures(agency, year, TODAY, AS_OF).total for year in (2024, 2025)]
    cells = tuple(
        (total.newly_received, total.carried_in, total.total_disposed, total.carried_over)
        for total in found
    )

    assert expected == cells


def test_what_was_never_received_counts_nowhere(agency: Agency) -> None:
    found = counted(agency, Entry(None), Entry(None, date(2026, 2, 1), Outcome.WITHDRAWN)).total

    assert {0} == {amount for _, amount in found.cells()}


def test_cases_of_another_agency_or_procedure_are_not_counted(agency: Agency) -> None:
    other = Agency(**AGENCY | {"code": "QTJG", "name": "示范市其他局"})
    db.session.add(other)
    db.session.flush()
    enter(Entry(date(2026, 1, 5)), other.id)
    enter(Entry(date(2026, 1, 5)), agency.id, procedure="message")

    found = counted(agency, Entry(date(2026, 1, 5)))

    assert found.total.newly_received == 1


def test_withdrawn_cases_count_as_otherwise_disposed(agency: Agency) -> None:
    found = counted(agency, Entry(date(2026, 1, 5), date(2026, 1, 6), Outcome.WITHDRAWN))

    assert found.total.outcomes[OutcomeRow.OTHER] == 1


def test_a_running_year_ends_today_and_a_past_one_on_its_last_day(agency: Agency) -> None:
    running, past = counted(agency), counted(agency, year=2025)

    assert (TODAY, False) == (running.ends_on, running.is_complete)
    assert (date(2025, 12, 31), True) == (past.ends_on, past.is_complete)


def test_on_31_december_the_year_is_not_over_yet(agency: Agency) -> None:
    found = counted(agency, year=2025, today=date(2025, 12, 31))

    assert not found.is_complete


def test_a_case_closed_without_an_outcome_keeps_all_figures_back(agency: Agency) -> None:
    with pytest.raises(NotReconciled) as refused:
        counted(agency, Entry(date(2026, 1, 5), date(2026, 1, 6)))

    assert {Identity.S_2, Identity.S_3} >= {breach.identity for breach in refused.value.breaches}


def test_a_case_closed_before_it_was_received_keeps_all_figures_back(agency: Agency) -> None:
    with pytest.raises(NotReconciled) as refused:
        counted(agency, Entry(date(2026, 2, 5), date(2025, 12, 6), Outcome.GRANTED), year=2025)

    assert Identity.S_1 in {breach.identity for breach in refused.value.breaches}


def test_a_case_without_its_request_keeps_all_figures_back(agency: Agency) -> None:
    bare = Case(
        agency_id=agency.id,
        procedure="disclosure",
        reference="示例-无申请",
        opened_on=TODAY,
        received_on=TODAY,
    )
    db.session.add(bare)
    with pytest.raises(NotReconciled) as refused:
        counted(agency)

    assert {Identity.S_3} == {breach.identity for breach in refused.value.breaches}


def test_the_years_run_from_the_first_case_to_the_present(agency: Agency) -> None:
    enter(Entry(date(2024, 6, 1)), agency.id)
    db.session.flush()

    assert range(2024, 2027) == years(agency.id, TODAY)


def test_empty_books_know_the_present_year_only(agency: Agency) -> None:
    assert range(2026, 2027) == years(agency.id, TODAY)
    assert ("", datetime(2026, 3, 2, tzinfo=SHANGHAI)) == last_act(TODAY)
