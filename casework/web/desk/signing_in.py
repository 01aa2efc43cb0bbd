"""Signing in and out."""

from urllib.parse import urlsplit

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from casework.domain.workflow import Refused
from casework.services import sign_in as service
from casework.web.application_form import tidy
from casework.web.desk import keeper
from casework.web.desk.face import face
from casework.web.desk.sheet import Answer
from casework.web.doors import office, public, requires
from casework.web.forms import SpokenForm
from casework.web.safety import limiter
from casework.web.words import sentence

_TRIES = "30 per minute"  # an office often shares one address; a name is locked by the service


class SignInForm(SpokenForm):
    """A user name and its password. It writes no case, so it needs no key."""

    username = StringField(
        _("用户名"),
        [InputRequired(_("请填写用户名")), Length(max=60, message=_("用户名不超过60个字符"))],
        filters=[tidy],
    )
    password = PasswordField(
        _("密码"),
        [InputRequired(_("请填写密码")), Length(max=200, message=_("密码不超过200个字符"))],
    )

    def credentials(self) -> tuple[str, str]:
        """The name and the password as typed."""
        return self.username.data or "", self.password.data or ""


@face.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit(_TRIES, methods=["POST"])
def sign_in() -> Answer:
    """The sign-in page; whoever is signed in already goes on."""
    if current_user.is_authenticated and request.method == "GET" and not _has_ended():
        return redirect(_onward(), 303)
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form), 422 if form.is_submitted() else 200
    try:
        keeper.begin(service.sign_in(office(), *form.credentials(), request.remote_addr or ""))
    except Refused as refused:
        return _page(form, refused), 409
    return redirect(_onward(), 303)


@face.post("/sign-out")
@requires()
def sign_out() -> Response:
    """End every session of the user, and this one."""
    service.sign_out(current_user.user)
    keeper.end()
    return redirect(url_for("desk.sign_in", out=1), 303)


def own_path(asked: str) -> str | None:
    """The path to go on to, if it is one of the desk's own; anything else leads nowhere."""
    if "\\" in asked or not asked.isprintable():
        return None
    parts = urlsplit(asked)
    own = not parts.scheme and not parts.netloc and parts.path.startswith("/desk/")
    return asked if own else None


def _has_ended() -> bool:
    return "ended" in request.args or "out" in request.args


def _onward() -> str:
    return own_path(request.args.get("next", "")) or url_for("desk.queue")


def _page(form: SignInForm, refused: Refused | None = None) -> str:
    more = [] if refused is None else [(sentence(refused), "#username")]
    return render_template("desk/sign_in.html", form=form, more=more)
