"""How a message ends: on another road, hidden, closed; what its author may still say about it."""

from dataclasses import dataclass, replace

from casework.domain.disclosure.acts.ending import BEST_SCORE, Rating
from casework.domain.disclosure.acts.keeping import Note
from casework.domain.disclosure.guards import by_its_handler
from casework.domain.message.acts.intake import begun
from casework.domain.message.standing import Round, Standing
from casework.domain.message.vocabulary import (
    ANSWERED,
    ANY,
    IN_HAND,
    UNANSWERED,
    Action,
    Destination,
    HidingReason,
    Refusal,
    State,
)
from casework.domain.notices import Notice
from casework.domain.roles import STAFF, Role, who
from casework.domain.workflow import ClockEffect, Event, Facts, Refused, Situation, Transition

Case = Situation[Standing]


@dataclass(frozen=True, slots=True)
class Redirection(Facts):
    """Which road the message belongs to, where exactly its author turns, and why (R-XF-1)."""

    to: Destination
    where: str
    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It ends here."""
        return replace(standing, redirection=self, closed_on=event.on)


@dataclass(frozen=True, slots=True)
class Conversion(Facts):
    """条例 29: what was written is a request for information; the `reference` of that request."""

    reason: str
    reference: str = ""

    def change(self, standing: Standing, event: Event) -> Standing:
        """It goes on as that request."""
        return replace(standing, converted_to=self.reference, closed_on=event.on)


@dataclass(frozen=True, slots=True)
class Hiding(Facts):
    """Why a message is not dealt with, in a word of the list and, among colleagues, in others."""

    reason: HidingReason
    remark: str = ""

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is hidden, and kept whole."""
        return replace(standing, hiding=self, closed_on=event.on)


@dataclass(frozen=True, slots=True)
class Restoration(Facts):
    """Why a message should not have been hidden."""

    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It waits to be accepted; the days that it was hidden count, for that was our fault."""
        back = replace(standing, hiding=None, closed_on=None)
        return back if back.rounds else begun(back, event.on)


@dataclass(frozen=True, slots=True)
class FollowUp(Facts):
    """What the author asks further; `working_days`: the limit of the kind on that day."""

    text: str
    working_days: int = 0

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is to be answered again, within the whole limit."""
        again = Round(event.on, self.working_days)
        return replace(standing, follow_up=self, rounds=(*standing.rounds, again), closed_on=None)


@dataclass(frozen=True, slots=True)
class Closing(Facts):
    """Nothing more is expected."""

    remark: str = ""


@dataclass(frozen=True, slots=True)
class Consent(Facts):
    """Whether the author agrees, from now on, that message and reply are published."""

    may_be_published: bool

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is as they say; what is published is withdrawn by an act of its own."""
        return replace(standing, may_be_published=self.may_be_published)


def _not_answered(case: Case, given: Facts | None) -> None:
    """What was answered is not hidden: a follow-up is answered, however briefly."""
    if case.standing.replies:
        raise Refused(Refusal.ANSWERED_ALREADY)


def _rated_once(case: Case, given: Facts | None) -> None:
    """An author rates each reply once, from 1 to 5."""
    if case.standing.rating is not None:
        raise Refused(Refusal.RATED_ALREADY)
    if isinstance(given, Rating) and not 1 <= given.score <= BEST_SCORE:
        raise Refused(Refusal.SCORE_RANGE)


def _may_follow_up(case: Case, given: Facts | None) -> None:
    """One follow-up, while the reply is fresh."""
    if case.standing.follow_up is not None:
        raise Refused(Refusal.FOLLOWED_UP_ALREADY)
    until = case.standing.follow_up_until
    if until is not None and case.today > until:
        raise Refused(Refusal.FOLLOW_UP_TOO_LATE, on=until)


def _no_follow_up_to_come(case: Case, given: Facts | None) -> None:
    """Nobody closes a message to keep its author from asking further."""
    until = case.standing.follow_up_until
    if until is not None and case.today <= until:
        raise Refused(Refusal.FOLLOW_UP_OPEN, on=until)


_A, _C, _H, _R, _S = (
    Role.AUTHOR,
    Role.CLERK,
    Role.HANDLER,
    Role.REVIEWER,
    Role.APPROVER,
)

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.REDIRECT,
        sources=UNANSWERED,
        target=State.REDIRECTED,
        who=who(_C, _H),
        article="R-XF-1",
        facts=Redirection,
        clock=ClockEffect.STOP,
        notice=Notice.MESSAGE_REDIRECTED,
        guards=(by_its_handler,),
    ),
    Transition(
        action=Action.CONVERT,
        sources=(State.RECEIVED, *IN_HAND),
        target=State.REDIRECTED,
        who=who(_C, _H),
        article="29",
        facts=Conversion,
        clock=ClockEffect.STOP,
        notice=Notice.MESSAGE_REDIRECTED,
        guards=(by_its_handler,),
    ),
    Transition(
        action=Action.HIDE,
        sources=UNANSWERED,
        target=State.HIDDEN,
        who=who(_C, _H, _R, _S),
        article="R-LY-1",
        facts=Hiding,
        clock=ClockEffect.STOP,
        guards=(by_its_handler, _not_answered),
    ),
    Transition(
        action=Action.RESTORE,
        sources=(State.HIDDEN,),
        target=State.RECEIVED,
        who=who(_R, _S),
        article="R-LY-1",
        facts=Restoration,
        clock=ClockEffect.RESUME,
    ),
    Transition(
        action=Action.RATE,
        sources=ANSWERED,
        target=None,
        who=who(_A),
        article="评价",
        facts=Rating,
        guards=(_rated_once,),
    ),
    Transition(
        action=Action.FOLLOW_UP,
        sources=(State.REPLIED,),
        target=State.ACCEPTED,
        who=who(_A),
        article="评价",
        facts=FollowUp,
        clock=ClockEffect.RESTART,
        guards=(_may_follow_up,),
    ),
    Transition(
        action=Action.CLOSE,
        sources=(State.REPLIED,),
        target=State.CLOSED,
        who=who(_C, _H),
        article="R-YG-3",
        facts=Closing,
        guards=(by_its_handler, _no_follow_up_to_come),
    ),
    Transition(
        action=Action.CHANGE_CONSENT,
        sources=ANY,
        target=None,
        who=who(_A),
        article="R-YG-3",
        facts=Consent,
    ),
    Transition(
        action=Action.NOTE,
        sources=ANY,
        target=None,
        who=STAFF,
        article="R-YG-3",
        facts=Note,
    ),
)
