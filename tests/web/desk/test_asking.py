"""Asking why so much is asked for: the volume is shown, and the answer leads on (条例 35)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action, State
from casework.services.disclosure import volume
from tests.people import PERSON, application
from tests.road import Road
from tests.web.desk.browser import Desk, text_of
from tests.web.desk.outside_lines import asked_reasons, reasons_given, reasons_overdue

At = Callable[[str], Desk]


def act_page(road: Road, action: Action) -> str:
    return f"/desk/requests/{road.reference}/acts/{action.value}"


def test_the_form_proposes_what_the_register_counts(desk: At, road: Road) -> None:
    for _ in range(3):
        road.start()
    road.sleep(30)
    road.start()
    page = desk("handler").get(act_page(road, Action.ASK_REASONS))

    assert (date(2025, 4, 2), date(2026, 4, 1)) == volume.year_until(road.today)
    assert "本月1件，本年4件，近十二个月4件" in text_of(page)
    assert 'name="request_count"' in page.text
    assert 'value="4"' in page.text


def test_an_applicant_without_a_number_is_not_counted_as_everybody_else(
    desk: At, road: Road
) -> None:
    road.start()
    road.start(application(replace(PERSON, identity_number="")))
    page = text_of(desk("handler").get(act_page(road, Action.ASK_REASONS)))

    assert volume.requests_between(road.see().case, road.today, road.today) is None
    assert volume.earlier_in_month(road.see().case) is None
    assert "不能自动统计件数" in page


def test_the_period_runs_on_while_reasons_are_awaited(desk: At, road: Road) -> None:
    road.start()
    page = text_of(desk("handler").get(act_page(road, Action.ASK_REASONS)))
    before = road.see().case.due_on
    asked = facts.ReasonsRequest(40, road.today, road.today, date(2026, 3, 16))
    road.do(Action.ASK_REASONS, asked, "handler")

    assert "答复期限仍是2026年3月30日（星期一）" in page
    assert before == road.see().case.due_on


def test_a_deferral_rests_on_the_reasons_that_were_given(desk: At, road: Road) -> None:
    reasons_given(road)
    approver = desk("approver")
    page = text_of(approver.get(act_page(road, Action.DEFER)))
    typed = {"due_on": date(2026, 7, 1), "reason": "数量很大"}
    early = approver.send(act_page(road, Action.DEFER), **{**typed, "due_on": date(2026, 3, 30)})
    approver.send(act_page(road, Action.DEFER), **typed)

    assert "申请人说明的理由：课题研究" in page
    assert 409 == early.status_code
    assert date(2026, 7, 1) == road.see().case.due_on


def test_without_reasons_there_is_nothing_to_defer(desk: At, road: Road) -> None:
    road.start()
    answer = desk("approver").get(act_page(road, Action.DEFER))

    assert 409 == answer.status_code
    assert "申请人没有说明理由" in text_of(answer)


def test_silence_is_not_the_end_of_the_request(desk: At, road: Road) -> None:
    asked_reasons(road)
    early = desk("handler").get(act_page(road, Action.PROCEED_WITHOUT_REASONS))
    reasons_overdue(road)
    handler = desk("handler")
    page = text_of(handler.get(act_page(road, Action.PROCEED_WITHOUT_REASONS)))
    handler.send(act_page(road, Action.PROCEED_WITHOUT_REASONS), inquiry="两次电话")

    assert 409 == early.status_code
    assert "没有说明理由不等于放弃申请" in page
    assert State.IN_PROGRESS is road.see().standing.state


def test_reasons_on_paper_are_written_down(desk: At, road: Road) -> None:
    asked_reasons(road)
    page = text_of(desk("clerk").get(act_page(road, Action.RECEIVE_REASONS)))

    assert "告知申请人的期限是2026年3月31日（星期二）" in page
    assert "大量反复申请，不予处理" in page
