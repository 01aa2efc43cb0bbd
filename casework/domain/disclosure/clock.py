"""A request's reply clock: what each of its events did to the clock, reckoned by the calendar."""

from functools import singledispatch

from casework.domain.calendar import Calendar
from casework.domain.clock import (
    Entry,
    Extend,
    Reckoning,
    Restart,
    RestartReason,
    Start,
    Stop,
    StopReason,
    Void,
    VoidReason,
    reckon,
)
from casework.domain.disclosure import facts
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import Action
from casework.domain.workflow import Event, Facts


def reply_clock(standing: Standing, calendar: Calendar) -> Reckoning:
    """The reply clock of a request as it stands: its date, or the reason why none runs."""
    done = (entry_of(event.facts, event) for event in standing.events)
    return reckon((entry for entry in done if entry is not None), calendar)


@singledispatch
def entry_of(given: Facts, event: Event) -> Entry | None:
    """What an event did to the clock: nothing, unless its facts are registered below."""
    return None


@entry_of.register
def _(given: facts.Registration, event: Event) -> Entry:
    return Start(event.on)


@entry_of.register
def _(given: facts.ReceiptConfirmation, event: Event) -> Entry:
    return Start(event.on)


@entry_of.register
def _(given: facts.ClarificationNotice, event: Event) -> Entry:
    return Void(event.on, VoidReason.CLARIFICATION, given.respond_by)


@entry_of.register
def _(given: facts.Clarification, event: Event) -> Entry:
    return Restart(event.on, RestartReason.CLARIFIED)


@entry_of.register
def _(given: facts.Extension, event: Event) -> Entry | None:
    # The same facts are first proposed, which moves nothing, and then approved.
    return Extend(event.on, given.working_days) if event.action is Action.EXTEND else None


@entry_of.register
def _(given: facts.Service, event: Event) -> Entry:
    return Stop(event.on, StopReason.REPLIED)


@entry_of.register
def _(given: facts.Lapse, event: Event) -> Entry:
    return Stop(event.on, StopReason.LAPSED_CLARIFICATION)


@entry_of.register
def _(given: facts.Withdrawal, event: Event) -> Entry:
    return Stop(event.on, StopReason.WITHDRAWN)


@entry_of.register
def _(given: facts.OtherClosure, event: Event) -> Entry:
    return Stop(event.on, StopReason.CLOSED)
