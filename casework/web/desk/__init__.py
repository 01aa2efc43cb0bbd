"""The handlers' face: sign-in, queue, case page, the lawful acts, the register. No rule of law."""

from flask import Flask

from casework.web.desk import acts, cases, decision, keeper, queue, register, signing_in
from casework.web.desk.face import face

__all__ = ["acts", "cases", "decision", "face", "install", "queue", "register", "signing_in"]


def install(app: Flask) -> None:
    """Know who is signed in on every request."""
    keeper.install(app)
