"""The forms of what comes after the reply: remedies, re-decision, answers that came too late."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from casework.domain.disclosure.facts import (
    LateAcceptance,
    LateAnswer,
    OrderedDate,
    Redecision,
    Remedy,
    RemedyConclusion,
    RemedyKind,
    RemedyResult,
)
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.roles import Actor
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.kinds import legal_day, one_line, sentences
from casework.web.doors import own_agency
from casework.web.forms import OneOf
from casework.web.words import cn_date, word


class OpenRemedyForm(ActForm):
    """条例 47, 51."""

    makes = Remedy

    kind = OneOf(_("救济途径"), RemedyKind, _("请选择救济途径"))
    body = one_line(_("复议机关、法院或者主管部门"), _("请写明复议机关、法院或者主管部门"))
    opened_on = legal_day(
        _("受理或者收到通知之日"), _("请填写受理或者收到通知之日"), description=_("以对方文书为准")
    )
    docket = one_line(_("案号"), None)
    claimant = one_line(_("提出人"), _("请写明提出人"))
    claim = sentences(_("请求事项"), _("请写明请求事项"))

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Today, and the body that the letters name."""
        return {"opened_on": today, "body": own_agency().government}

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """Until when a remedy could be sought; nothing may be destroyed while one is pending."""
        told = [gettext("登记后，在审结以前，这件申请的全部材料不得销毁。")]
        window = file.remedy_window
        if window is not None:
            review = cn_date(window.reconsideration.on)
            told.append(gettext("申请行政复议的期限到%(on)s。", on=review))
            if window.litigation is not None:
                suit = cn_date(window.litigation.on)
                told.append(gettext("直接提起行政诉讼的期限到%(on)s。", on=suit))
        return told


class ConcludeRemedyForm(ActForm):
    """条例 51: as table 四 counts it."""

    makes = RemedyConclusion

    number = SelectField(
        _("哪一项"),
        [InputRequired(_("请选择哪一项"))],
        coerce=int,
        validate_choice=False,
    )
    result = OneOf(
        _("结果"), RemedyResult, _("请选择结果"), description=_("计入年度报告表四的对应一栏")
    )
    concluded_on = legal_day(_("作出之日"), _("请填写作出之日"))
    document = one_line(_("决定书或者判决书文号"), _("请写明决定书或者判决书文号"))
    orders_redecision = BooleanField(
        _("责令本机关重新作出答复"), description=_("勾选后，可以办理“按决定或者判决重新处理”")
    )

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Offer those that are pending."""
        self.number.choices = [
            SelectChoice(one.number, f"{word(one.opened.kind)}（{one.opened.body}）")
            for one in file.standing.remedies
            if one.result is None
        ]


class OrderReplyForm(ActForm):
    """条例 47, 51: the supervising department or a court sets the day of the answer."""

    makes = OrderedDate
    caution = _("答复期限改为责令的日期，并通知申请人。")

    document = one_line(_("责令文书的文号"), _("请写明责令文书的文号"))
    due_on = legal_day(_("责令答复的最后一日"), _("请填写责令答复的最后一日"))


class OrderRedecisionForm(ActForm):
    """条例 51: the request is worked on again, on the clock that the order sets."""

    makes = Redecision
    is_main = True
    caution = _("申请将恢复办理。第一次的办理结果仍计入统计；新的结果不再另计一件。")

    document = one_line(_("决定书或者判决书文号"), _("请写明决定书或者判决书文号"))
    received_on = legal_day(_("收到之日"), _("请填写收到之日"))
    due_on = legal_day(
        _("责令答复的最后一日"),
        None,
        description=_("决定书或者判决书写明期限的填写；没有写明的，从收到之日起重新计算20个工作日"),
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """The paper that orders it, received today."""
        orders = [
            event.facts.document
            for event in file.standing.events
            if isinstance(event.facts, RemedyConclusion) and event.facts.orders_redecision
        ]
        return {"document": orders[-1] if orders else "", "received_on": today}


class RecordLateAnswerForm(ActForm):
    """条例 30: what came too late is kept, and the applicant told what to do."""

    makes = LateAnswer

    received_on = legal_day(_("收到之日"), _("请填写收到之日"))
    what = sentences(_("收到了什么"), _("请写明收到了什么"), description=_("补正材料或者缴费"))
    told = sentences(
        _("怎样告知申请人"),
        _("请写明怎样告知申请人"),
        description=_("例如：可以重新提出申请；所缴费用如何退还"),
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Today."""
        return {"received_on": today}


class AcceptLateAnswerForm(ActForm):
    """条例 30: who had a good reason does not lose the request."""

    makes = LateAcceptance
    is_main = True
    caution = _("申请将恢复办理，答复期限从收到之日起重新计算；原来的终止不再计入统计。")

    received_on = legal_day(_("收到之日"), _("请填写收到之日"))
    channel = OneOf(_("提交方式"), ReceiptChannel, _("请选择提交方式"))
    answer = sentences(_("补正的内容或者缴费情况"), _("请写明补正的内容或者缴费情况"))
    good_reason = sentences(_("逾期的正当理由"), _("请写明逾期的正当理由"))

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Today."""
        return {"received_on": today}
