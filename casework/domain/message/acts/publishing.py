"""A message and its reply before everybody: the author agreed, two people looked (R-YG-3).

What is public is the copy that went through the gate; the message itself stays where it is.
"""

from dataclasses import dataclass, replace

from casework.domain.disclosure.guards import by_its_handler
from casework.domain.message.standing import Standing
from casework.domain.message.vocabulary import ANSWERED, ANY, Action, Refusal
from casework.domain.publication.gate import PublicCopy
from casework.domain.roles import Role, who
from casework.domain.workflow import Event, Facts, Refused, Situation, Transition

Case = Situation[Standing]


@dataclass(frozen=True, slots=True)
class Preparation(Facts):
    """The copy that is to be public, from which personal data are gone."""

    copy: PublicCopy

    def change(self, standing: Standing, event: Event) -> Standing:
        """It waits for another person, and is of the replies given so far."""
        return replace(
            standing,
            preparation=self,
            prepared_by=event.user_id,
            prepared_replies=len(standing.replies),
        )


@dataclass(frozen=True, slots=True)
class Release(Facts):
    """The copy is made public."""

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is public."""
        return replace(standing, is_published=True, withdrawal=None)


@dataclass(frozen=True, slots=True)
class Withdrawal(Facts):
    """Why it is public no longer, for everybody to read in its place."""

    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is withdrawn; whoever wants it public again prepares it anew."""
        return replace(
            standing, is_published=False, withdrawal=self, preparation=None, prepared_by=None
        )


def _agreed(case: Case, given: Facts | None) -> None:
    """Nothing is published that its author does not agree to."""
    if not case.standing.may_be_published:
        raise Refused(Refusal.NO_CONSENT)


def _not_public_yet(case: Case, given: Facts | None) -> None:
    """What is public is withdrawn before it is published otherwise."""
    if case.standing.is_published:
        raise Refused(Refusal.PUBLISHED_ALREADY)


def _was_prepared(case: Case, given: Facts | None) -> None:
    """There is a copy, of the reply as it is now, and somebody else made it."""
    standing = case.standing
    if standing.preparation is None:
        raise Refused(Refusal.NOT_PREPARED)
    if standing.prepared_replies != len(standing.replies):
        raise Refused(Refusal.STALE_COPY)
    if case.actor.user_id == standing.prepared_by:
        raise Refused(Refusal.SAME_PUBLISHER)


def _is_public(case: Case, given: Facts | None) -> None:
    """Only what is public is withdrawn."""
    if not case.standing.is_published:
        raise Refused(Refusal.NOT_PUBLISHED)


_H, _R, _S = Role.HANDLER, Role.REVIEWER, Role.APPROVER

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.PREPARE_PUBLICATION,
        sources=ANSWERED,
        target=None,
        who=who(_H),
        article="R-YG-3",
        facts=Preparation,
        guards=(by_its_handler, _agreed, _not_public_yet),
    ),
    Transition(
        action=Action.PUBLISH,
        sources=ANSWERED,
        target=None,
        who=who(_H, _R, _S),
        article="R-YG-3",
        facts=Release,
        guards=(_agreed, _not_public_yet, _was_prepared),
    ),
    Transition(
        action=Action.UNPUBLISH,
        sources=ANY,
        target=None,
        who=who(_R, _S),
        article="R-YG-3",
        facts=Withdrawal,
        guards=(_is_public,),
    ),
)
