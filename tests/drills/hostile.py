"""Requests that no browser sends: every route, every method, nothing in them as it should be."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.wrappers import Request

from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.vocabulary import Action

METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW")
CANARY = "\"'><script>alert(7)</script>"
WORDS = (
    "",
    " ",
    "\x00",
    "示\x00范",
    "\u202e\u2066\ufeff\ufffe",
    "𠮷" * 300,
    "A" * 60_000,
    "-1",
    "-99999999999999999999",
    "9" * 400,
    "2147483648",
    "9223372036854775808",
    "1e309",
    "NaN",
    "٣٤٥",
    "²",
    "\uff11\uff12\uff13",
    "0x1F",
    "2026-02-30",
    "0000 00 00",
    "9999-12-31",
    "99999-01-01",
    "2026-03-02_99999999999999999999",
    "9999-12-31_-1",
    '\'; DROP TABLE "case"; --',
    "../../../../etc/passwd",
    "..%2f..%2fconfig.py",
    "%s%n%(x)s{0.__class__}{x}",
    "{{7*7}}${7*7}",
    "a\r\nSet-Cookie: hostile=1",
    "//hostile.example/",
    "/\\hostile.example",
    "javascript:alert(7)",
    CANARY,
)
_TYPES = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=no-such-thing",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    'multipart/form-data; boundary=""',
    "application/json",
    "text/plain; charset=\u00ff",
    "\x7f/;;;=",
)
_HEADERS = (
    ("Accept-Language", "xx-" + "y" * 3000 + ";q=abc"),
    ("Authorization", "Basic !!!!"),
    ("Content-Length", "-1"),
    ("Content-Length", "12x"),
    ("Host", "hostile.example:99999"),
    ("Host", ""),
    ("If-Modified-Since", "Thu, 99 Foo 20x6"),
    ("If-None-Match", 'W/"' + "x" * 3000),
    ("Origin", "null"),
    ("Range", "bytes=99999999999999999999-1"),
    ("Referer", "https://hostile.example/"),
    ("Transfer-Encoding", "chunked"),
    ("User-Agent", "\u00ff" * 300),
    ("X-Forwarded-For", "'; --, 999.999.999.999"),
    ("X-Forwarded-Proto", "gopher"),
    ("X-HTTP-Method-Override", "DELETE"),
    ("X-Request-ID", "示范"),
)
_COOKIES = (
    "casework=",
    "casework=eyJjb2RlcyI6eyJhIjoiYiJ9fQ.aaaaaa.bbbbbb",
    "casework=.eJw.x.y; casework=second",
    "casework=" + "A" * 9000,
    "=;;;=\x01",
    "casework=\u00ff\u00fe",
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a request may rightly name, so that some get past the first door."""

    references: Sequence[str]
    fields: Mapping[str, Sequence[str]]
    csrf_token: str


@dataclass(slots=True)
class Hostile:
    """Makes requests from a seed: the same seed, the same requests."""

    chance: Random
    known: Known

    def request(self, rule: Rule, method: str) -> Request:
        """A request as a server hands it over; a client's builder would put it in order."""
        body, media_type = self._body() if method in {"POST", "PUT", "PATCH"} else (b"", "")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(self.path(rule)).decode("latin-1"),
            "QUERY_STRING": self._query() if self._now_and_then(0.4) else "",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "CONTENT_TYPE": media_type,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if self._now_and_then(0.3):
            name, value = self.chance.choice(_HEADERS)
            known = name.upper().replace("-", "_")
            environ[known if known.startswith("CONTENT") else f"HTTP_{known}"] = value
        return Request(environ)

    def cookie(self) -> str | None:
        """A broken cookie, now and then."""
        return self.chance.choice(_COOKIES) if self._now_and_then(0.15) else None

    def path(self, rule: Rule) -> str:
        """The route's path with something in each of its places."""
        parts = []
        for is_dynamic, part in rule._trace:  # noqa: SLF001  # werkzeug offers no other walk
            parts.append(self._part(part) if is_dynamic else part.removeprefix("|"))
        path = "".join(parts)
        return (
            path + self.chance.choice(("/", "%00", "/..", ";x=1", "//"))
            if self._now_and_then(0.1) and path != "/"  # "//.." would name another host
            else path
        )

    def _part(self, name: str) -> str:
        own: dict[str, Sequence[str]] = {
            "reference": self.known.references,
            "action": [action.value for action in Action],
            "outcome": [outcome.value for outcome in Outcome],
            "who": ("person", "organisation"),
            "year": ("2026", "2019", "9999", "1", "0"),
            "letter_id": ("1", "2", "2147483647"),
            "attachment_id": ("1", "2", "2147483647"),
            "filename": ("casework.css", "vendor", "vendor/"),
        }
        if name in own and self._now_and_then(0.8):
            return self.chance.choice(own[name])
        return quote(self.chance.choice(WORDS)[:2000], safe=self.chance.choice(("", "/.")))

    def _query(self) -> str:
        names = (*self.known.fields, "after", "next", "back", "reference", "year", "applicant")
        pairs = [
            (self.chance.choice(names), self.chance.choice(WORDS)[:2000])
            for _ in range(self.chance.randrange(1, 5))
        ]
        return self.chance.choice((urlencode(pairs), "%ff%fe=%00&&==&;", "after=%ED%A0%80"))

    def _body(self) -> tuple[bytes, str]:
        if self._now_and_then(0.2):
            noise = self.chance.choice((b"", b"\x00\xff", b'{"a": [', b"--x\r\nnonsense", b"--x--"))
            return noise * self.chance.choice((1, 1000)), self.chance.choice(_TYPES)
        fields = {
            name: self.chance.choice(sound if sound and self._now_and_then(0.5) else WORDS)
            for name, sound in self.known.fields.items()
            if self._now_and_then(0.8)
        }
        if self._now_and_then(0.85):
            key = UUID(int=self.chance.getrandbits(128)).hex
            fields |= {"csrf_token": self.known.csrf_token, "key": key}
        if self._now_and_then(0.25):
            return self._multipart(fields), "multipart/form-data; boundary=xYz"
        return urlencode(fields).encode(), _TYPES[0]

    def _multipart(self, fields: dict[str, str]) -> bytes:
        parts = [
            f'--xYz\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        name, filename = self.chance.choice(("files", "scan", "identity")), "../\x01示/范.png"
        parts.append(
            f'--xYz\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
            f"Content-Type: {self.chance.choice(('image/png', 'x', ''))}\r\n\r\nPK\x03\x04\x00\r\n"
        )
        ending = self.chance.choice(("--xYz--\r\n", "--xYz", ""))
        return ("".join(parts) + ending).encode("utf-8", "surrogatepass")

    def _now_and_then(self, share: float) -> bool:
        return self.chance.random() < share


def every_route(app: Flask) -> list[Rule]:
    """The routes, in an order that does not change from run to run."""
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule))
