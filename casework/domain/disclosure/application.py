"""The application form: exactly what 条例 29 II asks for, and nothing about purpose (R-27-1)."""

from dataclasses import dataclass

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.terms import Term, term


class IdentityDocument(Term):
    """The proof of identity that an application carries (身份证明)."""

    RESIDENT_CARD = term("resident_card", "居民身份证")
    PASSPORT = term("passport", "护照")
    TRAVEL_PERMIT = term("travel_permit", "港澳台居民来往通行证或居住证")
    CREDIT_CODE = term("credit_code", "统一社会信用代码证照")
    OTHER = term("other", "其他证件")


class DeliveryForm(Term):
    """The form in which the information is wanted (条例 29 II (三), 40)."""

    PAPER = term("paper", "纸质")
    ELECTRONIC = term("electronic", "电子文档")
    ON_SITE = term("on_site", "现场查阅、抄录")


class DeliveryWay(Term):
    """The way by which the reply is to reach the applicant (条例 29 II (三))."""

    ONLINE = term("online", "网上下载（在本平台凭查询码领取）")
    POST = term("post", "邮寄")
    COLLECT = term("collect", "自行领取")


class ReadingHelp(Term):
    """The help that an applicant with reading, sight or hearing difficulty asks for (条例 43)."""

    NONE = term("none", "不需要")
    LARGE_PRINT = term("large_print", "大字版")
    READ_ALOUD = term("read_aloud", "由工作人员朗读或者讲解")
    WRITING = term("writing", "由工作人员代为填写")
    SIGN_LANGUAGE = term("sign_language", "手语或者文字交流")


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """条例 29 II (一): name, proof of identity, contact; an organisation names who acts for it."""

    kind: ApplicantKind
    name: str
    identity_document: IdentityDocument
    identity_number: str
    phone: str
    email: str
    address: str
    postcode: str
    representative: str = ""
    contact_person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """条例 29 II: who asks, for which information, in what form and by what way."""

    applicant: Applicant
    requested_information: str
    document_number: str
    description: str
    delivery_form: DeliveryForm
    delivery_way: DeliveryWay
    reading_help: ReadingHelp = ReadingHelp.NONE


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_LENGTH = 18  # of a resident ID number and of a credit code, check character included
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def resident_number_is_sound(number: str) -> bool:
    """Whether an 18-character resident ID number carries the right check character (GB 11643)."""
    body, check = number[:17], number[17:].upper()
    if len(number) != _LENGTH or not (body.isascii() and body.isdigit()):
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return check == _CHECKS[weighed % 11]


def credit_code_is_sound(code: str) -> bool:
    """Whether an 18-character unified social credit code checks (GB 32100)."""
    code = code.upper()
    if len(code) != _LENGTH or any(character not in _CODE_ALPHABET for character in code):
        return False
    weighed = sum(
        _CODE_ALPHABET.index(character) * weight
        for character, weight in zip(code[:17], _CODE_WEIGHTS, strict=True)
    )
    return _CODE_ALPHABET[(31 - weighed % 31) % 31] == code[17]
