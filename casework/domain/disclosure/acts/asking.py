"""What the applicant is asked on the way: 补正 (30), 说明理由与延迟答复 (35)."""

from dataclasses import dataclass, replace
from datetime import date

from casework.domain.clock import (
    Entry,
    Restart,
    RestartReason,
    SetDate,
    Stop,
    StopReason,
    Void,
    VoidReason,
)
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.guards import (
    Case,
    Refusal,
    by_its_handler,
    dated_within_reason,
    no_date_is_ordered,
    not_before,
)
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.standing import Standing, ended, reply_clock
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.notices import Notice
from casework.domain.roles import Role, who
from casework.domain.workflow import ClockEffect, Event, Facts, Refused, Transition


@dataclass(frozen=True, slots=True)
class ClarificationNotice(Facts):
    """条例 30: every defect at once, and a reasonable last day to mend them."""

    defects: tuple[str, ...]
    respond_by: date

    def change(self, standing: Standing, event: Event) -> Standing:
        """A clarification is awaited."""
        return replace(
            standing,
            clarification=self,
            clarification_asked_on=event.on,
            clarification_count=standing.clarification_count + 1,
        )

    def entry(self, standing: Standing, event: Event) -> Entry:
        """No reply period runs until the clarified request is received (C-3)."""
        return Void(event.on, VoidReason.CLARIFICATION, self.respond_by)


@dataclass(frozen=True, slots=True)
class Clarification(Facts):
    """条例 30, 31: the clarified request, and the date it was received by its channel."""

    requested_information: str
    channel: ReceiptChannel
    received_on: date

    def dated(self, today: date) -> date:
        """The day the clarified request was received: the new day 0 (条例 30)."""
        return self.received_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """Nothing is awaited; an extension proposed for the old period is void."""
        return replace(
            standing,
            clarification=None,
            clarified_text=self.requested_information,
            proposed_extension=None,
        )

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The new day 0 (C-3)."""
        return Restart(event.on, RestartReason.CLARIFIED)


@dataclass(frozen=True, slots=True)
class Lapse(Facts):
    """条例 30: the deadline to clarify has passed and no good reason is known."""

    inquiry: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """The request is given up."""
        return ended(standing, Outcome.LAPSED_CLARIFICATION, event.on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The clock ends."""
        return Stop(event.on, StopReason.LAPSED_CLARIFICATION)


@dataclass(frozen=True, slots=True)
class ReasonsRequest(Facts):
    """条例 35: how many requests in which span show the volume, and until when to explain it."""

    request_count: int
    counted_from: date
    counted_to: date
    respond_by: date

    def change(self, standing: Standing, event: Event) -> Standing:
        """Reasons are awaited; the period runs on [D]."""
        return replace(standing, reasons_request=self, reasons_asked_on=event.on, reasons=None)


@dataclass(frozen=True, slots=True)
class ReasonsGiven(Facts):
    """条例 35: what the applicant says, and when it was received."""

    text: str
    channel: ReceiptChannel
    received_on: date

    def dated(self, today: date) -> date:
        """The day the reasons were received."""
        return self.received_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """The reasons are there to be judged."""
        return replace(standing, reasons=self)


@dataclass(frozen=True, slots=True)
class ReasonsMissing(Facts):
    """条例 35: the day to explain has passed; what was done to reach the applicant."""

    inquiry: str


