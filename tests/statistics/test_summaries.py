"""The summaries follow every act in its own transaction, and a recount finds nothing to mend."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, update
from structlog.testing import capture_logs

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure import facts
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.vocabulary import Action
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import Agency, Summary
from casework.services import upkeep
from casework.services.disclosure import splitting
from casework.services.disclosure.acts import Order
from casework.statistics.summaries import Dimension, What, counts, open_before
from tests.people import AGENCY
from tests.road import Road
from tests.statistics.books import Entry, enter
from tests.statistics.summing import summed_up
from tests.undone import undone

MARCH = date(2026, 3, 1)


def kept(agency_id: int, *, with_below: bool = False) -> set[tuple[Dimension, What, str, int]]:
    found = counts(agency_id, date(2016, 1, 1), date(2026, 12, 1), with_below=with_below)
    return {(one.dimension, one.what, one.value, one.number) for one in found}


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """Every statement that is run about the summaries."""
    run: list[str] = []

    def note(*about: object) -> None:
        if "summary" in str(about[2]):
            run.append(str(about[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    yield run
    event.remove(db.engine, "before_cursor_execute", note)


def test_a_submission_asks_nothing_of_the_summaries(road: Road, statements: list[str]) -> None:
    road.file()

    assert [] == statements
    assert set() == kept(road.agency_id)


def test_what_is_received_counts_at_once_and_what_is_replied_to_as_the_clock_counts(
    road: Road,
) -> None:
    road.start()
    road.sleep(7)
    road.sign()
    road.serve()

    natural = ApplicantKind.NATURAL_PERSON
    expected = {
        (What.RECEIVED, natural, Dimension.ALL, ""),
        (What.RECEIVED, None, Dimension.CHANNEL, "online"),
        (What.DISPOSED, natural, Dimension.ALL, ""),
        (What.DISPOSED, None, Dimension.CHANNEL, "online"),
        (What.DISPOSED, None, Dimension.OUTCOME, "granted"),
        (What.DISPOSED, None, Dimension.IN_TIME, "yes"),
        (What.DISPOSED, None, Dimension.EXTENDED, "no"),
        (What.DISPOSED, None, Dimension.SUSPENDED, "no"),
        (What.DISPOSED, None, Dimension.WORKING_DAYS, "5"),
    }
    for with_below in (False, True):
        found = counts(road.agency_id, MARCH, MARCH, with_below=with_below)
        assert expected == {(one.what, one.kind, one.dimension, one.value) for one in found}
        assert [1] * len(expected) == [one.number for one in found]
    assert 0 == summed_up()


def test_a_late_reply_took_the_days_beyond_its_last_day_too(road: Road) -> None:
    road.start()
    road.sleep(35)
    road.sign()
    road.serve()

    assert (Dimension.IN_TIME, What.DISPOSED, "no", 1) in kept(road.agency_id)
    (days,) = (
        value
        for dimension, _, value, _ in kept(road.agency_id)
        if dimension is Dimension.WORKING_DAYS
    )
    calendar = road.office.calendar
    assert str(calendar.count(date(2026, 3, 2), road.today)) == days


def test_what_is_rolled_back_is_not_counted(road: Road) -> None:
    road.start()
    before = kept(road.agency_id)
    with pytest.raises(Refused):
        road.do(Action.WITHDRAW, facts.Withdrawal("不再需要"), "reviewer")

    road.sleep(1)
    road.do(Action.NOTE, facts.Note("电话已记录"), "handler")
    assert before == kept(road.agency_id)


def test_a_split_counts_its_parts_and_no_longer_the_whole(road: Road) -> None:
    road.start()
    whole = facts.Split(("第一项信息", "第二项信息", "第三项信息"))
    order = Order(Action.SPLIT, whole, uuid4().hex)
    splitting.split(road.office, road.reference, order, road.staff["clerk"])

    assert (Dimension.ALL, What.RECEIVED, "", 3) in kept(road.agency_id)
    assert 0 == summed_up()


ACTS = st.lists(st.sampled_from(("file", "start", "reply", "withdraw", "split", "sleep")))


@settings(
    max_examples=15,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=ACTS)
def test_after_any_acts_a_recount_finds_the_same(road: Road, acts: list[str]) -> None:
    for number, act in enumerate(acts):
        if act == "sleep":
            road.sleep(9)
            continue
        road.file()
        if act == "file":
            continue
        road.confirm()
        road.assign()
        if act == "reply":
            road.sign()
            road.sleep(number)
            road.serve()
        if act == "withdraw":
            road.do(Action.WITHDRAW, facts.Withdrawal("不再需要"), "applicant")
        if act == "split":
            order = Order(Action.SPLIT, facts.Split(("甲信息", "乙信息")), uuid4().hex)
            splitting.split(road.office, road.reference, order, road.staff["clerk"])

    assert 0 == upkeep.recount()


def test_the_agencies_above_count_what_is_below_them(app: Flask, agency_id: int) -> None:
    with undone():
        child = Agency(**AGENCY | {"code": "XJ", "name": "示范市下级局"}, parent_id=agency_id)
        db.session.add(child)
        db.session.flush()
        enter(Entry(date(2026, 3, 2)), agency_id)
        enter(Entry(date(2026, 2, 2), MARCH, Outcome.GRANTED, in_time=True), child.id)
        summed_up()

        assert 1 == open_before(agency_id, date(2026, 4, 1), with_below=True)
        assert 1 == open_before(child.id, MARCH, with_below=False)
        assert 0 == open_before(child.id, date(2026, 4, 1), with_below=True)
        total = Counter[What]()
        for one in counts(agency_id, date(2026, 1, 1), MARCH, with_below=True):
            total[one.what] += one.number if one.dimension is Dimension.ALL else 0
        assert {What.RECEIVED: 2, What.DISPOSED: 1} == total


def test_a_wrong_number_is_logged_once_and_mended(road: Road) -> None:
    road.start()
    db.session.execute(update(Summary).values(number=7))
    db.session.commit()
    with capture_logs() as logged:
        first, second = upkeep.recount(), upkeep.recount()

    assert (4, 0) == (first, second)
    assert ["summary_differs"] * 2 == [line["event"] for line in logged]
    assert (Dimension.ALL, What.RECEIVED, "", 1) in kept(road.agency_id, with_below=True)


def test_the_command_says_what_it_mended(app: Flask, agency_id: int) -> None:
    enter(Entry(date(2026, 3, 2)), agency_id)
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["recount"])

    assert 0 == result.exit_code
    assert "已重新汇总，更正 4 个数字" == result.stdout.splitlines()[-1]


def test_a_corrected_day_of_receipt_moves_the_count_to_its_month(road: Road) -> None:
    road.file()
    road.sleep(30)
    road.confirm()
    april = counts(road.agency_id, MARCH, date(2026, 4, 1), with_below=False)
    earlier = facts.ReceiptCorrection(date(2026, 3, 30), "通话记录", "更早已经确认")
    road.do(Action.CORRECT_RECEIPT_DATE, earlier, "approver")
    march = counts(road.agency_id, MARCH, date(2026, 4, 1), with_below=False)

    assert {date(2026, 4, 1)} == {one.month for one in april}
    assert {MARCH} == {one.month for one in march}
