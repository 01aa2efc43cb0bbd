"""Where the present moment comes from; tests and the demo set it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present moment, aware."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands where it was put; moving it is the only way it goes on."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """The moment it was put to."""
        return self._moment

    def put(self, moment: datetime) -> None:
        """Put it to another moment."""
        self._moment = moment

    def go_on(self, span: timedelta) -> None:
        """Let some time pass."""
        self._moment += span
