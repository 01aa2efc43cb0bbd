"""What the visitors of the bench carry: sessions that are signed in, or hold a code, or a draft."""

import hashlib
from collections.abc import Iterator
from contextvars import Context
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import MultiDict

from casework.persistence.database import db
from casework.persistence.models import ApplicationDraft, Purpose
from casework.services.acts import Filed
from casework.services.attachments import Paper
from casework.services.codes import hash_of
from casework.web.portal import drafting, keys
from casework.web.portal.drafting import Draft
from casework.web.portal.forms import PersonForm
from tests.drills.visitor import PERSON, Visitor

SUBMISSIONS = 2_500


@dataclass(frozen=True, slots=True)
class Submission:
    """The last form of an application that is ready, with the session that it belongs to."""

    cookie: str
    body: str


def at_the_desk(port: int) -> str:
    """The cookie of a handler who has signed in as one does."""
    visitor = Visitor(port)
    visitor.sign_in("handler")
    visitor.get("/desk/")
    return f"casework={visitor.cookies['casework']}"


def with_the_code(app: Flask, filed: Filed) -> str:
    """The cookie of an applicant who has proved the query code."""
    with app.test_request_context():
        keys.admit(filed.reference, hash_of(filed.code))
        generate_csrf()  # as the form has it, into which the code was typed
        return _cookie(app)


def submissions(app: Flask) -> Iterator[Submission]:
    """Applications that are written and lack only the last click, each with a key of its own."""
    paper = Paper(Purpose.IDENTITY, uuid4().hex * 2, 100, "image/png", "示例.png")
    with app.test_request_context():
        form = PersonForm(MultiDict(PERSON), meta={"csrf": False})
        ready = Draft("person", dict(PERSON), (paper,), form.to_application())
    now = app.extensions["casework"].now()
    tokens = [uuid4().hex for _ in range(SUBMISSIONS)]
    for token in tokens:
        content = {
            "fields": ready.to_fields(),
            "papers": [{**_fields(paper), "purpose": paper.purpose.value}],
        }
        hashed = hashlib.sha256(token.encode()).hexdigest()
        db.session.add(ApplicationDraft(token_hash=hashed, fields=content, saved_at=now))
    db.session.commit()
    for token in tokens:
        # A context of its own, as a request has: the form's token is kept in what would be shared.
        yield Context().run(_ready, app, token)


def _ready(app: Flask, token: str) -> Submission:
    with app.app_context(), app.test_request_context():  # a token of its own, not the last one's
        session["drafts"] = {drafting.APPLICATION: token}
        ready = drafting.ready()
        if ready is None:
            raise RuntimeError("the bench's application is not one that can be filed")
        body = urlencode({"csrf_token": generate_csrf(), "key": ready.key})
        return Submission(_cookie(app), body)


def _cookie(app: Flask) -> str:
    signer: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return f"casework={signer.dumps(dict(session))}"


def _fields(paper: Paper) -> dict[str, Any]:
    return {name: getattr(paper, name) for name in paper.__slots__}
