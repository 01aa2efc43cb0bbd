"""No person is in anything that is given out: looked for by what only they typed."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from pydantic import ValidationError
from sqlalchemy import Column

from casework.persistence.database import Base, db
from casework.persistence.encryption import Sealed
from casework.web.open.api import objects
from casework.web.open.api.endpoint import ENDPOINTS
from tests.web.open.api.asked import FEEDS, every_address, everything_in
from tests.web.open.api.conftest import CANARIES, Books

# What somebody wrote is public once it is masked and released: its canaries are looked for instead.
_RELEASED = {"message.title", "message.text", "comment.text", "comment_group.title"}
_SHORTEST = 3  # characters: what is shorter may stand anywhere by chance


def sealed_columns() -> Iterator[tuple[str, Column[str]]]:
    """Every column that is encrypted because it holds personal data."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealed):
                yield f"{table.name}.{column.name}", column


def test_no_canary_gets_out_in_any_form(books: Books, client: FlaskClient) -> None:
    found = []
    for address in (*every_address(books), *FEEDS):
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.text)
        text = everything_in(answer)
        found += [(address, bird) for bird in (*CANARIES, *books.references) if bird in text]

    assert found == []


def test_no_value_of_a_sealed_column_gets_out(books: Books, client: FlaskClient) -> None:
    texts = {
        address: everything_in(client.get(address)) for address in (*every_address(books), *FEEDS)
    }
    kept = [
        (name, value)
        for name, column in sealed_columns()
        if name not in _RELEASED
        for value in db.session.scalars(db.select(column))
        if value and len(value) >= _SHORTEST
    ]
    found = [
        (address, name) for name, value in kept for address, text in texts.items() if value in text
    ]

    assert {name for name, _value in kept} >= {"party.name", "message.phone", "comment.name"}
    assert found == []


def test_what_is_public_is_there_to_be_looked_through(books: Books, client: FlaskClient) -> None:
    text = "".join(everything_in(client.get(address)) for address in every_address(books))

    for said in ("路灯坏了", "水价太高", "到政务服务中心办理", "农村供水管理办法"):
        assert said in text


def test_a_member_that_is_not_named_is_refused() -> None:
    with pytest.raises(ValidationError):
        objects.Index(openapi="", catalogue="", resources={}, applicant="张某")  # type: ignore[call-arg]


def test_every_answer_and_every_question_is_a_public_type() -> None:
    types = [kind for one in ENDPOINTS for kind in (one.answer, one.question)]

    assert all(issubclass(kind, objects.Public) for kind in types)
