"""Handing over the open cases of somebody who leaves: one act a case, and what became of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from casework.domain.disclosure.facts import Assignment
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor, Role
from casework.domain.terms import Term, term
from casework.domain.workflow import Facts, Refused, TableRefusal, Transition
from casework.persistence.database import db, transaction
from casework.persistence.models import User
from casework.persistence.models.people import AdminAct, AdminEntry
from casework.persistence.queries import administration, people
from casework.services import staff
from casework.services.acts import Order
from casework.services.administration import Deed, Mandate
from casework.services.office import Office
from casework.services.procedures import road_of
from casework.services.refusals import NotThere, ServiceRefusal

MOST = 100  # cases at once: each is an act of its own, in a transaction of its own


class HandOverRefusal(Term):
    """Why a case, or all of them, were not handed over."""

    NOT_A_HANDLER = term("not_a_handler", "请选择另一位能登录的承办人。")
    NOTHING_CHOSEN = term("nothing_chosen", "请至少选择一件。")
    # The table's own sentence speaks to whoever stands back, who is here perhaps the taker.
    ONE_STANDS_BACK = term(
        "one_stands_back",
        "接手的同事或者您本人已回避这一件。请移交给其他同事，或者请其他人移交。",
    )
    OTHERWISE = term("otherwise", "没有移交。请打开这一件，查看原因后单独办理。")


# What may stand in the way of giving a case to somebody; the book keeps the first word of each.
REASONS: Mapping[str, Term] = {
    reason.value: reason
    for reason in (
        TableRefusal.NOT_FROM_HERE,
        TableRefusal.NOT_YOUR_ROLE,
        ServiceRefusal.CHANGED_MEANWHILE,
        HandOverRefusal.ONE_STANDS_BACK,
        HandOverRefusal.OTHERWISE,
    )
}


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An open case of somebody; `may_go` says whether the table lets it be given away now."""

    reference: str
    state: Term
    due_on: date | None
    version: int

    @property
    def may_go(self) -> bool:
        """Whether it can be handed over from its state."""
        return _act_from(self) is not None


@dataclass(frozen=True, slots=True)
class HandOver(Facts):
    """Which cases go to whom."""

    to_id: int
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a hand-over: the cases that went, and those that did not, each with why."""

    taker: User
    moved: tuple[str, ...]
    failed: tuple[tuple[str, Refused], ...]


def open_cases(user_id: int, viewer: Actor) -> list[OpenCase]:
    """Somebody's open cases that a viewer may see, by due date, those without one last."""
    found = administration.open_cases(user_id, viewer)
    return [
        OpenCase(reference, _state(reference, state), due, seen)
        for reference, state, due, seen in found
    ]


def hand_over(office: Office, giver_id: int, wanted: HandOver, mandate: Mandate) -> int:
    """Give cases of one colleague to another, one act a case; the book's entry that says how.

    A case that cannot go is named there and stays. After a crash the same form goes on where it
    ended. Raises NotThere, and Refused where the other is no handler or nothing was chosen.
    """
    agency_id = mandate.actor.agency_id
    giver = staff.one(giver_id, agency_id)
    taker = _taker(giver, wanted, agency_id)
    theirs = {case.reference: case for case in open_cases(giver_id, mandate.actor)}
    failed = [
        [reference, reason.value, state]
        for reference in wanted.references[:MOST]
        for reason, state in _give(office, reference, theirs.get(reference), taker, mandate)
    ]
    kept = {reference for reference, _, _ in failed}
    deed = Deed(AdminAct.HAND_OVER, mandate, office.now(), giver_id)
    with transaction():
        first = deed.earlier(wanted)
        if first is not None:
            return int(first)
        moved = [reference for reference in wanted.references[:MOST] if reference not in kept]
        entry = deed.enter({"to_id": taker.id, "moved": moved, "failed": failed})
        db.session.flush()  # the form's key leads to the entry
        deed.settle(str(entry.id))
    return entry.id


def outcome(entry_id: int, giver: User) -> Outcome:
    """What became of a hand-over of somebody's cases, as the book says; raises NotThere."""
    entry = administration.entry(entry_id, giver.agency_id)
    if entry is None or (entry.what, entry.subject_id) != (AdminAct.HAND_OVER, giver.id):
        raise NotThere(str(entry_id))
    taker = staff.one(entry.facts["to_id"], giver.agency_id)
    return Outcome(taker, tuple(entry.facts["moved"]), tuple(_failures(entry)))


def _taker(giver: User, wanted: HandOver, agency_id: int) -> User:
    if not wanted.references:
        raise Refused(HandOverRefusal.NOTHING_CHOSEN)
    taker = people.user_of(wanted.to_id, agency_id)
    able = taker is not None and taker.is_enabled and Role.HANDLER in taker.roles
    if taker is None or not able or taker.id == giver.id:
        raise Refused(HandOverRefusal.NOT_A_HANDLER)
    return taker


def _give(
    office: Office, reference: str, case: OpenCase | None, taker: User, mandate: Mandate
) -> Sequence[tuple[Term, str]]:
    """Give one case away: nothing, or the reason why it stayed with the state it is in.

    One that is no longer the giver's has no version of theirs: only the form that moved it
    passes, and finds it done.
    """
    giving = _giving(reference)
    if not giving:  # of a procedure whose cases are nobody's
        return [(HandOverRefusal.OTHERWISE, road_of(reference).course.procedure.nascent.value)]
    action = (case and _act_from(case)) or giving[0].action
    version = 0 if case is None else case.version
    given = Assignment(handling_unit=taker.unit, handler_id=taker.id)
    unknown = giving[0].sources[-1]
    try:
        road_of(reference).act(
            office, reference, Order(action, given, mandate.key, version), mandate.actor
        )
    except Refused as refused:
        state = refused.facts.get("state", case.state if case else unknown)
        return [(_why(refused.reason), str(state))]
    except NotThere:
        return [(HandOverRefusal.OTHERWISE, unknown.value)]
    return []


def _why(reason: Term) -> Term:
    if reason is Refusal.RECUSED:
        return HandOverRefusal.ONE_STANDS_BACK
    return REASONS.get(reason.value, HandOverRefusal.OTHERWISE)


def _act_from(case: OpenCase) -> Term | None:
    giving = (row for row in _giving(case.reference) if case.state in row.sources)
    return next((row.action for row in giving), None)


def _giving(reference: str) -> list[Transition[Any]]:
    """The acts that give a case to somebody, by the table of its procedure."""
    rows = road_of(reference).course.procedure.rows
    return [row for row in rows if row.facts is Assignment]


def _state(reference: str, state: str) -> Term:
    """A state as the case's procedure names it."""
    return cast("Term", road_of(reference).course.procedure.states(state))


def _failures(entry: AdminEntry) -> Sequence[tuple[str, Refused]]:
    return [
        (reference, _refused(reference, reason, state))
        for reference, reason, state in entry.facts["failed"]
    ]


def _refused(reference: str, reason: str, state: str) -> Refused:
    giving = _giving(reference)
    who = tuple(role for role in Role if any(role in row.who for row in giving))
    action = giving[0].action if giving else Action.ASSIGN
    return Refused(REASONS[reason], state=_state(reference, state), action=action, who=who)
