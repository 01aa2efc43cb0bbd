"""The forms of the acts on a message, and of its registration (R-LY, R-YG-3)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, cast

from flask import url_for
from flask_babel import lazy_gettext as _
from wtforms import Field, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from casework.domain.clock import EXTENSION_LIMIT
from casework.domain.message import facts as said
from casework.domain.message.vocabulary import Action, Channel, Destination, HidingReason
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Facts
from casework.persistence.models import Purpose
from casework.services.disclosure.viewing import CaseFile
from casework.services.message import acts, converting
from casework.services.message.acts import Order
from casework.services.message.filing import Arrival
from casework.services.message.viewing import MessageFile
from casework.web.application_form import tidy
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.keeping import NoteForm
from casework.web.desk.forms.kinds import legal_day, one_line, sentences, whole_number
from casework.web.desk.forms.receiving import AssignForm
from casework.web.desk.papers import Papers
from casework.web.doors import office
from casework.web.forms import OneOf, WritingForm
from casework.web.message_form import MessageFields

_REPLY_LIMIT = 5000  # characters
_NO_REPLY = _("请写明答复内容")


class _OfMessage(ActForm):
    """An act of this procedure."""

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Ask the service for the act; the address to go on to. Raises Refused."""
        self._act(Order(action, self.facts(), self.key_used(), self.version.data), reference, actor)
        return url_for("desk.message", reference=reference)

    def _act(self, order: Order, reference: str, actor: Actor) -> None:
        acts.act(office(), reference, order, actor)


class WaiveVerificationForm(_OfMessage):
    """R-LY-1: whose contact cannot be verified is answered all the same."""

    makes = said.Waiver
    is_main = True
    caution = _("免予核验后，留言即为收到，从今天的第二天起计算答复期限。")

    reason = sentences(_("免予核验的理由"), _("请写明理由"))


class _ToSomebody(_OfMessage, AssignForm):
    """An act that names a handler; the unit follows from the person."""

    makes: ClassVar[Any]
    is_main = False

    def their_unit(self) -> str:
        """The unit of the person chosen."""
        return self._units[self.handler_id.data]


class AcceptForm(_ToSomebody):
    """R-YG-3: 受理."""

    makes = said.Acceptance
    is_main = True

    def facts(self) -> Facts:
        """The person, and the unit they belong to."""
        return said.Acceptance(self.their_unit(), self.handler_id.data)


class TransferForm(_ToSomebody):
    """R-LY-3."""

    makes = said.Transfer
    caution = _("转办的单位和理由，提交留言的人都看得到。答复期限不变。")

    reason = sentences(_("转办的理由"), _("请写明转办的理由"))

    def facts(self) -> Facts:
        """The person, the unit they belong to, and why."""
        return said.Transfer(self.their_unit(), self.handler_id.data, self.reason.data or "")


class ReassignForm(_ToSomebody):
    """R-LY-3: another person of the office, of which nobody is told."""


class SendBackForm(_OfMessage):
    """R-LY-3: once."""

    makes = said.SendingBack
    caution = _("只能退回一次。退回的理由，提交留言的人看得到。")

    reason = sentences(_("退回的理由"), _("请写明退回的理由"))


