"""The database and its one transaction per act; SQLite is made durable and serial for writers."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from pathlib import Path
from threading import local
from time import monotonic
from typing import Any, cast

import psycopg
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, Insert, MetaData, Table, event, inspect
from sqlalchemy import Enum as EnumColumn
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect, ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry, Pool, PoolProxiedConnection
from sqlalchemy.types import TypeDecorator

_BUSY_SECONDS = 15
_IDLE_SECONDS = 1.0  # after which a connection may have been closed from the other end
_this_thread = local()


class Nested(Exception):
    """An act was begun within another, and would commit half of it; it belongs outside."""


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


@dataclass(slots=True)
class _Writings:
    count: int = 0


_writings = _Writings()


def writings() -> int:
    """How often this process has written: what it read before is to be read again."""
    return _writings.count


@event.listens_for(db.session, "after_commit")
def _count(session: Session) -> None:
    _writings.count += 1


def engine_options(database: str) -> dict[str, str]:
    """How the engine of a database is made.

    Whoever only reads from PostgreSQL needs no transaction: each statement sees a moment of its
    own anyway, and to begin and end one costs a page two of its eight questions.
    """
    return {} if database.startswith("sqlite") else {"isolation_level": "AUTOCOMMIT"}


@contextmanager
def transaction() -> Iterator[None]:
    """One act: all of it is committed at the end, or none of it by whatever exception leaves.

    On SQLite the write lock is taken at the start (BEGIN IMMEDIATE), because a reader that turns
    writer half-way may find that somebody else wrote and can then only fail. Raises Nested.
    """
    if getattr(_this_thread, "acts", False):
        raise Nested
    _this_thread.acts = True
    try:
        with _turn():
            try:
                yield
                db.session.commit()
            except BaseException:
                db.session.rollback()
                raise
    finally:
        _this_thread.acts = False


@contextmanager
def _turn() -> Iterator[None]:
    """This thread's turn to write into SQLite; PostgreSQL lets all write, and locks rows.

    There a transaction begins here too: reading has none (`engine_options`).

    SQLite's own waiting is to look again after ever longer pauses, so that whoever has waited
    longest waits on. Here they stand in line, at a lock on a file beside the database; a process
    that dies leaves the line. Those who do not come through here still meet at the write lock.
    """
    session = db.session
    place = session.get_bind().engine.url
    session.commit()  # ends the request's read transaction, which may be too old to write from
    if place.get_backend_name() != "sqlite":
        session.connection(execution_options={"isolation_level": "READ COMMITTED"})
        yield
        return
    with Path(f"{place.database}-line").open("ab") as line:
        fcntl.flock(line, fcntl.LOCK_EX)
        session.connection(execution_options={"casework_writes": True})
        yield


def insert(*rows: Base) -> None:
    """Insert new rows at once, in the order given; an id that was not chosen is there afterwards.

    Past the unit of work, which costs three times as much while others wait for their turn. The
    session does not know these rows: what is changed in them afterwards is not written.
    """
    connection = db.session.connection()
    for row in rows:
        statement, columns = _insertion(type(row))
        given = vars(row)
        values = {column: given[name] for name, column in columns if name in given}
        (key, *_) = connection.execute(statement, values).inserted_primary_key or (None,)
        if "id" not in values:
            setattr(row, "id", key)  # noqa: B010  # not every table has one


@cache
def _insertion(table: type[Base]) -> tuple[Insert, list[tuple[str, str]]]:
    """The statement that inserts into a table, and its columns beside their attributes' names."""
    mapped = inspect(table)
    return _table(table).insert(), [(name, column.key) for name, column in mapped.columns.items()]


def _table(table: type[Base]) -> Table:
    return cast("Table", table.__table__)


def inserting(table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An insert with ON CONFLICT, which both databases know and spell alike."""
    if db.session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(_table(table))
    return postgresql.insert(_table(table))


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


@event.listens_for(Pool, "checkin")
def _leave(connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info["idle_since"] = monotonic()


@event.listens_for(Pool, "checkout")
def _look_whether_it_lives(
    connection: DBAPIConnection, entry: ConnectionPoolEntry, fairy: PoolProxiedConnection
) -> None:
    """Ask a connection that lay idle whether it still leads anywhere; if not, none of them does.

    At every request (pool_pre_ping) it would cost as much as a query.
    """
    idle = monotonic() - entry.info.get("idle_since", monotonic())
    if idle < _IDLE_SECONDS or type(connection).__module__.startswith("sqlite3"):
        return
    cursor = connection.cursor()
    try:
        cursor.execute("SELECT 1")
    except psycopg.Error as lost:
        raise InvalidatePoolError from lost
    finally:
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
