"""The consultations as an Atom feed (RFC 4287), and a closing day as a calendar file (RFC 5545)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

_ATOM = "http://www.w3.org/2005/Atom"
_OCTETS = 75  # of a calendar file's line, without its end: RFC 5545 3.1
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One consultation in the feed; `address` is its page, absolute, and its name for ever."""

    address: str
    title: str
    summary: str
    category: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: where it is, which page it follows, whose it is. `entries`: the latest first."""

    address: str
    page: str
    title: str
    author: str
    language: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a calendar, about a page. `stamped`: when it was last changed."""

    name: str
    address: str
    title: str
    on: date
    stamped: datetime


def atom(feed: Feed, now: datetime) -> bytes:
    """The feed as XML. One without entries was last changed now."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    updated = max((entry.updated for entry in feed.entries), default=now)
    for name, text in (
        ("id", feed.address),
        ("title", feed.title),
        ("updated", _moment(updated)),
    ):
        _child(root, name, text)
    _child(_child(root, "author"), "name", feed.author)
    _child(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _child(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries:
        _enter(_child(root, "entry"), entry)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


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


def _enter(element: ET.Element, entry: Entry) -> None:
    _child(element, "id", entry.address)
    _child(element, "title", entry.title)
    _child(element, "published", _moment(entry.published))
    _child(element, "updated", _moment(entry.updated))
    _child(element, "category", term=entry.category)
    _child(element, "link", rel="alternate", type="text/html", href=entry.address)
    _child(element, "summary", entry.summary)


def _child(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text
    return element


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


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
