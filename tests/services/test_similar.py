"""Requests that are like one: found by applicant and by words, shown with their replies."""

from dataclasses import replace
from uuid import uuid4

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.application import Applicant
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.leaves import AlreadyPublic, Repeated, StillUnclear
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.proactive import Publication
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.roles import Actor
from casework.domain.similarity import Likeness
from casework.persistence.database import db, transaction
from casework.persistence.models import Agency, Case, RequestBand, RequestSubject, RoleGrant, User
from casework.services import published
from casework.services.disclosure import proposals, similar
from casework.services.disclosure.similar import SimilarRequest, Tie
from casework.services.office import Office
from casework.services.refusals import NotThere
from tests.people import AGENCY, ORGANISATION, PERSON, application
from tests.road import Road
from tests.web.desk.ways import LATER

WANTED = "2000—2023年分区水资源数据"
SAME = "申请公开2000年至2023年分区水资源数据"
NEIGHBOUR = replace(PERSON, name="李示范", identity_number="999999199001010024", phone="0001111111")


def file(road: Road, wanted: str = WANTED, by: Applicant = PERSON) -> str:
    """File a request for something by somebody."""
    return road.file(replace(application(wanted=wanted), applicant=by))


def like(road: Road, who: str = "handler") -> list[SimilarRequest]:
    """What is like the request on its way, once all of them are indexed."""
    similar.rebuild()
    seen = road.see(who)
    return similar.like(seen.case, seen.standing, road.staff[who])


def answer(road: Road) -> None:
    """Let a filed request be answered."""
    road.confirm()
    road.assign()
    road.sign()
    road.serve()


def subjects() -> dict[int, RequestSubject]:
    db.session.expire_all()
    return {each.case_id: each for each in db.session.scalars(db.select(RequestSubject))}


def case_of(road: Road, reference: str = "") -> Case:
    query = db.select(Case).where(Case.reference == (reference or road.reference))
    found: Case = db.session.scalars(query).one()
    return found


def test_an_earlier_request_of_the_same_applicant_is_shown_with_its_reply(road: Road) -> None:
    first = file(road)
    answer(road)
    letter = road.see().letters[-1][0]
    file(road, SAME)
    (found,) = like(road)

    assert (first, State.REPLIED, Tie.SAME_APPLICANT) == (found.reference, found.state, found.tie)
    assert (Likeness.SAME, 100) == (found.comparison.likeness, found.comparison.percent)
    assert (LetterKind.D09, letter.number) == (found.reply_kind, found.reply_number)
    assert letter.issued_on == found.replied_on
    assert found.answers
    assert not found.is_pending_twin


def test_one_that_waits_for_its_reply_answers_nothing_and_may_be_merged(road: Road) -> None:
    file(road)
    file(road, SAME)
    (found,) = like(road)

    assert found.is_pending_twin
    assert not found.answers
    assert found.replied_on is None


def test_others_requests_are_shown_and_answer_nobody_else(road: Road) -> None:
    file(road, by=ORGANISATION)
    answer(road)
    file(road, SAME)
    (found,) = like(road)

    assert Tie.OTHER is found.tie
    assert found.reply_kind is LetterKind.D09
    assert not found.answers


def test_the_same_telephone_is_not_yet_the_same_applicant(road: Road) -> None:
    file(road, by=replace(NEIGHBOUR, phone=PERSON.phone))
    answer(road)
    file(road, SAME)
    (found,) = like(road)

    assert Tie.SAME_PHONE is found.tie
    assert not found.answers


def test_applicants_without_number_and_telephone_are_not_one_applicant(road: Road) -> None:
    unknown = replace(PERSON, identity_number="", phone="")
    file(road, by=unknown)
    file(road, SAME, by=replace(unknown, name="李示范"))
    (found,) = like(road)

    assert Tie.OTHER is found.tie


def test_the_same_words_for_another_year_are_not_answered(road: Road) -> None:
    file(road, "2000—2022年分区水资源数据")
    answer(road)
    file(road)
    (found,) = like(road)

    assert Likeness.OTHER_FIGURES is found.comparison.likeness
    assert (("2023",), ("2022",)) == (found.comparison.only_ours, found.comparison.only_theirs)
    assert not found.answers


