"""Requests are split, merged and linked; each case keeps its own chain, and each counts rightly."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import VoidNumber
from casework.persistence.queries import cases, papers, statistics
from casework.services import upkeep
from casework.services.disclosure import linking, parties, splitting, viewing
from casework.services.disclosure.acts import Order
from casework.services.disclosure.viewing import CaseFile
from tests.people import ORGANISATION, application
from tests.road import Road

PARTS = ("2025年防汛物资采购合同", "2025年水库大坝安全鉴定结论")


def split(road: Road, key: str) -> None:
    said = facts.Split(PARTS, reason="一件申请包含两项内容")
    splitting.split(
        road.office, road.reference, Order(Action.SPLIT, said, key), road.staff["handler"]
    )


def file_of(road: Road, reference: str) -> CaseFile:
    return viewing.case_file(road.office, reference, road.staff["handler"])


def test_a_request_is_split_into_cases_that_keep_its_day_0(road: Road) -> None:
    road.file(application(wanted="；".join(PARTS)))
    road.sleep(1)
    road.confirm()
    road.assign()
    whole = road.see()
    road.sleep(3)

    split(road, uuid4().hex)

    parts = [file_of(road, reference) for reference in road.see().standing.parts]
    assert [State.RECEIVED] * 2 == [part.standing.state for part in parts]
    assert list(PARTS) == [part.case.disclosure.requested_information for part in parts]
    assert {whole.clock.due_on} == {part.clock.due_on for part in parts}
    assert {whole.case.disclosure.applicant_id} == {
        part.case.disclosure.applicant_id for part in parts
    }
    assert [1, 1] == [len(papers.letters(part.case.id)) for part in parts]
    assert [] == list(upkeep.broken_chains())


def test_the_parts_of_a_request_that_was_asked_too_late_keep_its_date_at_risk(road: Road) -> None:
    road.start()
    road.sleep(14)
    asked = facts.ClarificationNotice(("请写明年份",), road.today + timedelta(days=15))
    road.do(Action.ASK_CLARIFICATION, asked, "handler")
    given = facts.Clarification("；".join(PARTS), ReceiptChannel.IN_PERSON, road.today)
    road.do(Action.CLARIFY, given, "clerk")
    whole = road.see()

    split(road, uuid4().hex)

    parts = [file_of(road, reference) for reference in road.see().standing.parts]
    assert whole.date_at_risk is not None
    assert [whole.date_at_risk] * 2 == [part.date_at_risk for part in parts]
    assert {whole.clock.due_on} == {part.clock.due_on for part in parts}


def test_a_split_that_is_sent_twice_makes_its_parts_once(road: Road) -> None:
    road.start()
    key = uuid4().hex
    for _ in range(2):
        split(road, key)

    assert 3 == len(cases.every_reference())


def test_the_parts_count_and_the_whole_does_not(road: Road) -> None:
    road.start()
    split(road, uuid4().hex)
    year = statistics.Scope(road.agency_id, "disclosure", date(2026, 1, 1), date(2026, 12, 31))

    counted = {
        tally.what: tally.number
        for tally in statistics.tallies(year)
        if tally.kind is None and tally.outcome is None
    }

    assert 2 == counted[statistics.What.NEWLY_RECEIVED]
    assert 2 == counted[statistics.What.CARRIED_OVER]
    assert statistics.What.DISPOSED not in counted


def test_a_part_is_not_split_again(road: Road) -> None:
    road.start()
    split(road, uuid4().hex)
    road.reference = road.see().standing.parts[0]
    road.assign()

    with pytest.raises(Refused, match="split_already"):
        split(road, uuid4().hex)


def test_a_link_is_seen_from_both_sides(road: Road) -> None:
    first = road.file()
    road.start()
    said = facts.Link(first.lower(), facts.LinkKind.EARLIER, "去年问过")

    order = Order(Action.LINK, said, uuid4().hex)
    linking.link(road.office, road.reference, order, road.staff["handler"])

    here, there = road.see().standing.links, file_of(road, first).standing.links
    assert [(first, facts.LinkKind.EARLIER)] == [(link.reference, link.kind) for link in here]
    assert [(road.reference, facts.LinkKind.LATER)] == [
        (link.reference, link.kind) for link in there
    ]


@pytest.mark.parametrize(("other", "why"), [("SFSW-2026-000099", "unknown"), ("", "itself")])
def test_a_request_is_linked_only_to_another_of_the_agency(
    road: Road, other: str, why: str
) -> None:
    road.start()
    said = facts.Link(other or road.reference, facts.LinkKind.RELATED)

    with pytest.raises(Refused, match=why):
        linking.link(
            road.office, road.reference, Order(Action.LINK, said, uuid4().hex), road.staff["clerk"]
        )


def test_what_came_twice_is_merged_and_counts_once(road: Road) -> None:
    road.start()
    first = road.reference
    road.start()
    said = facts.Merge(first, "同一申请网上和邮寄各登记一次")

    order = Order(Action.MERGE, said, uuid4().hex)
    linking.merge(road.office, road.reference, order, road.staff["approver"])

    merged = road.see()
    assert State.MERGED is merged.standing.state
    assert merged.case.received_on is None
    assert [road.reference] == [link.reference for link in file_of(road, first).standing.links]


def test_requests_of_two_applicants_are_not_merged(road: Road) -> None:
    first = road.file(application(ORGANISATION))
    road.start()

    with pytest.raises(Refused, match="not_the_same_applicant"):
        linking.merge(
            road.office,
            road.reference,
            Order(Action.MERGE, facts.Merge(first, "误"), uuid4().hex),
            road.staff["approver"],
        )

    assert State.IN_PROGRESS is road.see().standing.state


def test_a_new_address_is_kept_with_the_party_and_only_its_digest_in_the_chain(road: Road) -> None:
    road.start()
    new = parties.Particulars(address="示范市示范区清水路300号")
    said = facts.PartyChange(facts.ContactChange.CONTACT, parties.digest_of(new), "来电")

    order = Order(Action.CHANGE_CONTACT, said, uuid4().hex)
    parties.change(road.office, road.reference, order, new, road.staff["handler"])

    file = road.see()
    assert "示范市示范区清水路300号" == file.case.disclosure.applicant.address
    assert "00012345678" == file.case.disclosure.applicant.phone
    assert said == file.standing.events[-1].facts


def test_a_recalled_letter_keeps_its_number_void_and_the_next_has_another(road: Road) -> None:
    road.start()
    road.sign()
    road.do(Action.RECALL, facts.Recall("附件有误"), "approver")
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), "handler")
    road.do(Action.PASS_REVIEW, facts.SecrecyReview("不涉密"), "reviewer")
    road.do(Action.SIGN, facts.Signature(), "approver")
    road.serve()

    case_id = road.see().case.id
    replies = [pair for pair in papers.letters(case_id) if "复" in pair[0].number]
    assert 2 == len(replies)
    assert [replies[0][0].id] == list(db.session.scalars(db.select(VoidNumber.letter_id)))
    assert [False, True] == [service is not None for _, service in replies]
