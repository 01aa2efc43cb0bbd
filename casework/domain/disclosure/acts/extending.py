"""The one extension of the reply period: proposed, approved and told in time (条例 33 II)."""

from dataclasses import dataclass, replace

from casework.domain.clock import EXTENSION_LIMIT, Entry, Extend
from casework.domain.disclosure.guards import Case, Refusal, by_its_handler
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.standing import Standing, reply_clock
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.notices import Notice
from casework.domain.roles import Role, who
from casework.domain.workflow import ClockEffect, Event, Facts, Refused, Transition

# After these an extension that was proposed is void: it was for a period that runs no more.
ENDS_A_PROPOSAL = frozenset(
    {
        Action.EXTEND,
        Action.CLARIFY,
        Action.ACCEPT_LATE_ANSWER,
        Action.DEFER,
        Action.RECORD_PAYMENT,
        Action.ORDER_REDECISION,
    }
)


@dataclass(frozen=True, slots=True)
class Extension(Facts):
    """条例 33 II: how many working days more (1–20, once), and why."""

    working_days: int
    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """The same facts are first proposed, which moves nothing, and then approved."""
        if event.action is Action.EXTEND:
            return replace(standing, extension=self, proposed_extension=None)
        return replace(standing, proposed_extension=self, proposer_id=event.user_id)

    def entry(self, standing: Standing, event: Event) -> Entry | None:
        """The approval makes the period longer."""
        return Extend(event.on, self.working_days) if event.action is Action.EXTEND else None


def _extension_is_open(case: Case, given: Facts | None) -> None:
    """One extension of 1–20 working days, told before the period ends: 条例 33 II, C-6."""
    if case.standing.extension is not None:
        raise Refused(Refusal.EXTENDED_ALREADY)
    clock = reply_clock(case.standing, case.calendar)
    if clock.fixed is not None:
        raise Refused(Refusal.DATE_IS_SET)
    if clock.due_on is not None and case.today > clock.due_on:
        raise Refused(Refusal.EXTENSION_TOO_LATE, due=clock.due_on)
    if isinstance(given, Extension) and not 1 <= given.working_days <= EXTENSION_LIMIT:
        raise Refused(Refusal.EXTENSION_LENGTH, limit=EXTENSION_LIMIT)


def _extension_was_proposed(case: Case, given: Facts | None) -> None:
    """The head of the disclosure office approves what a handler proposed: 条例 33 II."""
    if case.standing.proposed_extension is None:
        raise Refused(Refusal.NOT_PROPOSED)
    if case.actor.user_id == case.standing.proposer_id:
        raise Refused(Refusal.PROPOSER)


_H, _S = Role.HANDLER, Role.APPROVER

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.PROPOSE_EXTENSION,
        sources=(State.IN_PROGRESS,),
        target=None,
        who=who(_H),
        article="33 II",
        facts=Extension,
        guards=(by_its_handler, _extension_is_open),
    ),
    Transition(
        action=Action.EXTEND,
        sources=(State.IN_PROGRESS,),
        target=None,
        who=who(_S),
        article="33 II",
        facts=Extension,
        clock=ClockEffect.EXTEND,
        letters=(LetterKind.D03,),
        notice=Notice.EXTENDED,
        guards=(_extension_was_proposed, _extension_is_open),
    ),
)
