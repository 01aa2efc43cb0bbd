"""The forms of the acts of a public consultation (713号令 14–18)."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import cast

from flask import request, url_for
from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.fields import URLField
from wtforms.validators import ValidationError

from casework.domain.consultation.acts import drafting, ending, feedback, hearings
from casework.domain.consultation.content import FinalDocument, Meeting
from casework.domain.consultation.standing import MeetingHeld
from casework.domain.consultation.vocabulary import Action, Participation
from casework.domain.moments import SHANGHAI
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Facts
from casework.persistence.models import Purpose
from casework.services.consultation import acts
from casework.services.consultation.acts import Order
from casework.services.consultation.drafting import approve
from casework.services.consultation.viewing import ConsultationFile
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.keeping import NoteForm
from casework.web.desk.forms.kinds import Which, legal_day, one_line, sentences, whole_number
from casework.web.desk.forms.receiving import AssignForm
from casework.web.desk.papers import Papers
from casework.web.doors import office
from casework.web.forms import OneOf
from casework.web.words import plain_date, word

_MOST_PEOPLE = 100_000


class _OfConsultation(ActForm):
    """An act of this procedure."""

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Ask the service for the act; the address to go on to. Raises Refused."""
        order = Order(action, self.facts(), self.key_used(), self.version.data, self.papers())
        acts.act(office(), reference, order, actor)
        return url_for("desk.consultation", reference=reference)


class SubmitForReviewForm(_OfConsultation):
    """713号令 15."""

    makes = drafting.ReviewRequest
    is_main = True


class ReturnForm(_OfConsultation):
    """713号令 15."""

    makes = drafting.Return

    reason = sentences(_("退回的理由"), _("请写明退回的理由和修改意见"))


class ApproveForm(_OfConsultation):
    """713号令 15."""

    makes = drafting.Approval
    is_main = True
    caution = _("批准后立即公布；开始征求意见后，内容不能再修改，期限只能延长。请先打开预览核对。")

    remark = sentences(_("批准意见"), None, description=_("只存档，不公布"))

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Ask the service, which adds the agency's limit for the feedback. Raises Refused."""
        order = Order(action, self.facts(), self.key_used(), self.version.data)
        approve(office(), reference, order, actor)
        return url_for("desk.consultation", reference=reference)


class ExtendPeriodForm(_OfConsultation):
    """713号令 15; R-YG-1."""

    makes = ending.PeriodExtension
    caution = _("延长后不能改回。公众在原来的页面上看到新的截止日和理由。")

    closes_on = legal_day(_("新的截止日"), _("请填写新的截止日"))
    reason = sentences(_("延长的理由"), _("请写明理由"), description=_("与新的截止日一并公布"))


class CancelForm(_OfConsultation):
    """713号令 15."""

    makes = ending.Cancellation
    caution = _("取消后不能恢复。已经公布的，页面保留，并写明取消的理由。")

    reason = sentences(_("取消的理由"), _("请写明理由"), description=_("已经公布的，理由也公布"))


class _MeetingForm(_OfConsultation):
    """When and where a meeting is held, and who takes part (713号令 16)."""

    kind = OneOf(
        _("会议类别"),
        (Participation.HEARING, Participation.DISCUSSION_MEETING),
        _("请选择听证会或者座谈会"),
    )
    held_on = legal_day(_("日期"), _("请填写日期"))
    held_at = one_line(_("时间"), _("请填写时间，例如14:30"), description=_("例如：14:30"))
    place = one_line(_("地点"), _("请填写地点"))
    sign_up = sentences(_("报名方式"), None)
    selection = sentences(_("遴选办法"), None, description=_("听证参加人怎样选出"))
    participants = sentences(_("参加人名单"), None)
    materials_sent_on = legal_day(_("材料送达日期"), None)

    def validate_held_at(self, field: Field) -> None:
        """A time of day."""
        try:
            time.fromisoformat(_clock(field.data))
        except ValueError:
            raise ValidationError(_("请填写时间，例如14:30")) from None

    def meeting(self) -> Meeting:
        """The meeting that the validated fields say."""
        at = time.fromisoformat(_clock(self.held_at.data))
        return Meeting(
            kind=self.kind.data,
            held_at=datetime.combine(self.held_on.data or date.min, at, SHANGHAI),
            place=self.place.data or "",
            sign_up=self.sign_up.data or "",
            selection=self.selection.data or "",
            participants=self.participants.data or "",
            materials_sent_on=self.materials_sent_on.data,
        )


class AddHearingForm(_MeetingForm):
    """713号令 16."""

    makes = hearings.HearingAddition

    def facts(self) -> Facts:
        """The new meeting."""
        return hearings.HearingAddition(self.meeting())


