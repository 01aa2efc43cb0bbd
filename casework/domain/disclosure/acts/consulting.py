"""Asking third parties (条例 15, 32) and other agencies (33 III, 34), each on its own clock."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from casework.domain.clock import Entry, Suspend, SuspensionReason
from casework.domain.disclosure.guards import (
    Case,
    Refusal,
    by_its_handler,
    dated_within_reason,
    not_after,
    not_before,
)
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.standing import Opinion, OutsideConsultation, Standing
from casework.domain.disclosure.vocabulary import OPEN, Action, State
from casework.domain.notices import Notice
from casework.domain.roles import Role, who
from casework.domain.terms import Term, term
from casework.domain.workflow import ClockEffect, Event, Facts, Refused, Transition


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is asked, and how they can be reached: kept sealed, shown to staff only."""

    name: str
    is_organisation: bool
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class _Asking(Facts):
    """Whose opinion is asked, on what; what both kinds of asking share."""

    asked: Asked
    information: str

    def entry(self, standing: Standing, event: Event) -> Entry | None:
        """The days until the return, or until the limit, are not counted (C-4)."""
        mine = next(one for one in standing.consultations if one.asked is event)
        if not mine.suspends:
            return None
        # A third party's name is not for the applicant, who reads the ledger: a number is.
        name = mine.name if mine.why is SuspensionReason.AGENCY else str(mine.number)
        return Suspend(event.on, mine.why, name, mine.letter_received_on, mine.ended_on)


@dataclass(frozen=True, slots=True)
class ThirdPartyConsultation(_Asking):
    """条例 32: the third party, what of theirs would be disclosed, and which rights it touches."""

    concern: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """One more opinion is awaited."""
        return _asked(
            standing,
            OutsideConsultation(
                number=len(standing.consultations) + 1,
                why=SuspensionReason.THIRD_PARTY,
                name=self.asked.name,
                asked=event,
            ),
        )


class AgencyRole(Term):
    """Why another agency is asked; only a co-producer consents by silence."""

    CO_PRODUCER = term("co_producer", "共同制作政府信息的机关（条例第三十四条）")
    OTHER = term("other", "其他有关机关（条例第三十三条第三款）")
    SECRECY = term("secrecy", "有关主管部门或者保密行政管理部门（条例第十七条）")


@dataclass(frozen=True, slots=True)
class AgencyConsultation(_Asking):
    """条例 17, 33 III, 34: the other agency, in which role, and on what.

    `suspends`: whether the reply clock waits; for a secrecy question as the agency has set it [D].
    """

    role: AgencyRole
    question: str = ""
    suspends: bool = True

    def change(self, standing: Standing, event: Event) -> Standing:
        """One more opinion is awaited."""
        return _asked(
            standing,
            OutsideConsultation(
                number=len(standing.consultations) + 1,
                why=SuspensionReason.AGENCY,
                name=self.asked.name,
                asked=event,
                suspends=self.suspends,
                silence_consents=self.role is AgencyRole.CO_PRODUCER,
            ),
        )


@dataclass(frozen=True, slots=True)
class LetterReceived(Facts):
    """条例 32, 34: when the letter reached those asked, which starts their 15 working days."""

    number: int
    received_on: date
    proof: str

    def dated(self, today: date) -> date:
        """The day of receipt."""
        return self.received_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """Their limit runs."""
        return _altered(
            standing, self.number, lambda one: replace(one, letter_received_on=self.received_on)
        )


@dataclass(frozen=True, slots=True)
class OpinionGiven(Facts):
    """条例 32, 34: what those asked say, why, and when it was received."""

    number: int
    opinion: Opinion
    reasons: str
    received_on: date

    def dated(self, today: date) -> date:
        """The day on which the opinion came back."""
        return self.received_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """Nobody waits for it any longer."""
        return _altered(standing, self.number, self._answered)

    def _answered(self, one: OutsideConsultation) -> OutsideConsultation:
        return replace(one, opinion=self.opinion, reasons=self.reasons, ended_on=self.received_on)


@dataclass(frozen=True, slots=True)
class CallingOff(Facts):
    """Why an opinion is no longer asked for: the letter came back, the request changed."""

    number: int
    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """Nobody waits for it any longer."""
        return _altered(standing, self.number, lambda one: replace(one, ended_on=event.on))


