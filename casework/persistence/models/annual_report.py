"""A year's report as a case, and the editions that were published, which never change."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from casework.persistence.database import Base, Moment
from casework.persistence.models.case import Case, Contact


class AnnualReport(Base):
    """Of which agency and year a report is; one each."""

    __tablename__ = "annual_report"
    __table_args__ = (UniqueConstraint("agency_id", "year"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    year: Mapped[int]
    is_government: Mapped[bool]
    case: Mapped[Case] = relationship(back_populates="annual_report")

    # Nobody applied for it, and nobody follows it with a code.
    party = None
    contact = Contact()
    code_hash = ""


class ReportSnapshot(Base):
    """A published edition: page, PDF, XLSX, CSV and JSON are all made of its `content`.

    `sha256` is of the content as canonical JSON; `note`: why it replaces the edition before.
    """

    __tablename__ = "report_snapshot"
    __table_args__ = (
        UniqueConstraint("case_id", "edition"),
        Index("ix_report_snapshot_year", "agency_id", "year", "edition"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    year: Mapped[int]
    edition: Mapped[int]
    published_on: Mapped[date]
    published_at: Mapped[datetime] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64))


class EditionIsFixed(Exception):
    """Somebody tried to change a published edition; a mistake is corrected by another edition."""


@event.listens_for(ReportSnapshot, "before_update")
@event.listens_for(ReportSnapshot, "before_delete")
def _keep(mapper: Mapper[ReportSnapshot], connection: Connection, target: ReportSnapshot) -> None:
    raise EditionIsFixed(f"{target.year}-{target.edition}")
