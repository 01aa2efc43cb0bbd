"""A request as it stands: the fold of its events, and nothing that is not in them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce, singledispatch

from casework.domain.disclosure import facts
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.workflow import Event, Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Everything about a request that an act, a guard or a page may ask of its history."""

    state: State = State.NASCENT
    submitted_on: date | None = None
    received_on: date | None = None
    channel: ReceiptChannel | None = None
    delivery_way: DeliveryWay | None = None
    handling_unit: str = ""
    handler_id: int | None = None
    clarification: facts.ClarificationNotice | None = None
    clarification_asked_on: date | None = None
    clarification_count: int = 0
    proposed_extension: facts.Extension | None = None
    proposer_id: int | None = None
    extension: facts.Extension | None = None
    draft: facts.DraftDecision | None = None
    author_id: int | None = None
    reviewer_id: int | None = None
    signed_on: date | None = None
    service: facts.Service | None = None
    outcome: Outcome | None = None
    closed_on: date | None = None
    rating: facts.Rating | None = None
    events: tuple[Event, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the request still waits for its end."""
        return self.closed_on is None


def after(standing: Standing, event: Event, state: State) -> Standing:
    """The standing once `event` has happened and led to `state`."""
    changed = _with(event.facts, standing, event)
    return replace(changed, state=state, events=(*standing.events, event))


def replay(history: Iterable[tuple[Event, State]]) -> Standing:
    """The standing after a whole history of events and the states they led to, oldest first."""
    return reduce(lambda standing, step: after(standing, *step), history, Standing())


@singledispatch
def _with(given: Facts, standing: Standing, event: Event) -> Standing:
    """What an act changes beside the state: nothing, unless its facts are registered below."""
    return standing


@_with.register
def _(given: facts.Submission, standing: Standing, event: Event) -> Standing:
    return replace(
        standing,
        submitted_on=event.on,
        channel=ReceiptChannel.ONLINE,
        delivery_way=given.delivery_way,
    )


@_with.register
def _(given: facts.Registration, standing: Standing, event: Event) -> Standing:
    return replace(
        standing,
        submitted_on=given.arrived_on,
        received_on=given.received_on,
        channel=given.channel,
        delivery_way=given.delivery_way,
    )


@_with.register
def _(given: facts.ReceiptConfirmation, standing: Standing, event: Event) -> Standing:
    return replace(standing, received_on=given.confirmed_on)


@_with.register
def _(given: facts.Assignment, standing: Standing, event: Event) -> Standing:
    return replace(standing, handling_unit=given.handling_unit, handler_id=given.handler_id)


@_with.register
def _(given: facts.ClarificationNotice, standing: Standing, event: Event) -> Standing:
    return replace(
        standing,
        clarification=given,
        clarification_asked_on=event.on,
        clarification_count=standing.clarification_count + 1,
    )


@_with.register
def _(given: facts.Clarification, standing: Standing, event: Event) -> Standing:
    return replace(standing, clarification=None, proposed_extension=None)


@_with.register
def _(given: facts.Extension, standing: Standing, event: Event) -> Standing:
    if event.action is Action.EXTEND:
        return replace(standing, extension=given, proposed_extension=None)
    return replace(standing, proposed_extension=given, proposer_id=event.user_id)


@_with.register
def _(given: facts.DraftDecision, standing: Standing, event: Event) -> Standing:
    return replace(standing, draft=given, author_id=event.user_id, reviewer_id=None)


@_with.register
def _(given: facts.Signature, standing: Standing, event: Event) -> Standing:
    return replace(standing, signed_on=event.on)


@_with.register
def _(given: facts.SecrecyReview, standing: Standing, event: Event) -> Standing:
    return replace(standing, reviewer_id=event.user_id)


@_with.register
def _(given: facts.Return, standing: Standing, event: Event) -> Standing:
    return replace(standing, reviewer_id=None)


@_with.register
def _(given: facts.Service, standing: Standing, event: Event) -> Standing:
    outcome = None if standing.draft is None else standing.draft.outcome
    return replace(standing, service=given, outcome=outcome, closed_on=event.on)


@_with.register
def _(given: facts.Lapse, standing: Standing, event: Event) -> Standing:
    return replace(standing, outcome=Outcome.LAPSED_CLARIFICATION, closed_on=event.on)


@_with.register
def _(given: facts.Withdrawal, standing: Standing, event: Event) -> Standing:
    return replace(standing, outcome=Outcome.WITHDRAWN, closed_on=event.on)


@_with.register
def _(given: facts.OtherClosure, standing: Standing, event: Event) -> Standing:
    return replace(standing, outcome=Outcome.OTHERWISE_CLOSED, closed_on=event.on)


@_with.register
def _(given: facts.Rating, standing: Standing, event: Event) -> Standing:
    return replace(standing, rating=given)
