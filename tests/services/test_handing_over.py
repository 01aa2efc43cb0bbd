"""A leaver's cases: one act a case, what could not go is named, and nothing is done twice."""

from uuid import uuid4

import pytest
from flask import Flask

from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.roles import Actor, Role
from casework.domain.workflow import Refused, TableRefusal
from casework.persistence.models import User
from casework.persistence.queries import people
from casework.services import handing_over
from casework.services.administration import Mandate
from casework.services.disclosure.acts import Order, act
from casework.services.handing_over import HandOver, HandOverRefusal, Outcome
from casework.services.office import Office
from casework.services.refusals import NotThere, ServiceRefusal
from casework.web.words import sentence
from tests.road import DRAFT, Road

Staff = dict[str, Actor]


def id_of(actors: Staff, who: str) -> int:
    return actors[who].user_id or 0


def several(road: Road, count: int) -> tuple[str, ...]:
    references = []
    for _ in range(count):
        road.start()
        references.append(road.reference)
    return tuple(references)


def give(  # the leaver's cases to a colleague
    office: Office,
    actors: Staff,
    references: tuple[str, ...],
    to: str = "handler2",
    by: str = "administrator",
    key: str = "",
) -> Outcome:
    mandate = Mandate(actors[by], key or uuid4().hex)
    wanted = HandOver(id_of(actors, to), references)
    entry_id = handing_over.hand_over(office, id_of(actors, "handler"), wanted, mandate)
    return handing_over.outcome(entry_id, colleague("handler"))


def colleague(username: str) -> User:
    found = people.user_by_name(username)
    assert found is not None
    return found


def version(road: Road, reference: str) -> int:
    road.reference = reference
    return road.see("administrator").case.version


@pytest.mark.parametrize("by", ["administrator", "reviewer"])
def test_each_case_goes_by_an_act_of_its_own(
    office: Office, staff: Staff, road: Road, agency_id: int, by: str
) -> None:
    references = several(road, 3)
    outcome = give(office, staff, references, by=by)

    assert (references, ()) == (outcome.moved, outcome.failed)
    assert "handler2" == outcome.taker.username
    for reference in references:
        road.reference = reference
        last = road.see("handler2").standing.events[-1]
        expected = (Action.ASSIGN, Role(by), id_of(staff, by))
        assert expected == (last.action, last.role, last.user_id)
        assert facts.Assignment("水资源科", id_of(staff, "handler2")) == last.facts
    assert [] == handing_over.open_cases(id_of(staff, "handler"), staff["administrator"])


def test_the_cases_may_be_shared_among_several(
    office: Office, staff: Staff, road: Road, agency_id: int
) -> None:
    references = several(road, 2)
    give(office, staff, references[:1])
    left = handing_over.open_cases(id_of(staff, "handler"), staff["administrator"])

    assert list(references[1:]) == [one.reference for one in left]


def test_a_form_that_is_sent_twice_moves_each_case_once(
    office: Office, staff: Staff, road: Road, agency_id: int
) -> None:
    references, key = several(road, 2), uuid4().hex
    first = give(office, staff, references, key=key)
    versions = [version(road, reference) for reference in references]
    second = give(office, staff, references, key=key)

    assert first == second
    assert versions == [version(road, reference) for reference in references]


def test_after_a_crash_the_same_form_goes_on_where_it_ended(
    office: Office, staff: Staff, road: Road, agency_id: int
) -> None:
    references, key = several(road, 3), uuid4().hex
    assignment = facts.Assignment("水资源科", id_of(staff, "handler2"))
    for reference in references[:2]:  # as far as the first posting came
        order = Order(Action.ASSIGN, assignment, key, version(road, reference))
        act(office, reference, order, staff["administrator"])
    outcome = give(office, staff, references, key=key)

    assert (references, ()) == (outcome.moved, outcome.failed)
    assert {4} == {version(road, reference) for reference in references}


def test_what_cannot_go_is_named_with_the_rule_in_the_way(
    office: Office, staff: Staff, road: Road, agency_id: int
) -> None:
    recused, drafted, moved, free = several(road, 4)
    road.reference = recused
    road.do(Action.RECUSE, facts.Recusal(id_of(staff, "handler2"), "与申请人相识"), "approver")
    road.reference = drafted
    road.do(Action.DRAFT_DECISION, DRAFT, "handler")
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), "handler")
    road.reference = moved
    road.assign("handler2")
    goes = State.IN_REVIEW in {state for row in _giving() for state in row}
    outcome = give(office, staff, (recused, drafted, moved, free, "SFSW-2026-999999"))

    why = {reference: refused.reason for reference, refused in outcome.failed}
    expected = {
        recused: HandOverRefusal.ONE_STANDS_BACK,
        moved: ServiceRefusal.CHANGED_MEANWHILE,
        "SFSW-2026-999999": HandOverRefusal.OTHERWISE,
        **({} if goes else {drafted: TableRefusal.NOT_FROM_HERE}),
    }
    assert expected == why
    assert ({free, drafted} if goes else {free}) == set(outcome.moved)
    road.reference = recused
    assert id_of(staff, "handler") == road.see("administrator").case.handler_id


def _giving() -> list[tuple[object, ...]]:
    return [row.sources for row in DISCLOSURE.rows if row.facts is facts.Assignment]


def test_every_reason_has_a_whole_sentence(app: Flask) -> None:
    who = (Role.CLERK, Role.HANDLER)
    with app.test_request_context():
        for reason in handing_over.REASONS.values():
            refused = Refused(reason, state=State.IN_REVIEW, action=Action.ASSIGN, who=who)
            assert "{" not in sentence(refused)


def test_the_cases_go_to_another_handler_who_can_sign_in(
    office: Office, staff: Staff, road: Road
) -> None:
    references = several(road, 1)
    for to in ("handler", "clerk", "applicant"):
        with pytest.raises(Refused) as refused:
            give(office, staff, references, to=to)
        assert refused.value.reason is HandOverRefusal.NOT_A_HANDLER
    with pytest.raises(Refused) as refused:
        give(office, staff, ())
    assert refused.value.reason is HandOverRefusal.NOTHING_CHOSEN


def test_nobody_of_another_agency_hands_anything_over(
    office: Office, staff: Staff, road: Road
) -> None:
    references = several(road, 1)
    away = {**staff, "away": Actor(frozenset({Role.ADMINISTRATOR}), road.agency_id + 1, 1)}
    with pytest.raises(NotThere):
        give(office, away, references, by="away")
    entry_id = handing_over.hand_over(
        office,
        id_of(staff, "handler"),
        HandOver(id_of(staff, "handler2"), references),
        Mandate(staff["administrator"], uuid4().hex),
    )
    for wrong, giver in ((entry_id + 1, "handler"), (entry_id, "handler2")):
        with pytest.raises(NotThere):
            handing_over.outcome(wrong, colleague(giver))
