"""A message as its author follows it: where it stands, the reply, and what they may still say."""

from flask import current_app, flash, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework.domain.message.vocabulary import Action
from casework.domain.workflow import Refused
from casework.services import verifying
from casework.services.attachments import Paper
from casework.services.message import acts, following
from casework.services.message.acts import Order
from casework.services.message.viewing import MessageFile
from casework.web.deadline import drawn
from casework.web.doors import holder, office
from casework.web.forms import WritingForm
from casework.web.portal import kept_files, keys
from casework.web.portal.comment_forms import SendAgainForm, VerifyForm
from casework.web.portal.face import face
from casework.web.portal.history import Step
from casework.web.portal.message_forms import ConsentForm, FollowUpForm, RateReplyForm
from casework.web.safety import limiter
from casework.web.words import sentence

_Page = str | Response | tuple[str, int]
_More = tuple[tuple[str, str | None], ...]
_METHODS = ["GET", "POST"]
_AGAIN, _CONSENT = "again-", "consent-"  # tell forms' fields from those of others on the page


@face.get("/messages/<reference>")
@holder
def message_page(reference: str) -> str:
    """The page of one message; it opens the way to the request that it became."""
    file = keys.opened_message(reference)
    if file.standing.converted_to:
        keys.admit(file.standing.converted_to, file.case.message.code_hash)
    return _page(file, VerifyForm(formdata=None))


@face.post("/messages/<reference>/verification")
@holder
@limiter.limit("20/hour")
def verify_message(reference: str) -> _Page:
    """The figures that came by mail or SMS."""
    file, form = keys.opened_message(reference), VerifyForm()
    if not form.validate_on_submit():
        return _page(file, form), 422
    typed, key = form.code.data or "", form.key.data or ""
    try:
        verifying.verify(office(), reference, typed, office().agency().id, key)
    except Refused as refused:
        return _page(file, form, ((sentence(refused), "#code"),)), 409
    flash(_("联系方式已经核验，您的留言已经收到。"))
    return redirect(keys.page_of(reference), 303)


@face.post("/messages/<reference>/verification/again")
@holder
@limiter.limit("5/hour")
def send_message_code_again(reference: str) -> _Page:
    """The figures once more, to the same contact."""
    keys.opened_message(reference)
    form = SendAgainForm(prefix=_AGAIN)
    if form.validate_on_submit():
        verifying.send_again(office(), reference, office().agency().id, form.key.data or "")
        flash(_("核验码已经重新发送，请留意短信或者邮件。"))
    return redirect(keys.page_of(reference), 303)


@face.post("/messages/<reference>/consent")
@holder
@limiter.limit("20/hour")
def change_message_consent(reference: str) -> _Page:
    """Agree to publication, or take it back."""
    keys.opened_message(reference)
    form = ConsentForm(prefix=_CONSENT)
    if form.validate_on_submit():
        order = Order(Action.CHANGE_CONSENT, form.facts(), form.key.data or "")
        acts.act(office(), reference, order, keys.writer())
        flash(_("已经改好。"))
    return redirect(keys.page_of(reference), 303)


@face.route("/messages/<reference>/rating", methods=_METHODS)
@holder
@limiter.limit("20/hour", methods=["POST"])
def rate_message(reference: str) -> _Page:
    """Rate the reply, once."""
    file, form = keys.opened_message(reference), RateReplyForm()
    if not form.validate_on_submit():
        return _asked(file, form, Action.RATE)
    order = Order(Action.RATE, form.facts(), form.key.data or "")
    try:
        acts.act(office(), reference, order, keys.writer())
    except Refused as refused:
        return _form(file, form, Action.RATE, (), ((sentence(refused), None),)), 409
    flash(_("感谢您的评价。"))
    return redirect(keys.page_of(reference), 303)


@face.route("/messages/<reference>/follow-up", methods=_METHODS)
@holder
@limiter.limit("20/hour", methods=["POST"])
def follow_up_message(reference: str) -> _Page:
    """Ask further, once; files are kept even when the text is not yet right."""
    file, form = keys.opened_message(reference), FollowUpForm()
    valid, papers = form.validate_on_submit(), kept_files.kept(reference, form.files)
    if not valid:
        return _asked(file, form, Action.FOLLOW_UP, papers)
    try:
        _follow_up(reference, form, papers)
    except Refused as refused:
        return _form(file, form, Action.FOLLOW_UP, papers, ((sentence(refused), None),)), 409
    flash(_("追问已经收到，我们会再次答复。"))
    return redirect(keys.page_of(reference), 303)


def _follow_up(reference: str, form: FollowUpForm, papers: tuple[Paper, ...]) -> None:
    order = Order(Action.FOLLOW_UP, form.facts(), form.key.data or "", papers=papers)
    following.follow_up(office(), reference, order, keys.writer())
    kept_files.drop(reference)


def _asked(
    file: MessageFile, form: WritingForm, action: Action, papers: tuple[Paper, ...] = ()
) -> _Page:
    """The form, as long as the act may be done; else back to the page of the message."""
    if form.is_submitted():
        return _form(file, form, action, papers), 422
    if action not in {row.action for row in file.permitted}:
        return redirect(keys.page_of(file.case.reference), 303)
    return _form(file, form, action, papers)


def _form(
    file: MessageFile,
    form: WritingForm,
    action: Action,
    papers: tuple[Paper, ...],
    more: _More = (),
) -> str:
    template = f"portal/message_{action.value}.html"
    page = keys.page_of(file.case.reference)
    return render_template(template, file=file, form=form, kept=papers, more=more, page=page)


def _page(file: MessageFile, form: VerifyForm, more: _More = ()) -> str:
    agreed = file.standing.may_be_published
    return render_template(
        "portal/message.html",
        file=file,
        form=form,
        again=SendAgainForm(formdata=None, prefix=_AGAIN),
        consent=ConsentForm(None, data={"may_be_published": agreed}, prefix=_CONSENT),
        more=more,
        deadline=drawn(file.clock, office().today()),
        steps=_steps(file),
        offered={row.action.value for row in file.permitted},
        converted_page=keys.page_of(file.standing.converted_to or file.case.reference),
    )


def _steps(file: MessageFile) -> list[Step]:
    """What the author is told, the latest first, as history.steps tells of a request."""
    told = current_app.jinja_env.get_template("portal/message_steps.html").module
    titles: dict[str, str] = getattr(told, "titles")  # noqa: B009  # a template's own name
    return [
        Step(
            titles[event.action.value],
            event.on,
            getattr(told, event.action.value)(event.facts),
            (),
        )
        for event in reversed(file.standing.events)
        if event.action.value in titles
    ]
