"""One consultation for everybody: the draft by passages, its papers, and what became of it."""

import io

from flask import Response, abort, render_template, send_file
from flask_babel import gettext as _

from casework.domain.consultation.vocabulary import DisplayStatus
from casework.services.consultation import published
from casework.services.consultation.published import PublicConsultation
from casework.web.doors import office, public
from casework.web.open.closing_day import Day, calendar
from casework.web.open.consultations import address
from casework.web.open.face import face

_FORM = "portal.comment"
_COMMENTED = (DisplayStatus.OPEN, DisplayStatus.CLOSED)  # a late one is kept and marked
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@face.get("/consultations/<reference>")
@public
def consultation(reference: str) -> str:
    """The page of one."""
    one = published.one(office(), reference)
    form = _FORM if one.content.ways.online else ""
    is_open, is_late = (one.line.status is status for status in _COMMENTED)
    return render_template(
        "open/consultation.html",
        one=one,
        form=form if is_open else "",
        late_form=form if is_late else "",
    )


@face.get("/consultations/<reference>/papers/<int:attachment_id>")
@public
def consultation_paper(reference: str, attachment_id: int) -> Response:
    """A paper that was published with the draft."""
    found, content = published.paper(office(), reference, attachment_id)
    return _saved(content, found.media_type, found.filename)


@face.get("/consultations/<reference>/closing.ics")
@public
def consultation_calendar(reference: str) -> Response:
    """The last day for comments, for one's own calendar."""
    line = published.one(office(), reference).line
    day = Day(
        name=f"{line.reference}@{office().agency().code.lower()}.casework",
        address=address(line.reference),
        title=_("征求意见截止：%(title)s", title=line.title),
        on=line.closes_on,
        stamped=office().now(),
    )
    return _saved(calendar(day), "text/calendar; charset=utf-8", f"{line.reference}.ics")


@face.get("/consultations/<reference>/feedback")
@public
def consultation_feedback(reference: str) -> str:
    """What was received and what became of it, as it was released."""
    one = _answered(reference)
    return render_template("open/consultation_feedback.html", one=one, feedback=one.feedback)


@face.get("/consultations/<reference>/feedback.pdf")
@public
def consultation_feedback_pdf(reference: str) -> Response:
    """The same on paper."""
    content = published.feedback_pdf(office(), reference)
    return _saved(content, "application/pdf", _named(reference, "pdf"))


@face.get("/consultations/<reference>/feedback.xlsx")
@public
def consultation_feedback_xlsx(reference: str) -> Response:
    """The same for a spreadsheet."""
    content = published.feedback_xlsx(office(), reference)
    return _saved(content, _BOOK, _named(reference, "xlsx"))


def _answered(reference: str) -> PublicConsultation:
    one = published.one(office(), reference)
    if one.feedback is None:
        abort(404)
    return one


def _named(reference: str, ending: str) -> str:
    return str(_("意见采纳情况%(reference)s", reference=reference)) + f".{ending}"


def _saved(content: bytes, media_type: str, filename: str) -> Response:
    """A file to be saved, never shown within the site."""
    return send_file(io.BytesIO(content), media_type, as_attachment=True, download_name=filename)
