"""The forms of the acts from an extension to the signature."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, IntegerField
from wtforms.validators import InputRequired, ValidationError

from casework.domain.clock import EXTENSION_LIMIT
from casework.domain.disclosure.facts import (
    Extension,
    Recall,
    Return,
    ReviewRequest,
    SecrecyReview,
    Signature,
)
from casework.domain.workflow import Facts
from casework.services import agency_settings
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.kinds import sentences
from casework.web.doors import own_agency
from casework.web.words import cn_date


class ProposeExtensionForm(ActForm):
    """条例 33 II."""

    makes = Extension

    working_days = IntegerField(
        _("延长的工作日"),
        [InputRequired(_("请填写延长几个工作日"))],
        description=_("1至20个工作日，只能延长一次"),
    )
    reason = sentences(
        _("延长的理由"),
        _("请写明延长的理由"),
        description=_("写进延期告知书，申请人会看到"),
    )

    def validate_working_days(self, field: Field) -> None:
        """A number, of those that the law allows."""
        if field.data is None or not 1 <= field.data <= EXTENSION_LIMIT:
            field.errors = []
            raise ValidationError(_("延长的期限是1至20个工作日"))

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """By when the applicant must have been told."""
        due = file.clock.unextended_due_on
        if due is None:
            return []
        return [
            gettext("现在的答复期限是%(on)s，延期应当在此前经批准并告知申请人。", on=cn_date(due))
        ]


class ExtendForm(ProposeExtensionForm):
    """条例 33 II: as the handler proposed, unless the approver changes it."""

    is_main = True

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """The proposal."""
        proposed = file.standing.proposed_extension
        if proposed is None:
            return {}
        return {"working_days": proposed.working_days, "reason": proposed.reason}


class SubmitForReviewForm(ActForm):
    """条例 17, 45."""

    makes = ReviewRequest
    is_main = True

    remark = sentences(_("给审核人的说明"), None)

    def facts(self) -> Facts:
        """The remark, and the levels that the agency has now."""
        levels = agency_settings.review_levels(own_agency())
        return ReviewRequest(self.remark.data or "", levels)


class ReturnForm(ActForm):
    """条例 45."""

    makes = Return

    reason = sentences(_("退回的理由"), _("请写明退回的理由和修改意见"))


class PassReviewForm(ActForm):
    """条例 17."""

    makes = SecrecyReview
    is_main = True

    conclusion = sentences(
        _("保密审查结论"),
        _("请写明保密审查结论"),
        description=_("是否涉及国家秘密、商业秘密、个人隐私，处理是否得当"),
    )


class PassLevelForm(PassReviewForm):
    """条例 17: a level of the review that is not the last."""

    is_main = True


class SignForm(ActForm):
    """条例 33, 36."""

    makes = Signature
    is_main = True
    caution = _("签发后答复书即编号定稿，不能修改。请先打开预览核对。")

    remark = sentences(_("签发意见"), None)


class RecallForm(ActForm):
    """条例 45: a signed letter is taken back before it goes out."""

    makes = Recall
    caution = _("文号作废并保留，不再使用。修改后应当重新送审、签发。")

    reason = sentences(_("撤回的理由"), _("请写明撤回的理由"))
