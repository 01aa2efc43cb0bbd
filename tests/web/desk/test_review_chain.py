"""The review as the agency set it up: a draft passes every level before it is signed."""

from collections.abc import Callable
from uuid import uuid4

from casework.domain.disclosure.facts import ReviewLevel
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.roles import Role
from casework.services import agency_settings
from casework.services import staff as accounts
from casework.services.administration import Mandate
from casework.services.agency_settings import ReviewChain
from casework.services.staff import Person
from tests.road import DRAFT, Road
from tests.web.desk.browser import Desk

At = Callable[[str], Desk]


def test_a_draft_passes_the_levels_that_the_agency_has_set(desk: At, road: Road) -> None:
    mandate = Mandate(road.staff["administrator"], uuid4().hex)
    person = Person("示例clerk", "办公室", (Role.CLERK, Role.REVIEWER))
    accounts.change(road.office, road.staff["clerk"].user_id or 0, person, mandate)
    two = ReviewChain((ReviewLevel("科室审核", 1), ReviewLevel("保密审查", 1)))
    agency_settings.change_review(road.office, two, mandate)
    road.start()
    road.do(Action.DRAFT_DECISION, DRAFT, "handler")
    at = f"/desk/requests/{road.reference}/acts"
    desk("handler").send(f"{at}/submit_for_review")
    too_soon = desk("reviewer").get(f"{at}/pass_review")
    first = desk("reviewer").send(f"{at}/pass_level", conclusion="不涉密")
    between = road.see().standing.state
    second = desk("clerk").send(f"{at}/pass_review", conclusion="不涉密")

    assert (409, 303, 303) == (too_soon.status_code, first.status_code, second.status_code)
    assert (State.IN_REVIEW, State.TO_SIGN) == (between, road.see().standing.state)
    assert two.levels == road.see().standing.review
