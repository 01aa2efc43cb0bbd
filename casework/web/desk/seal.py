"""The agency's seal: the picture that its letters bear, and on which of them."""

import hashlib
import io
from functools import partial
from typing import cast

from flask import render_template, send_file, url_for
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from casework.domain.roles import Role
from casework.letters import UnfitSeal, seal_from_png
from casework.persistence.models.people import AdminAct
from casework.services import colleagues, sealing
from casework.services.administration import Mandate
from casework.services.refusals import NotThere
from casework.services.sealing import SealChoice
from casework.web.desk.administration.answering import More, answered, told
from casework.web.desk.face import face
from casework.web.desk.paperwork import parts
from casework.web.desk.sheet import Answer
from casework.web.doors import office, requires, staff
from casework.web.forms import WritingForm
from casework.web.words import word

_READ_AT_MOST = 2_000_001  # bytes: one more than a picture may have


class SealForm(WritingForm):
    """A new picture, or the same; on which letters; or none at all from now on."""

    file = FileField(_("印章图片"))
    on_every_letter = BooleanField(
        _("未经负责人签批的文书也盖章"),
        description=_("例如承办人自行发出的登记回执、补正告知书。不勾选时，这些文书留出盖章的位置"),
    )
    drops_seal = BooleanField(_("今后不再由系统加盖印章"))

    png: bytes | None = None

    def validate_file(self, field: Field) -> None:
        """A picture that can be set as a seal, where one is sent."""
        if not field.data:
            return
        content = cast("FileStorage", field.data).stream.read(_READ_AT_MOST)
        try:
            seal_from_png(content)
        except UnfitSeal as unfit:
            raise ValidationError(word(unfit.fault)) from None
        self.png = content

    def choice(self) -> SealChoice:
        """What the validated fields say."""
        digest = "" if self.png is None else hashlib.sha256(self.png).hexdigest()
        drops = bool(self.drops_seal.data)
        return SealChoice(bool(self.on_every_letter.data), drops, digest)


@face.route("/agency/seal", methods=["GET", "POST"])
@requires(Role.ADMINISTRATOR)
def seal() -> Answer:
    """The seal that is set now, and another to be set from now on."""
    history = sealing.history(staff().agency_id)
    form = SealForm(data={"on_every_letter": bool(history) and history[0][0].on_every_letter})

    def change(mandate: Mandate) -> str:
        sealing.change(office(), form.choice(), form.png, mandate)
        told(AdminAct.CHANGE_SEAL)
        return url_for("desk.seal")

    return answered(form, partial(_page, form), change)


@face.get("/agency/seal.png")
@requires(Role.ADMINISTRATOR)
def seal_picture() -> Response:
    """The picture of the seal, as it was given."""
    png = sealing.picture(staff().agency_id)
    if png is None:
        raise NotThere("seal")
    return send_file(io.BytesIO(png), "image/png")


def _page(form: SealForm, more: More) -> str:
    agency_id = staff().agency_id
    history = sealing.history(agency_id)
    return render_template(
        "desk/seal.html",
        form=form,
        more=more,
        parts=parts(),
        history=history,
        names=colleagues.names(row.saved_by for row, _is_set in history),
        is_set=bool(history) and history[0][1],
        is_signed=office().signatory is not None,
    )
