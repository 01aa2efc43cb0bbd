"""Who stands in for whom: named by whoever goes away, or by an administrator for them."""

from functools import partial

from flask import redirect, render_template, url_for

from casework.domain.roles import Role
from casework.persistence.models import User
from casework.persistence.models.people import AdminAct
from casework.services import colleagues
from casework.services import staff as service
from casework.services.administration import Mandate
from casework.web.desk.administration.answering import More, answered, told
from casework.web.desk.administration.forms import EndForm, SubstituteForm
from casework.web.desk.face import face
from casework.web.desk.sheet import Answer, within
from casework.web.doors import office, requires, staff

_ENDING = "end"  # keeps the ids of the list's form apart from those of the form below it


@face.route("/substitutes", methods=["GET", "POST"])
@requires()
def substitutes() -> Answer:
    """Who stands in for me, and for whom I do."""
    mine = service.one(staff().user_id or 0, staff().agency_id)
    return _naming(mine, url_for("desk.substitutes"))


@face.route("/administration/people/<int:user_id>/substitutes", methods=["GET", "POST"])
@requires(Role.ADMINISTRATOR)
def substitutes_of(user_id: int) -> Answer:
    """Who stands in for somebody who cannot say so themselves."""
    user = service.one(within(user_id), staff().agency_id)
    return _naming(user, url_for("desk.substitutes_of", user_id=user.id))


@face.post("/substitutes/end")
@requires()
def end_substitution() -> Answer:
    """A substitution ends at once; back to where that was asked."""
    form = EndForm(prefix=_ENDING)
    if not form.validate_on_submit():
        return redirect(url_for("desk.substitutes"), 303)
    mandate = Mandate(staff(), form.key.data or "")
    absent_id = colleagues.end_substitution(office(), form.substitution_id.data or 0, mandate)
    told(AdminAct.END_SUBSTITUTION)
    if absent_id == mandate.actor.user_id:
        return redirect(url_for("desk.substitutes"), 303)
    return redirect(url_for("desk.substitutes_of", user_id=absent_id), 303)


def _naming(absent: User, back: str) -> Answer:
    form = SubstituteForm(data={"begins_on": office().today()})
    form.prepare(colleagues.everybody(absent.agency_id), absent.id)

    def name(mandate: Mandate) -> str:
        colleagues.name_substitute(office(), absent.id, form.substitute(), mandate)
        told(AdminAct.NAME_SUBSTITUTE)
        return back

    return answered(form, partial(_page, form, absent), name)


def _page(form: SubstituteForm, absent: User, more: More) -> str:
    return render_template(
        "desk/administration/substitutes.html",
        form=form,
        more=more,
        absent=absent,
        is_own=absent.id == staff().user_id,
        named=colleagues.substitutes_of(office(), absent.id),
        ending=EndForm(formdata=None, prefix=_ENDING),
        stands_in=colleagues.stands_in(office(), absent.id),
        today=office().today(),
    )
