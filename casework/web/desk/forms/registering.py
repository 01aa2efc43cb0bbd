"""The register's form: 条例 29's fields as they stand on paper, and how it came in (条例 31)."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from casework.domain.disclosure.application import Application
from casework.domain.disclosure.facts import Registration
from casework.domain.disclosure.receipt import Receipt, ReceiptChannel, ReceiptEvidence, receipt
from casework.persistence.models import Purpose
from casework.services.disclosure import filing
from casework.web.application_form import (
    ApplicationFields,
    OrganisationFields,
    PersonFields,
)
from casework.web.desk.forms.kinds import legal_day, sentences
from casework.web.desk.papers import Papers
from casework.web.doors import office
from casework.web.forms import OneOf, WritingForm
from casework.web.words import word

_CHANNELS = tuple(channel for channel in ReceiptChannel if channel is not ReceiptChannel.ONLINE)
_HANDED_IN = (ReceiptChannel.IN_PERSON, ReceiptChannel.ORAL)


class _Receipt:
    """How and when the application came in, and what proves it (条例 31)."""

    channel = OneOf(_("收件渠道"), _CHANNELS, _("请选择收件渠道"))
    arrived_on = legal_day(
        _("收件之日"),
        _("请填写收件之日"),
        description=_("当面提交、口头提出的填当天；信件、传真、电子邮件填到达本机关之日"),
    )
    signed_on = legal_day(
        _("签收之日"), None, description=_("邮寄（需签收）的必填：本机关任何收发室签收之日")
    )
    confirmed_on = legal_day(
        _("双方确认之日"),
        None,
        description=_("平常信函、传真、电子邮件的必填：与申请人确认收到之日"),
    )
    evidence = sentences(
        _("收件凭证"),
        _("请写明收件凭证"),
        description=_("邮件编号和签收人、与申请人确认的通话记录；口头提出的写明由谁代为填写"),
    )


class _Papers:
    """What came with the application, and whether its number stands there as typed."""

    as_written = BooleanField(
        _("证件号码与申请原件一致，原件就是这样写的"),
        description=_("校验不通过但已对照原件核实的，请勾选；随后可以要求申请人补正"),
    )
    scan = Papers(
        _("申请原件扫描件"),
        Purpose.SCAN,
        description=_("PDF、JPG、PNG、DOCX、XLSX 或 OFD，可以选择多个文件"),
    )
    identity = Papers(
        _("身份证明扫描件"),
        Purpose.IDENTITY,
        description=_("加密保存，只有收件、承办和签发人员可以查看，每次查看都有记录"),
    )


class RegisterForm(_Receipt, _Papers, ApplicationFields, WritingForm):
    """What every registration asks; who applies is mixed in."""

    is_paper = True

    def received(self) -> Receipt:
        """The receipt date that the evidence gives, and what is wrong with it."""
        arrived_on: date | None = self.arrived_on.data
        channel: ReceiptChannel = self.channel.data
        evidence = ReceiptEvidence(
            channel=channel,
            submitted_on=arrived_on if channel in _HANDED_IN else None,
            arrived_on=arrived_on,
            signed_on=self.signed_on.data,
            confirmed_on=self.confirmed_on.data,
        )
        return receipt(evidence, office().calendar)

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field, and whether the dates together give a date of receipt."""
        sound: bool = super().validate(extra_validators)
        dates = (self.channel, self.arrived_on, self.signed_on, self.confirmed_on)
        if any(field.errors for field in dates):
            return False
        found = self.received()
        if found.received_on is None:
            mistaken = self._decisive()
            mistaken.errors = [*mistaken.errors, *(word(flag) for flag in found.flags)]
            return False
        return sound

    def validate_identity_number(self, field: Field) -> None:
        """As for everybody, unless the paper itself says so."""
        if not self.as_written.data:
            super().validate_identity_number(field)

    def registration(self, application: Application) -> Registration:
        """The facts of the registration."""
        received_on = self.received().received_on
        if self.arrived_on.data is None or received_on is None:
            raise ValidationError(gettext("收到日期未定"))
        return filing.registration_of(
            application,
            self.channel.data,
            self.arrived_on.data,
            received_on,
            self.evidence.data or "",
        )

    def _decisive(self) -> Field:
        if self.channel.data in _HANDED_IN:
            return self.arrived_on
        signed = self.channel.data is ReceiptChannel.REGISTERED_MAIL
        return self.signed_on if signed else self.confirmed_on


class PersonForm(PersonFields, RegisterForm):
    """A natural person's application."""


class OrganisationForm(OrganisationFields, RegisterForm):
    """An organisation's application."""
