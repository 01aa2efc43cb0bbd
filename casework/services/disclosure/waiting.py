"""What waits for whom: the cases on which a role of the asker has to act next; the way to one."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from casework.domain.clock import Reckoning
from casework.domain.disclosure.vocabulary import State
from casework.domain.roles import Actor, Role
from casework.persistence.queries import desk
from casework.services.disclosure.viewing import PAGE, QueueRow, queue_row
from casework.services.office import Office

# Where a case lies that waits for a role; a handler's own cases are their queue.
_WAITS_FOR: Mapping[Role, frozenset[State]] = MappingProxyType(
    {
        Role.CLERK: frozenset({State.SUBMITTED, State.RECEIVED, State.ISSUED}),
        Role.REVIEWER: frozenset({State.IN_REVIEW}),
        Role.APPROVER: frozenset({State.TO_SIGN}),
    }
)
_CLARIFICATION_WINDOW = 7  # working days after receipt: 条例 30
_NUMBER_LENGTH = 6


def waiting(office: Office, actor: Actor) -> Sequence[QueueRow]:
    """The cases that wait for one of the actor's roles, by due date, one page and one row more."""
    states = frozenset[State]().union(*(_WAITS_FOR.get(role, ()) for role in actor.roles))
    approves = Role.APPROVER in actor.roles
    if not states:
        return []
    rows = desk.awaiting(actor, states, extensions=approves, limit=PAGE + 1)
    return [queue_row(office, row) for row in rows]


def reference_of(office: Office, typed: str, actor: Actor) -> str | None:
    """The reference that was typed, if the actor's agency has it; a number is one of this year."""
    reference = unicodedata.normalize("NFKC", typed).strip().upper()
    if reference.isdecimal() and len(reference) <= _NUMBER_LENGTH:
        number = int(reference)
        reference = f"{office.agency().code}-{office.today().year}-{number:0{_NUMBER_LENGTH}d}"
    if not reference.isprintable():
        return None  # PostgreSQL refuses to look for NUL
    return reference if desk.is_known(reference, actor) else None


def last_day_to_ask(office: Office, clock: Reckoning) -> date | None:
    """The last day to ask for a clarification; None before receipt. Later is possible, and late."""
    if clock.day_zero is None:
        return None
    return office.calendar.reach(clock.day_zero, _CLARIFICATION_WINDOW).on
