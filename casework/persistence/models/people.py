"""Agencies (a tree), the people who work in them, what each may do, and what was done about it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    event,
    false,
    func,
    select,
    true,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, column_property, mapped_column, relationship

from casework.domain.roles import Role
from casework.domain.terms import Term, term
from casework.persistence.database import Base, Moment, word


class Agency(Base):
    """An agency as its guide and its letters present it (条例 12), and how it reviews a draft.

    `review_levels`: the levels in their order, each `{"name": …, "passes": how many people}`;
    none: the draft is reviewed once, for secrecy and for the rest (条例 17).
    `pay_at`: where and how a processing fee is paid (条例 42).
    `message_…_days`: working days to answer a message of a kind (R-LY-5).
    `message_verifies_contact`: a message is received once its author's contact is verified.
    """

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
    pay_at: Mapped[str] = mapped_column(String(200), default="", server_default="")
    review_levels: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list, server_default="[]"
    )
    message_enquiry_days: Mapped[int] = mapped_column(default=5, server_default="5")
    message_suggestion_days: Mapped[int] = mapped_column(default=15, server_default="15")
    message_complaint_days: Mapped[int] = mapped_column(default=15, server_default="15")
    message_verifies_contact: Mapped[bool] = mapped_column(default=False, server_default=false())
    consultation_normative_days: Mapped[int] = mapped_column(default=30, server_default="30")
    consultation_other_days: Mapped[int] = mapped_column(default=7, server_default="7")
    consultation_feedback_days: Mapped[int] = mapped_column(default=20, server_default="20")
    comment_allows_anonymous: Mapped[bool] = mapped_column(default=True, server_default=true())
    comment_verifies_contact: Mapped[bool] = mapped_column(default=False, server_default=false())


class Substitution(Base):
    """Who stands in for whom while they are away; both days are included.

    One that was called off before it began ends before it begins.
    """

    __tablename__ = "substitution"
    # It covers the one question that every page of the desk asks.
    __table_args__ = (Index("ix_substitution_until", "substitute_id", "ends_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    absent_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    substitute_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    begins_on: Mapped[date]
    ends_on: Mapped[date]


class User(Base):
    """Somebody who works at an agency. `session_epoch` grows to end every session of theirs.

    `password_is_given`: an administrator has seen it, so it is to be changed before all else.
    `stands_in_until` is the last day on which they stand in for anybody; None: for nobody ever.
    """

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    username: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str] = mapped_column(String(60))
    password_hash: Mapped[str] = mapped_column(String(200))
    password_is_given: Mapped[bool] = mapped_column(default=False)
    is_enabled: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=1)
    grants: Mapped[list["RoleGrant"]] = relationship(lazy="joined", cascade="all, delete-orphan")
    agency: Mapped[Agency] = relationship(lazy="joined")
    stands_in_until: Mapped[date | None] = column_property(
        select(func.max(Substitution.ends_on))
        .where(Substitution.substitute_id == id)  # noqa: A003  # this class's own column
        .correlate_except(Substitution)
        .scalar_subquery()
    )

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
    """What was looked at, or copied."""

    APPLICANT = term("applicant", "申请人的完整信息")
    IDENTITY = term("identity", "身份证明")
    PAPER = term("paper", "申请人提交的材料")
    LETTER = term("letter", "写明申请人的文书")
    REDACTION = term("redaction", "遮盖一个附件，存为副本")


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


class AdminAct(Term):
    """What is done about the agency and its people, rather than on a case."""

    ADD_PERSON = term("add_person", "新增人员")
    CHANGE_PERSON = term("change_person", "更改人员资料或者身份")
    RENEW_PASSWORD = term("renew_password", "重置密码")
    CHANGE_PASSWORD = term("change_password", "修改本人密码")
    DISABLE = term("disable", "停用账号")
    ENABLE = term("enable", "启用账号")
    NAME_SUBSTITUTE = term("name_substitute", "指定代理人")
    END_SUBSTITUTION = term("end_substitution", "结束代理")
    HAND_OVER = term("hand_over", "移交在办申请")
    CHANGE_AGENCY = term("change_agency", "更改机关资料")
    CHANGE_REVIEW = term("change_review", "更改审核环节")
    CHANGE_SEAL = term("change_seal", "更改印章")
    CHANGE_WORDING = term("change_wording", "更改文书文字")
    MOVE_DATES = term("move_dates", "按新的放假安排重算期限")


class AdminEntry(Base):
    """Append-only: who did what about whom, when; `facts` say what was changed, never a password.

    `user_id` None: the operator, by a command on the machine itself.
    """

    __tablename__ = "admin_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    what: Mapped[AdminAct] = mapped_column(word(AdminAct))
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


class EntryIsFixed(Exception):
    """Somebody tried to change what was written down about an act of administration."""


@event.listens_for(AdminEntry, "before_update")
@event.listens_for(AdminEntry, "before_delete")
def _keep(mapper: Mapper[AdminEntry], connection: Connection, target: AdminEntry) -> None:
    raise EntryIsFixed(str(target.id))
