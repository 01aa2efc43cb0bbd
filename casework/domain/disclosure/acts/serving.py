"""The reply reaches the applicant: on the spot, in person, by post, online (33 I, 235号)."""

from dataclasses import dataclass, replace
from datetime import date

from casework.domain.clock import Entry, Stop, StopReason
from casework.domain.disclosure.acts.asking import Lapse
from casework.domain.disclosure.acts.charging import FeeLapse
from casework.domain.disclosure.acts.deciding import (
    DraftDecision,
    leaf_has_its_facts,
    nobody_is_awaited,
)
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.guards import (
    Case,
    Refusal,
    by_its_handler,
    dated_within_reason,
    not_after,
    not_before,
)
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.standing import Standing, ended
from casework.domain.disclosure.vocabulary import ANY, UNCOUNTED, Action, State
from casework.domain.notices import Notice
from casework.domain.roles import Role, who
from casework.domain.terms import Term, term
from casework.domain.workflow import ClockEffect, Event, Facts, Refused, Transition

_ON_THE_SPOT = frozenset({Outcome.GRANTED, Outcome.ALREADY_PUBLIC})


class ServiceWay(Term):
    """How a letter is served (国办公开办函〔2016〕235号); electronic only where chosen."""

    IN_PERSON = term("in_person", "直接送达")
    ENTRUSTED = term("entrusted", "委托其他行政机关代为送达")
    POST = term("post", "邮寄送达（邮政企业）")
    ELECTRONIC = term("electronic", "网上送达")


class Carrier(Term):
    """What the post office offers; no other carrier may take an official letter (R-SVC-2)."""

    NONE = term("none", "不经邮寄")
    REGISTERED = term("registered", "邮政挂号信")
    EMS = term("ems", "邮政特快专递（EMS）")


