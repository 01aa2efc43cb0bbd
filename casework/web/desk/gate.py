"""The gate on a page: each personal datum in its sentence, and a box for why it stays.

What is found is masked; only a reason keeps it. What was typed comes back with the form.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import request

from casework.domain.publication.gate import FoundIn, Kept
from casework.domain.publication.vocabulary import PersonalDatum

_LONGEST = 300  # characters of a reason


@dataclass(frozen=True, slots=True)
class Shown:
    """A datum in its sentence, where it stands in words, and why it stays, if it does."""

    name: str
    where: str
    kind: PersonalDatum
    before: str
    datum: str
    after: str
    reason: str


def typed(found: Iterable[FoundIn]) -> tuple[Kept, ...]:
    """What stays, by the reasons that were typed."""
    reasons = ((one, _typed(one)) for one in found)
    return tuple(
        Kept(one.place, one.finding.begins, one.finding.ends, reason)
        for one, reason in reasons
        if reason
    )


def shown(
    found: Iterable[FoundIn], kept: Iterable[Kept], where: Callable[[str], str]
) -> list[Shown]:
    """Every datum with the reason that was typed now, else the one that was given before.

    `where` says in words what a place is.
    """
    before = {(one.place, one.begins, one.ends): one.reason for one in kept}
    return [
        Shown(
            name=_name(one),
            where=where(one.place),
            kind=one.finding.kind,
            before=one.before,
            datum=one.words,
            after=one.after,
            reason=_typed(one)
            if request.method == "POST"
            else before.get((one.place, one.finding.begins, one.finding.ends), ""),
        )
        for one in found
    ]


def _name(one: FoundIn) -> str:
    return f"keep {one.key}"


def _typed(one: FoundIn) -> str:
    return request.form.get(_name(one), "").strip()[:_LONGEST]
