"""A year's report from its beginning to a restated edition; what is published never changes."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from casework.adapters.clock import SetClock
from casework.domain.annual_report.acts import (
    Approval,
    Beginning,
    Contents,
    Count,
    Restatement,
    Return,
)
from casework.domain.annual_report.vocabulary import Action, Refusal, State
from casework.domain.roles import Actor
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import Agency, EditionIsFixed, ReportSnapshot
from casework.persistence.queries import annual_reports
from casework.services.annual_report import acts, viewing
from casework.services.office import Office
from casework.statistics import annual_report as counting
from tests.people import AGENCY
from tests.report_road import CONTENTS, TABLE2, YEAR, ReportRoad
from tests.road import Road


@pytest.fixture
def report(office: Office, staff: dict[str, Actor], road: Road, clock: SetClock) -> ReportRoad:
    """Two requests of the year: one replied to, one carried over; and the next January."""
    road.start()
    road.sign()
    road.serve()
    road.start()
    clock.put(clock.now() + timedelta(days=320))
    return ReportRoad(office, staff)


def edition(year: int = YEAR, number: int | None = None) -> ReportSnapshot:
    agency_id = db.session.scalars(db.select(Agency.id)).first() or 0
    found = annual_reports.edition(agency_id, year, number)
    assert found is not None
    return found


def test_tables_three_and_four_are_counted_from_the_cases(report: ReportRoad) -> None:
    report.publish()
    table3 = edition().content["table3"]
    found = {name: value for name, value in table3.items() if value}

    assert found == {
        "t3.new.1": 2,
        "t3.new.7": 2,
        "t3.r_open.1": 1,
        "t3.r_open.7": 1,
        "t3.r_total.1": 1,
        "t3.r_total.7": 1,
        "t3.carried_out.1": 1,
        "t3.carried_out.7": 1,
    }
    assert set(edition().content["table4"].values()) == {0}


def test_a_year_has_one_report_and_beginning_it_again_leads_to_it(report: ReportRoad) -> None:
    assert report.begin() == report.reference


def test_a_year_that_is_not_over_is_not_checked(
    office: Office, staff: dict[str, Actor], road: Road
) -> None:
    path = ReportRoad(office, staff)
    path.do(Action.ENTER, CONTENTS)

    with pytest.raises(Refused) as refused:
        path.do(Action.CHECK, path.count())

    assert refused.value.reason is Refusal.YEAR_NOT_OVER


@pytest.mark.parametrize("missing", ["overview", "problems", "other"])
def test_every_section_is_written_before_it_is_checked(report: ReportRoad, missing: str) -> None:
    written = {"overview": "总体", "problems": "问题", "other": "其他", missing: " "}
    report.do(Action.ENTER, Contents(TABLE2, **written))

    with pytest.raises(Refused) as refused:
        report.do(Action.CHECK, report.count())

    assert refused.value.reason is Refusal.SECTION_MISSING


def test_an_empty_cell_of_table_two_is_refused(report: ReportRoad) -> None:
    short = {name: value for name, value in TABLE2.items() if name != "t2.7"}
    report.do(Action.ENTER, Contents(short, "总体", "问题", "其他"))

    with pytest.raises(Refused) as refused:
        report.do(Action.CHECK, report.count())

    assert refused.value.reason is Refusal.CELL_MISSING


def test_figures_that_do_not_add_up_are_refused(report: ReportRoad) -> None:
    report.do(Action.ENTER, CONTENTS)
    count = report.count()
    wrong = Count({**count.table3, "t3.r_open.1": 2}, count.table4, count.as_of, {})

    with pytest.raises(Refused) as refused:
        report.do(Action.CHECK, wrong)

    assert refused.value.reason is Refusal.DOES_NOT_RECONCILE


def test_carried_in_equals_last_years_carried_over_or_is_explained(report: ReportRoad) -> None:
    report.do(Action.ENTER, CONTENTS)
    count = report.count()
    other = Count(count.table3, count.table4, count.as_of, {"t3.carried_in.7": 3})

    with pytest.raises(Refused) as refused:
        report.do(Action.CHECK, other)
    assert refused.value.reason is Refusal.CARRIED_IN_UNEXPLAINED

    noted = Contents(TABLE2, "总体", "问题", "其他", "上年有3件计入了所属单位。")
    report.do(Action.ENTER, noted)
    report.do(Action.CHECK, other)
    assert report.standing.state is State.CHECKED


def test_next_years_report_knows_what_this_one_carried_over(
    report: ReportRoad, clock: SetClock
) -> None:
    report.publish()
    clock.put(clock.now() + timedelta(days=365))
    after = ReportRoad(report.office, report.staff, year=YEAR + 1)

    assert after.count().previous["t3.carried_in.7"] == 1
    assert after.count().table3["t3.carried_in.7"] == 1


def test_who_checked_does_not_approve(report: ReportRoad) -> None:
    both = report.staff["handler"]
    report.staff["both"] = Actor(
        both.roles | report.staff["approver"].roles, both.agency_id, both.user_id
    )
    report.do(Action.ENTER, CONTENTS)
    report.do(Action.CHECK, report.count())

    with pytest.raises(Refused) as refused:
        report.do(Action.APPROVE, Approval(), "both")

    assert refused.value.reason is Refusal.SAME_PERSON


def test_a_report_that_went_back_is_checked_anew(report: ReportRoad) -> None:
    report.do(Action.ENTER, CONTENTS)
    report.do(Action.CHECK, report.count())
    report.do(Action.RETURN, Return("请补充平台建设"), "approver")

    assert report.standing.state is State.DRAFTING


def test_what_changes_after_the_check_changes_no_edition(report: ReportRoad, road: Road) -> None:
    report.publish()
    before = edition().sha256
    road.sign()
    road.serve()

    assert edition().sha256 == before
    assert edition().content["table3"]["t3.carried_out.7"] == 1


def test_an_edition_cannot_be_changed(report: ReportRoad) -> None:
    report.publish()
    edition().note = "改写"

    with pytest.raises(EditionIsFixed):
        db.session.flush()

    db.session.rollback()


def test_a_restated_report_bears_its_public_note_and_the_first_edition_stays(
    report: ReportRoad,
) -> None:
    report.publish()
    report.do(Action.RESTATE, Restatement("表二“行政许可”数误报。"), "approver")
    assert edition().edition == 1

    mended = Contents({**TABLE2, "t2.7": Decimal(70)}, "总体", "问题", "其他")
    report.publish(mended)

    assert (edition().edition, edition().note) == (2, "表二“行政许可”数误报。")
    assert edition(number=1).content["table2"]["t2.7"] == "6"
    assert edition().content["table2"]["t2.7"] == "70"


@pytest.mark.parametrize(
    ("is_government", "due_on"), [(False, date(2027, 1, 31)), (True, date(2027, 3, 31))]
)
def test_a_report_is_due_in_january_and_a_governments_in_march(
    office: Office, staff: dict[str, Actor], is_government: bool, due_on: date
) -> None:
    given = Beginning(YEAR, is_government)
    reference = acts.begin(office, given, uuid4().hex, staff["handler"])
    case = annual_reports.by_reference(reference, staff["handler"])

    assert case is not None
    assert case.due_on == due_on


def test_a_governments_figures_are_the_sum_and_say_who_is_missing(
    report: ReportRoad, office: Office
) -> None:
    report.publish()
    city, bureau = db.session.scalars(db.select(Agency)).one(), report.office.agency()
    columns = {column.key for column in Agency.__table__.columns} - {"id", "code", "parent_id"}
    copied = {name: getattr(city, name) for name in columns}
    government = Agency(code="SFZF", **{**copied, "name": "示范市人民政府"})
    db.session.add(government)
    db.session.flush()
    db.session.add(
        Agency(code="SFJY", parent_id=government.id, **{**copied, "name": "示范市教育局"})
    )
    city.parent_id = government.id
    db.session.commit()
    own = counting.counted(government, YEAR, office.today(), office.now())
    found = counting.rolled_up(government, YEAR, own)

    assert (found.parts, found.missing) == ((bureau.name,), ("示范市教育局",))
    assert found.count.table3["t3.new.7"] == 2
    assert found.table2["t2.10"] == Decimal(9)
    assert found.unsound == ()


def owed(office: Office, staff: dict[str, Actor]) -> tuple[date, State, int] | None:
    found = viewing.reminder(office, staff["handler"])
    return None if found is None else (found.due_on, found.state, found.days_left)


def test_last_year_s_report_is_owed_from_new_year_s_day_until_it_is_public(
    report: ReportRoad, office: Office, staff: dict[str, Actor]
) -> None:
    before = owed(office, staff)
    report.publish()

    assert before is not None
    assert before[:2] == (date(2027, 1, 31), State.DRAFTING)
    assert owed(office, staff) is None


def test_a_report_that_nobody_began_is_owed_too_and_is_overdue_after_its_last_day(
    office: Office, staff: dict[str, Actor]
) -> None:
    # It is 2 March 2026, the seventeenth working day after 31 January.
    assert owed(office, staff) == (date(2026, 1, 31), State.NASCENT, -17)


def test_a_government_has_until_the_end_of_march(
    office: Office, staff: dict[str, Actor], agency_id: int
) -> None:
    below = {**AGENCY, "code": "SFLY", "name": "示范市林业局"}
    db.session.add(Agency(**below, parent_id=agency_id))
    db.session.commit()

    assert owed(office, staff) == (date(2026, 3, 31), State.NASCENT, 21)


def test_a_restated_report_is_not_owed_again(
    report: ReportRoad, office: Office, staff: dict[str, Actor]
) -> None:
    report.publish()
    report.do(Action.RESTATE, Restatement("一个数字有误"), "approver")

    assert owed(office, staff) is None
