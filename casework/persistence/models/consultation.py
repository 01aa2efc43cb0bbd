"""Public consultations, the comments on them, and the year's catalogue of major decisions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.domain.consultation.vocabulary import Adoption, CommentSource, Kind
from casework.persistence.database import Base, Moment, word
from casework.persistence.encryption import Sealed
from casework.persistence.models.case import Case, Contact


class Consultation(Base):
    """What lists show of a consultation; the rest of it is in its events.

    It is open from `opens_at` to `closes_at`, exclusive: midnight after the closing day (C-9).
    `feedback_due_on` and `feedback_on`: until when, and when, the adoption was made public.
    `counted_up_to`: the last comment, by its case's id, of the feedback in review or published.
    `changed_at`: when the public last saw something else.
    """

    __tablename__ = "consultation"
    __table_args__ = (Index("ix_consultation_public", "is_public", "closes_at", "case_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    kind: Mapped[Kind] = mapped_column(word(Kind))
    title: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(120))
    is_public: Mapped[bool] = mapped_column(default=False)
    opens_at: Mapped[datetime | None] = mapped_column(Moment)
    closes_at: Mapped[datetime | None] = mapped_column(Moment)
    feedback_due_on: Mapped[date | None]
    feedback_on: Mapped[date | None]
    cancelled_on: Mapped[date | None]
    counted_up_to: Mapped[int | None]
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    changed_at: Mapped[datetime | None] = mapped_column(Moment)
    case: Mapped[Case] = relationship(back_populates="consultation")

    # Nobody applied for it, and nobody follows it with a code.
    party = None
    contact = Contact()
    code_hash = ""


class CommentGroup(Base):
    """Comments that say the same, answered once; `unit` considers them (713号令 18).

    What it was answered is in the events of its comments.
    """

    __tablename__ = "comment_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    title: Mapped[str] = mapped_column(Sealed("comment_group.title"))
    unit: Mapped[str] = mapped_column(String(120))


class Comment(Base):
    """A comment on a consultation: its words and who said them are encrypted.

    `passage`: the number of the draft's passage that it is about; None: the whole. `words_index`:
    the blind index of its words, which those that say the very same share. `group_id`, `adoption`
    and what it `is_…` follow from its events, so that lists and figures need not replay them.
    """

    __tablename__ = "comment"
    __table_args__ = (
        Index("ix_comment_consultation", "consultation_id", "case_id"),
        Index("ix_comment_group", "consultation_id", "group_id", "case_id"),
        Index("ix_comment_words", "consultation_id", "words_index", "case_id"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("comment_group.id"))
    passage: Mapped[int | None]
    source: Mapped[CommentSource] = mapped_column(word(CommentSource))
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    is_received: Mapped[bool] = mapped_column(default=False)
    is_late: Mapped[bool] = mapped_column(default=False)
    is_hidden: Mapped[bool] = mapped_column(default=False)
    is_told: Mapped[bool] = mapped_column(default=True)
    looks_automatic: Mapped[bool] = mapped_column(default=False)
    adoption: Mapped[Adoption | None] = mapped_column(word(Adoption))
    reason: Mapped[str] = mapped_column(Sealed("comment.reason"), default="")
    words_index: Mapped[str] = mapped_column(String(64))
    has_contact: Mapped[bool]
    text: Mapped[str] = mapped_column(Sealed("comment.text"))
    name: Mapped[str] = mapped_column(Sealed("comment.name"))
    phone: Mapped[str] = mapped_column(Sealed("comment.phone"))
    email: Mapped[str] = mapped_column(Sealed("comment.email"))
    code_hash: Mapped[str] = mapped_column(String(64))
    case: Mapped[Case] = relationship(back_populates="comment", foreign_keys=[case_id])

    party = None

    @property
    def contact(self) -> Contact:
        """Where the commenter can be told."""
        return Contact(self.email, self.phone)


class CommentBand(Base):
    """A number of a comment's sketch, by which comments that are alike are found (speed.md §4)."""

    __tablename__ = "comment_band"
    __table_args__ = ({"sqlite_with_rowid": False},)

    consultation_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    band: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    comment_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class MajorDecision(Base):
    """A line of the year's catalogue of major decisions (713号令 3, R-713-3)."""

    __tablename__ = "major_decision"
    __table_args__ = (Index("ix_major_decision_year", "agency_id", "year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    procedures: Mapped[str] = mapped_column(String(300))
    hearing: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str] = mapped_column(String(120))
    decided: Mapped[str] = mapped_column(String(60))
    participation: Mapped[str] = mapped_column(String(300))
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    is_listed: Mapped[bool] = mapped_column(default=True)
    entered_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    entered_at: Mapped[datetime] = mapped_column(Moment)
