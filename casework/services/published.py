"""The register of published information: entered by staff, found by the words of a text (条例 36).

What is public already need not be asked for, and is answered by telling where it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.domain.disclosure.proactive import Delisting, Publication
from casework.domain.roles import Actor
from casework.domain.similarity import Comparison, compare, keys, worded
from casework.domain.workflow import Facts
from casework.persistence.database import transaction
from casework.persistence.models import PublishedInformation
from casework.persistence.queries import published, register
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.refusals import NotThere

PAGE = 25


@dataclass(frozen=True, slots=True)
class Published:
    """An entry of the register; `comparison` with what was looked for, if anything was."""

    id: int
    title: str
    url: str
    place: str
    published_on: date
    comparison: Comparison | None = None

    @property
    def where(self) -> str:
        """Where anybody finds it, as a letter says it."""
        return "；".join(part for part in (self.place, self.url) if part)


def enter(office: Office, given: Publication, key: str, actor: Actor) -> None:
    """Put something into the register; the same key does it once. Raises Refused."""
    with transaction():
        if _is_repeated(office, given, key, actor):
            return
        entry = PublishedInformation(agency_id=actor.agency_id)
        _write(office, entry, given, actor)


def change(office: Office, published_id: int, given: Publication, key: str, actor: Actor) -> None:
    """Say an entry anew; raises Refused and NotThere."""
    with transaction():
        if _is_repeated(office, given, f"{key}-{published_id}", actor):
            return
        entry = _kept(published_id, actor.agency_id)
        published.drop_keys(entry, keys(worded(entry.title)))
        _write(office, entry, given, actor)


def delist(office: Office, published_id: int, key: str, actor: Actor) -> None:
    """Take an entry off the register; raises NotThere."""
    with transaction():
        if _is_repeated(office, Delisting(published_id), key, actor):
            return
        entry = _kept(published_id, actor.agency_id)
        published.drop_keys(entry, keys(worded(entry.title)))
        entry.is_listed = False
        entry.entered_by, entry.entered_at = actor.user_id or 0, office.now()


def one(published_id: int, agency_id: int) -> Published:
    """An entry that is on the list; raises NotThere."""
    kept = _kept(published_id, agency_id)
    return Published(kept.id, kept.title, kept.url, kept.place, kept.published_on)


def latest(agency_id: int, before: tuple[date, int] | None = None) -> list[Published]:
    """The register, the latest first: one page and one entry more.

    `before` is the last entry of the page before: its day and its id.
    """
    return [Published(*row) for row in published.latest(agency_id, before=before, limit=PAGE + 1)]


def matching(agency_id: int, text: str, limit: int) -> list[Published]:
    """The entries whose titles are like a text, the most alike first."""
    ours = worded(text)
    rows = published.found(agency_id, keys(ours))
    compared = [(row, compare(ours, worded(row.title))) for row in rows]
    ranked: Sequence[tuple[published.Listed, Comparison]] = sorted(
        ((row, found) for row, found in compared if found is not None),
        key=lambda pair: (*pair[1].rank, -pair[0].published_on.toordinal(), -pair[0].id),
    )
    return [Published(*row, comparison=found) for row, found in ranked[:limit]]


def _kept(published_id: int, agency_id: int) -> PublishedInformation:
    entry = published.one(published_id, agency_id)
    if entry is None or not entry.is_listed:
        raise NotThere(str(published_id))
    return entry


def _write(office: Office, entry: PublishedInformation, given: Publication, actor: Actor) -> None:
    entry.title, entry.published_on = given.title, given.published_on
    entry.url, entry.place = given.url, given.place
    entry.entered_by, entry.entered_at = actor.user_id or 0, office.now()
    published.enter(entry, keys(worded(given.title)))


def _is_repeated(office: Office, given: Facts, key: str, actor: Actor) -> bool:
    used = register.scoped(key, "published", actor.agency_id, actor.user_id)
    return earlier(used, given, (), office.now(), "published") is not None
