"""Questions about what hangs on a case: outside consultations, fees, remedies, access."""

from datetime import date

from sqlalchemy import delete, func, select, tuple_

from casework.persistence.database import db
from casework.persistence.models import (
    AskedOutside,
    Case,
    CaseAccess,
    DisclosureRequest,
    FeeNotice,
    Party,
    RemedyCase,
)


def consultation(case_id: int, number: int) -> AskedOutside | None:
    """One consultation of a case."""
    return db.session.get(AskedOutside, (case_id, number))


def asked(reference: str, number: int, agency_id: int) -> tuple[AskedOutside, Case] | None:
    """A consultation by the reference and number in its letter, with its case."""
    query = select(AskedOutside, Case).join(Case, Case.id == AskedOutside.case_id)
    row = db.session.execute(
        query.where(
            Case.reference == reference,
            Case.agency_id == agency_id,
            AskedOutside.number == number,
        )
    ).first()
    return None if row is None else (row[0], row[1])


def fee(case_id: int) -> FeeNotice | None:
    """The fee notice of a case."""
    return db.session.get(FeeNotice, case_id)


def remedy(case_id: int, number: int) -> RemedyCase | None:
    """One remedy of a case."""
    return db.session.get(RemedyCase, (case_id, number))


def forget_access(case_id: int) -> None:
    """Drop the list of those who may see a case."""
    db.session.execute(delete(CaseAccess).where(CaseAccess.case_id == case_id))


def requests_of(
    identity_index: str,
    agency_id: int,
    begins_on: date,
    ends_on: date,
    *,
    before: tuple[date, int] | None = None,
) -> int:
    """How many requests of one applicant an agency received in a span, both days inclusive.

    `before`: only those that came before a request, which is named by its day and its case's id.
    """
    if not identity_index:
        return 0
    query = (
        select(func.count())
        .select_from(Case)
        .join(DisclosureRequest, DisclosureRequest.case_id == Case.id)
        .join(Party, Party.id == DisclosureRequest.applicant_id)
        .where(
            Party.identity_index == identity_index,
            Case.agency_id == agency_id,
            Case.received_on.between(begins_on, ends_on),
        )
    )
    if before is not None:
        query = query.where(tuple_(Case.received_on, Case.id) < before)
    return db.session.scalars(query).one()
