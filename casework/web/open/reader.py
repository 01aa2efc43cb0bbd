"""The reader's switches: language and large type, kept in the session; then back to the page."""

import re

from flask import abort, redirect, request, session, url_for
from werkzeug.wrappers import Response

from casework.web.doors import public
from casework.web.open.face import face

# One slash and then no second one: "//host" is another site. Browsers read "\" as "/" and skip
# tabs and line ends, so none of these may occur anywhere.
_OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\\\x7f]{0,2000}")


@face.get("/language/<to>")
@public
def language(to: str) -> Response:
    """Read on in Chinese or in English."""
    if to not in {"zh", "en"}:
        abort(404)
    session["language"] = to
    return _back()


@face.get("/large-type/<to>")
@public
def large_type(to: str) -> Response:
    """Read on in large or in standard type."""
    if to not in {"on", "off"}:
        abort(404)
    session["large_type"] = to == "on"
    return _back()


def _back() -> Response:
    """Back to the page that was left, if it is one of ours."""
    back = request.args.get("back", "")
    own = back if _OWN_PATH.fullmatch(back) else url_for("portal.home")
    return redirect(own, 303)
