"""Record corrections at the desk: list, register, the page of one and its acts (条例 41)."""

from typing import cast

from flask import abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.record_correction.vocabulary import Action
from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.persistence.models import Look
from casework.services.disclosure import viewing as looking
from casework.services.disclosure.viewing import CaseFile
from casework.services.lines import PAGE
from casework.services.record_correction import correspondence, filing, viewing
from casework.services.record_correction.viewing import CorrectionFile
from casework.web.deadline import drawn
from casework.web.desk import shown_once
from casework.web.desk.acts import told
from casework.web.desk.cases import is_revealed, people_of
from casework.web.desk.face import face
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.correcting import FORMS, OrganisationForm, PersonForm
from casework.web.desk.papers import download
from casework.web.desk.queue import lines_of
from casework.web.desk.sheet import (
    SEES_APPLICANT,
    Answer,
    correction_at_hand,
    state_tone,
    urgency_of,
)
from casework.web.desk.story import names_in, story
from casework.web.doors import may_enter, office, requires, staff
from casework.web.words import sentence, word

_MOST_PAGES = 10_000


@face.get("/corrections")
@requires()
def corrections_list() -> str:
    """The open ones by due date, or the ended ones, the latest first."""
    is_open, page = "ended" not in request.args, _page_number()
    rows = viewing.listed(office(), staff(), page, is_open=is_open)
    return render_template(
        "desk/corrections.html",
        rows=lines_of(rows[:PAGE]),
        is_open=is_open,
        onward=_onward(page, is_open=is_open) if len(rows) > PAGE else "",
        may_register=may_enter("desk.register_correction"),
    )


@face.route("/corrections/register", methods=["GET", "POST"])
@requires(Role.CLERK, Role.HANDLER)
def register_correction() -> Answer:
    """The register's form for a person, or for an organisation; then its code, once."""
    kind = OrganisationForm if _by_organisation() else PersonForm
    form = kind(data={"received_on": office().today()})
    if not form.validate_on_submit():
        return _register_page(form), 422 if form.is_submitted() else 200
    application = form.to_application()
    try:
        filed = filing.take_in(office(), application, form.order(application), staff())
    except Refused as refused:
        return _register_page(form, refused), 409
    told(Action.REGISTER)
    return redirect(shown_once.address(filed.reference, form.key.data or ""), 303)


@face.get("/corrections/<reference>")
@requires()
def correction(reference: str) -> str:
    """All that is known of one, and what may be done on it now."""
    file = correction_at_hand(reference)
    people = people_of(file.case, revealed=is_revealed(reference))
    return render_template("desk/correction.html", **_shown(file), **people)


@face.get("/corrections/<reference>/preview")
@requires(*SEES_APPLICANT)
def correction_preview(reference: str) -> Response:
    """The letter that the proposed result would become: without number, not yet signed."""
    pdf = correspondence.preview(office(), reference, staff())
    looking.reveal(office(), reference, staff(), g.request_id, Look.LETTER)
    return download(pdf, "application/pdf", f"{reference}.pdf")


@face.route("/corrections/<reference>/acts/<action>", methods=["GET", "POST"])
@requires()
def correction_act(reference: str, action: str) -> Answer:
    """The form of an act, and the doing of it."""
    doing = _named(action)
    file = correction_at_hand(reference)
    form = FORMS[doing].opened(file, lambda: viewing.refusal(office(), file, staff(), doing))
    if not form.validate_on_submit():
        return _act_page(doing, reference, form), 422 if form.is_submitted() else 200
    try:
        onward = form.carry_out(doing, reference, staff())
    except Refused as refused:
        return _act_page(doing, reference, form, refused), 409
    told(doing)
    return redirect(onward, 303)


def _page_number() -> int:
    typed = request.args.get("page", "")
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0  # noqa: PLR2004
    return min(number, _MOST_PAGES)


def _onward(page: int, *, is_open: bool) -> str:
    return url_for("desk.corrections_list", page=page + 1, ended=None if is_open else 1)


def _by_organisation() -> bool:
    return request.args.get("applicant") == "organisation"


def _register_page(form: PersonForm | OrganisationForm, refused: Refused | None = None) -> str:
    more = [] if refused is None else [(sentence(refused), None)]
    by_organisation = _by_organisation()
    return render_template(
        "desk/correction_register.html", form=form, more=more, by_organisation=by_organisation
    )


def _named(action: str) -> Action:
    named = next((one for one in Action if one.value == action and one in FORMS), None)
    return named or abort(404)


def _act_page(action: Action, reference: str, form: ActForm, refused: Refused | None = None) -> str:
    file = correction_at_hand(reference)
    more = form.go_on(file.case.version, refused)
    advice = form.advice(cast("CaseFile", file), office().today())
    shown = {"action": action, "file": file, "form": form, "more": more, "advice": advice}
    return render_template("desk/correction_act.html", **shown)


def _shown(file: CorrectionFile) -> dict[str, object]:
    today, seen = office().today(), cast("CaseFile", file)
    names = names_in(seen)
    return {
        "file": file,
        "case": file.case,
        "asked": file.case.correction,
        "standing": file.standing,
        "tone": state_tone(file.standing.state),
        "urgency": urgency_of(file, today),
        "deadline": drawn(file.clock, today, until=today),
        "offers": [
            (word(row.action), row.action.value, FORMS[row.action].is_main)
            for row in file.permitted
            if row.action in FORMS
        ],
        "story": story(seen, names),
        "handler": names.get(file.standing.handler_id or 0, ""),
    }
