"""After the reply: late answers, 复议, 诉讼, 投诉 (条例 47, 51), and the re-decision they order."""

from dataclasses import dataclass, replace
from datetime import date

from casework.domain.clock import Entry, Restart, RestartReason, SetDate
from casework.domain.disclosure.acts.asking import Lapse
from casework.domain.disclosure.acts.charging import FeeLapse, Payment, charged_on
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.guards import (
    Case,
    Refusal,
    dated_within_reason,
    not_after,
    not_before,
)
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.standing import RemedyCourse, Standing, resumed
from casework.domain.disclosure.vocabulary import STANDING, Action, State
from casework.domain.notices import Notice
from casework.domain.roles import Role, who
from casework.domain.terms import Term, term
from casework.domain.workflow import ClockEffect, Event, Facts, Refused, Transition


class RemedyKind(Term):
    """The roads of 条例 47 and 51; the first three are the groups of table 四."""

    RECONSIDERATION = term("reconsideration", "行政复议")
    LITIGATION = term("litigation", "行政诉讼（未经复议直接起诉）")
    LITIGATION_AFTER = term("litigation_after", "行政诉讼（复议后起诉）")
    COMPLAINT = term("complaint", "向政府信息公开工作主管部门投诉、举报")


class RemedyResult(Term):
    """The results as table 四 counts them; pending is having none yet."""

    UPHELD = term("upheld", "结果维持")
    CORRECTED = term("corrected", "结果纠正")
    OTHER = term("other", "其他结果")


@dataclass(frozen=True, slots=True)
class Remedy(Facts):
    """条例 47, 51: which road, before whom, since when, under which docket, by whom."""

    kind: RemedyKind
    body: str
    opened_on: date
    docket: str
    claimant: str
    claim: str

    def dated(self, today: date) -> date:
        """The day on which it was accepted, or the agency was told."""
        return self.opened_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """One more is pending; what belongs to the case may not be destroyed."""
        course = RemedyCourse(len(standing.remedies) + 1, self)
        return replace(standing, remedies=(*standing.remedies, course))


@dataclass(frozen=True, slots=True)
class RemedyConclusion(Facts):
    """How a remedy ended, on which day, by which paper, and whether it orders a re-decision."""

    number: int
    result: RemedyResult
    concluded_on: date
    document: str
    orders_redecision: bool = False

    def dated(self, today: date) -> date:
        """The day of the decision or judgment."""
        return self.concluded_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is no longer pending."""
        courses = (
            replace(one, result=self.result, concluded_on=self.concluded_on)
            if one.number == self.number
            else one
            for one in standing.remedies
        )
        return replace(standing, remedies=tuple(courses))


@dataclass(frozen=True, slots=True)
class Redecision(Facts):
    """The agency is to decide again: since when, and by which day if the order sets one."""

    document: str
    received_on: date
    due_on: date | None = None

    def dated(self, today: date) -> date:
        """The day on which the order was received: day 0 where it sets no date."""
        return self.received_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """Work begins again; the first outcome stays counted [D], and nobody is asked any more."""
        over_on = standing.closed_on or event.on
        asked = (
            one if one.ended_on is not None else replace(one, ended_on=max(over_on, one.asked.on))
            for one in standing.consultations
        )
        return replace(resumed(standing), consultations=tuple(asked), ordered_due_on=self.due_on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The date that the order sets, else the period from the beginning."""
        if self.due_on is not None:
            return SetDate(event.on, self.due_on)
        return Restart(event.on, RestartReason.ORDERED)


