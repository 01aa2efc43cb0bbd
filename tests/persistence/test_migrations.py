"""The migrations: up, down and up again on both databases; they make what the models say."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import flask_migrate
import psycopg
import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, literal_column, make_url

from casework.app import create_app
from casework.persistence.database import Base, db
from casework.persistence.models import Case
from casework.services import agencies, upkeep
from casework.services.disclosure import filing
from config import read_settings
from tests.people import application

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
REVISIONS = [
    revision.revision
    for revision in ScriptDirectory(str(ROOT / "migrations")).walk_revisions("base", "heads")
]


@pytest.fixture
def address(database: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it."""
    if database.startswith("sqlite"):
        yield f"sqlite:///{tmp_path}/empty.db"
        return
    name = f"empty_{uuid4().hex}"
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield make_url(database).set(database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def site(address: str, tmp_path: Path) -> Iterator[Flask]:
    """An application on the empty database."""
    variables = {"MODE": "test", "DATABASE_URL": address, "INSTANCE": str(tmp_path)}
    settings = {f"CASEWORK_{name}": value for name, value in variables.items()}
    app = create_app(read_settings({**settings, "CASEWORK_QUEUE_URL": "memory:"}))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def rows() -> dict[str, list[str]]:
    """Every row of every table as the database holds it: types of ours read nothing into it."""
    written: dict[str, list[str]] = {}
    for table in Base.metadata.sorted_tables:
        bare = db.select(*(literal_column(f'"{column.name}"') for column in table.columns))
        with db.engine.connect() as connection:
            found = connection.execute(bare.select_from(table)).all()
        written[table.name] = sorted(map(repr, found))
    return written


def file_two(site: Flask) -> None:
    """Some books: a bureau, and two applications."""
    office = site.extensions["casework"]
    agencies.load(ROOT / "casework/cli/demo/agency.toml")
    for _ in range(2):
        filing.submit(office, office.agency().id, application(), (), uuid4().hex)
    db.session.remove()


def test_up_makes_every_table_and_down_takes_it_away(site: Flask) -> None:
    flask_migrate.upgrade()
    made = tables()
    flask_migrate.downgrade(revision="base")
    left = tables()
    flask_migrate.upgrade()

    assert set(Base.metadata.tables) == made == tables()
    assert set() == left


def test_what_the_migrations_make_is_what_the_models_say(site: Flask) -> None:
    flask_migrate.upgrade()
    flask_migrate.check()  # ends the process where it finds a difference


def test_the_books_can_be_written_in_what_the_migrations_made(site: Flask) -> None:
    flask_migrate.upgrade()
    file_two(site)

    assert 2 == db.session.scalar(db.select(db.func.count(Case.id)))
    assert [] == list(upkeep.broken_chains())


def test_what_was_filed_survives_every_step_down_and_up(site: Flask) -> None:
    flask_migrate.upgrade()
    file_two(site)
    before = rows()
    for revision in REVISIONS[:-1]:  # below the first one there are no books
        flask_migrate.downgrade(revision=f"{revision}-1")
        flask_migrate.upgrade()
    flask_migrate.upgrade()

    assert before == rows()


def test_every_migration_has_the_next_number() -> None:
    expected = [f"{number:04d}" for number in range(len(REVISIONS), 0, -1)]

    assert expected == REVISIONS
