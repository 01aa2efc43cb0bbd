"""The processing fee of 条例 42: told, paid, waived, lapsed, refunded (国办函〔2020〕109号)."""

from dataclasses import dataclass, replace
from datetime import date

from casework.domain.clock import (
    Entry,
    Restart,
    RestartReason,
    Resume,
    Stop,
    StopReason,
    Void,
    VoidReason,
)
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.fees import (
    FeeLine,
    FeeMethod,
    fee_increment_yuan,
    fee_yuan,
    further_lines,
)
from casework.domain.disclosure.guards import (
    Case,
    Refusal,
    by_its_handler,
    dated_within_reason,
    no_date_is_ordered,
    not_after,
    not_before,
)
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.standing import Standing, ended, last_day_to_pay, reply_clock
from casework.domain.disclosure.vocabulary import FINAL, Action, State
from casework.domain.notices import Notice
from casework.domain.roles import Role, who
from casework.domain.workflow import ClockEffect, Event, Facts, Refused, Transition


@dataclass(frozen=True, slots=True)
class FeeCharge(Facts):
    """R-FEE-1 … 4: which tariff, how much of it, why, and how to pay.

    By item: this request is the `before` + 1st … of its applicant in the month (`quantity` items).
    By page: `quantity` pages of this one request, `before` is 0.
    """

    method: FeeMethod
    before: int
    quantity: int
    reason: str
    pay_at: str

    @property
    def yuan(self) -> int:
        """The fee in whole yuan."""
        if self.method is FeeMethod.BY_ITEM_MONTH:
            return fee_increment_yuan(self.before, self.quantity)
        return fee_yuan(self.method, self.quantity)

    @property
    def lines(self) -> tuple[FeeLine, ...]:
        """The calculation, which adds up to the fee."""
        return further_lines(self.method, self.before, self.quantity)

    def change(self, standing: Standing, event: Event) -> Standing:
        """A payment is awaited."""
        return replace(standing, fee=self)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """No reply period runs until the fee is paid (C-7)."""
        return Void(event.on, VoidReason.PAYMENT)


