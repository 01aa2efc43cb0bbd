"""The feedback at the desk: drawn up, its personal data masked, sent to review, published by two.

A datum that was found is masked unless somebody says why it stays; the reviewer sees both.
"""

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework.domain.consultation.vocabulary import Action, State
from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.services.consultation import feedback, viewing
from casework.services.consultation.feedback import Drafted, Words
from casework.services.consultation.viewing import ConsultationFile
from casework.web.desk import gate
from casework.web.desk.acts import told
from casework.web.desk.face import face
from casework.web.desk.forms.feeding_back import FeedbackForm, ReleaseForm
from casework.web.desk.papers import download
from casework.web.desk.sheet import Answer
from casework.web.doors import office, requires, staff

_RELEASING = (Role.REVIEWER, Role.APPROVER)
_DRAWN_UP = (State.FEEDBACK_IN_REVIEW, State.FEEDBACK_PUBLISHED)


@face.route("/consultations/<reference>/feedback", methods=["GET", "POST"])
@requires()
def consultation_feedback(reference: str) -> Answer:
    """What would be published now, or what is; the form, for whoever draws it up."""
    form = _form(file := viewing.consultation_file(office(), reference, staff()))
    if not form.is_submitted():
        return _page(file, form)
    if not form.validate():
        return _page(file, form), 422
    try:
        drafted = _drafted(file, form)
    except Refused as refused:
        return _refused(file, form, refused)
    if "only_shown" in request.form:
        return _page(file, form, drafted)
    try:
        _submit(reference, form, drafted)
    except Refused as refused:
        return _page(file, form, drafted, refused), 409
    told(Action.SUBMIT_FEEDBACK)
    return redirect(url_for("desk.consultation", reference=reference), 303)


@face.post("/consultations/<reference>/feedback/publication")
@requires(*_RELEASING)
def publish_feedback(reference: str) -> Answer:
    """The second person's release."""
    file, form = viewing.consultation_file(office(), reference, staff()), ReleaseForm()
    if not form.validate_on_submit():
        return _page(file, _form(file)), 422
    try:
        feedback.publish(office(), reference, form.key.data or "", form.version.data, staff())
    except Refused as refused:
        return _page(file, _form(file), refused=refused), 409
    told(Action.PUBLISH_FEEDBACK)
    return redirect(url_for("desk.consultation", reference=reference), 303)


@face.get("/consultations/<reference>/feedback.pdf")
@requires()
def feedback_pdf(reference: str) -> Response:
    """The feedback on paper, as it would be published now."""
    content = feedback.draft_pdf(office(), reference, staff())
    return download(content, "application/pdf", f"{reference}.pdf")


def _form(file: ConsultationFile) -> FeedbackForm:
    said = feedback.words_of(file.standing)
    typed = {"overview": said.overview, "reasons": said.reasons, "also": said.also}
    return FeedbackForm(data={**typed, "version": file.case.version})


def _drafted(file: ConsultationFile, form: FeedbackForm) -> Drafted:
    """What was typed as it would be published: every datum masked that nobody wants to stay."""
    reference = file.case.reference
    words = _words(form)
    found = feedback.drafted(office(), reference, staff(), words).found
    return feedback.drafted(office(), reference, staff(), replace(words, kept=gate.typed(found)))


def _words(form: FeedbackForm) -> Words:
    return Words(form.overview.data or "", form.reasons.data or "", (), form.also.data or ())


def _refused(file: ConsultationFile, form: FeedbackForm, refused: Refused) -> Answer:
    """What cannot be drawn up as it was typed: beside its field, or above all."""
    if gate.blamed(form.also, refused):
        return _page(file, form), 422
    return _page(file, form, refused=refused), 409


def _submit(reference: str, form: FeedbackForm, drafted: Drafted) -> None:
    words = replace(_words(form), kept=gate.typed(drafted.found))
    key = form.key.data or ""
    feedback.submit(office(), reference, words, key, form.version.data, staff())


def _page(
    file: ConsultationFile,
    form: FeedbackForm,
    drafted: Drafted | None = None,
    refused: Refused | None = None,
) -> str:
    may, said = {row.action for row in file.permitted}, feedback.words_of(file.standing)
    if drafted is None and (Action.SUBMIT_FEEDBACK in may or file.standing.state in _DRAWN_UP):
        drafted = feedback.drafted(office(), file.case.reference, staff())
    return render_template(
        "desk/consultation_feedback.html",
        file=file,
        form=form,
        drafted=drafted,
        found=() if drafted is None else gate.shown(drafted.found, said.kept, _where),
        releasing=ReleaseForm(formdata=None, data={"version": file.case.version}),
        more=form.go_on(file.case.version, refused),
        may_submit=Action.SUBMIT_FEEDBACK in may,
        may_publish=Action.PUBLISH_FEEDBACK in may,
    )


def _where(place: str) -> str:
    """What a text of the feedback is called."""
    number, _blank, part = place.partition(" ")
    if number == "overview":
        return str(_("总体情况"))
    if number == "reasons":
        return str(_("不采纳的主要理由"))
    if part:
        return str(_("第%(number)s行的理由", number=number))
    return str(_("第%(number)s行的意见", number=number))
