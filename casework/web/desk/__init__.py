"""The handlers' face: sign-in, queue, case page, the lawful acts, the register. No rule of law."""

from flask import Flask

from casework.web.desk import (
    acts,
    administration,
    cases,
    decision,
    keeper,
    published,
    queue,
    register,
    signing_in,
    similar,
    suggestions,
)
from casework.web.desk.face import face

__all__ = [
    "acts",
    "administration",
    "cases",
    "decision",
    "face",
    "install",
    "published",
    "queue",
    "register",
    "signing_in",
    "similar",
    "suggestions",
]


def install(app: Flask) -> None:
    """Know who is signed in on every request."""
    keeper.install(app)
