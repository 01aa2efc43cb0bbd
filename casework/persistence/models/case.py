"""A case of any procedure, its chain of events, and the details of a disclosure request."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure.application import (
    DeliveryForm,
    DeliveryWay,
    IdentityDocument,
    ReadingHelp,
)
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.record_correction.vocabulary import NAME as RECORD_CORRECTION
from casework.domain.roles import Role
from casework.persistence.database import Base, Moment, word
from casework.persistence.encryption import Sealed, SealedFields

if TYPE_CHECKING:  # they name this module's case and party
    from casework.persistence.models.annual_report import AnnualReport
    from casework.persistence.models.consultation import Comment, Consultation
    from casework.persistence.models.message import MessageDetail
    from casework.persistence.models.record_correction import RecordCorrection

    Detail: TypeAlias = (
        "DisclosureRequest | RecordCorrection | Consultation | Comment | MessageDetail"
        " | AnnualReport"
    )


class Contact(NamedTuple):
    """Where whoever began a case can be told of it; empty: nowhere."""

    email: str = ""
    phone: str = ""


class Case(Base):
    """One row for any procedure: what its events add up to, so that lists need not replay them.

    `closed_on` says whether there is work; `counted_on`, `outcome` and `is_in_time` are of the
    ending that the statistics count, which a re-opened case keeps.
    """

    __tablename__ = "case"
    __table_args__ = (
        # The queues' cost follows the open cases, not the archive (speed.md §4).
        Index(
            "ix_case_open_queue",
            "handler_id",
            "due_on",
            "id",
            postgresql_where=text("closed_on IS NULL"),
            sqlite_where=text("closed_on IS NULL"),
        ),
        Index(
            "ix_case_open_due",
            "agency_id",
            "due_on",
            "id",
            postgresql_where=text("closed_on IS NULL"),
            sqlite_where=text("closed_on IS NULL"),
        ),
        # It covers what the statistics of a year count (speed.md §4).
        Index(
            "ix_case_counted",
            "agency_id",
            "procedure",
            "counted_on",
            "received_on",
            "outcome",
            "is_in_time",
            postgresql_include=["id"],  # SQLite's indexes always have it
        ),
        Index(
            "ix_case_received",
            "agency_id",
            "procedure",
            "received_on",
            postgresql_include=["id"],
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    procedure: Mapped[str] = mapped_column(String(20))
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    state: Mapped[str] = mapped_column(String(40), default="nascent")
    opened_on: Mapped[date]
    received_on: Mapped[date | None]
    due_on: Mapped[date | None]
    due_is_provisional: Mapped[bool] = mapped_column(default=False)
    closed_on: Mapped[date | None]
    counted_on: Mapped[date | None]
    is_in_time: Mapped[bool | None]
    outcome: Mapped[str | None] = mapped_column(String(40))
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    is_restricted: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[int] = mapped_column(default=0)
    head_hash: Mapped[str] = mapped_column(String(64), default="")
    disclosure: Mapped["DisclosureRequest"] = relationship(back_populates="case")
    correction: Mapped["RecordCorrection"] = relationship(back_populates="case")
    consultation: Mapped["Consultation"] = relationship(back_populates="case")
    comment: Mapped["Comment"] = relationship(back_populates="case", foreign_keys="Comment.case_id")
    message: Mapped["MessageDetail"] = relationship(back_populates="case")
    annual_report: Mapped["AnnualReport"] = relationship(back_populates="case")
    events: Mapped[list["CaseEvent"]] = relationship(order_by="CaseEvent.sequence")

    @property
    def detail(self) -> "Detail":
        """What its procedure keeps of it: who began it, when, and the query code that opens it."""
        kept: Detail = getattr(self, _DETAILS.get(self.procedure, self.procedure))
        return kept


# The relationship that holds a procedure's detail, where it is not called like the procedure.
_DETAILS = {RECORD_CORRECTION: "correction"}


class CaseEvent(Base):
    """Append-only: what was done, with the hash of what was done before it."""

    __tablename__ = "case_event"
    __table_args__ = (UniqueConstraint("case_id", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    sequence: Mapped[int]
    action: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(40))
    on: Mapped[date] = mapped_column("legal_date")
    at: Mapped[datetime] = mapped_column(Moment)
    role: Mapped[Role] = mapped_column(word(Role))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(SealedFields("case_event.facts"))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Party(Base):
    """An applicant: names, numbers and contacts encrypted, with blind indexes for look-up.

    An agent acts for the applicant by a power of attorney, within `agent_powers`.
    """

    __tablename__ = "party"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    kind: Mapped[ApplicantKind] = mapped_column(word(ApplicantKind))
    name: Mapped[str] = mapped_column(Sealed("party.name"))
    identity_document: Mapped[IdentityDocument] = mapped_column(word(IdentityDocument))
    identity_number: Mapped[str] = mapped_column(Sealed("party.identity_number"))
    identity_index: Mapped[str] = mapped_column(String(64), index=True)
    phone: Mapped[str] = mapped_column(Sealed("party.phone"))
    phone_index: Mapped[str] = mapped_column(String(64), index=True)
    email: Mapped[str] = mapped_column(Sealed("party.email"))
    address: Mapped[str] = mapped_column(Sealed("party.address"))
    postcode: Mapped[str] = mapped_column(Sealed("party.postcode"))
    representative: Mapped[str] = mapped_column(Sealed("party.representative"))
    contact_person: Mapped[str] = mapped_column(Sealed("party.contact_person"))
    agent: Mapped[str | None] = mapped_column(Sealed("party.agent"))
    agent_phone: Mapped[str | None] = mapped_column(Sealed("party.agent_phone"))
    agent_powers: Mapped[str | None] = mapped_column(Sealed("party.agent_powers"))


class DisclosureRequest(Base):
    """What 条例 29 II asks of an application; the query code is kept only as a keyed hash.

    `working_days`, `is_extended` and `is_suspended` are of the ending that the statistics count.
    """

    __tablename__ = "disclosure_request"
    # The annual report asks for the kind of each case: from here, not from rows of a whole text.
    __table_args__ = (Index("ix_disclosure_request_kind", "case_id", "applicant_kind"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    applicant_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    applicant_kind: Mapped[ApplicantKind] = mapped_column(word(ApplicantKind))
    channel: Mapped[ReceiptChannel] = mapped_column(word(ReceiptChannel))
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    requested_information: Mapped[str] = mapped_column(Text)
    document_number: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text)
    delivery_form: Mapped[DeliveryForm] = mapped_column(word(DeliveryForm))
    delivery_way: Mapped[DeliveryWay] = mapped_column(word(DeliveryWay))
    reading_help: Mapped[ReadingHelp] = mapped_column(word(ReadingHelp))
    code_hash: Mapped[str] = mapped_column(String(64))
    working_days: Mapped[int | None]
    is_extended: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_suspended: Mapped[bool] = mapped_column(default=False, server_default=false())
    case: Mapped[Case] = relationship(back_populates="disclosure")
    applicant: Mapped[Party] = relationship()

    @property
    def party(self) -> Party:
        """Who is written with it."""
        return self.applicant

    @property
    def contact(self) -> Contact:
        """Where the applicant can be told."""
        return Contact(self.applicant.email, self.applicant.phone)
