"""Agencies (a tree), the people who work in them, and what each may do."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.domain.roles import Role
from casework.domain.terms import Term, term
from casework.persistence.database import Base, Moment, word


class Agency(Base):
    """An agency as its guide and its letters present it (条例 12)."""

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    code: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    letter_prefix: Mapped[str] = mapped_column(String(20))
    government: Mapped[str] = mapped_column(String(120))
    court: Mapped[str] = mapped_column(String(120))
    disclosure_office: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(200))
    postcode: Mapped[str] = mapped_column(String(12))
    phone: Mapped[str] = mapped_column(String(40))
    fax: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(120), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    office_hours: Mapped[str] = mapped_column(String(120))
    supervising_department: Mapped[str] = mapped_column(String(120), default="")
    site_code: Mapped[str] = mapped_column(String(20), default="")
    icp_record: Mapped[str] = mapped_column(String(40), default="")
    police_record: Mapped[str] = mapped_column(String(60), default="")


class User(Base):
    """Somebody who works at an agency. `session_epoch` grows to end every session of theirs."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    username: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str] = mapped_column(String(60))
    password_hash: Mapped[str] = mapped_column(String(200))
    is_enabled: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=1)
    grants: Mapped[list["RoleGrant"]] = relationship(lazy="joined", cascade="all, delete-orphan")
    agency: Mapped[Agency] = relationship(lazy="joined")

    @property
    def roles(self) -> frozenset[Role]:
        """The capacities granted to this user."""
        return frozenset(grant.role for grant in self.grants)


class RoleGrant(Base):
    """One capacity of one user."""

    __tablename__ = "role_grant"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(word(Role), primary_key=True)


class Lockout(Base):
    """Failed attempts on a user name or query code; `subject` is a blind index, never the word."""

    __tablename__ = "lockout"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_failed_at: Mapped[datetime] = mapped_column(Moment)


class Look(Term):
    """What was looked at."""

    APPLICANT = term("applicant", "申请人的完整信息")
    IDENTITY = term("identity", "身份证明")
    PAPER = term("paper", "申请人提交的材料")
    LETTER = term("letter", "写明申请人的文书")


class AuditEntry(Base):
    """Who looked at what that is masked by default, when, and in which request."""

    __tablename__ = "audit_entry"
    __table_args__ = (UniqueConstraint("request_id", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    what: Mapped[Look] = mapped_column(word(Look))
    request_id: Mapped[str] = mapped_column(String(40))