@dataclass(frozen=True, slots=True)
class FeeNoticeReceived(Facts):
    """R-FEE-5: when the notice reached the applicant; the 20 working days to pay count from it."""

    received_on: date
    proof: str

    def dated(self, today: date) -> date:
        """The day of receipt."""
        return self.received_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """The time to pay runs."""
        return replace(standing, fee_notice_received_on=self.received_on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """Still no reply period runs; from here the wait has an end, which the calendar tells."""
        asked_on = charged_on(standing) or event.on
        return Void(asked_on, VoidReason.PAYMENT, notice_received_on=event.on)


@dataclass(frozen=True, slots=True)
class Payment(Facts):
    """R-FEE-6: the day, the amount and the voucher of the payment."""

    paid_on: date
    yuan: int
    voucher: str

    def dated(self, today: date) -> date:
        """The day of payment: the new day 0."""
        return self.paid_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is paid; an extension proposed for the old period is void."""
        return replace(standing, payment=self, proposed_extension=None)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The new day 0 (C-7)."""
        return Restart(event.on, RestartReason.PAID)


@dataclass(frozen=True, slots=True)
class FeeWaiver(Facts):
    """Why the fee is not asked after all."""

    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """Nothing is to be paid."""
        return replace(standing, fee_waived=True)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The period runs on from what was used [D]: only a payment makes it anew (R-FEE-6)."""
        return Resume(event.on)


@dataclass(frozen=True, slots=True)
class FeeLapse(Facts):
    """R-FEE-5: the time to pay has passed; what was done to reach the applicant."""

    inquiry: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """The request is given up."""
        return ended(standing, Outcome.LAPSED_FEE, event.on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The clock ends."""
        return Stop(event.on, StopReason.LAPSED_FEE)


@dataclass(frozen=True, slots=True)
class Refund(Facts):
    """How much is paid back, why, and by which voucher."""

    yuan: int
    reason: str
    voucher: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is paid back."""
        return replace(standing, refund=self)


def _fee_is_lawful(case: Case, given: Facts | None) -> None:
    """One charge a request, by one tariff, within the period, for more than what is free."""
    if case.standing.fee is not None:
        raise Refused(Refusal.FEE_CHARGED_ALREADY)
    due = reply_clock(case.standing, case.calendar).due_on
    if due is not None and case.today > due:
        raise Refused(Refusal.FEE_TOO_LATE, due=due)
    if not isinstance(given, FeeCharge):
        return
    draft = case.standing.draft
    is_public = draft is not None and draft.outcome is Outcome.ALREADY_PUBLIC
    if is_public and given.method is FeeMethod.BY_PAGE:
        raise Refused(Refusal.FEE_FOR_PUBLIC)
    if given.before < 0 or given.quantity < 1 or given.yuan < 1:
        raise Refused(Refusal.NO_FEE)


def _notice_is_received_once(case: Case, given: Facts | None) -> None:
    """The notice is received once, no earlier than it was issued."""
    if case.standing.fee_notice_received_on is not None:
        raise Refused(Refusal.LETTER_RECEIVED_ALREADY)
    if isinstance(given, FeeNoticeReceived):
        not_after(given.received_on, case.today)
        not_before(given.received_on, charged_on(case.standing) or case.today)


def _what_is_due_is_paid(case: Case, given: Facts | None) -> None:
    """The whole fee is paid, no earlier than it was asked."""
    fee = case.standing.fee
    if fee is not None and isinstance(given, Payment):
        not_before(given.paid_on, charged_on(case.standing) or given.paid_on)
        if given.yuan != fee.yuan:
            raise Refused(Refusal.FEE_AMOUNT, due=fee.yuan)


def _payment_is_overdue(case: Case, given: Facts | None) -> None:
    """A request lapses only after the last of the 20 working days to pay: R-FEE-5."""
    last = last_day_to_pay(case.standing, case.calendar)
    if last is None:
        raise Refused(Refusal.FEE_NOT_NOTIFIED)
    if case.today <= last.on:
        raise Refused(Refusal.FEE_DEADLINE_RUNS, on=last.on)


def _was_paid(case: Case, given: Facts | None) -> None:
    """What was paid is paid back once, and no more than it."""
    paid = case.standing.payment
    if paid is None:
        raise Refused(Refusal.NOTHING_PAID)
    if case.standing.refund is not None:
        raise Refused(Refusal.REFUNDED_ALREADY)
    if isinstance(given, Refund) and not 1 <= given.yuan <= paid.yuan:
        raise Refused(Refusal.REFUND_TOO_HIGH, paid=paid.yuan)


def charged_on(standing: Standing) -> date | None:
    """The day of the fee notice; None where there is none."""
    return next((event.on for event in standing.events if event.facts is standing.fee), None)


_C, _H, _S = Role.CLERK, Role.HANDLER, Role.APPROVER
_PAYING = (State.AWAITING_PAYMENT,)
_SINCE_PAID = (State.IN_PROGRESS, State.IN_REVIEW, State.TO_SIGN, State.ISSUED, *sorted(FINAL))

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.CHARGE_FEE,
        sources=(State.IN_PROGRESS,),
        target=State.AWAITING_PAYMENT,
        who=who(_H, _S),
        article="42",
        facts=FeeCharge,
        clock=ClockEffect.VOID,
        letters=(LetterKind.D22,),
        notice=Notice.FEE_CHARGED,
        guards=(by_its_handler, no_date_is_ordered, _fee_is_lawful),
    ),
    Transition(
        action=Action.RECORD_FEE_NOTICE,
        sources=_PAYING,
        target=None,
        who=who(_C, _H),
        article="国办函〔2020〕109号",
        facts=FeeNoticeReceived,
        clock=ClockEffect.VOID,
        guards=(by_its_handler, _notice_is_received_once),
    ),
    Transition(
        action=Action.RECORD_PAYMENT,
        sources=_PAYING,
        target=State.IN_PROGRESS,
        who=who(_C, _H),
        article="国办函〔2020〕109号",
        facts=Payment,
        clock=ClockEffect.RESTART,
        guards=(dated_within_reason, _what_is_due_is_paid),
    ),
    Transition(
        action=Action.WAIVE_FEE,
        sources=_PAYING,
        target=State.IN_PROGRESS,
        who=who(_S),
        article="42",
        facts=FeeWaiver,
        clock=ClockEffect.RESUME,
        notice=Notice.DUE_DATE_MOVED,
    ),
    Transition(
        action=Action.LAPSE_FEE,
        sources=_PAYING,
        target=State.LAPSED,
        who=who(_H),
        article="国办函〔2020〕109号",
        facts=FeeLapse,
        clock=ClockEffect.STOP,
        letters=(LetterKind.D23,),
        notice=Notice.CLOSED,
        guards=(by_its_handler, _payment_is_overdue),
    ),
    Transition(
        action=Action.REFUND_FEE,
        sources=_SINCE_PAID,
        target=None,
        who=who(_S),
        article="42",
        facts=Refund,
        guards=(_was_paid,),
    ),
)
