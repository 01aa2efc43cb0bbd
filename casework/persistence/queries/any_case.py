"""A case of whichever procedure: by the mark in its reference, or by its id."""

from collections.abc import Callable

from sqlalchemy import select, update

from casework.domain.references import Mark, mark_of
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import (
    Case,
    Comment,
    DisclosureRequest,
    MessageDetail,
    RecordCorrection,
)
from casework.persistence.queries import (
    annual_reports,
    cases,
    consultations,
    messages,
    record_corrections,
)

_BY_REFERENCE: dict[Mark, Callable[[str, Actor], Case | None]] = {
    Mark.DISCLOSURE: cases.by_reference,
    Mark.RECORD_CORRECTION: record_corrections.by_reference,
    Mark.CONSULTATION: consultations.by_reference,
    Mark.COMMENT: consultations.comment_by_reference,
    Mark.MESSAGE: messages.by_reference,
    Mark.ANNUAL_REPORT: annual_reports.by_reference,
}


def by_reference(reference: str, actor: Actor) -> Case | None:
    """The case of a reference, with what its procedure keeps; None where there is none to see."""
    return _BY_REFERENCE[mark_of(reference)](reference, actor)


def replace_code(old: str, new: str) -> None:
    """Let a new query code open every case that an old one opened, by their keyed hashes.

    The parts of a request have the code of the whole, and what a message became has its code.
    """
    for table in (DisclosureRequest, RecordCorrection, MessageDetail, Comment):
        db.session.execute(update(table).where(table.code_hash == old).values(code_hash=new))


def by_id(case_id: int) -> Case | None:
    """The case of an id, for work that no person asks for (the outbox)."""
    return db.session.scalar(select(Case).where(Case.id == case_id))
