"""What the law asks beyond the table: each refusal, and the case beside it that is allowed."""

from dataclasses import replace
from datetime import date

import pytest

from casework.domain.calendar import load_calendar
from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.guards import Refusal
from casework.domain.disclosure.leaves import Ground
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.standing import Standing, replay
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.roles import Actor, Role
from casework.domain.workflow import Event, Facts, Refused, Situation

CALENDAR = load_calendar()
RECEIVED = date(2026, 3, 2)
DUE = date(2026, 3, 30)  # 20 working days after 2 March: no holiday lies between
HANDLER, REVIEWER, APPROVER = 7, 8, 9
NOT_HELD = leaves.Withheld("会议记录", Ground.DELIBERATIVE, "属于讨论记录")


def received(*more: tuple[Event, State]) -> Standing:
    """A request in hand, received on 2 March and assigned to the handler."""
    return replay(
        (
            event(Action.SUBMIT, RECEIVED, facts.Submission("0" * 64, DeliveryWay.POST)),
            event(
                Action.CONFIRM_RECEIPT,
                RECEIVED,
                facts.ReceiptConfirmation(RECEIVED, facts.ConfirmationMeans.PHONE, "通话"),
            ),
            event(Action.ASSIGN, RECEIVED, facts.Assignment("水资源科", HANDLER)),
            *more,
        )
    )


def event(action: Action, on: date, given: Facts, user: int = HANDLER) -> tuple[Event, State]:
    row = DISCLOSURE.by_action[action]
    state = State.IN_PROGRESS if row.target is None else State(row.target)
    return Event(action, on, Role.HANDLER, user, given), state


def fire(  # the five things a situation has, and the act
    standing: Standing,
    action: Action,
    given: Facts,
    role: Role = Role.HANDLER,
    user: int = HANDLER,
    today: date = RECEIVED,
) -> None:
    situation = Situation(standing, Actor(frozenset({role}), 1, user), today, CALENDAR)
    DISCLOSURE.fire(situation, action, given)


def refusal(*asked: object, **how: object) -> object:
    with pytest.raises(Refused) as refused:
        fire(*asked, **how)  # type: ignore[arg-type]
    return refused.value.reason


def test_a_handler_acts_on_the_cases_assigned_to_them_only() -> None:
    draft = facts.DraftDecision(Outcome.DELIBERATIVE, NOT_HELD)

    assert refusal(received(), Action.DRAFT_DECISION, draft, user=70) is Refusal.NOT_YOUR_CASE
    fire(received(), Action.DRAFT_DECISION, draft)


def test_a_receipt_is_confirmed_neither_in_the_future_nor_before_the_application() -> None:
    submitted = replay(
        [event(Action.SUBMIT, RECEIVED, facts.Submission("0" * 64, DeliveryWay.ONLINE))]
    )

    def confirmed(on: date) -> Facts:
        return facts.ReceiptConfirmation(on, facts.ConfirmationMeans.PHONE, "通话")

    tomorrow, yesterday = date(2026, 3, 3), date(2026, 3, 1)
    act = Action.CONFIRM_RECEIPT
    assert refusal(submitted, act, confirmed(tomorrow)) is Refusal.DATE_IN_FUTURE
    assert refusal(submitted, act, confirmed(yesterday)) is Refusal.DATE_TOO_EARLY
    fire(submitted, act, confirmed(RECEIVED))


def test_a_request_is_clarified_no_earlier_than_it_was_asked_for() -> None:
    asked_on, today = date(2026, 3, 4), date(2026, 3, 10)
    notice = facts.ClarificationNotice(("请写明时间范围",), date(2026, 3, 20))
    asked = received(event(Action.ASK_CLARIFICATION, asked_on, notice))

    def clarified(on: date) -> Facts:
        return facts.Clarification("2025年度验收报告", ReceiptChannel.REGISTERED_MAIL, on)

    early = clarified(date(2026, 3, 3))
    assert refusal(asked, Action.CLARIFY, early, today=today) is Refusal.DATE_TOO_EARLY
    fire(asked, Action.CLARIFY, clarified(asked_on), today=today)


