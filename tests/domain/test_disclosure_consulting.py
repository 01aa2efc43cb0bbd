"""Third parties and other agencies (条例 15, 32–34): who is asked, what arrives, what is said."""

from collections.abc import Callable
from datetime import date

import pytest

from casework.domain.clock import SuspensionReason
from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.vocabulary import Action, State
from tests.domain.story import CALENDAR, GRANTED, MONDAY, NOT_HELD, Story, in_hand

LETTER, LIMIT = date(2025, 3, 5), date(2025, 3, 26)  # the fifteenth working day after the letter


def opinion(
    number: int = 1,
    on: date = MONDAY,
    says: facts.Opinion = facts.Opinion.CONSENTS,
    reasons: str = "",
) -> facts.OpinionGiven:
    return facts.OpinionGiven(number, says, reasons, on)


@pytest.mark.parametrize(
    ("action", "given"),
    [
        (
            Action.CONSULT_THIRD_PARTY,
            facts.ThirdPartyConsultation(
                facts.Asked(name=" ", is_organisation=True), "合同", "商业秘密"
            ),
        ),
        (
            Action.CONSULT_AGENCY,
            facts.AgencyConsultation(
                facts.Asked(name="", is_organisation=True), "发文", facts.AgencyRole.OTHER
            ),
        ),
    ],
)
def test_somebody_is_asked(action: Action, given: facts.AgencyConsultation) -> None:
    assert in_hand().refusal(action, given) is Refusal.NO_NAME


def test_those_asked_are_numbered_and_each_has_its_own_limit() -> None:
    story = in_hand().ask("甲").ask_agency().letter_received(1, LETTER)
    first, second = story.standing.consultations

    assert (1, SuspensionReason.THIRD_PARTY, False) == (
        first.number,
        first.why,
        first.silence_consents,
    )
    assert (2, SuspensionReason.AGENCY, True) == (
        second.number,
        second.why,
        second.silence_consents,
    )
    limit = first.respond_by(CALENDAR)
    assert limit is not None
    assert LIMIT == limit.on
    assert second.respond_by(CALENDAR) is None


@pytest.mark.parametrize(
    ("role", "consents"),
    [
        (facts.AgencyRole.CO_PRODUCER, True),
        (facts.AgencyRole.OTHER, False),
        (facts.AgencyRole.SECRECY, False),
    ],
)
def test_only_a_co_producer_consents_by_silence(role: facts.AgencyRole, *, consents: bool) -> None:
    assert consents is in_hand().ask_agency(role).standing.consultations[0].silence_consents


def test_a_letter_is_received_once_after_it_was_issued_and_not_tomorrow() -> None:
    story, act = in_hand().ask(on=LETTER), Action.RECORD_LETTER_RECEIVED

    def letter(on: date, number: int = 1) -> facts.LetterReceived:
        return facts.LetterReceived(number, on, "签收单")

    assert story.refusal(act, letter(date(2025, 3, 6))) is Refusal.DATE_IN_FUTURE
    assert story.refusal(act, letter(date(2025, 3, 4))) is Refusal.DATE_TOO_EARLY
    assert story.refusal(act, letter(LETTER, 2)) is Refusal.NO_SUCH_CONSULTATION
    story.ask("乙").do(act, letter(LETTER))
    assert story.refusal(act, letter(LETTER)) is Refusal.LETTER_RECEIVED_ALREADY


def test_without_a_letter_on_its_way_none_is_recorded() -> None:
    act = Action.RECORD_LETTER_RECEIVED

    assert in_hand().unoffered(act) is Refusal.NO_SUCH_CONSULTATION
    answered = in_hand().ask().answer(1, MONDAY)
    assert answered.unoffered(act) is Refusal.NO_SUCH_CONSULTATION


def test_an_opinion_answers_what_was_asked_and_an_objection_gives_reasons() -> None:
    act = Action.RECORD_OPINION
    assert in_hand().refusal(act, opinion(), "clerk") is Refusal.NO_SUCH_CONSULTATION

    story = in_hand().ask().letter_received(1, LETTER)
    assert story.refusal(act, opinion(2, LETTER), "clerk") is Refusal.NO_SUCH_CONSULTATION
    before_the_letter = opinion(1, date(2025, 3, 4))
    assert story.refusal(act, before_the_letter, "clerk") is Refusal.DATE_TOO_EARLY
    no = opinion(1, LETTER, facts.Opinion.OBJECTS, " ")
    assert story.refusal(act, no, "consulted") is Refusal.NO_OBJECTION_REASONS
    story.answer(1, LETTER, facts.Opinion.OBJECTS, "consulted")
    assert ("含有商业秘密", LETTER) == (
        story.standing.consultations[0].reasons,
        story.standing.consultations[0].ended_on,
    )
    assert story.refusal(act, opinion(1, LETTER), "clerk") is Refusal.NO_SUCH_CONSULTATION


