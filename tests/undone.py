"""Writing that nobody keeps: a transaction of a test's own, which is rolled back at its end."""

from collections.abc import Iterator
from contextlib import contextmanager

from casework.persistence.database import db


@contextmanager
def undone() -> Iterator[None]:
    """What is written here is not kept; reading PostgreSQL has no transaction by itself."""
    db.session.rollback()
    if db.engine.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "READ COMMITTED"})
    try:
        yield
    finally:
        db.session.rollback()
