"""Who may not see a case, and who may not act on it: restriction, recusal, standing in."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol
from uuid import uuid4

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.standing import Opinion
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.roles import Actor
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.queries import people
from casework.services import colleagues, handing_over, queue, upkeep
from casework.services.administration import Mandate
from casework.services.disclosure import (
    consulting,
    correspondence,
    linking,
    sheets,
    similar,
    splitting,
    suggestions,
    tracking,
    viewing,
)
from casework.services.disclosure.acts import Order
from casework.services.refusals import NotThere
from casework.statistics.figures import Figures, figures, last_act
from tests.people import ORGANISATION, application
from tests.road import DRAFT, Road

UNNAMED = ("clerk", "handler", "reviewer", "administrator")
NAMED = ("handler2", "approver")
EVERYBODYS = {
    "all that run",
    "what is like another",
    "what several asked for",
    "a leaver's",
    "the search",
}
BY = facts.Restriction((), "涉及本机关工作人员")
FIRM = facts.Asked(name="示范供水有限公司", is_organisation=True)


@pytest.fixture
def restricted(road: Road) -> Road:
    """A case in hand that only the second handler may see, beside the approver who restricted it.

    Another asked for the same, so that it would be found, proposed and suggested.
    """
    road.start(application(ORGANISATION))
    road.start()
    named = replace(BY, user_ids=(road.staff["handler2"].user_id or 0,))
    road.do(Action.RESTRICT, named, "approver")
    return road


class Listed(Protocol):
    """A line of any list."""

    @property
    def reference(self) -> str: ...


def lists(road: Road, who: str) -> dict[str, set[str]]:
    """The references that somebody is shown in each list, finds by search or by likeness."""
    actor, office = road.staff[who], road.office
    first = viewing.case_file(office, f"{road.reference[:-6]}000001", actor)
    suggested = suggestions.open_suggestions(actor)
    rows: dict[str, Sequence[Listed]] = {
        "their queue": queue.queue(office, actor, None, is_own=True),
        "all that run": queue.queue(office, actor, None, is_own=False),
        "all that wait": queue.standing_still(office, actor, 0, is_own=False),
        "what waits for them": queue.waiting(office, actor),
        "what is like another": similar.like(first.case, first.standing, actor),
        "what several asked for": [one for each in suggested for one in each.requests],
        "a leaver's": handing_over.open_cases(road.staff["handler"].user_id or 0, actor),
    }
    shown = {name: {row.reference for row in listed} for name, listed in rows.items()}
    known = queue.reference_of(office, road.reference, actor)
    return {**shown, "the search": set() if known is None else {known}}


def listing(road: Road, who: str) -> set[str]:
    """The lists in which somebody is shown the case."""
    return {name for name, references in lists(road, who).items() if road.reference in references}


def of_the_year(road: Road) -> Figures:
    agency = road.office.agencies.by_id(road.agency_id, road.office.now())
    return figures(agency, road.today.year, road.today, last_act(road.today)[1])


LOOKS: dict[str, Callable[[Road, str], object]] = {
    "the file": lambda road, who: road.see(who),
    "the reveal": lambda road, who: viewing.reveal(
        road.office, road.reference, road.staff[who], uuid4().hex
    ),
    "a letter": lambda road, who: correspondence.letter_pdf(
        road.office, road.reference, road.see("approver").letters[0][0].id, road.staff[who]
    ),
    "the preview": lambda road, who: correspondence.preview(
        road.office, road.reference, road.staff[who]
    ),
    "the letters of an act": lambda road, who: correspondence.preview_of_act(
        road.office,
        road.reference,
        Order(Action.WITHDRAW, facts.Withdrawal("本人提出"), ""),
        road.staff[who],
    ),
    "the review sheet": lambda road, who: sheets.review_sheet(
        road.office, road.reference, road.staff[who]
    ),
    "a note": lambda road, who: road.do(Action.NOTE, facts.Note("已阅"), who),
    "an assignment": lambda road, who: road.do(
        Action.ASSIGN, facts.Assignment("水资源科", road.staff["handler"].user_id or 0), who
    ),
    "the restriction": lambda road, who: road.do(
        Action.LIFT_RESTRICTION, facts.LiftedRestriction("误"), who
    ),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("who", UNNAMED)
def test_a_restricted_case_is_not_there_for_colleagues_who_are_not_named(
    restricted: Road, look: Callable[[Road, str], object], who: str
) -> None:
    before = restricted.see("approver").case.version
    with pytest.raises(NotThere):
        look(restricted, who)

    assert before == restricted.see("approver").case.version


@pytest.mark.parametrize("who", UNNAMED)
def test_a_restricted_case_is_in_no_list_of_colleagues_who_are_not_named(
    restricted: Road, who: str
) -> None:
    assert listing(restricted, who) == set()


def test_those_named_and_whoever_restricted_it_see_it_as_before(restricted: Road) -> None:
    for who in NAMED:
        assert restricted.see(who).standing.restriction is not None
        assert listing(restricted, who) == EVERYBODYS


def test_without_a_restriction_everybody_of_the_agency_sees_the_case(road: Road) -> None:
    """Without this, the lists above might be empty of everything."""
    road.start(application(ORGANISATION))
    road.start()
    for who in (*UNNAMED, *NAMED):
        own = {"their queue"} if who == "handler" else set()
        assert listing(road, who) == EVERYBODYS | own


def test_a_case_that_waits_for_a_reviewer_waits_no_longer_when_it_is_restricted(road: Road) -> None:
    road.file()
    road.start()
    road.do(Action.DRAFT_DECISION, DRAFT, "handler")
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), "handler")
    before = listing(road, "reviewer")
    road.do(Action.RESTRICT, BY, "approver")

    assert "what waits for them" in before
    assert listing(road, "reviewer") == set()


def test_a_case_that_waits_for_its_applicant_is_hidden_by_a_restriction_too(road: Road) -> None:
    road.file()
    road.start()
    notice = facts.ClarificationNotice(("年份",), road.today + timedelta(days=14))
    road.do(Action.ASK_CLARIFICATION, notice, "handler")
    before = listing(road, "clerk")
    road.do(Action.RESTRICT, BY, "approver")

    assert "all that wait" in before
    assert listing(road, "clerk") == set()


def test_a_restricted_case_is_lifted_for_all_again(restricted: Road) -> None:
    restricted.do(Action.LIFT_RESTRICTION, facts.LiftedRestriction("已查清"), "approver")
    for who in UNNAMED:
        assert listing(restricted, who) >= EVERYBODYS


def test_a_restricted_case_counts_like_any_other(restricted: Road) -> None:
    column = of_the_year(restricted).total
    load = sum(one.open for one in colleagues.workload(restricted.office, restricted.agency_id))

    assert (column.newly_received, column.carried_over, load) == (2, 2, 2)
    assert [] == list(upkeep.broken_chains())


def test_a_restricted_case_is_linked_to_by_nobody_who_may_not_see_it(restricted: Road) -> None:
    other = f"{restricted.reference[:-6]}000001"
    said = facts.Link(restricted.reference, facts.LinkKind.RELATED)
    with pytest.raises(Refused) as refused:
        linking.link(
            restricted.office,
            other,
            Order(Action.LINK, said, uuid4().hex),
            restricted.staff["clerk"],
        )

    assert refused.value.reason is linking.LinkRefusal.UNKNOWN


def test_the_applicant_and_those_asked_notice_nothing_of_a_restriction(restricted: Road) -> None:
    assigned = facts.Assignment("水资源科", restricted.staff["handler2"].user_id or 0)
    restricted.do(Action.ASSIGN, assigned, "handler2")
    given = facts.ThirdPartyConsultation(FIRM, "取水许可申请书", "商业秘密")
    restricted.do(Action.CONSULT_THIRD_PARTY, given, "handler2")
    said = facts.OpinionGiven(1, Opinion.CONSENTS, "", restricted.today)
    office, reference = restricted.office, restricted.reference
    consulting.answer(office, reference, said, uuid4().hex, (), restricted.agency_id)
    found = tracking.open_by_code(
        office, reference, restricted.code, restricted.agency_id, "192.0.2.1"
    )
    restricted.do(Action.WITHDRAW, facts.Withdrawal("不再需要"), "applicant")

    assert found == reference
    assert restricted.see("approver").standing.state is State.WITHDRAWN


def test_standing_in_for_somebody_named_does_not_open_a_restricted_case(restricted: Road) -> None:
    """A restriction names persons: whoever is to see it in their place is named by the approver."""
    stand_in(restricted, "handler2", "handler")
    restricted.staff = {**restricted.staff, "substitute": as_today(restricted, "handler")}

    with pytest.raises(NotThere):
        restricted.see("substitute")
    assert listing(restricted, "substitute") == set()


def recused(road: Road, who: str) -> None:
    """Somebody stands back from a case in hand, at their own wish."""
    user_id = road.staff[who].user_id or 0
    road.do(Action.RECUSE, facts.Recusal(user_id, "与申请人有利害关系"), who)


@pytest.mark.parametrize("who", ["clerk", "handler", "reviewer", "approver"])
def test_whoever_stands_back_is_offered_nothing_and_refused_everything(
    road: Road, who: str
) -> None:
    road.start()
    recused(road, who)
    before = road.see().case.version
    offered = road.see(who).permitted
    theirs = [
        row.action
        for row in DISCLOSURE.rows
        if State.IN_PROGRESS in row.sources and row.who & road.staff[who].roles
    ]
    refusals = [
        viewing.refusal(road.office, road.see(who), road.staff[who], action) for action in theirs
    ]
    with pytest.raises(Refused, match=Refusal.RECUSED.value):
        road.do(Action.NOTE, facts.Note("已阅"), who)

    assert offered == ()
    assert {Refusal.RECUSED} == {None if one is None else one.reason for one in refusals}
    assert before == road.see().case.version


def test_a_handler_who_stands_back_leaves_the_case_to_be_given_to_another(road: Road) -> None:
    road.start()
    recused(road, "handler")
    without = road.see().standing.handler_id
    with pytest.raises(Refused):
        road.assign("handler")
    road.assign("handler2")
    road.do(Action.DRAFT_DECISION, DRAFT, "handler2")

    assert without is None
    assert road.staff["handler2"].user_id == road.see().standing.author_id


def test_only_the_approver_orders_another_to_stand_back(road: Road) -> None:
    road.start()
    order = facts.Recusal(road.staff["reviewer"].user_id or 0, "申请人的近亲属")
    with pytest.raises(Refused) as refused:
        road.do(Action.RECUSE, order, "handler")
    road.do(Action.RECUSE, order, "approver")

    assert refused.value.reason is Refusal.NOT_YOUR_CASE
    assert road.see("reviewer").permitted == ()


def test_whoever_stands_back_does_not_return_by_standing_in_for_a_colleague(road: Road) -> None:
    road.start()
    recused(road, "reviewer")
    stand_in(road, "approver", "reviewer")
    road.staff = {**road.staff, "substitute": as_today(road, "reviewer")}

    assert road.see("substitute").permitted == ()


def test_a_substitute_has_the_absent_ones_roles_and_cases_for_the_span_only(road: Road) -> None:
    road.start()
    stand_in(road, "handler", "reviewer", after=1)
    able = []
    for _ in range(4):
        road.staff = {**road.staff, "substitute": as_today(road, "reviewer")}
        offered = {row.action for row in road.see("substitute").permitted}
        able.append(Action.DRAFT_DECISION in offered)
        road.sleep(1)

    assert able == [False, True, True, False]


def stand_in(road: Road, absent: str, substitute: str, *, after: int = 0) -> None:
    """Somebody stands in for another for two days, from so many days after today."""
    begins_on: date = road.today + timedelta(days=after)
    wanted = colleagues.Substitute(
        road.staff[substitute].user_id or 0, begins_on, begins_on + timedelta(days=1)
    )
    mandate = Mandate(road.staff["administrator"], uuid4().hex)
    colleagues.name_substitute(road.office, road.staff[absent].user_id or 0, wanted, mandate)


def as_today(road: Road, username: str) -> Actor:
    """Somebody as they may act today."""
    db.session.remove()
    user = people.user_by_name(username)
    assert user is not None
    return colleagues.actor_of(user, road.today)


def test_the_parts_of_a_restricted_request_are_no_more_open_than_the_whole(road: Road) -> None:
    road.start()
    handler, reviewer = (road.staff[who].user_id or 0 for who in ("handler", "reviewer"))
    road.do(Action.RECUSE, facts.Recusal(reviewer, "与申请人有利害关系"), "approver")
    road.do(Action.RESTRICT, facts.Restriction((handler,), "涉及举报人"), "approver")
    order = Order(Action.SPLIT, facts.Split(("2024年概算", "2025年概算")), uuid4().hex)
    splitting.split(road.office, road.reference, order, road.staff["handler"])
    whole = road.reference
    for number in (2, 3):
        road.reference = f"{whole[:-6]}{number:06d}"
        with pytest.raises(NotThere):
            road.see("handler2")
        part = road.see("handler")

        assert part.case.is_restricted
        assert frozenset({reviewer}) == part.standing.recused
        assert road.see("approver").standing.restriction is not None
    others = queue.queue(road.office, road.staff["handler2"], None, is_own=False)
    assert [] == [row.reference for row in others]
