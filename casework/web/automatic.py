"""Whether a form that anybody may send looks as if a program had filled it in.

Nothing is asked of people: a field that they do not see stays empty, and nobody writes within
seconds. What looks automatic is never lost: the services keep it and hold it for a look.
"""

from datetime import datetime, timedelta

from flask import current_app
from flask_babel import lazy_gettext as _
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import HiddenField, StringField

from casework.web.doors import office
from casework.web.forms import WritingForm

_QUICKEST = timedelta(seconds=3)  # nobody reads a form and writes a sentence in less
_SALT = "when a form was shown"


def _shown_now() -> str:
    written: str = _signer().dumps(office().now().isoformat())
    return written


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", _SALT)


class OpenForm(WritingForm):
    """A form that anybody may send; templates show `website` by components/left_empty.html."""

    shown = HiddenField(default=_shown_now)
    website = StringField(_("请不要填写这一栏"))

    @property
    def looks_automatic(self) -> bool:
        """Whether the hidden field was filled in, or the form came back too soon to be typed."""
        if self.website.data:
            return True
        try:
            shown_at = datetime.fromisoformat(_signer().loads(self.shown.data or ""))
        except (BadSignature, ValueError):
            return True
        return office().now() - shown_at < _QUICKEST
