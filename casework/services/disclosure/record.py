"""Writing an act down: the event with its hash, the case's new state and dates. Nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from casework.domain.calendar import Calendar
from casework.domain.disclosure.standing import Standing, in_time, reply_clock
from casework.domain.disclosure.vocabulary import UNCOUNTED, State
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.moments import legal_date
from casework.domain.roles import Actor
from casework.domain.workflow import Event, Facts, Step, after, replay
from casework.persistence.chain import link
from casework.persistence.database import insert
from casework.persistence.facts import from_fields, to_fields
from casework.persistence.models import Case, CaseEvent
from casework.persistence.queries import cases
from casework.services.disclosure import objects


def standing_of(case: Case) -> Standing:
    """A case as its stored events add up."""
    return standing_after(cases.history(case.id))


def standing_after(events: Iterable[CaseEvent]) -> Standing:
    """The standing after stored events, oldest first."""
    steps = ((read(event), State(event.state)) for event in events)
    return replay(Standing(), steps)


def read(stored: CaseEvent) -> Event:
    """A stored event as the domain knows it."""
    row = DISCLOSURE.by_action[_ACTIONS[stored.action]]
    facts = from_fields(row.facts, stored.facts)
    return Event(row.action, stored.on, stored.role, stored.user_id, facts)


@dataclass(frozen=True, slots=True)
class Doing:
    """An act being done: on which case as it stood, by which step, with what, by whom, when."""

    case: Case
    standing: Standing
    step: Step[Standing]
    facts: Facts
    actor: Actor
    now: datetime


def write(doing: Doing, calendar: Calendar) -> Standing:
    """Append the act's event to its case and set what follows from it; the new standing."""
    case, step = doing.case, doing.step
    on = doing.facts.dated(legal_date(doing.now))
    event = Event(step.row.action, on, step.role, doing.actor.user_id, doing.facts)
    standing = after(doing.standing, event, State(step.state))
    case.version += 1
    stored = CaseEvent(
        case_id=case.id,
        sequence=case.version,
        action=event.action.value,
        state=step.state.value,
        on=on,
        at=doing.now,
        role=step.role,
        user_id=doing.actor.user_id,
        facts=to_fields(doing.facts),
        previous_hash=case.head_hash,
    )
    stored.hash = link(stored)
    case.head_hash = stored.hash
    project(case, standing, calendar)
    if case.version == 1:
        _enter(case)
    insert(stored)
    return standing


def _enter(case: Case) -> None:
    """Write a new case with its applicant, as its first event leaves it."""
    request = case.disclosure
    if request.applicant.id is None:  # else a part's: it is the whole's
        insert(request.applicant)
    request.applicant_id, request.case_id = request.applicant.id, case.id
    insert(case, request)


def project(case: Case, standing: Standing, calendar: Calendar) -> None:
    """Set the case's columns from its standing: the one place where a state is assigned."""
    clock = reply_clock(standing, calendar)
    counted = standing.counted
    case.state = standing.state.value
    # What was split, or came twice, is received and counted elsewhere: S-8, S-10.
    case.received_on = None if standing.state in UNCOUNTED else standing.received_on
    case.due_on = clock.due_on
    case.due_is_provisional = clock.provisional
    case.closed_on = standing.closed_on
    case.counted_on = None if counted is None else counted.on
    case.outcome = None if counted is None else counted.outcome.value
    case.is_in_time = in_time(standing, calendar)
    case.handler_id = standing.handler_id
    objects.project(case, standing, calendar)


_ACTIONS = {action.value: action for action in DISCLOSURE.by_action}
