"""先找一找: what is public already, to be searched before anybody applies (条例 36(一))."""

from flask import render_template, request

from casework.services import published
from casework.services.published import PAGE
from casework.web.doors import office, public
from casework.web.portal.face import face

_LONGEST = 200  # characters that are searched for


@face.get("/find")
@public
def find() -> str:
    """What is found in the register, the most alike first; what was published last, to begin."""
    wanted = request.args.get("q", "").strip()[:_LONGEST]
    agency_id = office().agency().id
    if wanted:
        entries = published.matching(agency_id, wanted, PAGE)
    else:
        entries = published.latest(agency_id)[:PAGE]
    return render_template("portal/find.html", wanted=wanted, entries=entries)
