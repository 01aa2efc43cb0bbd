"""What hangs on a case and is asked for by itself: outside consultations, fee, remedies, access.

Every row follows from the case's events and is written with them (services.disclosure.record).
"""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.domain.clock import SuspensionReason
from casework.domain.disclosure.facts import RemedyKind, RemedyResult
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.standing import Opinion
from casework.persistence.database import Base, word


class AskedOutside(Base):
    """A third party or another agency that was asked, with its own clock (条例 32–34).

    `code_hash`: of the code in its letter, by which it answers without an account.
    """

    __tablename__ = "outside_consultation"
    __table_args__ = (
        Index(
            "ix_outside_consultation_waiting",
            "respond_by",
            postgresql_where=text("ended_on IS NULL"),
            sqlite_where=text("ended_on IS NULL"),
        ),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    why: Mapped[SuspensionReason] = mapped_column(word(SuspensionReason))
    asked_on: Mapped[date]
    letter_received_on: Mapped[date | None]
    respond_by: Mapped[date | None]
    opinion: Mapped[Opinion | None] = mapped_column(word(Opinion))
    ended_on: Mapped[date | None]
    code_hash: Mapped[str] = mapped_column(String(64), default="")


class FeeNotice(Base):
    """What was charged for a case, paid and refunded, in whole yuan (条例 42)."""

    __tablename__ = "fee_notice"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    method: Mapped[FeeMethod] = mapped_column(word(FeeMethod))
    yuan: Mapped[int]
    charged_on: Mapped[date]
    received_on: Mapped[date | None]
    pay_by: Mapped[date | None]
    paid_on: Mapped[date | None]
    is_waived: Mapped[bool] = mapped_column(default=False)
    refunded_yuan: Mapped[int] = mapped_column(default=0)


class RemedyCase(Base):
    """A reconsideration, suit or complaint about a case, as table 四 counts it (条例 51)."""

    __tablename__ = "remedy"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[RemedyKind] = mapped_column(word(RemedyKind))
    opened_on: Mapped[date] = mapped_column(index=True)
    result: Mapped[RemedyResult | None] = mapped_column(word(RemedyResult))
    concluded_on: Mapped[date | None]


class CaseAccess(Base):
    """Who may see a restricted case."""

    __tablename__ = "case_access"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
