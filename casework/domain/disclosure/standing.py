"""A request as it stands: the fold of its events, and nothing that is not in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from casework.domain.calendar import Calendar, Deadline
from casework.domain.clock import OPINION_PERIOD, Reckoning, SuspensionReason
from casework.domain.disclosure import letters
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import State
from casework.domain.periods import LimitName, RemedyWindow, last_day, remedy_window
from casework.domain.terms import Term, term
from casework.domain.workflow import Event, History, clock_of

if TYPE_CHECKING:  # the acts look at a standing while they run; a standing only names their facts
    from casework.domain.disclosure.acts.asking import (
        ClarificationNotice,
        Deferral,
        ReasonsGiven,
        ReasonsRequest,
    )
    from casework.domain.disclosure.acts.charging import FeeCharge, Payment, Refund
    from casework.domain.disclosure.acts.deciding import DraftDecision, ReviewLevel
    from casework.domain.disclosure.acts.ending import Rating
    from casework.domain.disclosure.acts.extending import Extension
    from casework.domain.disclosure.acts.keeping import Link, Restriction
    from casework.domain.disclosure.acts.remedies import Remedy, RemedyResult
    from casework.domain.disclosure.acts.serving import DeliveryResult, Service


class Opinion(Term):
    """What somebody who was asked says. Silence is not an opinion: it is seen by the date."""

    CONSENTS = term("consents", "同意公开")
    OBJECTS = term("objects", "不同意公开")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideConsultation:
    """A third party or another agency that was asked, with a clock of its own (条例 32–34).

    `number` counts from 1 within the case. `suspends`: whether the reply clock waits for it.
    `ended_on`: the day the opinion came back or the asking was called off; None: neither yet.
    """

    number: int
    why: SuspensionReason
    name: str
    asked: Event
    suspends: bool = True
    silence_consents: bool = False
    letter_received_on: date | None = None
    opinion: Opinion | None = None
    reasons: str = ""
    ended_on: date | None = None

    def respond_by(self, calendar: Calendar) -> Deadline | None:
        """The last of the 15 working days after the letter was received; None before."""
        if self.letter_received_on is None:
            return None
        return calendar.reach(self.letter_received_on, OPINION_PERIOD)

    def waits(self, today: date, calendar: Calendar) -> bool:
        """Whether the opinion is still awaited on a day: after the limit it is not (条例 32)."""
        limit = self.respond_by(calendar)
        return self.ended_on is None and (limit is None or today <= limit.on)

    def is_silent(self, today: date, calendar: Calendar) -> bool:
        """Whether nothing was said by the last day."""
        return self.ended_on is None and not self.waits(today, calendar)


@dataclass(frozen=True, slots=True)
class RemedyCourse:
    """A reconsideration, a suit or a complaint, with its result once there is one."""

    number: int
    opened: Remedy
    result: RemedyResult | None = None
    concluded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """The ending that table 三 counts: its day, its outcome, and after how many events."""

    on: date
    outcome: Outcome
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(History):
    """Everything about a request that an act, a guard or a page may ask of its history."""

    state: State = State.NASCENT
    submitted_on: date | None = None
    received_on: date | None = None
    channel: ReceiptChannel | None = None
    delivery_way: DeliveryWay | None = None
    parent: str = ""
    parts: tuple[str, ...] = ()
    merged_into: str = ""
    links: tuple[Link, ...] = ()
    handling_unit: str = ""
    handler_id: int | None = None
    recused: frozenset[int] = frozenset()
    restriction: Restriction | None = None
    clarification: ClarificationNotice | None = None
    clarification_asked_on: date | None = None
    clarification_count: int = 0
    clarified_text: str = ""
    reasons_request: ReasonsRequest | None = None
    reasons_asked_on: date | None = None
    reasons: ReasonsGiven | None = None
    deferral: Deferral | None = None
    ordered_due_on: date | None = None
    consultations: tuple[OutsideConsultation, ...] = ()
    proposed_extension: Extension | None = None
    proposer_id: int | None = None
    extension: Extension | None = None
    fee: FeeCharge | None = None
    fee_notice_received_on: date | None = None
    payment: Payment | None = None
    fee_waived: bool = False
    refund: Refund | None = None
    draft: DraftDecision | None = None
    author_id: int | None = None
    review: tuple[ReviewLevel, ...] = ()
    passed_by: tuple[int, ...] = ()
    signed_on: date | None = None
    service: Service | None = None
    delivery: DeliveryResult | None = None
    outcome: Outcome | None = None
    closed_on: date | None = None
    counted: Counted | None = None
    remedies: tuple[RemedyCourse, ...] = ()
    rating: Rating | None = None

    @property
    def is_open(self) -> bool:
        """Whether the request still waits for its end."""
        return self.closed_on is None

    @property
    def reply_received_on(self) -> date | None:
        """The day the applicant received the reply, which starts the remedy windows (R-51).

        None while a posted reply is not known to have arrived.
        """
        if self.service is None:
            return None
        return self.service.received_on if self.delivery is None else self.signed_for_on

    @property
    def signed_for_on(self) -> date | None:
        """The day the last letter with a delivery result was signed for; None if it came back."""
        return self.delivery.on if self.delivery is not None and self.delivery.arrived else None

    @property
    def passes_needed(self) -> int:
        """How many passes the review takes, over all its levels."""
        return sum(level.passes for level in self.review) or 1

    @property
    def level(self) -> ReviewLevel | None:
        """The level at which the review stands; None before it and after its last pass."""
        count = len(self.passed_by)
        for level in self.review:
            if count < level.passes:
                return level
            count -= level.passes
        return None

    @property
    def objectors(self) -> tuple[OutsideConsultation, ...]:
        """The third parties who said no: to disclose all the same owes them a letter (条例 32)."""
        return tuple(
            asked
            for asked in self.consultations
            if asked.why is SuspensionReason.THIRD_PARTY and asked.opinion is Opinion.OBJECTS
        )

    @property
    def is_held(self) -> bool:
        """Whether a remedy is pending: nothing of the case may be destroyed meanwhile."""
        return any(remedy.result is None for remedy in self.remedies)


def ended(standing: Standing, outcome: Outcome, on: date) -> Standing:
    """The standing after an ending; the first one is what table 三 counts, and goes on counting."""
    counted = standing.counted or Counted(on, outcome, len(standing.events) + 1)
    return replace(standing, outcome=outcome, closed_on=on, counted=counted)


def resumed(standing: Standing) -> Standing:
    """The standing when work on an ended request begins again: nothing decided, nobody asked."""
    return replace(
        standing,
        outcome=None,
        closed_on=None,
        clarification=None,
        proposed_extension=None,
        draft=None,
        author_id=None,
        passed_by=(),
        signed_on=None,
        service=None,
        delivery=None,
    )


def reply_clock(standing: Standing, calendar: Calendar) -> Reckoning:
    """The reply clock of a request as it stands: its date, or the reason why none runs."""
    return clock_of(standing, calendar)


def in_time(standing: Standing, calendar: Calendar) -> bool | None:
    """Whether the reply that table 三 counts was in time; None without one (R-SVC-4)."""
    if standing.counted is None:
        return None
    return clock_of(standing, calendar, last=standing.counted.events).in_time


def last_day_to_ask(clock: Reckoning) -> Deadline | None:
    """The last day to ask for a clarification; later is possible, and late (条例 30, R-30-6)."""
    if clock.day_zero is None:
        return None
    return last_day(LimitName.CLARIFICATION_NOTICE, clock.day_zero, clock.calendar)


def last_day_to_pay(standing: Standing, calendar: Calendar) -> Deadline | None:
    """The last of the 20 working days to pay; None until the fee notice is received (R-FEE-5)."""
    if standing.fee_notice_received_on is None:
        return None
    return last_day(LimitName.FEE_PAYMENT, standing.fee_notice_received_on, calendar)


def remedy_of(standing: Standing) -> letters.Remedy:
    """Which remedy the letter gives that ended the request: its reply's, or that of the lapse.

    What is withheld under 条例 14–16 goes to reconsideration first (R-51-6); a withdrawal, and an
    end without a letter, give none.
    """
    if standing.state is State.LAPSED:
        return letters.PAPERS[letters.LetterKind.D23].remedy
    if standing.service is None or standing.draft is None:
        return letters.Remedy.NONE
    return letters.PAPERS[standing.draft.leaf.letter].remedy


def remedies_until(
    standing: Standing, received_on: date | None, calendar: Calendar
) -> RemedyWindow | None:
    """Until when the applicant may seek a remedy, from the day the letter was received (C-8).

    None while it has not arrived, and where it gives no remedy.
    """
    remedy = remedy_of(standing)
    if received_on is None or remedy is letters.Remedy.NONE:
        return None
    window = remedy_window(received_on, calendar)
    first = remedy is letters.Remedy.RECONSIDERATION_FIRST
    return replace(window, litigation=None) if first else window