@dataclass(frozen=True, slots=True)
class OrderedDate(Facts):
    """While a request is still open, the agency is ordered to answer it by a day (条例 47, 51)."""

    document: str
    due_on: date

    def change(self, standing: Standing, event: Event) -> Standing:
        """A date binds."""
        return replace(standing, ordered_due_on=self.due_on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The date that the order sets."""
        return SetDate(event.on, self.due_on)


@dataclass(frozen=True, slots=True)
class LateAnswer(Facts):
    """A clarification or payment that came after the end: when, and what was told."""

    received_on: date
    what: str
    told: str

    def dated(self, today: date) -> date:
        """The day on which it came."""
        return self.received_on


@dataclass(frozen=True, slots=True)
class LateAcceptance(Facts):
    """There was a good reason for being late: the request goes on (条例 30, 逾期有正当理由)."""

    received_on: date
    channel: ReceiptChannel
    answer: str
    good_reason: str

    def dated(self, today: date) -> date:
        """The day on which the answer came: the new day 0."""
        return self.received_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """It never lapsed, so that the lapse does not count; a late payment is a payment."""
        paid, counted = standing.payment, standing.counted
        if standing.fee is not None and standing.outcome is Outcome.LAPSED_FEE:
            paid = Payment(self.received_on, standing.fee.yuan, self.answer)
        if counted is not None and not _ordered_since(standing, counted.events):
            counted = None
        return replace(resumed(standing), payment=paid, counted=counted)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The period runs from the answer, as after one in time."""
        before = standing.events[: standing.events.index(event)]
        lapses = [one.facts for one in before if isinstance(one.facts, Lapse | FeeLapse)]
        late_fee = bool(lapses) and isinstance(lapses[-1], FeeLapse)
        return Restart(event.on, RestartReason.PAID if late_fee else RestartReason.CLARIFIED)


def _remedy_is_pending(case: Case, given: Facts | None) -> None:
    """A remedy is concluded once, no earlier than it was opened."""
    pending = {one.number: one for one in case.standing.remedies if one.result is None}
    if not pending:
        raise Refused(Refusal.NO_SUCH_REMEDY)
    if isinstance(given, RemedyConclusion):
        if given.number not in pending:
            raise Refused(Refusal.NO_SUCH_REMEDY)
        if given.orders_redecision and given.result is RemedyResult.UPHELD:
            raise Refused(Refusal.UPHELD_ORDERS_NOTHING)
        not_before(given.concluded_on, pending[given.number].opened.opened_on)


def _redecision_is_ordered(case: Case, given: Facts | None) -> None:
    """Only a decision or judgment that orders it begins an ended request anew."""
    ordered = [
        event.facts.concluded_on
        for event in case.standing.events
        if isinstance(event.facts, RemedyConclusion) and event.facts.orders_redecision
    ]
    done = sum(isinstance(event.facts, Redecision) for event in case.standing.events)
    if len(ordered) <= done:
        raise Refused(Refusal.NOT_ORDERED)
    if isinstance(given, Redecision):
        not_after(given.received_on, case.today)
        not_before(given.received_on, ordered[done])
        not_before(given.due_on or given.received_on, given.received_on)


def _ordered_date_is_to_come(case: Case, given: Facts | None) -> None:
    """The day by which the order wants the answer has not passed when it is entered."""
    if isinstance(given, OrderedDate):
        not_before(given.due_on, case.today)


def _ended_by_lapse(case: Case, given: Facts | None) -> None:
    """An answer is late where an answer was awaited, and comes no earlier than it was asked."""
    standing = case.standing
    asked_on = {
        Outcome.LAPSED_CLARIFICATION: standing.clarification_asked_on,
        Outcome.LAPSED_FEE: charged_on(standing),
    }
    if standing.outcome not in asked_on:
        raise Refused(Refusal.NOT_THIS_END)
    if isinstance(given, LateAnswer | LateAcceptance):
        not_before(given.received_on, asked_on[standing.outcome] or given.received_on)


def _ordered_since(standing: Standing, events: int) -> bool:
    """Whether a re-decision was ordered after so many events."""
    return any(isinstance(event.facts, Redecision) for event in standing.events[events:])


_C, _H, _S = Role.CLERK, Role.HANDLER, Role.APPROVER

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.RECORD_LATE_ANSWER,
        sources=(State.LAPSED,),
        target=None,
        who=who(_C, _H),
        article="30",
        facts=LateAnswer,
        guards=(dated_within_reason, _ended_by_lapse),
    ),
    Transition(
        action=Action.ACCEPT_LATE_ANSWER,
        sources=(State.LAPSED,),
        target=State.IN_PROGRESS,
        who=who(_S),
        article="30",
        facts=LateAcceptance,
        clock=ClockEffect.RESTART,
        notice=Notice.REOPENED,
        guards=(dated_within_reason, _ended_by_lapse),
    ),
    Transition(
        action=Action.OPEN_REMEDY,
        sources=STANDING,
        target=None,
        who=who(_C, _H, _S),
        article="47, 51",
        facts=Remedy,
        guards=(dated_within_reason,),
    ),
    Transition(
        action=Action.CONCLUDE_REMEDY,
        sources=STANDING,
        target=None,
        who=who(_C, _H, _S),
        article="47, 51",
        facts=RemedyConclusion,
        guards=(dated_within_reason, _remedy_is_pending),
    ),
    Transition(
        action=Action.ORDER_REPLY,
        sources=(State.RECEIVED, State.IN_PROGRESS, State.IN_REVIEW, State.TO_SIGN, State.ISSUED),
        target=None,
        who=who(_S),
        article="47, 51",
        facts=OrderedDate,
        clock=ClockEffect.SET,
        notice=Notice.DUE_DATE_MOVED,
        guards=(_ordered_date_is_to_come,),
    ),
    Transition(
        action=Action.ORDER_REDECISION,
        sources=(State.REPLIED, State.LAPSED, State.WITHDRAWN),
        target=State.IN_PROGRESS,
        who=who(_S),
        article="51",
        facts=Redecision,
        clock=ClockEffect.SET,
        notice=Notice.REOPENED,
        guards=(_redecision_is_ordered,),
    ),
)
