"""Questions about annual reports: the one of a year, and the editions that were published."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from sqlalchemy import Integer, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased, contains_eager

from casework.domain.disclosure.facts import RemedyKind, RemedyResult
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import (
    Agency,
    AnnualReport,
    Case,
    RemedyCase,
    ReportSnapshot,
)
from casework.persistence.queries import cases


def by_reference(reference: str, actor: Actor) -> Case | None:
    """The case of a report; None where the asker may know of no such case."""
    return cases.if_seen(db.session.scalar(_of(actor).where(Case.reference == reference)), actor)


def locked(reference: str, actor: Actor) -> Case | None:
    """The same, read afresh and locked until the transaction ends."""
    query = _of(actor).where(Case.reference == reference).with_for_update(of=Case)
    fresh = query.execution_options(populate_existing=True)
    return cases.if_seen(db.session.scalar(fresh), actor)


def of_year(year: int, actor: Actor) -> Case | None:
    """The case of an agency's report of a year; None before it was begun."""
    return db.session.scalar(_of(actor).where(AnnualReport.year == year))


def all_of(actor: Actor) -> Sequence[Case]:
    """An agency's reports, the latest year first."""
    return db.session.scalars(_of(actor).order_by(AnnualReport.year.desc())).all()


class Unpublished(NamedTuple):
    """A year's report that no edition was published of; without a reference: not begun."""

    reference: str | None
    state: str | None
    is_government: bool


def unpublished(agency_id: int, year: int) -> Unpublished | None:
    """How far an agency's report of a year is; None once an edition of it is public."""
    found = db.session.execute(_unpublished(), {"agency_id": agency_id, "year": year}).first()
    return None if found is None else Unpublished(found[0], found[1], bool(found[2]))


@cache
def _unpublished() -> Select[str | None, str | None, bool]:
    agency_id = bindparam("agency_id", type_=Integer)
    year = bindparam("year", type_=Integer)
    below = aliased(Agency)
    out = exists().where(ReportSnapshot.agency_id == agency_id, ReportSnapshot.year == year)
    has_parts = exists().where(below.parent_id == agency_id)
    begun = and_(AnnualReport.agency_id == Agency.id, AnnualReport.year == year)
    return (
        select(Case.reference, Case.state, or_(AnnualReport.is_government, has_parts))
        .select_from(Agency)
        .outerjoin(AnnualReport, begun)
        .outerjoin(Case, Case.id == AnnualReport.case_id)
        .where(Agency.id == agency_id, ~out)
    )


def edition(agency_id: int, year: int, number: int | None = None) -> ReportSnapshot | None:
    """A published edition of a year's report; without a number, the one in force."""
    query = select(ReportSnapshot).where(
        ReportSnapshot.agency_id == agency_id, ReportSnapshot.year == year
    )
    if number is not None:
        query = query.where(ReportSnapshot.edition == number)
    return db.session.scalar(query.order_by(ReportSnapshot.edition.desc()).limit(1))


def editions(agency_id: int) -> Sequence[ReportSnapshot]:
    """Every published edition of an agency, the latest year and edition first."""
    query = select(ReportSnapshot).where(ReportSnapshot.agency_id == agency_id)
    return db.session.scalars(
        query.order_by(ReportSnapshot.year.desc(), ReportSnapshot.edition.desc())
    ).all()


def children(agency_id: int) -> Sequence[Agency]:
    """The agencies right below one, by their codes."""
    return db.session.scalars(
        select(Agency).where(Agency.parent_id == agency_id).order_by(Agency.code)
    ).all()


def in_force(agency_ids: Collection[int], year: int) -> Sequence[ReportSnapshot]:
    """The edition in force of each of these agencies that has published a year's report."""
    latest = (
        select(ReportSnapshot.agency_id, func.max(ReportSnapshot.edition).label("edition"))
        .where(ReportSnapshot.agency_id.in_(sorted(agency_ids)), ReportSnapshot.year == year)
        .group_by(ReportSnapshot.agency_id)
        .subquery()
    )
    return db.session.scalars(
        select(ReportSnapshot)
        .join(
            latest,
            (ReportSnapshot.agency_id == latest.c.agency_id)
            & (ReportSnapshot.edition == latest.c.edition),
        )
        .where(ReportSnapshot.year == year)
        .order_by(ReportSnapshot.agency_id)
    ).all()


def remedies(
    agency_id: int, begins_on: date, ends_on: date
) -> list[tuple[RemedyKind, RemedyResult | None, int]]:
    """How many remedies were concluded in a span, by kind and result, and pending at its end.

    Result None: opened by the end of the span, and not concluded by then.
    """
    of_agency = (
        select(RemedyCase.kind, RemedyCase.result, func.count())
        .join(Case, Case.id == RemedyCase.case_id)
        .where(Case.agency_id == agency_id)
    )
    concluded = of_agency.where(RemedyCase.concluded_on.between(begins_on, ends_on))
    done = db.session.execute(concluded.group_by(RemedyCase.kind, RemedyCase.result))
    pending = (
        select(RemedyCase.kind, func.count())
        .join(Case, Case.id == RemedyCase.case_id)
        .where(
            Case.agency_id == agency_id,
            RemedyCase.opened_on <= ends_on,
            func.coalesce(RemedyCase.concluded_on, date.max) > ends_on,
        )
        .group_by(RemedyCase.kind)
    )
    waiting = db.session.execute(pending)
    return [
        *((kind, result, number) for kind, result, number in done),
        *((kind, None, number) for kind, number in waiting),
    ]


def _of(actor: Actor) -> Select[Case]:
    whole = select(Case).join(Case.annual_report).options(contains_eager(Case.annual_report))
    return whole.where(Case.agency_id == actor.agency_id)
