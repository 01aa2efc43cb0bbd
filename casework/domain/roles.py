"""Who may act: the roles that a transition's row names. A person may hold several."""

from dataclasses import dataclass

from casework.domain.terms import Term, term


class Role(Term):
    """A capacity in which somebody acts on a case."""

    APPLICANT = term("applicant", "申请人")
    CLERK = term("clerk", "收件登记人员")
    HANDLER = term("handler", "承办人")
    REVIEWER = term("reviewer", "审核人")
    APPROVER = term("approver", "公开工作机构负责人")
    ADMINISTRATOR = term("administrator", "系统管理员")
    CONSULTED = term("consulted", "被征求意见的第三方或者机关")
    AUTHOR = term("author", "提出意见建议的人")


STAFF = frozenset(Role) - {Role.APPLICANT, Role.CONSULTED, Role.AUTHOR}


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts, and for which agency; no user id: a citizen, known by the query code.

    `stands_in_for` are the absent colleagues whose cases this person handles meanwhile.
    """

    roles: frozenset[Role]
    agency_id: int
    user_id: int | None = None
    stands_in_for: frozenset[int] = frozenset()


def citizen(agency_id: int) -> Actor:
    """The applicant of a case, who has proved the query code."""
    return Actor(frozenset({Role.APPLICANT}), agency_id)


def nobody(agency_id: int) -> Actor:
    """The commands and the worker, which look at every case of an agency and may do nothing."""
    return Actor(frozenset(), agency_id)


def consulted(agency_id: int) -> Actor:
    """A third party or another agency that was asked, and has proved the code of its letter."""
    return Actor(frozenset({Role.CONSULTED}), agency_id)


def author(agency_id: int) -> Actor:
    """Somebody who comments or writes a message: proved by a query code, or for the first time."""
    return Actor(frozenset({Role.AUTHOR}), agency_id)


def who(*roles: Role) -> frozenset[Role]:
    """The roles of a row."""
    return frozenset(roles)
