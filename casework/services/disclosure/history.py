"""What came between receipt and decision, a sentence each, as letters tell it (P4)."""

from collections.abc import Iterable, Sequence

from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action
from casework.domain.workflow import Event
from casework.letters.history import sentence

_Asking = facts.ThirdPartyConsultation | facts.AgencyConsultation


def told(events: Iterable[Event], *, third_parties: bool = True) -> tuple[str, ...]:
    """The sentences on clarification, extension, opinions and fee, in the order of the events.

    Two who were asked, or who answered, on one day make one sentence. Without `third_parties`
    nothing is told of them.
    """
    events = tuple(events)
    # Consultations are numbered from 1 in the order in which they were begun.
    asked = [event.facts for event in events if isinstance(event.facts, _Asking)]
    told = (
        _sentence(event, asked)
        for event in events
        if third_parties or not _is_of_third_party(event, asked)
    )
    return tuple(dict.fromkeys(sentence for sentence in told if sentence is not None))


def _is_of_third_party(event: Event, asked: Sequence[_Asking]) -> bool:
    given = event.facts
    if isinstance(given, facts.OpinionGiven):
        return isinstance(asked[given.number - 1], facts.ThirdPartyConsultation)
    return isinstance(given, facts.ThirdPartyConsultation)


def _sentence(event: Event, asked: Sequence[_Asking]) -> str | None:
    said: tuple[str, dict[str, object]] | None = None
    match event.facts:
        case facts.ClarificationNotice():
            said = "clarification_asked", {}
        case facts.Clarification(requested_information=wanted):
            said = "clarified", {"wanted": " ".join(wanted.split())}
        case facts.Extension(working_days=days) if event.action is Action.EXTEND:
            said = "extended", {"working_days": days}
        case facts.ThirdPartyConsultation():
            said = "third_party_asked", {}
        # What did not stop the clock was not told to the applicant at the time either.
        case facts.AgencyConsultation(asked=agency, suspends=True):
            said = "agency_asked", {"agency": agency.name}
        case facts.OpinionGiven(number=number):
            said = _opinion(asked[number - 1])
        case facts.FeeCharge(yuan=yuan):
            said = "fee_charged", {"yuan": yuan}
        case facts.Payment():
            said = "fee_paid", {}
        case facts.FeeWaiver():
            said = "fee_waived", {}
    return None if said is None else sentence(said[0], on=event.on, **said[1])


def _opinion(given: _Asking) -> tuple[str, dict[str, object]] | None:
    """A third party is not named, nor what it said; an agency is."""
    if isinstance(given, facts.ThirdPartyConsultation):
        return "opinion_received", {"agency": ""}
    return ("opinion_received", {"agency": given.asked.name}) if given.suspends else None
