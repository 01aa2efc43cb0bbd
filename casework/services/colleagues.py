"""Who works at an agency: who can be given a case, who stands in for whom, who has how much."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from casework.domain.roles import Actor, Role
from casework.domain.terms import Term, term
from casework.domain.workflow import Facts, Refused
from casework.persistence.database import db, transaction
from casework.persistence.models import User
from casework.persistence.models.people import AdminAct, Substitution
from casework.persistence.queries import administration, desk, people
from casework.services.administration import Deed, Mandate
from casework.services.office import Office
from casework.services.refusals import NotThere

_SOON = 3  # working days
_DAY = timedelta(days=1)


class SubstituteRefusal(Term):
    """Why nobody is named as a substitute."""

    NOT_A_COLLEAGUE = term("not_a_colleague", "请选择本机关另一位能登录的同事。")
    BEGINS_IN_PAST = term("begins_in_past", "开始之日{on}已经过去。请填写今天（{today}）或者以后。")
    ENDS_FIRST = term("ends_first", "结束之日{ends}早于开始之日{begins}。请核对。")
    OVERLAPS = term(
        "overlaps", "{begins}至{ends}已经指定了代理人。请先结束原来的代理，或者另选日期。"
    )


class AtTheDesk(Protocol):
    """Somebody who is signed in, as the database knows them."""

    @property
    def id(self) -> int:
        """The user's id."""

    @property
    def agency_id(self) -> int:
        """Where they work."""

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of their own."""

    @property
    def stands_in_until(self) -> date | None:
        """The last day on which they stand in for anybody."""


@dataclass(frozen=True, slots=True)
class Substitute(Facts):
    """Who stands in, from which legal date to which; both are included."""

    substitute_id: int
    begins_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Load:
    """How many open cases somebody has; `user` None: those that nobody was given yet."""

    user: User | None
    open: int = 0
    overdue: int = 0
    due_soon: int = 0


def handlers(agency_id: int) -> Sequence[User]:
    """Those who can be given a case, by unit and name."""
    return people.colleagues(agency_id, Role.HANDLER)


def everybody(agency_id: int) -> Sequence[User]:
    """All who work at an agency now, by unit and name."""
    return people.everybody(agency_id)


def names(user_ids: Iterable[int]) -> Mapping[int, str]:
    """The names of users by their ids; those who have left keep theirs."""
    wanted = frozenset(user_ids)
    return desk.names(wanted) if wanted else {}


def actor_of(user: AtTheDesk, today: date) -> Actor:
    """Somebody as they may act today: with the roles and the cases of those they stand in for.

    The guards go by the user's own id, so nobody reviews what they drafted themselves. Whoever
    stands in for a substitute does not stand in for the one whom that one replaces.
    """
    until = user.stands_in_until
    if until is None or until < today:
        return Actor(user.roles, user.agency_id, user.id)
    lent = people.stood_in_for(user.id, today)
    roles = user.roles | {role for _, role in lent if role is not None}
    return Actor(roles, user.agency_id, user.id, frozenset(absent_id for absent_id, _ in lent))


def substitutes_of(office: Office, user_id: int) -> Sequence[tuple[Substitution, User]]:
    """Who stands in for somebody today or later, by the first day."""
    return people.substitutes_of(user_id, office.today())


def stands_in(office: Office, user_id: int) -> Sequence[tuple[Substitution, User]]:
    """For whom somebody stands in today or later, by the first day."""
    return people.stands_in(user_id, office.today())


def name_substitute(office: Office, absent_id: int, wanted: Substitute, mandate: Mandate) -> None:
    """Name who stands in for somebody: they themselves do, or an administrator.

    Raises NotThere, and Refused: no such colleague, no such span, or there is one already.
    """
    deed = Deed(AdminAct.NAME_SUBSTITUTE, mandate, office.now(), absent_id)
    with transaction():
        if deed.earlier(wanted) is not None:
            return
        _decides(mandate.actor, absent_id)
        absent = people.locked_user(absent_id, mandate.actor.agency_id)
        if absent is None:
            raise NotThere(str(absent_id))
        _check(wanted, absent, office.today())
        substitution = Substitution(
            absent_id=absent.id,
            substitute_id=wanted.substitute_id,
            begins_on=wanted.begins_on,
            ends_on=wanted.ends_on,
        )
        db.session.add(substitution)
        span = f"{wanted.begins_on.isoformat()}/{wanted.ends_on.isoformat()}"
        deed.enter({"substitute_id": ["", str(wanted.substitute_id)], "span": ["", span]})


def end_substitution(office: Office, substitution_id: int, mandate: Mandate) -> int:
    """End a substitution at once, or call it off before it begins; the id of who was away.

    They do it themselves, or an administrator. Raises NotThere.
    """
    today = office.today()
    with transaction():
        substitution = people.locked_substitution(substitution_id)
        if substitution is None:
            raise NotThere(str(substitution_id))
        absent_id = substitution.absent_id
        _decides(mandate.actor, absent_id)
        if people.user_of(absent_id, mandate.actor.agency_id) is None:
            raise NotThere(str(substitution_id))
        if substitution.ends_on < today:
            return absent_id  # it is over, or this form was sent before
        last = substitution.ends_on.isoformat()
        substitution.ends_on = today - _DAY
        deed = Deed(AdminAct.END_SUBSTITUTION, mandate, office.now(), absent_id)
        who = str(substitution.substitute_id)
        deed.enter({"substitute_id": ["", who], "ends_on": [last, today.isoformat()]})
    return absent_id


def workload(office: Office, agency_id: int) -> list[Load]:
    """Who has how many open cases; before them, if any, those that nobody was given yet."""
    today = office.today()
    soon = office.calendar.reach(today, _SOON).on
    counted = {row[0]: row[1:] for row in administration.workload(agency_id, today, soon)}
    loads = [Load(None, *counted[None])] if None in counted else []
    for user in people.all_users(agency_id):
        if user.id in counted:
            loads.append(Load(user, *counted[user.id]))
        elif user.is_enabled and Role.HANDLER in user.roles:
            loads.append(Load(user))
    return loads


def _decides(actor: Actor, absent_id: int) -> None:
    """Whoever is away decides who stands in for them, or an administrator does."""
    if actor.user_id != absent_id and Role.ADMINISTRATOR not in actor.roles:
        raise NotThere(str(absent_id))


def _check(wanted: Substitute, absent: User, today: date) -> None:
    substitute = people.user_of(wanted.substitute_id, absent.agency_id)
    if substitute is None or not substitute.is_enabled or substitute.id == absent.id:
        raise Refused(SubstituteRefusal.NOT_A_COLLEAGUE)
    if wanted.begins_on < today:
        raise Refused(SubstituteRefusal.BEGINS_IN_PAST, on=wanted.begins_on, today=today)
    if wanted.ends_on < wanted.begins_on:
        span = {"begins": wanted.begins_on, "ends": wanted.ends_on}
        raise Refused(SubstituteRefusal.ENDS_FIRST, **span)
    clash = people.substitution_between(absent.id, wanted.begins_on, wanted.ends_on)
    if clash is not None:
        span = {"begins": clash.begins_on, "ends": clash.ends_on}
        raise Refused(SubstituteRefusal.OVERLAPS, **span)
