"""The agency whose site this is: loaded from a file by its operator, read on every page."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from casework.persistence.database import db, transaction
from casework.persistence.models import Agency
from casework.persistence.queries import people

_KEPT_FOR = timedelta(minutes=1)


class AgencyUnknown(Exception):
    """No agency of the configured code: `flask agency load FILE.toml` comes first."""


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

    def forget(self) -> None:
        """Read it anew at the next page: it was changed."""
        self._agency = None


def load(file: Path) -> str:
    """Enter or change an agency from a TOML file whose keys are the agency's columns; its code.

    Raises KeyError or TypeError for a file that lacks or misnames a key.
    """
    given = tomllib.loads(file.read_text(encoding="utf-8"))
    with transaction():
        known = people.agency_by_code(given["code"])
        if known is None:
            db.session.add(Agency(**given))
        else:
            for name, value in given.items():
                setattr(known, name, value)
    return str(given["code"])
