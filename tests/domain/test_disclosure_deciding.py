"""The decision (条例 14–17, 36–39): its leaf, its grounds, three different people, its levels."""

from dataclasses import replace
from datetime import date

import pytest

from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.decisions import LEAVES, ROWS, Outcome
from casework.domain.disclosure.leaves import Ground
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.vocabulary import Action, State
from tests.domain.story import DELIBERATIVE, GRANTED, MONDAY, WITHHELD, Story, in_hand

REVIEW = facts.SecrecyReview("未发现涉密内容")


def withheld(outcome: Outcome, ground: Ground, other_law: str = "") -> facts.DraftDecision:
    leaf = replace(WITHHELD, ground=ground, other_law=other_law)
    return facts.DraftDecision(outcome, leaf)


RIGHTS = withheld(Outcome.THIRD_PARTY_RIGHTS, Ground.THIRD_PARTY_RIGHTS)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        pytest.param(
            facts.DraftDecision(Outcome.GRANTED, WITHHELD), Refusal.LEAF_MISMATCH, id="other-leaf"
        ),
        pytest.param(
            facts.DraftDecision(Outcome.STATE_SECRET, WITHHELD),
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
            withheld(Outcome.PROHIBITED_BY_LAW, Ground.PROHIBITED_BY_LAW),
            Refusal.NO_OTHER_LAW,
            id="no-law-cited",
        ),
        pytest.param(RIGHTS, Refusal.NO_OPINION, id="third-party-not-asked"),
    ],
)
def test_a_decision_without_the_facts_of_its_leaf_is_refused(
    draft: facts.DraftDecision, expected: Refusal
) -> None:
    assert in_hand().refusal(Action.DRAFT_DECISION, draft) is expected


@pytest.mark.parametrize("outcome", LEAVES)
def test_every_leaf_stands_in_one_row_and_takes_no_other_leafs_facts(outcome: Outcome) -> None:
    leaf = LEAVES[outcome]
    other = GRANTED.facts if leaf.facts is not leaves.Granted else WITHHELD

    assert leaf.row is ROWS[outcome]
    wrong = facts.DraftDecision(outcome, other)
    assert in_hand().refusal(Action.DRAFT_DECISION, wrong) is Refusal.LEAF_MISMATCH


def test_every_outcome_is_counted_in_a_row() -> None:
    assert set(Outcome) == set(ROWS)


def test_what_is_still_unclear_after_a_clarification_may_be_said_so() -> None:
    story = in_hand().ask_clarification(MONDAY, date(2025, 3, 20)).clarify(date(2025, 3, 10))

    story.do(
        Action.DRAFT_DECISION,
        facts.DraftDecision(Outcome.STILL_UNCLEAR, leaves.StillUnclear("仍不明确")),
    )


def test_a_prohibition_by_law_names_the_law() -> None:
    in_hand().do(
        Action.DRAFT_DECISION,
        withheld(Outcome.PROHIBITED_BY_LAW, Ground.PROHIBITED_BY_LAW, "《统计法》第九条"),
    )


def test_who_consents_is_not_protected_against_disclosure() -> None:
    consenting = in_hand().ask("甲").answer(1, MONDAY)
    assert consenting.refusal(Action.DRAFT_DECISION, RIGHTS) is Refusal.ALL_CONSENTED

    # The other one objects, or has not said anything: the agency decides.
    objecting = consenting.ask("乙").answer(2, MONDAY, facts.Opinion.OBJECTS)
    objecting.do(Action.DRAFT_DECISION, RIGHTS)
    in_hand().ask("甲").do(Action.DRAFT_DECISION, RIGHTS)


