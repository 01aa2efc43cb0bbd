"""The people of an agency: entering them, changing what they may do, their passwords, leaving."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casework.domain.roles import STAFF, Actor, Role
from casework.domain.terms import Term, term
from casework.domain.workflow import Facts, Refused
from casework.persistence.database import db, transaction
from casework.persistence.models import RoleGrant, User
from casework.persistence.models.people import AdminAct
from casework.persistence.queries import administration, people
from casework.services import lockout, sign_in
from casework.services.administration import Deed, Mandate, changes
from casework.services.agencies import AgencyUnknown
from casework.services.codes import code_from
from casework.services.office import Office
from casework.services.refusals import NotThere

SHORTEST_PASSWORD = 12
STAFF_ROLES = tuple(role for role in Role if role in STAFF)


class StaffRefusal(Term):
    """Why an account stays as it is."""

    USERNAME_TAKEN = term("username_taken", "用户名“{username}”已经有人使用，请换一个。")
    LAST_ADMINISTRATOR = term(
        "last_administrator",
        "这是最后一个能登录的系统管理员账号，不能停用，也不能取消其系统管理员身份。请先指定另一位系统管理员。",
    )
    HAS_OPEN_CASES = term(
        "has_open_cases", "这个账号还有{count}件在办。请先移交，或者确认暂不移交。"
    )


class PasswordTooShort(ValueError):
    """A password of fewer than SHORTEST_PASSWORD characters."""


@dataclass(frozen=True, slots=True)
class Person(Facts):
    """Who somebody is at the agency, and in which capacities they act."""

    name: str
    unit: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Entrant(Person):
    """Somebody new, with the name that they sign in with."""

    username: str


@dataclass(frozen=True, slots=True)
class Closing(Facts):
    """That an account is shut, and whether although it has open cases."""

    leaves_cases: bool


def everybody(agency_id: int) -> Sequence[User]:
    """All who work or worked at an agency, those disabled last."""
    return people.all_users(agency_id)


def one(user_id: int, agency_id: int) -> User:
    """One of them; raises NotThere."""
    user = people.user_of(user_id, agency_id)
    if user is None:
        raise NotThere(str(user_id))
    return user


def open_count(user_id: int) -> int:
    """How many open cases somebody has to hand over before they leave."""
    return administration.open_count(user_id)


def password_from(key: str) -> str:
    """The password that a form's key leads to: three groups of four, to be changed at once."""
    return code_from(f"password {key}")


def add(office: Office, entrant: Entrant, mandate: Mandate) -> int:
    """Enter somebody with a password made from the form's key; their id.

    Raises Refused where the name to sign in with is taken.
    """
    deed = Deed(AdminAct.ADD_PERSON, mandate, office.now())
    hashed = office.hasher.hash(password_from(mandate.key))  # slow: not within the transaction
    with transaction():
        first = deed.earlier(entrant)
        if first is not None:
            return int(first)
        people.locked_agency(mandate.actor.agency_id)
        if people.user_by_name(entrant.username) is not None:
            raise Refused(StaffRefusal.USERNAME_TAKEN, username=entrant.username)
        user = User(username=entrant.username, agency_id=mandate.actor.agency_id)
        _describe(user, entrant)
        user.password_hash, user.password_is_given = hashed, True
        db.session.add(user)
        db.session.flush()  # the book says whom it is about
        deed.enter(changes({}, _described(user)), user.id)
        deed.settle(str(user.id))
    return user.id


def change(office: Office, user_id: int, person: Person, mandate: Mandate) -> None:
    """Change who somebody is and what they may do; other roles end their sessions.

    Raises NotThere, and Refused where no administrator would be left.
    """
    deed = Deed(AdminAct.CHANGE_PERSON, mandate, office.now(), user_id)
    with transaction():
        if deed.earlier(person) is not None:
            return
        user = _locked(user_id, mandate.actor)
        if Role.ADMINISTRATOR not in person.roles:
            _keep_an_administrator(user)
        before = _described(user)
        if user.roles != frozenset(person.roles):
            user.session_epoch += 1
        _describe(user, person)
        deed.enter(changes(before, _described(user)))


def renew_password(office: Office, user_id: int, mandate: Mandate) -> None:
    """Give somebody a password made from the form's key, and end their sessions.

    Raises NotThere.
    """
    deed = Deed(AdminAct.RENEW_PASSWORD, mandate, office.now(), user_id)
    hashed = office.hasher.hash(password_from(mandate.key))
    with transaction():
        if deed.earlier(Facts()) is not None:
            return
        user = _locked(user_id, mandate.actor)
        _set_password(user, hashed, given=True)
        deed.enter({})


