"""The forms of the acts of a record correction, and of its registration (条例 41)."""

from collections.abc import Mapping
from datetime import date

from flask import url_for
from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.validators import ValidationError

from casework.domain.disclosure.acts.serving import LetterService
from casework.domain.record_correction.acts import (
    Approval,
    Proposal,
    Registration,
    Return,
    Withdrawal,
)
from casework.domain.record_correction.application import CorrectionApplication
from casework.domain.record_correction.vocabulary import Action, Result
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.persistence.models import Purpose
from casework.services.disclosure.viewing import CaseFile
from casework.services.record_correction import acts
from casework.services.record_correction.acts import Order
from casework.services.record_correction.filing import digest_of
from casework.web.application_form import refuse_unprintable
from casework.web.correction_form import OrganisationCorrection, PersonCorrection
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.ending import ReissueCodeForm
from casework.web.desk.forms.keeping import (
    LiftRestrictionForm,
    NoteForm,
    RecuseForm,
    RestrictForm,
)
from casework.web.desk.forms.kinds import legal_day, one_line, sentences
from casework.web.desk.forms.receiving import AssignForm, ConfirmReceiptForm
from casework.web.desk.forms.serving import ServeLetterForm
from casework.web.desk.papers import Papers
from casework.web.doors import office
from casework.web.forms import OneOf, WritingForm


class _OfCorrection(ActForm):
    """An act of this procedure; its other half is the form of a dataclass of facts."""

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Ask the service for the act; the address to go on to. Raises Refused."""
        order = Order(action, self.facts(), self.key_used(), self.version.data, self.papers())
        acts.act(office(), reference, order, actor)
        return url_for("desk.correction", reference=reference)


class _ConfirmReceiptForm(_OfCorrection, ConfirmReceiptForm):
    """As for a request: 条例 41 says nothing else of receipt."""

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """Nothing: the channel's rule is that of 条例 31, for requests."""
        return []


class _AssignForm(_OfCorrection, AssignForm):
    """As for a request."""


class _NoteForm(_OfCorrection, NoteForm):
    """As for a request."""


class _RecuseForm(_OfCorrection, RecuseForm):
    """As for a request."""


class _RestrictForm(_OfCorrection, RestrictForm):
    """As for a request."""


class _LiftRestrictionForm(_OfCorrection, LiftRestrictionForm):
    """As for a request."""


class _ServeLetterForm(_OfCorrection, ServeLetterForm):
    """As for any letter of a request."""

    makes = LetterService


class ProposeForm(_OfCorrection):
    """条例 41."""

    makes = Proposal
    is_main = True
    caution = _("告知书照下面填写的内容写成。批准前可以预览。")

    result = OneOf(_("处理结果"), Result, _("请选择处理结果"))
    findings = sentences(
        _("审核情况"),
        _("请写明审核情况"),
        description=_("核对了哪些证据和原始记录，结论是什么；只存档，不写进告知书"),
    )
    record = one_line(_("哪一项记录"), _("请写明是哪一项记录"))
    wrong = sentences(_("原来的内容"), None, description=_("予以更正的必填"))
    right = sentences(_("更正后的内容"), None, description=_("予以更正的必填"))
    agency = one_line(_("有权更正的机关"), None, description=_("转送或者告知向其他机关提出的必填"))
    contact = one_line(_("该机关的联系方式"), None)
    reason = sentences(_("不予更正的理由"), None, description=_("不予更正的必填，写进告知书"))
    scan = Papers(_("审核材料"), Purpose.EVIDENCE, description=_("可以选择多个文件"))

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """What was proposed before, else what the applicant asks."""
        proposed = [event.facts for event in file.standing.events]
        for facts in reversed(proposed):
            if isinstance(facts, Proposal):
                return {field: getattr(facts, field) for field in facts.__slots__}
        asked = file.case.correction
        return {"record": asked.record, "wrong": asked.wrong, "right": asked.right}

    def _printable(self, field: Field) -> None:
        refuse_unprintable(field)

    validate_record = validate_wrong = validate_right = _printable
    validate_agency = validate_contact = validate_reason = _printable


class ReturnForm(_OfCorrection):
    """条例 41."""

    makes = Return

    reason = sentences(_("退回的理由"), _("请写明退回的理由和修改意见"))


class ApproveForm(_OfCorrection):
    """条例 41."""

    makes = Approval
    is_main = True
    caution = _("批准后告知书即编号定稿，不能修改，申请人凭查询码可以下载。请先打开预览核对。")

    remark = sentences(_("签发意见"), None)


class WithdrawForm(_OfCorrection):
    """The applicant's own wish, written down."""

    makes = Withdrawal
    caution = _("办理终止后不能恢复。撤回应当是申请人自己的意思。")

    statement = sentences(_("申请人的撤回说明"), _("请写明申请人的撤回说明"))


FORMS: Mapping[Term, type[ActForm]] = {
    Action.CONFIRM_RECEIPT: _ConfirmReceiptForm,
    Action.ASSIGN: _AssignForm,
    Action.PROPOSE: ProposeForm,
    Action.RETURN: ReturnForm,
    Action.APPROVE: ApproveForm,
    Action.SERVE_LETTER: _ServeLetterForm,
    Action.WITHDRAW: WithdrawForm,
    Action.NOTE: _NoteForm,
    Action.RECUSE: _RecuseForm,
    Action.RESTRICT: _RestrictForm,
    Action.LIFT_RESTRICTION: _LiftRestrictionForm,
    Action.REISSUE_CODE: ReissueCodeForm,
}


class _Registering(WritingForm):
    """How it came in, and what came with it."""

    is_paper = True

    received_on = legal_day(_("收到之日"), _("请填写收到之日"))
    came_by = sentences(
        _("收件凭证"),
        _("请写明收件凭证"),
        description=_(
            "当面提交、信件、传真、电子邮件或者口头提出的经过；口头提出的写明由谁代为填写"
        ),
    )
    evidence = Papers(_("证明记录不准确的材料"), Purpose.EVIDENCE)
    scan = Papers(_("申请原件扫描件"), Purpose.SCAN)
    identity = Papers(_("身份证明扫描件"), Purpose.IDENTITY)

    def validate_received_on(self, field: Field) -> None:
        """Not a day to come."""
        if field.data and field.data > office().today():
            raise ValidationError(_("收到之日不能晚于今天"))

    def order(self, application: CorrectionApplication) -> Order:
        """The registration that the validated fields say."""
        facts = Registration(
            digest_of(application), self.received_on.data or date.min, self.came_by.data or ""
        )
        fields = (self.evidence, self.scan, self.identity)
        papers = tuple(paper for field in fields for paper in field.kept())
        return Order(Action.REGISTER, facts, self.key.data or "", papers=papers)


class PersonForm(_Registering, PersonCorrection):
    """A natural person's application."""


class OrganisationForm(_Registering, OrganisationCorrection):
    """An organisation's application."""
