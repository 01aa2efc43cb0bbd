"""The forms of asking third parties and other agencies, and of what they say (条例 32–34)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from casework.domain.clock import OPINION_PERIOD
from casework.domain.disclosure.facts import (
    AgencyConsultation,
    AgencyRole,
    Asked,
    CallingOff,
    LetterReceived,
    Opinion,
    OpinionGiven,
    ThirdPartyConsultation,
)
from casework.domain.disclosure.standing import OutsideConsultation
from casework.domain.roles import Actor
from casework.domain.workflow import Facts
from casework.persistence.models import Purpose
from casework.services.disclosure.viewing import CaseFile
from casework.web.application_form import Contact
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.kinds import Which, legal_day, one_line, sentences
from casework.web.desk.papers import Papers
from casework.web.doors import office
from casework.web.forms import OneOf
from casework.web.words import cn_date, word

_REACHED = ("address", "postcode", "phone", "email")


class _AskForm(Contact, ActForm):
    """Whose opinion is asked, how they are reached, and on what."""

    is_paper = True  # a letter needs an address; the telephone or the mail may be unknown

    asked = one_line(
        _("向谁征求意见"), _("请写明向谁征求意见"), description=_("姓名，或者单位的全称")
    )
    is_organisation = BooleanField(_("对方是单位"))
    information = sentences(
        _("征求意见的信息"),
        _("请写明征求意见的信息"),
        description=_("拟公开的、与对方有关的内容，写进征求意见书；不要写申请人是谁"),
    )

    def __iter__(self) -> Iterator[Field]:
        """The name first, then how they are reached: those fields are older than this form's."""
        named = {field.short_name: field for field in super().__iter__()}
        first = ("asked", "is_organisation", *_REACHED)
        yield from (named[name] for name in first)
        yield from (field for name, field in named.items() if name not in first)

    def facts(self) -> Facts:
        """The name and the ways to reach them become one: whoever is asked."""
        made: Any = super().facts()
        reached = {name: self[name].data or "" for name in _REACHED}
        asked = Asked(name=made.asked, is_organisation=self.is_organisation.data, **reached)
        facts: Facts = replace(made, asked=asked)
        return facts

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """What it does to the clock, and who was asked already."""
        told = [
            gettext(
                "征求意见期间不计算在答复期限内：从发出的次日到收到意见之日（条例第三十三条第三款）。同时征求几方意见的，重叠的日子只扣一次。"
            ),
            self._silence(),
        ]
        if file.clock.due_on is not None:
            told.append(gettext("现在的答复期限是%(on)s。", on=cn_date(file.clock.due_on)))
        return [*told, *_states(file.standing.consultations, today)]

    def _silence(self) -> str:
        raise NotImplementedError


class ConsultThirdPartyForm(_AskForm):
    """条例 15, 32."""

    makes = ThirdPartyConsultation
    caution = _("将发出征求第三方意见书，并告知申请人征求意见的时间不计算在内，但不告知向谁征求。")

    concern = sentences(
        _("涉及第三方的什么权益"),
        _("请写明涉及第三方的什么权益"),
        description=_("例如商业秘密、个人隐私，说明公开可能造成的损害（条例第十五条）"),
    )

    def _silence(self) -> str:
        return str(
            gettext(
                "第三方应当自收到征求意见书之日起15个工作日内提出意见；逾期不提出的，由本机关决定是否公开，不等于同意，也不等于不同意（条例第三十二条）。"
            )
        )


