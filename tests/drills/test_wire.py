"""Bytes that are hardly HTTP, sent to the served site: it refuses them and goes on."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.drills.site import Site, site
from tests.drills.visitor import Visitor

pytestmark = [pytest.mark.drill, pytest.mark.xdist_group("drill")]

_PATIENCE = 10  # seconds
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
_FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
_HOST = b"Host: localhost\r\nConnection: close\r\n"
_BROKEN = {
    "nothing": b"",
    "blank lines": b"\r\n" * 50,
    "noise": bytes(range(256)) * 8,
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 500,
    "no version": b"GET /\r\n\r\n",
    "another version": b"GET / HTTP/9.9\r\n" + _HOST + b"\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "no path": b"GET  HTTP/1.1\r\n" + _HOST + b"\r\n",
    "an asterisk": b"OPTIONS * HTTP/1.1\r\n" + _HOST + b"\r\n",
    "another's address": b"GET http://hostile.example/ HTTP/1.1\r\n" + _HOST + b"\r\n",
    "a tunnel": b"CONNECT hostile.example:443 HTTP/1.1\r\n" + _HOST + b"\r\n",
    "a path up": b"GET /static/../../config.py HTTP/1.1\r\n" + _HOST + b"\r\n",
    "a path up in code": b"GET /static/%2e%2e/%2e%2e/config.py HTTP/1.1\r\n" + _HOST + b"\r\n",
    "NUL in the path": b"GET /guide%00.html HTTP/1.1\r\n" + _HOST + b"\r\n",
    "bare NUL": b"GET /\x00 HTTP/1.1\r\n" + _HOST + b"\r\n",
    "no UTF-8": b"GET /%ff%fe?%c0%af=%ed%a0%80 HTTP/1.1\r\n" + _HOST + b"\r\n",
    "a long path": b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n" + _HOST + b"\r\n",
    "a long header": b"GET / HTTP/1.1\r\n" + _HOST + b"X: " + b"a" * 20_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\n" + _HOST + b"X: y\r\n" * 500 + b"\r\n",
    "a header without colon": b"GET / HTTP/1.1\r\n" + _HOST + b"nonsense\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\n" + _HOST + b"X: a\r\n b\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\n" + _HOST + b"\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "a method of its own": b"BREW /guide HTTP/1.1\r\n" + _HOST + b"\r\n",
    "a long cookie": b"GET / HTTP/1.1\r\n"
    + _HOST
    + b"Cookie: casework="
    + b"A" * 7000
    + b"\r\n\r\n",
    "a negative length": b"POST /track HTTP/1.1\r\n" + _HOST + b"Content-Length: -1\r\n\r\n",
    "a length in words": b"POST /track HTTP/1.1\r\n" + _HOST + b"Content-Length: ten\r\n\r\n",
    "two lengths": b"POST /track HTTP/1.1\r\n"
    + _HOST
    + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
    "length and chunks": b"POST /track HTTP/1.1\r\n"
    + _HOST
    + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "bad chunks": b"POST /track HTTP/1.1\r\n"
    + _HOST
    + _FORM
    + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
    "chunks that break off": b"POST /track HTTP/1.1\r\n"
    + _HOST
    + _FORM
    + b"Transfer-Encoding: chunked\r\n\r\nff\r\nabc",
    "an unknown coding": b"POST /track HTTP/1.1\r\n" + _HOST + b"Transfer-Encoding: gzip\r\n\r\n",
    "a body that breaks off": b"POST /track HTTP/1.1\r\n"
    + _HOST
    + _FORM
    + b"Content-Length: 1000\r\n\r\nreference=1",
    "files that break off": b"POST /apply/identity HTTP/1.1\r\n"
    + _HOST
    + b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n--x\r\nCont",
    "a length beyond all limits": b"POST /apply/identity HTTP/1.1\r\n"
    + _HOST
    + b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 99999999999\r\n\r\n--x",
    "it waits for leave": b"POST /track HTTP/1.1\r\n"
    + _HOST
    + _FORM
    + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\na=b",
    "two requests in one": b"GET /guide HTTP/1.1\r\nHost: localhost\r\n\r\n"
    b"GET \x00\x00 HTTP/1.1\r\n\r\n",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("wire")
    with site(folder, f"sqlite:///{folder}/casework.db") as made:
        made.serve()
        yield made


@pytest.mark.parametrize("shape", _BROKEN)
def test_what_is_hardly_http_is_refused_and_the_site_goes_on(served: Site, shape: str) -> None:
    before = served.log.stat().st_size
    statuses = answers(served.port, _BROKEN[shape])
    log = served.log.read_bytes()[before:]

    assert [] == [status for status in statuses if status >= 500 and status not in {501, 505}]
    assert b"Traceback" not in log, log.decode()
    assert 200 == Visitor(served.port).get("/guide").status


def answers(port: int, sent: bytes) -> list[int]:
    """The statuses that come back; none where the connection is simply closed."""
    back = b""
    with socket.create_connection(("127.0.0.1", port), _PATIENCE) as connection:
        with suppress(ConnectionError):  # refused before all was read
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError):
            while part := connection.recv(65536):
                back += part
    return [int(status) for status in _STATUS.findall(back)]


def test_a_file_outside_the_static_folder_is_not_served(served: Site) -> None:
    for path in (
        "/static/../../config.py",
        "/static/%2e%2e/%2e%2e/config.py",
        "/static/etc/passwd",
    ):
        assert 404 == Visitor(served.port).get(path).status
