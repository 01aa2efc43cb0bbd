"""What of an applicant is shown until somebody asks for more: enough to tell cases apart.

A surname, the last four of a number, the district of an address (个人信息保护法 6, 25; P-2).
"""

import re

from casework.domain.disclosure.application import Applicant

_STAR = "*"
_REST = "****"
_LAST = 4
_PHONE_HEAD = 3
_MOBILE_LENGTH = 11
_TELLING_LENGTH = 8  # of a shorter number, four characters would be half of it

# Province, city and district, each if it is there. Whatever holds a digit or a word for a road or
# a village ends the search: a district called 道里区 is then hidden too, which harms nobody.
_DOWN_TO_DISTRICT = re.compile(
    r"(?:[^\d\s]{2,7}?(?:省|自治区|特别行政区))?"
    r"(?:[^\d\s路街道巷弄号村镇乡组]{1,10}?(?:自治州|地区|盟|市))?"
    r"(?:[^\d\s路街道巷弄号村镇乡组]{1,10}?(?:(?<![小社园校片城])区|县|旗|市))?"
)


def masked(applicant: Applicant) -> Applicant:
    """The applicant with every particular masked; an organisation's name is public and stays."""
    public = applicant.kind.is_organisation
    return Applicant(
        kind=applicant.kind,
        name=applicant.name if public else mask_name(applicant.name),
        identity_document=applicant.identity_document,
        identity_number=mask_number(applicant.identity_number),
        phone=mask_phone(applicant.phone),
        email=mask_email(applicant.email),
        address=mask_address(applicant.address),
        postcode=_STAR * len(applicant.postcode),
        representative=mask_name(applicant.representative),
        contact_person=mask_name(applicant.contact_person),
    )


def mask_name(name: str) -> str:
    """The first character and one star, however long the name is: 张*."""
    return f"{name[0]}{_STAR}" if len(name) > 1 else _STAR * len(name)


def mask_number(number: str) -> str:
    """The last four characters of an identity number; nothing of a short one."""
    if len(number) < _TELLING_LENGTH:
        return _STAR * len(number)
    return _STAR * (len(number) - _LAST) + number[-_LAST:]


def mask_phone(phone: str) -> str:
    """The first three and the last four of a mobile number, the last two of a shorter one."""
    if len(phone) < _MOBILE_LENGTH:
        return _STAR * (len(phone) - 2) + phone[-2:]
    hidden = _STAR * (len(phone) - _PHONE_HEAD - _LAST)
    return f"{phone[:_PHONE_HEAD]}{hidden}{phone[-_LAST:]}"


def mask_email(email: str) -> str:
    """The first character and the domain: z****@example.com."""
    name, at, domain = email.rpartition("@")
    if not at:
        return _REST if email else ""
    return f"{name[:1]}{_REST}{at}{domain}"


def mask_address(address: str) -> str:
    """The address down to its district, with stars for the rest."""
    if not address:
        return ""
    shown = _DOWN_TO_DISTRICT.match(address)
    return f"{shown.group() if shown else ''}{_REST}"
