"""What several subjects ask before an act: whose case it is, and whether a date can be.

A guard raises Refused. Asked with facts=None, it answers whether the act may be offered at all.
Those on `Situation[Any]` serve every procedure whose cases have what they look at.
"""

from datetime import date
from typing import Any

from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.standing import Standing
from casework.domain.roles import Actor, Role
from casework.domain.workflow import Facts, Refused, Situation

Case = Situation[Standing]


def by_its_handler(case: Situation[Any], given: Facts | None) -> None:
    """A handler acts only on the cases assigned to them, or to somebody they stand in for."""
    handler_id = case.standing.handler_id
    if case.acting is not Role.HANDLER or handler_id is None:
        return
    if handler_id != case.actor.user_id and handler_id not in case.actor.stands_in_for:
        raise Refused(Refusal.NOT_YOUR_CASE)


def not_recused(case: Situation[Any], given: Facts | None) -> None:
    """Whoever stands back from a case does nothing on it."""
    if case.actor.user_id in case.standing.recused:
        raise Refused(Refusal.RECUSED)


def dated_within_reason(case: Situation[Any], given: Facts | None) -> None:
    """A legal date lies neither in the future nor before the application was made."""
    if given is None:
        return
    on = given.dated(case.today)
    not_after(on, case.today)
    if case.standing.submitted_on is not None:
        not_before(on, case.standing.submitted_on)


def no_date_is_ordered(case: Case, given: Facts | None) -> None:
    """A date that an order set binds: nothing that would begin the period anew is asked."""
    on = case.standing.ordered_due_on
    if on is not None:
        raise Refused(Refusal.DATE_IS_ORDERED, on=on)


def not_after(on: date, today: date) -> None:
    """Refuse a day that is still to come."""
    if on > today:
        raise Refused(Refusal.DATE_IN_FUTURE, on=on, today=today)


def not_before(on: date, earliest: date) -> None:
    """Refuse a day before another."""
    if on < earliest:
        raise Refused(Refusal.DATE_TOO_EARLY, on=on, earliest=earliest)


def is_one_of(actor: Actor, people: tuple[int, ...] | frozenset[int]) -> bool:
    """Whether whoever acts is among some people."""
    return actor.user_id is not None and actor.user_id in people


__all__ = [
    "Case",
    "Refusal",
    "by_its_handler",
    "dated_within_reason",
    "is_one_of",
    "no_date_is_ordered",
    "not_after",
    "not_before",
    "not_recused",
]