def test_what_is_registered_was_received_no_earlier_than_it_arrived() -> None:
    def registered(arrived: date, received_on: date) -> Facts:
        return facts.Registration(
            "0" * 64, DeliveryWay.POST, ReceiptChannel.ORDINARY_MAIL, arrived, received_on, "平信"
        )

    new, act = Standing(), Action.REGISTER
    early = registered(RECEIVED, date(2026, 2, 28))
    assert refusal(new, act, early, role=Role.CLERK) is Refusal.DATE_TOO_EARLY
    late = registered(RECEIVED, date(2026, 3, 3))
    assert refusal(new, act, late, role=Role.CLERK) is Refusal.DATE_IN_FUTURE
    fire(new, act, registered(date(2026, 2, 27), RECEIVED), role=Role.CLERK)


def test_a_clarification_notice_lists_its_defects_and_leaves_time() -> None:
    act = Action.ASK_CLARIFICATION

    empty = facts.ClarificationNotice((), date(2026, 3, 20))
    assert refusal(received(), act, empty) is Refusal.NO_DEFECTS
    at_once = facts.ClarificationNotice(("年份",), RECEIVED)
    assert refusal(received(), act, at_once) is Refusal.DEADLINE_PAST


def test_a_request_lapses_only_after_the_last_day_to_clarify() -> None:
    asked = received(
        event(
            Action.ASK_CLARIFICATION,
            RECEIVED,
            facts.ClarificationNotice(("年份",), date(2026, 3, 16)),
        )
    )
    lapse = facts.Lapse("已电话询问")

    last_day = date(2026, 3, 16)
    assert refusal(asked, Action.LAPSE, lapse, today=last_day) is Refusal.DEADLINE_RUNS
    fire(asked, Action.LAPSE, lapse, today=date(2026, 3, 17))


@pytest.mark.parametrize("days", [0, 21, -1])
def test_an_extension_has_one_to_twenty_working_days(days: int) -> None:
    given = facts.Extension(days, "资料量大")

    assert refusal(received(), Action.PROPOSE_EXTENSION, given) is Refusal.EXTENSION_LENGTH


def test_an_extension_is_told_by_the_last_day_and_not_after_it() -> None:
    proposed = received(event(Action.PROPOSE_EXTENSION, RECEIVED, facts.Extension(20, "资料量大")))
    given = facts.Extension(20, "资料量大")
    how = {"role": Role.APPROVER, "user": APPROVER}

    fire(proposed, Action.EXTEND, given, today=DUE, **how)  # type: ignore[arg-type]
    late = refusal(proposed, Action.EXTEND, given, today=date(2026, 3, 31), **how)
    assert late is Refusal.EXTENSION_TOO_LATE


