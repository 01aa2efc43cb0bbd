"""The agency whose site this is: loaded from a file by its operator, read on every page."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from casework.persistence.database import db, transaction
from casework.persistence.models import Agency
from casework.persistence.queries import people
from casework.services.refusals import NotThere

_KEPT_FOR = timedelta(minutes=1)


class AgencyUnknown(Exception):
    """No agency of the configured code: `flask agency load FILE.toml` comes first."""


class AgencyIncomplete(Exception):
    """A file lacks keys that an agency must have, or has some that it does not know."""

    def __init__(self, lacking: list[str], unknown: list[str]) -> None:
        super().__init__(
            f"缺少：{'、'.join(lacking) or '无'}；不认识：{'、'.join(unknown) or '无'}"
        )


def all_fields() -> set[str]:
    """The keys that an agency's file may have: its columns."""
    return {column.key for column in Agency.__table__.columns} - {"id", "parent_id"}


def required_fields() -> set[str]:
    """The keys that an agency's file must have."""
    optional = {column.key for column in Agency.__table__.columns if column.default is not None}
    return all_fields() - optional


def by_id(agency_id: int) -> Agency:
    """The agency of an id; raises NotThere."""
    agency = people.agency(agency_id)
    if agency is None:
        raise NotThere(str(agency_id))
    return agency


class AgencyDesk:
    """Remembers the site's agency for a minute, so that a page need not ask the database."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._agency: Agency | None = None
        self._read_at: datetime | None = None

    def current(self, now: datetime) -> Agency:
        """The site's agency; raises AgencyUnknown."""
        if self._agency is None or self._read_at is None or now - self._read_at > _KEPT_FOR:
            agency = people.agency_by_code(self._code)
            if agency is None:
                raise AgencyUnknown(self._code)
            db.session.expunge(agency)
            self._agency, self._read_at = agency, now
        return self._agency

    def by_id(self, agency_id: int, now: datetime) -> Agency:
        """The agency of an id, from memory where it is the site's own; raises NotThere."""
        own = self.current(now)
        return own if own.id == agency_id else by_id(agency_id)

    def forget(self) -> None:
        """Read it anew at the next page: it was changed."""
        self._agency = None


def load(file: Path) -> str:
    """Enter or change an agency from a TOML file whose keys are the agency's columns; its code.

    Raises AgencyIncomplete, and tomllib.TOMLDecodeError for a file that is no TOML.
    """
    given = tomllib.loads(file.read_text(encoding="utf-8"))
    lacking = sorted(required_fields() - given.keys())
    unknown = sorted(given.keys() - all_fields())
    if lacking or unknown:
        raise AgencyIncomplete(lacking, unknown)
    with transaction():
        known = people.agency_by_code(given["code"])
        if known is None:
            db.session.add(Agency(**given))
        else:
            for name, value in given.items():
                setattr(known, name, value)
    return str(given["code"])
