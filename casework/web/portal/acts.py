"""What an applicant does on their own request: clarify (条例 30), explain (35), withdraw, rate."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework.domain.disclosure.facts import Clarification
from casework.domain.disclosure.vocabulary import Action
from casework.domain.terms import Term
from casework.domain.workflow import Refused
from casework.services.attachments import Paper
from casework.services.disclosure.acts import Order, act
from casework.services.disclosure.viewing import CaseFile
from casework.web.doors import holder, office
from casework.web.forms import WritingForm
from casework.web.portal import kept_files, keys
from casework.web.portal.face import face
from casework.web.portal.forms import ClarifyForm, RateForm, ReasonsForm, WithdrawForm
from casework.web.safety import limiter
from casework.web.words import sentence

_Page = str | Response | tuple[str, int]
_METHODS = ["GET", "POST"]


@face.route("/requests/<reference>/clarification", methods=_METHODS)
@holder
@limiter.limit("20/hour", methods=["POST"])
def clarify(reference: str) -> _Page:
    """Answer a clarification notice; files are kept even when the text is not yet right."""
    file = keys.opened(reference)
    form = ClarifyForm(data={"requested_information": _wanted(file)})
    valid = form.validate_on_submit()
    kept = kept_files.kept(reference, form.files)
    if valid:
        done = _("您的补正已经收到，答复期限从今天起重新计算。")
        order = Order(Action.CLARIFY, form.facts(), str(form.key.data), papers=kept)
        answer = _do(file, form, order, done)
        if isinstance(answer, Response):
            kept_files.drop(reference)
        return answer
    return _again(file, form, Action.CLARIFY, kept=kept)


@face.route("/requests/<reference>/reasons", methods=_METHODS)
@holder
@limiter.limit("20/hour", methods=["POST"])
def reasons(reference: str) -> _Page:
    """Say why so much is asked for."""
    file = keys.opened(reference)
    form = ReasonsForm()
    if form.validate_on_submit():
        order = Order(Action.RECEIVE_REASONS, form.facts(), str(form.key.data))
        return _do(file, form, order, _("您说明的理由已经收到，我们会继续办理。"))
    return _again(file, form, Action.RECEIVE_REASONS)


@face.route("/requests/<reference>/withdrawal", methods=_METHODS)
@holder
@limiter.limit("20/hour", methods=["POST"])
def withdraw(reference: str) -> _Page:
    """Withdraw the request, with a statement."""
    file = keys.opened(reference)
    form = WithdrawForm()
    if form.validate_on_submit():
        order = Order(Action.WITHDRAW, form.facts(), str(form.key.data))
        return _do(file, form, order, _("这件申请已经撤回。"))
    return _again(file, form, Action.WITHDRAW)


@face.route("/requests/<reference>/rating", methods=_METHODS)
@holder
@limiter.limit("20/hour", methods=["POST"])
def rate(reference: str) -> _Page:
    """Rate the handling, once."""
    file = keys.opened(reference)
    form = RateForm()
    if form.validate_on_submit():
        order = Order(Action.RATE, form.facts(), str(form.key.data))
        return _do(file, form, order, _("感谢您的评价。"))
    return _again(file, form, Action.RATE)


def _do(file: CaseFile, form: WritingForm, order: Order, done: str) -> _Page:
    try:
        act(office(), file.case.reference, order, keys.applicant())
    except Refused as refused:
        more = ((sentence(refused), None),)
        return _form(file, form, order.action, more, order.papers), 409
    flash(done)
    return redirect(_page_of(file), 303)


def _again(
    file: CaseFile, form: WritingForm, action: Action, *, kept: tuple[Paper, ...] = ()
) -> _Page:
    """The form, as long as the act may be done; else back to the page of the request."""
    if form.is_submitted():
        return _form(file, form, action, (), kept), 422
    if action not in {row.action for row in file.permitted}:
        return redirect(_page_of(file), 303)
    return _form(file, form, action, (), kept)


def _form(
    file: CaseFile,
    form: WritingForm,
    action: Term,
    more: tuple[tuple[str, None], ...],
    kept: tuple[Paper, ...],
) -> str:
    template = f"portal/{action.value}.html"
    page = _page_of(file)
    return render_template(template, form=form, file=file, more=more, kept=kept, page=page)


def _page_of(file: CaseFile) -> str:
    return url_for("portal.request_page", reference=file.case.reference)


def _wanted(file: CaseFile) -> str:
    """What is asked for now: as clarified last, else as applied for."""
    clarified = [
        event.facts.requested_information
        for event in file.standing.events
        if isinstance(event.facts, Clarification)
    ]
    return clarified[-1] if clarified else file.case.disclosure.requested_information
