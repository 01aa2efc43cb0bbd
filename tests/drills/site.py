"""The site as it is operated: gunicorn, a worker, a database, each a process that can be killed."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from flask import Flask
from flask_migrate import upgrade

from casework.adapters.clock import Clock
from casework.app import create_app
from casework.domain.roles import Role
from casework.persistence.database import db
from casework.services import agencies, staff
from config import read_settings
from tests.people import PASSWORD, STAFF

ROOT = Path(__file__).resolve().parents[2]
_TOOLS = Path(sys.executable).parent
_AGENCY = ROOT / "casework/cli/demo/agency.toml"
_PATIENCE = 30  # seconds until a process must be there, or gone


@dataclass(slots=True)
class Site:
    """A site on a free port, with an empty database that is migrated and has its people."""

    environment: dict[str, str]
    port: int
    log: Path
    application: str = "wsgi:app"
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def serve(self) -> None:
        """Start the web server as .ci/serve does, and wait until it listens."""
        gunicorn = "--workers 2 --threads 2 --worker-class gthread --preload --log-level warning"
        place = f"127.0.0.1:{self.port}"
        self._start("web", "gunicorn", "--bind", place, *gunicorn.split(), self.application)
        until = monotonic() + _PATIENCE
        while not self._listens():
            if monotonic() > until:
                raise TimeoutError(self.log.read_text("utf-8"))
            Event().wait(0.05)

    def processor_seconds(self) -> float:
        """How long the web server's processes have kept the processors busy so far."""
        group = str(self._running["web"].pid)  # each of ours leads a group
        ticks = 0
        for process in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # it ended meanwhile
                fields = process.read_text("utf-8").rpartition(")")[2].split()
                ticks += sum(map(int, fields[11:13])) if fields[2] == group else 0
        return ticks / os.sysconf("SC_CLK_TCK")

    def work(self) -> None:
        """Start a worker; it looks into the outbox at once and then each minute."""
        self._start("worker", "flask", "work")

    def kill(self, *names: str) -> None:
        """End processes and all their children at once, without a word (SIGKILL)."""
        for name in names or tuple(self._running):
            process = self._running.pop(name, None)
            if process is not None:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait(_PATIENCE)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A flask command that ends by itself, with what it says."""
        return subprocess.run(  # noqa: S603  # the project's own command
            [str(_TOOLS / "flask"), *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )

    @contextmanager
    def opened(self, clock: Clock | None = None) -> Iterator[Flask]:
        """The site's books, for whoever looks into them beside it."""
        app = create_app(read_settings(self.environment), clock)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()

    def _start(self, name: str, tool: str, *arguments: str) -> None:
        with self.log.open("ab") as log:
            self._running[name] = subprocess.Popen(  # noqa: S603  # the project's own servers
                [str(_TOOLS / tool), *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a group of its own, so that no child outlives it
            )

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def site(folder: Path, database_url: str, **settings: Any) -> Iterator[Site]:
    """A site in a folder, on an empty database; whatever still runs at the end is killed."""
    given = {f"CASEWORK_{name.upper()}": str(value) for name, value in settings.items()}
    environment = {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}},
        "FLASK_APP": "wsgi",
        "CASEWORK_MODE": "test",
        "CASEWORK_DATABASE_URL": database_url,
        "CASEWORK_INSTANCE": str(folder),
        **given,
    }
    made = Site(environment, free_port(), folder / "log")
    with made.opened() as app:
        upgrade()
        agencies.load(_AGENCY)
        office = app.extensions["casework"]
        for username, roles in STAFF.items():
            held = frozenset(Role(role) for role in roles)
            staff.enter(office, "SFSW", username, PASSWORD, name="示例", unit="办公室", roles=held)
    try:
        yield made
    finally:
        made.kill()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
