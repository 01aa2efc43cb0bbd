"""The decision: drafted, reviewed for secrecy, signed, recalled (条例 17, 36–39, 45)."""

from dataclasses import dataclass, field, replace

from casework.domain.clock import SuspensionReason
from casework.domain.disclosure.decisions import LEAVES, Leaf, Outcome
from casework.domain.disclosure.guards import Case, Refusal, by_its_handler, is_one_of
from casework.domain.disclosure.leaves import Ground, LeafFacts, PartlyGranted, Withheld
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.standing import Opinion, Standing
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.roles import Role, who
from casework.domain.workflow import Event, Facts, Refused, Transition

DISCLOSING = frozenset({Outcome.GRANTED, Outcome.PARTLY_GRANTED})


@dataclass(frozen=True, slots=True)
class DraftDecision(Facts):
    """条例 36–39: a leaf of the outcome tree and the facts that it needs.

    `public_interest`: why it is disclosed although a third party objects (条例 32).
    """

    outcome: Outcome
    facts: LeafFacts
    public_interest: str = ""

    @property
    def leaf(self) -> Leaf:
        """The leaf of the tree: its article, row, letter and ground."""
        return LEAVES[self.outcome]

    @property
    def discloses_all(self) -> bool:
        """Whether nothing is kept back for a third party, of what is disclosed at all."""
        if isinstance(self.facts, PartlyGranted):
            grounds = {part.ground for part in self.facts.withheld}
            return Ground.THIRD_PARTY_RIGHTS not in grounds
        return self.outcome in DISCLOSING

    def change(self, standing: Standing, event: Event) -> Standing:
        """There is a draft, and whoever wrote it is its author; nobody has reviewed it."""
        return replace(standing, draft=self, author_id=event.user_id, passed_by=())


@dataclass(frozen=True, slots=True)
class ReviewLevel:
    """A level of the review: its name, and how many people must pass the draft at it."""

    name: str
    passes: int = 1


@dataclass(frozen=True, slots=True)
class ReviewRequest(Facts):
    """条例 17, 45: the handler submits the draft; the levels are those the agency has now."""

    remark: str = ""
    levels: tuple[ReviewLevel, ...] = field(default=(ReviewLevel("保密审查、审核"),))

    def change(self, standing: Standing, event: Event) -> Standing:
        """The review begins at its first level."""
        return replace(standing, review=self.levels, passed_by=())


@dataclass(frozen=True, slots=True)
class Return(Facts):
    """Why a draft goes back to the handler."""

    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """What was passed is to be passed again."""
        return replace(standing, passed_by=())


@dataclass(frozen=True, slots=True)
class SecrecyReview(Facts):
    """条例 17: the secrecy review that must stand before any release, and the remark."""

    conclusion: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """One pass more."""
        passing = () if event.user_id is None else (event.user_id,)
        return replace(standing, passed_by=standing.passed_by + passing)


@dataclass(frozen=True, slots=True)
class Signature(Facts):
    """The approver's signature; the letter is numbered and fixed at this moment."""

    remark: str = ""

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is signed."""
        return replace(standing, signed_on=event.on)


@dataclass(frozen=True, slots=True)
class Recall(Facts):
    """Why a signed letter is taken back before it went out; its number stays, void."""

    reason: str

    def change(self, standing: Standing, event: Event) -> Standing:
        """Nothing is signed."""
        return replace(standing, signed_on=None, passed_by=())


def leaf_has_its_facts(case: Case, given: Facts | None) -> None:
    """A decision is one leaf of the tree with the facts that this leaf needs: 条例 36–39."""
    if not isinstance(given, DraftDecision):
        return
    if not isinstance(given.facts, given.leaf.facts):
        raise Refused(Refusal.LEAF_MISMATCH)
    if given.outcome is Outcome.STILL_UNCLEAR and not case.standing.clarification_count:
        raise Refused(Refusal.NEVER_CLARIFIED)
    if given.outcome is Outcome.EXCESSIVE and case.standing.reasons_asked_on is None:
        raise Refused(Refusal.NO_REASONS_ASKED)
    if isinstance(given.facts, PartlyGranted):
        _parts_are_grounded(case, given.facts)
    if isinstance(given.facts, Withheld):
        _ground_is_supported(case, given, given.facts)
    if case.standing.objectors and given.discloses_all and not given.public_interest.strip():
        raise Refused(Refusal.NO_PUBLIC_INTEREST)


def _parts_are_grounded(case: Case, partly: PartlyGranted) -> None:
    if not partly.withheld:
        raise Refused(Refusal.NO_WITHHELD_PART)
    for part in partly.withheld:
        if part.ground is Ground.PROHIBITED_BY_LAW and not part.other_law.strip():
            raise Refused(Refusal.NO_OTHER_LAW)
        if part.ground is Ground.THIRD_PARTY_RIGHTS:
            _third_party_was_asked(case)


def _ground_is_supported(case: Case, draft: DraftDecision, withheld: Withheld) -> None:
    if withheld.ground is not draft.leaf.ground:
        raise Refused(Refusal.LEAF_MISMATCH)
    if draft.outcome is Outcome.PROHIBITED_BY_LAW and not withheld.other_law.strip():
        raise Refused(Refusal.NO_OTHER_LAW)
    if draft.outcome is Outcome.THIRD_PARTY_RIGHTS:
        _third_party_was_asked(case)


def _third_party_was_asked(case: Case) -> None:
    third_party = SuspensionReason.THIRD_PARTY
    asked = [one for one in case.standing.consultations if one.why is third_party]
    if not asked:
        raise Refused(Refusal.NO_OPINION)
    if all(one.opinion is Opinion.CONSENTS for one in asked):
        raise Refused(Refusal.ALL_CONSENTED)


def nobody_is_awaited(case: Case, outcome: Outcome) -> None:
    """Refuse to decide on somebody's rights while they may still speak: 条例 32, 34."""
    affected = outcome in DISCLOSING or outcome is Outcome.THIRD_PARTY_RIGHTS
    asked = case.standing.consultations
    if affected and any(one.waits(case.today, case.calendar) for one in asked):
        raise Refused(Refusal.OPINION_AWAITED)


