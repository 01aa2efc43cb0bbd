"""How a message is dealt with: passed on, drafted, reviewed, answered, given more time (R-LY-5)."""

from dataclasses import dataclass, replace

from casework.domain.clock import EXTENSION_LIMIT
from casework.domain.disclosure.acts.keeping import Assignment
from casework.domain.disclosure.guards import by_its_handler
from casework.domain.message.standing import (
    Reply,
    Standing,
    TransferMade,
    red_line,
    reply_clock,
)
from casework.domain.message.vocabulary import IN_HAND, Action, Refusal, State
from casework.domain.notices import Notice
from casework.domain.roles import Role, who
from casework.domain.workflow import ClockEffect, Event, Facts, Refused, Situation, Transition

Case = Situation[Standing]


@dataclass(frozen=True, slots=True)
class Transfer(Facts):
    """转办: the unit and the person who deal with it from now on, and why; its author sees it."""

    unit: str
    handler_id: int
    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is theirs; whose it was is remembered."""
        made = TransferMade(
            event.on, standing.handling_unit, standing.handler_id, self.unit, self.reason
        )
        return replace(
            standing,
            transfers=(*standing.transfers, made),
            handling_unit=self.unit,
            handler_id=self.handler_id,
        )


@dataclass(frozen=True, slots=True)
class SendingBack(Facts):
    """Why a message is not the business of the unit that it was passed to."""

    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is again theirs who passed it on."""
        last = standing.transfers[-1]
        return replace(
            standing,
            handling_unit=last.from_unit,
            handler_id=last.from_handler_id,
            was_sent_back=True,
        )


@dataclass(frozen=True, slots=True)
class Draft(Facts):
    """The reply as it is proposed."""

    text: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """There is something to review, and whoever wrote it is its author."""
        return replace(standing, draft=self.text, author_id=event.user_id)


@dataclass(frozen=True, slots=True)
class ReviewRequest(Facts):
    """The draft is to be reviewed."""


@dataclass(frozen=True, slots=True)
class Return(Facts):
    """Why a draft goes back to be revised."""

    reason: str


@dataclass(frozen=True, slots=True)
class Approval(Facts):
    """答复: the draft goes out as it is; its day and its unit are two of the published columns."""

    remark: str = ""

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is answered, by the unit that deals with it."""
        answered = replace(standing.rounds[-1], replied_on=event.on)
        return replace(
            standing,
            replies=(*standing.replies, Reply(event.on, standing.handling_unit, standing.draft)),
            rounds=(*standing.rounds[:-1], answered),
            draft="",
            rating=None,
            closed_on=event.on,
        )


@dataclass(frozen=True, slots=True)
class Extension(Facts):
    """How many working days more (1–20, once), and why, which the author is told."""

    working_days: int
    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """The question that is being answered has more time."""
        longer = replace(standing.rounds[-1], extension=self, extended_on=event.on)
        return replace(standing, rounds=(*standing.rounds[:-1], longer))


def _to_somebody_else(case: Case, given: Facts | None) -> None:
    """A message is passed on to another unit or to another person of the same."""
    if not isinstance(given, Transfer):
        return
    theirs = case.standing.handling_unit, case.standing.handler_id
    if (given.unit, given.handler_id) == theirs:
        raise Refused(Refusal.SAME_UNIT, unit=given.unit)


def _sent_back_once(case: Case, given: Facts | None) -> None:
    """A message goes back once, so that nobody passes it round."""
    if case.standing.was_sent_back:
        raise Refused(Refusal.SENT_BACK_ALREADY)


def _says_something(case: Case, given: Facts | None) -> None:
    """A reply has words."""
    if isinstance(given, Draft) and not given.text.strip():
        raise Refused(Refusal.EMPTY_REPLY)


def _is_drafted(case: Case, given: Facts | None) -> None:
    """What is sent to review exists."""
    if not case.standing.draft:
        raise Refused(Refusal.NO_DRAFT)


def _not_the_author(case: Case, given: Facts | None) -> None:
    """Whoever wrote a reply does not approve it."""
    if case.actor.user_id == case.standing.author_id:
        raise Refused(Refusal.SAME_PERSON)


def _may_be_extended(case: Case, given: Facts | None) -> None:
    """One extension, before the period ends, and not beyond the red line (R-LY-1, R-LY-5)."""
    standing = case.standing
    asked, due_on = standing.rounds[-1], reply_clock(standing, case.calendar).due_on
    if asked.extension is not None:
        raise Refused(Refusal.EXTENDED_ALREADY)
    if due_on is not None and case.today > due_on:
        raise Refused(Refusal.EXTENSION_TOO_LATE, due=due_on)
    if not isinstance(given, Extension):
        return
    if not 1 <= given.working_days <= EXTENSION_LIMIT:
        raise Refused(Refusal.EXTENSION_LENGTH, limit=EXTENSION_LIMIT)
    then = case.calendar.reach(asked.day_zero, asked.working_days + given.working_days).on
    line = red_line(asked.day_zero, case.calendar)
    if then > line:
        raise Refused(Refusal.PAST_RED_LINE, due=then, line=line)


_C, _H, _R, _S, _X = (
    Role.CLERK,
    Role.HANDLER,
    Role.REVIEWER,
    Role.APPROVER,
    Role.ADMINISTRATOR,
)

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.TRANSFER,
        sources=IN_HAND,
        target=State.TRANSFERRED,
        who=who(_C, _H, _R, _X),
        article="R-LY-3",
        facts=Transfer,
        notice=Notice.MESSAGE_TRANSFERRED,
        guards=(by_its_handler, _to_somebody_else),
    ),
    Transition(
        action=Action.REASSIGN,
        sources=(*IN_HAND, State.IN_REVIEW),
        target=None,
        who=who(_C, _H, _R, _X),
        article="R-LY-3",
        facts=Assignment,
    ),
    Transition(
        action=Action.SEND_BACK,
        sources=(State.TRANSFERRED,),
        target=State.ACCEPTED,
        who=who(_H),
        article="R-LY-3",
        facts=SendingBack,
        guards=(by_its_handler, _sent_back_once),
    ),
    Transition(
        action=Action.DRAFT,
        sources=IN_HAND,
        target=None,
        who=who(_H),
        article="R-YG-3",
        facts=Draft,
        guards=(by_its_handler, _says_something),
    ),
    Transition(
        action=Action.SUBMIT_FOR_REVIEW,
        sources=IN_HAND,
        target=State.IN_REVIEW,
        who=who(_H),
        article="R-YG-3",
        facts=ReviewRequest,
        guards=(by_its_handler, _is_drafted),
    ),
    Transition(
        # To ACCEPTED also where it was passed on: the unit that drafted has taken it for its own.
        action=Action.RETURN,
        sources=(State.IN_REVIEW,),
        target=State.ACCEPTED,
        who=who(_R, _S),
        article="R-YG-3",
        facts=Return,
    ),
    Transition(
        action=Action.APPROVE_REPLY,
        sources=(State.IN_REVIEW,),
        target=State.REPLIED,
        who=who(_R, _S),
        article="R-YG-3",
        facts=Approval,
        clock=ClockEffect.STOP,
        notice=Notice.MESSAGE_REPLIED,
        guards=(_not_the_author,),
    ),
    Transition(
        action=Action.EXTEND,
        sources=(*IN_HAND, State.IN_REVIEW),
        target=None,
        who=who(_R, _S),
        article="R-LY-5",
        facts=Extension,
        clock=ClockEffect.EXTEND,
        notice=Notice.MESSAGE_EXTENDED,
        guards=(_may_be_extended,),
    ),
)
