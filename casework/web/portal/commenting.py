"""A comment on a draft, on the whole or on one passage: one page, then the receipt."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.consultation.vocabulary import DisplayStatus
from casework.domain.workflow import Refused
from casework.services.attachments import Paper
from casework.services.consultation import commenting, published
from casework.services.consultation.published import PublicConsultation
from casework.web.doors import holder, office, public
from casework.web.portal import kept_files, keys
from casework.web.portal.comment_forms import CommentForm
from casework.web.portal.face import face
from casework.web.safety import limiter
from casework.web.words import sentence

_Page = str | Response | tuple[str, int]
_COMMENTED = (DisplayStatus.OPEN, DisplayStatus.CLOSED)  # a late one is kept and marked


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is commented on: the consultation, and the passage by its number; None: the whole."""

    one: PublicConsultation
    passage: int | None

    @property
    def quoted(self) -> str:
        """The words of the passage."""
        return "" if self.passage is None else self.one.passages[self.passage - 1].text

    @property
    def slot(self) -> str:
        """Where files wait while the rest of the form is not yet right."""
        return f"comment-{self.one.line.reference}"


@face.route("/consultations/<consultation>/comment", methods=["GET", "POST"])
@public
@limiter.limit("30/hour", methods=["POST"])
def comment(consultation: str) -> _Page:
    """The form, with its files: those sent once are kept while the rest is not yet right."""
    subject, form = _subject(consultation), CommentForm()
    if not form.is_submitted() and subject.one.line.status not in _COMMENTED:
        return redirect(url_for("open.consultation", reference=consultation), 303)
    valid, papers = form.validate_on_submit(), kept_files.kept(subject.slot, form.files)
    if not valid:
        return _form(subject, form, papers), 422 if form.is_submitted() else 200
    try:
        reference = _file(subject, form, papers)
    except Refused as refused:
        return _form(subject, form, papers, sentence(refused)), 409
    return redirect(url_for("portal.comment_receipt", reference=reference), 303)


@face.get("/comments/<reference>/receipt")
@holder
def comment_receipt(reference: str) -> str:
    """The number; with the query code for whoever has just filed, for an hour."""
    file = keys.opened_comment(reference)
    kept_files.drop(f"comment-{file.consultation.reference}")
    code = keys.code_to_show(reference)
    return render_template("portal/comment_receipt.html", file=file, code=code)


def _subject(consultation: str) -> _Subject:
    one = published.one(office(), consultation)
    asked = request.args.get("passage", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else 0  # noqa: PLR2004
    return _Subject(one, number if 0 < number <= len(one.passages) else None)


def _file(subject: _Subject, form: CommentForm, papers: tuple[Paper, ...]) -> str:
    key = form.key.data or ""
    filed = commenting.submit(
        office(),
        subject.one.line.reference,
        office().agency().id,
        form.writing(subject.passage),
        papers,
        key,
        looks_automatic=form.looks_automatic,
    )
    keys.hold(filed, key, None)
    return filed.reference


def _form(
    subject: _Subject, form: CommentForm, papers: tuple[Paper, ...], refusal: str = ""
) -> str:
    more = [(refusal, None)] if refusal else []
    return render_template(
        "portal/comment_form.html", subject=subject, form=form, kept=papers, more=more
    )
