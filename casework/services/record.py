"""Writing an act down: the event with its hash, the case's new state and dates. Nowhere else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Generic, cast

from casework.domain.calendar import Calendar
from casework.domain.clock import Reckoning
from casework.domain.moments import legal_date
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import (
    Event,
    Facts,
    Procedure,
    StandingT,
    Step,
    Transition,
    after,
    replay,
)
from casework.persistence.chain import link
from casework.persistence.database import insert
from casework.persistence.facts import from_fields, to_fields
from casework.persistence.models import Case, CaseEvent
from casework.persistence.queries import cases


@dataclass(frozen=True)  # slots would leave no place for what it is a Doing of
class Doing(Generic[StandingT]):
    """An act being done: on which case as it stood, by which step, with what, by whom, when."""

    case: Case
    standing: StandingT
    step: Step[StandingT]
    facts: Facts
    actor: Actor
    now: datetime


@dataclass(frozen=True)
class Course(Generic[StandingT]):
    """How the cases of one procedure are kept: its table, how one begins, what its columns say.

    `columns` sets what follows from a standing in the case's row, beside the state; `clock` is
    the clock of its due date.
    """

    procedure: Procedure[StandingT]
    beginning: StandingT
    clock: Callable[[StandingT, Calendar], Reckoning]
    columns: Callable[[Case, StandingT, Calendar], None]

    def standing_of(self, case: Case) -> StandingT:
        """A case as its stored events add up."""
        return self.standing_after(cases.history(case.id))

    def standing_after(self, events: Iterable[CaseEvent]) -> StandingT:
        """The standing after stored events, oldest first."""
        steps = ((self.read(event), self._states[event.state]) for event in events)
        return replay(self.beginning, steps)

    def read(self, stored: CaseEvent) -> Event:
        """A stored event as the domain knows it."""
        row = self._rows[stored.action]
        facts = from_fields(row.facts, stored.facts)
        return Event(row.action, stored.on, stored.role, stored.user_id, facts)

    @staticmethod
    def outcome(doing: Doing[StandingT]) -> tuple[Event, StandingT]:
        """The event that an act leaves, and the case as it then stands; nothing is written."""
        step, on = doing.step, doing.facts.dated(legal_date(doing.now))
        event = Event(step.row.action, on, step.role, doing.actor.user_id, doing.facts)
        return event, after(doing.standing, event, step.state)

    def write(self, doing: Doing[StandingT], calendar: Calendar) -> StandingT:
        """Append the act's event to its case and set what follows from it; the new standing."""
        case, step = doing.case, doing.step
        event, standing = self.outcome(doing)
        case.version += 1
        stored = CaseEvent(
            case_id=case.id,
            sequence=case.version,
            action=event.action.value,
            state=step.state.value,
            on=event.on,
            at=doing.now,
            role=step.role,
            user_id=doing.actor.user_id,
            facts=to_fields(doing.facts),
            previous_hash=case.head_hash,
        )
        stored.hash = link(stored)
        case.head_hash = stored.hash
        self.project(case, standing, calendar)
        if case.version == 1:
            _enter(case)
        insert(stored)
        return standing

    def clock_of(self, case: Case, calendar: Calendar) -> Reckoning:
        """The clock of a case, as its stored events and the calendar say."""
        return self.clock(self.standing_of(case), calendar)

    def project_anew(self, case: Case, calendar: Calendar) -> None:
        """Set the columns of a case to what its stored events and the calendar now say."""
        self.project(case, self.standing_of(case), calendar)

    def project(self, case: Case, standing: StandingT, calendar: Calendar) -> None:
        """Set the case's columns from its standing: the one place where a state is assigned."""
        case.state = standing.state.value
        self.columns(case, standing, calendar)

    @cached_property
    def _states(self) -> dict[str, Term]:
        return {state.value: cast("Term", state) for state in self.procedure.states}

    @cached_property
    def _rows(self) -> dict[str, Transition[StandingT]]:
        return {row.action.value: row for row in self.procedure.rows}


def _enter(case: Case) -> None:
    """Write a new case with what its procedure keeps of it, as its first event leaves it."""
    detail = case.detail
    if detail.party is not None:
        if detail.party.id is None:  # else a part's: it is the whole's
            insert(detail.party)
        detail.applicant_id = detail.party.id
    detail.case_id = case.id
    insert(case, detail)
