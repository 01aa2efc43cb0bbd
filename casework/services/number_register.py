"""文号簿: every number of a series and year, void ones with their reason, and what lacks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.domain.disclosure.letters import PAPERS, LetterKind
from casework.domain.roles import Actor
from casework.persistence.queries import issued_letters

SERIES = tuple(dict.fromkeys(paper.series for paper in PAPERS.values() if paper.series))
_COUNT = re.compile(r"〕(\d+)号$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A number that was given. `reference` "": its case is restricted, and not for this reader.

    `voided_on` None: the letter was not recalled. `reason` is why it was, "" for this reader too.
    """

    count: int
    number: str
    kind: LetterKind
    issued_on: date
    reference: str
    sha256: str
    voided_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Book:
    """The numbers of a series and year in order; `missing` are those that no letter bears."""

    series: str
    year: int
    last: int
    entries: tuple[Entry, ...]

    @property
    def missing(self) -> list[int]:
        """The numbers up to the last one given that no letter bears."""
        return sorted(set(range(1, self.last + 1)) - {entry.count for entry in self.entries})


def books(actor: Actor) -> Sequence[tuple[str, int]]:
    """The series and years in which the agency gave numbers, the latest year first."""
    counters = issued_letters.counters(actor.agency_id, SERIES)
    return [(series, year) for series, year, _last in counters]


def book(actor: Actor, series: str, year: int) -> Book:
    """The numbers of a series and year; an empty book where none was given."""
    counters = issued_letters.counters(actor.agency_id, (series,))
    last = next((last for _series, counted, last in counters if counted == year), 0)
    found = issued_letters.numbered(actor, series, year)
    return Book(series, year, last, tuple(_entry(row) for row in found))


def _entry(row: issued_letters.Numbered) -> Entry:
    letter, reference, is_seen, void = row
    count = _COUNT.search(letter.number)
    assert count is not None, letter.number
    return Entry(
        count=int(count[1]),
        number=letter.number,
        kind=letter.kind,
        issued_on=letter.issued_on,
        reference=reference if is_seen else "",
        sha256=letter.sha256,
        voided_on=None if void is None else void.voided_on,
        reason=void.reason if void is not None and is_seen else "",
    )
