"""Whether a letter is known by the code printed on it; nothing but the letter is asked for."""

from sqlalchemy import Row, select

from casework.persistence.database import db
from casework.persistence.models import Letter, VoidNumber


def letter_of(code_index: str) -> Row[Letter, VoidNumber | None] | None:
    """The letter of a code's blind index without its bytes, and its voiding if it was recalled."""
    query = select(Letter, VoidNumber).outerjoin(VoidNumber, VoidNumber.letter_id == Letter.id)
    return db.session.execute(query.where(Letter.code_index == code_index)).one_or_none()
