"""The portal's forms of a comment on a draft: the comment, its verification, a second try."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from casework.domain.consultation.comment.writing import TEXT_LIMIT, Writing
from casework.persistence.models import Purpose
from casework.web.application_form import compact, tidy
from casework.web.automatic import OpenForm
from casework.web.doors import office
from casework.web.forms import WritingForm
from casework.web.optional_contact import OptionalContact
from casework.web.uploads import Papers

_MISSING = _("请写下您的意见")
_TOO_LONG = _("不超过5000个字；更长的请作为附件上传")


def _words() -> TextAreaField:
    limit = Length(max=TEXT_LIMIT, message=_TOO_LONG)
    return TextAreaField(_("您的意见"), [InputRequired(_MISSING), limit], filters=[tidy])


class CommentForm(OpenForm, OptionalContact):
    """A comment. Who it is from need not be said, where the agency allows that."""

    text = _words()
    name = StringField(
        _("姓名或者单位"), [Length(max=60, message=_("不超过60个字"))], filters=[tidy]
    )
    files = Papers(_("附件"), Purpose.COMMENT_MATERIAL, most=3)

    def validate_text(self, field: Field) -> None:
        """More than blanks."""
        if not field.data:
            raise ValidationError(_MISSING)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Every field; and who it is from, where the agency asks for it."""
        sound: bool = super().validate(extra_validators)
        if office().agency().comment_allows_anonymous:
            return sound
        for field, given, missing in (
            (self.name, self.name.data, _("请填写姓名或者单位")),
            (self.phone, self.phone.data or self.email.data, _("请填写联系电话或者电子邮箱")),
        ):
            if not given:
                field.errors = [*field.errors, missing]
                sound = False
        return sound

    def writing(self, passage: int | None) -> Writing:
        """The comment that the validated fields say."""
        return Writing(
            text=self.text.data or "",
            passage=passage,
            name=self.name.data or "",
            phone=self.phone.data or "",
            email=self.email.data or "",
        )


class VerifyForm(WritingForm):
    """The figures that were sent to the contact given."""

    code = StringField(
        _("核验码"),
        [InputRequired(_("请填写核验码")), Length(max=12, message=_("核验码是6位数字"))],
        filters=[compact],
    )


class SendAgainForm(WritingForm):
    """Send the figures once more."""


class ResubmitForm(WritingForm):
    """The comment once more, without what was in the way."""

    text = _words()

    def validate_text(self, field: Field) -> None:
        """More than blanks."""
        if not field.data:
            raise ValidationError(_MISSING)
