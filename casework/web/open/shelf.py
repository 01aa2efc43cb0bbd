"""Finished answers, kept in this process's memory until what they were made of has changed."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from flask import Flask, current_app

_PLACES = 64


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished body, and the tag by which a browser asks whether it still is the same."""

    body: bytes
    tag: str


def finished(body: bytes) -> Answer:
    """A body with its tag: alike in every process, and another as soon as one byte is."""
    return Answer(body, sha256(body).hexdigest()[:32])


class Shelf:
    """Answers by what they were made of; when it is full, the one put there first goes."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Answer] = {}
        self._lock = Lock()

    def answer(self, made_of: Hashable, make: Callable[[], bytes]) -> Answer:
        """The answer made of this, made now if it is not there."""
        kept = self._answers.get(made_of)
        if kept is not None:
            return kept
        made = finished(make())
        with self._lock:
            while len(self._answers) >= _PLACES:
                self._answers.pop(next(iter(self._answers)))
            self._answers[made_of] = made
        return made

    def forget(self) -> None:
        """Throw everything away."""
        with self._lock:
            self._answers.clear()


def shelf_of(app: Flask) -> Shelf:
    """The shelf of an application: two applications in one process have different books."""
    shelf: Shelf = app.extensions.setdefault("casework.shelf", Shelf())
    return shelf


def shelf() -> Shelf:
    """The shelf of the application that answers."""
    return shelf_of(current_app)
