"""The queue: what waits for whom, how pressing it is in words, and the way to one by its number."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action, State
from casework.services.lines import PAGE, QueueRow
from casework.services.office import Office
from casework.web.desk.sheet import urgency_of_row
from tests.people import application
from tests.road import DRAFT, Road
from tests.web.desk.browser import Desk, counted_queries, links_on, text_of

At = Callable[[str], Desk]
WHO_HANDLES = (("clerk", "/desk/cases"), ("handler", "/desk/"))
in_a_request = pytest.mark.usefixtures("request_context")
MONDAY = date(2026, 3, 2)


def row(
    office: Office, state: State, due_on: date | None, *, provisional: bool = False
) -> QueueRow:
    calendar = office.calendar
    left = None
    if due_on is not None:
        left = calendar.position(due_on) - calendar.position(office.today())
    return QueueRow("SFSW-2026-000001", state, "资料", due_on, provisional, MONDAY, left, 1)


@in_a_request
@pytest.mark.parametrize(
    ("due_on", "text", "tone"),
    [
        pytest.param(date(2026, 2, 28), "已逾期1个工作日", "late", id="one working day ago"),
        pytest.param(date(2026, 2, 27), "已逾期2个工作日", "late", id="a make-up Saturday counts"),
        pytest.param(date(2026, 3, 2), "今天到期", "late", id="today"),
        pytest.param(date(2026, 3, 3), "还有1个工作日", "soon", id="tomorrow"),
        pytest.param(date(2026, 3, 5), "还有3个工作日", "soon", id="soon"),
        pytest.param(date(2026, 3, 9), "还有5个工作日", "active", id="a weekend does not count"),
    ],
)
def test_how_pressing_a_case_is_said_in_working_days(
    office: Office, due_on: date, text: str, tone: str
) -> None:
    actual = urgency_of_row(row(office, State.IN_PROGRESS, due_on), MONDAY)

    assert (text, tone) == (actual.text, actual.tone)


@in_a_request
def test_a_case_is_overdue_on_the_rest_day_after_its_last_day(office: Office) -> None:
    friday, saturday = date(2026, 3, 6), date(2026, 3, 7)
    overdue = QueueRow("x", State.IN_PROGRESS, "资料", friday, False, MONDAY, 0, 1)

    actual = urgency_of_row(overdue, saturday)

    assert ("已逾期不足1个工作日", "late") == (actual.text, actual.tone)


@in_a_request
@pytest.mark.parametrize(
    ("state", "text"),
    [
        (State.SUBMITTED, "期限未起算，待双方确认"),
        (State.AWAITING_CLARIFICATION, "停止计算，待申请人补正"),
        (State.AWAITING_PAYMENT, "停止计算，待申请人缴费"),
        (State.IN_PROGRESS, "征求意见，暂不计算"),
        (State.ISSUED, "没有期限"),
    ],
)
def test_a_case_without_a_date_says_why(office: Office, state: State, text: str) -> None:
    assert text == urgency_of_row(row(office, state, None), MONDAY).text


@in_a_request
def test_a_provisional_date_says_so(office: Office) -> None:
    provisional = row(office, State.IN_PROGRESS, date(2026, 3, 9), provisional=True)

    assert "还有5个工作日（暂定）" == urgency_of_row(provisional, MONDAY).text


def test_a_handler_sees_their_own_cases_only(desk: At, road: Road) -> None:
    road.start()
    other = Road(road.office, road.clock, road.staff, road.agency_id)
    other.file()
    other.confirm()
    other.assign("handler2")

    page = text_of(desk("handler").get("/desk/"))

    assert road.reference in page
    assert other.reference not in page
    assert "2026年3月30日（星期一）" in page
    assert "办理中" in page


def test_all_open_cases_of_the_agency_stand_on_one_page(desk: At, road: Road) -> None:
    road.start()
    other = Road(road.office, road.clock, road.staff, road.agency_id)
    other.file()

    page = text_of(desk("handler").get("/desk/cases"))

    assert road.reference in page
    assert other.reference in page
    assert page.index(other.reference) < page.index(road.reference)
    assert "期限未起算" in page


def test_a_clerk_sees_what_is_to_be_confirmed_assigned_and_served(desk: At, road: Road) -> None:
    clerk = desk("clerk")
    road.file()
    seen = [road.reference in text_of(clerk.get("/desk/"))]
    road.confirm()
    seen.append(road.reference in text_of(clerk.get("/desk/")))
    road.assign()
    seen.append(road.reference in text_of(clerk.get("/desk/")))
    road.sign()
    seen.append(road.reference in text_of(clerk.get("/desk/")))
    road.serve()
    seen.append(road.reference in text_of(clerk.get("/desk/")))

    assert [True, True, False, True, False] == seen


def test_a_reviewer_and_an_approver_see_what_waits_for_them(desk: At, road: Road) -> None:
    reviewer, approver = desk("reviewer"), desk("approver")
    road.start()
    road.do(Action.DRAFT_DECISION, DRAFT, "handler")
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), "handler")
    in_review = (
        road.reference in text_of(reviewer.get("/desk/")),
        road.reference in text_of(approver.get("/desk/")),
    )
    road.do(Action.PASS_REVIEW, facts.SecrecyReview("无"), "reviewer")
    to_sign = (
        road.reference in text_of(reviewer.get("/desk/")),
        road.reference in text_of(approver.get("/desk/")),
    )

    assert (True, False) == in_review
    assert (False, True) == to_sign


def test_an_approver_sees_a_proposed_extension_until_it_is_answered(desk: At, road: Road) -> None:
    approver = desk("approver")
    road.start()
    before = road.reference in text_of(approver.get("/desk/"))
    road.do(Action.PROPOSE_EXTENSION, facts.Extension(5, "资料分散"), "handler")
    road.do(Action.DRAFT_DECISION, DRAFT, "handler")
    proposed = road.reference in text_of(approver.get("/desk/"))
    road.do(Action.EXTEND, facts.Extension(5, "资料分散"), "approver")
    after = road.reference in text_of(approver.get("/desk/"))

    assert (False, True, False) == (before, proposed, after)


def test_an_administrator_has_nothing_waiting(desk: At, road: Road) -> None:
    road.file()

    assert "现在没有等待您办理的事项" in text_of(desk("administrator").get("/desk/"))


def test_a_long_queue_goes_on_after_its_last_row(desk: At, road: Road) -> None:
    references = []
    for _ in range(PAGE + 2):
        road.start()
        references.append(road.reference)
    handler = desk("handler")

    first = handler.get("/desk/")
    onward = links_on(first)[-1]
    second = handler.get(onward)

    assert onward.startswith("/desk/?after=2026-03-30_")
    assert [name for name in references if name in text_of(first)] == references[:PAGE]
    assert [name for name in references if name in text_of(second)] == references[PAGE:]
    assert not any("after=" in link for link in links_on(second))


@pytest.mark.parametrize("after", ["x", "2026-03-30", "2026-03-30_x", f"2026-03-30_{2**63}", "_1"])
def test_a_place_in_the_queue_that_no_page_says_is_its_beginning(
    desk: At, road: Road, after: str
) -> None:
    road.start()

    assert road.reference in text_of(desk("handler").get(f"/desk/?after={after}"))


@pytest.mark.parametrize("typed", ["{reference}", " {lower} ", "1", "000001"])
def test_a_reference_that_is_typed_leads_to_its_case(desk: At, road: Road, typed: str) -> None:
    road.file()
    query = typed.format(reference=road.reference, lower=road.reference.lower())

    answer = desk("handler").get(f"/desk/cases?reference={query}")

    assert answer.headers["Location"] == f"/desk/requests/{road.reference}"


@pytest.mark.parametrize("typed", ["SFSW-2026-999999", "%00", "张三", "99999999999"])
def test_a_reference_that_nobody_has_is_said_beside_its_field(desk: At, typed: str) -> None:
    answer = desk("handler").get(f"/desk/cases?reference={typed}")

    assert 404 == answer.status_code
    assert "没有找到这个登记编号" in text_of(answer)


def test_a_long_request_is_shortened_in_a_line(desk: At, road: Road) -> None:
    road.start(application(wanted="清水河\n" + "治理工程" * 20))

    page = text_of(desk("handler").get("/desk/"))

    assert "清水河 治理工程" in page
    assert "…" in page
    assert "治理工程" * 11 not in page


@pytest.mark.parametrize("who", ["handler", "approver", "clerk"])
def test_a_queue_costs_four_queries_at_most(desk: At, road: Road, app: Flask, who: str) -> None:
    for _ in range(3):
        road.start()
    road.file()
    colleague = desk(who)
    colleague.get("/desk/")
    with counted_queries() as mine:
        colleague.get("/desk/")
    with counted_queries() as everybodys:
        colleague.get("/desk/cases")

    assert len(mine) <= 4
    assert len(everybodys) <= 4


def test_a_case_of_yesterday_is_one_day_nearer(desk: At, road: Road) -> None:
    road.start()
    road.clock.go_on(timedelta(days=1))

    assert "还有19个工作日" in text_of(desk("handler").get("/desk/"))


@pytest.mark.parametrize("who", ["clerk", "handler"])
def test_the_cases_without_a_date_go_on_on_a_page_of_their_own(
    desk: At, road: Road, who: str
) -> None:
    filed = [road.file() for _ in range(PAGE + 2)]
    road.start()
    running = road.reference
    colleague = desk(who)
    first = colleague.get("/desk/cases")
    (onward,) = [link for link in links_on(first) if "still=" in link]
    second = text_of(colleague.get(onward))

    assert [True] * PAGE + [False] * 2 == [each in text_of(first) for each in filed]
    assert [False] * PAGE + [True] * 2 == [each in second for each in filed]
    assert running in text_of(first)
    assert running not in second
    assert "下一页 ：期限没有在计算" in text_of(first)


@pytest.mark.parametrize("still", ["-1", "0", "x", "%00", "9" * 30])
def test_a_place_that_no_page_says_is_the_first_page(desk: At, road: Road, still: str) -> None:
    road.file()

    assert road.reference in text_of(desk("clerk").get(f"/desk/cases?still={still}"))


def test_all_open_cases_say_that_last_years_report_is_owed(desk: At, road: Road) -> None:
    road.start()
    shown = text_of(desk("clerk").get("/desk/cases"))

    assert "2025年的政府信息公开工作年度报告最迟在" in shown
    assert "未开始编制" in shown


def test_the_list_of_all_says_who_handles_a_case(desk: At, road: Road) -> None:
    road.start()
    shown, own = (text_of(desk(who).get(path)) for who, path in WHO_HANDLES)

    assert "承办人：示例handler" in shown
    assert "承办人：示例handler" not in own
