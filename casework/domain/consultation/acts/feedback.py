"""The feedback: written when comments have closed, released by a second person (R-YG-2)."""

from dataclasses import dataclass, replace
from datetime import date

from casework.domain.consultation.standing import Standing
from casework.domain.consultation.tally import Tally
from casework.domain.consultation.vocabulary import Action, Refusal, State
from casework.domain.disclosure.guards import by_its_handler
from casework.domain.publication.gate import Kept
from casework.domain.roles import Role, who
from casework.domain.workflow import Event, Facts, Refused, Situation, Transition

Case = Situation[Standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackSubmission(Facts):
    """What is to be published: words on the whole, the main reasons against, the figures.

    Its table is made of the comments up to `last_comment_id`, masked but for what is `kept`, and
    with the words `also`; `digest` ties all of it, so that what is released is what was reviewed.
    """

    overview: str
    reasons: str
    tally: Tally
    last_comment_id: int
    kept: tuple[Kept, ...]
    drawn_up_on: date
    digest: str
    also: tuple[str, ...] = ()

    def change(self, standing: Standing, event: Event) -> Standing:
        """It waits for somebody else."""
        return replace(
            standing,
            feedback=self,
            feedback_author_id=event.user_id,
            feedback_returned=None,
        )


@dataclass(frozen=True, slots=True)
class FeedbackReturn(Facts):
    """Why a feedback goes back to be revised."""

    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """The comments may be answered otherwise again."""
        return replace(standing, feedback=None, feedback_returned=self)


@dataclass(frozen=True, slots=True)
class FeedbackRelease(Facts):
    """The feedback is made public."""

    def change(self, standing: Standing, event: Event) -> Standing:
        """The consultation is answered."""
        return replace(standing, feedback_on=event.on, closed_on=event.on, withdrawal=None)


@dataclass(frozen=True, slots=True)
class FeedbackWithdrawal(Facts):
    """Why the feedback is public no longer, for everybody to read in its place."""

    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is to be answered anew."""
        return replace(standing, feedback=None, feedback_on=None, closed_on=None, withdrawal=self)


def _has_closed(case: Case, given: Facts | None) -> None:
    """Nothing is summed up while comments are still taken."""
    closes_on = case.standing.closes_on
    if closes_on is not None and case.today <= closes_on:
        raise Refused(Refusal.NOT_CLOSED_YET, closes_on=closes_on)


def _reconciles(case: Case, given: Facts | None) -> None:
    """Nobody is left without an answer, and the sums hold: 713号令 18, R-YG-2."""
    if not isinstance(given, FeedbackSubmission):
        return
    if given.tally.unanswered:
        raise Refused(Refusal.UNANSWERED, count=given.tally.unanswered)
    if not given.tally.reconciles:
        raise Refused(Refusal.NOT_RECONCILED)


def _by_somebody_else(case: Case, given: Facts | None) -> None:
    """Two people stand for what is published."""
    if case.actor.user_id == case.standing.feedback_author_id:
        raise Refused(Refusal.SAME_PUBLISHER)


def _says_why(case: Case, given: Facts | None) -> None:
    """A reason that is published is not empty."""
    if isinstance(given, FeedbackWithdrawal) and not given.reason.strip():
        raise Refused(Refusal.NO_REASON)


_H, _R, _S = Role.HANDLER, Role.REVIEWER, Role.APPROVER

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.SUBMIT_FEEDBACK,
        sources=(State.SCHEDULED,),
        target=State.FEEDBACK_IN_REVIEW,
        who=who(_H),
        article="713号令 18",
        facts=FeedbackSubmission,
        guards=(by_its_handler, _has_closed, _reconciles),
    ),
    Transition(
        action=Action.RETURN_FEEDBACK,
        sources=(State.FEEDBACK_IN_REVIEW,),
        target=State.SCHEDULED,
        who=who(_R, _S),
        article="713号令 18",
        facts=FeedbackReturn,
    ),
    Transition(
        # Those who commented are told by the service: each of them, not the consultation.
        action=Action.PUBLISH_FEEDBACK,
        sources=(State.FEEDBACK_IN_REVIEW,),
        target=State.FEEDBACK_PUBLISHED,
        who=who(_R, _S),
        article="713号令 18",
        facts=FeedbackRelease,
        guards=(_by_somebody_else,),
    ),
    Transition(
        action=Action.WITHDRAW_FEEDBACK,
        sources=(State.FEEDBACK_PUBLISHED,),
        target=State.SCHEDULED,
        who=who(_S),
        article="R-YG-2",
        facts=FeedbackWithdrawal,
        guards=(_says_why,),
    ),
)
