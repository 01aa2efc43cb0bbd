"""The way to a case by what was typed, and the last day to ask for a clarification."""

import unicodedata
from datetime import date

from casework.domain.clock import Reckoning
from casework.domain.roles import Actor
from casework.persistence.queries import desk
from casework.services.office import Office

_CLARIFICATION_WINDOW = 7  # working days after receipt: 条例 30
_NUMBER_LENGTH = 6


def reference_of(office: Office, typed: str, actor: Actor) -> str | None:
    """The reference that was typed, if the actor's agency has it; a number is one of this year."""
    reference = unicodedata.normalize("NFKC", typed).strip().upper()
    if reference.isdecimal() and len(reference) <= _NUMBER_LENGTH:
        number = int(reference)
        reference = f"{office.agency().code}-{office.today().year}-{number:0{_NUMBER_LENGTH}d}"
    if not reference.isprintable():
        return None  # PostgreSQL refuses to look for NUL
    return reference if desk.is_known(reference, actor) else None


def last_day_to_ask(office: Office, clock: Reckoning) -> date | None:
    """The last day to ask for a clarification; None before receipt. Later is possible, and late."""
    if clock.day_zero is None:
        return None
    return office.calendar.reach(clock.day_zero, _CLARIFICATION_WINDOW).on
