"""Passwords: a new one given out and shown once, and one's own, which nobody else knows.

The session keeps the form's key, from which the server alone can tell the password.
"""

from functools import partial

from flask import redirect, render_template, session, url_for
from flask_login import current_user

from casework.domain.roles import Role
from casework.persistence.models import User
from casework.persistence.models.people import AdminAct
from casework.services import staff as service
from casework.services.administration import Mandate
from casework.web.desk import keeper
from casework.web.desk.administration.answering import More, answered, told
from casework.web.desk.administration.forms import ConfirmForm, OwnPasswordForm
from casework.web.desk.face import face
from casework.web.desk.sheet import Answer, within
from casework.web.doors import office, requires, staff

_MARK = "password_given"


def address(user_id: int, key: str) -> str:
    """The page that shows the password which a form's key led to; it does so once."""
    session[_MARK] = {"user_id": user_id, "key": key}
    return url_for("desk.given_password", user_id=user_id)


@face.get("/administration/people/<int:user_id>/password")
@requires(Role.ADMINISTRATOR)
def given_password(user_id: int) -> Answer:
    """The password that was just given; a second look leads to the person."""
    user = service.one(within(user_id), staff().agency_id)
    given = session.get(_MARK, {})
    if given.get("user_id") != user.id:
        return redirect(url_for("desk.person", user_id=user.id), 303)
    session.pop(_MARK)
    password = service.password_from(given["key"])
    return render_template("desk/administration/password.html", user=user, password=password)


@face.route("/administration/people/<int:user_id>/password/new", methods=["GET", "POST"])
@requires(Role.ADMINISTRATOR)
def new_password(user_id: int) -> Answer:
    """Somebody forgot their password, or it became known: another one, and their sessions end."""
    user = service.one(within(user_id), staff().agency_id)
    form = ConfirmForm()

    def renew(mandate: Mandate) -> str:
        service.renew_password(office(), user.id, mandate)
        return address(user.id, mandate.key)

    return answered(form, partial(_renewing, form, user), renew)


@face.route("/password", methods=["GET", "POST"])
@requires()
def own_password() -> Answer:
    """One's own password is changed; every other session of one's own ends."""
    form, first = OwnPasswordForm(), current_user.password_is_given

    def change(mandate: Mandate) -> str:
        typed = form.current.data or "", form.new.data or ""
        keeper.begin(service.change_password(office(), *typed, mandate))
        told(AdminAct.CHANGE_PASSWORD)
        return url_for("desk.queue" if first else "desk.own_password")

    return answered(form, partial(_own, form), change)


def _renewing(form: ConfirmForm, user: User, more: More) -> str:
    return render_template("desk/administration/new_password.html", form=form, user=user, more=more)


def _own(form: OwnPasswordForm, more: More) -> str:
    return render_template("desk/administration/own_password.html", form=form, more=more)
