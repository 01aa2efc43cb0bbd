"""Cases as the books hold them once their events are written: entered by their columns alone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure.application import (
    DeliveryForm,
    DeliveryWay,
    IdentityDocument,
    ReadingHelp,
)
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.persistence.database import db
from casework.persistence.models import Case, DisclosureRequest, Party

_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Entry:
    """What statistics look at in a case."""

    received_on: date | None
    closed_on: date | None = None
    outcome: Outcome | None = None
    in_time: bool | None = None
    kind: ApplicantKind = ApplicantKind.NATURAL_PERSON


def enter(entry: Entry, agency_id: int, procedure: str = "disclosure") -> Case:
    """Put a case into the session's books, not committed."""
    number = next(_NUMBERS)
    case = Case(
        agency_id=agency_id,
        procedure=procedure,
        reference=f"示例-{number}",
        state="replied" if entry.closed_on else "in_progress",
        opened_on=entry.received_on or date(2023, 1, 1),
        received_on=entry.received_on,
        closed_on=entry.closed_on,
        counted_on=entry.closed_on,
        outcome=None if entry.outcome is None else entry.outcome.value,
        is_in_time=entry.in_time,
    )
    case.disclosure = DisclosureRequest(
        applicant=_party(entry.kind, agency_id),
        applicant_kind=entry.kind,
        channel=ReceiptChannel.ONLINE,
        submitted_at=datetime(2023, 1, 1, tzinfo=UTC),
        requested_information="示范河段水质监测数据",
        document_number="",
        description="",
        delivery_form=DeliveryForm.ELECTRONIC,
        delivery_way=DeliveryWay.ONLINE,
        reading_help=ReadingHelp.NONE,
        code_hash="",
    )
    db.session.add(case)
    return case


def _party(kind: ApplicantKind, agency_id: int) -> Party:
    return Party(
        agency_id=agency_id,
        kind=kind,
        name="张示范",
        identity_document=IdentityDocument.OTHER,
        identity_number="示范000000",
        identity_index="",
        phone="",
        phone_index="",
        email="",
        address="",
        postcode="",
        representative="",
        contact_person="",
    )
