"""Several applicants, the same information: 条例 44 is suggested, and what is decided is kept."""

from uuid import uuid4

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.proactive import Consideration, Verdict
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.roles import Actor
from casework.domain.workflow import Refused
from casework.services.disclosure import similar, suggestions
from casework.services.disclosure.suggestions import PAGE, Asked, Suggestion
from casework.services.office import Office
from casework.services.refusals import NotThere
from tests.people import ORGANISATION, PERSON
from tests.road import Road
from tests.services.test_similar import NEIGHBOUR, SAME, answer, file


def suggested(road: Road, who: str = "handler") -> list[Suggestion]:
    similar.rebuild()
    return suggestions.open_suggestions(road.staff[who])


def decide(
    office: Office, actor: Actor, group_id: int, verdict: Verdict = Verdict.NOT_TAKEN_UP
) -> None:
    given = Consideration(group_id, verdict, "涉及内部管理")
    suggestions.consider(office, given, uuid4().hex, actor)


def test_two_applicants_who_ask_for_the_same_are_a_suggestion(road: Road) -> None:
    first = file(road)
    second = file(road, SAME, ORGANISATION)
    file(road, "示范市水土保持规划")
    (found,) = suggested(road)
    submitted = State.SUBMITTED

    assert 2 == found.applicants
    assert (Asked(first, submitted, None), Asked(second, submitted, None)) == found.requests
    assert "分区水资源数据" in found.text


def test_a_suggestion_says_how_the_requests_were_answered(road: Road) -> None:
    file(road)
    answer(road)
    file(road, SAME, ORGANISATION)
    (found,) = suggested(road)

    assert [Outcome.GRANTED, None] == [one.outcome for one in found.requests]


def test_one_applicant_who_asks_again_is_none(road: Road) -> None:
    file(road)
    file(road, SAME)

    assert [] == suggested(road)


def test_another_year_is_not_the_same_information(road: Road) -> None:
    file(road)
    file(road, "2000—2022年分区水资源数据", ORGANISATION)

    assert [] == suggested(road)


def test_what_was_considered_is_settled_until_another_applicant_asks(
    road: Road, office: Office
) -> None:
    file(road)
    file(road, SAME, ORGANISATION)
    (found,) = suggested(road)
    decide(office, road.staff["handler"], found.group_id)
    settled = suggested(road)
    file(road, SAME)
    of_the_same = suggested(road)
    file(road, SAME, NEIGHBOUR)
    (again,) = suggested(road)

    assert [] == settled == of_the_same
    assert (found.group_id, 3) == (again.group_id, again.applicants)


def test_what_was_taken_up_is_settled_for_good(road: Road, office: Office) -> None:
    file(road)
    file(road, SAME, ORGANISATION)
    (found,) = suggested(road)
    decide(office, road.staff["handler"], found.group_id)
    decide(office, road.staff["approver"], found.group_id, Verdict.TAKEN_UP)
    file(road, SAME, NEIGHBOUR)

    assert [] == suggested(road)


def test_what_was_decided_is_shown_with_who_decided_it(road: Road, office: Office) -> None:
    first = file(road)
    second = file(road, SAME, ORGANISATION)
    (found,) = suggested(road)
    decide(office, road.staff["handler"], found.group_id)
    decide(office, road.staff["approver"], found.group_id, Verdict.TAKEN_UP)
    latest, earlier = suggestions.considered(road.staff["clerk"])
    (last_page,) = suggestions.considered(road.staff["clerk"], latest.id)

    assert (Verdict.TAKEN_UP, Verdict.NOT_TAKEN_UP) == (latest.verdict, earlier.verdict)
    assert ("示例approver", road.today, "涉及内部管理") == (latest.by, latest.on, latest.reason)
    assert [first, second] == [one.reference for one in latest.requests]
    assert earlier == last_page


def test_a_decision_is_written_once(road: Road, office: Office) -> None:
    file(road)
    file(road, SAME, ORGANISATION)
    (found,) = suggested(road)
    key, handler = uuid4().hex, road.staff["handler"]
    given = Consideration(found.group_id, Verdict.TAKEN_UP, "可以公开")
    suggestions.consider(office, given, key, handler)
    suggestions.consider(office, given, key, handler)

    assert 1 == len(suggestions.considered(handler))
    changed = Consideration(found.group_id, Verdict.NOT_TAKEN_UP, "不宜公开")
    with pytest.raises(Refused):
        suggestions.consider(office, changed, key, handler)


def test_only_what_several_ask_for_can_be_considered(road: Road, office: Office) -> None:
    file(road)
    file(road, SAME)
    similar.rebuild()

    with pytest.raises(NotThere):
        decide(office, road.staff["handler"], 1)


def test_a_restricted_request_counts_for_those_named_alone(road: Road, office: Office) -> None:
    file(road)
    road.confirm()
    road.assign()
    named = road.staff["handler2"].user_id or 0
    road.do(Action.RESTRICT, facts.Restriction((named,), "涉及本机关工作人员"), "approver")
    file(road, SAME, ORGANISATION)
    (found,) = suggested(road, "handler2")
    decide(office, road.staff["handler2"], found.group_id)
    (decided,) = suggestions.considered(road.staff["handler"])

    assert [] == suggested(road)
    assert 1 == len(decided.requests)
    with pytest.raises(NotThere):
        suggestions.suggestion(found.group_id, road.staff["handler"])


def test_another_agency_sees_no_suggestion_of_ours(road: Road) -> None:
    file(road)
    file(road, SAME, ORGANISATION)
    (found,) = suggested(road)
    stranger = Actor(road.staff["handler"].roles, road.agency_id + 1, 1)

    assert [] == suggestions.open_suggestions(stranger)
    with pytest.raises(NotThere):
        suggestions.suggestion(found.group_id, stranger)


def test_suggestions_are_turned_page_by_page_the_latest_first(road: Road) -> None:
    for number in range(PAGE + 2):
        wanted = "".join(chr(0x4E00 + 40 * number + place) for place in range(20))
        file(road, wanted, PERSON)
        file(road, wanted, ORGANISATION)
    first = suggested(road)
    second = suggestions.open_suggestions(road.staff["handler"], first[PAGE - 1].latest_id)
    ids = [found.latest_id for found in (*first[:PAGE], *second)]

    assert PAGE + 2 == len(set(ids)) == len(ids)
    assert ids == sorted(ids, reverse=True)
