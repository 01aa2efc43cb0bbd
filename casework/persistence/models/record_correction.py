"""What somebody asks who wants a record about themselves corrected (条例 41)."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.persistence.database import Base, Moment
from casework.persistence.encryption import Sealed
from casework.persistence.models.case import Case, Contact, Party


class RecordCorrection(Base):
    """The record, what is wrong in it and what would be right: personal data, so encrypted.

    The query code is kept only as a keyed hash.
    """

    __tablename__ = "record_correction"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    applicant_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    record: Mapped[str] = mapped_column(Sealed("record_correction.record"))
    # RIGHT is a word of SQL.
    wrong: Mapped[str] = mapped_column("wrong_text", Sealed("record_correction.wrong"))
    right: Mapped[str] = mapped_column("right_text", Sealed("record_correction.right"))
    code_hash: Mapped[str] = mapped_column(String(64))
    case: Mapped[Case] = relationship(back_populates="correction")
    applicant: Mapped[Party] = relationship()

    @property
    def party(self) -> Party:
        """Who is written with it."""
        return self.applicant

    @property
    def contact(self) -> Contact:
        """Where the applicant can be told."""
        return Contact(self.applicant.email, self.applicant.phone)
