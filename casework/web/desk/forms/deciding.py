"""The forms of the acts from an extension to the service of the reply."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, IntegerField
from wtforms.validators import InputRequired, ValidationError

from casework.domain.clock import EXTENSION_LIMIT
from casework.domain.disclosure.facts import (
    Extension,
    Return,
    ReviewRequest,
    SecrecyReview,
    Service,
    ServiceWay,
    Signature,
)
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.kinds import legal_day, one_line, sentences
from casework.web.forms import OneOf
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


class SignForm(ActForm):
    """条例 33, 36."""

    makes = Signature
    is_main = True
    caution = _("签发后答复书即编号定稿，不能修改。请先打开预览核对。")

    remark = sentences(_("签发意见"), None)


class ServeForm(ActForm):
    """国办公开办函〔2016〕235号."""

    makes = Service
    is_main = True

    way = OneOf(_("送达方式"), ServiceWay, _("请选择送达方式"))
    served_on = legal_day(
        _("送达之日"),
        _("请填写送达之日"),
        description=_("邮寄的填交邮之日，直接送达的填申请人签收之日，网上送达的填发出之日"),
    )
    proof = one_line(
        _("送达凭证"),
        None,
        description=_("邮件编号、签收人或者送达记录；网上送达可以不填"),
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Today."""
        return {"served_on": today}

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """The last day, and how the applicant wants the reply."""
        wanted = gettext(file.case.disclosure.delivery_way.zh)
        told = [gettext("申请人选择的领取方式：%(way)s。", way=wanted)]
        if file.case.due_on is not None:
            told.append(gettext("答复期限：%(on)s。", on=cn_date(file.case.due_on)))
        return told
