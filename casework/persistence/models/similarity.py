"""By what a similar request or published information is found, and what art. 44 led to.

Both indexes hold numbers that stand for words (domain.similarity) in a plain table, which finds
within a millisecond among a hundred thousand cases, on both databases alike.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.domain.disclosure.proactive import Verdict
from casework.persistence.database import Base, Moment, word


class RequestSubject(Base):
    """What a request asks for as it was last stated.

    `group_id`: the first case of the agency that asked for the same; None: nobody else asked.
    """

    __tablename__ = "request_subject"
    __table_args__ = (
        Index(
            "ix_request_subject_group",
            "agency_id",
            "group_id",
            postgresql_where=text("group_id IS NOT NULL"),
            sqlite_where=text("group_id IS NOT NULL"),
        ),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    text: Mapped[str] = mapped_column(Text)


class RequestBand(Base):
    """A number of a request's sketch. No foreign key: each would need an index as large again."""

    __tablename__ = "request_band"
    __table_args__ = ({"sqlite_with_rowid": False},)  # the key is the row: half the file

    agency_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    band: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class PublishedInformation(Base):
    """Information that is public already: its title, and where anybody finds it (条例 19, 23).

    `is_listed`: not taken off the register again, as what was entered by mistake is.
    """

    __tablename__ = "published_information"
    __table_args__ = (Index("ix_published_information_latest", "agency_id", "published_on", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    title: Mapped[str] = mapped_column(String(300))
    url: Mapped[str] = mapped_column(String(300))
    place: Mapped[str] = mapped_column(String(300))
    published_on: Mapped[date]
    is_listed: Mapped[bool] = mapped_column(default=True)
    entered_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    entered_at: Mapped[datetime] = mapped_column(Moment)


class PublishedGram(Base):
    """A word of a title: the register is small, and is searched by single words too."""

    __tablename__ = "published_gram"
    __table_args__ = ({"sqlite_with_rowid": False},)

    agency_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    gram: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    published_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class ProactiveConsideration(Base):
    """What was decided about making proactively public what several applicants asked for (44).

    Append-only; the last one of a group counts. `applicants`: how many had asked by then.
    """

    __tablename__ = "proactive_consideration"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(word(Verdict))
    reason: Mapped[str] = mapped_column(Text)
    applicants: Mapped[int]
    on: Mapped[date] = mapped_column("considered_on")
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
