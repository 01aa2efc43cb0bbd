"""Letters and their service, attachments, and the application that is not yet submitted."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from casework.domain.disclosure.facts import Carrier, DeliveryOutcome, ServiceWay
from casework.domain.disclosure.letters import LetterKind
from casework.domain.terms import Term, term
from casework.persistence.database import Base, Moment, word
from casework.persistence.encryption import Sealed, SealedBytes, SealedFields


class Letter(Base):
    """An issued letter: its number, facts, template, bytes and hash, which never change.

    `code_index`: the blind index of the code printed on it, which its facts hold; None: it bears
    none.
    """

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
    code_index: Mapped[str | None] = mapped_column(String(64), index=True, unique=True)


class LetterIsFixed(Exception):
    """Somebody tried to change an issued letter; a mistake is corrected by another letter."""


@event.listens_for(Letter, "before_update")
@event.listens_for(Letter, "before_delete")
def _keep(mapper: Mapper[Letter], connection: Connection, target: Letter) -> None:
    raise LetterIsFixed(target.number)


class Delivery(Base):
    """The service of a letter: the way, the date that counts (R-SVC-4), the proof, the result.

    `result` and what follows are of a posted letter, once its fate is known.
    """

    __tablename__ = "delivery"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    way: Mapped[ServiceWay] = mapped_column(word(ServiceWay))
    served_on: Mapped[date]
    proof: Mapped[str] = mapped_column(Sealed("delivery.proof"))
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    carrier: Mapped[Carrier | None] = mapped_column(word(Carrier))
    result: Mapped[DeliveryOutcome | None] = mapped_column(word(DeliveryOutcome))
    result_on: Mapped[date | None]
    result_proof: Mapped[str | None] = mapped_column(Sealed("delivery.result_proof"))


class VoidNumber(Base):
    """A letter that was taken back before it went out: its number stays, void, with the reason."""

    __tablename__ = "void_number"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    voided_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Sealed("void_number.reason"))


class Purpose(Term):
    """What an attachment is for; an identity document is shown to fewer people than a scan."""

    IDENTITY = term("identity", "身份证明")
    CLARIFICATION = term("clarification", "补正材料")
    SCAN = term("scan", "申请原件扫描件")
    SUPPLIED = term("supplied", "随答复提供的信息")
    POWER_OF_ATTORNEY = term("power_of_attorney", "授权委托书或者变更说明")
    OPINION = term("opinion", "被征求意见者提交的材料")
    EVIDENCE = term("evidence", "证明记录不准确的材料")
    DRAFT_TEXT = term("draft_text", "征求意见稿")
    EXPLANATORY_NOTE = term("explanatory_note", "起草说明")
    CONSULTATION_MATERIAL = term("consultation_material", "征求意见的附件")
    MEETING_RECORD = term("meeting_record", "听证会或者座谈会记录")
    COMMENT_MATERIAL = term("comment_material", "随意见提交的材料")
    FEEDBACK_REPORT = term("feedback_report", "意见采纳情况")
    REDACTED = term("redacted", "遮盖后的副本")
    MESSAGE_MATERIAL = term("message_material", "随留言提交的材料")


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

    @property
    def has_pages(self) -> bool:
        """Whether its pages can be shown as pictures, and so be covered in part."""
        return self.media_type in {"application/pdf", "image/png", "image/jpeg"}


class ApplicationDraft(Base):
    """What a citizen has typed and not yet sent; its token lives in their session only."""

    __tablename__ = "application_draft"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    fields: Mapped[dict[str, Any]] = mapped_column(SealedFields("application_draft.fields"))
    saved_at: Mapped[datetime] = mapped_column(Moment, index=True)
