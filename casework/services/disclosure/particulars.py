"""What each kind of letter says that the others do not: of its act, of its leaf, of the case."""

from collections.abc import Callable, Mapping
from dataclasses import asdict

from casework.domain.articles import in_words
from casework.domain.calendar import Calendar
from casework.domain.disclosure import facts as acts
from casework.domain.disclosure.acts.charging import charged_on
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.leaves import Excessive, Withheld, WithheldPart
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.standing import (
    OutsideConsultation,
    Standing,
    last_day_to_pay,
    reply_clock,
)
from casework.domain.disclosure.vocabulary import Action

Particulars = Mapping[str, object]


def particulars(kind: LetterKind, standing: Standing, calendar: Calendar) -> Particulars:
    """The facts that only this kind needs, by their names: of the last act, or of the leaf."""
    if kind in _OF_AN_ACT:
        return _OF_AN_ACT[kind](standing, calendar)
    return _of_leaf(standing)


def overridden(one: OutsideConsultation, standing: Standing) -> Particulars:
    """What a third party is told whose objection is overridden (条例 32)."""
    draft, asked = _decision(standing), one.asked.facts
    assert isinstance(asked, acts.ThirdPartyConsultation)
    disclosed = getattr(draft.facts, "supplied", "") or getattr(draft.facts, "information", "")
    return {
        "information": asked.information,
        "objected_on": one.ended_on,
        "reasons": one.reasons,
        "public_interest": draft.public_interest,
        "disclosed": disclosed,
    }


def _registration(standing: Standing, calendar: Calendar) -> Particulars:
    basis = "" if standing.channel is None else standing.channel.zh
    return {"receipt_basis": basis, "provisional": reply_clock(standing, calendar).provisional}


def _extension(standing: Standing, calendar: Calendar) -> Particulars:
    clock = reply_clock(standing, calendar)
    return {
        **asdict(standing.events[-1].facts),
        "unextended_due_on": clock.unextended_due_on,
        "provisional": clock.provisional,
    }


def _opinion_asked(standing: Standing, calendar: Calendar) -> Particulars:
    """The number and the code by which it is answered are known to who issues the letter."""
    return asdict(standing.events[-1].facts)


def _waiting(standing: Standing, calendar: Calendar) -> Particulars:
    """A third party is not named to the applicant; another agency is."""
    asked = standing.events[-1]
    third_party = isinstance(asked.facts, acts.ThirdPartyConsultation)
    agency = "" if third_party else standing.consultations[-1].name
    role = asked.facts.role.value if isinstance(asked.facts, acts.AgencyConsultation) else ""
    return {"third_party": third_party, "agency": agency, "role": role, "asked_on": asked.on}


def _fee(standing: Standing, calendar: Calendar) -> Particulars:
    fee = _charge(standing)
    return {
        "by_item": fee.method is FeeMethod.BY_ITEM_MONTH,
        "before": fee.before,
        "quantity": fee.quantity,
        "reason": fee.reason,
        "lines": fee.lines,
        "yuan": fee.yuan,
        "pay_at": fee.pay_at,
    }


def _lapse(standing: Standing, calendar: Calendar) -> Particulars:
    if standing.events[-1].action is Action.LAPSE_FEE:
        limit = last_day_to_pay(standing, calendar)
        respond_by = charged_on(standing) if limit is None else limit.on
        return {"respond_by": respond_by, "unpaid_yuan": _charge(standing).yuan}
    if standing.clarification is None:
        raise ValueError("a request lapses only while a clarification or a fee is awaited")
    return {"respond_by": standing.clarification.respond_by, "unpaid_yuan": 0}


def _withdrawal(standing: Standing, calendar: Calendar) -> Particulars:
    return {"withdrawn_on": standing.events[-1].on}


def _deferral(standing: Standing, calendar: Calendar) -> Particulars:
    return {**asdict(standing.events[-1].facts), "asked_on": standing.reasons_asked_on}


def _said(standing: Standing, calendar: Calendar) -> Particulars:
    return asdict(standing.events[-1].facts)


_OF_AN_ACT: dict[LetterKind, Callable[[Standing, Calendar], Particulars]] = {
    LetterKind.D01: _registration,
    LetterKind.D02: _said,
    LetterKind.D03: _extension,
    LetterKind.D04: _said,
    LetterKind.D05: _opinion_asked,
    LetterKind.D06: _waiting,
    LetterKind.D07: _opinion_asked,
    LetterKind.D22: _fee,
    LetterKind.D23: _lapse,
    LetterKind.D24: _withdrawal,
    LetterKind.D30: _deferral,
    LetterKind.D31: _said,
}


def _charge(standing: Standing) -> acts.FeeCharge:
    """The fee that was charged."""
    if standing.fee is None:
        raise ValueError("no fee was charged")
    return standing.fee


def _of_leaf(standing: Standing) -> Particulars:
    """A leaf's facts by name; a ground becomes its words and its article."""
    draft = _decision(standing)
    given = draft.facts
    words = asdict(given)
    if draft.leaf.letter in _SHORT_ON_THE_SPOT:
        words["on_the_spot"] = isinstance(draft, acts.SpotReply)
    if isinstance(given, Excessive) and not given.given.strip() and standing.reasons is not None:
        words["given"] = standing.reasons.text  # what was said is not passed over
    if isinstance(given, Withheld):
        words |= {"ground": given.ground.zh, "article": in_words(given.ground.article)}
    if "withheld" in words:
        words["withheld"] = tuple(_part(part) for part in getattr(given, "withheld", ()))
    return words


def _decision(standing: Standing) -> acts.DraftDecision:
    """The decision that was drafted."""
    if standing.draft is None:
        raise ValueError("no decision is drafted")
    return standing.draft


_SHORT_ON_THE_SPOT = frozenset({LetterKind.D09, LetterKind.D10})


def _part(part: WithheldPart) -> Mapping[str, str]:
    return {
        "part": part.part,
        "ground": part.ground.zh,
        "article": in_words(part.ground.article),
        "reason": part.reason,
        "other_law": part.other_law,
    }