class ChangeHearingForm(_MeetingForm):
    """713号令 16: the meeting that the address names, else the first that was not held."""

    makes = hearings.HearingChange

    number = Which(_("哪一次会议"), _("请选择哪一次会议"))

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """The meeting as it was announced."""
        waiting = _unrecorded(file)
        asked = request.args.get("number", "")
        number = int(asked) if asked in {str(each) for each in waiting} else next(iter(waiting), 0)
        if number not in waiting:
            return {}
        meeting = waiting[number].meeting
        names = ("kind", "held_on", "place", "sign_up", "selection", "participants")
        return {
            **{name: getattr(meeting, name) for name in names},
            "number": number,
            "held_at": f"{meeting.held_at.astimezone(SHANGHAI):%H:%M}",
            "materials_sent_on": meeting.materials_sent_on,
        }

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Offer those that are still to be held."""
        self.number.offer(_named(_unrecorded(file)))

    def facts(self) -> Facts:
        """The meeting as it is to be held now."""
        return hearings.HearingChange(self.number.data, self.meeting())


class RecordHearingForm(_OfConsultation):
    """713号令 17."""

    makes = hearings.HearingRecord
    caution = _("记录会公布，请不要写参加人的个人信息。")

    number = Which(_("哪一次会议"), _("请选择哪一次会议"))
    record = sentences(_("会议记录"), _("请写明会议记录的要点"))
    attended = whole_number(_("到会人数"), _("请填写到会人数"), _MOST_PEOPLE)
    original = Papers(
        _("会议记录文件"), Purpose.MEETING_RECORD, description=_("会公布，请先遮盖个人信息")
    )

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Offer those without a record."""
        self.number.offer(_named(_unrecorded(file)))


class ReturnFeedbackForm(_OfConsultation):
    """713号令 18."""

    makes = feedback.FeedbackReturn

    reason = sentences(_("退回的理由"), _("请写明退回的理由和修改意见"))


class WithdrawFeedbackForm(_OfConsultation):
    """713号令 18: what was wrong is taken back, and answered anew."""

    makes = feedback.FeedbackWithdrawal
    caution = _("撤回后，公众只看到撤回的日期和理由，直到重新公布。")

    reason = sentences(_("撤回的理由"), _("请写明理由"), description=_("理由会公布"))


class LinkFinalDocumentForm(_OfConsultation):
    """713号令 32."""

    makes = ending.FinalDocumentLink

    title = one_line(_("文件标题"), _("请填写文件标题"))
    number = one_line(_("文号"), None)
    url = URLField(_("网址"))
    issued_on = legal_day(_("公布日期"), _("请填写公布日期"))

    def validate_url(self, field: Field) -> None:
        """An address on the web, where one is given."""
        if field.data and not field.data.startswith(("http://", "https://")):
            raise ValidationError(_("网址以http://或者https://开头"))

    def facts(self) -> Facts:
        """The document that the validated fields say."""
        document = FinalDocument(
            self.title.data or "",
            self.number.data or "",
            self.url.data or "",
            self.issued_on.data or date.min,
        )
        return ending.FinalDocumentLink(document)


class _AssignForm(_OfConsultation, AssignForm):
    """As for a request."""

    is_main = False


class _NoteForm(_OfConsultation, NoteForm):
    """As for a request."""


FORMS: Mapping[Term, type[ActForm]] = {
    Action.SUBMIT_FOR_REVIEW: SubmitForReviewForm,
    Action.RETURN: ReturnForm,
    Action.APPROVE: ApproveForm,
    Action.EXTEND_PERIOD: ExtendPeriodForm,
    Action.ADD_HEARING: AddHearingForm,
    Action.CHANGE_HEARING: ChangeHearingForm,
    Action.RECORD_HEARING: RecordHearingForm,
    Action.RETURN_FEEDBACK: ReturnFeedbackForm,
    Action.WITHDRAW_FEEDBACK: WithdrawFeedbackForm,
    Action.LINK_FINAL_DOCUMENT: LinkFinalDocumentForm,
    Action.CANCEL: CancelForm,
    Action.ASSIGN: _AssignForm,
    Action.NOTE: _NoteForm,
}


def _clock(typed: str | None) -> str:
    """A time of day as it was typed, with the colon of either script and two figures an hour."""
    hour, _colon, minute = (typed or "").replace("：", ":").partition(":")
    return f"{hour.strip():0>2}:{minute.strip()}"


def _unrecorded(file: CaseFile) -> dict[int, MeetingHeld]:
    """The meetings without a record, by their numbers."""
    meetings = cast("ConsultationFile", file).standing.meetings
    return {number: held for number, held in enumerate(meetings, 1) if held.recorded_on is None}


def _named(waiting: Mapping[int, MeetingHeld]) -> list[tuple[int, str]]:
    return [
        (number, f"{plain_date(held.meeting.held_on)} {word(held.meeting.kind)}")
        for number, held in waiting.items()
    ]
