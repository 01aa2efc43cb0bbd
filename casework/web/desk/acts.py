"""One road for every act of the table: its form, and the doing of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework.domain.disclosure.vocabulary import Action
from casework.domain.disclosure.workflow import DISCLOSURE, SUBJECT_OF
from casework.domain.terms import Term
from casework.domain.workflow import Refused
from casework.persistence.models import Look
from casework.services.disclosure import correspondence, viewing
from casework.services.disclosure.acts import Order
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.face import face
from casework.web.desk.forms import FORMS, ActForm
from casework.web.desk.papers import download
from casework.web.desk.sheet import Answer, case_at_hand, sees_applicant
from casework.web.doors import office, requires, staff
from casework.web.words import word

# Acts whose facts take more than one form to gather have pages of their own.
_PAGES = {Action.DRAFT_DECISION: "desk.decision"}


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that may be done now: its name, the way to it, its subject.

    `is_main`: whether it carries the case on.
    """

    text: str
    address: str
    is_main: bool
    subject: str


def offers(file: CaseFile) -> list[Offer]:
    """The acts that the user may do on a case now, in the table's order."""
    return [
        Offer(
            text=word(row.action),
            address=_address(row.action, file.case.reference),
            is_main=_is_main(row.action, file),
            subject=word(SUBJECT_OF[row.action]),
        )
        for row in file.permitted
        if row.action in FORMS or row.action in _PAGES
    ]


def by_subject(given: Iterable[Offer]) -> list[tuple[str, list[Offer]]]:
    """Offers under the headings of their subjects, in the table's order."""
    return [(subject, list(group)) for subject, group in groupby(given, attrgetter("subject"))]


@face.route("/requests/<reference>/acts/<action>", methods=["GET", "POST"])
@requires()
def act(reference: str, action: str) -> Answer:
    """The form of an act, and the doing of it."""
    doing = _named(action)
    if doing in _PAGES:
        return redirect(_address(doing, reference), 303)
    file = case_at_hand(reference)
    form = FORMS[doing].opened(file, lambda: viewing.refusal(office(), file, staff(), doing))
    if not form.validate_on_submit():
        return _page(doing, reference, form), 422 if form.is_submitted() else 200
    try:
        if "preview" in request.form:
            return _preview(doing, reference, form)
        onward = form.carry_out(doing, reference, staff())
    except Refused as refused:
        return _page(doing, reference, form, refused), 409
    told(doing)
    return redirect(onward, 303)


def must_be_offered(action: Action, file: CaseFile) -> None:
    """Refuse the form of an act that cannot be done now; raises Refused with its reason."""
    refused = viewing.refusal(office(), file, staff(), action)
    if refused is not None:
        raise refused


def told(action: Term, flags: tuple[Term, ...] = ()) -> None:
    """Say on the next page that an act has been done, and what about it should be seen."""
    flash(_("已办理：%(action)s", action=word(action)))
    for flag in flags:
        flash(word(flag), "flag")


def _preview(action: Action, reference: str, form: ActForm) -> Response:
    """The letters that the act would owe. They name people: a look at them is recorded."""
    if not sees_applicant():
        abort(403)
    order = Order(action, form.facts(), form.key_used())
    pdf = correspondence.preview_of_act(office(), reference, order, staff())
    viewing.reveal(office(), reference, staff(), g.request_id, Look.LETTER)
    return download(pdf, "application/pdf", f"{reference}.pdf")


def _named(action: str) -> Action:
    try:
        named = Action(action)
    except ValueError:
        abort(404)
    if named not in FORMS and named not in _PAGES:
        abort(404)
    return named


def _address(action: Term, reference: str) -> str:
    if action in _PAGES:
        return url_for(_PAGES[Action(action)], reference=reference)
    return url_for("desk.act", reference=reference, action=action.value)


def _is_main(action: Term, file: CaseFile) -> bool:
    if action is Action.ASSIGN and file.standing.handler_id is not None:
        return False  # somebody has it already
    return action in _PAGES or FORMS[action].is_main


def _page(action: Action, reference: str, form: ActForm, refused: Refused | None = None) -> str:
    file = case_at_hand(reference)
    return render_template(
        "desk/act.html",
        action=action,
        file=file,
        form=form,
        more=form.go_on(file.case.version, refused),
        advice=form.advice(file, office().today()),
        writes=sees_applicant() and correspondence.writes(DISCLOSURE.by_action[action]),
    )
