"""Who is at the desk, since when, and until when."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from casework.adapters.clock import SetClock
from casework.persistence.database import db, transaction
from casework.persistence.models import User
from casework.web.desk.signing_in import own_path
from tests.people import PASSWORD
from tests.web.desk.browser import Desk, text_of

At = Callable[[str], Desk]


def test_a_signed_in_colleague_arrives_at_the_queue(app: Flask) -> None:
    answer = Desk(app.test_client()).sign_in("handler")

    assert 303 == answer.status_code
    assert answer.headers["Location"] == "/desk/"


def test_sign_in_leads_on_to_where_the_colleague_wanted_to_go(app: Flask) -> None:
    answer = Desk(app.test_client()).sign_in("handler", to="/desk/cases?reference=1")

    assert answer.headers["Location"] == "/desk/cases?reference=1"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//example.org/desk/",
        "https://example.org/desk/",
        "/desk/\\example.org",
        "javascript:alert(1)",
        "/statistics",
        "/desk/\r\nX: y",
        "",
    ],
)
def test_sign_in_leads_nowhere_but_to_the_desks_own_pages(elsewhere: str) -> None:
    assert own_path(elsewhere) is None


def test_a_wrong_password_and_an_unknown_name_are_refused_alike(app: Flask) -> None:
    wrong = Desk(app.test_client()).sign_in("handler", "wrong")
    unknown = Desk(app.test_client()).sign_in("nobody", "wrong")

    assert (409, 409) == (wrong.status_code, unknown.status_code)
    assert text_of(wrong) == text_of(unknown)
    assert "用户名或者密码不对" in text_of(wrong)


def test_a_wrong_password_leaves_the_name_as_typed_and_not_the_password(app: Flask) -> None:
    answer = Desk(app.test_client()).sign_in("handler", "wrong-secret")

    assert 'value="handler"' in answer.text
    assert "wrong-secret" not in answer.text


def test_empty_fields_are_asked_for(app: Flask) -> None:
    answer = Desk(app.test_client()).sign_in("", "")

    assert 422 == answer.status_code
    assert "请填写用户名" in text_of(answer)


def test_five_failures_lock_the_name(app: Flask) -> None:
    for _ in range(5):
        Desk(app.test_client()).sign_in("handler", "wrong")

    answer = Desk(app.test_client()).sign_in("handler")

    assert 409 == answer.status_code
    assert "登录失败次数过多" in text_of(answer)


def test_a_session_begins_with_nothing_of_the_one_before(app: Flask) -> None:
    browser = Desk(app.test_client())
    with browser.client.session_transaction() as before:
        before["held"] = {"SFSW-2026-000001": ["x", 0]}
        before["large_type"] = True
    browser.sign_in("handler")

    with browser.client.session_transaction() as session:
        kept = dict(session)
    assert "held" not in kept
    assert kept["large_type"] is True
    assert kept["_user_id"]


def test_whoever_is_signed_in_is_not_asked_again(desk: At) -> None:
    answer = desk("handler").get("/desk/sign-in?next=/desk/cases")

    assert answer.headers["Location"] == "/desk/cases"


def test_an_idle_session_ends(desk: At, clock: SetClock, app: Flask) -> None:
    handler = desk("handler")
    clock.go_on(app.config["SESSION_IDLE"])

    answer = handler.get("/desk/")

    assert answer.headers["Location"] == "/desk/sign-in?ended=1&next=/desk/"
    assert "登录已到期" in text_of(handler.get("/desk/sign-in?ended=1"))


def test_whose_session_has_ended_goes_on_to_the_page_that_they_wanted(
    desk: At, clock: SetClock, app: Flask
) -> None:
    handler = desk("handler")
    clock.go_on(app.config["SESSION_IDLE"])
    at_the_door = handler.get("/desk/cases?state=replied").headers["Location"]
    keys = handler.keys(at_the_door)
    answer = handler.post(at_the_door, username="handler", password=PASSWORD, **keys)

    assert answer.headers["Location"] == "/desk/cases?state=replied"


def test_an_act_that_a_session_ended_before_is_not_gone_on_to(
    desk: At, clock: SetClock, app: Flask
) -> None:
    handler = desk("handler")
    keys = handler.keys("/desk/")
    clock.go_on(app.config["SESSION_IDLE"])

    answer = handler.post("/desk/sign-out", **keys)

    assert answer.headers["Location"] == "/desk/sign-in?ended=1"


def test_a_session_that_is_used_goes_on_until_its_longest(
    desk: At, clock: SetClock, app: Flask
) -> None:
    handler = desk("handler")
    step = app.config["SESSION_IDLE"] / 2
    used = timedelta()
    while used + step < app.config["SESSION_LONGEST"]:
        clock.go_on(step)
        used += step
        assert 200 == handler.get("/desk/").status_code
    clock.go_on(step)

    assert handler.get("/desk/").headers["Location"] == "/desk/sign-in?ended=1&next=/desk/"


def test_signing_out_ends_every_session_of_the_colleague(desk: At) -> None:
    here, elsewhere = desk("handler"), desk("handler")
    keys = here.keys("/desk/")
    answer = here.post("/desk/sign-out", **keys)

    assert answer.headers["Location"] == "/desk/sign-in?out=1"
    assert here.get("/desk/").headers["Location"].startswith("/desk/sign-in?next=")
    assert elsewhere.get("/desk/").headers["Location"] == "/desk/sign-in?ended=1&next=/desk/"


def test_a_disabled_account_is_out_at_once(desk: At) -> None:
    handler = desk("handler")
    with transaction():
        user = db.session.scalars(db.select(User).where(User.username == "handler")).unique().one()
        user.is_enabled = False

    assert handler.get("/desk/").headers["Location"].startswith("/desk/sign-in?next=")


def test_reads_within_a_minute_do_not_write_the_session(desk: At, clock: SetClock) -> None:
    handler = desk("handler")
    clock.go_on(timedelta(seconds=59))
    soon = handler.get("/desk/")
    clock.go_on(timedelta(seconds=1))
    later = handler.get("/desk/")

    assert "Set-Cookie" not in soon.headers
    assert "Set-Cookie" in later.headers


def test_the_password_of_the_tests_is_not_shown_anywhere(desk: At) -> None:
    assert PASSWORD not in desk("handler").get("/desk/").text
