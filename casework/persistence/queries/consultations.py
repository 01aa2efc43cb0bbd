"""Questions about public consultations: the desk's, and those that everybody asks.

As those about requests: they take the agency of whoever asks, and what is restricted is not there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, select, tuple_, update
from sqlalchemy.orm import contains_eager

from casework.domain.consultation.vocabulary import DisplayStatus, Kind, State
from casework.domain.publication.vocabulary import PublicationKind
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Case, Comment, Consultation, MajorDecision, Publication
from casework.persistence.queries import cases

_case, _kept, _comment = Case.__table__.c, Consultation.__table__.c, Comment.__table__.c
_decision = MajorDecision.__table__.c

# A line: the consultation's columns, its case's reference, state and id; the desk's has comments.
Listed = Row[
    str,
    str,
    int,
    Kind,
    str,
    str,
    bool,
    datetime,
    datetime,
    date | None,
    date | None,
    date | None,
    datetime | None,
    datetime | None,
]
_Lines = Select[
    str,
    str,
    int,
    Kind,
    str,
    str,
    bool,
    datetime,
    datetime,
    date | None,
    date | None,
    date | None,
    datetime | None,
    datetime | None,
]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which consultations are asked for; None or "": whatever it is.

    `year`: the one in which it opens. `is_open`: whether work on it is left.
    """

    status: DisplayStatus | None = None
    state: State | None = None
    kind: Kind | None = None
    is_open: bool | None = None
    begins: datetime | None = None
    ends: datetime | None = None
    text: str = ""


def by_reference(reference: str, actor: Actor) -> Case | None:
    """The case of a consultation; None where the asker may know of no such case."""
    return cases.if_seen(db.session.scalar(_of(reference, actor)), actor)


def locked(reference: str, actor: Actor) -> Case | None:
    """The same, read afresh and locked until the transaction ends."""
    return cases.if_seen(db.session.scalar(_afresh(_of(reference, actor))), actor)


def by_id(case_id: int) -> Case | None:
    """The case of a consultation by its id, for a comment on it."""
    whole = select(Case).join(Case.consultation).options(contains_eager(Case.consultation))
    return db.session.scalar(whole.where(Case.id == case_id))


def comment_by_reference(reference: str, actor: Actor) -> Case | None:
    """The case of a comment; None where the asker may know of no such case."""
    return cases.if_seen(db.session.scalar(_comment_of(reference, actor)), actor)


def comment_locked(reference: str, actor: Actor) -> Case | None:
    """The same, read afresh and locked until the transaction ends."""
    return cases.if_seen(db.session.scalar(_afresh(_comment_of(reference, actor))), actor)


def desk_lines(
    actor: Actor, sought: Sought, now: datetime, *, before: int | None, limit: int
) -> Sequence[Listed]:
    """Consultations as the desk lists them, the latest first; `before` ends the page before.

    Each has more columns: `received`, how many comments there are, and `waiting` for an answer.
    """
    received = _count(_comment.is_received).label("received")
    waiting = _count(_comment.is_received & _comment.adoption.is_(None)).label("waiting")
    query: Any = _narrowed(_lines(), sought, now).add_columns(received, waiting)
    query = query.where(_case.agency_id == actor.agency_id, cases.seen_by_viewer())
    if before is not None:
        query = query.where(_case.id < before)
    paged = query.order_by(_case.id.desc()).limit(limit)
    found: Sequence[Listed] = db.session.execute(paged, {"viewer": actor.user_id}).all()
    return found


def public_lines(
    agency_id: int,
    sought: Sought,
    now: datetime,
    *,
    before: tuple[datetime, int] | None,
    limit: int,
) -> Sequence[Listed]:
    """Public consultations, those that close last first; `before` ends the page before."""
    query = _narrowed(_lines(), sought, now)
    query = query.where(_case.agency_id == agency_id, _kept.is_public)
    if before is not None:
        query = query.where(tuple_(_kept.closes_at, _case.id) < before)
    order = _kept.closes_at.desc(), _case.id.desc()
    return db.session.execute(query.order_by(*order).limit(limit)).all()


def changed_lines(agency_id: int, sought: Sought, now: datetime, *, limit: int) -> Sequence[Listed]:
    """Public consultations, those that changed last first."""
    query = _narrowed(_lines(), sought, now)
    query = query.where(_case.agency_id == agency_id, _kept.is_public)
    order = _kept.changed_at.desc(), _case.id.desc()
    return db.session.execute(query.order_by(*order).limit(limit)).all()


def openings(agency_id: int) -> Sequence[datetime]:
    """When each public consultation opens."""
    query = select(_kept.opens_at).join(Case.__table__, _case.id == _kept.case_id)
    return db.session.scalars(query.where(_case.agency_id == agency_id, _kept.is_public)).all()


def last_seen_change(agency_id: int, now: datetime) -> datetime | None:
    """The last act on any consultation, opening or closing up to now; None before the first."""
    passed = (
        func.max(case((column <= now, column)))
        for column in (_kept.changed_at, _kept.opens_at, _kept.closes_at)
    )
    query = select(*passed).join(Case.__table__, _case.id == _kept.case_id)
    found = db.session.execute(query.where(_case.agency_id == agency_id)).one()
    return max((moment for moment in found if moment is not None), default=None)


