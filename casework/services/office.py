"""What every use-case works with: the clock, the calendar, the press, the files, the messengers."""

from dataclasses import dataclass
from datetime import date, datetime

from argon2 import PasswordHasher

from casework.adapters.clock import Clock
from casework.adapters.files import FileStore
from casework.adapters.messages import Messenger
from casework.adapters.signing import Signatory
from casework.domain.calendar import Calendar
from casework.domain.moments import legal_date
from casework.letters import Press
from casework.persistence.models import Agency
from casework.services.agencies import AgencyDesk


@dataclass(frozen=True, kw_only=True)
class Office:
    """The outside world as the services see it; wired once, in casework.app.

    `site_url` is where the public finds the site, as letters print it. `signatory`: who signs
    letters electronically; None: nobody does.
    """

    clock: Clock
    calendar: Calendar
    press: Press
    files: FileStore
    mail: Messenger
    text_messages: Messenger
    hasher: PasswordHasher
    agencies: AgencyDesk
    upload_limit_bytes: int
    site_url: str
    signatory: Signatory | None = None

    def now(self) -> datetime:
        """The present moment."""
        return self.clock.now()

    def today(self) -> date:
        """The present legal date in China."""
        return legal_date(self.now())

    def reaches(self, email: str, phone: str) -> bool:
        """Whether there is a way to send a message to one of these."""
        return bool(email and self.mail.reaches) or bool(phone and self.text_messages.reaches)

    def agency(self) -> Agency:
        """The agency whose site this is."""
        return self.agencies.current(self.now())
