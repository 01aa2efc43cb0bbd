"""The database and its one transaction per act; SQLite is made durable and serial for writers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, MetaData, event
from sqlalchemy import Enum as EnumColumn
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect, ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

_BUSY_SECONDS = 15


class Base(DeclarativeBase):
    """Every table; constraints are named so that migrations can find them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored as UTC (SQLite keeps no zone, so it is put back here)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse the naive, turn the rest to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment carries its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Aware again."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def word(vocabulary: type[Enum]) -> EnumColumn:
    """A column type that stores a member of a vocabulary by its value."""
    return EnumColumn(
        vocabulary,
        native_enum=False,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


@contextmanager
def transaction() -> Iterator[None]:
    """One act: all of it is committed at the end, or none of it by whatever exception leaves.

    On SQLite the write lock is taken at the start (BEGIN IMMEDIATE), because a reader that turns
    writer half-way may find that somebody else wrote and can then only fail.
    """
    session = db.session
    session.commit()  # ends the request's read transaction, which may be too old to write from
    session.connection(execution_options={"casework_writes": True})
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise


def inserting(table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An insert with ON CONFLICT, which both databases know and spell alike."""
    if db.session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    if type(connection).__module__.startswith("sqlite3"):
        connection.isolation_level = None  # BEGIN is ours, below
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        # FULL, not NORMAL: a power cut must not lose an application that was acknowledged.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}")
        cursor.close()


@event.listens_for(Engine, "handle_error")
def _keep_values_out(context: ExceptionContext) -> None:
    """Keep the first line of a fault only: PostgreSQL's DETAIL repeats the row that it refused."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).partition("\n")[0], *error.args[1:])


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("casework_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
