"""The fields of a message, as the portal and the desk's register both ask for them (R-LY)."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from casework.domain.message.vocabulary import Kind
from casework.domain.message.writing import TEXT_LIMIT, TITLE_LIMIT, Writing
from casework.web.application_form import tidy
from casework.web.forms import OneOf
from casework.web.optional_contact import OptionalContact

_NO_TITLE, _NO_TEXT = _("请用一句话写明是什么事"), _("请写明具体情况")


class MessageFields(OptionalContact):
    """What a message says, what for, and perhaps who says it."""

    kind = OneOf(_("类别"), Kind, _("请选择咨询、建议或者求助投诉"))
    title = StringField(
        _("标题"),
        [InputRequired(_NO_TITLE), Length(max=TITLE_LIMIT, message=_("标题不超过60个字"))],
        filters=[tidy],
    )
    text = TextAreaField(
        _("具体情况"),
        [
            InputRequired(_NO_TEXT),
            Length(max=TEXT_LIMIT, message=_("不超过2000个字；更长的请作为附件上传")),
        ],
        filters=[tidy],
    )
    name = StringField(_("姓名"), [Length(max=60, message=_("姓名不超过60个字"))], filters=[tidy])
    may_be_published = BooleanField(_("同意公开这件留言和答复"))

    def validate_title(self, field: Field) -> None:
        """More than blanks."""
        if not field.data:
            raise ValidationError(_NO_TITLE)

    def validate_text(self, field: Field) -> None:
        """More than blanks."""
        if not field.data:
            raise ValidationError(_NO_TEXT)

    def writing(self) -> Writing:
        """The message that the validated fields say."""
        return Writing(
            kind=self.kind.data,
            title=self.title.data or "",
            text=self.text.data or "",
            name=self.name.data or "",
            phone=self.phone.data or "",
            email=self.email.data or "",
            may_be_published=bool(self.may_be_published.data),
        )
