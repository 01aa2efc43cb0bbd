"""The forms of the acts that take a request in: receipt, assignment, clarification, lapse."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, ValidationError

from casework.domain.disclosure.facts import (
    Assignment,
    Clarification,
    ClarificationNotice,
    ConfirmationMeans,
    Lapse,
    ReceiptConfirmation,
)
from casework.domain.disclosure.receipt import ReceiptChannel, ReceiptEvidence, receipt
from casework.domain.disclosure.standing import last_day_to_ask
from casework.domain.roles import Actor
from casework.domain.workflow import Facts
from casework.persistence.models import Purpose
from casework.services import colleagues
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.kinds import Lines, legal_day, sentences
from casework.web.desk.papers import Papers
from casework.web.doors import office
from casework.web.forms import OneOf
from casework.web.words import cn_date, word


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
        on = file.standing.submitted_on
        span = gettext("网上提交之日：%(on)s。确认不得早于这一天，也不得晚于今天。", on=cn_date(on))
        evidence = ReceiptEvidence(
            channel=ReceiptChannel.ONLINE, submitted_on=on, confirmed_on=today
        )
        return [span, *(word(flag) for flag in receipt(evidence, office().calendar).flags)]


def _id(value: object) -> int:
    """A colleague's id as typed; 0, which nobody has, for anything else."""
    return int(str(value)) if str(value).isdecimal() else 0


class AssignForm(ActForm):
    """条例 45: the unit follows from the person."""

    makes = Assignment
    is_main = True

    handler_id = SelectField(
        _("承办人"), [InputRequired(_("请选择承办人"))], coerce=_id, validate_choice=False
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Whoever handles it now."""
        return {"handler_id": file.standing.handler_id}

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Offer the agency's handlers by their unit."""
        users = colleagues.handlers(actor.agency_id)
        self._units = {user.id: user.unit for user in users}
        self.handler_id.choices = [
            SelectChoice(0, gettext("请选择")),
            *(SelectChoice(user.id, user.name, optgroup=user.unit) for user in users),
        ]

    def validate_handler_id(self, field: Field) -> None:
        """One of those offered."""
        if field.data not in self._units:
            raise ValidationError(_("请从列出的承办人中选择一位"))

    def facts(self) -> Facts:
        """The person, and the unit they belong to."""
        return Assignment(self._units[self.handler_id.data], self.handler_id.data)


class ReassignForm(AssignForm):
    """条例 45: to another, while somebody else is awaited."""

    is_main = False


class AskClarificationForm(ActForm):
    """条例 30."""

    makes = ClarificationNotice
    caution = _("补正告知应当一次说清。发出后答复期限停止，收到补正之日起重新计算。")

    defects = Lines(
        _("需要补正的事项"),
        [InputRequired(_("请一次性列明全部需要补正的事项"))],
        description=_("每行写一项，不用写序号，一次性列明全部事项；逐项写进补正告知书"),
    )
    respond_by = legal_day(
        _("补正期限"),
        _("请填写补正期限"),
        description=_("给申请人合理的时间。逾期不补正又没有正当理由的，视为放弃申请"),
    )

    def validate_defects(self, field: Field) -> None:
        """At least one, and none longer than a letter can list."""
        if not field.data:
            raise ValidationError(_("请一次性列明全部需要补正的事项"))
        if any(len(defect) > 500 for defect in field.data):  # noqa: PLR2004
            raise ValidationError(_("每项不超过500个字"))

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """Late notices are possible, and flagged: 条例 30."""
        limit = last_day_to_ask(file.clock)
        if limit is None:
            return []
        last = limit.on
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
