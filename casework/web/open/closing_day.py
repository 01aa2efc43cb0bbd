"""A closing day for one's own calendar: a file with one entry (RFC 5545)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_OCTETS = 75  # of a line, without its end: RFC 5545 3.1
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a calendar, about a page. `stamped`: when it was last changed."""

    name: str
    address: str
    title: str
    on: date
    stamped: datetime


def calendar(day: Day) -> bytes:
    """The day as a calendar file with one entry that lasts all day."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Casework//Consultations//ZH",
        "BEGIN:VEVENT",
        f"UID:{day.name}",
        f"DTSTAMP:{day.stamped.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{day.title.translate(_ESCAPED)}",
        f"URL:{day.address}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(part + b"\r\n" for part in _folded(lines))


def _folded(lines: Iterable[str]) -> Iterator[bytes]:
    """The lines, none longer than its octets; what is carried over begins with a blank."""
    for line in lines:
        rest = b""
        for character in line:
            octets = character.encode()
            if len(rest) + len(octets) > _OCTETS:
                yield rest
                rest = b" "
            rest += octets
        yield rest
