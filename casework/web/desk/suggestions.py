"""What several applicants asked for: the suggestion to publish it, and the decision (条例 44)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.services.disclosure import suggestions as service
from casework.services.disclosure.suggestions import PAGE
from casework.web.desk.face import face
from casework.web.desk.forms.proactive import ConsiderationForm
from casework.web.desk.sheet import LARGEST_ID, Answer, within
from casework.web.doors import office, requires, staff
from casework.web.words import sentence

_CONSIDERING = (Role.HANDLER, Role.REVIEWER, Role.APPROVER)


@face.get("/suggestions")
@requires()
def suggestions() -> str:
    """What nobody has considered yet, the latest first."""
    listed = service.open_suggestions(staff(), _before())
    last = listed[PAGE - 1].latest_id if len(listed) > PAGE else 0
    return render_template(
        "desk/suggestions.html",
        suggestions=listed[:PAGE],
        onward=url_for("desk.suggestions", before=last) if last else "",
        may_consider=bool(staff().roles & set(_CONSIDERING)),
    )


@face.get("/suggestions/considered")
@requires()
def considered() -> str:
    """What was decided, the latest first."""
    listed = service.considered(staff(), _before())
    last = listed[PAGE - 1].id if len(listed) > PAGE else 0
    return render_template(
        "desk/suggestions_considered.html",
        considered=listed[:PAGE],
        onward=url_for("desk.considered", before=last) if last else "",
    )


@face.route("/suggestions/<int:group_id>", methods=["GET", "POST"])
@requires(*_CONSIDERING)
def consider(group_id: int) -> Answer:
    """One suggestion, and what is decided about it."""
    form = ConsiderationForm()
    if not form.validate_on_submit():
        return _page(group_id, form), 422 if form.is_submitted() else 200
    try:
        given = form.consideration(within(group_id))
        service.consider(office(), given, form.key.data or "", staff())
    except Refused as refused:
        return _page(group_id, form, refused), 409
    flash(_("已记录研究结果"))
    return redirect(url_for("desk.suggestions"), 303)


def _page(group_id: int, form: ConsiderationForm, refused: Refused | None = None) -> str:
    return render_template(
        "desk/suggestion.html",
        suggestion=service.suggestion(within(group_id), staff()),
        form=form,
        more=[] if refused is None else [(sentence(refused), None)],
    )


def _before() -> int | None:
    """The place that the address says; None for anything that no page of ours says."""
    try:
        number = int(request.args.get("before", ""))
    except ValueError:
        return None
    return number if 0 < number <= LARGEST_ID else None
