"""Questions to the API as tests ask them: every address it describes, and an answer as objects."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from casework.services.message import published
from casework.web.open.api.endpoint import ENDPOINTS, ROOT
from tests.web.open.api.conftest import Books

EVENTS = '[{"date":"2026-01-26","event":"received"}]'
FEEDS = ("/consultations.atom", "/messages.atom", "/annual-reports.atom")
DOCUMENTS = ("/", "/openapi.json", "/catalogue.jsonld")


def read(client: FlaskClient, path: str) -> dict[str, object]:
    """The document at an address below the root."""
    answer = client.get(f"{ROOT}{path}")
    assert answer.status_code == HTTPStatus.OK, answer.text
    found: dict[str, object] = json.loads(answer.data)
    return found


def every_address(books: Books) -> Iterator[str]:
    """Every document, and every endpoint in all its forms, about what is in the books."""
    yield from (f"{ROOT}{path}" for path in DOCUMENTS)
    message = public_message(books)
    parts = {"<reference>": books.consultation, "<int:publication_id>": f"{message}"}
    for one in ENDPOINTS:
        rule = one.rule.replace("<int:year>", "2026")
        for part, value in parts.items():
            rule = rule.replace(part, value)
        question = f"?events={EVENTS}" if one.name == "deadline" else ""
        yield from (f"{ROOT}{rule}{ending}{question}" for ending in one.forms)


def public_message(books: Books) -> int:
    """The number of the message that is public."""
    (one,) = published.page(books.message.agency_id, published.Wanted())
    return one.id


def everything_in(answer: TestResponse) -> str:
    """All that an answer says: its headers, its body, and the parts of it if it is a workbook."""
    parts = [answer.data]
    if is_zipfile(BytesIO(answer.data)):
        with ZipFile(BytesIO(answer.data)) as book:
            parts = [book.read(name) for name in book.namelist()]
    said = b"\n".join(parts).decode(errors="replace")
    return f"{answer.headers}\n{said}"


def items(found: dict[str, Any], name: str) -> list[Any]:
    """One member of each object of a list."""
    return [one[name] for one in found["items"]]


def walk(client: FlaskClient, path: str, name: str) -> list[str]:
    """A member of every object of a list, one a page, as its links lead on."""
    said, address = [], f"/api/v1{path}?limit=1"
    while address:
        answer = client.get(address)
        said += items(answer.json or {}, name)
        link = answer.headers.get("Link", "")
        assert bool(link) == bool((answer.json or {})["next"])
        address = link.partition(">")[0].removeprefix("<")
    return said
