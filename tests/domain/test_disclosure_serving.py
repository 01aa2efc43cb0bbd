"""Service (国办公开办函〔2016〕235号): way, proof, date, and the remedy windows it opens (C-8)."""

from dataclasses import replace
from datetime import date

import pytest

from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.facts import ServiceWay
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.standing import remedies_until
from casework.domain.disclosure.vocabulary import Action, State
from tests.domain.story import CALENDAR, DELIBERATIVE, MONDAY, Story, in_hand, registered

SIGNED, SERVED = date(2025, 3, 5), date(2025, 3, 7)
SPOT = facts.SpotReply(
    Outcome.GRANTED,
    leaves.Granted("验收报告", "复印件"),
    replied_on=MONDAY,
    secrecy_conclusion="未发现涉密内容",
    proof="签收单",
)


def service(
    way: ServiceWay = ServiceWay.POST,
    on: date = SERVED,
    proof: str = "1000",
    carrier: facts.Carrier = facts.Carrier.EMS,
) -> facts.Service:
    return facts.Service(way, on, proof, carrier)


def issued(way: DeliveryWay = DeliveryWay.POST) -> Story:
    story = in_hand(way=way).sign(on=SIGNED)
    story.today = SERVED
    return story


def result(outcome: facts.DeliveryOutcome, on: date) -> facts.DeliveryResult:
    return facts.DeliveryResult(outcome, on, "回执")


def signed_for(on: date) -> facts.DeliveryResult:
    return result(facts.DeliveryOutcome.SIGNED, on)


def returned(on: date) -> facts.DeliveryResult:
    return result(facts.DeliveryOutcome.RETURNED, on)


def windows(story: Story) -> tuple[date, date] | None:
    found = remedies_until(story.standing, story.standing.reply_received_on, CALENDAR)
    if found is None:
        return None
    assert found.litigation is not None
    return found.reconsideration.on, found.litigation.on


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(service(on=date(2025, 3, 4)), Refusal.DATE_TOO_EARLY, id="before-signing"),
        pytest.param(service(on=date(2025, 3, 8)), Refusal.DATE_IN_FUTURE, id="tomorrow"),
        pytest.param(service(proof=" "), Refusal.NO_PROOF, id="unproven"),
        pytest.param(service(carrier=facts.Carrier.NONE), Refusal.NO_CARRIER, id="no-post-office"),
        pytest.param(service(ServiceWay.ELECTRONIC), Refusal.NOT_CHOSEN, id="not-chosen"),
        pytest.param(service(ServiceWay.IN_PERSON, proof=""), Refusal.NO_PROOF, id="unsigned"),
    ],
)
def test_a_letter_is_served_after_signing_with_proof_by_a_way_that_is_allowed(
    given: facts.Service, expected: Refusal
) -> None:
    assert issued().refusal(Action.SERVE, given, "clerk") is expected


def test_who_chose_the_internet_is_served_there_and_the_log_is_the_proof() -> None:
    given = service(ServiceWay.ELECTRONIC, proof="", carrier=facts.Carrier.NONE)

    story = issued(DeliveryWay.ONLINE).do(Action.SERVE, given, "clerk")
    assert SERVED == story.standing.reply_received_on


# What counts for timeliness is the posting or the signature (R-SVC-4); the remedies count from
# the day on which the applicant has the reply.


@pytest.mark.parametrize(
    "way", [ServiceWay.IN_PERSON, ServiceWay.ENTRUSTED], ids=lambda way: str(way.value)
)
def test_who_signs_in_person_has_the_reply_that_day(way: ServiceWay) -> None:
    given = service(way, carrier=facts.Carrier.NONE)
    story = issued().do(Action.SERVE, given, "clerk")

    # 7 March + 60 days is 6 May, a Tuesday; six months later is 7 September, a Sunday.
    assert (date(2025, 5, 6), date(2025, 9, 8)) == windows(story)
    assert SERVED == story.standing.closed_on