class DraftForm(_OfMessage):
    """R-YG-3: 答复内容."""

    makes = said.Draft
    is_main = True

    text = TextAreaField(
        _("答复内容"),
        [InputRequired(_NO_REPLY), Length(max=_REPLY_LIMIT, message=_("不超过5000个字"))],
        filters=[tidy],
        description=_("直接回答所问的事，写明依据和联系方式。提交留言的人看到的就是这些文字"),
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """What was drafted before."""
        return {"text": cast("MessageFile", file).standing.draft}

    def validate_text(self, field: Field) -> None:
        """More than blanks."""
        if not field.data:
            raise ValidationError(_NO_REPLY)


class SubmitForReviewForm(_OfMessage):
    """R-YG-3."""

    makes = said.ReviewRequest
    is_main = True


class ReturnForm(_OfMessage):
    """R-YG-3."""

    makes = said.Return

    reason = sentences(_("退回的理由"), _("请写明退回的理由和修改意见"))


class ApproveReplyForm(_OfMessage):
    """R-YG-3: 答复日期, 答复部门."""

    makes = said.Approval
    is_main = True
    caution = _("审核通过后立即答复提交留言的人，不能修改。请先核对上面的答复内容。")

    remark = sentences(_("审核意见"), None, description=_("只存档，不公开"))


class ExtendForm(_OfMessage):
    """R-LY-5: once, before the day."""

    makes = said.Extension
    caution = _("只能延长一次，应当在期限届满前作出。延长的天数和理由，提交留言的人都看得到。")

    working_days = whole_number(
        _("延长的工作日"),
        _("请填写延长的工作日数"),
        EXTENSION_LIMIT,
        description=_("1至20个工作日"),
    )
    reason = sentences(_("延长的理由"), _("请写明延长的理由"))


class RedirectForm(_OfMessage):
    """R-XF-1."""

    makes = said.Redirection
    caution = _("告知后这件留言即办理终结。途径、向谁提出和理由，提交留言的人都看得到。")

    to = OneOf(_("应当走的途径"), Destination, _("请选择途径"))
    where = one_line(
        _("向谁提出"),
        _("请写明向谁提出"),
        description=_("机构名称、电话、地址或者网址"),
    )
    reason = sentences(_("理由"), _("请写明理由"))


class ConvertForm(_OfMessage):
    """条例 29."""

    makes = said.Conversion
    caution = _(
        "转为申请后，留言的内容和联系方式不用重新填写，查询码不变。"
        "没有身份证明的，在申请中一次性告知补正（条例第三十条）。不能撤销。"
    )

    reason = sentences(_("理由"), _("请写明理由"), description=_("提交留言的人看得到"))

    def _act(self, order: Order, reference: str, actor: Actor) -> None:
        converting.convert(office(), reference, order, actor)


class HideForm(_OfMessage):
    """R-LY-1: never deleted."""

    makes = said.Hiding
    caution = _("屏蔽后不再办理，内容仍然保存并计入统计。除威胁人身安全的以外，原因会告诉本人。")

    reason = OneOf(_("原因"), HidingReason, _("请选择原因"))
    remark = sentences(_("说明"), None, description=_("只存档，不告诉本人"))


class RestoreForm(_OfMessage):
    """R-LY-1."""

    makes = said.Restoration
    caution = _("撤销屏蔽后，答复期限连同屏蔽的日子一起计算。")

    reason = sentences(_("撤销屏蔽的理由"), _("请写明理由"), description=_("本人看得到"))


class CloseForm(_OfMessage):
    """R-YG-3."""

    makes = said.Closing
    is_main = True

    remark = sentences(_("说明"), None, description=_("只存档，不公开"))


class PublishForm(_OfMessage):
    """R-YG-3: by another person than who prepared the copy."""

    makes = said.Release
    is_main = True
    caution = _("公开后任何人都能看到。请逐字核对上面的公开稿：个人信息是否都已遮盖。")


class UnpublishForm(_OfMessage):
    """R-YG-3: what was public leaves a trace."""

    makes = said.Withdrawal
    caution = _("撤回后，原来的网址只显示撤回的日期和理由。")

    reason = sentences(_("撤回的理由"), _("请写明理由"), description=_("理由会公布"))


class _NoteForm(_OfMessage, NoteForm):
    """As for a request."""


FORMS: Mapping[Term, type[ActForm]] = {
    Action.WAIVE_VERIFICATION: WaiveVerificationForm,
    Action.ACCEPT: AcceptForm,
    Action.TRANSFER: TransferForm,
    Action.REASSIGN: ReassignForm,
    Action.SEND_BACK: SendBackForm,
    Action.DRAFT: DraftForm,
    Action.SUBMIT_FOR_REVIEW: SubmitForReviewForm,
    Action.RETURN: ReturnForm,
    Action.APPROVE_REPLY: ApproveReplyForm,
    Action.EXTEND: ExtendForm,
    Action.REDIRECT: RedirectForm,
    Action.CONVERT: ConvertForm,
    Action.HIDE: HideForm,
    Action.RESTORE: RestoreForm,
    Action.CLOSE: CloseForm,
    Action.PUBLISH: PublishForm,
    Action.UNPUBLISH: UnpublishForm,
    Action.NOTE: _NoteForm,
}


class RegisterForm(WritingForm, MessageFields):
    """A message by telephone, letter or visit, as it is taken down."""

    channel = OneOf(
        _("收到方式"),
        tuple(channel for channel in Channel if channel is not Channel.ONLINE),
        _("请选择收到方式"),
    )
    received_on = legal_day(_("收到之日"), _("请填写收到之日"))
    evidence = sentences(
        _("收件凭证"),
        _("请写明收件凭证"),
        description=_("来电的时间和号码、信件的邮戳、来访登记；由谁代为填写"),
    )
    scan = Papers(_("来信或者材料扫描件"), Purpose.MESSAGE_MATERIAL)

    def validate_received_on(self, field: Field) -> None:
        """Not a day to come."""
        if field.data and field.data > office().today():
            raise ValidationError(_("收到之日不能晚于今天"))

    def arrival(self) -> Arrival:
        """How it came, as the validated fields say."""
        return Arrival(
            self.channel.data, self.received_on.data or date.min, self.evidence.data or ""
        )
