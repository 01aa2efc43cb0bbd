"""The forms of what hangs on a case: notes, links, recusal, restriction, who can be reached."""

from collections.abc import Mapping
from datetime import date

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField, SelectMultipleField, widgets
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, ValidationError

from casework.domain.disclosure.facts import (
    ContactChange,
    LiftedRestriction,
    Link,
    LinkKind,
    Note,
    PartyChange,
    Recusal,
    Restriction,
)
from casework.domain.roles import Actor, Role
from casework.domain.terms import Term
from casework.persistence.models import Purpose
from casework.services import colleagues
from casework.services.disclosure import linking, parties
from casework.services.disclosure.acts import Order
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.kinds import one_line, sentences
from casework.web.desk.papers import Papers
from casework.web.doors import office
from casework.web.forms import OneOf


class NoteForm(ActForm):
    """A note among colleagues."""

    makes = Note

    text = sentences(
        _("备注"), _("请写明备注"), description=_("只有工作人员可以看到；不写进文书，也不公开")
    )


class LinkForm(ActForm):
    """Another request of the agency; the other one is linked back."""

    makes = Link

    reference = one_line(_("关联的登记编号"), _("请写明关联的登记编号"))
    kind = OneOf(_("关联的种类"), LinkKind, _("请选择关联的种类"))
    remark = one_line(_("说明"), None)

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Link both."""
        order = Order(action, self.facts(), self.key_used(), self.version.data)
        linking.link(office(), reference, order, actor)
        return url_for("desk.case", reference=reference)


class RecuseForm(ActForm):
    """Whoever has an interest in a case stands back from it."""

    makes = Recusal
    caution = _("回避后不能再办理这件申请。承办人回避的，需要另行分办。")

    user_id = SelectField(_("回避的人"), [InputRequired(_("请选择回避的人"))], coerce=int)
    reason = sentences(
        _("回避的理由"), _("请写明回避的理由"), description=_("与申请人或者申请事项有什么利害关系")
    )

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Oneself; for the approver, anybody of the agency."""
        mine = actor.user_id or 0
        people = colleagues.everybody(actor.agency_id)
        orders = Role.APPROVER in actor.roles
        self.user_id.choices = [
            SelectChoice(user.id, user.name) for user in people if orders or user.id == mine
        ]

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """The handler."""
        return {"user_id": file.standing.handler_id}


class RestrictForm(ActForm):
    """Only those named see the case."""

    makes = Restriction
    caution = _("限制后，只有列出的同事和您本人可以看到这件申请；其他人的列表和查询中都不出现。")

    user_ids = SelectMultipleField(
        _("可以查阅的同事"),
        coerce=int,
        validate_choice=True,
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    reason = sentences(_("限制的理由"), _("请写明限制的理由"))

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Anybody of the agency."""
        self.user_ids.choices = [
            (user.id, user.name) for user in colleagues.everybody(actor.agency_id)
        ]

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """The handler, who must be able to go on."""
        handler_id = file.standing.handler_id
        return {"user_ids": [] if handler_id is None else [handler_id]}

    def facts(self) -> Restriction:
        """The chosen, in a stable order."""
        return Restriction(tuple(sorted(self.user_ids.data or ())), self.reason.data or "")


class LiftRestrictionForm(ActForm):
    """Everybody of the agency sees the case again."""

    makes = LiftedRestriction

    reason = sentences(_("解除限制的理由"), _("请写明解除限制的理由"))


class ChangeContactForm(ActForm):
    """条例 29 II (一): where the applicant can be reached, or who acts for them."""

    makes = PartyChange

    what = OneOf(_("变更什么"), ContactChange, _("请选择变更什么"))
    phone = one_line(_("联系电话"), None, description=_("不变的留空"))
    email = one_line(_("电子邮箱"), None, description=_("不变的留空"))
    address = one_line(_("通信地址"), None, description=_("不变的留空"))
    postcode = one_line(_("邮政编码"), None, description=_("不变的留空"))
    agent = one_line(_("代理人姓名"), None, description=_("变更代理人的必填"))
    agent_phone = one_line(_("代理人联系电话"), None)
    agent_powers = one_line(
        _("委托权限"), None, description=_("照授权委托书填写，例如：代为提出申请、接收文书")
    )
    evidence = sentences(
        _("依据"),
        _("请写明依据"),
        description=_("申请人以什么方式提出变更，怎样核实；授权委托书的签署日期"),
    )
    power = Papers(_("授权委托书或者变更说明"), Purpose.POWER_OF_ATTORNEY)

    def validate_agent(self, field: Field) -> None:
        """An agent has a name; somebody to reach has something new."""
        if self.what.data is ContactChange.AGENT and not field.data:
            raise ValidationError(_("请写明代理人姓名"))

    def validate_evidence(self, field: Field) -> None:
        """Something changes."""
        given = (self.phone, self.email, self.address, self.postcode)
        if self.what.data is ContactChange.CONTACT and not any(one.data for one in given):
            raise ValidationError(gettext("请至少填写一项新的联系方式"))

    def carry_out(self, action: Term, reference: str, actor: Actor) -> str:
        """Keep the particulars with the party, and their digest in the chain."""
        change: parties.Particulars = parties.Particulars(
            **{name: self[name].data or "" for name in parties.FIELDS[self.what.data]}
        )
        facts = PartyChange(self.what.data, parties.digest_of(change), self.evidence.data or "")
        order = Order(action, facts, self.key_used(), self.version.data, self.papers())
        parties.change(office(), reference, order, change, actor)
        return url_for("desk.case", reference=reference)