def closing_between(agency_id: int, begins: datetime, ends: datetime) -> Sequence[Consultation]:
    """The public consultations, not cancelled, that close from a moment on, before another."""
    query = select(Consultation).join(Consultation.case)
    of_agency = query.where(Case.agency_id == agency_id, Consultation.is_public)
    held = of_agency.where(
        Consultation.closes_at > begins,
        Consultation.closes_at <= ends,
        Consultation.cancelled_on.is_(None),
    )
    return db.session.scalars(held.order_by(Consultation.case_id)).all()


def released(case_id: int) -> Publication | None:
    """The copy of a consultation's feedback that is public; None while none is."""
    query = select(Publication).where(
        Publication.case_id == case_id,
        Publication.kind == PublicationKind.CONSULTATION_FEEDBACK,
        Publication.withdrawn_at.is_(None),
    )
    return db.session.scalar(query.order_by(Publication.id.desc()).limit(1))


def decisions(agency_id: int, year: int) -> Sequence[Row[MajorDecision, str | None]]:
    """The year's catalogue of major decisions, each with its consultation's reference if public."""
    shown = and_(_kept.case_id == _decision.consultation_id, _kept.is_public)
    query = (
        select(MajorDecision, _case.reference)
        .outerjoin(Consultation.__table__, shown)
        .outerjoin(Case.__table__, _case.id == _kept.case_id)
        .where(_decision.agency_id == agency_id, _decision.year == year, _decision.is_listed)
    )
    return db.session.execute(query.order_by(_decision.number, _decision.id)).all()


def decision(decision_id: int, agency_id: int) -> MajorDecision | None:
    """A line of a catalogue that is listed."""
    query = select(MajorDecision).where(_decision.id == decision_id)
    return db.session.scalar(query.where(_decision.agency_id == agency_id, _decision.is_listed))


def untie(case_id: int) -> None:
    """Let no line of a catalogue lead to a consultation."""
    theirs = update(MajorDecision).where(_decision.consultation_id == case_id)
    db.session.execute(theirs.values(consultation_id=None))


def catalogue_years(agency_id: int) -> Sequence[int]:
    """The years that have a catalogue, the latest first."""
    query = select(_decision.year).distinct().where(_decision.agency_id == agency_id)
    return db.session.scalars(
        query.where(_decision.is_listed).order_by(_decision.year.desc())
    ).all()


def _lines() -> _Lines:
    return select(
        _case.reference,
        _case.state,
        _case.id,
        _kept.kind,
        _kept.title,
        _kept.unit,
        _kept.is_public,
        _kept.opens_at,
        _kept.closes_at,
        _kept.feedback_due_on,
        _kept.feedback_on,
        _kept.cancelled_on,
        _kept.published_at,
        _kept.changed_at,
    ).join(Consultation.__table__, _kept.case_id == _case.id)


def _narrowed(query: _Lines, sought: Sought, now: datetime) -> _Lines:
    wanted: list[ColumnElement[bool]] = []
    if sought.status is not None:
        wanted.append(_stands(sought.status, now))
    if sought.state is not None:
        wanted.append(_case.state == sought.state.value)
    if sought.kind is not None:
        wanted.append(_kept.kind == sought.kind)
    if sought.is_open is not None:
        wanted.append(_case.closed_on.is_(None) == sought.is_open)
    if sought.begins is not None and sought.ends is not None:
        wanted.append((_kept.opens_at >= sought.begins) & (_kept.opens_at < sought.ends))
    wanted.extend(_kept.title.contains(part, autoescape=True) for part in sought.text.split())
    return query.where(*wanted)


def _stands(status: DisplayStatus, now: datetime) -> ColumnElement[bool]:
    """That a consultation has a status at a moment: as domain's display_status says it."""
    cancelled, answered = _kept.cancelled_on.is_not(None), _kept.feedback_on.is_not(None)
    waits = _kept.is_public & ~cancelled & ~answered
    return {
        DisplayStatus.CANCELLED: cancelled & _kept.is_public,
        DisplayStatus.ANSWERED: answered & ~cancelled & _kept.is_public,
        DisplayStatus.UPCOMING: waits & (_kept.opens_at > now),
        DisplayStatus.OPEN: waits & (_kept.opens_at <= now) & (_kept.closes_at > now),
        DisplayStatus.CLOSED: waits & (_kept.closes_at <= now),
    }[status]


def _count(what: ColumnElement[bool]) -> ColumnElement[int]:
    """How many comments on a line's consultation are so."""
    ours = select(func.count()).where(_comment.consultation_id == _case.id, what)
    return ours.correlate(Case.__table__).scalar_subquery()


def _of(reference: str, actor: Actor) -> Select[Case]:
    whole = select(Case).join(Case.consultation).options(contains_eager(Case.consultation))
    return whole.where(Case.reference == reference, Case.agency_id == actor.agency_id)


def _comment_of(reference: str, actor: Actor) -> Select[Case]:
    whole = select(Case).join(Case.comment).options(contains_eager(Case.comment))
    return whole.where(Case.reference == reference, Case.agency_id == actor.agency_id)


def _afresh(query: Select[Case]) -> Select[Case]:
    return query.with_for_update(of=Case).execution_options(populate_existing=True)
