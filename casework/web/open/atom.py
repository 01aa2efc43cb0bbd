"""A feed as Atom (RFC 4287), in which what somebody wrote can be no markup."""

import re
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

_ATOM = "http://www.w3.org/2005/Atom"
# XML 1.0 has no way to write these, and a reader refuses the whole feed for one of them.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed; `address` is its page, absolute, and its name for ever."""

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
    entries: tuple[Entry, ...]


def atom(feed: Feed, changed_at: datetime) -> bytes:
    """The feed as XML, in Chinese as all exports; `changed_at`: when it was last changed."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    for name, text in (
        ("id", feed.address),
        ("title", feed.title),
        ("updated", _moment(changed_at)),
    ):
        _child(root, name, text)
    _child(_child(root, "author"), "name", feed.author)
    _child(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _child(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries:
        _enter(_child(root, "entry"), entry)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _enter(element: ET.Element, entry: Entry) -> None:
    _child(element, "id", entry.address)
    _child(element, "title", entry.title)
    _child(element, "published", _moment(entry.published))
    _child(element, "updated", _moment(entry.updated))
    if entry.category:
        _child(element, "category", term=entry.category)
    _child(element, "link", rel="alternate", type="text/html", href=entry.address)
    _child(element, "summary", entry.summary)


def _child(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = None if text is None else _NO_XML.sub("", text)
    return element


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
