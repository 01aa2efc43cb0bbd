"""What a case page lists of papers: asked at every look, so put together once and without facts.

What is sealed in a letter is opened where it is needed, by queries/papers.py.
"""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import load_only

from casework.persistence.database import db
from casework.persistence.models import Attachment, Delivery, Letter


def letters(case_id: int) -> Sequence[tuple[Letter, Delivery | None]]:
    """A case's letters, oldest first, each with its last service if any."""
    found = db.session.execute(_letters(), {"case_id": case_id})
    last = {letter.id: (letter, service) for letter, service in found}
    return list(last.values())


def attachments(case_id: int) -> Sequence[Attachment]:
    """A case's attachments, oldest first."""
    return db.session.scalars(_attachments(), {"case_id": case_id}).all()


@cache
def _letters() -> Select[Letter, Delivery]:
    query = select(Letter, Delivery).outerjoin(Delivery, Delivery.letter_id == Letter.id)
    listed = load_only(Letter.event_sequence, Letter.kind, Letter.number, Letter.issued_on)
    served = load_only(Delivery.way, Delivery.served_on)
    ours = query.where(Letter.case_id == bindparam("case_id")).options(listed, served)
    return ours.order_by(Letter.id, Delivery.id)


@cache
def _attachments() -> Select[Attachment]:
    query = select(Attachment).where(Attachment.case_id == bindparam("case_id"))
    return query.order_by(Attachment.id)
