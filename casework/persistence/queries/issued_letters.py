"""Questions about the letters of a whole agency: to be printed together, and by their numbers."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import Enum, auto
from typing import TypeVarTuple

from sqlalchemy import Row, Select, exists, select
from sqlalchemy.orm import defer, undefer

from casework.domain.disclosure.letters import LetterKind
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Case, Delivery, Letter, NumberSequence, VoidNumber
from casework.persistence.queries import cases

Columns = TypeVarTuple("Columns")
# A line of the number register: the letter without what is sealed, its case's reference, whether
# the viewer may see that case, and its voiding.
Numbered = Row[Letter, str, bool, VoidNumber | None]


class Opened(Enum):
    """What is sealed in a letter, and is opened only where it is needed."""

    FACTS = auto()
    PDF = auto()


def in_span(  # noqa: PLR0913  # what narrows a choice of letters
    actor: Actor,
    begins_on: date,
    ends_on: date,
    kinds: Collection[LetterKind],
    *,
    unserved: bool,
    opened: Opened | None,
    limit: int,
) -> Sequence[Row[Letter, str, bool]]:
    """The letters issued in a span (both days included) that somebody may see, by their number.

    Each with its case's reference and whether it was served. `kinds`: none, all of them;
    `unserved`: only those not served yet; `opened`: what of them is read beside what is listed.
    Recalled ones are left out.
    """
    served = exists().where(Delivery.letter_id == Letter.id)
    query = _letters(select(Letter, Case.reference, served), actor)
    query = query.where(
        Letter.issued_on.between(begins_on, ends_on), VoidNumber.letter_id.is_(None)
    )
    if kinds:
        query = query.where(Letter.kind.in_(kinds))
    if unserved:
        query = query.where(~served)
    query = query.where(cases.seen_by_viewer())
    if opened is Opened.PDF:
        query = query.options(undefer(Letter.pdf))
    if opened is not Opened.FACTS:
        query = query.options(defer(Letter.facts))
    ordered = query.order_by(Letter.id).limit(limit)
    return db.session.execute(ordered, {"viewer": actor.user_id}).all()


def numbered(actor: Actor, series: str, year: int) -> Sequence[Numbered]:
    """An agency's letters of a series and year in the order of their numbers."""
    query = _letters(select(Letter, Case.reference, cases.seen_by_viewer(), VoidNumber), actor)
    # The word of the series stands before the year, whatever the agency's own words before it.
    ours = query.where(
        Letter.issued_on.between(date(year, 1, 1), date(year, 12, 31)),
        Letter.number.contains(f"{series}〔{year}〕", autoescape=True),
    )
    # The counter is locked until a letter is written: ids grow as numbers do.
    ordered = ours.options(defer(Letter.facts)).order_by(Letter.id)
    return db.session.execute(ordered, {"viewer": actor.user_id}).all()


def counters(agency_id: int, series: Collection[str]) -> Sequence[Row[str, int, int]]:
    """The last number given in each of some series and year, the latest year first."""
    counter = NumberSequence
    query = select(counter.series, counter.year, counter.last).where(
        counter.agency_id == agency_id, counter.series.in_(series)
    )
    ordered = query.order_by(counter.year.desc(), counter.series)
    return db.session.execute(ordered).all()


def _letters(query: Select[*Columns], actor: Actor) -> Select[*Columns]:
    joined = query.join(Case, Case.id == Letter.case_id)
    joined = joined.outerjoin(VoidNumber, VoidNumber.letter_id == Letter.id)
    return joined.where(Letter.agency_id == actor.agency_id)
