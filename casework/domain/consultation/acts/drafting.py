"""A consultation is drafted, reviewed, approved, and amended before it opens (713号令 14, 15)."""

from dataclasses import dataclass, replace
from datetime import date

from casework.domain.clock import REPLY_PERIOD
from casework.domain.consultation.acts.hearings import notice_in_time
from casework.domain.consultation.content import LAWFUL, Content, period
from casework.domain.consultation.standing import Standing
from casework.domain.consultation.vocabulary import Action, Refusal, State
from casework.domain.disclosure.guards import by_its_handler
from casework.domain.periods import COMMENT_PERIOD
from casework.domain.roles import Role, who
from casework.domain.workflow import Event, Facts, Refused, Situation, Transition

Case = Situation[Standing]


@dataclass(frozen=True, slots=True)
class Draft(Facts):
    """What is to be published, in whole; `minimum_days`: the shortest period of its kind then."""

    content: Content
    minimum_days: int = COMMENT_PERIOD

    def change(self, standing: Standing, event: Event) -> Standing:
        """It has this content, and is the handler's who drafts it; nothing of it is approved."""
        return replace(
            standing,
            content=self.content,
            minimum_days=self.minimum_days,
            author_id=event.user_id,
            handling_unit=standing.handling_unit or self.content.unit,
            handler_id=standing.handler_id or event.user_id,
            closes_on=self.content.closes_on,
            dropped=standing.dropped | frozenset(self.content.dropped),
            approved_on=None,
            extensions=(),
        )


@dataclass(frozen=True, slots=True)
class ReviewRequest(Facts):
    """The draft is to be reviewed."""

    def change(self, standing: Standing, event: Event) -> Standing:
        """What it was returned for is done."""
        return replace(standing, returned=None)


@dataclass(frozen=True, slots=True)
class Return(Facts):
    """Why a draft goes back to be revised."""

    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is known why."""
        return replace(standing, returned=self)


@dataclass(frozen=True, slots=True)
class Approval(Facts):
    """It is published as it is; `feedback_days`: working days to answer, as set on that day."""

    remark: str = ""
    feedback_days: int = REPLY_PERIOD

    def change(self, standing: Standing, event: Event) -> Standing:
        """Everybody may read it."""
        return replace(standing, approved_on=event.on, feedback_days=self.feedback_days)


def _not_open_yet(case: Case, given: Facts | None) -> None:
    """Nobody changes what comments were made on."""
    opens_on = case.standing.opens_on
    if case.standing.state is State.SCHEDULED and opens_on and case.today >= opens_on:
        raise Refused(Refusal.HAS_OPENED, opens_on=opens_on)


def _not_backwards(case: Case, given: Facts | None) -> None:
    """A period ends after it began, whatever else is still missing in a draft."""
    if isinstance(given, Draft):
        opens_on, closes_on = given.content.opens_on, given.content.closes_on
        if closes_on < opens_on:
            raise Refused(Refusal.PERIOD_BACKWARDS, opens_on=opens_on, closes_on=closes_on)


def _is_whole(case: Case, given: Facts | None) -> None:
    """草案及其说明等材料，意见的方式: 713号令 15."""
    content = case.standing.content
    if content is None or not content.title.strip():
        raise Refused(Refusal.NO_DRAFT_TEXT)
    if not content.passages and not content.has_draft_file:
        raise Refused(Refusal.NO_DRAFT_TEXT)
    if content.kind in LAWFUL and not content.explanation.strip():
        raise Refused(Refusal.NO_EXPLANATION)
    if not content.ways.any:
        raise Refused(Refusal.NO_WAY)


def _is_long_enough(case: Case, given: Facts | None) -> None:
    """The period of its kind, or a reason that is published: 713号令 15, C-9."""
    content = case.standing.content
    if content is None or content.shortening_reason.strip():
        return
    wanted = period(content, case.standing.minimum_days)
    if wanted.is_short:
        inclusive = wanted.is_inclusive
        refusal = Refusal.PERIOD_COUNTED_INCLUSIVELY if inclusive else Refusal.PERIOD_TOO_SHORT
        raise Refused(refusal, minimum=wanted.minimum, earliest=wanted.earliest_end)


def _opens_from_today(case: Case, given: Facts | None) -> None:
    """What was not public is not said to have been open."""
    opens_on = case.standing.opens_on or date.max
    if opens_on < case.today:
        raise Refused(Refusal.OPENS_IN_PAST, opens_on=opens_on)


def _not_the_author(case: Case, given: Facts | None) -> None:
    """Whoever drafted it does not approve it."""
    if case.actor.user_id == case.standing.author_id:
        raise Refused(Refusal.SAME_PERSON)


_H, _R, _S = Role.HANDLER, Role.REVIEWER, Role.APPROVER

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.DRAFT,
        sources=(),
        target=State.DRAFT,
        who=who(_H),
        article="713号令 14",
        facts=Draft,
        guards=(_not_backwards,),
    ),
    Transition(
        # What was approved and is not open yet goes through the review once more.
        action=Action.AMEND,
        sources=(State.DRAFT, State.SCHEDULED),
        target=State.DRAFT,
        who=who(_H),
        article="713号令 15",
        facts=Draft,
        guards=(by_its_handler, _not_open_yet, _not_backwards),
    ),
    Transition(
        action=Action.SUBMIT_FOR_REVIEW,
        sources=(State.DRAFT,),
        target=State.IN_REVIEW,
        who=who(_H),
        article="713号令 15",
        facts=ReviewRequest,
        guards=(by_its_handler, _is_whole, _is_long_enough),
    ),
    Transition(
        action=Action.RETURN,
        sources=(State.IN_REVIEW,),
        target=State.DRAFT,
        who=who(_R, _S),
        article="713号令 15",
        facts=Return,
    ),
    Transition(
        action=Action.APPROVE,
        sources=(State.IN_REVIEW,),
        target=State.SCHEDULED,
        who=who(_S),
        article="713号令 15",
        facts=Approval,
        guards=(_not_the_author, _opens_from_today, notice_in_time),
    ),
)
