"""The portal's blueprint; its pages register themselves on it."""

from flask import Blueprint
from werkzeug.local import LocalProxy

from casework.web.doors import office

face = Blueprint("portal", __name__)

_MEGABYTE = 1024 * 1024


@face.context_processor
def _surroundings() -> dict[str, object]:
    """What the portal's pages say of the agency, and the limit of an upload, in megabytes."""
    return {
        "agency": LocalProxy(lambda: office().agency()),
        "upload_limit_mb": office().upload_limit_bytes // _MEGABYTE,
    }
