"""The people of the agency: the list, one of them, somebody new, and an account shut or opened."""

from functools import partial

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.domain.roles import Role
from casework.persistence.models import User
from casework.persistence.models.people import AdminAct
from casework.services import colleagues
from casework.services import staff as service
from casework.services.administration import Mandate
from casework.web.desk.administration import passwords
from casework.web.desk.administration.answering import More, answered, told
from casework.web.desk.administration.forms import (
    ClosingForm,
    ConfirmForm,
    EntrantForm,
    PersonForm,
)
from casework.web.desk.face import face
from casework.web.desk.sheet import Answer, within
from casework.web.doors import office, requires, staff


@face.get("/administration")
@requires(Role.ADMINISTRATOR)
def administration() -> Response:
    """The way to the first page of administration."""
    return redirect(url_for("desk.people"), 303)


@face.get("/administration/people")
@requires(Role.ADMINISTRATOR)
def people() -> str:
    """Everybody, with what they may do and how much they have open."""
    agency_id = staff().agency_id
    loads = colleagues.workload(office(), agency_id)
    return render_template(
        "desk/administration/people.html",
        people=service.everybody(agency_id),
        open_counts={load.user.id: load.open for load in loads if load.user},
        roles=service.STAFF_ROLES,
    )


@face.route("/administration/people/new", methods=["GET", "POST"])
@requires(Role.ADMINISTRATOR)
def new_person() -> Answer:
    """The form for somebody new; then their first password, once."""
    form = EntrantForm()
    page = partial(_page, "desk/administration/new_person.html", form)

    def add(mandate: Mandate) -> str:
        user_id = service.add(office(), form.entrant(), mandate)
        return passwords.address(user_id, mandate.key)

    return answered(form, page, add)


@face.route("/administration/people/<int:user_id>", methods=["GET", "POST"])
@requires(Role.ADMINISTRATOR)
def person(user_id: int) -> Answer:
    """Somebody: who they are and what they may do, to be changed; the way to all the rest."""
    user = one(user_id)
    form = PersonForm(data={"name": user.name, "unit": user.unit, "roles": list(user.roles)})
    page = partial(_page, "desk/administration/person.html", form, user=user)

    def change(mandate: Mandate) -> str:
        service.change(office(), user.id, form.person(), mandate)
        told(AdminAct.CHANGE_PERSON)
        return url_for("desk.person", user_id=user.id)

    return answered(form, page, change)


@face.route("/administration/people/<int:user_id>/account", methods=["GET", "POST"])
@requires(Role.ADMINISTRATOR)
def account(user_id: int) -> Answer:
    """An account is shut, or opened again."""
    user = one(user_id)
    return _shutting(user) if user.is_enabled else _opening(user)


def one(user_id: int) -> User:
    """Somebody of the agency of whoever asks; raises NotThere."""
    return service.one(within(user_id), staff().agency_id)


def _shutting(user: User) -> Answer:
    form = ClosingForm()
    form.prepare(service.open_count(user.id))
    page = partial(_page, "desk/administration/account.html", form, user=user)

    def disable(mandate: Mandate) -> str:
        service.disable(office(), user.id, form.closing(), mandate)
        told(AdminAct.DISABLE)
        return url_for("desk.people")

    return answered(form, page, disable)


def _opening(user: User) -> Answer:
    form = ConfirmForm()
    page = partial(_page, "desk/administration/account.html", form, user=user)

    def enable(mandate: Mandate) -> str:
        service.enable(office(), user.id, mandate)
        told(AdminAct.ENABLE)
        return url_for("desk.person", user_id=user.id)

    return answered(form, page, enable)


def _page(
    template: str,
    form: PersonForm | ClosingForm | ConfirmForm,
    more: More,
    user: User | None = None,
) -> str:
    left = 0 if user is None else service.open_count(user.id)
    return render_template(template, form=form, more=more, user=user, open_count=left)
