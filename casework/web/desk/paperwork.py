"""The parts of the pages about letters, each for those who may enter it."""

from flask import request, url_for
from flask_babel import lazy_gettext as _

from casework.web.doors import may_enter

_PARTS = (
    (_("文号簿"), "desk.number_register"),
    (_("文书打印"), "desk.printing"),
    (_("文书文字"), "desk.wordings"),
    (_("印章"), "desk.seal"),
)
_PART_OF = {"desk.wording": "desk.wordings"}  # the wording of one kind


def parts() -> list[tuple[str, str, bool]]:
    """Text, address, and whether it is the page shown or the one that led to it."""
    shown = _PART_OF.get(request.endpoint or "", request.endpoint)
    return [
        (str(text), url_for(endpoint), shown == endpoint)
        for text, endpoint in _PARTS
        if may_enter(endpoint)
    ]
