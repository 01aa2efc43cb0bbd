"""The clerk's register: an application on paper, by fax, e-mail or by word of mouth is taken in."""

from flask import redirect, render_template, request

from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.services.acts import Filed
from casework.services.disclosure import filing
from casework.services.disclosure.acts import Order
from casework.web.desk import shown_once
from casework.web.desk.acts import told
from casework.web.desk.face import face
from casework.web.desk.forms.registering import OrganisationForm, PersonForm, RegisterForm
from casework.web.desk.sheet import Answer
from casework.web.doors import office, requires, staff
from casework.web.words import sentence


@face.route("/register", methods=["GET", "POST"])
@requires(Role.CLERK, Role.HANDLER)
def register() -> Answer:
    """The register's form for a person, or for an organisation; then its code, once."""
    kind = OrganisationForm if _by_organisation() else PersonForm
    form = kind(data={"arrived_on": office().today()})
    if not form.validate_on_submit():
        return _page(form), 422 if form.is_submitted() else 200
    try:
        filed = _take_in(form)
    except Refused as refused:
        return _page(form, refused), 409
    told(Action.REGISTER, form.received().flags)
    return redirect(shown_once.address(filed.reference, form.key.data or ""), 303)


def _take_in(form: RegisterForm) -> Filed:
    application = form.to_application()
    facts = form.registration(application)
    papers = (*form.scan.kept(), *form.identity.kept())
    order = Order(Action.REGISTER, facts, form.key.data or "", papers=papers)
    return filing.take_in(office(), application, order, staff())


def _by_organisation() -> bool:
    return request.args.get("applicant") == "organisation"


def _page(form: RegisterForm, refused: Refused | None = None) -> str:
    more = [] if refused is None else [(sentence(refused), None)]
    by_organisation = _by_organisation()
    return render_template(
        "desk/register.html", form=form, more=more, by_organisation=by_organisation
    )