def change_password(office: Office, current: str, new: str, mandate: Mandate) -> User:
    """Change one's own password and end every session of one's own; the user, to begin another.

    Raises Refused where the current one is wrong, counted as when signing in; PasswordTooShort.
    """
    hashed = _hashed(office, new)
    user = one(mandate.actor.user_id or 0, mandate.actor.agency_id)
    sign_in.proved(office, user, current, lockout.subject_of("own password", user.username))
    deed = Deed(AdminAct.CHANGE_PASSWORD, mandate, office.now(), user.id)
    with transaction():
        user = _locked(user.id, mandate.actor)
        _set_password(user, hashed, given=False)
        deed.enter({})
    return user


def disable(office: Office, user_id: int, closing: Closing, mandate: Mandate) -> None:
    """Shut somebody out at once, their sessions too.

    Raises NotThere; Refused where no administrator would be left, or where open cases would be
    left and nobody said that they may.
    """
    deed = Deed(AdminAct.DISABLE, mandate, office.now(), user_id)
    with transaction():
        if deed.earlier(closing) is not None:
            return
        user = _locked(user_id, mandate.actor)
        _keep_an_administrator(user)
        left = open_count(user.id)
        if left and not closing.leaves_cases:
            raise Refused(StaffRefusal.HAS_OPEN_CASES, count=left)
        _shut_out(user)
        deed.enter({"open_cases": ["", str(left)]} if left else {})


def enable(office: Office, user_id: int, mandate: Mandate) -> None:
    """Let somebody sign in again, with the password they had; raises NotThere."""
    deed = Deed(AdminAct.ENABLE, mandate, office.now(), user_id)
    with transaction():
        if deed.earlier(Facts()) is not None:
            return
        _locked(user_id, mandate.actor).is_enabled = True
        deed.enter({})


def shut_out(office: Office, username: str) -> bool:
    """As disable, by the operator and whatever is left; False: there is nobody of that name."""
    with transaction():
        user = people.user_by_name(username)
        if user is not None:
            _shut_out(user)
            _by_operator(office, AdminAct.DISABLE, user).enter({}, user.id)
    return user is not None


def enter(  # noqa: PLR0913  # what a person of an agency is
    office: Office,
    agency_code: str,
    username: str,
    password: str,
    *,
    name: str,
    unit: str,
    roles: frozenset[Role],
) -> None:
    """Enter somebody by the operator, or change them and end their sessions.

    Raises AgencyUnknown and PasswordTooShort.
    """
    hashed = _hashed(office, password)
    with transaction():
        agency = people.agency_by_code(agency_code)
        if agency is None:
            raise AgencyUnknown(agency_code)
        user = people.user_by_name(username)
        before = {} if user is None else _described(user)
        what = AdminAct.CHANGE_PERSON if before else AdminAct.ADD_PERSON
        if user is None:
            user = User(username=username, agency_id=agency.id, session_epoch=0)
            db.session.add(user)
        _describe(user, Person(name, unit, tuple(roles)))
        _set_password(user, hashed, given=False)
        user.is_enabled = True
        db.session.flush()  # the book says whom it is about
        _by_operator(office, what, user).enter(changes(before, _described(user)), user.id)


def _by_operator(office: Office, what: AdminAct, user: User) -> Deed:
    """A deed by a command on the machine itself: nobody's account, and no form."""
    operator = Actor(frozenset({Role.ADMINISTRATOR}), user.agency_id)
    return Deed(what, Mandate(operator, ""), office.now())


def _locked(user_id: int, actor: Actor) -> User:
    """Somebody of the actor's agency, where only one changes who may do what at a time."""
    people.locked_agency(actor.agency_id)
    user = people.locked_user(user_id, actor.agency_id)
    if user is None:
        raise NotThere(str(user_id))
    return user


def _keep_an_administrator(user: User) -> None:
    """Refuse to leave an agency without anybody who could put it right."""
    if people.holders(user.agency_id, Role.ADMINISTRATOR) == {user.id}:
        raise Refused(StaffRefusal.LAST_ADMINISTRATOR)


def _describe(user: User, person: Person) -> None:
    user.name, user.unit = person.name, person.unit
    user.grants = [RoleGrant(role=role) for role in STAFF_ROLES if role in person.roles]


def _described(user: User) -> Mapping[str, str]:
    """Who somebody is, as the book writes it: the roles by their values, parted by commas."""
    roles = ",".join(role for role in STAFF_ROLES if role in user.roles)
    return {
        "username": user.username,
        "name": user.name or "",
        "unit": user.unit or "",
        "roles": roles,
    }


def _hashed(office: Office, password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(str(SHORTEST_PASSWORD))
    return office.hasher.hash(password)  # it takes a while: not within a transaction


def _set_password(user: User, hashed: str, *, given: bool) -> None:
    user.password_hash, user.password_is_given = hashed, given
    user.session_epoch += 1


def _shut_out(user: User) -> None:
    user.is_enabled = False
    user.session_epoch += 1
