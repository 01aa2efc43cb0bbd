"""文书核验: anybody with a letter in hand sees whether the agency issued it; nothing is kept."""

from typing import cast

from flask import Response, make_response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.validators import ValidationError

from casework.letters import plain_code
from casework.services.verification import KnownLetter, is_same, known_letter
from casework.web.doors import public
from casework.web.forms import SpokenForm
from casework.web.open.face import face
from casework.web.safety import limiter

_LARGEST_FILE = 2 * 1024 * 1024
_LONGEST_CODE = 60  # characters: the code itself, and what may be typed between them


class FileForm(SpokenForm):
    """The file to be compared; read while it is checked, and never written anywhere."""

    file = FileField(_("文书的PDF文件"), [FileRequired(_("请选择文件"))])

    content = b""

    def validate_file(self, field: Field) -> None:
        """A file no larger than any letter is."""
        self.content = cast("FileStorage", field.data).stream.read(_LARGEST_FILE + 1)
        if len(self.content) > _LARGEST_FILE:
            raise ValidationError(_("文件超过2 MB，不会是本机关发出的文书"))


@face.get("/verify")
@public
def verify() -> Response:
    """The form that asks for the code."""
    typed = request.args.get("code", "").strip()[:_LONGEST_CODE]
    code = plain_code(typed)
    if code:
        return cast("Response", redirect(url_for("open.verified", code=code), 303))
    page = render_template("open/verify.html", missing="code" in request.args, typed=typed)
    return _unlisted(page, 422 if "code" in request.args else 200)


# 99 bits are not found by trying; the limit keeps whoever tries all the same from the database.
@face.route("/verify/<code>", methods=["GET", "POST"])
@public
@limiter.limit("60/minute")
def verified(code: str) -> Response:
    """Whether there is a letter of this code, and whether a file is that letter."""
    letter = known_letter(code[:_LONGEST_CODE])
    if letter is None:
        page = render_template("open/verify.html", unknown=plain_code(code[:_LONGEST_CODE]))
        return _unlisted(page, 404)
    form = FileForm()
    sent = form.is_submitted()
    same = is_same(letter, form.content) if sent and form.validate() else None
    return _unlisted(_page(letter, form, same), 422 if sent and same is None else 200)


def _page(letter: KnownLetter, form: FileForm, same: bool | None) -> str:
    return render_template("open/verified.html", letter=letter, form=form, same=same)


def _unlisted(page: str, status: int) -> Response:
    """A page that no search engine lists."""
    answer = make_response(page, status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