class ConsultAgencyForm(_AskForm):
    """条例 17, 33 III, 34."""

    makes = AgencyConsultation
    caution = _("将发出征求意见函，并告知申请人征求意见的时间不计算在内。")

    role = OneOf(_("为什么征求它的意见"), AgencyRole, _("请选择为什么征求它的意见"))
    question = sentences(
        _("请对方答复的问题"), None, description=_("例如：是否同意公开；是否属于国家秘密")
    )
    suspends = BooleanField(
        _("征求意见期间不计算在答复期限内"),
        description=_("只有就保密事项征求意见的，才可以按本机关的规定不勾选"),
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Another agency, whose opinion suspends the clock."""
        return {"is_organisation": True, "suspends": True}

    def validate_suspends(self, field: Field) -> None:
        """The law stops the clock for another agency; a secrecy question is left to the agency."""
        if self.role.data in {AgencyRole.CO_PRODUCER, AgencyRole.OTHER} and not field.data:
            raise ValidationError(
                _("征求其他机关意见的时间依法不计算在内（条例第三十三条第三款），请勾选")
            )

    def _silence(self) -> str:
        return str(
            gettext(
                "被征求意见的机关应当自收到之日起15个工作日内提出意见；共同制作信息的机关逾期不提出的，视为同意公开（条例第三十四条）。"
            )
        )


class _OfConsultation(ActForm):
    """An act on one of the consultations that are still open."""

    number = Which(_("哪一项征求意见"), _("请选择哪一项征求意见"))

    def prepare(self, file: CaseFile, actor: Actor) -> None:
        """Offer the open ones by number and name."""
        self.number.offer((one.number, _named(one)) for one in self.offered(file))

    def offered(self, file: CaseFile) -> Iterable[OutsideConsultation]:
        """Those that nothing has ended."""
        return [one for one in file.standing.consultations if one.ended_on is None]

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """How each of them stands."""
        return _states(self.offered(file), today)


class RecordLetterReceivedForm(_OfConsultation):
    """条例 32, 34: the 15 working days begin."""

    makes = LetterReceived

    received_on = legal_day(
        _("对方收到之日"),
        _("请填写对方收到之日"),
        description=_("从次日起数15个工作日，是对方提出意见的期限"),
    )
    proof = one_line(
        _("送达凭证"), _("请写明送达凭证"), description=_("邮件编号、签收人或者送达记录")
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Today."""
        return {"received_on": today}

    def offered(self, file: CaseFile) -> Iterable[OutsideConsultation]:
        """Those whose letter is still on its way."""
        return [one for one in super().offered(file) if one.letter_received_on is None]

    def advice(self, file: CaseFile, today: date) -> list[str]:
        """The last day, if it arrived today."""
        last = office().calendar.reach(today, OPINION_PERIOD).on
        told = gettext("对方今天收到的，提出意见的最后一日是%(on)s。", on=cn_date(last))
        return [*super().advice(file, today), told]


class RecordOpinionForm(_OfConsultation):
    """条例 32, 34."""

    makes = OpinionGiven
    is_main = True

    opinion = OneOf(_("对方的意见"), Opinion, _("请选择对方的意见"))
    reasons = sentences(
        _("理由"), None, description=_("不同意公开的必填（条例第三十二条）；照对方的原文填写")
    )
    received_on = legal_day(
        _("收到意见之日"), _("请填写收到意见之日"), description=_("从次日起继续计算答复期限")
    )
    scan = Papers(
        _("意见的原件扫描件"),
        Purpose.OPINION,
        description=_("PDF、JPG、PNG、DOCX、XLSX 或 OFD，可以选择多个文件"),
    )

    @classmethod
    def prefilled(cls, file: CaseFile, today: date) -> Mapping[str, object]:
        """Today."""
        return {"received_on": today}

    def validate_reasons(self, field: Field) -> None:
        """Whoever objects says why: 条例 32."""
        if self.opinion.data is Opinion.OBJECTS and not field.data:
            raise ValidationError(_("不同意公开的，请写明理由（条例第三十二条）"))


class CallOffForm(_OfConsultation):
    """The letter came back, or what was asked for has changed."""

    makes = CallingOff
    caution = _("停止以后不再等候对方的意见，从次日起继续计算答复期限。")

    reason = sentences(
        _("停止征求意见的理由"),
        _("请写明停止征求意见的理由"),
        description=_("例如：征求意见书无法送达；申请人补正后不再涉及对方"),
    )


def _named(one: OutsideConsultation) -> str:
    return f"{one.number}. {one.name}（{word(one.why)}）"


def _states(consultations: Iterable[OutsideConsultation], today: date) -> list[str]:
    """How each consultation stands, in a sentence."""
    return [f"{_named(one)}：{_state(one, today)}" for one in consultations]


def _state(one: OutsideConsultation, today: date) -> str:
    if one.opinion is not None:
        return str(
            gettext(
                "%(on)s收到意见：%(opinion)s。", on=cn_date(one.ended_on), opinion=word(one.opinion)
            )
        )
    if one.ended_on is not None:
        return str(gettext("%(on)s停止征求意见。", on=cn_date(one.ended_on)))
    limit = one.respond_by(office().calendar)
    if limit is None:
        return str(gettext("%(on)s发出，还没有送达的记录。", on=cn_date(one.asked.on)))
    if today <= limit.on:
        return str(gettext("等候意见，最后一日是%(on)s。", on=cn_date(limit.on)))
    if one.silence_consents:
        return str(
            gettext("期限%(on)s已过，视为同意公开；晚到的意见也如实记录。", on=cn_date(limit.on))
        )
    return str(
        gettext(
            "期限%(on)s已过，由本机关决定；晚到的意见也如实记录，不影响答复期限。",
            on=cn_date(limit.on),
        )
    )
