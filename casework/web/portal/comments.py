"""A comment as its author follows it: where it stands, the answer, verification, a second try."""

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework.domain.consultation.comment.vocabulary import Action
from casework.domain.workflow import Refused
from casework.services import verifying
from casework.services.consultation import commenting
from casework.services.consultation.comments_viewing import CommentFile
from casework.web.doors import holder, office
from casework.web.portal import keys
from casework.web.portal.comment_forms import ResubmitForm, SendAgainForm, VerifyForm
from casework.web.portal.face import face
from casework.web.safety import limiter
from casework.web.words import sentence

_Page = str | Response | tuple[str, int]
_AGAIN = "again-"  # tells its form's fields from those of the other form on the page


@face.get("/comments/<reference>")
@holder
def comment_page(reference: str) -> str:
    """Where it stands; what became of it; why it is not shown."""
    return _page(keys.opened_comment(reference), VerifyForm(formdata=None))


@face.post("/comments/<reference>/verification")
@holder
@limiter.limit("20/hour")
def verify_comment(reference: str) -> _Page:
    """The figures that came by mail or SMS."""
    file, form = keys.opened_comment(reference), VerifyForm()
    if not form.validate_on_submit():
        return _page(file, form), 422
    typed, key = form.code.data or "", form.key.data or ""
    try:
        verifying.verify(office(), reference, typed, office().agency().id, key)
    except Refused as refused:
        return _page(file, form, ((sentence(refused), "#code"),)), 409
    flash(_("联系方式已经核验，您的意见已经收到。"))
    return redirect(keys.page_of(reference), 303)


@face.post("/comments/<reference>/verification/again")
@holder
@limiter.limit("5/hour")
def send_comment_code_again(reference: str) -> _Page:
    """The figures once more, to the same contact."""
    file, form = keys.opened_comment(reference), SendAgainForm(prefix=_AGAIN)
    if form.validate_on_submit():
        verifying.send_again(office(), reference, office().agency().id, form.key.data or "")
        flash(_("核验码已经重新发送，请留意短信或者邮件。"))
    return redirect(keys.page_of(file.case.reference), 303)


@face.route("/comments/<reference>/again", methods=["GET", "POST"])
@holder
@limiter.limit("20/hour", methods=["POST"])
def resubmit_comment(reference: str) -> _Page:
    """The comment once more, after it was hidden."""
    file = keys.opened_comment(reference)
    form = ResubmitForm(data={"text": file.case.comment.text})
    if not form.is_submitted() and not _may_resubmit(file):
        return redirect(keys.page_of(reference), 303)
    if not form.validate_on_submit():
        return _again(file, form), 422 if form.is_submitted() else 200
    try:
        _resubmit(reference, form)
    except Refused as refused:
        return _again(file, form, ((sentence(refused), None),)), 409
    flash(_("修改后的意见已经收到。"))
    return redirect(keys.page_of(reference), 303)


def _resubmit(reference: str, form: ResubmitForm) -> None:
    text, key = form.text.data or "", form.key.data or ""
    commenting.resubmit(office(), reference, text, key, office().agency().id)


def _may_resubmit(file: CommentFile) -> bool:
    return Action.RESUBMIT in {row.action for row in file.permitted}


def _page(
    file: CommentFile, form: VerifyForm, more: tuple[tuple[str, str | None], ...] = ()
) -> str:
    again = SendAgainForm(formdata=None, prefix=_AGAIN)
    return render_template(
        "portal/comment.html",
        file=file,
        form=form,
        again=again,
        more=more,
        may_resubmit=_may_resubmit(file),
    )


def _again(
    file: CommentFile, form: ResubmitForm, more: tuple[tuple[str, str | None], ...] = ()
) -> str:
    page = keys.page_of(file.case.reference)
    return render_template("portal/comment_again.html", file=file, form=form, more=more, page=page)
