"""The forms of the acts: one small class for each dataclass of facts, found by its act in FORMS."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, ClassVar

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field as AnyField
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError
from wtforms.widgets import HiddenInput, TextArea

from casework.domain.clock import EXTENSION_LIMIT
from casework.domain.disclosure.facts import (
    Assignment,
    Clarification,
    ClarificationNotice,
    ConfirmationMeans,
    Extension,
    IdentityCheck,
    Lapse,
    OtherClosure,
    ReceiptConfirmation,
    Return,
    ReviewRequest,
    SecrecyReview,
    Service,
    ServiceWay,
    Signature,
    Withdrawal,
)
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Facts
from casework.persistence.models import Purpose
from casework.services import colleagues
from casework.services.attachments import Paper
from casework.services.disclosure import acts, tracking, waiting
from casework.services.disclosure.acts import Order
from casework.services.disclosure.viewing import CaseFile
from casework.web.application_form import OneOf, tidy
from casework.web.desk import shown_once
from casework.web.desk.papers import Papers
from casework.web.doors import office
from casework.web.forms import ChineseDate, WritingForm
from casework.web.words import cn_date

_LONGEST = 2000  # characters of a reason


class Lines(AnyField):
    """Several points, one a line; its data is the tuple of those that are not empty."""

    widget = TextArea()  # type: ignore[assignment]  # the stubs bind it to text fields

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take each line that says something."""
        lines = tidy(valuelist[0] if valuelist else "").split("\n")
        self.data = tuple(line.strip() for line in lines if line.strip())

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else "\n".join(self.data or ())


def sentences(label: str, missing: str | None, **options: Any) -> TextAreaField:
    """A field for some sentences; `missing` is said where none are given, None: they may be."""
    required = [] if missing is None else [InputRequired(missing), _says_something(missing)]
    limit = Length(max=_LONGEST, message=_("不超过2000个字"))
    return TextAreaField(label, [*required, limit], filters=[tidy], **options)


def one_line(label: str, missing: str | None, **options: Any) -> StringField:
    """A field for one line; `missing` as above."""
    required = [] if missing is None else [InputRequired(missing), _says_something(missing)]
    limit = Length(max=300, message=_("不超过300个字"))
    return StringField(label, [*required, limit], filters=[tidy], **options)


def legal_day(label: str, missing: str | None, **options: Any) -> ChineseDate:
    """A field for a legal date; `missing` as above."""
    required = [] if missing is None else [InputRequired(missing)]
    return ChineseDate(label, [*required, within_reach], **options)


def within_reach(form: object, field: AnyField) -> None:
    """Refuse a year that can only be a slip: before the calendar begins, or decades ahead."""
    calendar = office().calendar
    if field.data is None:
        return
    if not calendar.first_year <= field.data.year <= office().today().year + 2:
        raise ValidationError(_("请核对年份"))


def _says_something(missing: str) -> Any:
    def check(form: object, field: AnyField) -> None:
        if not field.data:
            raise ValidationError(missing)

    return check


class ActForm(WritingForm):
    """The form of one act. Its fields bear the names of the facts that it `makes`."""

    makes: ClassVar[Any]
    is_main: ClassVar[bool] = False  # the act that carries the case on
    caution: ClassVar[str] = ""  # what cannot be undone

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired(_("页面已过期"))])

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """What the form proposes."""
        return {}

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Offer what depends on who acts on which case."""

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """What the handler should know before acting."""
        return []

    def facts(self) -> Facts:
        """The facts that the validated fields say."""
        given = {
            field.name: self[field.name].data for field in fields(self.makes) if field.name in self
        }
        made: Facts = self.makes(**given)
        return made

    def papers(self) -> tuple[Paper, ...]:
        """The files that come with the act."""
        return tuple(paper for field in self if isinstance(field, Papers) for paper in field.kept())

    def key_used(self) -> str:
        """The key of this posting, which the validated form has."""
        return self.key.data or ""

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Ask the service for the act; the address to go on to. Raises Refused."""
        order = Order(action, self.facts(), self.key_used(), self.version.data, self.papers())
        acts.act(office(), reference, order, actor)
        return url_for("desk.case", reference=reference)