@dataclass(frozen=True, slots=True)
class Deferral(Facts):
    """条例 35: the reasons are good, but so much takes longer: until when, and why."""

    due_on: date
    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """A date is set."""
        return replace(standing, deferral=self, proposed_extension=None)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The date that was set is the last day."""
        return SetDate(event.on, self.due_on)


def _notice_is_complete(case: Case, given: Facts | None) -> None:
    """A clarification notice lists its defects and leaves time to mend them: 条例 30."""
    if isinstance(given, ClarificationNotice):
        if not given.defects:
            raise Refused(Refusal.NO_DEFECTS)
        if given.respond_by <= case.today:
            raise Refused(Refusal.DEADLINE_PAST, on=given.respond_by)


def _follows_its_notice(case: Case, given: Facts | None) -> None:
    """A request is clarified no earlier than it was asked for, for that is day 0: 条例 30."""
    asked_on = case.standing.clarification_asked_on
    if asked_on is not None and isinstance(given, Clarification):
        not_before(given.received_on, asked_on)


def _clarification_is_overdue(case: Case, given: Facts | None) -> None:
    """A request lapses only after the last day to clarify: 条例 30."""
    notice = case.standing.clarification
    if notice is not None and case.today <= notice.respond_by:
        raise Refused(Refusal.DEADLINE_RUNS, on=notice.respond_by)


def _volume_is_shown(case: Case, given: Facts | None) -> None:
    """Reasons are asked for by showing the volume, and with time to give them: 条例 35."""
    if isinstance(given, ReasonsRequest):
        if given.request_count < 1:
            raise Refused(Refusal.NO_COUNTS)
        not_before(given.counted_to, given.counted_from)
        if given.respond_by <= case.today:
            raise Refused(Refusal.REASONS_DEADLINE_PAST, on=given.respond_by)


def _reasons_follow(case: Case, given: Facts | None) -> None:
    """Reasons come no earlier than they were asked for."""
    asked_on = case.standing.reasons_asked_on
    if asked_on is not None and isinstance(given, ReasonsGiven):
        not_before(given.received_on, asked_on)


def _reasons_are_overdue(case: Case, given: Facts | None) -> None:
    """Work goes on without reasons only after the last day to give them: 条例 35."""
    asked = case.standing.reasons_request
    if asked is not None and case.today <= asked.respond_by:
        raise Refused(Refusal.REASONS_DEADLINE_RUNS, on=asked.respond_by)


def _deferral_is_reasoned(case: Case, given: Facts | None) -> None:
    """A later date is set for good reasons, once, and while the period runs: 条例 35."""
    if case.standing.reasons is None:
        raise Refused(Refusal.NO_REASONS_GIVEN)
    clock = reply_clock(case.standing, case.calendar)
    # By the clock, not by the deferral: a period that began anew has no date set any longer, and
    # a date that an order set is not put off.
    if clock.fixed is not None:
        raise Refused(Refusal.DEFERRED_ALREADY)
    due = clock.due_on
    if due is not None and case.today > due:
        raise Refused(Refusal.DEFERRAL_TOO_LATE, due=due)
    earliest = due or case.today
    if isinstance(given, Deferral) and given.due_on <= earliest:
        raise Refused(Refusal.DEFERRAL_TOO_EARLY, on=given.due_on, due=earliest)


_A, _C, _H, _S = Role.APPLICANT, Role.CLERK, Role.HANDLER, Role.APPROVER

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.ASK_CLARIFICATION,
        sources=(State.IN_PROGRESS,),
        target=State.AWAITING_CLARIFICATION,
        who=who(_H),
        article="30",
        facts=ClarificationNotice,
        clock=ClockEffect.VOID,
        letters=(LetterKind.D02,),
        notice=Notice.CLARIFICATION_ASKED,
        guards=(by_its_handler, no_date_is_ordered, _notice_is_complete),
    ),
    Transition(
        action=Action.CLARIFY,
        sources=(State.AWAITING_CLARIFICATION,),
        target=State.IN_PROGRESS,
        who=who(_A, _C, _H),
        article="30, 31",
        facts=Clarification,
        clock=ClockEffect.RESTART,
        guards=(dated_within_reason, _follows_its_notice),
    ),
    Transition(
        action=Action.LAPSE,
        sources=(State.AWAITING_CLARIFICATION,),
        target=State.LAPSED,
        who=who(_H),
        article="30",
        facts=Lapse,
        clock=ClockEffect.STOP,
        letters=(LetterKind.D23,),
        notice=Notice.CLOSED,
        guards=(by_its_handler, _clarification_is_overdue),
    ),
    Transition(
        action=Action.ASK_REASONS,
        sources=(State.IN_PROGRESS,),
        target=State.AWAITING_REASONS,
        who=who(_H),
        article="35",
        facts=ReasonsRequest,
        letters=(LetterKind.D04,),
        notice=Notice.REASONS_ASKED,
        guards=(by_its_handler, _volume_is_shown),
    ),
    Transition(
        action=Action.RECEIVE_REASONS,
        sources=(State.AWAITING_REASONS,),
        target=State.IN_PROGRESS,
        who=who(_A, _C, _H),
        article="35",
        facts=ReasonsGiven,
        guards=(dated_within_reason, _reasons_follow),
    ),
    Transition(
        action=Action.PROCEED_WITHOUT_REASONS,
        sources=(State.AWAITING_REASONS,),
        target=State.IN_PROGRESS,
        who=who(_H),
        article="35",
        facts=ReasonsMissing,
        guards=(by_its_handler, _reasons_are_overdue),
    ),
    Transition(
        action=Action.DEFER,
        sources=(State.IN_PROGRESS,),
        target=None,
        who=who(_S),
        article="35",
        facts=Deferral,
        clock=ClockEffect.SET,
        letters=(LetterKind.D30,),
        notice=Notice.EXTENDED,
        guards=(_deferral_is_reasoned,),
    ),
)
