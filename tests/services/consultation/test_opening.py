"""A consultation is drafted, approved, opened, lengthened, listed; what the public sees of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from casework.adapters.uploads import Upload
from casework.domain.consultation import facts
from casework.domain.consultation.content import Meeting
from casework.domain.consultation.vocabulary import (
    Action,
    DisplayStatus,
    Kind,
    Participation,
    Refusal,
    State,
)
from casework.domain.moments import SHANGHAI
from casework.domain.notices import Notice
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import Agency, OutboxMessage, Purpose
from casework.persistence.queries import administration
from casework.services import upkeep
from casework.services.acts import Order
from casework.services.attachments import Paper, keep
from casework.services.consultation import catalogue, drafting, published, viewing
from casework.services.consultation.catalogue import DecisionLine
from casework.services.consultation.published import Wanted
from casework.services.consultation.viewing import Sought
from casework.services.office import Office
from casework.services.procedures import case_of, road_of
from casework.services.refusals import NotThere
from tests.consultation_road import ConsultationRoad, content, said

_LINE = DecisionLine(
    year=2026,
    number=1,
    title="制定节约用水管理办法",
    procedures="公众参与、专家论证、合法性审查",
    hearing="是",
    unit="水资源科",
    decided="2026年第二季度",
    participation="公开征求意见、听证会",
)


def paper(office: Office, purpose: Purpose, name: str = "征求意见稿.pdf") -> Paper:
    return keep(office, Upload(name, b"%PDF-1.4 " + name.encode(), "application/pdf"), purpose)


def statuses(way: ConsultationRoad, **wanted: object) -> list[DisplayStatus]:
    lines = published.page(way.office, Wanted(**wanted))  # type: ignore[arg-type]  # as Wanted has
    return [line.status for line in lines]


def test_nothing_is_public_before_it_is_approved(way: ConsultationRoad) -> None:
    way.draft()
    with pytest.raises(NotThere):
        published.one(way.office, way.reference)
    way.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())
    assert statuses(way) == []
    way.approve()
    one = published.one(way.office, way.reference)

    assert one.line.status is DisplayStatus.OPEN
    assert (one.line.days_left, len(one.passages)) == (30, 2)
    assert one.line.feedback_due_on == way.see().clock.due_on


def test_a_form_that_is_sent_twice_makes_one_consultation(way: ConsultationRoad) -> None:
    key, handler, given = uuid4().hex, way.staff["handler"], content(way.office.today())
    twice = [drafting.draft(way.office, given, key, handler) for _ in range(2)]

    assert twice[0] == twice[1]


def test_the_agencys_own_limits_are_those_of_the_day(way: ConsultationRoad) -> None:
    limits = {"consultation_other_days": 15, "consultation_feedback_days": 10}
    db.session.execute(db.update(Agency).values(**limits))
    db.session.commit()
    way.office.agencies.forget()
    way.draft(content(way.office.today(), days=14, kind=Kind.OTHER))
    with pytest.raises(Refused) as refused:
        way.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())
    assert refused.value.reason is Refusal.PERIOD_COUNTED_INCLUSIVELY
    longer = content(way.office.today(), days=15, kind=Kind.OTHER)
    drafting.amend(way.office, way.reference, longer, uuid4().hex, None, way.staff["handler"])
    way.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())
    way.approve()

    assert way.see().standing.feedback_days == 10
    agency = way.office.agency()
    assert drafting.minimum_days(agency, Kind.NORMATIVE_DOCUMENT) == 30
    assert drafting.minimum_days(agency, Kind.RULE) == 30


def test_the_public_sees_the_state_of_this_very_second(way: ConsultationRoad) -> None:
    opens_on = way.office.today() + timedelta(days=2)
    way.publish(content(opens_on))
    standing = way.see().standing
    assert standing.opens_at is not None
    assert standing.closes_at is not None
    second, shown = timedelta(seconds=1), []
    for now in (
        standing.opens_at - second,
        standing.opens_at,
        standing.closes_at - second,
        standing.closes_at,
    ):
        way.clock.put(now)
        (listed,) = statuses(way)
        assert statuses(way, status=listed) == [listed]
        assert published.one(way.office, way.reference).line.status is listed
        (line,) = viewing.listed(way.office, way.staff["handler"], Sought(status=listed))
        assert line.status is listed
        shown.append(listed)

    assert shown == [
        DisplayStatus.UPCOMING,
        DisplayStatus.OPEN,
        DisplayStatus.OPEN,
        DisplayStatus.CLOSED,
    ]


def test_a_draft_is_written_anew_until_it_opens(way: ConsultationRoad) -> None:
    opens_on = way.office.today() + timedelta(days=2)
    way.publish(content(opens_on))
    again = replace(content(opens_on), title="示范市节水办法（征求意见稿）")
    key, version = uuid4().hex, way.see().case.version
    drafting.amend(way.office, way.reference, again, key, version, way.staff["handler"])

    assert way.see().standing.state is State.DRAFT
    with pytest.raises(NotThere):
        published.one(way.office, way.reference)
    with pytest.raises(NotThere):
        drafting.amend(way.office, "SFSW-2026-Z000099", again, key, None, way.staff["handler"])


def test_the_draft_may_be_a_file(way: ConsultationRoad) -> None:
    bare = replace(content(way.office.today()), passages=())
    way.draft(bare, (paper(way.office, Purpose.DRAFT_TEXT),))
    way.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())
    (file,) = way.see().attachments
    way.do(Action.RETURN, facts.Return("请另附文件"), "reviewer")
    without = replace(bare, dropped=(file.id,))
    drafting.amend(way.office, way.reference, without, uuid4().hex, None, way.staff["handler"])
    with pytest.raises(Refused) as refused:
        way.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())

    assert refused.value.reason is Refusal.NO_DRAFT_TEXT
    assert way.see().published_papers == []


def test_the_public_fetches_the_papers_that_were_published_and_no_others(
    way: ConsultationRoad,
) -> None:
    papers = (
        paper(way.office, Purpose.DRAFT_TEXT),
        paper(way.office, Purpose.EXPLANATORY_NOTE, "起草说明.pdf"),
        paper(way.office, Purpose.SCAN, "内部批示.pdf"),
    )
    way.draft(papers=papers)
    way.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())
    way.approve()
    shown = published.one(way.office, way.reference).papers
    inside = next(file for file in way.see().attachments if file.purpose is Purpose.SCAN)
    found, given = published.paper(way.office, way.reference, shown[0].id)

    assert [file.purpose for file in shown] == [Purpose.DRAFT_TEXT, Purpose.EXPLANATORY_NOTE]
    assert (found.filename, given[:5]) == ("征求意见稿.pdf", b"%PDF-")
    with pytest.raises(NotThere):
        published.paper(way.office, way.reference, inside.id)


def test_whoever_commented_is_told_that_there_is_more_time(way: ConsultationRoad) -> None:
    way.publish()
    way.comment(said(phone="19900000000"))
    way.comment()
    longer = way.office.today() + timedelta(days=45)
    given = facts.PeriodExtension(longer, "反映意见的群众较多")
    way.do(Action.EXTEND_PERIOD, given, "approver")
    one = published.one(way.office, way.reference)

    assert (one.line.closes_on, len(one.extensions)) == (longer, 1)
    assert db.session.scalars(select(OutboxMessage.notice)).all() == [Notice.CONSULTATION_EXTENDED]
    assert way.see().case.due_on == way.office.calendar.reach(longer, 20).on


def test_a_hearing_is_public_and_recorded(way: ConsultationRoad) -> None:
    way.publish()
    meeting = Meeting(
        Participation.HEARING,
        datetime(2026, 3, 20, 9, 0, tzinfo=SHANGHAI),
        "示范市水务局会议室",
        materials_sent_on=date(2026, 3, 2),
    )
    way.do(Action.ADD_HEARING, facts.HearingAddition(meeting), "approver")
    way.close(20)
    record = facts.HearingRecord(1, "到会代表赞成阶梯水价。", 12)
    way.do(Action.RECORD_HEARING, record, "approver")
    (held,) = published.one(way.office, way.reference).meetings

    assert held.meeting == meeting
    assert (held.record, held.attended) == ("到会代表赞成阶梯水价。", 12)


def test_a_cancelled_one_stays_with_its_reason(way: ConsultationRoad) -> None:
    way.publish()
    way.do(Action.CANCEL, facts.Cancellation("上位法正在修改"), "approver")
    one = published.one(way.office, way.reference)

    assert one.line.status is DisplayStatus.CANCELLED
    assert one.cancellation == facts.Cancellation("上位法正在修改")
    assert statuses(way, status=DisplayStatus.CANCELLED) == [DisplayStatus.CANCELLED]
    assert way.see().case.due_on is None


def test_the_column_is_searched_and_read_page_by_page(way: ConsultationRoad) -> None:
    today = way.office.today()
    way.publish()
    way.publish(replace(content(today, days=40, kind=Kind.RULE), title="示范市河道管理规定"))
    way.publish(content(today + timedelta(days=365), days=31))
    page = published.page(way.office, Wanted())
    rest = published.page(way.office, Wanted(), page[0].place)

    assert [line.reference[-1] for line in page] == ["3", "2", "1"]
    assert [line.reference for line in rest] == [line.reference for line in page[1:]]
    assert published.page(way.office, Wanted(), "没有这一页") == page
    assert [line.title for line in published.page(way.office, Wanted(text="河道 规定"))] == [
        "示范市河道管理规定"
    ]
    assert len(published.page(way.office, Wanted(kind=Kind.RULE))) == 1
    assert len(published.page(way.office, Wanted(year=2026))) == 2
    assert published.years(way.office) == [2027, 2026]
    assert published.changed_at(way.office) == way.office.now()


def test_overdue_feedback_is_computed_from_the_day(way: ConsultationRoad) -> None:
    way.publish()
    due_on = way.see().clock.due_on
    assert due_on is not None
    handler = way.staff["handler"]
    for days, overdue in ((0, False), (1, True)):
        now = datetime.combine(due_on, datetime.min.time(), SHANGHAI) + timedelta(days=days)
        way.clock.put(now)
        (line,) = viewing.listed(way.office, handler, Sought(is_open=True))
        assert line.is_overdue is overdue
    assert viewing.listed(way.office, handler, Sought(is_open=False)) == []
    (line,) = viewing.listed(way.office, handler, Sought(state=State.SCHEDULED))
    assert viewing.listed(way.office, handler, Sought(), line.place) == []


def test_the_catalogue_of_major_decisions_leads_to_its_consultations(
    way: ConsultationRoad,
) -> None:
    key, handler = uuid4().hex, way.staff["handler"]
    number, again = (catalogue.enter(way.office, _LINE, key, handler) for _ in range(2))
    assert number == again
    way.draft(replace(content(way.office.today()), decision_id=number))
    (before,) = catalogue.listed(way.agency_id, 2026)
    way.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())
    way.approve()
    (decision,) = catalogue.listed(way.agency_id, 2026)

    assert (before.reference, decision.reference) == ("", way.reference)
    assert decision.entry.decided == "2026年第二季度"
    changed = replace(_LINE, decided="2026年第三季度")
    catalogue.change(way.office, number, changed, uuid4().hex, handler)
    assert catalogue.one(number, way.agency_id).decided == "2026年第三季度"
    assert catalogue.years(way.agency_id) == [2026]
    catalogue.delist(way.office, number, uuid4().hex, handler)
    assert catalogue.listed(way.agency_id, 2026) == []
    with pytest.raises(NotThere):
        catalogue.change(way.office, number, changed, uuid4().hex, handler)


def test_the_kernel_knows_both_procedures(way: ConsultationRoad) -> None:
    way.publish()
    comment = way.comment()
    road, actor = road_of(way.reference), way.staff["handler"]
    order = Order(Action.NOTE, facts.Note("请财务科会签"), uuid4().hex)
    road.act(way.office, way.reference, order, actor)

    assert case_of(comment, actor).reference == comment
    assert list(upkeep.broken_chains()) == []
    assert road_of(comment).course.standing_of(case_of(comment, actor)).received_on is not None


def test_a_refusal_names_its_rule_before_anybody_tries(way: ConsultationRoad) -> None:
    way.publish()
    file = way.see()
    why = viewing.refusal(way.office, file, way.staff["handler"], Action.SUBMIT_FEEDBACK)

    assert why is not None
    assert why.reason is Refusal.NOT_CLOSED_YET
    order = Order(Action.APPROVE, facts.Note(""), "")
    with pytest.raises(TypeError):
        drafting.approve(way.office, way.reference, order, way.staff["approver"])


def test_a_new_calendar_moves_the_day_on_which_feedback_is_due(way: ConsultationRoad) -> None:
    way.publish()
    db.session.execute(db.text("UPDATE consultation SET feedback_due_on = NULL"))
    db.session.commit()
    case = case_of(way.reference, way.staff["handler"])
    road_of(way.reference).course.project_anew(case, way.office.calendar)

    assert case.due_on is not None
    assert case.consultation.feedback_due_on == case.due_on


def test_the_desk_lists_what_nobody_else_sees_yet(way: ConsultationRoad) -> None:
    way.draft()
    (line,) = viewing.listed(way.office, way.staff["reviewer"], Sought())

    assert (line.state, line.status, line.is_overdue) == (State.DRAFT, None, False)


def test_the_same_form_changes_a_line_of_the_catalogue_once(way: ConsultationRoad) -> None:
    handler, keys = way.staff["handler"], (uuid4().hex, uuid4().hex)
    number = catalogue.enter(way.office, _LINE, uuid4().hex, handler)
    later = replace(_LINE, decided="2026年第四季度")
    for _ in range(2):
        catalogue.change(way.office, number, later, keys[0], handler)
    assert catalogue.one(number, way.agency_id).decided == "2026年第四季度"
    for _ in range(2):
        catalogue.delist(way.office, number, keys[1], handler)

    assert catalogue.listed(way.agency_id, 2026) == []


def test_comments_are_no_work_that_nobody_was_given(way: ConsultationRoad) -> None:
    way.publish()
    way.comment()
    today = way.office.today()
    held = {row[0]: row[1] for row in administration.workload(way.agency_id, today, today)}

    assert held == {way.staff["handler"].user_id: 1}
