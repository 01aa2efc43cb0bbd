"""The book of administration: what was done about the agency and its people, once, and by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.domain.roles import Actor
from casework.domain.workflow import Facts
from casework.persistence.database import db
from casework.persistence.models.people import AdminAct, AdminEntry
from casework.persistence.queries import administration, register
from casework.services import once

PAGE = 50


@dataclass(frozen=True, slots=True)
class Mandate:
    """Who wants something done about the agency or its people, under which form's key."""

    actor: Actor
    key: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of administration: which, about whom, on whose mandate, when."""

    what: AdminAct
    mandate: Mandate
    at: datetime
    subject_id: int | None = None

    @property
    def key(self) -> str:
        """The form's key, for this deed only."""
        actor = self.mandate.actor
        return register.scoped(self.mandate.key, self.what, self.subject_id, actor.user_id)

    def earlier(self, facts: Facts) -> str | None:
        """Take the key for this transaction, or the result of the posting that took it before.

        Raises Refused when that posting said something else.
        """
        return once.earlier(self.key, facts, (), self.at)

    def enter(self, facts: Mapping[str, Any], subject_id: int | None = None) -> AdminEntry:
        """Write the deed into the book, with what it changed."""
        entry = AdminEntry(
            agency_id=self.mandate.actor.agency_id,
            at=self.at,
            user_id=self.mandate.actor.user_id,
            what=self.what,
            subject_id=subject_id or self.subject_id,
            facts=dict(facts),
        )
        db.session.add(entry)
        return entry

    def settle(self, result: str) -> None:
        """Keep what the posting led to, for one that is sent again."""
        register.settle(self.key, result)


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    """What differs between two descriptions, by name: as it was, as it is."""
    return {
        name: [before.get(name, ""), said]
        for name, said in after.items()
        if before.get(name, "") != said
    }


def book(agency_id: int, before: int | None) -> Sequence[AdminEntry]:
    """The book, the latest first, one page and one entry more; `before` ended the page before."""
    return administration.entries(agency_id, before, PAGE + 1)