class ConfirmReceiptForm(ActForm):
    """条例 31(三)."""

    makes = ReceiptConfirmation
    is_main = True

    confirmed_on = legal_day(
        _("双方确认之日"),
        _("请填写双方确认之日"),
        description=_("这一天就是收到申请之日，答复期限从次日起算"),
    )
    means = OneOf(_("确认方式"), ConfirmationMeans, _("请选择确认方式"))
    evidence = sentences(
        _("确认情况"),
        _("请写明确认情况"),
        description=_("谁在什么时间、用哪个号码或者邮箱与申请人确认，申请人怎样答复"),
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Today: whoever confirms writes it down at once."""
        return {"confirmed_on": today}

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """Both dates are kept and shown: the submission, and the confirmation."""
        on = cn_date(file.standing.submitted_on)
        return [gettext("网上提交之日：%(on)s。确认不得早于这一天，也不得晚于今天。", on=on)]


class AssignForm(ActForm):
    """条例 45: the unit follows from the person."""

    makes = Assignment

    handler_id = SelectField(
        _("承办人"), [InputRequired(_("请选择承办人"))], coerce=int, validate_choice=False
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Whoever handles it now."""
        return {"handler_id": file.standing.handler_id}

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Offer the agency's handlers by their unit."""
        users = colleagues.handlers(actor.agency_id)
        self._units = {user.id: user.unit for user in users}
        by_unit: dict[str, list[tuple[int, str]]] = {"": [(0, gettext("请选择"))]}
        for user in users:
            by_unit.setdefault(user.unit, []).append((user.id, user.name))
        self.handler_id.choices = by_unit

    def validate_handler_id(self, field: AnyField) -> None:
        """One of those offered."""
        if field.data not in self._units:
            raise ValidationError(_("请从列出的承办人中选择一位"))

    def facts(self) -> Facts:
        """The person, and the unit they belong to."""
        return Assignment(self._units[self.handler_id.data], self.handler_id.data)


class AskClarificationForm(ActForm):
    """条例 30."""

    makes = ClarificationNotice
    caution = _("补正告知应当一次说清。发出后答复期限停止，收到补正之日起重新计算。")

    defects = Lines(
        _("需要补正的事项"),
        [InputRequired(_("请一次性列明全部需要补正的事项"))],
        description=_("每行写一项，一次性列明全部事项；逐项写进补正告知书"),
    )
    respond_by = legal_day(
        _("补正期限"),
        _("请填写补正期限"),
        description=_("给申请人合理的时间。逾期不补正又没有正当理由的，视为放弃申请"),
    )

    def validate_defects(self, field: AnyField) -> None:
        """At least one, and none longer than a letter can list."""
        if not field.data:
            raise ValidationError(_("请一次性列明全部需要补正的事项"))
        if any(len(defect) > 500 for defect in field.data):  # noqa: PLR2004
            raise ValidationError(_("每项不超过500个字"))

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """Late notices are possible, and flagged: 条例 30."""
        last = waiting.last_day_to_ask(office(), file.clock)
        if last is None:
            return []
        if today > last:
            sentence = gettext(
                "已超过收到申请之日起7个工作日（%(on)s届满）。仍可告知补正，但会标记为超期告知。",
                on=cn_date(last),
            )
            return [sentence]
        return [gettext("应当在%(on)s前告知（收到申请之日起7个工作日内）。", on=cn_date(last))]


class ClarifyForm(ActForm):
    """条例 30, 31: a clarification that came on paper is written down by the clerk."""

    makes = Clarification
    is_main = True

    requested_information = sentences(
        _("补正后的申请内容"), _("请写明补正后的申请内容"), description=_("照申请人的原文填写")
    )
    channel = OneOf(_("补正材料的提交方式"), ReceiptChannel, _("请选择提交方式"))
    received_on = legal_day(
        _("收到补正之日"),
        _("请填写收到补正之日"),
        description=_("答复期限从这一天的次日起重新计算"),
    )
    scan = Papers(
        _("补正材料扫描件"),
        Purpose.CLARIFICATION,
        description=_("PDF、JPG、PNG、DOCX、XLSX 或 OFD，可以选择多个文件"),
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """The text that is to be clarified, and today."""
        wanted = file.case.disclosure.requested_information
        return {"requested_information": wanted, "received_on": today}


class LapseForm(ActForm):
    """条例 30."""

    makes = Lapse
    caution = _("终止后不再处理这件申请，并向申请人发出终止告知书。申请人可以重新申请。")

    inquiry = sentences(
        _("核实情况"),
        _("请写明核实情况"),
        description=_("怎样核实申请人没有补正的正当理由，例如电话联系的时间和答复"),
    )


class ProposeExtensionForm(ActForm):
    """条例 33 II."""

    makes = Extension

    working_days = IntegerField(
        _("延长的工作日"),
        [
            InputRequired(_("请填写延长几个工作日")),
            NumberRange(1, EXTENSION_LIMIT, message=_("延长的期限是1至20个工作日")),
        ],
        description=_("1至20个工作日，只能延长一次"),
    )
    reason = sentences(
        _("延长的理由"),
        _("请写明延长的理由"),
        description=_("写进延期告知书，申请人会看到"),
    )

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


class WithdrawForm(ActForm):
    """The applicant's own wish, written down."""

    makes = Withdrawal
    caution = _("办理终止后不能恢复。撤回应当是申请人自己的意思。")

    statement = sentences(
        _("申请人的撤回说明"),
        _("请写明申请人的撤回说明"),
        description=_("申请人在什么时间、以什么方式提出撤回"),
    )


class CloseForm(ActForm):
    """表三（六）3."""

    makes = OtherClosure
    caution = _("办理终止后不能恢复。只用于申请人死亡、单位终止等不能作出答复的情形。")

    reason = sentences(_("终止办理的理由"), _("请写明终止办理的理由"))


class ReissueCodeForm(ActForm):
    """条例 29 II (一): the service makes the code, the next page shows it once."""

    makes = IdentityCheck
    caution = _("原查询码立即失效。新查询码只显示一次，请当面交给申请人本人。")

    means = sentences(
        _("怎样核验身份"),
        _("请写明怎样核验身份"),
        description=_("查看了哪种证件、与登记的证件号码是否一致"),
    )

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Make the new code, and go to the page that shows it."""
        check = IdentityCheck(self.means.data or "")
        tracking.reissue_code(office(), reference, check, actor, self.key_used())
        return shown_once.address(reference, self.key_used())


FORMS: Mapping[Term, type[ActForm]] = {
    Action.CONFIRM_RECEIPT: ConfirmReceiptForm,
    Action.ASSIGN: AssignForm,
    Action.ASK_CLARIFICATION: AskClarificationForm,
    Action.CLARIFY: ClarifyForm,
    Action.LAPSE: LapseForm,
    Action.PROPOSE_EXTENSION: ProposeExtensionForm,
    Action.EXTEND: ExtendForm,
    Action.SUBMIT_FOR_REVIEW: SubmitForReviewForm,
    Action.RETURN: ReturnForm,
    Action.PASS_REVIEW: PassReviewForm,
    Action.SIGN: SignForm,
    Action.SERVE: ServeForm,
    Action.WITHDRAW: WithdrawForm,
    Action.CLOSE: CloseForm,
    Action.REISSUE_CODE: ReissueCodeForm,
}


def labels(action: Term) -> Mapping[str, str]:
    """What each fact of an act is called, by its name: the labels of the act's form."""
    form = FORMS.get(action)
    if form is None:
        return {}
    unbound = ((field.name, getattr(form, field.name, None)) for field in fields(form.makes))
    # A field that is not yet bound to a form keeps its label as its first argument.
    return {name: str(field.args[0]) for name, field in unbound if field is not None}