def test_what_is_not_asked_is_not_called_off() -> None:
    act, why = Action.CALL_OFF_CONSULTATION, facts.CallingOff(1, "退信")
    assert in_hand().refusal(act, why) is Refusal.NO_SUCH_CONSULTATION

    story = in_hand().ask().do(act, why)
    assert story.refusal(act, why) is Refusal.NO_SUCH_CONSULTATION
    assert in_hand().ask().refusal(act, facts.CallingOff(2, "退信")) is (
        Refusal.NO_SUCH_CONSULTATION
    )


def test_an_opinion_is_awaited_through_its_last_day_and_silence_is_seen_after_it() -> None:
    (asked,) = in_hand().ask().letter_received(1, LETTER).standing.consultations
    after_it = date(2025, 3, 27)

    assert (True, False) == (asked.waits(LIMIT, CALENDAR), asked.is_silent(LIMIT, CALENDAR))
    assert (False, True) == (asked.waits(after_it, CALENDAR), asked.is_silent(after_it, CALENDAR))


def awaiting_clarification() -> Story:
    return in_hand().ask().ask_clarification(LETTER, date(2025, 3, 20))


def awaiting_reasons() -> Story:
    asked = facts.ReasonsRequest(30, date(2025, 1, 1), MONDAY, date(2025, 3, 20))
    return in_hand().ask().do(Action.ASK_REASONS, asked)


def awaiting_payment() -> Story:
    return in_hand().ask().charge(LETTER)


def signed() -> Story:
    return in_hand().ask().sign(NOT_HELD)


@pytest.mark.parametrize(
    "begin",
    [awaiting_clarification, awaiting_reasons, awaiting_payment, signed],
    ids=lambda begin: begin.__name__,
)
def test_those_asked_have_their_days_whatever_the_case_waits_for(
    begin: Callable[[], Story],
) -> None:
    story = begin()
    story.letter_received(1, date(2025, 3, 6)).answer(1, date(2025, 3, 7), who="consulted")

    assert story.standing.consultations[0].opinion is facts.Opinion.CONSENTS


@pytest.mark.parametrize(
    "draft",
    [
        GRANTED,
        facts.DraftDecision(
            Outcome.THIRD_PARTY_RIGHTS,
            leaves.Withheld("合同", leaves.Ground.THIRD_PARTY_RIGHTS, "商业秘密"),
        ),
    ],
    ids=lambda draft: draft.outcome.value,
)
def test_nothing_is_decided_on_somebodys_rights_while_they_may_still_speak(
    draft: facts.DraftDecision,
) -> None:
    story = in_hand().ask().letter_received(1, LETTER).do(Action.DRAFT_DECISION, draft)
    review = facts.ReviewRequest()

    refused = story.refusal(Action.SUBMIT_FOR_REVIEW, review, on=LIMIT)
    assert refused is Refusal.OPINION_AWAITED
    story.do(Action.SUBMIT_FOR_REVIEW, review, on=date(2025, 3, 27))


def test_what_is_not_held_is_replied_whoever_is_still_asked() -> None:
    assert in_hand().ask().reply(LETTER, NOT_HELD).standing.state is State.REPLIED


def test_nothing_is_granted_on_the_spot_while_somebody_may_still_speak() -> None:
    def spot(outcome: Outcome, leaf: leaves.LeafFacts) -> facts.SpotReply:
        return facts.SpotReply(
            outcome, leaf, replied_on=MONDAY, secrecy_conclusion="无涉密", proof="签收单"
        )

    story, act = in_hand().ask(), Action.REPLY_ON_THE_SPOT
    granted = spot(Outcome.GRANTED, leaves.Granted("合同", "复印件"))
    public = spot(Outcome.ALREADY_PUBLIC, leaves.AlreadyPublic("合同", "网站"))

    assert story.refusal(act, granted) is Refusal.OPINION_AWAITED
    assert story.do(act, public).standing.state is State.REPLIED
