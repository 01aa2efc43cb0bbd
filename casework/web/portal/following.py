"""One request as its applicant follows it: where it stands, the date that matters, the papers."""

from flask import abort, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework.services import attachments
from casework.services.disclosure import correspondence, reached
from casework.web.deadline import drawn
from casework.web.doors import holder, office
from casework.web.portal import history, keys, papers
from casework.web.portal.face import face


@face.get("/requests/<reference>")
@holder
def request_page(reference: str) -> str:
    """The page of one request."""
    file = keys.opened(reference)
    today = office().today()
    return render_template(
        "portal/request.html",
        file=file,
        today=today,
        deadline=drawn(file.clock, today),
        steps=history.steps(file),
        letters=reached.by_applicant(file.letters),
        supplied=papers.supplied(file),
        offered={row.action.value for row in file.permitted},
    )


@face.get("/requests/<reference>/letters/<int:letter_id>.pdf")
@holder
def letter(reference: str, letter_id: int) -> Response:
    """A letter that has reached the applicant."""
    file = keys.opened(reference)
    if letter_id not in {paper.letter.id for paper in reached.by_applicant(file.letters)}:
        abort(404)
    found, content = correspondence.letter_pdf(office(), reference, letter_id, keys.applicant())
    name = _("%(number)s.pdf", number=found.number)
    return papers.download(content, "application/pdf", name)


@face.get("/requests/<reference>/supplied/<int:attachment_id>")
@holder
def attachment(reference: str, attachment_id: int) -> Response:
    """A file that came with the reply."""
    file = keys.opened(reference)
    if attachment_id not in {paper.id for paper in papers.supplied(file)}:
        abort(404)
    found, content = attachments.content(office(), file.case, attachment_id)
    return papers.download(content, found.media_type, found.filename)
