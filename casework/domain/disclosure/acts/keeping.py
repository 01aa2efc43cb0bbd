"""Who works on a case and what hangs on it: 分办, 回避, notes, links, restriction (条例 45)."""

from dataclasses import dataclass, replace
from typing import Any

from casework.domain.disclosure.guards import Refusal, by_its_handler
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import ANY, OPEN, Action, State
from casework.domain.notices import Notice
from casework.domain.roles import STAFF, Role, who
from casework.domain.terms import Term, term
from casework.domain.workflow import Event, Facts, Refused, Situation, Transition


@dataclass(frozen=True, slots=True)
class Assignment(Facts):
    """条例 45: the unit and the person who handle the case from now on."""

    handling_unit: str
    handler_id: int

    def change(self, standing: Standing, event: Event) -> Standing:
        """It has a handler."""
        return replace(standing, handling_unit=self.handling_unit, handler_id=self.handler_id)


@dataclass(frozen=True, slots=True)
class Recusal(Facts):
    """Who stands back from the case, by their own wish or by order, and why."""

    user_id: int
    reason: str

    def change(self, standing: Any, event: Event) -> Any:
        """They do nothing more on it; a handler who stands back leaves it without one."""
        theirs = standing.handler_id == self.user_id
        return replace(
            standing,
            recused=standing.recused | {self.user_id},
            handler_id=None if theirs else standing.handler_id,
        )


@dataclass(frozen=True, slots=True)
class Note(Facts):
    """A note among colleagues; it never leaves the desk."""

    text: str


class LinkKind(Term):
    """How two requests belong together."""

    SAME_SUBJECT = term("same_subject", "内容相同或者相近")
    EARLIER = term("earlier", "在先的申请")
    LATER = term("later", "在后的申请")
    RELATED = term("related", "其他关联")

    @property
    def reverse(self) -> "LinkKind":
        """The same link as the other request sees it."""
        return _REVERSED.get(self, self)


_REVERSED = {LinkKind.EARLIER: LinkKind.LATER, LinkKind.LATER: LinkKind.EARLIER}


@dataclass(frozen=True, slots=True)
class Link(Facts):
    """Another request that belongs to this one."""

    reference: str
    kind: LinkKind
    remark: str = ""

    def change(self, standing: Standing, event: Event) -> Standing:
        """It is linked, once."""
        others = tuple(link for link in standing.links if link.reference != self.reference)
        return replace(standing, links=(*others, self))


@dataclass(frozen=True, slots=True)
class Restriction(Facts):
    """Who alone may see the case, beside whoever restricted it, and why."""

    user_ids: tuple[int, ...]
    reason: str

    def change(self, standing: Any, event: Event) -> Any:
        """It is restricted."""
        return replace(standing, restriction=self)


@dataclass(frozen=True, slots=True)
class LiftedRestriction(Facts):
    """Why everybody of the agency may see the case again."""

    reason: str

    def change(self, standing: Any, event: Event) -> Any:
        """It is open to all."""
        return replace(standing, restriction=None)


class ContactChange(Term):
    """What of the applicant's particulars changed."""

    CONTACT = term("contact", "联系方式")
    AGENT = term("agent", "代理人及委托权限")


@dataclass(frozen=True, slots=True)
class PartyChange(Facts):
    """The applicant moved, or is now represented by an agent with power of attorney.

    `digest` ties the particulars, which are kept with the party, to the chain of events.
    """

    what: ContactChange
    digest: str
    evidence: str


@dataclass(frozen=True, slots=True)
class IdentityCheck(Facts):
    """How an applicant's identity was checked before a new query code was given out."""

    means: str


def new_handler_may(case: Situation[Any], given: Facts | None) -> None:
    """A case is not given to somebody who stands back from it."""
    if isinstance(given, Assignment) and given.handler_id in case.standing.recused:
        raise Refused(Refusal.RECUSED)


def own_or_ordered(case: Situation[Any], given: Facts | None) -> None:
    """One stands back oneself; the approver may order it of another."""
    own = not isinstance(given, Recusal) or given.user_id == case.actor.user_id
    if not own and Role.APPROVER not in case.actor.roles:
        raise Refused(Refusal.NOT_YOUR_CASE)


def not_restricted(case: Situation[Any], given: Facts | None) -> None:
    """What is restricted already is not restricted again."""
    if case.standing.restriction is not None:
        raise Refused(Refusal.RESTRICTED_ALREADY)


def restricted(case: Situation[Any], given: Facts | None) -> None:
    """Only a restriction that is in force is lifted."""
    if case.standing.restriction is None:
        raise Refused(Refusal.NOT_RESTRICTED)


_A, _C, _H, _R, _S, _X = (
    Role.APPLICANT,
    Role.CLERK,
    Role.HANDLER,
    Role.REVIEWER,
    Role.APPROVER,
    Role.ADMINISTRATOR,
)
# A case whose handler leaves while somebody else is awaited is not carried on by it.
_WAITING = tuple(
    state for state in OPEN if state not in {State.SUBMITTED, State.RECEIVED, State.IN_PROGRESS}
)

ROWS: tuple[Transition[Standing], ...] = (
    Transition(
        action=Action.ASSIGN,
        sources=(State.RECEIVED, State.IN_PROGRESS),
        target=State.IN_PROGRESS,
        who=who(_C, _H, _R, _X),
        article="45",
        facts=Assignment,
        guards=(new_handler_may,),
    ),
    Transition(
        action=Action.REASSIGN,
        sources=_WAITING,
        target=None,
        who=who(_C, _H, _R, _X),
        article="45",
        facts=Assignment,
        guards=(new_handler_may,),
    ),
    Transition(
        action=Action.NOTE,
        sources=ANY,
        target=None,
        who=STAFF,
        article="45",
        facts=Note,
    ),
    Transition(
        action=Action.LINK,
        sources=ANY,
        target=None,
        who=who(_C, _H, _R, _S),
        article="45",
        facts=Link,
    ),
    Transition(
        action=Action.RECUSE,
        sources=OPEN,
        target=None,
        who=who(_C, _H, _R, _S),
        article="45",
        facts=Recusal,
        guards=(own_or_ordered,),
    ),
    Transition(
        action=Action.RESTRICT,
        sources=ANY,
        target=None,
        who=who(_S),
        article="45",
        facts=Restriction,
        guards=(not_restricted,),
    ),
    Transition(
        action=Action.LIFT_RESTRICTION,
        sources=ANY,
        target=None,
        who=who(_S),
        article="45",
        facts=LiftedRestriction,
        guards=(restricted,),
    ),
    Transition(
        action=Action.CHANGE_CONTACT,
        sources=ANY,
        target=None,
        who=who(_C, _H),
        article="29 II(一)",
        facts=PartyChange,
        notice=Notice.CONTACT_CHANGED,
        guards=(by_its_handler,),
    ),
    Transition(
        action=Action.REISSUE_CODE,
        sources=ANY,
        target=None,
        who=who(_C, _H),
        article="29 II(一)",
        facts=IdentityCheck,
        notice=Notice.CODE_REISSUED,
    ),
)
