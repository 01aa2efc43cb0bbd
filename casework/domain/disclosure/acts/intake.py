"""How a request comes in: by which channel, on which day (条例 29, 31)."""

from dataclasses import dataclass, replace
from datetime import date

from casework.domain.clock import Entry, Restart, Start
from casework.domain.disclosure.acts.keeping import Restriction
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.guards import (
    Case,
    Refusal,
    dated_within_reason,
    not_after,
    not_before,
)
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.standing import Standing, reply_clock
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.notices import Notice
from casework.domain.roles import Role, who
from casework.domain.terms import Term, term
from casework.domain.workflow import ClockEffect, Event, Facts, Refused, Transition


@dataclass(frozen=True, slots=True)
class Submission(Facts):
    """条例 29: an application filed online, received only when both sides confirm it.

    `digest` is the SHA-256 of the application, which itself is kept with the case: personal data
    stay out of the chain of events.
    """

    digest: str
    delivery_way: DeliveryWay

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is submitted, not yet received."""
        return replace(
            standing,
            submitted_on=event.on,
            channel=ReceiptChannel.ONLINE,
            delivery_way=self.delivery_way,
        )


@dataclass(frozen=True, slots=True)
class Registration(Facts):
    """条例 29, 31: an application on paper, by fax, e-mail or by word of mouth, and its evidence.

    `arrived_on` is the day the paper came in, `received_on` the receipt date by 条例 31;
    `evidence` says what proves it. An oral application names the clerk who wrote it down.
    """

    digest: str
    delivery_way: DeliveryWay
    channel: ReceiptChannel
    arrived_on: date
    received_on: date
    evidence: str

    def dated(self, today: date) -> date:
        """The receipt date: 条例 31."""
        return self.received_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is received, on the day that its channel's rule gives."""
        return replace(
            standing,
            submitted_on=self.arrived_on,
            received_on=self.received_on,
            channel=self.channel,
            delivery_way=self.delivery_way,
        )

    def entry(self, standing: Standing, event: Event) -> Entry:
        """Day 0."""
        return Start(self.received_on)


@dataclass(frozen=True, slots=True)
class Part(Registration):
    """一事一申请: a part of a split request; it keeps the day 0 of the whole (S-8).

    `counts_from`: that day 0, where the whole was clarified and its period had begun anew.
    `at_risk_from`: the day 0 of the period that a late notice to clarify the whole broke off
    (R-30-6); None where none was late. Who stood back from the whole, and who alone might see it
    and why, holds for its parts.
    """

    parent: str
    counts_from: date | None = None
    at_risk_from: date | None = None
    recused: tuple[int, ...] = ()
    may_see: tuple[int, ...] = ()
    restricted_because: str = ""

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is received as the whole was, and knows where it comes from."""
        received = Registration.change(self, standing, event)
        only = Restriction(self.may_see, self.restricted_because)
        return replace(
            received,
            parent=self.parent,
            recused=frozenset(self.recused),
            restriction=only if self.restricted_because else None,
        )

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The day 0 of the whole."""
        return Start(self.counts_from or self.received_on)


class ConfirmationMeans(Term):
    """How the two sides confirmed an online application (条例 31(三))."""

    PHONE = term("phone", "电话确认")
    TEXT_MESSAGE = term("text_message", "短信确认")
    E_MAIL = term("e_mail", "电子邮件确认")
    IN_PERSON = term("in_person", "当面确认")
    ONLINE = term("online", "网上双方确认")


@dataclass(frozen=True, slots=True)
class ReceiptConfirmation(Facts):
    """条例 31(三): when and how both sides confirmed."""

    confirmed_on: date
    means: ConfirmationMeans
    evidence: str

    def dated(self, today: date) -> date:
        """The day on which both sides confirmed: 条例 31(三)."""
        return self.confirmed_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is received on that day."""
        return replace(standing, received_on=self.confirmed_on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """Day 0."""
        return Start(self.confirmed_on)


@dataclass(frozen=True, slots=True)
class ReceiptCorrection(Facts):
    """条例 31: the receipt date was wrong; what proves the right one, and why, for all to read."""

    received_on: date
    evidence: str
    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """The day of receipt moves."""
        return replace(standing, received_on=self.received_on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """Another day 0; what was suspended or extended stays so."""
        return Start(self.received_on)


def _registered_in_order(case: Case, given: Facts | None) -> None:
    """What is registered has arrived, and was received no earlier than it arrived."""
    if isinstance(given, Registration):
        not_after(given.received_on, case.today)
        not_before(given.received_on, given.arrived_on)


def _date_may_be_corrected(case: Case, given: Facts | None) -> None:
    """Only day 0 itself is corrected: once the period began anew it no longer matters."""
    if isinstance(reply_clock(case.standing, case.calendar).start, Restart):
        raise Refused(Refusal.BEGUN_ANEW)
    if isinstance(given, ReceiptCorrection):
        not_after(given.received_on, case.today)
        ended = case.standing.counted
        if ended is not None and given.received_on > ended.on:  # it is closed in a year before
            raise Refused(Refusal.AFTER_ITS_ENDING, ended=ended.on)
        not_before(given.received_on, case.standing.submitted_on or given.received_on)


_A, _C, _H, _S = Role.APPLICANT, Role.CLERK, Role.HANDLER, Role.APPROVER

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.SUBMIT,
        sources=(),
        target=State.SUBMITTED,
        who=who(_A),
        article="29",
        facts=Submission,
    ),
    Transition(
        action=Action.REGISTER,
        sources=(),
        target=State.RECEIVED,
        who=who(_C, _H),
        article="29, 31",
        facts=Registration,
        clock=ClockEffect.START,
        letters=(LetterKind.D01,),
        notice=Notice.RECEIVED,
        guards=(_registered_in_order,),
    ),
    Transition(
        action=Action.TAKE_PART,
        sources=(),
        target=State.RECEIVED,
        who=who(_C, _H),
        article="29，一事一申请",
        facts=Part,
        clock=ClockEffect.START,
        letters=(LetterKind.D01,),
        notice=Notice.RECEIVED,
        guards=(_registered_in_order,),
    ),
    Transition(
        action=Action.CONFIRM_RECEIPT,
        sources=(State.SUBMITTED,),
        target=State.RECEIVED,
        who=who(_C, _H),
        article="31(三)",
        facts=ReceiptConfirmation,
        clock=ClockEffect.START,
        letters=(LetterKind.D01,),
        notice=Notice.RECEIVED,
        guards=(dated_within_reason,),
    ),
    Transition(
        action=Action.CORRECT_RECEIPT_DATE,
        sources=(State.RECEIVED, State.IN_PROGRESS),
        target=None,
        who=who(_S),
        article="31",
        facts=ReceiptCorrection,
        clock=ClockEffect.START,
        notice=Notice.DUE_DATE_MOVED,
        guards=(_date_may_be_corrected,),
    ),
)
