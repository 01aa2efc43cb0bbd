"""A message to the agency: the form, answers that may help beforehand, the receipt."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.workflow import Refused
from casework.services.attachments import Paper
from casework.services.message import filing, offering
from casework.services.message.offering import Offered
from casework.web.doors import holder, office, public
from casework.web.portal import kept_files, keys
from casework.web.portal.face import face
from casework.web.portal.message_forms import MessageForm
from casework.web.safety import limiter
from casework.web.words import sentence

_Page = str | Response | tuple[str, int]
_SLOT = "message"
_LONGEST = 200  # characters of what is being typed for which answers are looked


@face.route("/messages/write", methods=["GET", "POST"])
@public
@limiter.limit("30/hour", methods=["POST"])
def write_message() -> _Page:
    """The form; before it is sent, once, the answers that may help."""
    form = MessageForm()
    valid, papers = form.validate_on_submit(), kept_files.kept(_SLOT, form.files)
    if not valid:
        return _form(form, papers), 422 if form.is_submitted() else 200
    if not form.offered.data and (helpful := _offered(form.title.data or "")):
        return _form(form, papers, offered=helpful)
    try:
        reference = _file(form, papers)
    except Refused as refused:
        return _form(form, papers, refusal=sentence(refused)), 409
    return redirect(url_for("portal.message_receipt", reference=reference), 303)


@face.get("/messages/offered")
@public
@limiter.limit("120/minute")
def offered_answers() -> str:
    """The answers that may help with what is being typed, as a part of the form's page."""
    typed = request.args.get("q", "").strip()
    return render_template("portal/message_offers.html", offered=_offered(typed))


@face.get("/messages/<reference>/receipt")
@holder
def message_receipt(reference: str) -> str:
    """The number and by when; with the query code for whoever has just filed, for an hour."""
    file = keys.opened_message(reference)
    kept_files.drop(_SLOT)
    code = keys.code_to_show(reference)
    return render_template("portal/message_receipt.html", file=file, code=code)


def _offered(typed: str) -> list[Offered]:
    return offering.offered(office().agency().id, typed[:_LONGEST])


def _file(form: MessageForm, papers: tuple[Paper, ...]) -> str:
    key = form.key.data or ""
    filed = filing.submit(
        office(),
        office().agency().id,
        form.writing(),
        papers,
        key,
        looks_automatic=form.looks_automatic,
    )
    keys.hold(filed, key, None)
    return filed.reference


def _form(
    form: MessageForm,
    papers: tuple[Paper, ...],
    *,
    offered: list[Offered] | None = None,
    refusal: str = "",
) -> str:
    if offered:
        # Shown once: the next click sends it.
        form.offered.data = "y"
    return render_template(
        "portal/message_form.html",
        form=form,
        kept=papers,
        offered=offered or [],
        limits=filing.limits(office().agency()),
        more=[(refusal, None)] if refusal else [],
    )
