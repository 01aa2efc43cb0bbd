"""A colleague's browser: pages are got, forms are sent back with their hidden keys."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from html import unescape
from io import BytesIO

from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from casework.persistence.database import db
from tests.people import PASSWORD

_TAGS = re.compile(r"<(?:script|style).*?</(?:script|style)>|<[^>]+>", re.DOTALL)
_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
_HIDDEN = re.compile(r'<input (?:id="[^"]*" )?name="([a-z_-]+)" type="hidden" value="([^"]*)">')
_LINK = re.compile(r'<a [^>]*href="([^"]+)"')
_QUERIES = ("SELECT", "INSERT", "UPDATE", "DELETE")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


@dataclass(slots=True)
class Desk:
    """A client that looks at a page before it sends the page's form."""

    client: FlaskClient

    def get(self, path: str) -> TestResponse:
        _forget_the_last_request()
        return self.client.get(path)

    def post(self, path: str, **given: object) -> TestResponse:
        """Send fields as they are."""
        _forget_the_last_request()
        return self.client.post(path, data=given)

    def send(self, path: str, **given: object) -> TestResponse:
        """Get the page, fill in its form and send it."""
        return self.post(path, **{**self.keys(path), **_typed(given)})

    def upload(
        self, path: str, field: str, file: tuple[str, bytes], given: Mapping[str, object]
    ) -> TestResponse:
        """As send, with a file (its name, its content) in a field."""
        filename, content = file
        storage = FileStorage(BytesIO(content), filename)
        fields = {**self.keys(path), **_typed(given), field: storage}
        # Encoded in memory: the client would leave a large body's temporary file open.
        boundary, body = encode_multipart(fields)
        _forget_the_last_request()
        media_type = f"multipart/form-data; boundary={boundary}"
        return self.client.post(path, data=body, content_type=media_type)

    def keys(self, path: str) -> dict[str, str]:
        """The hidden fields of a page's form."""
        return keys_on(self.get(path))

    def sign_in(self, username: str, password: str = PASSWORD, to: str = "") -> TestResponse:
        path = f"/desk/sign-in?next={to}" if to else "/desk/sign-in"
        return self.send(path, username=username, password=password)


def at_desk(app: Flask, username: str) -> Desk:
    """The browser of a colleague who has signed in."""
    desk = Desk(app.test_client())
    desk.sign_in(username)
    return desk


def keys_on(page: TestResponse) -> dict[str, str]:
    """The hidden fields of the form on a page, as they were given out."""
    return {name: unescape(value) for name, value in _HIDDEN.findall(page.text)}


def text_of(page: TestResponse) -> str:
    """What a reader sees of a page's main part."""
    main = _MAIN.search(page.text)
    assert main is not None
    return " ".join(unescape(_TAGS.sub(" ", main.group())).split())


def links_on(page: TestResponse) -> list[str]:
    """Where the links of a page's main part lead, in order."""
    main = _MAIN.search(page.text)
    assert main is not None
    return [unescape(link) for link in _LINK.findall(main.group())]


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith(_QUERIES):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def _typed(given: Mapping[str, object]) -> dict[str, object]:
    """Dates in their three boxes."""
    return {
        name: [str(value.year), str(value.month), str(value.day)]
        if isinstance(value, date)
        else value
        for name, value in given.items()
    }


def _forget_the_last_request() -> None:
    """The fixture's application context outlives a request, and with it what it knew."""
    for name in list(g):
        g.pop(name)
    db.session.remove()
