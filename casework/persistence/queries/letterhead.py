"""Questions about how an agency's letters look: its own words with their versions, its seal."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Row, func, select
from sqlalchemy.orm import defer

from casework.domain.disclosure.letters import LetterKind
from casework.persistence.database import db
from casework.persistence.models import LetterWording, Sealing


def words(agency_id: int, kind: LetterKind) -> Mapping[str, str]:
    """An agency's own words for a kind that are in force, by their zones."""
    last = {row.zone: row.text for row in reversed(wordings(agency_id, kind))}
    return {zone: text for zone, text in last.items() if text is not None}


def wordings(agency_id: int, kind: LetterKind) -> Sequence[LetterWording]:
    """All that an agency ever wrote into the zones of a kind, the latest first."""
    query = select(LetterWording).where(
        LetterWording.agency_id == agency_id, LetterWording.kind == kind
    )
    return db.session.scalars(query.order_by(LetterWording.id.desc())).all()


def versions(agency_id: int) -> Mapping[LetterKind, int]:
    """How many versions an agency saved of each kind that it ever changed."""
    query = select(LetterWording.kind, func.max(LetterWording.version))
    counted = query.where(LetterWording.agency_id == agency_id).group_by(LetterWording.kind)
    return dict(db.session.execute(counted).all())


def sealing(agency_id: int) -> Sealing | None:
    """How an agency seals its letters now; None where it never said."""
    query = select(Sealing).where(Sealing.agency_id == agency_id)
    return db.session.scalar(query.order_by(Sealing.id.desc()).limit(1))


def sealings(agency_id: int) -> Sequence[Row[Sealing, bool]]:
    """How an agency ever sealed its letters, the latest first, and whether with any seal.

    The pictures are left where they are.
    """
    query = select(Sealing, Sealing.png.is_not(None)).where(Sealing.agency_id == agency_id)
    ordered = query.options(defer(Sealing.png)).order_by(Sealing.id.desc())
    return db.session.execute(ordered).all()