def test_a_posted_reply_is_in_time_by_its_posting_and_opens_the_windows_by_its_arrival() -> None:
    story = issued().serve(date(2025, 3, 31), ServiceWay.POST)
    assert (True, date(2025, 3, 31)) == (story.in_time, story.standing.closed_on)
    assert windows(story) is None

    story.do(Action.RECORD_DELIVERY, signed_for(date(2025, 4, 3)), "clerk", date(2025, 4, 8))
    # 2 June is 端午; 3 October lies in 国庆 (T-23: natural days).
    assert (date(2025, 6, 3), date(2025, 10, 9)) == windows(story)
    assert (True, date(2025, 3, 31)) == (story.in_time, story.standing.closed_on)


def test_a_returned_reply_is_served_again_and_the_first_posting_stays_the_reply() -> None:
    story = issued().serve(date(2025, 3, 31), ServiceWay.POST)
    story.do(Action.RECORD_DELIVERY, returned(date(2025, 4, 8)), "clerk", date(2025, 4, 8))
    assert windows(story) is None

    again = service(on=date(2025, 4, 9))
    story.do(Action.SERVE_AGAIN, again, "clerk", date(2025, 4, 9))
    assert (None, None) == (windows(story), story.standing.delivery)
    story.do(Action.RECORD_DELIVERY, signed_for(date(2025, 4, 10)), "clerk", date(2025, 4, 10))
    assert (date(2025, 6, 9), date(2025, 10, 10)) == windows(story)
    assert (True, date(2025, 3, 31)) == (story.in_time, story.standing.closed_on)


def test_what_came_back_may_be_handed_over_and_then_has_no_delivery_to_record() -> None:
    story = issued().serve(way=ServiceWay.POST)
    story.do(Action.RECORD_DELIVERY, returned(SERVED), "clerk")
    by_hand = service(ServiceWay.IN_PERSON, carrier=facts.Carrier.NONE)
    story.do(Action.SERVE_AGAIN, by_hand, "clerk")

    assert SERVED == story.standing.reply_received_on
    assert story.unoffered(Action.RECORD_DELIVERY, "clerk") is Refusal.NEVER_SERVED
    assert story.unoffered(Action.SERVE_AGAIN, "clerk") is Refusal.NOT_RETURNED


def test_only_what_was_posted_has_a_delivery_result_and_only_one() -> None:
    act, story = Action.RECORD_DELIVERY, issued()
    in_person = issued().serve()
    assert in_person.refusal(act, signed_for(SERVED), "clerk") is Refusal.NEVER_SERVED

    story.serve(way=ServiceWay.POST)
    assert story.refusal(act, signed_for(SIGNED), "clerk") is Refusal.DATE_TOO_EARLY
    story.do(act, returned(SERVED), "clerk")
    assert story.refusal(act, signed_for(SERVED), "clerk") is Refusal.NOT_RETURNED
    story = issued().serve(way=ServiceWay.POST).do(act, signed_for(SERVED), "clerk")
    assert story.refusal(act, signed_for(SERVED), "clerk") is Refusal.DELIVERED_ALREADY


def test_only_what_came_back_is_served_again_and_not_before_it_did() -> None:
    act, story = Action.SERVE_AGAIN, issued().serve(way=ServiceWay.POST)
    assert story.refusal(act, service(), "clerk") is Refusal.NOT_RETURNED

    story.do(Action.RECORD_DELIVERY, returned(date(2025, 3, 10)), "clerk", date(2025, 3, 10))
    assert story.refusal(act, service(), "clerk") is Refusal.DATE_TOO_EARLY


def told_by_post(on: date, way: ServiceWay = ServiceWay.POST) -> facts.LetterService:
    return facts.LetterService("告2号", way, on, "凭证")


def test_what_told_a_lapse_by_post_has_a_delivery_result_once() -> None:
    act, story = Action.RECORD_DELIVERY, in_hand().ask_clarification(MONDAY, date(2025, 3, 20))
    story.do(Action.SERVE_LETTER, told_by_post(MONDAY), "clerk").lapse(date(2025, 3, 24))
    # What was posted before the lapse did not tell it.
    assert story.unoffered(act, "clerk") is Refusal.NEVER_SERVED

    by_hand = told_by_post(date(2025, 3, 24), ServiceWay.IN_PERSON)
    story.do(Action.SERVE_LETTER, by_hand, "clerk")
    assert story.unoffered(act, "clerk") is Refusal.NEVER_SERVED
    story.do(Action.SERVE_LETTER, told_by_post(date(2025, 3, 24)), "clerk")
    early = signed_for(date(2025, 3, 21))
    assert story.refusal(act, early, "clerk") is Refusal.DATE_TOO_EARLY
    arrived = date(2025, 3, 26)
    story.do(act, signed_for(arrived), "clerk", arrived)
    assert arrived == story.standing.signed_for_on
    assert story.refusal(act, signed_for(arrived), "clerk") is Refusal.DELIVERED_ALREADY