def test_another_agencys_opinion_is_not_the_third_partys() -> None:
    story = in_hand().ask_agency().answer(1, MONDAY)

    assert story.refusal(Action.DRAFT_DECISION, RIGHTS) is Refusal.NO_OPINION


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.PARTLY_GRANTED])
def test_to_disclose_over_an_objection_names_the_public_interest(outcome: Outcome) -> None:
    part = leaves.WithheldPart("附件", Ground.DELIBERATIVE, "讨论记录")
    partly = leaves.PartlyGranted("正文", "电子文档", (part,))
    leaf = GRANTED.facts if outcome is Outcome.GRANTED else partly
    silent = facts.DraftDecision(outcome, leaf, " ")
    said = replace(silent, public_interest="影响饮用水安全")

    story = in_hand().ask().answer(1, MONDAY, facts.Opinion.OBJECTS)
    assert story.refusal(Action.DRAFT_DECISION, silent) is Refusal.NO_PUBLIC_INTEREST
    story.do(Action.DRAFT_DECISION, said)


def test_who_objected_after_the_draft_is_heard_when_it_goes_to_review() -> None:
    story = in_hand().ask().do(Action.DRAFT_DECISION, GRANTED)
    story.answer(1, MONDAY, facts.Opinion.OBJECTS)

    refused = story.refusal(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())
    assert refused is Refusal.NO_PUBLIC_INTEREST


def test_only_a_drafted_decision_goes_to_review() -> None:
    refused = in_hand().refusal(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())

    assert refused is Refusal.NO_DRAFT


def in_review(*levels: facts.ReviewLevel) -> Story:
    story = in_hand().do(Action.DRAFT_DECISION, DELIBERATIVE)
    request = facts.ReviewRequest("", levels) if levels else facts.ReviewRequest()
    return story.do(Action.SUBMIT_FOR_REVIEW, request)


def test_author_reviewer_and_approver_are_three_people() -> None:
    story = in_review()
    author = replace(story.situation("reviewer").actor, user_id=7)
    assert story.refusal(Action.PASS_REVIEW, REVIEW, author) is Refusal.SAME_PERSON

    story.do(Action.PASS_REVIEW, REVIEW, "reviewer")
    approver = story.situation("approver").actor
    for user_id in (7, 8):
        same = replace(approver, user_id=user_id)
        assert story.refusal(Action.SIGN, facts.Signature(), same) is Refusal.SAME_PERSON
    assert State.ISSUED is story.do(Action.SIGN, facts.Signature(), "approver").standing.state


def test_each_level_of_the_review_takes_its_passes_by_different_people() -> None:
    two, one = facts.ReviewLevel("保密审查", 2), facts.ReviewLevel("审核")
    story = in_review(two, one)
    assert (two, 3) == (story.standing.level, story.standing.passes_needed)
    assert story.refusal(Action.PASS_REVIEW, REVIEW, "reviewer") is Refusal.LEVELS_LEFT

    story.do(Action.PASS_LEVEL, REVIEW, "reviewer")
    assert two == story.standing.level
    assert story.refusal(Action.PASS_LEVEL, REVIEW, "reviewer") is Refusal.SAME_PERSON
    story.do(Action.PASS_LEVEL, REVIEW, "second reviewer")
    assert one == story.standing.level
    third = replace(story.situation("reviewer").actor, user_id=81)
    assert story.refusal(Action.PASS_LEVEL, REVIEW, third) is Refusal.LAST_LEVEL
    story.do(Action.PASS_REVIEW, REVIEW, third)
    assert story.standing.level is None
    assert State.TO_SIGN is story.standing.state


def test_a_review_of_no_levels_takes_one_pass() -> None:
    story = in_hand().do(Action.DRAFT_DECISION, DELIBERATIVE)
    story.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest("", ()))

    assert (1, None) == (story.standing.passes_needed, story.standing.level)


@pytest.mark.parametrize("signed", [False, True], ids=["returned", "recalled"])
def test_what_comes_back_is_passed_and_signed_again(*, signed: bool) -> None:
    story = in_review().do(Action.PASS_REVIEW, REVIEW, "reviewer")
    if signed:
        story.do(Action.SIGN, facts.Signature(), "approver")
        story.do(Action.RECALL, facts.Recall("附件有误"), "approver")
    else:
        story.do(Action.RETURN, facts.Return("补充"), "approver")

    standing = story.standing
    assert (State.IN_PROGRESS, (), None) == (standing.state, standing.passed_by, standing.signed_on)
    assert DELIBERATIVE is standing.draft
