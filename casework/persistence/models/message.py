"""Messages from the public, and the questions that are asked often (网民意见建议)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.domain.message.vocabulary import Channel, Kind
from casework.persistence.database import Base, Moment, word
from casework.persistence.encryption import Sealed
from casework.persistence.models.case import Case, Contact


class MessageDetail(Base):
    """A message: its words and who wrote them are encrypted.

    `unit`: who deals with it; `counts_from`: day 0 of the question that is being answered, or was
    last. `accepted_on`, `replied_on` and `replying_unit` are three of the columns that are
    published (R-YG-3); `working_days`: from its receipt to the first reply, for the statistics.
    """

    __tablename__ = "message"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    kind: Mapped[Kind] = mapped_column(word(Kind))
    channel: Mapped[Channel] = mapped_column(word(Channel))
    title: Mapped[str] = mapped_column(Sealed("message.title"))
    text: Mapped[str] = mapped_column(Sealed("message.text"))
    name: Mapped[str] = mapped_column(Sealed("message.name"))
    phone: Mapped[str] = mapped_column(Sealed("message.phone"))
    email: Mapped[str] = mapped_column(Sealed("message.email"))
    address: Mapped[str] = mapped_column(Sealed("message.address"))
    may_be_published: Mapped[bool]
    looks_automatic: Mapped[bool] = mapped_column(default=False)
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    unit: Mapped[str] = mapped_column(String(120), default="")
    counts_from: Mapped[date | None]
    accepted_on: Mapped[date | None]
    replied_on: Mapped[date | None]
    replying_unit: Mapped[str] = mapped_column(String(120), default="")
    working_days: Mapped[int | None]
    is_published: Mapped[bool] = mapped_column(default=False)
    code_hash: Mapped[str] = mapped_column(String(64))
    case: Mapped[Case] = relationship(back_populates="message")

    party = None

    @property
    def contact(self) -> Contact:
        """Where its author can be told."""
        return Contact(self.email, self.phone)


class FrequentQuestion(Base):
    """A question that is asked often, with its answer, as somebody entered it.

    Public once another person released it, on `published_on`, while it is listed. A change is a
    row of its own, which takes the place of the row that it `replaces` when it is released.
    """

    __tablename__ = "frequent_question"
    __table_args__ = (Index("ix_frequent_question_listed", "agency_id", "is_listed", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    question: Mapped[str] = mapped_column(String(300))
    answer: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(120))
    entered_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    entered_at: Mapped[datetime] = mapped_column(Moment)
    replaces: Mapped[int | None] = mapped_column(ForeignKey("frequent_question.id"))
    released_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    published_on: Mapped[date | None]
    is_listed: Mapped[bool] = mapped_column(default=True)


class FrequentQuestionGram(Base):
    """A word of a frequent question, by which it is offered while somebody types."""

    __tablename__ = "frequent_question_gram"
    __table_args__ = ({"sqlite_with_rowid": False},)

    agency_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    gram: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