def test_what_told_a_lapse_is_posted_again_after_it_came_back() -> None:
    act, back, again = Action.RECORD_DELIVERY, date(2025, 3, 28), date(2025, 4, 2)
    story = in_hand().ask_clarification(MONDAY, date(2025, 3, 20)).lapse(date(2025, 3, 24))
    story.do(Action.SERVE_LETTER, told_by_post(date(2025, 3, 24)), "clerk")
    story.do(act, returned(back), "clerk", back)
    assert story.standing.signed_for_on is None
    assert story.unoffered(act, "clerk") is Refusal.NOT_RETURNED

    story.do(Action.SERVE_LETTER, told_by_post(back), "clerk")
    assert again == story.do(act, signed_for(again), "clerk", again).standing.signed_for_on


def test_what_ended_without_a_reply_was_not_served() -> None:
    story = in_hand().do(Action.CLOSE, facts.OtherClosure("解散"), "approver")

    assert windows(story) is None
    assert story.unoffered(Action.RECORD_DELIVERY, "clerk") is Refusal.NEVER_SERVED


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            replace(SPOT, outcome=DELIBERATIVE.outcome, facts=DELIBERATIVE.facts),
            Refusal.ONLY_ON_THE_SPOT,
        ),
        (replace(SPOT, proof=""), Refusal.NO_PROOF),
        (replace(SPOT, secrecy_conclusion=" "), Refusal.NO_PROOF),
        (replace(SPOT, replied_on=date(2025, 3, 4)), Refusal.DATE_IN_FUTURE),
        (replace(SPOT, replied_on=date(2025, 3, 2)), Refusal.DATE_TOO_EARLY),
        (replace(SPOT, facts=DELIBERATIVE.facts), Refusal.LEAF_MISMATCH),
    ],
)
def test_only_what_can_be_given_at_once_is_replied_on_the_spot(
    given: facts.SpotReply, expected: Refusal
) -> None:
    assert in_hand().refusal(Action.REPLY_ON_THE_SPOT, given) is expected


def test_a_reply_on_the_spot_is_decided_served_received_and_in_time_at_once() -> None:
    story = registered().do(Action.REPLY_ON_THE_SPOT, SPOT)
    standing = story.standing

    assert (State.REPLIED, Outcome.GRANTED, MONDAY) == (
        standing.state,
        standing.outcome,
        standing.reply_received_on,
    )
    assert story.in_time is True
    assert (date(2025, 5, 6), date(2025, 9, 3)) == windows(story)


def test_a_spot_replys_facts_do_not_pass_for_a_draft() -> None:
    assert in_hand().refusal(Action.DRAFT_DECISION, SPOT).value == "wrong_facts"


def test_other_letters_are_served_by_date_and_change_nothing() -> None:
    story = in_hand().ask_clarification(MONDAY, date(2025, 3, 20))
    tomorrow = facts.LetterService("1号", ServiceWay.POST, date(2025, 3, 4), "EMS")
    assert story.refusal(Action.SERVE_LETTER, tomorrow, "clerk") is Refusal.DATE_IN_FUTURE

    before = story.standing
    story.do(Action.SERVE_LETTER, replace(tomorrow, served_on=MONDAY), "clerk")
    assert before == replace(story.standing, events=before.events)


def test_a_letter_with_an_error_is_corrected_while_the_applicant_is_still_to_answer_it() -> None:
    story = in_hand().ask_clarification(MONDAY, date(2025, 3, 20))

    story.do(Action.CORRECT_LETTER, facts.LetterCorrection("1号", "年", "年度"), "approver")
    assert State.AWAITING_CLARIFICATION is story.standing.state
