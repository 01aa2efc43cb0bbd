"""The one extension of 条例 33 II: how long, by whom, told when."""

from datetime import date

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor, Role
from tests.domain.story import MONDAY, in_hand

TWENTY = facts.Extension(20, "资料量大")
DUE = date(2025, 3, 31)


@pytest.mark.parametrize("days", [0, 21, -1])
def test_an_extension_has_one_to_twenty_working_days(days: int) -> None:
    given = facts.Extension(days, "资料量大")
    assert in_hand().refusal(Action.PROPOSE_EXTENSION, given) is Refusal.EXTENSION_LENGTH

    proposed = in_hand().do(Action.PROPOSE_EXTENSION, TWENTY)
    assert proposed.refusal(Action.EXTEND, given, "approver") is Refusal.EXTENSION_LENGTH


def test_an_extension_is_told_by_the_last_day_and_not_after_it() -> None:
    proposed = in_hand().do(Action.PROPOSE_EXTENSION, TWENTY)

    late = proposed.refusal(Action.EXTEND, TWENTY, "approver", date(2025, 4, 1))
    assert late is Refusal.EXTENSION_TOO_LATE
    assert date(2025, 4, 28) == proposed.do(Action.EXTEND, TWENTY, "approver", DUE).due_on


def test_a_proposal_alone_moves_nothing() -> None:
    assert DUE == in_hand().do(Action.PROPOSE_EXTENSION, TWENTY).due_on


def test_the_office_grants_what_was_proposed_to_it_and_may_grant_less() -> None:
    five = facts.Extension(5, "资料量大")
    assert in_hand().refusal(Action.EXTEND, TWENTY, "approver") is Refusal.NOT_PROPOSED

    story = in_hand().do(Action.PROPOSE_EXTENSION, TWENTY).do(Action.EXTEND, five, "approver")
    assert (five, None) == (story.standing.extension, story.standing.proposed_extension)


def test_nobody_approves_their_own_proposal() -> None:
    both = Actor(frozenset({Role.HANDLER, Role.APPROVER}), 1, 7)
    story = in_hand().do(Action.PROPOSE_EXTENSION, TWENTY, both)

    assert story.refusal(Action.EXTEND, TWENTY, both) is Refusal.PROPOSER


def test_a_case_is_extended_once_even_after_a_restart() -> None:
    story = in_hand().extend(MONDAY, 5)
    assert story.refusal(Action.PROPOSE_EXTENSION, TWENTY) is Refusal.EXTENDED_ALREADY

    story.ask_clarification(date(2025, 3, 10), date(2025, 3, 24)).clarify(date(2025, 3, 20))
    assert story.refusal(Action.PROPOSE_EXTENSION, TWENTY) is Refusal.EXTENDED_ALREADY


def test_a_date_that_was_set_is_not_extended() -> None:
    story = in_hand().explain(MONDAY).defer(MONDAY, date(2025, 6, 30))

    assert story.refusal(Action.PROPOSE_EXTENSION, TWENTY) is Refusal.DATE_IS_SET


def test_an_extension_is_told_while_an_opinion_is_awaited_without_a_date() -> None:
    story = in_hand().ask().extend(date(2025, 5, 6), 5).answer(1, date(2025, 5, 7))

    # Of twenty days none was used up after 3 March: the question was asked that day.
    assert date(2025, 6, 12) == story.due_on
