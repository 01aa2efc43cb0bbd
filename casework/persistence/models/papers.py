"""Letters and their service, attachments, and the application that is not yet submitted."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from casework.domain.disclosure.facts import ServiceWay
from casework.domain.disclosure.letters import LetterKind
from casework.domain.terms import Term, term
from casework.persistence.database import Base, Moment, word
from casework.persistence.encryption import Sealed, SealedBytes, SealedFields


class Letter(Base):
    """An issued letter: its number, facts, template, bytes and hash, which never change."""

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("agency_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    event_sequence: Mapped[int]
    kind: Mapped[LetterKind] = mapped_column(word(LetterKind))
    number: Mapped[str] = mapped_column(String(60))
    issued_on: Mapped[date]
    facts: Mapped[dict[str, Any]] = mapped_column(SealedFields("letter.facts"))
    template_version: Mapped[str] = mapped_column(String(80))
    pdf: Mapped[bytes] = mapped_column(SealedBytes("letter.pdf"), deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))


class LetterIsFixed(Exception):
    """Somebody tried to change an issued letter; a mistake is corrected by another letter."""


@event.listens_for(Letter, "before_update")
@event.listens_for(Letter, "before_delete")
def _keep(mapper: Mapper[Letter], connection: Connection, target: Letter) -> None:
    raise LetterIsFixed(target.number)


class Delivery(Base):
    """The service of a letter: the way, the date that counts (R-SVC-4), and the proof."""

    __tablename__ = "delivery"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    way: Mapped[ServiceWay] = mapped_column(word(ServiceWay))
    served_on: Mapped[date]
    proof: Mapped[str] = mapped_column(Sealed("delivery.proof"))
    recorded_at: Mapped[datetime] = mapped_column(Moment)


class Purpose(Term):
    """What an attachment is for; an identity document is shown to fewer people than a scan."""

    IDENTITY = term("identity", "身份证明")
    CLARIFICATION = term("clarification", "补正材料")
    SCAN = term("scan", "申请原件扫描件")
    SUPPLIED = term("supplied", "随答复提供的信息")


class Attachment(Base):
    """A file that an act brought; its bytes lie in the file store under a blind name."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    event_sequence: Mapped[int]
    purpose: Mapped[Purpose] = mapped_column(word(Purpose))
    stored_as: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(80))
    filename: Mapped[str] = mapped_column(Sealed("attachment.filename"))
    added_at: Mapped[datetime] = mapped_column(Moment)


class ApplicationDraft(Base):
    """What a citizen has typed and not yet sent; its token lives in their session only."""

    __tablename__ = "application_draft"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    fields: Mapped[dict[str, Any]] = mapped_column(SealedFields("application_draft.fields"))
    saved_at: Mapped[datetime] = mapped_column(Moment, index=True)
