"""The fields of an application, as the portal and the clerk's register both ask for them (条例 29).

Nothing is asked about purpose (R-27-1). A face mixes PersonFields or OrganisationFields into its
own WritingForm; files and steps are the face's business.
"""

import re
import unicodedata
from typing import ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, StringField, TextAreaField
from wtforms.fields import EmailField, TelField
from wtforms.validators import InputRequired, Length, ValidationError

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure.application import (
    Applicant,
    Application,
    DeliveryForm,
    DeliveryWay,
    IdentityDocument,
    ReadingHelp,
    credit_code_is_sound,
    resident_number_is_sound,
)
from casework.services import letters
from casework.web.doors import office
from casework.web.forms import OneOf

_PHONE = re.compile(r"\+?\d[\d -]{5,22}\d")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_POSTCODE = re.compile(r"[A-Z0-9][A-Z0-9 -]{2,10}")
_PERSONAL_DOCUMENTS = (
    IdentityDocument.RESIDENT_CARD,
    IdentityDocument.PASSPORT,
    IdentityDocument.TRAVEL_PERMIT,
    IdentityDocument.OTHER,
)
_ORGANISATIONS_DOCUMENTS = (IdentityDocument.CREDIT_CODE, IdentityDocument.OTHER)


def tidy(text: str | None) -> str:
    """Typed text without surrounding blanks or signs that nobody sees (PostgreSQL refuses NUL)."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    unseen = {"Cc", "Cf"}
    seen = (one for one in lines if one in "\n\t" or unicodedata.category(one) not in unseen)
    return "".join(seen).strip()


def compact(text: str | None) -> str:
    """A number as it is compared: half-width, capital letters, no blanks inside."""
    return "".join(unicodedata.normalize("NFKC", tidy(text)).upper().split())


def _narrow(text: str | None) -> str:
    return unicodedata.normalize("NFKC", tidy(text))


class _Person:
    """Who asks, when it is a natural person: the column 自然人 of table 三."""

    name = StringField(
        _("姓名"),
        [InputRequired(_("请填写姓名")), Length(max=60, message=_("姓名不超过60个字"))],
        filters=[tidy],
    )
    identity_document = OneOf(
        _("证件类型"),
        _PERSONAL_DOCUMENTS,
        _("请选择证件类型"),
        default=IdentityDocument.RESIDENT_CARD,
    )
    identity_number = StringField(
        _("证件号码"), [Length(max=40, message=_("证件号码不超过40个字符"))], filters=[compact]
    )


def refuse_unprintable(field: Field) -> None:
    """Every letter repeats the name and the request: what cannot be printed stops it at once."""
    lacking = letters.unprintable(office(), field.data or "")
    if lacking:
        sentence = gettext(
            "公文里印不出“%(characters)s”。请改用文字说明，生僻字请写明字形，或者打电话与我们联系",
            characters="、".join(lacking),
        )
        raise ValidationError(sentence)


class _Organisation:
    """Who asks, when it is a legal person or another organisation, and who acts for it."""

    is_paper: ClassVar[bool]

    kind = OneOf(
        _("单位类型"),
        [kind for kind in ApplicantKind if kind.is_organisation],
        _("请选择单位类型"),
    )
    name = StringField(
        _("单位名称"),
        [InputRequired(_("请填写单位名称")), Length(max=120, message=_("名称不超过120个字"))],
        filters=[tidy],
    )
    identity_document = OneOf(
        _("证照类型"),
        _ORGANISATIONS_DOCUMENTS,
        _("请选择证照类型"),
        default=IdentityDocument.CREDIT_CODE,
    )
    identity_number = StringField(
        _("统一社会信用代码或者证照号码"),
        [Length(max=40, message=_("证照号码不超过40个字符"))],
        filters=[compact],
    )
    representative = StringField(
        _("法定代表人或者负责人"), [Length(max=60, message=_("不超过60个字"))], filters=[tidy]
    )
    contact_person = StringField(
        _("联系人"), [Length(max=60, message=_("不超过60个字"))], filters=[tidy]
    )

    def validate_representative(self, field: Field) -> None:
        """Somebody acts for an organisation."""
        if not field.data and not self.is_paper:
            raise ValidationError(_("请填写法定代表人或者负责人"))

    def validate_contact_person(self, field: Field) -> None:
        """Somebody answers the telephone."""
        if not field.data and not self.is_paper:
            raise ValidationError(_("请填写联系人"))

    def _kind(self) -> ApplicantKind:
        kind: ApplicantKind = self.kind.data
        return kind


class Contact:
    """How the applicant is reached: one way at least (条例 29 II (一))."""

    # Paper may lack what the online form insists on: it is registered as it is, and then clarified.
    is_paper: ClassVar[bool] = False

    phone = TelField(_("联系电话"), filters=[_narrow])
    email = EmailField(_("电子邮箱"), filters=[_narrow])
    address = StringField(
        _("通信地址"), [Length(max=200, message=_("通信地址不超过200个字"))], filters=[tidy]
    )
    postcode = StringField(_("邮政编码"), filters=[compact])

    def validate_phone(self, field: Field) -> None:
        """One way to reach the applicant at least; and a number that can be dialled."""
        reached = field.data or self.email.data
        if self.is_paper and not (reached or self.address.data):
            raise ValidationError(_("电话、电子邮箱、通信地址至少填写一项"))
        if not (self.is_paper or reached):
            raise ValidationError(_("请填写联系电话；没有电话的，请填写电子邮箱"))
        if field.data and not _PHONE.fullmatch(field.data):
            raise ValidationError(_("请填写真实的电话号码，例如19900000000或者0000-1234567"))

    def validate_email(self, field: Field) -> None:
        """An address to which mail can go."""
        if field.data and (len(field.data) > 120 or not _EMAIL.fullmatch(field.data)):  # noqa: PLR2004
            raise ValidationError(_("请填写真实的电子邮箱，例如zhang@example.com"))

    def validate_postcode(self, field: Field) -> None:
        """A postcode, where one is given."""
        if field.data and not _POSTCODE.fullmatch(field.data):
            raise ValidationError(_("请填写真实的邮政编码，例如000000"))


class _Request:
    """What is asked for, and how it is wanted (条例 29 II (二)(三), 40, 43)."""

    requested_information = TextAreaField(
        _("申请获取的政府信息"),
        [
            InputRequired(_("请写明要申请哪些政府信息")),
            Length(max=3000, message=_("不超过3000个字；更长的内容请作为附件说明")),
        ],
        filters=[tidy],
    )
    document_number = StringField(
        _("文号"), [Length(max=120, message=_("文号不超过120个字"))], filters=[tidy]
    )
    description = TextAreaField(
        _("便于查找的其他特征"),
        [Length(max=2000, message=_("不超过2000个字"))],
        filters=[tidy],
    )
    delivery_form = OneOf(_("希望得到的形式"), DeliveryForm, _("请选择希望得到的形式"))
    delivery_way = OneOf(_("领取答复的方式"), DeliveryWay, _("请选择领取答复的方式"))
    reading_help = OneOf(_("阅读或者视听方面需要的帮助"), ReadingHelp, default=ReadingHelp.NONE)

    def validate_delivery_way(self, field: Field) -> None:
        """Paper cannot be downloaded."""
        on_paper = self.delivery_form.data is DeliveryForm.PAPER
        if on_paper and field.data is DeliveryWay.ONLINE:
            raise ValidationError(_("纸质材料不能网上下载，请选择邮寄或者自行领取"))


class ApplicantFields(Contact):
    """The fields by which every applicant says who they are, and the Applicant that they make."""

    name: StringField
    identity_document: OneOf
    identity_number: StringField

    def validate_name(self, field: Field) -> None:
        """More than blanks."""
        if not field.data:
            raise ValidationError(_("请填写姓名或者名称"))
        refuse_unprintable(field)

    def validate_identity_number(self, field: Field) -> None:
        """The number is there, and it checks where its kind has a check character."""
        if not field.data:
            if self.is_paper:
                return
            raise ValidationError(_("请填写证件号码"))
        document = self.identity_document.data
        if document is IdentityDocument.RESIDENT_CARD and not resident_number_is_sound(field.data):
            raise ValidationError(_("身份证号码是18位，最后一位是校验码。请对照证件核对"))
        if document is IdentityDocument.CREDIT_CODE and not credit_code_is_sound(field.data):
            raise ValidationError(_("统一社会信用代码是18位，最后一位是校验码。请对照证照核对"))

    def to_applicant(self) -> Applicant:
        """The applicant that the validated fields say."""
        return Applicant(
            kind=self._kind(),
            name=self.name.data or "",
            identity_document=self.identity_document.data,
            identity_number=self.identity_number.data or "",
            phone=self.phone.data or "",
            email=self.email.data or "",
            address=self.address.data or "",
            postcode=self.postcode.data or "",
            representative=self._of_organisations("representative"),
            contact_person=self._of_organisations("contact_person"),
        )

    def _kind(self) -> ApplicantKind:
        return ApplicantKind.NATURAL_PERSON

    def _of_organisations(self, name: str) -> str:
        field = getattr(self, name, None)
        return "" if field is None else field.data or ""


class ApplicationFields(ApplicantFields, _Request):
    """The fields that every application has, and the Application that they make."""

    def validate_requested_information(self, field: Field) -> None:
        """More than blanks."""
        if not field.data:
            raise ValidationError(_("请写明要申请哪些政府信息"))
        refuse_unprintable(field)

    def validate_address(self, field: Field) -> None:
        """Whoever wants a letter says where to."""
        if not field.data and self.delivery_way.data is DeliveryWay.POST:
            raise ValidationError(_("选择邮寄的，请填写通信地址"))

    def to_application(self) -> Application:
        """The application that the validated fields say."""
        return Application(
            applicant=self.to_applicant(),
            requested_information=self.requested_information.data or "",
            document_number=self.document_number.data or "",
            description=self.description.data or "",
            delivery_form=self.delivery_form.data,
            delivery_way=self.delivery_way.data,
            reading_help=self.reading_help.data,
        )


class PersonApplicant(_Person, ApplicantFields):
    """A natural person who applies for something."""


class OrganisationApplicant(_Organisation, ApplicantFields):
    """A legal person or another organisation that applies for something."""


class PersonFields(_Person, ApplicationFields):
    """The application of a natural person."""


class OrganisationFields(_Organisation, ApplicationFields):
    """The application of a legal person or another organisation."""
