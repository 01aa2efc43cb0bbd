"""The acts of a comment: submitted, verified, keyed in, hidden, considered, answered."""

from dataclasses import dataclass, replace
from datetime import date

from casework.domain.consultation.comment.standing import Standing
from casework.domain.consultation.comment.vocabulary import (
    ANY,
    Action,
    HidingReason,
    Refusal,
    State,
)
from casework.domain.consultation.vocabulary import Adoption, CommentSource
from casework.domain.disclosure.acts.keeping import Note
from casework.domain.disclosure.guards import not_after
from casework.domain.notices import Notice
from casework.domain.roles import STAFF, Role, who
from casework.domain.workflow import Event, Facts, Refused, Situation, Transition

Case = Situation[Standing]


@dataclass(frozen=True, slots=True)
class Submission(Facts):
    """Said online. `digest` ties the words and their author, kept apart, to the chain of events.

    `closes_on`: the last day on which it would not have been late; late ones are kept and marked.
    `needs_verification`: it is received once its author's contact is verified.
    """

    digest: str
    passage: int | None
    closes_on: date
    looks_automatic: bool = False
    needs_verification: bool = False

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is there."""
        return replace(
            standing,
            passage=self.passage,
            submitted_on=event.on,
            received_on=None if self.needs_verification else event.on,
            is_late=event.on > self.closes_on,
            looks_automatic=self.looks_automatic,
        )


@dataclass(frozen=True, slots=True)
class KeyingIn(Facts):
    """Said on paper, by telephone or at a meeting: which way, when it came, what shows it."""

    digest: str
    passage: int | None
    closes_on: date
    source: CommentSource
    received_on: date
    evidence: str

    def dated(self, today: date) -> date:
        """The day on which it came."""
        return self.received_on

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is received."""
        return replace(
            standing,
            source=self.source,
            passage=self.passage,
            submitted_on=event.on,
            received_on=event.on,
            is_late=event.on > self.closes_on,
        )


@dataclass(frozen=True, slots=True)
class Verification(Facts):
    """Its author typed in the code that was sent to them."""

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is received; whether it was late is a matter of when it was said."""
        return replace(standing, received_on=event.on)


@dataclass(frozen=True, slots=True)
class Waiver(Facts):
    """Why a comment is received though its author's contact was not verified."""

    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is received."""
        return replace(standing, received_on=event.on)


@dataclass(frozen=True, slots=True)
class Hiding(Facts):
    """Why a comment is not shown to the public; the remark stays among colleagues."""

    reason: HidingReason
    remark: str = ""

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is not shown; kept whole, it counts and has to be answered, as one that is hidden."""
        return replace(standing, hiding=self, answer=None, answered_on=None)


@dataclass(frozen=True, slots=True)
class Unhiding(Facts):
    """Why a comment should not have been hidden."""

    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is shown, and answered as one that is."""
        return replace(standing, hiding=None, group_id=None, answer=None, answered_on=None)


@dataclass(frozen=True, slots=True)
class Resubmission(Facts):
    """What its author says now, in place of the words that were not shown, which are kept here."""

    text: str
    before: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is looked at anew; it came when it first came."""
        return replace(standing, hiding=None, group_id=None)


@dataclass(frozen=True, slots=True)
class Consideration(Facts):
    """The group of comments that say the same, to which it belongs."""

    group_id: int

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is in that group, and in no other."""
        return replace(standing, group_id=self.group_id)


@dataclass(frozen=True, slots=True)
class Answer(Facts):
    """What became of it, and why: 713号令 18."""

    adoption: Adoption
    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is answered, perhaps not for the first time."""
        return replace(standing, answer=self, answered_on=event.on)


def _says_something(case: Case, given: Facts | None) -> None:
    """A comment that is written anew has words."""
    if isinstance(given, Resubmission) and not given.text.strip():
        raise Refused(Refusal.NOTHING_SAID)