def test_a_reply_that_it_stayed_unclear_is_no_answer_to_a_clear_request(road: Road) -> None:
    file(road)
    road.confirm()
    road.assign()
    road.do(Action.ASK_CLARIFICATION, facts.ClarificationNotice(("年份",), LATER), "handler")
    told = facts.Clarification(SAME, ReceiptChannel.IN_PERSON, road.today)
    road.do(Action.CLARIFY, told, "clerk")
    road.sign(facts.DraftDecision(Outcome.STILL_UNCLEAR, StillUnclear("仍不明确")))
    road.serve()
    file(road, SAME)
    (found,) = like(road)

    assert found.reply_kind is LetterKind.D17
    assert not found.answers


def test_the_document_number_belongs_to_what_is_asked_for(road: Road) -> None:
    road.file(replace(application(wanted="会议纪要全文文本"), document_number="示水〔2024〕12号"))
    road.file(replace(application(wanted="会议纪要全文文本"), document_number="示水〔2024〕21号"))
    (found,) = like(road)

    assert (("21",), ("12",)) == (found.comparison.only_ours, found.comparison.only_theirs)


def test_a_clarified_request_is_found_by_what_it_asks_for_now(road: Road) -> None:
    first = file(road, "有关水的一些文件")
    road.confirm()
    road.assign()
    road.do(Action.ASK_CLARIFICATION, facts.ClarificationNotice(("名称",), LATER), "handler")
    told = facts.Clarification(SAME, ReceiptChannel.IN_PERSON, road.today)
    road.do(Action.CLARIFY, told, "clerk")
    file(road, by=ORGANISATION)
    (found,) = like(road)
    road.reference = first
    (back,) = like(road)

    assert (first, Likeness.SAME) == (found.reference, found.comparison.likeness)
    assert Likeness.SAME is back.comparison.likeness


def test_own_requests_come_before_others_and_the_most_alike_first(road: Road) -> None:
    other = file(road, by=ORGANISATION)
    partly = file(road, f"{WANTED}、水质监测月报、取水许可台账、节水评价报告")
    same = file(road, SAME)
    file(road)

    assert [same, partly, other] == [found.reference for found in like(road)]


def test_something_else_of_the_same_applicant_is_left_out(road: Road) -> None:
    file(road, "示范市水土保持规划")
    file(road)

    assert [] == like(road)


def test_a_request_without_a_word_is_like_none(road: Road) -> None:
    file(road, "……")
    file(road, "——")

    assert [] == like(road)


def test_no_more_than_ten_of_each_are_shown(road: Road) -> None:
    for _ in range(12):
        file(road)
        file(road, by=ORGANISATION)
    found = like(road)

    assert 10 == len([one for one in found if one.tie is Tie.SAME_APPLICANT])
    assert 10 == len([one for one in found if one.tie is Tie.OTHER])


def test_a_merged_request_is_left_out_because_the_other_has_the_reply(road: Road) -> None:
    file(road)
    road.confirm()
    merged = case_of(road)
    with transaction():
        # Merging is another room's business; here only what it leaves behind counts.
        db.session.execute(
            db.update(Case).where(Case.id == merged.id).values(state=State.MERGED.value)
        )
    file(road, SAME)

    assert [] == like(road)


def test_a_restricted_request_is_shown_to_those_named_alone(road: Road) -> None:
    first = file(road)
    road.confirm()
    road.assign()
    handler2 = road.staff["handler2"].user_id or 0
    road.do(Action.RESTRICT, facts.Restriction((handler2,), "涉及本机关工作人员"), "approver")
    file(road, SAME)

    assert [] == like(road)
    assert [first] == [found.reference for found in like(road, "handler2")]
    assert [first] == [found.reference for found in like(road, "approver")]


def test_another_agencys_requests_are_never_shown(road: Road, office: Office) -> None:
    away = _another_agency()
    there = Road(office, road.clock, {**road.staff, "handler": away}, away.agency_id)
    file(there)
    file(road, SAME)

    assert [] == like(road)


