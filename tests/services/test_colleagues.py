"""Substitutes: for the days that were named, with another's roles and cases; and the load."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from casework.adapters.clock import SetClock
from casework.domain.disclosure import facts
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor, Role
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import User
from casework.persistence.queries import people
from casework.services import colleagues
from casework.services import staff as accounts
from casework.services.administration import Mandate
from casework.services.colleagues import Load, Substitute, SubstituteRefusal
from casework.services.office import Office
from casework.services.refusals import NotThere
from casework.services.staff import Closing
from tests.road import DRAFT, Road

Staff = dict[str, Actor]
MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)


def id_of(actors: Staff, who: str) -> int:
    return actors[who].user_id or 0


def name(  # who stands in for whom, named by whom
    office: Office,
    actors: Staff,
    absent: str,
    substitute: str,
    begins_on: date = MONDAY,
    ends_on: date = FRIDAY,
    by: str = "administrator",
) -> None:
    wanted = Substitute(id_of(actors, substitute), begins_on, ends_on)
    mandate = Mandate(actors[by], uuid4().hex)
    colleagues.name_substitute(office, id_of(actors, absent), wanted, mandate)


def actor(office: Office, username: str) -> Actor:
    """Somebody as they sign in today."""
    db.session.remove()
    user = people.user_by_name(username)
    assert user is not None
    return colleagues.actor_of(user, office.today())


def refusal(office: Office, actors: Staff, *named: object) -> object:
    with pytest.raises(Refused) as refused:
        name(office, actors, *named)  # type: ignore[arg-type]
    return refused.value.reason


def first_of(office: Office, actors: Staff, absent: str) -> int:
    return colleagues.substitutes_of(office, id_of(actors, absent))[0][0].id


@pytest.mark.parametrize(
    ("days", "stands_in"),
    [
        pytest.param(0, False, id="the day before"),
        pytest.param(1, True, id="the first day"),
        pytest.param(4, True, id="the last day"),
        pytest.param(5, False, id="the day after"),
    ],
)
def test_a_substitute_acts_from_the_first_day_to_the_last(
    office: Office, staff: Staff, clock: SetClock, days: int, *, stands_in: bool
) -> None:
    name(office, staff, "reviewer", "handler", TUESDAY, FRIDAY)
    clock.go_on(timedelta(days=days))

    absent = frozenset({id_of(staff, "reviewer")}) if stands_in else frozenset[int]()
    roles = {Role.HANDLER, Role.REVIEWER} if stands_in else {Role.HANDLER}
    assert Actor(frozenset(roles), staff["handler"].agency_id, id_of(staff, "handler"), absent) == (
        actor(office, "handler")
    )


def test_a_substitute_handles_the_absent_ones_case(
    office: Office, staff: Staff, road: Road
) -> None:
    road.start()
    road.staff = {**staff, "substitute": actor(office, "handler2")}
    with pytest.raises(Refused) as refused:
        road.do(Action.DRAFT_DECISION, DRAFT, "substitute")
    name(office, staff, "handler", "handler2")
    road.staff = {**staff, "substitute": actor(office, "handler2")}
    road.do(Action.DRAFT_DECISION, DRAFT, "substitute")

    assert refused.value.reason is Refusal.NOT_YOUR_CASE
    assert id_of(staff, "handler2") == road.see().standing.author_id


def test_whoever_drafts_does_not_review_as_a_substitute(
    office: Office, staff: Staff, road: Road
) -> None:
    name(office, staff, "reviewer", "handler")
    road.start()
    road.do(Action.DRAFT_DECISION, DRAFT, "handler")
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), "handler")
    road.staff = {**staff, "substitute": actor(office, "handler")}
    with pytest.raises(Refused) as refused:
        road.do(Action.PASS_REVIEW, facts.SecrecyReview("不涉密"), "substitute")

    assert refused.value.reason is Refusal.SAME_PERSON


def test_nobody_stands_in_for_a_substitute_or_for_a_disabled_account(
    office: Office, staff: Staff
) -> None:
    name(office, staff, "reviewer", "handler")
    name(office, staff, "handler", "clerk")
    at_second_hand = actor(office, "clerk")
    mandate = Mandate(staff["administrator"], "shut")
    accounts.disable(office, id_of(staff, "reviewer"), Closing(leaves_cases=False), mandate)

    assert {id_of(staff, "handler")} == at_second_hand.stands_in_for
    assert {Role.CLERK, Role.HANDLER} == at_second_hand.roles
    assert frozenset() == actor(office, "handler").stands_in_for
    assert [] == list(colleagues.stands_in(office, id_of(staff, "handler")))


def test_whoever_stands_in_for_nobody_costs_no_question(office: Office, staff: Staff) -> None:
    user = people.user_by_name("handler")
    assert user is not None
    db.session.expunge(user)

    assert user.stands_in_until is None
    assert staff["handler"] == colleagues.actor_of(user, office.today())


def test_one_names_ones_own_substitute_and_nobody_elses(office: Office, staff: Staff) -> None:
    name(office, staff, "handler", "handler2", by="handler")
    with pytest.raises(NotThere):
        name(office, staff, "clerk", "handler2", by="handler")

    listed = colleagues.substitutes_of(office, id_of(staff, "handler"))
    assert [(MONDAY, FRIDAY, "示例handler2")] == [
        (named.begins_on, named.ends_on, user.name) for named, user in listed
    ]


def test_a_form_that_is_sent_twice_names_one_substitute(office: Office, staff: Staff) -> None:
    wanted = Substitute(id_of(staff, "handler2"), MONDAY, FRIDAY)
    mandate = Mandate(staff["handler"], uuid4().hex)
    for _ in range(2):
        colleagues.name_substitute(office, id_of(staff, "handler"), wanted, mandate)

    assert 1 == len(colleagues.substitutes_of(office, id_of(staff, "handler")))


def test_a_substitute_is_another_colleague_who_can_sign_in(office: Office, staff: Staff) -> None:
    mandate = Mandate(staff["administrator"], "shut")
    accounts.disable(office, id_of(staff, "clerk"), Closing(leaves_cases=False), mandate)

    for nobody in ("handler", "clerk", "applicant"):
        expected = SubstituteRefusal.NOT_A_COLLEAGUE
        assert expected is refusal(office, staff, "handler", nobody)
    with pytest.raises(NotThere):
        name(office, staff, "applicant", "handler")


@pytest.mark.parametrize(
    ("begins_on", "ends_on", "expected"),
    [
        (date(2026, 3, 1), FRIDAY, SubstituteRefusal.BEGINS_IN_PAST),
        (FRIDAY, TUESDAY, SubstituteRefusal.ENDS_FIRST),
        (FRIDAY, date(2026, 3, 9), SubstituteRefusal.OVERLAPS),
        (MONDAY, TUESDAY, SubstituteRefusal.OVERLAPS),
    ],
)
def test_a_span_that_cannot_be_is_refused(
    office: Office, staff: Staff, begins_on: date, ends_on: date, expected: object
) -> None:
    name(office, staff, "handler", "handler2", TUESDAY, FRIDAY)

    assert expected is refusal(office, staff, "handler", "clerk", begins_on, ends_on)


def test_two_spans_may_follow_each_other(office: Office, staff: Staff) -> None:
    name(office, staff, "handler", "handler2", MONDAY, TUESDAY)
    name(office, staff, "handler", "clerk", date(2026, 3, 4), FRIDAY)

    listed = colleagues.substitutes_of(office, id_of(staff, "handler"))
    assert ["示例handler2", "示例clerk"] == [user.name for _, user in listed]


def test_a_substitution_ends_at_once_and_leaves_the_days_free(office: Office, staff: Staff) -> None:
    name(office, staff, "handler", "handler2")
    substitution_id = first_of(office, staff, "handler")
    mandate = Mandate(staff["handler"], uuid4().hex)
    ended = [colleagues.end_substitution(office, substitution_id, mandate) for _ in range(2)]
    name(office, staff, "handler", "clerk")

    assert [id_of(staff, "handler")] * 2 == ended
    assert staff["handler2"] == actor(office, "handler2")
    assert frozenset({id_of(staff, "handler")}) == actor(office, "clerk").stands_in_for


def test_nobody_ends_what_is_not_theirs(office: Office, staff: Staff) -> None:
    name(office, staff, "handler", "handler2")
    away = Actor(frozenset({Role.ADMINISTRATOR}), staff["handler"].agency_id + 1, 99)
    substitution_id = first_of(office, staff, "handler")
    for other in (staff["handler2"], away):
        with pytest.raises(NotThere):
            colleagues.end_substitution(office, substitution_id, Mandate(other, "1"))
    with pytest.raises(NotThere):
        colleagues.end_substitution(office, substitution_id + 1, Mandate(staff["handler"], "2"))

    assert 1 == len(colleagues.substitutes_of(office, id_of(staff, "handler")))


def test_the_load_counts_open_cases_by_handler_and_how_pressing_they_are(
    office: Office, staff: Staff, road: Road
) -> None:
    for _ in range(2):
        road.start()
    road.sleep(30)  # 2026-04-01: their 20 working days end on 03-30
    road.start()
    road.file()
    road.confirm()
    loads = {
        load.user.username if load.user else "": (load.open, load.overdue, load.due_soon)
        for load in colleagues.workload(office, staff["handler"].agency_id)
    }

    assert {"": (1, 0, 0), "handler": (3, 2, 0), "handler2": (0, 0, 0)} == loads


def test_the_load_names_what_is_due_within_three_working_days(
    office: Office, staff: Staff, road: Road
) -> None:
    road.start()
    due_on = road.see().case.due_on
    assert due_on is not None
    clock_days = (due_on - office.today()).days
    road.sleep(clock_days)
    load = next(one for one in _loads(office, staff) if one.user and one.open)

    assert (1, 0, 1) == (load.open, load.overdue, load.due_soon)


def test_whoever_left_with_open_cases_still_stands_among_the_handlers(
    office: Office, staff: Staff, road: Road
) -> None:
    road.start()
    mandate = Mandate(staff["administrator"], "shut")
    accounts.disable(office, id_of(staff, "handler"), Closing(leaves_cases=True), mandate)

    assert ["handler2", "handler"] == [
        one.user.username for one in _loads(office, staff) if one.user
    ]


def _loads(office: Office, staff: Staff) -> list[Load]:
    return colleagues.workload(office, staff["handler"].agency_id)


def test_everybody_is_who_works_there_now(office: Office, staff: Staff) -> None:
    found: list[User] = list(colleagues.everybody(staff["handler"].agency_id))

    assert 6 == len(found)
