"""Questions about letters, their service and attachments."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import undefer

from casework.domain.disclosure.letters import LetterKind
from casework.persistence.database import db
from casework.persistence.models import ApplicationDraft, Attachment, Delivery, Letter, VoidNumber

_DRAFT = select(ApplicationDraft.fields, ApplicationDraft.saved_at).where(
    ApplicationDraft.token_hash == bindparam("token_hash")
)


def letters(case_id: int) -> Sequence[tuple[Letter, Delivery | None]]:
    """A case's letters with their facts, not their bytes, oldest first, with their last service."""
    query = select(Letter, Delivery).outerjoin(Delivery, Delivery.letter_id == Letter.id)
    ordered = query.where(Letter.case_id == case_id).order_by(Letter.id, Delivery.id)
    last = {letter.id: (letter, service) for letter, service in db.session.execute(ordered)}
    return list(last.values())


def standing_letter(case_id: int, kind: LetterKind) -> Letter | None:
    """The last letter of a kind that a case has and that was not taken back."""
    query = select(Letter).outerjoin(VoidNumber, VoidNumber.letter_id == Letter.id)
    query = query.where(
        Letter.case_id == case_id, Letter.kind == kind, VoidNumber.letter_id.is_(None)
    )
    return db.session.scalar(query.order_by(Letter.id.desc()).limit(1))


def signed_together(one: Letter) -> Sequence[Letter]:
    """A letter and those that the same act issued beside it, oldest first."""
    query = select(Letter).where(
        Letter.case_id == one.case_id, Letter.event_sequence == one.event_sequence
    )
    return db.session.scalars(query.order_by(Letter.id)).all()


def letter_by_number(case_id: int, number: str) -> Letter | None:
    """A case's letter by its number."""
    return db.session.scalar(
        select(Letter).where(Letter.case_id == case_id, Letter.number == number)
    )


def last_delivery(letter_id: int) -> Delivery | None:
    """The last time that a letter was served."""
    query = select(Delivery).where(Delivery.letter_id == letter_id)
    return db.session.scalar(query.order_by(Delivery.id.desc()).limit(1))


def letter(letter_id: int, case_id: int) -> Letter | None:
    """One letter of a case, with its bytes."""
    query = select(Letter).where(Letter.id == letter_id, Letter.case_id == case_id)
    return db.session.scalar(query.options(undefer(Letter.pdf)))


def attachment(attachment_id: int, case_id: int) -> Attachment | None:
    """One attachment of a case."""
    query = select(Attachment)
    return db.session.scalar(
        query.where(Attachment.id == attachment_id, Attachment.case_id == case_id)
    )


def draft(token_hash: str) -> tuple[dict[str, Any], datetime] | None:
    """What a draft keeps, and when it was saved; None when there is none."""
    found = db.session.connection().execute(_DRAFT, {"token_hash": token_hash}).one_or_none()
    return None if found is None else (found.fields, found.saved_at)


def drop_draft(token_hash: str) -> None:
    """Forget one draft."""
    db.session.execute(delete(ApplicationDraft).where(ApplicationDraft.token_hash == token_hash))


def drafts_before(moment: datetime) -> Sequence[ApplicationDraft]:
    """The drafts saved before a moment."""
    query = select(ApplicationDraft).where(ApplicationDraft.saved_at < moment)
    return db.session.scalars(query).all()


def listed(names: Collection[str]) -> set[str]:
    """Those of some stored files that a case lists."""
    query = select(Attachment.stored_as).where(Attachment.stored_as.in_(names))
    return set(db.session.scalars(query))


def letters_whole(case_id: int) -> Sequence[Letter]:
    """A case's letters with their bytes, oldest first."""
    query = select(Letter).where(Letter.case_id == case_id).order_by(Letter.id)
    return db.session.scalars(query.options(undefer(Letter.pdf))).all()


def letter_heads() -> Sequence[tuple[str, int, str]]:
    """Every letter's number, the place of its event, and its hash, by number."""
    query = select(Letter.number, Letter.event_sequence, Letter.sha256).order_by(Letter.number)
    return [(number, place, sha256) for number, place, sha256 in db.session.execute(query)]
