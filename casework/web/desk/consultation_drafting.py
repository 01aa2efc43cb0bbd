"""The editor of what the public is asked about: a new draft, or the whole of one anew."""

from flask import redirect, render_template, url_for

from casework.domain.consultation.vocabulary import Action
from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.services.consultation import catalogue, drafting, viewing
from casework.services.consultation.viewing import ConsultationFile
from casework.web.desk.acts import told
from casework.web.desk.face import face
from casework.web.desk.forms.drafting_public import ContentForm, as_typed, proposed
from casework.web.desk.sheet import Answer
from casework.web.doors import office, own_agency, requires, staff


@face.route("/consultations/new", methods=["GET", "POST"])
@requires(Role.HANDLER)
def new_consultation() -> Answer:
    """The form of a new draft."""
    form = ContentForm(data=proposed(own_agency()))
    form.prepare(_decisions(), ())
    if not form.validate_on_submit():
        return _page(form, None), 422 if form.is_submitted() else 200
    key, content = form.key.data or "", form.content()
    try:
        reference = drafting.draft(office(), content, key, staff(), form.papers())
    except Refused as refused:
        return _page(form, None, refused), 409
    told(Action.DRAFT)
    return redirect(url_for("desk.consultation", reference=reference), 303)


@face.route("/consultations/<reference>/draft", methods=["GET", "POST"])
@requires(Role.HANDLER)
def amend_consultation(reference: str) -> Answer:
    """The whole of it anew, before it opens."""
    file = viewing.consultation_file(office(), reference, staff())
    form = _amending(file)
    if not form.validate_on_submit():
        return _page(form, file), 422 if form.is_submitted() else 200
    try:
        _amend(reference, form)
    except Refused as refused:
        return _page(form, file, refused), 409
    told(Action.AMEND)
    return redirect(url_for("desk.consultation", reference=reference), 303)


def _amending(file: ConsultationFile) -> ContentForm:
    """The form as it is first shown, or as it was posted; raises Refused when it cannot be done."""
    content = file.standing.content
    typed = {} if content is None else as_typed(content)
    form = ContentForm(data={**typed, "version": file.case.version})
    gone = file.standing.dropped
    form.prepare(_decisions(), [paper for paper in file.attachments if paper.id not in gone])
    if not form.is_submitted():
        refused = viewing.refusal(office(), file, staff(), Action.AMEND)
        if refused is not None:
            raise refused
    return form


def _amend(reference: str, form: ContentForm) -> None:
    key, content = form.key.data or "", form.content()
    version = form.version.data
    drafting.amend(office(), reference, content, key, version, staff(), form.papers())


def _decisions() -> list[tuple[int, str]]:
    """The lines of this year's catalogue and the next one's."""
    agency_id, year = staff().agency_id, office().today().year
    return [
        (line.entry.id, line.entry.title)
        for wanted in (year, year + 1)
        for line in catalogue.listed(agency_id, wanted)
    ]


def _page(form: ContentForm, file: ConsultationFile | None, refused: Refused | None = None) -> str:
    version = 0 if file is None else file.case.version  # a new one has none yet
    more = form.go_on(version, refused)
    return render_template("desk/consultation_draft.html", form=form, file=file, more=more)
