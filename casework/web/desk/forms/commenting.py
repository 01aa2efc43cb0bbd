"""The desk's forms about comments: the acts of one, keying one in, groups and their answers."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, ValidationError

from casework.domain.consultation.comment.acts import Answer, Hiding, Unhiding, Waiver
from casework.domain.consultation.comment.vocabulary import Action, HidingReason
from casework.domain.consultation.comment.writing import TEXT_LIMIT, Writing
from casework.domain.consultation.vocabulary import Adoption, CommentSource
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.persistence.models import Purpose
from casework.services.acts import Order
from casework.services.consultation import comments
from casework.services.consultation.commenting import Arrival
from casework.services.consultation.grouping import NewGroup
from casework.web.application_form import tidy
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.keeping import NoteForm
from casework.web.desk.forms.kinds import legal_day, one_line, sentences
from casework.web.desk.papers import Papers
from casework.web.doors import office
from casework.web.forms import OneOf, WritingForm
from casework.web.optional_contact import OptionalContact

_OFFLINE = tuple(source for source in CommentSource if source is not CommentSource.ONLINE)
_ADOPTION = _("请选择采纳、部分采纳或者不采纳")
_REASON = _("请写明采纳或者不采纳的理由")


class _OfComment(ActForm):
    """An act on one comment."""

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Ask the service for the act; the address to go on to. Raises Refused."""
        order = Order(action, self.facts(), self.key_used(), self.version.data, self.papers())
        comments.act(office(), reference, order, actor)
        return url_for("desk.comment", reference=reference)


class HideForm(_OfComment):
    """R-YG-2: hidden, never deleted."""

    makes = Hiding
    caution = _("意见不会删除，仍然计数和答复，公布时说明条数。除威胁以外，提意见人会收到理由。")

    reason = OneOf(_("不公开显示的原因"), HidingReason, _("请选择原因"))
    remark = sentences(_("备注"), None, description=_("只有工作人员可以看到"))


class UnhideForm(_OfComment):
    """R-YG-2."""

    makes = Unhiding

    reason = sentences(_("恢复的理由"), _("请写明恢复的理由"))


class AnswerForm(_OfComment):
    """713号令 18."""

    makes = Answer
    is_main = True

    adoption = OneOf(_("采纳情况"), Adoption, _ADOPTION)
    reason = sentences(_("理由"), _REASON, description=_("会公布，请不要写提意见人的个人信息"))


class WaiveForm(_OfComment):
    """A comment whose author did not verify the contact is received all the same."""

    makes = Waiver

    reason = sentences(_("不经核验收下的理由"), _("请写明理由"))


class _NoteForm(_OfComment, NoteForm):
    """As for a request."""


FORMS: Mapping[Term, type[ActForm]] = {
    Action.ANSWER: AnswerForm,
    Action.HIDE: HideForm,
    Action.UNHIDE: UnhideForm,
    Action.WAIVE_VERIFICATION: WaiveForm,
    Action.NOTE: _NoteForm,
}


class KeyInForm(WritingForm, OptionalContact):
    """A comment that came on paper, by mail, by telephone or at a meeting."""

    source = OneOf(_("来源"), _OFFLINE, _("请选择来源"))
    received_on = legal_day(_("收到之日"), _("请填写收到之日"))
    evidence = one_line(
        _("凭证"),
        _("请写明凭证"),
        description=_("例如：来信编号、通话记录、座谈会记录第几页"),
    )
    passage = SelectField(_("针对"), coerce=int, validate_choice=False)
    text = TextAreaField(
        _("意见内容"),
        [
            InputRequired(_("请填写意见内容")),
            Length(max=TEXT_LIMIT, message=_("不超过5000个字")),
        ],
        filters=[tidy],
    )
    name = StringField(
        _("姓名或者单位"), [Length(max=60, message=_("不超过60个字"))], filters=[tidy]
    )
    scan = Papers(_("原件扫描件"), Purpose.COMMENT_MATERIAL)

    def offer(self, passages: int) -> None:
        """Offer the passages of the draft."""
        self.passage.choices = [
            SelectChoice(0, gettext("全文")),
            *(
                SelectChoice(number, gettext("第%(number)s段", number=number))
                for number in range(1, passages + 1)
            ),
        ]

    def validate_text(self, field: Field) -> None:
        """More than blanks."""
        if not field.data:
            raise ValidationError(_("请填写意见内容"))

    def validate_received_on(self, field: Field) -> None:
        """Not a day to come."""
        if field.data and field.data > office().today():
            raise ValidationError(_("收到之日不能晚于今天"))

    def writing(self) -> Writing:
        """The comment that the validated fields say."""
        return Writing(
            text=self.text.data or "",
            passage=self.passage.data or None,
            name=self.name.data or "",
            phone=self.phone.data or "",
            email=self.email.data or "",
        )

    def arrival(self) -> Arrival:
        """How and when it came."""
        received_on = self.received_on.data or office().today()
        return Arrival(self.source.data, received_on, self.evidence.data or "")


class Chosen(SelectMultipleField):
    """The comments that were ticked, by their references; one at least."""

    def __init__(self, **options: Any) -> None:
        super().__init__(_("选中的意见"), validate_choice=False, **options)

    @property
    def references(self) -> tuple[str, ...]:
        """Which were ticked."""
        return tuple(self.data or ())

    def pre_validate(self, form: object) -> None:
        """Something was ticked."""
        if not self.data:
            raise ValidationError(_("请先勾选意见"))


class GroupForm(WritingForm):
    """A group's title, and the unit that considers it (713号令 18)."""

    title = one_line(_("归类名称"), _("请填写归类名称"), description=_("例如：降低水价的意见"))
    unit = one_line(_("承办单位"), None, description=_("由哪个科室研究这一类意见"))

    def group(self) -> NewGroup:
        """What the validated fields say."""
        return NewGroup(self.title.data or "", self.unit.data or "")


class PutInForm(WritingForm):
    """Comments into a group that there is, or into a new one."""

    chosen = Chosen()
    group_id = SelectField(_("放入"), coerce=int, validate_choice=False)
    title = one_line(_("新归类的名称"), None, description=_("放入新归类的必填"))
    unit = one_line(_("承办单位"), None, description=_("由哪个科室研究；可以以后再填"))

    def offer(self, groups: Iterable[tuple[int, str]]) -> None:
        """Offer a new group, and those that there are."""
        new = SelectChoice(0, gettext("新归类"))
        self.group_id.choices = [new, *(SelectChoice(number, title) for number, title in groups)]

    def validate_title(self, field: Field) -> None:
        """A new group has a title."""
        if not self.group_id.data and not field.data:
            raise ValidationError(_("请填写新归类的名称"))

    def group(self) -> NewGroup:
        """The new group that the validated fields say."""
        return NewGroup(self.title.data or "", self.unit.data or "")


class AnswerGroupForm(WritingForm):
    """One answer for all comments of a group."""

    adoption = OneOf(_("采纳情况"), Adoption, _ADOPTION)
    reason = sentences(_("理由"), _REASON, description=_("会公布，请不要写提意见人的个人信息"))

    def answer(self) -> Answer:
        """The answer that the validated fields say."""
        return Answer(self.adoption.data, self.reason.data or "")


class AnswerChosenForm(AnswerGroupForm):
    """One answer for all comments that were ticked."""

    chosen = Chosen()