def test_a_period_is_extended_once_and_only_when_proposed() -> None:
    given = facts.Extension(5, "资料量大")
    how = {"role": Role.APPROVER, "user": APPROVER}

    assert refusal(received(), Action.EXTEND, given, **how) is Refusal.NOT_PROPOSED
    extended = received(event(Action.EXTEND, RECEIVED, given))
    assert refusal(extended, Action.PROPOSE_EXTENSION, given) is Refusal.EXTENDED_ALREADY


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        pytest.param(
            facts.DraftDecision(Outcome.GRANTED, NOT_HELD), Refusal.LEAF_MISMATCH, id="other-leaf"
        ),
        pytest.param(
            facts.DraftDecision(Outcome.STATE_SECRET, NOT_HELD),
            Refusal.LEAF_MISMATCH,
            id="other-ground",
        ),
        pytest.param(
            facts.DraftDecision(Outcome.STILL_UNCLEAR, leaves.StillUnclear("仍不明确")),
            Refusal.NEVER_CLARIFIED,
            id="never-clarified",
        ),
        pytest.param(
            facts.DraftDecision(
                Outcome.PARTLY_GRANTED, leaves.PartlyGranted("正文", "电子文档", ())
            ),
            Refusal.NO_WITHHELD_PART,
            id="nothing-withheld",
        ),
        pytest.param(
            facts.DraftDecision(
                Outcome.PROHIBITED_BY_LAW, replace(NOT_HELD, ground=Ground.PROHIBITED_BY_LAW)
            ),
            Refusal.NO_OTHER_LAW,
            id="no-law-cited",
        ),
        pytest.param(
            facts.DraftDecision(
                Outcome.THIRD_PARTY_RIGHTS, replace(NOT_HELD, ground=Ground.THIRD_PARTY_RIGHTS)
            ),
            Refusal.NO_OPINION,
            id="third-party-not-asked",
        ),
    ],
)
def test_a_decision_without_the_facts_of_its_leaf_is_refused(
    draft: facts.DraftDecision, expected: Refusal
) -> None:
    assert refusal(received(), Action.DRAFT_DECISION, draft) is expected


def test_only_a_drafted_decision_goes_to_review() -> None:
    asked = refusal(received(), Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())

    assert asked is Refusal.NO_DRAFT


def test_author_reviewer_and_approver_are_three_people() -> None:
    draft = facts.DraftDecision(Outcome.DELIBERATIVE, NOT_HELD)
    in_review = received(
        event(Action.DRAFT_DECISION, RECEIVED, draft),
        event(Action.SUBMIT_FOR_REVIEW, RECEIVED, facts.ReviewRequest()),
    )
    review = facts.SecrecyReview("无涉密内容")
    by_author = refusal(in_review, Action.PASS_REVIEW, review, role=Role.REVIEWER)
    assert by_author is Refusal.SAME_PERSON

    to_sign = replay(
        [
            *((e, State.IN_REVIEW) for e in in_review.events),
            event(Action.PASS_REVIEW, RECEIVED, review, user=REVIEWER),
        ]
    )
    for user in (HANDLER, REVIEWER):
        signed = refusal(to_sign, Action.SIGN, facts.Signature(), role=Role.APPROVER, user=user)
        assert signed is Refusal.SAME_PERSON
    fire(to_sign, Action.SIGN, facts.Signature(), role=Role.APPROVER, user=APPROVER)


def test_a_letter_is_served_after_signing_with_proof_and_online_only_if_chosen() -> None:
    signed = replace(
        received(), state=State.ISSUED, signed_on=date(2026, 3, 4), delivery_way=DeliveryWay.POST
    )
    today = date(2026, 3, 6)

    def served(way: facts.ServiceWay, on: date = today, proof: str = "EMS000") -> Facts:
        return facts.Service(way, on, proof)

    post, online = facts.ServiceWay.POST, facts.ServiceWay.ELECTRONIC
    before = refusal(signed, Action.SERVE, served(post, date(2026, 3, 3)), today=today)
    assert before is Refusal.DATE_TOO_EARLY
    unproven = refusal(signed, Action.SERVE, served(post, proof=" "), today=today)
    assert unproven is Refusal.NO_PROOF
    unwanted = refusal(signed, Action.SERVE, served(online), today=today)
    assert unwanted is Refusal.NOT_CHOSEN
    chosen = replace(signed, delivery_way=DeliveryWay.ONLINE)
    fire(chosen, Action.SERVE, served(online, proof=""), today=today)


def test_the_handling_is_rated_once_from_one_to_five() -> None:
    replied = replace(received(), state=State.REPLIED)
    how = {"role": Role.APPLICANT}

    assert refusal(replied, Action.RATE, facts.Rating(6), **how) is Refusal.SCORE_RANGE
    rated = replace(replied, rating=facts.Rating(5))
    assert refusal(rated, Action.RATE, facts.Rating(5), **how) is Refusal.RATED_ALREADY
