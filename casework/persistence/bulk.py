"""Very many rows at once, past the session: for books that are made, not kept.

Values go to the driver as they are, so whoever makes a row binds what has a type of its own.
"""

from collections.abc import Iterable, Sequence
from typing import Any, cast

import psycopg
from psycopg import sql
from sqlalchemy import Table, func, select, text

from casework.persistence.database import Base, db


class Sheet:
    """A table to be filled, some of its columns, and how a value of each is bound."""

    def __init__(self, table: type[Base], columns: Sequence[str]) -> None:
        self._table = cast("Table", table.__table__)
        self.columns = tuple(columns)
        dialect = db.session.get_bind().dialect
        self._binding = {
            name: self._table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
            for name in columns
        }

    def bound(self, name: str, value: Any) -> Any:
        """A value as the driver takes it: sealed, if the column is."""
        bind = self._binding[name]
        return value if bind is None else bind(value)

    def bind(self, **values: Any) -> list[Any]:
        """A whole row, bound; what is not told is None."""
        return [self.bound(name, values.get(name)) for name in self.columns]

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows of bound values, in the order of the columns, into the open transaction."""
        driver = db.session.connection().connection.driver_connection
        if not isinstance(driver, psycopg.Connection):
            names = ", ".join(f'"{name}"' for name in self.columns)
            blanks = ", ".join("?" * len(self.columns))
            insert = f'INSERT INTO "{self._table.name}" ({names}) VALUES ({blanks})'  # noqa: S608  # our own names
            cast("Any", driver).executemany(insert, rows)
            return
        into = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        copying = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(self._table.name), into)
        with driver.cursor() as cursor, cursor.copy(copying) as copy:
            for row in rows:
                copy.write_row(row)


def next_id(table: type[Base]) -> int:
    """The id after the last one of a table."""
    ids = cast("Table", table.__table__).c.id
    return int(db.session.scalar(select(func.coalesce(func.max(ids), 0) + 1)) or 1)


def settle(*tables: type[Base]) -> None:
    """Let PostgreSQL give ids beyond those that were chosen."""
    if db.session.get_bind().dialect.name != "postgresql":
        return
    for table in tables:
        given = {"table": f'"{table.__tablename__}"', "last": next_id(table) - 1}
        sequence = text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)")
        db.session.execute(sequence, given)


def sweep() -> None:
    """Let PostgreSQL do now what its housekeeping would do within minutes: outside any transaction.

    Until then it knows neither how many rows it has nor that all may see them, and reads each row
    to make sure.
    """
    if db.engine.name == "postgresql":
        with db.engine.connect() as connection:
            connection.execute(text("VACUUM (ANALYZE)"))
