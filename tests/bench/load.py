"""Eight visitors at once, by wrk where it is installed, else by a client of this project's own."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench.visits import Submission

VISITORS = 8
_THREADS = 2
_SCRIPT = Path(__file__).with_name("load.lua")
_RESULT = re.compile(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+)")
_FORM = "application/x-www-form-urlencoded"
_Request = tuple[str, str, str, str]  # method, path, cookie, body


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured: answers a second, the slowest but 5 %, and what went wrong.

    `receipts` counts the different receipts to which submissions led; `cpu_ms` is what an answer
    cost the server's processors.
    """

    per_second: float
    p95_ms: float
    answers: int
    wrong: int
    receipts: int = 0
    cpu_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Load:
    """A way of visiting a server of this machine."""

    name: str
    has_wrk: bool

    def visit(self, port: int, path: str, seconds: float, cookie: str = "") -> Speed:
        """Get one page again and again."""
        if self.has_wrk:
            return _wrk(port, path, seconds, [cookie])
        return _python(port, cycle([("GET", path, cookie, "")]), seconds)

    def submit(self, port: int, path: str, prepared: Sequence[Submission], seconds: float) -> Speed:
        """Send one submission after another, until the time or they are up."""
        if not self.has_wrk:
            posts = [("POST", path, each.cookie, each.body) for each in prepared]
            return _python(port, iter(posts), seconds)  # an iterator that threads may share
        with TemporaryDirectory() as folder:
            lines = Path(folder) / "submissions"
            lines.write_text("".join(f"{each.cookie}\t{each.body}\n" for each in prepared))
            return _wrk(port, path, seconds, ["", str(lines)])


def load() -> Load:
    """The load of this machine."""
    if shutil.which("wrk"):
        return Load(f"wrk -t{_THREADS} -c{VISITORS}", has_wrk=True)
    return Load(
        f"Python, {VISITORS} threads (no wrk here; Python itself bounds the rates)", has_wrk=False
    )


def _wrk(port: int, path: str, seconds: float, arguments: Sequence[str]) -> Speed:
    place = f"http://127.0.0.1:{port}{path}"
    size = [f"-t{_THREADS}", f"-c{VISITORS}", f"-d{max(1, round(seconds))}s"]
    wrk = shutil.which("wrk") or "wrk"
    said = subprocess.run(  # noqa: S603  # a load generator against this machine
        [wrk, *size, "-s", str(_SCRIPT), place, "--", *arguments],
        capture_output=True,
        text=True,
        timeout=seconds + 30,
        check=True,
    ).stdout
    found = _RESULT.search(said)
    if found is None:
        raise RuntimeError(said)
    answers, microseconds, p95, wrong, receipts = map(int, found.groups())
    return Speed(answers / microseconds * 1e6, p95 / 1e3, answers, wrong, receipts)


def _python(port: int, requests: Iterator[_Request], seconds: float) -> Speed:
    taken: list[float] = []
    places: set[str] = set()
    until = perf_counter() + seconds

    def visitor(_number: int) -> int:
        failed = 0
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        while perf_counter() < until and (request := next(requests, None)):
            began = perf_counter()
            place = _answer(connection, request)
            taken.append(perf_counter() - began)
            failed += place is None
            places.add(place or "")
        connection.close()
        return failed

    began = perf_counter()
    with ThreadPoolExecutor(VISITORS) as visitors:
        wrong = sum(visitors.map(visitor, range(VISITORS)))
    elapsed = perf_counter() - began
    p95 = sorted(taken)[int(len(taken) * 0.95)] * 1e3
    receipts = sum(place.endswith("/receipt") for place in places)
    return Speed(len(taken) / elapsed, p95, len(taken), wrong, receipts)


def _answer(connection: HTTPConnection, request: _Request) -> str | None:
    """Where an answer leads, "" for a page; None when it is none, or an error."""
    method, path, cookie, body = request
    headers = {"Cookie": cookie, **({"Content-Type": _FORM} if body else {})}
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException):
        connection.close()
        return None
    return None if answer.status >= 400 else answer.getheader("Location", "")