def _has_a_draft(case: Case, given: Facts | None) -> None:
    """Only a drafted decision goes to review, and not before those who were asked could speak."""
    draft = case.standing.draft
    if draft is None:
        raise Refused(Refusal.NO_DRAFT)
    nobody_is_awaited(case, draft.outcome)
    leaf_has_its_facts(case, draft)  # somebody may have objected since it was drafted


def _not_the_author(case: Case, given: Facts | None) -> None:
    """Whoever drafted a decision neither reviews nor signs it."""
    if case.actor.user_id == case.standing.author_id:
        raise Refused(Refusal.SAME_PERSON)


def _not_a_reviewer(case: Case, given: Facts | None) -> None:
    """Whoever passed a decision neither passes it again nor signs it."""
    if is_one_of(case.actor, case.standing.passed_by):
        raise Refused(Refusal.SAME_PERSON)


def _more_passes_follow(case: Case, given: Facts | None) -> None:
    """The last pass of the review leads to the signature, the others to the next level."""
    if len(case.standing.passed_by) + 1 >= case.standing.passes_needed:
        raise Refused(Refusal.LAST_LEVEL)


def _is_the_last_pass(case: Case, given: Facts | None) -> None:
    """The review is over when every level has its passes."""
    if len(case.standing.passed_by) + 1 < case.standing.passes_needed:
        raise Refused(Refusal.LEVELS_LEFT)


_H, _R, _S = Role.HANDLER, Role.REVIEWER, Role.APPROVER

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.DRAFT_DECISION,
        sources=(State.IN_PROGRESS,),
        target=None,
        who=who(_H),
        article="36–39",
        facts=DraftDecision,
        guards=(by_its_handler, leaf_has_its_facts),
    ),
    Transition(
        action=Action.SUBMIT_FOR_REVIEW,
        sources=(State.IN_PROGRESS,),
        target=State.IN_REVIEW,
        who=who(_H),
        article="17, 45",
        facts=ReviewRequest,
        guards=(by_its_handler, _has_a_draft),
    ),
    Transition(
        action=Action.RETURN,
        sources=(State.IN_REVIEW, State.TO_SIGN),
        target=State.IN_PROGRESS,
        who=who(_R, _S),
        article="45",
        facts=Return,
    ),
    Transition(
        action=Action.PASS_LEVEL,
        sources=(State.IN_REVIEW,),
        target=None,
        who=who(_R),
        article="17",
        facts=SecrecyReview,
        guards=(_not_the_author, _not_a_reviewer, _more_passes_follow),
    ),
    Transition(
        action=Action.PASS_REVIEW,
        sources=(State.IN_REVIEW,),
        target=State.TO_SIGN,
        who=who(_R),
        article="17",
        facts=SecrecyReview,
        guards=(_not_the_author, _not_a_reviewer, _is_the_last_pass),
    ),
    Transition(
        action=Action.SIGN,
        sources=(State.TO_SIGN,),
        target=State.ISSUED,
        who=who(_S),
        article="33, 36",
        facts=Signature,
        letters=(LetterKind.D08,),
        guards=(_not_the_author, _not_a_reviewer),
    ),
    Transition(
        action=Action.RECALL,
        sources=(State.ISSUED,),
        target=State.IN_PROGRESS,
        who=who(_S),
        article="45",
        facts=Recall,
    ),
)
