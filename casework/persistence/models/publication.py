"""What was released to the public: a copy of its own, from which personal data are gone."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from casework.domain.publication.vocabulary import PublicationKind
from casework.persistence.database import Base, Moment, word


class Publication(Base):
    """A released copy. `texts`: what is public, by name, masked; `kept`: what a person let stand.

    Withdrawn, it loses its title and texts and keeps its number, dates and the public reason.
    """

    __tablename__ = "publication"
    __table_args__ = (Index("ix_publication_latest", "agency_id", "kind", "released_on", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[PublicationKind] = mapped_column(word(PublicationKind))
    title: Mapped[str] = mapped_column(String(300))
    texts: Mapped[dict[str, str]] = mapped_column(JSON)
    kept: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64))
    prepared_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    released_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    released_on: Mapped[date]
    released_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    withdrawal_reason: Mapped[str] = mapped_column(Text, default="")


class PublicationGram(Base):
    """A word of a released copy, by which it is found."""

    __tablename__ = "publication_gram"
    __table_args__ = ({"sqlite_with_rowid": False},)

    agency_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    gram: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    publication_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
