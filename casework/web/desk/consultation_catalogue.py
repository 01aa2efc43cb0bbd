"""The year's catalogue of major decisions at the desk: entered, changed, taken off (R-713-3)."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.persistence.models import MajorDecision
from casework.services.consultation import catalogue
from casework.web.desk.face import face
from casework.web.desk.forms.cataloguing import DecisionForm, DelistForm
from casework.web.desk.sheet import Answer, within
from casework.web.doors import may_enter, office, requires, staff
from casework.web.words import sentence

_KEEPERS = (Role.HANDLER, Role.APPROVER)
_DELIST = "delist-"  # tells its form's fields from those of the other form on the page


@face.get("/decisions/<int:year>")
@requires()
def decisions(year: int) -> str:
    """A year's catalogue."""
    this_year = office().today().year
    known = {this_year, this_year + 1, *catalogue.years(staff().agency_id)}
    return render_template(
        "desk/consultation_catalogue.html",
        year=year,
        years=sorted(known, reverse=True),
        decisions=catalogue.listed(staff().agency_id, year),
        may_enter=may_enter("desk.new_decision"),
    )


@face.route("/decisions/<int:year>/new", methods=["GET", "POST"])
@requires(*_KEEPERS)
def new_decision(year: int) -> Answer:
    """The form of a new line."""
    listed = catalogue.listed(staff().agency_id, year)
    number = max((line.entry.number for line in listed), default=0) + 1
    form = DecisionForm(data={"year": year, "number": number})

    def enter(key: str) -> None:
        catalogue.enter(office(), form.line(), key, staff())

    return _answered(form, None, enter)


@face.route("/decisions/lines/<int:decision_id>", methods=["GET", "POST"])
@requires(*_KEEPERS)
def edit_decision(decision_id: int) -> Answer:
    """A line, to be changed."""
    entry = catalogue.one(within(decision_id), staff().agency_id)
    form = DecisionForm(obj=entry)

    def change(key: str) -> None:
        catalogue.change(office(), entry.id, form.line(), key, staff())

    return _answered(form, entry, change)


@face.post("/decisions/lines/<int:decision_id>/delist")
@requires(*_KEEPERS)
def delist_decision(decision_id: int) -> Answer:
    """Take a line off its catalogue."""
    entry, form = catalogue.one(within(decision_id), staff().agency_id), DelistForm(prefix=_DELIST)
    if not form.validate_on_submit():
        return redirect(url_for("desk.edit_decision", decision_id=entry.id), 303)
    year = entry.year
    catalogue.delist(office(), entry.id, form.key.data or "", staff())
    flash(_("已从目录中移除"))
    return redirect(url_for("desk.decisions", year=year), 303)


def _answered(
    form: DecisionForm, entry: MajorDecision | None, act: Callable[[str], None]
) -> Answer:
    """The page of a form, or the way back to the catalogue once `act` has used its key."""
    if not form.validate_on_submit():
        return _page(form, entry), 422 if form.is_submitted() else 200
    try:
        act(form.key.data or "")
    except Refused as refused:
        return _page(form, entry, refused), 409
    flash(_("目录已保存"))
    return redirect(url_for("desk.decisions", year=form.year.data), 303)


def _page(form: DecisionForm, entry: MajorDecision | None, refused: Refused | None = None) -> str:
    return render_template(
        "desk/consultation_catalogue_line.html",
        form=form,
        entry=entry,
        delisting=DelistForm(formdata=None, prefix=_DELIST),
        more=[] if refused is None else [(sentence(refused), None)],
    )
