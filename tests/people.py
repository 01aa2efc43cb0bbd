"""The invented bureau and the invented people of the tests."""

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure.application import (
    Applicant,
    Application,
    DeliveryForm,
    DeliveryWay,
    IdentityDocument,
)

PASSWORD = "示范-password-2026"
STAFF = {
    "clerk": ("clerk",),
    "handler": ("handler",),
    "handler2": ("handler",),
    "reviewer": ("reviewer",),
    "approver": ("approver",),
    "administrator": ("administrator",),
}
AGENCY = {
    "code": "SFSW",
    "name": "示范市水务局",
    "letter_prefix": "示水公开",
    "government": "示范市人民政府",
    "court": "示范市示范区人民法院",
    "disclosure_office": "示范市水务局办公室",
    "address": "示范市示范区清水路1号",
    "postcode": "000000",
    "phone": "000-12345678",
    "office_hours": "工作日8:30—11:30，13:30—17:00",
}
PERSON = Applicant(
    kind=ApplicantKind.NATURAL_PERSON,
    name="张示范",
    identity_document=IdentityDocument.RESIDENT_CARD,
    identity_number="999999199001010016",
    phone="00012345678",
    email="zhang@shifan.example",
    address="示范市示范区清水路100号",
    postcode="000000",
)
ORGANISATION = Applicant(
    kind=ApplicantKind.BUSINESS,
    name="示范市清泉环境有限公司",
    identity_document=IdentityDocument.OTHER,
    identity_number="示范000001",
    phone="00087654321",
    email="",
    address="示范市示范区清水路200号",
    postcode="000000",
    representative="王䶮",
    contact_person="李示范",
)


def application(
    applicant: Applicant = PERSON,
    wanted: str = "2000—2023年分区水资源数据",
    way: DeliveryWay = DeliveryWay.ONLINE,
) -> Application:
    """An application for `wanted`, electronically, to be fetched online."""
    return Application(
        applicant=applicant,
        requested_information=wanted,
        document_number="",
        description="",
        delivery_form=DeliveryForm.ELECTRONIC,
        delivery_way=way,
    )
