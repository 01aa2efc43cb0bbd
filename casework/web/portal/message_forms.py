"""The portal's forms of a message to the agency: writing it, and what its author does later."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from casework.domain.message.facts import Consent, FollowUp
from casework.domain.message.writing import TEXT_LIMIT
from casework.persistence.models import Purpose
from casework.web.application_form import tidy
from casework.web.automatic import OpenForm
from casework.web.forms import WritingForm
from casework.web.message_form import MessageFields
from casework.web.portal.forms import RateForm
from casework.web.uploads import Papers

_NO_QUESTION = _("请写明还想问什么")


class MessageForm(OpenForm, MessageFields):
    """A message. `offered` is filled in once answers that may help were shown, so that it goes."""

    offered = HiddenField()
    files = Papers(_("附件"), Purpose.MESSAGE_MATERIAL, most=3)


class FollowUpForm(WritingForm):
    """What the author asks further."""

    text = TextAreaField(
        _("您还想问什么"),
        [InputRequired(_NO_QUESTION), Length(max=TEXT_LIMIT, message=_("不超过2000个字"))],
        filters=[tidy],
    )
    files = Papers(_("附件"), Purpose.MESSAGE_MATERIAL, most=3)

    def validate_text(self, field: Field) -> None:
        """More than blanks."""
        if not field.data:
            raise ValidationError(_NO_QUESTION)

    def facts(self) -> FollowUp:
        """What the act needs; its limit is the service's to say."""
        return FollowUp(self.text.data or "")


class RateReplyForm(RateForm):
    """What the author thinks of a reply."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.score.label.text = _("您对这次答复满意吗？")


class ConsentForm(WritingForm):
    """Whether message and reply may be published, from now on."""

    may_be_published = BooleanField(_("同意公开这件留言和答复"))

    def facts(self) -> Consent:
        """What the act needs."""
        return Consent(bool(self.may_be_published.data))
