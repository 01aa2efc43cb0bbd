"""The public figures against a recount case by case; what is kept back, and what keeps all back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.domain.annual_report.table3 import ApplicantKind, OutcomeRow
from casework.domain.disclosure.decisions import ROWS, Outcome
from casework.domain.disclosure.facts import RemedyKind, RemedyResult
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.moments import SHANGHAI
from casework.persistence.database import db
from casework.persistence.models import Agency, Case, RemedyCase
from casework.statistics.dashboard import (
    Dashboard,
    NotReconciled,
    Period,
    agencies,
    dashboard,
    years,
)
from casework.statistics.vocabulary import Group, Identity, Line
from tests.people import AGENCY
from tests.statistics.books import Entry, enter
from tests.statistics.summing import summed_up
from tests.statistics.test_figures import entries
from tests.undone import undone

TODAY = date(2026, 3, 2)
AS_OF = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
BREAKDOWNS = (Group.OUTCOME, Group.RECEIVED_BY_KIND, Group.DISPOSED_BY_KIND)


@pytest.fixture
def agency(app: Flask) -> Iterator[Agency]:
    with undone():
        yield db.session.scalars(db.select(Agency)).one()


def below(agency: Agency, code: str) -> Agency:
    """An agency that stands below another."""
    values = AGENCY | {"code": code, "name": f"示范市{code}局"}
    child = Agency(**values, parent_id=agency.id)
    db.session.add(child)
    db.session.flush()
    return child


def put(agency: Agency, *histories: Entry) -> None:
    """Enter cases, and sum them up."""
    for entry in histories:
        enter(entry, agency.id)
    db.session.flush()
    summed_up()


def counted(
    agency: Agency,
    period: Period = Period(2026),  # noqa: B008  # a value
    today: date = TODAY,
    *,
    with_below: bool = False,
) -> Dashboard:
    return dashboard(agency, period, today, AS_OF, with_below=with_below)


def several(number: int, received_on: date, closed_on: date, outcome: Outcome) -> list[Entry]:
    return [Entry(received_on, closed_on, outcome, in_time=True) for _ in range(number)]


def month_of(on: date | None) -> tuple[int, int] | None:
    return None if on is None else (on.year, on.month)


def within(period: Period, on: date | None) -> bool:
    return month_of(on) in {month_of(month) for month in period.months}


def is_open_before(entry: Entry, on: date) -> bool:
    received = entry.received_on is not None and entry.received_on < on
    return received and (entry.closed_on is None or entry.closed_on >= on)


PERIODS = [
    Period(year, quarter) for year in (2023, 2024, 2025, 2026) for quarter in (None, 1, 2, 3, 4)
]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(histories=st.lists(entries(), max_size=40))
def test_the_figures_equal_a_recount_case_by_case(agency: Agency, histories: list[Entry]) -> None:
    with undone():
        put(agency, *histories)
        for period in PERIODS:
            if period.begins_on > TODAY:
                continue
            found = counted(agency, period)
            new = [one for one in histories if within(period, one.received_on)]
            gone = [one for one in histories if within(period, one.closed_on)]
            at_end = min(period.ends_on, TODAY)
            flow = found.values(Group.FLOW)

            assert flow == {
                "newly_received": len(new),
                "carried_in": sum(is_open_before(one, period.begins_on) for one in histories),
                "total_disposed": len(gone),
                "carried_over": sum(
                    is_open_before(one, date.fromordinal(at_end.toordinal() + 1))
                    for one in histories
                ),
            }
            assert found.values(Group.TIMELINESS)["in_time"] == sum(
                one.in_time is True for one in gone
            )
            for group, expected in (
                (Group.RECEIVED_BY_KIND, Counter(str(one.kind) for one in new)),
                (Group.DISPOSED_BY_KIND, Counter(str(one.kind) for one in gone)),
                (Group.OUTCOME, Counter(str(ROWS[one.outcome]) for one in gone if one.outcome)),
            ):
                assert_told_or_kept_back(found.lines(group), expected)
            by_month = found.values(Group.RECEIVED_BY_MONTH).values()
            assert sum(number or 0 for number in by_month) == len(new)


def assert_told_or_kept_back(lines: Sequence[Line], expected: Counter[str]) -> None:
    """What is told is true, and no 1 or 2 is told."""
    for line in lines:
        assert line.is_suppressed is (line.value is None)
        assert line.is_suppressed or line.value == expected[line.key]
        assert line.value not in {1, 2}


def test_quarters_taken_from_the_year_tell_nothing_that_is_kept_back(agency: Agency) -> None:
    put(
        agency,
        *several(9, date(2025, 1, 6), date(2025, 2, 3), Outcome.GRANTED),
        *several(1, date(2025, 1, 6), date(2025, 2, 3), Outcome.STATE_SECRET),
        *several(8, date(2025, 4, 7), date(2025, 5, 6), Outcome.GRANTED),
        *several(6, date(2025, 4, 7), date(2025, 5, 6), Outcome.STATE_SECRET),
    )
    shown = {
        quarter: counted(agency, Period(2025, quarter)).values(Group.OUTCOME)["r_no_1"]
        for quarter in (1, 2, 3, 4)
    }
    year = counted(agency, Period(2025)).values(Group.OUTCOME)["r_no_1"]

    assert (shown[1], shown[2], year) == (None, None, 7)
    assert shown[3] == shown[4] == 0


def test_endings_without_a_reply_are_not_found_by_taking_the_replies_away(
    agency: Agency,
) -> None:
    put(
        agency,
        *several(9, date(2025, 1, 6), date(2025, 2, 3), Outcome.GRANTED),
        Entry(date(2025, 1, 6), date(2025, 2, 3), Outcome.WITHDRAWN),
    )
    found = counted(agency, Period(2025))
    timeliness, outcome = found.values(Group.TIMELINESS), found.values(Group.OUTCOME)
    unreplied = [outcome[row] for row in ("r_ot_1", "r_ot_2", "r_ot_3")]

    assert timeliness["replied"] == outcome["r_open"] == 9
    assert unreplied.count(None) == 2


def test_the_sum_of_several_agencies_keeps_back_what_any_of_them_does(agency: Agency) -> None:
    child = below(agency, "XJ")
    january = date(2025, 1, 6)
    put(agency, *[Entry(january) for _ in range(9)])
    put(agency, *[Entry(january, kind=ApplicantKind.BUSINESS) for _ in range(5)])
    put(child, *[Entry(january) for _ in range(9)])
    put(child, Entry(january, kind=ApplicantKind.BUSINESS))
    own, of_child = counted(agency, Period(2025)), counted(child, Period(2025))
    both = counted(agency, Period(2025), with_below=True)
    group, business = Group.RECEIVED_BY_KIND, ApplicantKind.BUSINESS.value

    assert both.values(Group.FLOW)["newly_received"] == 24
    quarter = counted(agency, Period(2025, 1), with_below=True)

    assert quarter.values(Group.FLOW)["newly_received"] == 24
    assert quarter.lines(group) == ()
    assert own.values(group)[business] == 5
    assert of_child.values(group)[business] is None
    assert both.values(group)[business] is None


def test_before_the_first_reply_there_is_no_rate_and_no_median(agency: Agency) -> None:
    nothing = counted(agency).values(Group.TIMELINESS)

    assert (nothing["in_time_rate"], nothing["median_working_days"]) == (None, None)


@pytest.mark.parametrize(
    ("working_days", "expected"),
    [
        pytest.param([3, 20, 7], Decimal("7.0"), id="the one in the middle"),
        pytest.param([20, 2, 5, 18], Decimal("11.5"), id="between the two in the middle"),
        pytest.param([0, 0, 0, 30], Decimal("0.0"), id="of equal ones, theirs"),
    ],
)
def test_the_median_is_of_the_replies_put_in_order(
    agency: Agency, working_days: list[int], expected: Decimal
) -> None:
    for number, days in enumerate(working_days):
        case = enter(
            Entry(date(2026, 1, 5), date(2026, 2, 3), Outcome.GRANTED, in_time=True), agency.id
        )
        case.disclosure.working_days = days
        case.disclosure.is_extended = number == 0
        case.disclosure.is_suspended = number > 0
    summed_up()
    found = counted(agency)

    assert found.values(Group.TIMELINESS)["median_working_days"] == expected
    assert found.values(Group.COURSE) == {"extended": 1, "suspended": len(working_days) - 1}


def test_full_months_are_compared_with_the_same_months_of_last_year(agency: Agency) -> None:
    put(
        agency,
        Entry(date(2025, 1, 6), date(2025, 2, 3), Outcome.GRANTED, in_time=False),
        Entry(date(2025, 3, 6)),
        *several(3, date(2026, 1, 5), date(2026, 2, 3), Outcome.GRANTED),
        Entry(date(2026, 3, 2)),
    )
    found = counted(agency)
    now, before = found.values(Group.FULL_MONTHS), found.values(Group.YEAR_BEFORE)

    assert found.compared == (date(2026, 1, 1), date(2026, 2, 1))
    assert (now["newly_received"], before["newly_received"]) == (3, 1)
    assert (now["carried_over"], before["carried_over"]) == (1, 0)
    assert (now["in_time_rate"], before["in_time_rate"]) == (Decimal("100.0"), Decimal("0.0"))


@pytest.mark.parametrize(
    ("period", "today"),
    [
        pytest.param(Period(2026), date(2026, 1, 31), id="no month is over yet"),
        pytest.param(Period(2026), TODAY, id="there are no books of last year"),
    ],
)
def test_what_cannot_be_compared_is_not(agency: Agency, period: Period, today: date) -> None:
    put(agency, Entry(date(2026, 1, 5)))
    found = counted(agency, period, today)

    assert found.compared == ()
    assert found.lines(Group.YEAR_BEFORE) == ()


def test_remedies_count_where_they_are_concluded_and_pending_where_they_are_not(
    agency: Agency,
) -> None:
    case = enter(
        Entry(date(2024, 1, 8), date(2024, 2, 1), Outcome.GRANTED, in_time=True), agency.id
    )
    db.session.flush()
    for number, opened_on, result, concluded_on in (
        (1, date(2024, 3, 1), RemedyResult.UPHELD, date(2024, 5, 6)),
        (2, date(2024, 6, 3), None, None),
        (3, date(2024, 6, 3), RemedyResult.CORRECTED, date(2025, 1, 6)),
    ):
        kind = RemedyKind.RECONSIDERATION
        remedy = RemedyCase(
            case_id=case.id,
            number=number,
            kind=kind,
            opened_on=opened_on,
            result=result,
            concluded_on=concluded_on,
        )
        db.session.add(remedy)
    db.session.flush()
    summed_up()
    by_period = {
        period: counted(agency, period).values(Group.RECONSIDERATION)
        for period in (Period(2024), Period(2024, 2), Period(2025, 1))
    }

    assert by_period == {
        Period(2024): {"upheld": 1, "corrected": 0, "other": 0, "pending": 2},
        Period(2024, 2): {"upheld": 1, "corrected": 0, "other": 0, "pending": 2},
        Period(2025, 1): {"upheld": 0, "corrected": 1, "other": 0, "pending": 1},
    }


@pytest.mark.parametrize(
    ("entry", "identity"),
    [
        pytest.param(
            Entry(date(2026, 1, 5), date(2026, 1, 6)),
            Identity.OUTCOMES,
            id="closed without an outcome",
        ),
        pytest.param(
            Entry(date(2026, 2, 5), date(2025, 12, 6), Outcome.GRANTED),
            Identity.OPEN,
            id="closed before it was received",
        ),
    ],
)
def test_figures_that_contradict_one_another_are_all_kept_back(
    agency: Agency, entry: Entry, identity: Identity
) -> None:
    put(agency, entry)
    with pytest.raises(NotReconciled) as refused:
        counted(agency)

    assert identity in refused.value.identities


def test_a_case_without_its_request_keeps_all_figures_back(agency: Agency) -> None:
    bare = Case(
        agency_id=agency.id,
        procedure="disclosure",
        reference="示例-无申请",
        opened_on=TODAY,
        received_on=TODAY,
    )
    db.session.add(bare)
    db.session.flush()
    with pytest.raises(NotReconciled) as refused:
        counted(agency)

    assert refused.value.identities == (Identity.FLOW,)
    assert counted(agency, Period(2024)).values(Group.FLOW)["newly_received"] == 0


def test_the_years_of_several_agencies_begin_with_the_first_of_them(agency: Agency) -> None:
    child = below(agency, "XJ")
    grandchild = below(child, "XXJ")
    put(grandchild, Entry(date(2024, 6, 3)))

    assert [one.id for one in agencies(agency)] == [agency.id, child.id, grandchild.id]
    assert years(agency, TODAY) == range(2026, 2027)
    assert years(agency, TODAY, with_below=True) == range(2024, 2027)


def test_channels_are_told_apart(agency: Agency) -> None:
    put(agency, *[Entry(date(2026, 1, 5)) for _ in range(5)])
    found = counted(agency).values(Group.RECEIVED_BY_CHANNEL)

    assert found == {
        channel.value: 5 * (channel is ReceiptChannel.ONLINE) for channel in ReceiptChannel
    }


def test_a_line_of_every_row_of_table_3_is_there(agency: Agency) -> None:
    assert set(counted(agency).values(Group.OUTCOME)) == {row.value for row in OutcomeRow}


def test_a_quarter_has_its_days_and_its_name() -> None:
    quarter = Period(2024, 1)

    assert (quarter.begins_on, quarter.ends_on) == (date(2024, 1, 1), date(2024, 3, 31))
    assert Period(2024).ends_on == date(2024, 12, 31)
    assert (quarter.label, Period(2024).label) == ("2024年第1季度", "2024年")
