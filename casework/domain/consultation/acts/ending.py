"""How a consultation goes on and ends: longer, cancelled, with a final document; who handles it."""

from dataclasses import dataclass, replace
from datetime import date

from casework.domain.consultation.acts.hearings import approved_once_public
from casework.domain.consultation.content import FinalDocument
from casework.domain.consultation.standing import ExtensionMade, Standing
from casework.domain.consultation.vocabulary import ANY, OPEN, Action, Refusal, State
from casework.domain.disclosure.acts.keeping import Assignment, Note
from casework.domain.disclosure.guards import by_its_handler, not_after
from casework.domain.roles import STAFF, Role, who
from casework.domain.workflow import Event, Facts, Refused, Situation, Transition

Case = Situation[Standing]


@dataclass(frozen=True, slots=True)
class PeriodExtension(Facts):
    """Until when comments are taken now, and why, for everybody to read."""

    closes_on: date
    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It closes later."""
        before = standing.closes_on or self.closes_on
        made = ExtensionMade(event.on, before, self.closes_on, self.reason)
        return replace(standing, closes_on=self.closes_on, extensions=(*standing.extensions, made))


@dataclass(frozen=True, slots=True)
class FinalDocumentLink(Facts):
    """What was decided in the end (713号令 32)."""

    document: FinalDocument

    def change(self, standing: Standing, event: Event) -> Standing:
        """The feedback and the document know each other."""
        return replace(standing, final_document=self)


@dataclass(frozen=True, slots=True)
class Cancellation(Facts):
    """Why nothing is asked any more; read by everybody where it was public."""

    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It has ended."""
        return replace(standing, cancellation=self, closed_on=event.on)


def _still_open(case: Case, given: Facts | None) -> None:
    """What has closed is answered: it is neither lengthened nor cancelled any more."""
    closes_on = case.standing.closes_on
    is_public = case.standing.state is State.SCHEDULED
    if is_public and closes_on is not None and case.today > closes_on:
        raise Refused(Refusal.CLOSED_ALREADY, closes_on=closes_on)


def _only_longer(case: Case, given: Facts | None) -> None:
    """A period is never shortened, nor ended early (R-YG-1)."""
    closes_on = case.standing.closes_on or date.min
    if isinstance(given, PeriodExtension) and given.closes_on <= closes_on:
        raise Refused(Refusal.NEVER_SHORTER, closes_on=closes_on)


def _says_why(case: Case, given: Facts | None) -> None:
    """A reason that is published is not empty."""
    if isinstance(given, PeriodExtension | Cancellation) and not given.reason.strip():
        raise Refused(Refusal.NO_REASON)


def _was_issued(case: Case, given: Facts | None) -> None:
    """A final document is one that exists."""
    if isinstance(given, FinalDocumentLink):
        not_after(given.document.issued_on, case.today)


_C, _H, _R, _S, _X = (
    Role.CLERK,
    Role.HANDLER,
    Role.REVIEWER,
    Role.APPROVER,
    Role.ADMINISTRATOR,
)

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.EXTEND_PERIOD,
        sources=(State.SCHEDULED,),
        target=None,
        who=who(_S),
        article="713号令 15",
        facts=PeriodExtension,
        guards=(_still_open, _only_longer, _says_why),
    ),
    Transition(
        action=Action.LINK_FINAL_DOCUMENT,
        sources=(State.FEEDBACK_PUBLISHED,),
        target=None,
        who=who(_S),
        article="713号令 32",
        facts=FinalDocumentLink,
        guards=(_was_issued,),
    ),
    Transition(
        action=Action.CANCEL,
        sources=(State.DRAFT, State.IN_REVIEW, State.SCHEDULED),
        target=State.CANCELLED,
        who=who(_H, _S),
        article="713号令 15",
        facts=Cancellation,
        guards=(by_its_handler, approved_once_public, _still_open, _says_why),
    ),
    Transition(
        action=Action.ASSIGN,
        sources=OPEN,
        target=None,
        who=who(_C, _H, _R, _X),
        article="713号令 14",
        facts=Assignment,
    ),
    Transition(
        action=Action.NOTE,
        sources=ANY,
        target=None,
        who=STAFF,
        article="713号令 18",
        facts=Note,
    ),
)
