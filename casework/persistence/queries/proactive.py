"""Questions about what several applicants asked for, and what was decided about it (条例 44)."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, case, func, select

from casework.domain.disclosure.proactive import Verdict
from casework.persistence.database import db
from casework.persistence.models import (
    Case,
    DisclosureRequest,
    Party,
    ProactiveConsideration,
    RequestSubject,
    User,
)
from casework.persistence.queries.similarity import is_counted, visible_to

_case, _subject, _party = Case.__table__.c, RequestSubject.__table__.c, Party.__table__.c
_request, _considered = DisclosureRequest.__table__.c, ProactiveConsideration.__table__.c
_user = User.__table__.c
_FOR_GOOD = 2**31 - 1  # more applicants than there will be: taken up is taken up

# A group: its id, how many applicants, its latest case.
Group = Row[int, int, int]
# A request of one: group, reference, state, outcome if it has one, text.
Member = Row[int, str, str, str | None, str]
# What was decided: id, group, verdict, reason, day, by whom.
Considered = Row[int, int, Verdict, str, date, str]


def groups(
    agency_id: int, user_id: int | None, *, several: int, before: int | None, limit: int
) -> Sequence[Group]:
    """What several applicants asked for, and nobody considered since the last of them did.

    Latest first; `before` is the latest case of the last group of the page before.
    """
    latest, applicants = func.max(_case.id), _applicants()
    query = _grouped(agency_id, user_id).having(applicants >= several, applicants > _settled())
    if before is not None:
        query = query.having(latest < before)
    ordered = query.order_by(latest.desc()).limit(limit)
    return db.session.execute(ordered, {"viewer": user_id}).all()


def applicants_of(group_id: int, agency_id: int, user_id: int | None) -> int:
    """How many applicants asked for the same; 0 where there is no such group."""
    group = _grouped(agency_id, user_id).where(_subject.group_id == group_id)
    row = db.session.execute(group, {"viewer": user_id}).first()
    return 0 if row is None else int(row.applicants)


def members(agency_id: int, user_id: int | None, group_ids: Collection[int]) -> Sequence[Member]:
    """The requests of some groups, in the order of filing."""
    query = (
        select(_subject.group_id, _case.reference, _case.state, _case.outcome, _subject.text)
        .join(Case.__table__, _case.id == _subject.case_id)
        .where(_subject.agency_id == agency_id, _subject.group_id.in_(group_ids))
        .where(is_counted(), visible_to(user_id))
        .order_by(_case.id)
    )
    return db.session.execute(query, {"viewer": user_id}).all() if group_ids else []


def considered(agency_id: int, *, before: int | None, limit: int) -> Sequence[Considered]:
    """What was decided, the latest first; `before` is the last one's id on the page before."""
    columns = _considered.verdict, _considered.reason, _considered.considered_on, _user.name
    query = select(_considered.id, _considered.group_id, *columns)
    query = query.join(User.__table__, _user.id == _considered.user_id)
    query = query.where(_considered.agency_id == agency_id)
    if before is not None:
        query = query.where(_considered.id < before)
    return db.session.execute(query.order_by(_considered.id.desc()).limit(limit)).all()


def _grouped(agency_id: int, user_id: int | None) -> Select[int, int, int]:
    return (
        select(_subject.group_id, _applicants().label("applicants"), func.max(_case.id))
        .join(Case.__table__, _case.id == _subject.case_id)
        .join(DisclosureRequest.__table__, _request.case_id == _case.id)
        .join(Party.__table__, _party.id == _request.applicant_id)
        .where(_subject.agency_id == agency_id, _subject.group_id.is_not(None))
        .where(is_counted(), visible_to(user_id))
        .group_by(_subject.group_id)
    )


def _applicants() -> ColumnElement[int]:
    """How many: told apart by their number; those who gave none by their telephone."""
    person = case((_party.identity_index != "", _party.identity_index), else_=_party.phone_index)
    return func.count(person.distinct())


def _settled() -> ColumnElement[int]:
    """Of how many applicants a group's question is settled by what was decided last."""
    taken_up = (_considered.verdict == Verdict.TAKEN_UP, _FOR_GOOD)
    last: ScalarSelect[int] = (
        select(case(taken_up, else_=_considered.applicants))
        .where(_considered.group_id == _subject.group_id)
        .order_by(_considered.id.desc())
        .limit(1)
        .correlate(RequestSubject.__table__)
        .scalar_subquery()
    )
    return func.coalesce(last, 0)
