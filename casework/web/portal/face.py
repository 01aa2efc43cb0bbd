"""The portal's blueprint; its pages register themselves on it."""

from flask import Blueprint
from werkzeug.local import LocalProxy

from casework.web.doors import office
from casework.web.portal.forms import LeaveForm

face = Blueprint("portal", __name__)

_MEGABYTE = 1024 * 1024


@face.context_processor
def _surroundings() -> dict[str, object]:
    """What the portal's pages say of the agency, and the limit of an upload, in megabytes."""
    return {
        "agency": LocalProxy(lambda: office().agency()),
        "upload_limit_mb": office().upload_limit_bytes // _MEGABYTE,
        "leaving": _leaving,
    }


def _leaving() -> LeaveForm:
    """The small form at the foot of a page; named apart, because the page has its own form."""
    return LeaveForm(None, prefix="leave-")