@dataclass(frozen=True, slots=True)
class Service(Facts):
    """R-SVC-4: the way, its date (posted, signed or sent) and its proof."""

    way: ServiceWay
    served_on: date
    proof: str
    carrier: Carrier = Carrier.NONE

    def dated(self, today: date) -> date:
        """The day that counts for timeliness: R-SVC-4."""
        return self.served_on

    @property
    def received_on(self) -> date | None:
        """The day it reached the applicant; None by post, which a delivery result tells."""
        return None if self.way is ServiceWay.POST else self.served_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is replied; a second service of a returned letter changes no date of the reply."""
        served = replace(standing, service=self, delivery=None)
        if event.action is not Action.SERVE or standing.draft is None:
            return served
        return ended(served, standing.draft.outcome, event.on)

    def entry(self, standing: Standing, event: Event) -> Entry | None:
        """The clock ends with the first service."""
        return Stop(event.on, StopReason.REPLIED) if event.action is Action.SERVE else None


@dataclass(frozen=True, slots=True)
class SpotReply(DraftDecision):
    """条例 33 I: what was answered at once, and how it was reviewed and handed over."""

    replied_on: date = date.min
    secrecy_conclusion: str = ""
    proof: str = ""

    def dated(self, today: date) -> date:
        """The day of the reply."""
        return self.replied_on

    @property
    def service(self) -> Service:
        """It was handed over where it was answered."""
        return Service(ServiceWay.IN_PERSON, self.replied_on, self.proof)

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is replied and received at once."""
        replied = replace(
            standing, draft=self, author_id=event.user_id, signed_on=event.on, service=self.service
        )
        return ended(replied, self.outcome, event.on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The clock ends."""
        return Stop(event.on, StopReason.REPLIED)


class DeliveryOutcome(Term):
    """What became of a posted letter."""

    SIGNED = term("signed", "已签收")
    RETURNED = term("returned", "退回")


@dataclass(frozen=True, slots=True)
class DeliveryResult(Facts):
    """What became of a posted reply or, after a lapse, of the notice that told it; its proof."""

    result: DeliveryOutcome
    on: date
    proof: str

    def dated(self, today: date) -> date:
        """The day it was signed for, or came back."""
        return self.on

    @property
    def arrived(self) -> bool:
        """Whether it reached the applicant: the remedy windows run from that day."""
        return self.result is DeliveryOutcome.SIGNED

    def change(self, standing: Standing, event: Event) -> Standing:
        """It has arrived, or is to be served again."""
        return replace(standing, delivery=self)


@dataclass(frozen=True, slots=True)
class LetterService(Facts):
    """How any other letter of the case was served, for its number."""

    number: str
    way: ServiceWay
    served_on: date
    proof: str

    def dated(self, today: date) -> date:
        """The day of service."""
        return self.served_on


@dataclass(frozen=True, slots=True)
class LetterCorrection(Facts):
    """An issued letter is never changed: another letter says what was wrong, and what is right."""

    number: str
    wrong: str
    right: str


def _is_spot_reply(case: Case, given: Facts | None) -> None:
    """What can be answered at once is answered at once, reviewed and proven: 条例 17, 33 I."""
    if isinstance(given, SpotReply):
        if given.outcome not in _ON_THE_SPOT:
            raise Refused(Refusal.ONLY_ON_THE_SPOT)
        nobody_is_awaited(case, given.outcome)
        if not given.proof.strip() or not given.secrecy_conclusion.strip():
            raise Refused(Refusal.NO_PROOF)
        not_after(given.replied_on, case.today)
        not_before(given.replied_on, case.standing.received_on or given.replied_on)


def _service_is_proven(case: Case, given: Facts | None) -> None:
    """A letter is served after it was signed, in a way the applicant accepts, with proof."""
    if not isinstance(given, Service):
        return
    not_before(given.served_on, case.standing.signed_on or given.served_on)
    electronic = given.way is ServiceWay.ELECTRONIC
    if electronic and case.standing.delivery_way is not DeliveryWay.ONLINE:
        raise Refused(Refusal.NOT_CHOSEN)
    if not electronic and not given.proof.strip():
        raise Refused(Refusal.NO_PROOF)
    if given.way is ServiceWay.POST and given.carrier is Carrier.NONE:
        raise Refused(Refusal.NO_CARRIER)


def _is_on_its_way(case: Case, given: Facts | None) -> None:
    """Only what was posted has a delivery result, and it arrives once."""
    service, result = _posted(case.standing)
    if service is None or service.way is not ServiceWay.POST:
        raise Refused(Refusal.NEVER_SERVED)
    if result is not None:
        raise Refused(Refusal.DELIVERED_ALREADY if result.arrived else Refusal.NOT_RETURNED)
    if isinstance(given, DeliveryResult):
        not_before(given.on, service.served_on)


def _posted(
    standing: Standing,
) -> tuple[Service | LetterService | None, DeliveryResult | None]:
    """What may have a delivery result, and that result once there is one.

    After a lapse: the last letter that was posted since, for the remedy windows wait for the notice
    that told it. Whether it is that one its number says, which the ledger of service knows.
    """
    if standing.state is not State.LAPSED:
        return standing.service, standing.delivery
    posted: LetterService | None = None
    result: DeliveryResult | None = None
    for event in standing.events:
        match event.facts:
            case Lapse() | FeeLapse():
                posted = None
            case LetterService(way=ServiceWay.POST) as posted:
                result = None
            case DeliveryResult() as result:
                pass
    return posted, result


def _came_back(case: Case, given: Facts | None) -> None:
    """Only what came back is served again."""
    if case.standing.delivery is None or case.standing.delivery.arrived:
        raise Refused(Refusal.NOT_RETURNED)
    if isinstance(given, Service):
        not_before(given.served_on, case.standing.delivery.on)


_C, _H, _S = Role.CLERK, Role.HANDLER, Role.APPROVER
_SERVICE = "国办公开办函〔2016〕235号"
_WITH_LETTERS = tuple(s for s in ANY if s is not State.SUBMITTED and s not in UNCOUNTED)
_REPLIED = (State.REPLIED,)

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.REPLY_ON_THE_SPOT,
        sources=(State.RECEIVED, State.IN_PROGRESS),
        target=State.REPLIED,
        who=who(_H, _S),
        article="33 I",
        facts=SpotReply,
        clock=ClockEffect.STOP,
        notice=Notice.REPLIED,
        guards=(by_its_handler, leaf_has_its_facts, _is_spot_reply),
    ),
    Transition(
        action=Action.SERVE,
        sources=(State.ISSUED,),
        target=State.REPLIED,
        who=who(_C, _H),
        article=_SERVICE,
        facts=Service,
        clock=ClockEffect.STOP,
        notice=Notice.REPLIED,
        guards=(dated_within_reason, _service_is_proven),
    ),
    Transition(
        action=Action.RECORD_DELIVERY,
        sources=(*_REPLIED, State.LAPSED),
        target=None,
        who=who(_C, _H),
        article=_SERVICE,
        facts=DeliveryResult,
        guards=(dated_within_reason, _is_on_its_way),
    ),
    Transition(
        action=Action.SERVE_AGAIN,
        sources=_REPLIED,
        target=None,
        who=who(_C, _H),
        article=_SERVICE,
        facts=Service,
        guards=(dated_within_reason, _came_back, _service_is_proven),
    ),
    Transition(
        action=Action.SERVE_LETTER,
        sources=_WITH_LETTERS,
        target=None,
        who=who(_C, _H),
        article=_SERVICE,
        facts=LetterService,
        guards=(dated_within_reason,),
    ),
    Transition(
        action=Action.CORRECT_LETTER,
        sources=_WITH_LETTERS,
        target=None,
        who=who(_S),
        article="45",
        facts=LetterCorrection,
        # Whoever got the letter gets D31; only of one of theirs is the applicant told by message.
        letters=(LetterKind.D31,),
    ),
)
