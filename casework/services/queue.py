"""The queue: the open cases of all procedures by due date, and those that wait for a role."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from casework.domain.annual_report.vocabulary import NAME as ANNUAL_REPORT
from casework.domain.annual_report.vocabulary import State as ReportState
from casework.domain.consultation.vocabulary import NAME as CONSULTATION
from casework.domain.consultation.vocabulary import State as ConsultationState
from casework.domain.disclosure.vocabulary import State
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.message.vocabulary import NAME as MESSAGE
from casework.domain.message.vocabulary import State as MessageState
from casework.domain.record_correction.vocabulary import NAME as RECORD_CORRECTION
from casework.domain.record_correction.vocabulary import State as CorrectionState
from casework.domain.roles import Actor, Role
from casework.domain.terms import Term
from casework.persistence.queries import cases, desk
from casework.services.lines import PAGE, QueueRow, row_of
from casework.services.office import Office

_NUMBER_LENGTH = 6
# Where a case of a procedure lies that waits for a role; a handler's own cases are their queue.
_WAITS_FOR: Mapping[Role, Mapping[str, frozenset[Term]]] = MappingProxyType(
    {
        Role.CLERK: {
            DISCLOSURE.name: frozenset({State.SUBMITTED, State.RECEIVED, State.ISSUED}),
            RECORD_CORRECTION: frozenset({CorrectionState.SUBMITTED, CorrectionState.RECEIVED}),
            MESSAGE: frozenset({MessageState.RECEIVED}),
        },
        Role.REVIEWER: {
            DISCLOSURE.name: frozenset({State.IN_REVIEW}),
            MESSAGE: frozenset({MessageState.IN_REVIEW}),
            CONSULTATION: frozenset({ConsultationState.FEEDBACK_IN_REVIEW}),
        },
        Role.APPROVER: {
            DISCLOSURE.name: frozenset({State.TO_SIGN}),
            RECORD_CORRECTION: frozenset({CorrectionState.TO_SIGN}),
            CONSULTATION: frozenset({ConsultationState.IN_REVIEW}),
            ANNUAL_REPORT: frozenset({ReportState.CHECKED, ReportState.APPROVED}),
        },
    }
)

_APPLICANTS = frozenset(
    {State.AWAITING_CLARIFICATION, State.AWAITING_REASONS, State.AWAITING_PAYMENT}
)


def next_to_act(state: State) -> Role:
    """Who has to act next on an open request in a state."""
    if state in _APPLICANTS:
        return Role.APPLICANT
    waiting = (role for role, those in _WAITS_FOR.items() if state in those[DISCLOSURE.name])
    return next(waiting, Role.HANDLER)


def queue(
    office: Office, actor: Actor, after: tuple[date, int] | None, *, is_own: bool
) -> Sequence[QueueRow]:
    """Open cases whose clock runs, by due date, one page and one row more.

    `is_own`: those that the actor handles, or somebody they stand in for; else the whole agency's.
    `after` is the last row of the page before.
    """
    running = cases.queue(
        actor.agency_id,
        viewer=actor.user_id,
        of_these=_handled_by(actor) if is_own else None,
        after=after,
        limit=PAGE + 1,
    )
    return [row_of(office, row) for row in running]


def standing_still(office: Office, actor: Actor, after: int, *, is_own: bool) -> Sequence[QueueRow]:
    """Open cases whose clock does not run, the oldest first, one page and one row more.

    `after` is the id of the last row of the page before, 0 on the first.
    """
    still = cases.without_due_date(
        actor.agency_id,
        viewer=actor.user_id,
        of_these=_handled_by(actor) if is_own else None,
        after=after,
        limit=PAGE + 1,
    )
    return [row_of(office, row) for row in still]


def waiting(office: Office, actor: Actor) -> Sequence[QueueRow]:
    """The cases that wait for one of the actor's roles, by due date, one page and one row more."""
    states: dict[str, frozenset[str]] = {}
    for role in actor.roles:
        for procedure, those in _WAITS_FOR.get(role, {}).items():
            values = frozenset(state.value for state in those)
            states[procedure] = states.get(procedure, frozenset()) | values
    if not states:
        return []
    approves = Role.APPROVER in actor.roles
    rows = desk.awaiting(actor, states, extensions=approves, limit=PAGE + 1)
    return [row_of(office, row) for row in rows]


def _handled_by(actor: Actor) -> frozenset[int]:
    own = () if actor.user_id is None else (actor.user_id,)
    return actor.stands_in_for.union(own)


def reference_of(office: Office, typed: str, actor: Actor) -> str | None:
    """The reference that was typed, if the actor's agency has it; a number is one of this year."""
    reference = unicodedata.normalize("NFKC", typed).strip().upper()
    if reference.isdecimal() and len(reference) <= _NUMBER_LENGTH:
        number = int(reference)
        own = office.agencies.by_id(actor.agency_id, office.now())
        reference = f"{own.code}-{office.today().year}-{number:0{_NUMBER_LENGTH}d}"
    if not reference.isprintable():
        return None  # PostgreSQL refuses to look for NUL
    return reference if desk.is_known(reference, actor) else None