def _another_agency() -> Actor:
    agency = Agency(**{**AGENCY, "code": "SFLY"})
    db.session.add(agency)
    db.session.flush()
    given = {"username": "away", "name": "示例", "unit": "科", "password_hash": ""}
    user = User(agency_id=agency.id, grants=[RoleGrant(role="handler")], **given)
    db.session.add(user)
    db.session.commit()
    return Actor(user.roles, agency.id, user.id)


def test_what_is_filed_joins_the_first_that_asked_for_the_same(road: Road) -> None:
    first = file(road)
    second = file(road, SAME, ORGANISATION)
    file(road, "示范市水土保持规划", ORGANISATION)
    third = file(road, SAME, NEIGHBOUR)
    similar.rebuild()
    groups = {case_of(road, one).id: one for one in (first, second, third)}
    first_id = min(groups)

    assert set(groups) == {one.case_id for one in subjects().values() if one.group_id == first_id}
    assert 1 == sum(one.group_id is None for one in subjects().values())


def test_a_request_joins_its_group_as_it_is_indexed(road: Road) -> None:
    file(road)
    similar.rebuild()
    first = case_of(road)
    file(road, SAME, ORGANISATION)
    case = case_of(road)
    with transaction():
        similar.index_anew(case, similar.drawn_up(case))

    assert first.id == subjects()[case.id].group_id
    assert first.id == subjects()[first.id].group_id


def test_a_request_that_changed_is_found_by_its_new_words_only(road: Road) -> None:
    file(road, "示范市水土保持规划")
    case = case_of(road)
    similar.rebuild()
    old = _bands(case.id)
    with transaction():
        similar.index_anew(case, similar.drawn_up(case, WANTED))

    assert WANTED == subjects()[case.id].text
    assert old
    assert not old & _bands(case.id)


def test_the_first_of_a_group_stays_its_first_when_it_is_clarified(road: Road) -> None:
    file(road)
    first = case_of(road)
    file(road, SAME, ORGANISATION)
    similar.rebuild()
    with transaction():
        similar.index_anew(first, similar.drawn_up(first, "示范市水土保持规划"))

    assert first.id == subjects()[first.id].group_id


def test_a_rebuilt_index_is_the_index_that_was(road: Road) -> None:
    file(road)
    file(road, SAME, ORGANISATION)

    assert 2 == similar.rebuild()
    once = {each.case_id: (each.text, each.group_id) for each in subjects().values()}
    assert 2 == similar.rebuild()
    assert once == {each.case_id: (each.text, each.group_id) for each in subjects().values()}


def test_a_repeated_request_is_proposed_with_the_earlier_letter(road: Road) -> None:
    first = file(road)
    answer(road)
    letter = road.see().letters[-1][0]
    file(road, SAME)
    similar.rebuild()
    seen = road.see()
    draft = proposals.repeats(seen.case, seen.standing, first, road.staff["handler"])

    assert Outcome.REPEATED is draft.outcome
    assert Repeated(SAME, letter.number, letter.issued_on) == draft.facts
    assert draft.leaf.letter is LetterKind.D18


def test_what_was_not_answered_is_not_proposed_as_repeated(road: Road) -> None:
    first = file(road)
    file(road, SAME)
    similar.rebuild()
    seen = road.see()

    with pytest.raises(NotThere):
        proposals.repeats(seen.case, seen.standing, first, road.staff["handler"])


def test_published_information_is_proposed_with_where_it_is(road: Road, office: Office) -> None:
    given = Publication(
        "2000—2023年分区水资源数据汇编", road.today, "https://www.shifan.example/a", "市档案馆"
    )
    published.enter(office, given, uuid4().hex, road.staff["clerk"])
    file(road, SAME)
    seen = road.see()
    (entry,) = proposals.public_already(seen.case, seen.standing)
    draft = proposals.is_public(seen.case, seen.standing, entry.id)

    assert Outcome.ALREADY_PUBLIC is draft.outcome
    assert AlreadyPublic(SAME, "市档案馆；https://www.shifan.example/a") == draft.facts
    assert draft.leaf.letter is LetterKind.D10


def _bands(case_id: int) -> set[int]:
    query = db.select(RequestBand.band).where(RequestBand.case_id == case_id)
    return set(db.session.scalars(query))
