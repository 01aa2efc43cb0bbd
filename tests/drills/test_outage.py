"""A database that does not answer: the site says so plainly, and goes on when it is back."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from casework.persistence.database import db
from casework.services.office import Office
from tests.web.desk.browser import at_desk

pytestmark = pytest.mark.drill


@contextmanager
def no_database() -> Iterator[None]:
    """Every statement fails, as when the server was shut down or the disk is full."""

    def fail(connection: object, cursor: object, statement: str, *rest: object) -> None:
        raise OperationalError(statement, None, OSError("the database does not answer"))

    event.listen(db.engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", fail)


@pytest.mark.parametrize(
    "path", ["/", "/guide", "/statistics", "/desk/", "/desk/cases", "/nowhere"]
)
def test_without_a_database_it_says_so(app: Flask, office: Office, path: str) -> None:
    desk = at_desk(app, "handler")
    with no_database():
        office.agencies.forget()
        answer = desk.get(path)

    assert (503, "120") == (answer.status_code, answer.headers.get("Retry-After"))
    assert "系统正忙" in answer.text
    assert "Traceback" not in answer.text

    assert desk.get(path).status_code in {200, 404}
