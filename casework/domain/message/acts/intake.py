"""How a message comes in: written online, verified, taken down by staff, accepted (R-LY)."""

from dataclasses import dataclass, replace
from datetime import date

from casework.domain.disclosure.guards import not_after
from casework.domain.message.standing import Round, Standing
from casework.domain.message.vocabulary import Action, Channel, Kind, State
from casework.domain.notices import Notice
from casework.domain.roles import Role, who
from casework.domain.workflow import ClockEffect, Event, Facts, Situation, Transition

Case = Situation[Standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Facts):
    """A message as it comes in; `digest` ties its words, kept apart, to the events.

    `working_days`: the agency's limit for the kind on that day. `looks_automatic`: it came faster
    than anybody types, or filled in what nobody sees; somebody looks at it before it is accepted.
    """

    digest: str
    kind: Kind
    working_days: int
    may_be_published: bool = False
    looks_automatic: bool = False

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is there; received at once, unless its author's contact is verified first."""
        written = replace(
            standing,
            kind=self.kind,
            submitted_on=event.on,
            working_days=self.working_days,
            may_be_published=self.may_be_published,
            looks_automatic=self.looks_automatic,
        )
        return written if event.action is Action.SUBMIT_UNVERIFIED else begun(written, event.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration(Submission):
    """A message by telephone, letter or visit: the day it came in, and what shows it."""

    channel: Channel
    received_on: date
    evidence: str

    def dated(self, today: date) -> date:
        """The day it came in."""
        return self.received_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is received on that day."""
        return replace(Submission.change(self, standing, event), channel=self.channel)


@dataclass(frozen=True, slots=True)
class Verification(Facts):
    """The code that was sent to the author's contact was typed in."""

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is received."""
        return begun(standing, event.on)


@dataclass(frozen=True, slots=True)
class Waiver(Facts):
    """Why a message is received although its author's contact was not verified."""

    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is received."""
        return begun(standing, event.on)


@dataclass(frozen=True, slots=True)
class Acceptance(Facts):
    """受理: the unit and the person who deal with it; its day is the published 受理日期."""

    unit: str
    handler_id: int

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is accepted; one that was hidden in between keeps its first day."""
        return replace(
            standing,
            accepted_on=standing.accepted_on or event.on,
            handling_unit=self.unit,
            handler_id=self.handler_id,
            looks_automatic=False,
        )


def begun(standing: Standing, on: date) -> Standing:
    """The message is received: the period runs from this day, which is not counted (R-LY-5)."""
    return replace(standing, received_on=on, rounds=(Round(on, standing.working_days),))


def _has_come_in(case: Case, given: Facts | None) -> None:
    """What is taken down has come in."""
    if isinstance(given, Registration):
        not_after(given.received_on, case.today)


_A, _C, _H = Role.AUTHOR, Role.CLERK, Role.HANDLER

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.SUBMIT,
        sources=(),
        target=State.RECEIVED,
        who=who(_A),
        article="R-LY-1",
        facts=Submission,
        clock=ClockEffect.START,
    ),
    Transition(
        action=Action.SUBMIT_UNVERIFIED,
        sources=(),
        target=State.PENDING_VERIFICATION,
        who=who(_A),
        article="R-LY-1",
        facts=Submission,
        notice=Notice.CONTACT_TO_VERIFY,
    ),
    Transition(
        action=Action.VERIFY,
        sources=(State.PENDING_VERIFICATION,),
        target=State.RECEIVED,
        who=who(_A),
        article="R-LY-1",
        facts=Verification,
        clock=ClockEffect.START,
    ),
    Transition(
        action=Action.WAIVE_VERIFICATION,
        sources=(State.PENDING_VERIFICATION,),
        target=State.RECEIVED,
        who=who(_C, _H),
        article="R-LY-1",
        facts=Waiver,
        clock=ClockEffect.START,
    ),
    Transition(
        action=Action.REGISTER,
        sources=(),
        target=State.RECEIVED,
        who=who(_C, _H),
        article="R-LY-1",
        facts=Registration,
        clock=ClockEffect.START,
        guards=(_has_come_in,),
    ),
    Transition(
        action=Action.ACCEPT,
        sources=(State.RECEIVED,),
        target=State.ACCEPTED,
        who=who(_C, _H),
        article="R-YG-3",
        facts=Acceptance,
        notice=Notice.MESSAGE_ACCEPTED,
    ),
)
