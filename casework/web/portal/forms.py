"""The portal's forms. The application's own fields stand in casework.web.application_form."""

from typing import cast

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, ValidationError

from casework.domain.disclosure.facts import (
    BEST_SCORE,
    Clarification,
    Opinion,
    OpinionGiven,
    Rating,
    ReasonsGiven,
    Withdrawal,
)
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.persistence.models import Purpose
from casework.web.application_form import OrganisationFields, PersonFields, compact, tidy
from casework.web.doors import office
from casework.web.forms import OneOf, WritingForm
from casework.web.uploads import PICTURES, Papers

_SCORES = (_("很不满意"), _("不满意"), _("一般"), _("满意"), _("很满意"))


class PersonForm(PersonFields, WritingForm):
    """An application of a natural person."""


class OrganisationForm(OrganisationFields, WritingForm):
    """An application of an organisation."""


ApplicationForm = PersonForm | OrganisationForm
FORMS: dict[str, type[PersonForm] | type[OrganisationForm]] = {
    "person": PersonForm,
    "organisation": OrganisationForm,
}


class IdentityForm(WritingForm):
    """The proof of identity that an application carries (条例 29 II (一))."""

    files = Papers(_("身份证明文件"), Purpose.IDENTITY, most=2, types=PICTURES)
    is_kept = False

    def validate_files(self, field: Field) -> None:
        """One file at least, now or before."""
        if not cast("Papers", field).uploads and not self.is_kept:
            raise ValidationError(_("请上传身份证明，例如身份证的照片或者扫描件"))


class CheckForm(WritingForm):
    """Yes, this is what I apply for."""


class TrackForm(WritingForm):
    """The reference and the query code that open a request."""

    reference = StringField(
        _("登记编号"),
        [InputRequired(_("请填写登记编号")), Length(max=40, message=_("登记编号不超过40个字符"))],
        filters=[compact],
    )
    code = StringField(
        _("查询码"),
        [InputRequired(_("请填写查询码")), Length(max=40, message=_("查询码是12位字母和数字"))],
        filters=[compact],
    )


class ClarifyForm(WritingForm):
    """The clarified request, whole (条例 30)."""

    requested_information = TextAreaField(
        _("补正后的申请内容"),
        [
            InputRequired(_("请写明补正后的申请内容")),
            Length(max=3000, message=_("不超过3000个字")),
        ],
        filters=[tidy],
    )
    files = Papers(_("补充材料"), Purpose.CLARIFICATION, most=2)

    def validate_requested_information(self, field: Field) -> None:
        """More than blanks."""
        if not field.data:
            raise ValidationError(_("请写明补正后的申请内容"))

    def facts(self) -> Clarification:
        """What the act needs: sent online today."""
        wanted = self.requested_information.data or ""
        return Clarification(wanted, ReceiptChannel.ONLINE, office().today())


class ReasonsForm(WritingForm):
    """Why so much is asked for (条例 35)."""

    text = TextAreaField(
        _("您的理由"),
        [InputRequired(_("请写明您的理由")), Length(max=2000, message=_("不超过2000个字"))],
        filters=[tidy],
    )

    def validate_text(self, field: Field) -> None:
        """More than blanks."""
        if not field.data:
            raise ValidationError(_("请写明您的理由"))

    def facts(self) -> ReasonsGiven:
        """What the act needs: sent online today."""
        return ReasonsGiven(self.text.data or "", ReceiptChannel.ONLINE, office().today())


class OpinionKeyForm(WritingForm):
    """The number and the code of a letter that asks for an opinion."""

    name = StringField(
        _("征求意见编号"),
        [InputRequired(_("请填写征求意见编号")), Length(max=40, message=_("编号不超过40个字符"))],
        filters=[compact],
    )
    code = StringField(
        _("查询码"),
        [InputRequired(_("请填写查询码")), Length(max=40, message=_("查询码是12位字母和数字"))],
        filters=[compact],
    )


class OpinionForm(WritingForm):
    """What somebody who was asked says (条例 32, 34)."""

    opinion = OneOf(_("是否同意公开"), Opinion, _("请选择同意或者不同意公开"))
    reasons = TextAreaField(
        _("理由"), [Length(max=2000, message=_("不超过2000个字"))], filters=[tidy]
    )
    files = Papers(_("证明材料"), Purpose.OPINION, most=5)

    def validate_reasons(self, field: Field) -> None:
        """Whoever objects says why: 条例 32."""
        if self.opinion.data is Opinion.OBJECTS and not field.data:
            raise ValidationError(_("不同意公开的，请写明理由（条例第三十二条）"))

    def facts(self, number: int) -> OpinionGiven:
        """What the act needs: sent online today."""
        opinion: Opinion = self.opinion.data
        return OpinionGiven(number, opinion, self.reasons.data or "", office().today())


class WithdrawForm(WritingForm):
    """The applicant's statement that the request is withdrawn."""

    statement = TextAreaField(
        _("撤回说明"),
        [
            InputRequired(_("请写一句话说明撤回，例如：我不再需要这些信息")),
            Length(max=500, message=_("不超过500个字")),
        ],
        filters=[tidy],
    )
    confirmed = BooleanField(
        _("我确认撤回这件申请，并且知道撤回以后不能恢复"),
        [InputRequired(_("请勾选确认；如果不想撤回，请返回"))],
    )

    def validate_statement(self, field: Field) -> None:
        """More than blanks."""
        if not field.data:
            raise ValidationError(_("请写一句话说明撤回，例如：我不再需要这些信息"))

    def facts(self) -> Withdrawal:
        """What the act needs."""
        return Withdrawal(self.statement.data or "")


class RateForm(WritingForm):
    """What the applicant thinks of the handling."""

    score = RadioField(
        _("您对这件申请的办理满意吗？"),
        [InputRequired(_("请选择满意程度"))],
        choices=[SelectChoice(str(n), _SCORES[n - 1]) for n in range(BEST_SCORE, 0, -1)],
    )
    comment = TextAreaField(
        _("意见和建议"), [Length(max=500, message=_("不超过500个字"))], filters=[tidy]
    )

    def facts(self) -> Rating:
        """What the act needs."""
        return Rating(int(self.score.data), self.comment.data or "")