def consultation(standing: Standing, number: int) -> OutsideConsultation | None:
    """The consultation of a number, if there is one."""
    return next((one for one in standing.consultations if one.number == number), None)


def _asked(standing: Standing, one: OutsideConsultation) -> Standing:
    return replace(standing, consultations=(*standing.consultations, one))


def _altered(
    standing: Standing, number: int, change: Callable[[OutsideConsultation], OutsideConsultation]
) -> Standing:
    altered = (change(one) if one.number == number else one for one in standing.consultations)
    return replace(standing, consultations=tuple(altered))


def _names_somebody(case: Case, given: Facts | None) -> None:
    """Somebody is asked."""
    if isinstance(given, _Asking) and not given.asked.name.strip():
        raise Refused(Refusal.NO_NAME)


def _letter_is_on_its_way(case: Case, given: Facts | None) -> None:
    """A letter is received once, no earlier than it was issued."""
    open_ones = [one for one in case.standing.consultations if one.ended_on is None]
    if not any(one.letter_received_on is None for one in open_ones):
        raise Refused(Refusal.NO_SUCH_CONSULTATION)
    if isinstance(given, LetterReceived):
        one = _open(case, given.number)
        if one.letter_received_on is not None:
            raise Refused(Refusal.LETTER_RECEIVED_ALREADY)
        not_after(given.received_on, case.today)
        not_before(given.received_on, one.asked.on)


def _opinion_is_awaited(case: Case, given: Facts | None) -> None:
    """An opinion answers a question that was asked; a late one is kept, and moves nothing."""
    if not any(one.ended_on is None for one in case.standing.consultations):
        raise Refused(Refusal.NO_SUCH_CONSULTATION)
    if isinstance(given, OpinionGiven):
        one = _open(case, given.number)
        not_before(given.received_on, one.letter_received_on or one.asked.on)
        if given.opinion is Opinion.OBJECTS and not given.reasons.strip():
            raise Refused(Refusal.NO_OBJECTION_REASONS)
    if isinstance(given, CallingOff):
        _open(case, given.number)


def _open(case: Case, number: int) -> OutsideConsultation:
    one = consultation(case.standing, number)
    if one is None or one.ended_on is not None:
        raise Refused(Refusal.NO_SUCH_CONSULTATION)
    return one


_C, _H, _T = Role.CLERK, Role.HANDLER, Role.CONSULTED
# Those asked have their 15 working days whatever the case waits for meanwhile (条例 32, 34).
_UNTIL_REPLIED = tuple(s for s in OPEN if s not in {State.SUBMITTED, State.RECEIVED})

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.CONSULT_THIRD_PARTY,
        sources=(State.IN_PROGRESS,),
        target=None,
        who=who(_H),
        article="15, 32, 33 III",
        facts=ThirdPartyConsultation,
        clock=ClockEffect.SUSPEND,
        letters=(LetterKind.D05, LetterKind.D06),
        notice=Notice.OTHERS_CONSULTED,
        guards=(by_its_handler, _names_somebody),
    ),
    Transition(
        action=Action.CONSULT_AGENCY,
        sources=(State.IN_PROGRESS,),
        target=None,
        who=who(_H),
        article="17, 33 III, 34",
        facts=AgencyConsultation,
        clock=ClockEffect.SUSPEND,
        letters=(LetterKind.D07, LetterKind.D06),
        notice=Notice.OTHERS_CONSULTED,
        guards=(by_its_handler, _names_somebody),
    ),
    Transition(
        action=Action.RECORD_LETTER_RECEIVED,
        sources=_UNTIL_REPLIED,
        target=None,
        who=who(_C, _H),
        article="32, 34",
        facts=LetterReceived,
        guards=(by_its_handler, _letter_is_on_its_way),
    ),
    Transition(
        action=Action.RECORD_OPINION,
        sources=_UNTIL_REPLIED,
        target=None,
        who=who(_C, _H, _T),
        article="32, 34",
        facts=OpinionGiven,
        clock=ClockEffect.RESUME,
        guards=(by_its_handler, dated_within_reason, _opinion_is_awaited),
    ),
    Transition(
        action=Action.CALL_OFF_CONSULTATION,
        sources=_UNTIL_REPLIED,
        target=None,
        who=who(_H),
        article="32, 34",
        facts=CallingOff,
        clock=ClockEffect.RESUME,
        guards=(by_its_handler, _opinion_is_awaited),
    ),
)
