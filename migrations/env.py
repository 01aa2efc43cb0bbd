"""Run the migrations on the application's engine; types are written as the database knows them."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Enum, LargeBinary
from sqlalchemy.types import TypeDecorator

db = current_app.extensions["migrate"].db


def render_item(kind: str, item: Any, autogen_context: Any) -> str | bool:
    """Write plain types: a migration must run when the application's own types have moved on."""
    if kind == "type" and isinstance(item, TypeDecorator):
        plain = item.impl_instance
        if isinstance(plain, LargeBinary):
            return "sa.LargeBinary()"
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


def run() -> None:
    # The application reads without a transaction; a migration is one.
    whole = {} if db.engine.name == "sqlite" else {"isolation_level": "READ COMMITTED"}
    with db.engine.connect().execution_options(**whole) as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=render_item,
            include_name=_is_ours,
            render_as_batch=True,
            compare_type=_differs,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


def _is_ours(name: str | None, kind: str, parents: Any) -> bool:
    """The queue keeps tables of its own, perhaps in the same database."""
    return kind != "table" or not (name or "").startswith("huey")


def _differs(*compared: Any) -> bool | None:
    """A vocabulary is stored as text of its length."""
    inspected, declared = compared[3], compared[4]
    if isinstance(declared, Enum):
        return inspected.length != declared.length
    return None


run()
