"""Finished answers, kept in this process's memory until what they were made of has changed."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from threading import Lock
from time import monotonic

from flask import Flask, current_app

from casework.persistence.database import writings

_PLACES = 64
_SECONDS = 1.0  # for which the books are taken to be as they were, if this process wrote nothing
LastAct = tuple[str, datetime]  # a word that changes with every act, and its moment


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished body, and the tag by which a browser asks whether it still is the same."""

    body: bytes
    tag: str


def finished(body: bytes) -> Answer:
    """A body with its tag: alike in every process, and another as soon as one byte is."""
    return Answer(body, sha256(body).hexdigest()[:32])


@dataclass(frozen=True, slots=True)
class _Asked:
    """When the books were asked, how often this process had written by then, and what they said."""

    at: float
    writings: int
    last: LastAct


class Shelf:
    """Answers by what they were made of; when it is full, the one put there first goes."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Answer] = {}
        self._lock = Lock()
        self._asked: _Asked | None = None

    def last_act(self, ask: Callable[[], LastAct]) -> LastAct:
        """What was last written down, by `ask`; within a second, as it was known.

        Of all that a page costs which is ready, to ask would be the half. An act of this process
        is known at once, another's a second later; the page is kept for a minute by browsers.
        """
        now, written = monotonic(), writings()
        known = self._asked
        if known is None or known.writings != written or now - known.at > _SECONDS:
            known = _Asked(now, written, ask())
            self._asked = known
        return known.last

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
            self._asked = None


def shelf_of(app: Flask) -> Shelf:
    """The shelf of an application: two applications in one process have different books."""
    shelf: Shelf = app.extensions.setdefault("casework.shelf", Shelf())
    return shelf


def shelf() -> Shelf:
    """The shelf of the application that answers."""
    return shelf_of(current_app)
