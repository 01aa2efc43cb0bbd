"""People: entered once, changed by an administrator, and never left without one."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from casework.adapters.clock import SetClock
from casework.domain.roles import Actor, Role
from casework.domain.workflow import Refused
from casework.persistence.database import db, transaction
from casework.persistence.models import User
from casework.persistence.models.people import AdminAct, AdminEntry, EntryIsFixed
from casework.persistence.queries import people
from casework.services import administration, sign_in
from casework.services import staff as service
from casework.services.administration import Mandate
from casework.services.lockout import ATTEMPTS
from casework.services.office import Office
from casework.services.refusals import NotThere, ServiceRefusal
from casework.services.staff import Closing, Entrant, Person, StaffRefusal
from tests.people import PASSWORD
from tests.road import Road

Staff = dict[str, Actor]
Attempt = Callable[[], object]
NEWCOMER = Entrant("示例新", "办公室", (Role.CLERK, Role.HANDLER), "newcomer")
STAYS, LEAVES = Closing(leaves_cases=False), Closing(leaves_cases=True)


def mandate(actors: Staff, who: str = "administrator", key: str = "") -> Mandate:
    return Mandate(actors[who], key or uuid4().hex)


def user(username: str) -> User:
    db.session.remove()
    found = people.user_by_name(username)
    assert found is not None
    return found


def id_of(actors: Staff, who: str) -> int:
    return actors[who].user_id or 0


def password_of(asked: Mandate) -> str:
    return service.password_from(asked.key)


def book(agency_id: int) -> list[tuple[AdminAct, dict[str, object]]]:
    return [(entry.what, entry.facts) for entry in administration.book(agency_id, None)]


def test_somebody_new_signs_in_with_the_password_that_was_shown(
    office: Office, staff: Staff
) -> None:
    asked = mandate(staff)
    user_id = service.add(office, NEWCOMER, asked)
    signed_in = sign_in.sign_in(office, "newcomer", password_of(asked))

    assert user_id == signed_in.id
    assert {Role.CLERK, Role.HANDLER} == signed_in.roles
    assert 14 == len(password_of(asked))


def test_a_form_that_is_sent_twice_enters_one_person(office: Office, staff: Staff) -> None:
    asked = mandate(staff)
    first, second = service.add(office, NEWCOMER, asked), service.add(office, NEWCOMER, asked)

    assert first == second
    assert 1 == len(book(staff["administrator"].agency_id))


def test_a_name_to_sign_in_with_is_given_once(office: Office, staff: Staff) -> None:
    with pytest.raises(Refused) as refused:
        service.add(office, replace(NEWCOMER, username="handler"), mandate(staff))

    assert refused.value.reason is StaffRefusal.USERNAME_TAKEN
    assert [] == book(staff["administrator"].agency_id)


def test_other_roles_end_the_sessions_and_another_unit_does_not(
    office: Office, staff: Staff
) -> None:
    handler_id, epoch = id_of(staff, "handler"), user("handler").session_epoch
    service.change(
        office, handler_id, Person("示例handler", "办公室", (Role.HANDLER,)), mandate(staff)
    )
    moved = user("handler").session_epoch, user("handler").unit
    service.change(
        office, handler_id, Person("示例handler", "办公室", (Role.CLERK,)), mandate(staff)
    )
    changed = user("handler")

    assert (epoch, "办公室") == moved
    assert (epoch + 1, frozenset({Role.CLERK})) == (changed.session_epoch, changed.roles)


def test_a_change_that_is_sent_twice_ends_the_sessions_once(office: Office, staff: Staff) -> None:
    asked, clerk = mandate(staff), Person("示例handler", "办公室", (Role.CLERK,))
    for _ in range(2):
        service.change(office, id_of(staff, "handler"), clerk, asked)
    epoch = user("handler").session_epoch

    assert 2 == epoch
    assert 1 == len(book(staff["administrator"].agency_id))


def test_the_book_says_who_changed_what_and_no_password(office: Office, staff: Staff) -> None:
    handler_id, agency_id = id_of(staff, "handler"), staff["administrator"].agency_id
    clerk = Person("示例handler", "水资源科", (Role.CLERK,))
    service.change(office, handler_id, clerk, mandate(staff))
    service.renew_password(office, handler_id, mandate(staff))

    entries = administration.book(agency_id, None)
    assert [
        (AdminAct.RENEW_PASSWORD, {}),
        (AdminAct.CHANGE_PERSON, {"roles": ["handler", "clerk"]}),
    ] == [(entry.what, entry.facts) for entry in entries]
    assert {(id_of(staff, "administrator"), handler_id)} == {
        (entry.user_id, entry.subject_id) for entry in entries
    }


def _rewrite(entry: AdminEntry) -> None:
    entry.facts = {}


def test_what_the_book_says_stands(office: Office, staff: Staff) -> None:
    service.add(office, NEWCOMER, mandate(staff))
    for alter in (_rewrite, db.session.delete):
        with pytest.raises(EntryIsFixed), transaction():
            alter(db.session.scalars(db.select(AdminEntry)).one())
        db.session.remove()

    assert AdminAct.ADD_PERSON is book(staff["administrator"].agency_id)[0][0]


def test_a_new_password_replaces_the_old_one_and_ends_the_sessions(
    office: Office, staff: Staff
) -> None:
    asked, epoch = mandate(staff), user("handler").session_epoch
    for _ in range(2):
        service.renew_password(office, id_of(staff, "handler"), asked)

    assert "handler" == sign_in.sign_in(office, "handler", password_of(asked)).username
    assert epoch + 1 == user("handler").session_epoch
    with pytest.raises(Refused):
        sign_in.sign_in(office, "handler", PASSWORD)


def test_a_new_password_opens_a_locked_name(office: Office, staff: Staff) -> None:
    for _ in range(ATTEMPTS):
        with pytest.raises(Refused):
            sign_in.sign_in(office, "handler", "wrong")
    asked = mandate(staff)
    service.renew_password(office, id_of(staff, "handler"), asked)

    assert "handler" == sign_in.sign_in(office, "handler", password_of(asked)).username


def test_ones_own_password_is_changed_by_whoever_knows_it(office: Office, staff: Staff) -> None:
    asked = mandate(staff, "handler")
    with pytest.raises(Refused) as refused:
        service.change_password(office, "wrong", "一个新的很长的密码啊啊啊", asked)
    with pytest.raises(service.PasswordTooShort):
        service.change_password(office, PASSWORD, "short", asked)
    changed = service.change_password(office, PASSWORD, "一个新的很长的密码啊啊啊", asked)

    assert refused.value.reason is ServiceRefusal.SIGN_IN_WRONG
    assert 2 == changed.session_epoch
    assert changed.id == sign_in.sign_in(office, "handler", "一个新的很长的密码啊啊啊").id


def test_a_disabled_account_is_shut_at_once_and_can_be_opened_again(
    office: Office, staff: Staff
) -> None:
    handler_id = id_of(staff, "handler")
    closed, opened = mandate(staff), mandate(staff)
    for _ in range(2):
        service.disable(office, handler_id, STAYS, closed)
    shut = user("handler").is_enabled, user("handler").session_epoch
    with pytest.raises(Refused):
        sign_in.sign_in(office, "handler", PASSWORD)
    for _ in range(2):
        service.enable(office, handler_id, opened)

    assert (False, 2) == shut
    assert "handler" == sign_in.sign_in(office, "handler", PASSWORD).username


def test_whoever_has_open_cases_is_not_shut_out_without_a_word_about_them(
    office: Office, staff: Staff, road: Road
) -> None:
    road.start()
    handler_id = id_of(staff, "handler")
    with pytest.raises(Refused) as refused:
        service.disable(office, handler_id, STAYS, mandate(staff))
    service.disable(office, handler_id, LEAVES, mandate(staff))

    assert (StaffRefusal.HAS_OPEN_CASES, {"count": 1}) == (
        refused.value.reason,
        refused.value.facts,
    )
    assert not user("handler").is_enabled
    expected = (AdminAct.DISABLE, {"open_cases": ["", "1"]})
    assert expected == book(staff["handler"].agency_id)[0]


def test_the_last_administrator_stays_one_and_is_not_shut_out(office: Office, staff: Staff) -> None:
    administrator_id = id_of(staff, "administrator")
    clerk = Person("示例", "办公室", (Role.CLERK,))
    attempts: tuple[Attempt, ...] = (
        lambda: service.disable(office, administrator_id, LEAVES, mandate(staff)),
        lambda: service.change(office, administrator_id, clerk, mandate(staff)),
    )
    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.reason is StaffRefusal.LAST_ADMINISTRATOR


def test_one_of_two_administrators_may_go_but_not_the_other(office: Office, staff: Staff) -> None:
    second = Person("示例clerk", "办公室", (Role.ADMINISTRATOR,))
    service.change(office, id_of(staff, "clerk"), second, mandate(staff))
    service.disable(office, id_of(staff, "administrator"), STAYS, mandate(staff))
    with pytest.raises(Refused) as refused:
        service.disable(office, id_of(staff, "clerk"), STAYS, mandate(staff, "clerk"))

    assert refused.value.reason is StaffRefusal.LAST_ADMINISTRATOR


def test_nobody_of_another_agency_is_there(office: Office, staff: Staff) -> None:
    away = Actor(frozenset({Role.ADMINISTRATOR}), staff["handler"].agency_id + 1, 1)
    handler_id = id_of(staff, "handler")
    attempts: tuple[Attempt, ...] = (
        lambda: service.disable(office, handler_id, LEAVES, Mandate(away, "1")),
        lambda: service.enable(office, handler_id, Mandate(away, "2")),
        lambda: service.renew_password(office, handler_id, Mandate(away, "3")),
        lambda: service.change(office, handler_id, NEWCOMER, Mandate(away, "4")),
    )
    for attempt in attempts:
        with pytest.raises(NotThere):
            attempt()


def test_the_operator_shuts_out_whoever_it_is_and_the_book_says_so(
    office: Office, staff: Staff, road: Road, clock: SetClock
) -> None:
    road.start()
    known, unknown = service.shut_out(office, "handler"), service.shut_out(office, "nobody")

    assert (True, False) == (known, unknown)
    assert not user("handler").is_enabled
    entry = administration.book(staff["handler"].agency_id, None)[0]
    expected = (AdminAct.DISABLE, None, id_of(staff, "handler"), clock.now())
    assert expected == (entry.what, entry.user_id, entry.subject_id, entry.at)


def test_the_operator_enters_and_changes_people_and_the_book_says_so(
    office: Office, staff: Staff
) -> None:
    for unit in ("办公室", "水资源科"):
        roles = frozenset({Role.CLERK})
        service.enter(office, "SFSW", "newcomer", PASSWORD, name="示例新", unit=unit, roles=roles)

    whole = {"username": ["", "newcomer"], "name": ["", "示例新"], "unit": ["", "办公室"]}
    assert [
        (AdminAct.CHANGE_PERSON, {"unit": ["办公室", "水资源科"]}),
        (AdminAct.ADD_PERSON, {**whole, "roles": ["", "clerk"]}),
    ] == book(staff["handler"].agency_id)
