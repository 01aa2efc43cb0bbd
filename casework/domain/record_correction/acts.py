"""The acts of a record correction: asked for, received, examined, answered or withdrawn (条例 41).

What it has in common with a disclosure request (confirming receipt, 分办, service) it takes from
there; nothing here is counted in table 三.
"""

from dataclasses import dataclass, replace
from datetime import date

from casework.domain.clock import Entry, Start, StartReason, Stop, StopReason
from casework.domain.disclosure.acts.intake import ReceiptConfirmation
from casework.domain.disclosure.acts.keeping import Assignment, new_handler_may
from casework.domain.disclosure.acts.serving import LetterService
from casework.domain.disclosure.guards import (
    by_its_handler,
    dated_within_reason,
    not_after,
    not_before,
)
from casework.domain.disclosure.letters import LetterKind
from casework.domain.notices import Notice
from casework.domain.record_correction.standing import Standing
from casework.domain.record_correction.vocabulary import (
    OPEN,
    Action,
    Refusal,
    Result,
    State,
)
from casework.domain.roles import Role, who
from casework.domain.workflow import ClockEffect, Event, Facts, Refused, Situation, Transition

Case = Situation[Standing]


@dataclass(frozen=True, slots=True)
class Submission(Facts):
    """条例 41: asked for online. `digest` ties what is asked, kept apart, to the events."""

    digest: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is submitted, not yet received."""
        return replace(standing, submitted_on=event.on)


@dataclass(frozen=True, slots=True)
class Registration(Facts):
    """条例 41: asked for on paper or by word of mouth; when it came in, and what proves it."""

    digest: str
    received_on: date
    evidence: str

    def dated(self, today: date) -> date:
        """The day it was received."""
        return self.received_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is received."""
        return replace(standing, submitted_on=event.on, received_on=event.on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """Day 0."""
        return Start(event.on, StartReason.CORRECTION_RECEIVED)


@dataclass(frozen=True, slots=True)
class Proposal(Facts):
    """条例 41: what the handler found, and the result with what its letter says.

    `findings` stay on file. CORRECTED needs record, wrong and right; TRANSFERRED and POINTED the
    agency that may correct, with its contact if known; DECLINED the reason.
    """

    result: Result
    findings: str
    record: str
    wrong: str = ""
    right: str = ""
    agency: str = ""
    contact: str = ""
    reason: str = ""

    def change(self, standing: Standing, event: Event) -> Standing:
        """There is a result to approve, and whoever wrote it is its author."""
        return replace(standing, proposal=self, author_id=event.user_id)


@dataclass(frozen=True, slots=True)
class Return(Facts):
    """Why a proposed result goes back to the handler."""

    reason: str


@dataclass(frozen=True, slots=True)
class Approval(Facts):
    """The approver's consent; the letter is numbered and fixed at this moment."""

    remark: str = ""

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is answered."""
        result = None if standing.proposal is None else standing.proposal.result
        return replace(standing, result=result, closed_on=event.on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The clock ends."""
        return Stop(event.on, StopReason.REPLIED)


@dataclass(frozen=True, slots=True)
class Withdrawal(Facts):
    """The applicant's statement that nothing is asked any more."""

    statement: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is withdrawn."""
        return replace(standing, closed_on=event.on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The clock ends."""
        return Stop(event.on, StopReason.WITHDRAWN)


def _registered_in_time(case: Case, given: Facts | None) -> None:
    """What is registered has come in."""
    if isinstance(given, Registration):
        not_after(given.received_on, case.today)


def _served_after_it_was_issued(case: Case, given: Facts | None) -> None:
    """A letter is served neither before it was issued nor in the future."""
    if isinstance(given, LetterService):
        not_after(given.served_on, case.today)
        not_before(given.served_on, case.standing.closed_on or given.served_on)


_NEEDS: dict[Result, tuple[tuple[str, ...], Refusal]] = {
    Result.CORRECTED: (("record", "wrong", "right"), Refusal.NOTHING_CORRECTED),
    Result.TRANSFERRED: (("record", "agency"), Refusal.NO_AGENCY),
    Result.POINTED: (("record", "agency"), Refusal.NO_AGENCY),
    Result.DECLINED: (("record", "reason"), Refusal.NO_REASON),
}


def _is_whole(case: Case, given: Facts | None) -> None:
    """A result has what its letter says, and what it rests on: 条例 41."""
    if not isinstance(given, Proposal):
        return
    if not given.findings.strip():
        raise Refused(Refusal.NO_FINDINGS)
    needed, refusal = _NEEDS[given.result]
    if not all(getattr(given, name).strip() for name in needed):
        raise Refused(refusal)
    if given.result is Result.CORRECTED and given.wrong.strip() == given.right.strip():
        raise Refused(Refusal.NOTHING_CORRECTED)


def _not_the_author(case: Case, given: Facts | None) -> None:
    """Whoever proposed a result does not approve it."""
    if case.actor.user_id == case.standing.author_id:
        raise Refused(Refusal.SAME_PERSON)


_A, _C, _H, _R, _S, _X = (
    Role.APPLICANT,
    Role.CLERK,
    Role.HANDLER,
    Role.REVIEWER,
    Role.APPROVER,
    Role.ADMINISTRATOR,
)

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.SUBMIT,
        sources=(),
        target=State.SUBMITTED,
        who=who(_A),
        article="41",
        facts=Submission,
    ),
    Transition(
        action=Action.REGISTER,
        sources=(),
        target=State.RECEIVED,
        who=who(_C, _H),
        article="41",
        facts=Registration,
        clock=ClockEffect.START,
        notice=Notice.RECEIVED,
        guards=(_registered_in_time,),
    ),
    Transition(
        action=Action.CONFIRM_RECEIPT,
        sources=(State.SUBMITTED,),
        target=State.RECEIVED,
        who=who(_C, _H),
        article="41",
        facts=ReceiptConfirmation,
        clock=ClockEffect.START,
        notice=Notice.RECEIVED,
        guards=(dated_within_reason,),
    ),
    Transition(
        action=Action.ASSIGN,
        sources=(State.RECEIVED, State.IN_PROGRESS),
        target=State.IN_PROGRESS,
        who=who(_C, _H, _R, _X),
        article="41",
        facts=Assignment,
        guards=(new_handler_may,),
    ),
    Transition(
        action=Action.PROPOSE,
        sources=(State.IN_PROGRESS,),
        target=State.TO_SIGN,
        who=who(_H),
        article="41",
        facts=Proposal,
        guards=(by_its_handler, _is_whole),
    ),
    Transition(
        action=Action.RETURN,
        sources=(State.TO_SIGN,),
        target=State.IN_PROGRESS,
        who=who(_S),
        article="41",
        facts=Return,
    ),
    Transition(
        action=Action.APPROVE,
        sources=(State.TO_SIGN,),
        target=State.REPLIED,
        who=who(_S),
        article="41",
        facts=Approval,
        clock=ClockEffect.STOP,
        letters=(LetterKind.D26,),
        notice=Notice.REPLIED,
        guards=(_not_the_author,),
    ),
    Transition(
        action=Action.SERVE_LETTER,
        sources=(State.REPLIED,),
        target=None,
        who=who(_C, _H),
        article="41",
        facts=LetterService,
        guards=(_served_after_it_was_issued,),
    ),
    Transition(
        action=Action.WITHDRAW,
        sources=OPEN,
        target=State.WITHDRAWN,
        who=who(_A, _C, _H),
        article="41",
        facts=Withdrawal,
        clock=ClockEffect.STOP,
        notice=Notice.CLOSED,
        guards=(by_its_handler,),
    ),
)
