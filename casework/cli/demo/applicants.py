"""The demo's applicants: invented people and companies whose numbers cannot be real."""

from dataclasses import replace

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure.application import Applicant, IdentityDocument


def person(name: str, serial: int) -> Applicant:
    """Somebody with a passport of no country."""
    return Applicant(
        kind=ApplicantKind.NATURAL_PERSON,
        name=name,
        identity_document=IdentityDocument.PASSPORT,
        identity_number=f"示范{serial:06d}",
        phone=f"000{serial:08d}",
        email=f"applicant{serial}@shifan.example",
        address="示范市示范区清水路100号",
        postcode="000000",
    )


def company(name: str, representative: str, serial: int) -> Applicant:
    """A company, and who represents it."""
    return replace(
        person(name, serial),
        kind=ApplicantKind.BUSINESS,
        identity_document=IdentityDocument.OTHER,
        representative=representative,
        contact_person="示例经办人",
    )
