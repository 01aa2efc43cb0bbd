"""The forms of service: of the reply, of what became of it, of other letters, of a correction."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.facts import (
    Carrier,
    DeliveryOutcome,
    DeliveryResult,
    LetterCorrection,
    LetterService,
    Service,
    ServiceWay,
    SpotReply,
)
from casework.domain.disclosure.leaves import AlreadyPublic, Granted
from casework.domain.roles import Actor
from casework.domain.workflow import Facts
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.kinds import legal_day, one_line, sentences
from casework.web.forms import OneOf
from casework.web.words import cn_date, word

_LEFT_EMPTY = "请选择"


class ServeForm(ActForm):
    """国办公开办函〔2016〕235号."""

    makes = Service
    is_main = True

    way = OneOf(_("送达方式"), ServiceWay, _("请选择送达方式"))
    carrier = OneOf(
        _("邮寄的种类"),
        Carrier,
        None,
        default=Carrier.NONE,
        description=_("邮寄送达只能通过邮政企业，不能通过其他快递企业，也不能到付"),
    )
    served_on = legal_day(
        _("送达之日"),
        _("请填写送达之日"),
        description=_(
            "邮寄的填交邮之日，直接送达、委托送达的填申请人签收之日，网上送达的填发出之日"
        ),
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


class ServeAgainForm(ServeForm):
    """国办公开办函〔2016〕235号: a letter that came back goes out again."""

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """What happened to the first one; its date goes on counting."""
        result = file.standing.delivery
        if result is None:
            return []
        on = cn_date(result.on)
        return [gettext("上次送达的文书于%(on)s退回。答复是否按时，仍以首次送达为准。", on=on)]


class RecordDeliveryForm(ActForm):
    """国办公开办函〔2016〕235号; the remedy windows count from the receipt (条例 51)."""

    makes = DeliveryResult
    is_main = True

    result = OneOf(_("投递结果"), DeliveryOutcome, _("请选择投递结果"))
    on = legal_day(
        _("签收或者退回之日"),
        _("请填写签收或者退回之日"),
        description=_("申请行政复议和提起行政诉讼的期限从签收次日起算"),
    )
    proof = one_line(_("凭证"), _("请写明凭证"), description=_("邮政企业的投递记录、回执编号"))

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Today."""
        return {"on": today}


class _OfLetter(ActForm):
    """An act on one of the case's letters, which is chosen by its number."""

    number = SelectField(
        _("文书"), [InputRequired(_("请选择文书"))], validate_choice=True, choices=[]
    )

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Offer the letters that were issued, the last one first."""
        self.number.choices = [
            SelectChoice("", gettext(_LEFT_EMPTY)),
            *(
                SelectChoice(letter.number, f"{word(letter.kind)} {letter.number}")
                for letter, _service in reversed(file.letters)
            ),
        ]


class ServeLetterForm(_OfLetter):
    """国办公开办函〔2016〕235号, for any letter but the reply."""

    makes = LetterService

    way = OneOf(_("送达方式"), ServiceWay, _("请选择送达方式"))
    served_on = legal_day(_("送达之日"), _("请填写送达之日"))
    proof = one_line(
        _("送达凭证"), _("请写明送达凭证"), description=_("邮件编号、签收人或者送达记录")
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Today."""
        return {"served_on": today}


class CorrectLetterForm(_OfLetter):
    """A mistake in an issued letter is corrected by another letter."""

    makes = LetterCorrection
    caution = _("已发出的文书不能修改。将另发一份更正告知书，写明原文和更正后的文字。")

    wrong = sentences(_("原文"), _("请写明原来的文字"), description=_("照原文书抄录有误的文字"))
    right = sentences(_("更正为"), _("请写明更正后的文字"))


class SpotReplyForm(ActForm):
    """条例 33 I."""

    makes = SpotReply
    caution = _("当场答复后办结，不能撤销。只用于能够当场提供或者已经主动公开的信息。")

    outcome = OneOf(
        _("答复的类型"), (Outcome.GRANTED, Outcome.ALREADY_PUBLIC), _("请选择答复的类型")
    )
    information = sentences(
        _("申请获取的信息"), _("请写明申请获取的信息"), description=_("照申请的内容写，写进答复书")
    )
    how = sentences(
        _("提供的方式，或者获取的途径"),
        _("请写明提供的方式，或者获取的途径"),
        description=_("例如：当场提供复印件3页；或者写明网址、公报期号、查阅场所"),
    )
    replied_on = legal_day(_("答复之日"), _("请填写答复之日"))
    secrecy_conclusion = sentences(
        _("保密审查结论"),
        _("请写明保密审查结论"),
        description=_("提供信息以前应当经过保密审查（条例第十七条），写明由谁审查、结论是什么"),
    )
    proof = one_line(_("签收情况"), _("请写明签收情况"), description=_("申请人当场签收的记录"))

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """What was asked, today."""
        asked = file.case.disclosure.requested_information
        return {"information": asked, "replied_on": today}

    def facts(self) -> Facts:
        """The leaf that was chosen, with its two facts."""
        outcome: Outcome = self.outcome.data
        leaf = Granted if outcome is Outcome.GRANTED else AlreadyPublic
        given: dict[str, Any] = {
            name: self[name].data for name in ("replied_on", "secrecy_conclusion", "proof")
        }
        answer = leaf(self.information.data or "", self.how.data or "")
        return SpotReply(outcome, answer, **given)
