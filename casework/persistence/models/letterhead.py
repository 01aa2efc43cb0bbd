"""How an agency's letters look from now on: its own words and its seal, every version kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from casework.domain.disclosure.letters import LetterKind
from casework.persistence.database import Base, Moment, word
from casework.persistence.encryption import SealedBytes


class LetterWording(Base):
    """Append-only: what an agency wrote into a zone of a kind of letter; None: as shipped again.

    `version` counts an agency's savings of one kind from 1; the last text of a zone is in force.
    """

    __tablename__ = "letter_wording"
    __table_args__ = (UniqueConstraint("agency_id", "kind", "version", "zone"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    kind: Mapped[LetterKind] = mapped_column(word(LetterKind))
    zone: Mapped[str] = mapped_column(String(40))
    text: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[int] = mapped_column(ForeignKey("user.id"))


class Sealing(Base):
    """Append-only: which seal an agency sets from now on, and to which letters; the last counts.

    `png`: the picture as it was given; None: no seal is set. `on_every_letter`: also to letters of
    acts that no approver did.
    """

    __tablename__ = "sealing"
    __table_args__ = (Index("ix_sealing_agency", "agency_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    png: Mapped[bytes | None] = mapped_column(SealedBytes("sealing.png"))
    on_every_letter: Mapped[bool] = mapped_column(default=False)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[int] = mapped_column(ForeignKey("user.id"))


class LetterheadIsKept(Exception):
    """Somebody tried to change how letters looked once; another version is saved instead."""


@event.listens_for(LetterWording, "before_update")
@event.listens_for(LetterWording, "before_delete")
@event.listens_for(Sealing, "before_update")
@event.listens_for(Sealing, "before_delete")
def _keep(mapper: Mapper[Base], connection: Connection, target: LetterWording | Sealing) -> None:
    raise LetterheadIsKept(str(target.id))
