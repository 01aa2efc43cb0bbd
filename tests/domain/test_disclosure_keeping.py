"""Who works on a case and what hangs on it: 分办, 回避, links, restricted cases (条例 45)."""

from dataclasses import replace

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Role
from tests.domain.story import DELIBERATIVE, PEOPLE, Story, in_hand, registered


def test_a_handler_acts_on_the_cases_assigned_to_them_only() -> None:
    act = Action.DRAFT_DECISION

    assert in_hand().refusal(act, DELIBERATIVE, "colleague") is Refusal.NOT_YOUR_CASE
    in_hand().do(act, DELIBERATIVE)


def test_a_substitute_acts_on_the_cases_of_who_is_absent() -> None:
    substitute = replace(PEOPLE["colleague"], stands_in_for=frozenset({7}))

    in_hand().do(Action.DRAFT_DECISION, DELIBERATIVE, substitute)


def test_a_case_without_a_handler_is_any_handlers() -> None:
    withdrawal = facts.Withdrawal("不再需要")

    registered().do(Action.WITHDRAW, withdrawal, "colleague")


def recused() -> Story:
    return in_hand().do(Action.RECUSE, facts.Recusal(7, "申请人是亲属"))


def test_whoever_stands_back_does_nothing_more_and_leaves_the_case_without_a_handler() -> None:
    story = recused()

    assert story.standing.handler_id is None
    assert story.refusal(Action.NOTE, facts.Note("x")) is Refusal.RECUSED
    story.do(Action.DRAFT_DECISION, DELIBERATIVE, "colleague")


def test_nobody_who_stands_back_is_given_the_case_again() -> None:
    again = facts.Assignment("水资源科", 7)

    assert recused().refusal(Action.ASSIGN, again, "clerk") is Refusal.RECUSED
    recused().do(Action.ASSIGN, facts.Assignment("水资源科", 70), "clerk")


def test_one_stands_back_oneself_or_is_ordered_to_by_the_office() -> None:
    other = facts.Recusal(7, "申请人是亲属")

    assert in_hand().refusal(Action.RECUSE, other, "colleague") is Refusal.NOT_YOUR_CASE
    story = in_hand().do(Action.RECUSE, other, "approver")
    assert (frozenset({7}), None) == (story.standing.recused, story.standing.handler_id)
    kept = in_hand().do(Action.RECUSE, facts.Recusal(8, "亲属"), "reviewer")
    assert 7 == kept.standing.handler_id


def test_a_citizen_is_nobody_who_stands_back() -> None:
    recused().do(Action.WITHDRAW, facts.Withdrawal("不再需要"), "applicant")


def test_a_case_is_restricted_once_and_the_restriction_lifted_once() -> None:
    restrict, lift = Action.RESTRICT, Action.LIFT_RESTRICTION
    restriction, lifted = facts.Restriction((7,), "个人隐私"), facts.LiftedRestriction("不再需要")
    story = in_hand()
    assert story.refusal(lift, lifted, "approver") is Refusal.NOT_RESTRICTED

    story.do(restrict, restriction, "approver")
    assert restriction is story.standing.restriction
    assert story.refusal(restrict, restriction, "approver") is Refusal.RESTRICTED_ALREADY
    assert story.do(lift, lifted, "approver").standing.restriction is None


def test_a_case_is_linked_to_another_once_by_the_last_word() -> None:
    story = in_hand()
    for kind in (facts.LinkKind.SAME_SUBJECT, facts.LinkKind.EARLIER):
        story.do(Action.LINK, facts.Link("SFSW-2025-1", kind))
    story.do(Action.LINK, facts.Link("SFSW-2025-2", facts.LinkKind.RELATED))

    assert [facts.LinkKind.EARLIER, facts.LinkKind.RELATED] == [
        link.kind for link in story.standing.links
    ]


@pytest.mark.parametrize(
    ("kind", "reverse"),
    [
        (facts.LinkKind.EARLIER, facts.LinkKind.LATER),
        (facts.LinkKind.LATER, facts.LinkKind.EARLIER),
        (facts.LinkKind.SAME_SUBJECT, facts.LinkKind.SAME_SUBJECT),
    ],
)
def test_the_other_case_sees_the_link_the_other_way_round(
    kind: facts.LinkKind, reverse: facts.LinkKind
) -> None:
    assert reverse is kind.reverse


def test_notes_checks_and_changes_of_contact_leave_the_case_as_it_is() -> None:
    story = in_hand()
    before = story.standing
    story.do(Action.NOTE, facts.Note("已联系档案室"), "administrator")
    story.do(Action.REISSUE_CODE, facts.IdentityCheck("核对原件"), "clerk")
    moved = facts.PartyChange(facts.ContactChange.AGENT, "0" * 64, "授权委托书")
    story.do(Action.CHANGE_CONTACT, moved, "clerk")

    assert before == replace(story.standing, events=before.events)
    assert [Role.ADMINISTRATOR, Role.CLERK, Role.CLERK] == [
        event.role for event in story.standing.events[-3:]
    ]