def _came_in(case: Case, given: Facts | None) -> None:
    """What is keyed in has come, by another way than this site."""
    if isinstance(given, KeyingIn):
        not_after(given.received_on, case.today)
        if given.source is CommentSource.ONLINE:
            raise Refused(Refusal.NOT_KEYED_IN)


def _is_shown(case: Case, given: Facts | None) -> None:
    """What is hidden already is not hidden again."""
    if case.standing.hiding is not None:
        raise Refused(Refusal.HIDDEN_ALREADY)


def _is_hidden(case: Case, given: Facts | None) -> None:
    """Only what is hidden is shown again."""
    if case.standing.hiding is None:
        raise Refused(Refusal.NOT_HIDDEN)


def _not_after_a_threat(case: Case, given: Facts | None) -> None:
    """Whoever threatened is not invited to write again."""
    if not case.standing.may_resubmit:
        raise Refused(Refusal.NOT_AFTER_THREAT)


def _has_a_reason(case: Case, given: Facts | None) -> None:
    """Adopted or not, it is said why: the table that is published has that column."""
    if isinstance(given, Answer) and not given.reason.strip():
        raise Refused(Refusal.NO_ANSWER_REASON)


_A, _C, _H, _R, _S = (
    Role.AUTHOR,
    Role.CLERK,
    Role.HANDLER,
    Role.REVIEWER,
    Role.APPROVER,
)

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.SUBMIT,
        sources=(),
        target=State.RECEIVED,
        who=who(_A),
        article="713号令 15",
        facts=Submission,
    ),
    Transition(
        action=Action.SUBMIT_UNVERIFIED,
        sources=(),
        target=State.PENDING_VERIFICATION,
        who=who(_A),
        article="713号令 15",
        facts=Submission,
        notice=Notice.CONTACT_TO_VERIFY,
    ),
    Transition(
        action=Action.VERIFY,
        sources=(State.PENDING_VERIFICATION,),
        target=State.RECEIVED,
        who=who(_A),
        article="713号令 15",
        facts=Verification,
    ),
    Transition(
        action=Action.WAIVE_VERIFICATION,
        sources=(State.PENDING_VERIFICATION,),
        target=State.RECEIVED,
        who=who(_C, _H),
        article="713号令 15",
        facts=Waiver,
    ),
    Transition(
        action=Action.KEY_IN,
        sources=(),
        target=State.RECEIVED,
        who=who(_C, _H),
        article="713号令 15",
        facts=KeyingIn,
        guards=(_came_in,),
    ),
    Transition(
        # Its author is told by the service, except of a threat.
        action=Action.HIDE,
        sources=(State.RECEIVED, State.CONSIDERED, State.ANSWERED),
        target=State.HIDDEN,
        who=who(_C, _H, _R, _S),
        article="R-YG-2",
        facts=Hiding,
        guards=(_is_shown,),
    ),
    Transition(
        action=Action.UNHIDE,
        sources=(State.HIDDEN, State.ANSWERED),
        target=State.RECEIVED,
        who=who(_R, _S),
        article="R-YG-2",
        facts=Unhiding,
        guards=(_is_hidden,),
    ),
    Transition(
        action=Action.RESUBMIT,
        sources=(State.HIDDEN,),
        target=State.RECEIVED,
        who=who(_A),
        article="R-YG-2",
        facts=Resubmission,
        guards=(_not_after_a_threat, _says_something),
    ),
    Transition(
        action=Action.CONSIDER,
        sources=(State.RECEIVED, State.CONSIDERED),
        target=State.CONSIDERED,
        who=who(_H, _R, _S),
        article="713号令 18",
        facts=Consideration,
    ),
    Transition(
        # What is hidden is answered too, so that the sum of the answers is what was received.
        action=Action.ANSWER,
        sources=(State.RECEIVED, State.CONSIDERED, State.HIDDEN, State.ANSWERED),
        target=State.ANSWERED,
        who=who(_H, _R, _S),
        article="713号令 18",
        facts=Answer,
        guards=(_has_a_reason,),
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
