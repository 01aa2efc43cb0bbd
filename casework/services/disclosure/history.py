"""What came between receipt and decision, a sentence each, as letters tell it (P4)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action
from casework.domain.workflow import Event
from casework.letters.history import sentence


@dataclass(frozen=True, slots=True)
class _Said:
    """Which sentence, with which facts; `on` keeps apart what is told day by day."""

    name: str
    facts: tuple[tuple[str, object], ...]
    on: date | None = None


# What may happen several times, and is told once with all its days.
_TOGETHER = frozenset({"third_party_asked", "opinion_received"})
_Asking = facts.ThirdPartyConsultation | facts.AgencyConsultation


def told(events: Iterable[Event], *, third_parties: bool = True) -> tuple[str, ...]:
    """The sentences on what was asked, what moved the last day, and the fee, in their order.

    All third parties who were asked make one sentence, and all who answered another. Without
    `third_parties` nothing is told of them.
    """
    events = tuple(_as_if_in_time(events))
    # Consultations are numbered from 1 in the order in which they were begun.
    asked = [event.facts for event in events if isinstance(event.facts, _Asking)]
    days: dict[_Said, list[date]] = {}
    for event in events:
        said = _said(event, asked)
        if said is None or (not third_parties and _is_of_third_party(event, asked)):
            continue
        key = said if said.name in _TOGETHER else replace(said, on=event.on)
        days.setdefault(key, []).append(event.on)
    return tuple(_sentence(said, on) for said, on in days.items())


def _as_if_in_time(events: Iterable[Event]) -> Iterator[Event]:
    """The events, a late answer that was accepted as what it would have been in time."""
    unpaid = False
    for event in events:
        given = event.facts
        if isinstance(given, facts.Lapse | facts.FeeLapse):
            unpaid = isinstance(given, facts.FeeLapse)
        if not isinstance(given, facts.LateAcceptance):
            yield event
        elif unpaid:
            yield replace(event, facts=facts.Payment(given.received_on, 0, given.answer))
        else:
            clarified = facts.Clarification(given.answer, given.channel, given.received_on)
            yield replace(event, facts=clarified)


def _sentence(said: _Said, days: Sequence[date]) -> str:
    if said.name in _TOGETHER:
        return sentence(said.name, days=tuple(dict.fromkeys(days)), **dict(said.facts))
    return sentence(said.name, on=days[0], **dict(said.facts))


def _is_of_third_party(event: Event, asked: Sequence[_Asking]) -> bool:
    given = event.facts
    if isinstance(given, facts.OpinionGiven):
        return isinstance(asked[given.number - 1], facts.ThirdPartyConsultation)
    return isinstance(given, facts.ThirdPartyConsultation)


def _said(event: Event, asked: Sequence[_Asking]) -> _Said | None:
    said: tuple[str, dict[str, object]] | None
    match event.facts:
        case facts.ThirdPartyConsultation():
            said = "third_party_asked", {}
        # What did not stop the clock was not told to the applicant at the time either.
        case facts.AgencyConsultation(asked=agency, suspends=True):
            said = "agency_asked", {"agency": agency.name}
        case facts.OpinionGiven(number=number):
            said = _opinion(asked[number - 1])
        case _:
            said = _of_the_applicant(event) or _of_the_agency(event)
    return None if said is None else _Said(said[0], tuple(said[1].items()))


def _of_the_applicant(event: Event) -> tuple[str, dict[str, object]] | None:
    """What the applicant was asked for, and what came of it."""
    match event.facts:
        case facts.ClarificationNotice():
            return "clarification_asked", {}
        case facts.Clarification(requested_information=wanted):
            return "clarified", {"wanted": " ".join(wanted.split())}
        case facts.FeeCharge(yuan=yuan):
            return "fee_charged", {"yuan": yuan}
        case facts.Payment():
            return "fee_paid", {}
        case facts.FeeWaiver():
            return "fee_waived", {}
    return None


def _of_the_agency(event: Event) -> tuple[str, dict[str, object]] | None:
    """What moved the last day to reply, or began the work anew."""
    match event.facts:
        case facts.Extension(working_days=days) if event.action is Action.EXTEND:
            return "extended", {"working_days": days}
        case facts.Deferral(due_on=due_on):
            return "deferred", {"due_on": due_on}
        case facts.Redecision(document=document):
            return "ordered_anew", {"document": document}
    return None


def _opinion(given: _Asking) -> tuple[str, dict[str, object]] | None:
    """A third party is not named, nor what it said; an agency is."""
    if isinstance(given, facts.ThirdPartyConsultation):
        return "opinion_received", {"agency": ""}
    return ("opinion_received", {"agency": given.asked.name}) if given.suspends else None
