"""A substitute at the desk: the absent one's pages and cases for the days named, and not after."""

from collections.abc import Callable
from datetime import date, timedelta

from casework.adapters.clock import SetClock
from casework.domain.roles import Actor
from tests.road import Road
from tests.web.desk.browser import Desk, counted_queries, text_of

At = Callable[[str], Desk]
Staff = dict[str, Actor]
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


def name(desk: At, staff: Staff, absent: str, substitute: str) -> None:
    chosen = staff[substitute].user_id
    desk(absent).send("/desk/substitutes", substitute_id=chosen, begins_on=MONDAY, ends_on=FRIDAY)


def test_a_substitutes_queue_holds_the_absent_ones_cases_for_those_days(
    desk: At, staff: Staff, road: Road, clock: SetClock
) -> None:
    road.start()
    name(desk, staff, "handler", "handler2")
    during = text_of(desk("handler2").get("/desk/"))
    clock.go_on(timedelta(days=5))
    after = text_of(desk("handler2").get("/desk/"))

    assert road.reference in during
    assert road.reference not in after


def test_a_substitute_enters_where_the_absent_one_may(desk: At, staff: Staff) -> None:
    before = desk("handler").get("/desk/workload").status_code
    name(desk, staff, "reviewer", "handler")

    assert (403, 200) == (before, desk("handler").get("/desk/workload").status_code)


def test_a_substitute_does_the_absent_ones_acts_on_their_cases(
    desk: At, staff: Staff, road: Road
) -> None:
    road.start()
    path = f"/desk/requests/{road.reference}/acts/propose_extension"
    refused = desk("handler2").get(path)
    name(desk, staff, "handler", "handler2")
    answer = desk("handler2").send(path, working_days=5, reason="需要核对")

    assert (409, 303) == (refused.status_code, answer.status_code)


def test_only_whoever_stands_in_costs_a_question_more(desk: At, staff: Staff, road: Road) -> None:
    name(desk, staff, "handler", "handler2")
    costs = []
    for who in ("handler", "handler2"):
        colleague = desk(who)
        colleague.get("/desk/")
        with counted_queries() as sent:
            colleague.get("/desk/")
        costs.append(len(sent))

    assert costs[0] + 1 == costs[1]
    assert max(costs) <= 4
