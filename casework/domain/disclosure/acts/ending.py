"""A request ends without a decision, or is judged by its applicant (表三（六）, 评价)."""

from dataclasses import dataclass, replace

from casework.domain.clock import Entry, Stop, StopReason
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.guards import Case, Refusal, by_its_handler
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.standing import Standing, ended
from casework.domain.disclosure.vocabulary import OPEN, Action, State
from casework.domain.notices import Notice
from casework.domain.roles import Role, who
from casework.domain.terms import Term, term
from casework.domain.workflow import ClockEffect, Event, Facts, Refused, Transition

BEST_SCORE = 5


@dataclass(frozen=True, slots=True)
class Withdrawal(Facts):
    """The applicant's statement that the request is withdrawn."""

    statement: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is withdrawn, and counts all the same (S-7)."""
        return ended(standing, Outcome.WITHDRAWN, event.on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The clock ends."""
        return Stop(event.on, StopReason.WITHDRAWN)


class ClosureReason(Term):
    """Why a request ends otherwise."""

    DEATH = term("death", "申请人死亡")
    DISSOLUTION = term("dissolution", "申请人终止")
    OTHER = term("other", "其他情形")


@dataclass(frozen=True, slots=True)
class OtherClosure(Facts):
    """Why a request ends without a decision: the applicant's death, dissolution, and the like."""

    reason: str
    kind: ClosureReason = ClosureReason.OTHER

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is closed, and counts as 其他."""
        return ended(standing, Outcome.OTHERWISE_CLOSED, event.on)

    def entry(self, standing: Standing, event: Event) -> Entry:
        """The clock ends."""
        return Stop(event.on, StopReason.CLOSED)


@dataclass(frozen=True, slots=True)
class Rating(Facts):
    """What the applicant thinks of the handling: 1 (very poor) to BEST_SCORE (very good)."""

    score: int
    comment: str = ""

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is rated."""
        return replace(standing, rating=self)


def _rated_once(case: Case, given: Facts | None) -> None:
    """An applicant rates the handling once, from 1 to 5."""
    if case.standing.rating is not None:
        raise Refused(Refusal.RATED_ALREADY)
    if isinstance(given, Rating) and not 1 <= given.score <= BEST_SCORE:
        raise Refused(Refusal.SCORE_RANGE)


_A, _C, _H, _S = Role.APPLICANT, Role.CLERK, Role.HANDLER, Role.APPROVER

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.WITHDRAW,
        sources=OPEN,
        target=State.WITHDRAWN,
        who=who(_A, _C, _H),
        article="表三（六）3",
        facts=Withdrawal,
        clock=ClockEffect.STOP,
        letters=(LetterKind.D24,),
        notice=Notice.CLOSED,
        guards=(by_its_handler,),
    ),
    Transition(
        action=Action.CLOSE,
        sources=OPEN,
        target=State.REPLIED,
        who=who(_S),
        article="表三（六）3",
        facts=OtherClosure,
        clock=ClockEffect.STOP,
    ),
    Transition(
        action=Action.RATE,
        sources=(State.REPLIED,),
        target=None,
        who=who(_A),
        article="评价",
        facts=Rating,
        guards=(_rated_once,),
    ),
)
