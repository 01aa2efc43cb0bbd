"""Going from link to link, as every kind of visitor, to find an address of every page there is."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from html import unescape
from re import compile as pattern
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

_LINK = pattern(r"""<a\s[^>]*?href="([^"#]+)""")
_ADDRESSES_OF_ONE = 15  # of one kind, enough to come upon every state that the demo shows
_SWITCHES = frozenset({"switches.language", "switches.large_type", "static"})


def pages(app: Flask, client: FlaskClient, starts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """An address of each page that can be reached, with its endpoint; each endpoint once."""
    seen: set[str] = set()
    shown: set[str] = set()
    visits: Counter[str] = Counter()
    waiting = deque(starts)
    while waiting:
        address = waiting.popleft()
        endpoint = endpoint_of(app, address)
        if address in seen or endpoint is None or endpoint in _SWITCHES:
            continue
        if visits[endpoint] >= _ADDRESSES_OF_ONE:
            continue
        seen.add(address)
        visits[endpoint] += 1
        answer = client.get(address, buffered=True)  # a streamed file is read to its end
        if answer.status_code in {301, 302, 303}:
            waiting.append(urljoin(address, answer.location))
            continue
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        if endpoint not in shown:
            shown.add(endpoint)
            yield endpoint, address
        waiting.extend(urljoin(address, unescape(link)) for link in _LINK.findall(answer.text))


def endpoint_of(app: Flask, address: str) -> str | None:
    """The endpoint behind an address of this site; None where there is none to look at."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    try:
        endpoint, _arguments = app.url_map.bind("localhost").match(parts.path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return str(endpoint)
