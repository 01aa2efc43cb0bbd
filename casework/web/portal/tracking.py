"""Opening a request by its reference and query code, and what to do without a code."""

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from casework.domain.workflow import Refused
from casework.services.disclosure import tracking
from casework.services.procedures import case_of
from casework.web.doors import office, public
from casework.web.portal import keys
from casework.web.portal.face import face
from casework.web.portal.forms import TrackForm
from casework.web.safety import limiter
from casework.web.words import sentence

_Page = str | Response | tuple[str, int]


@face.route("/track", methods=["GET", "POST"])
@public
@limiter.limit("30/hour", methods=["POST"])
def track() -> _Page:
    """Ask for reference and code; a link may bring the reference along, and never the code."""
    form = TrackForm(data={"reference": request.args.get("reference", "")[:40]})
    if not form.validate_on_submit():
        return _asked(form, (), 422 if form.is_submitted() else 200)
    try:
        found = _open(str(form.reference.data), str(form.code.data))
    except Refused as refused:
        return _asked(form, ((sentence(refused), "#code"),), 409)
    return redirect(keys.page_of(found), 303)


@face.get("/track/lost")
@public
def lost() -> str:
    """How to get a new query code."""
    return render_template("portal/lost.html")


def _open(reference: str, code: str) -> str:
    agency_id = office().agency().id
    address = request.remote_addr or ""
    found = tracking.open_by_code(office(), reference, code, agency_id, address)
    keys.admit(found, case_of(found, keys.applicant()).detail.code_hash)
    return found


def _asked(form: TrackForm, more: tuple[tuple[str, str], ...], status: int) -> tuple[str, int]:
    opened = [(name, keys.page_of(name)) for name in keys.references()]
    page = render_template("portal/track.html", form=form, more=more, opened=opened)
    return page, status
