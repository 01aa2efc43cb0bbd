"""What must be true of the books, whatever was struck down while they were written."""

from collections import Counter
from collections.abc import Iterable

from casework.domain.disclosure.letters import series_of
from casework.persistence.database import db
from casework.persistence.models import Case, DisclosureRequest, Letter, NumberSequence
from casework.persistence.queries.register import REFERENCES
from casework.services import upkeep


def filed() -> dict[str, list[str]]:
    """The references by the descriptions that the submitters gave; each should have one."""
    found: dict[str, list[str]] = {}
    rows = db.session.execute(
        db.select(DisclosureRequest.description, Case.reference).join(DisclosureRequest.case)
    )
    for description, reference in rows:
        found.setdefault(description, []).append(reference)
    return found


def check_sound() -> None:
    """Numbers without gap or double, and every chain whole."""
    db.session.rollback()
    given: dict[str, list[int]] = {REFERENCES: []}
    for reference in db.session.scalars(db.select(Case.reference)):
        given[REFERENCES].append(int(reference.rpartition("-")[2]))
    for kind, number in db.session.execute(db.select(Letter.kind, Letter.number)):
        count = int(number.partition("〕")[2].removesuffix("号"))
        given.setdefault(series_of(kind), []).append(count)
    for series, last in db.session.execute(db.select(NumberSequence.series, NumberSequence.last)):
        assert list(range(1, last + 1)) == sorted(given.pop(series)), series
    assert not any(given.values())
    assert [] == list(upkeep.broken_chains())


def twice(things: Iterable[str]) -> list[str]:
    """Those that occur more than once."""
    return [thing for thing, count in Counter(things).items() if count > 1]
