"""The messages that everybody reads: released copies with their replies, listed and found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from casework.domain.message.vocabulary import Kind
from casework.domain.moments import legal_date
from casework.domain.similarity import Wording, keys, worded
from casework.persistence.queries import published_messages
from casework.persistence.queries.published_messages import Copy, Wanted
from casework.services.lines import PAGE
from casework.services.refusals import NotThere

__all__ = ["PAGE", "Published", "Wanted"]

# Of the words that are looked for, so many must be there: who types five need not hit all five.
_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Published:
    """A message as everybody reads it: R-YG-3's columns, and the question with them.

    One that was withdrawn has no title and no texts, but the day and the public reason.
    """

    id: int
    kind: Kind | None
    title: str
    question: str
    accepted_on: date | None
    replied_on: date | None
    replying_unit: str
    reply: str
    follow_up: str
    follow_up_reply: str
    released_on: date
    released_at: datetime
    sha256: str
    withdrawn_on: date | None
    withdrawal_reason: str

    @property
    def place(self) -> tuple[date, int]:
        """Where the next page goes on."""
        return self.released_on, self.id


def page(
    agency_id: int,
    wanted: Wanted,
    before: tuple[date, int] | None = None,
    limit: int = PAGE,
) -> list[Published]:
    """What is public, the latest first: `limit` and one more; `before`: the last one's place."""
    rows = published_messages.page(agency_id, wanted, before=before, limit=limit + 1)
    return [_read(row) for row in rows]


def matching(agency_id: int, wanted: Wanted, text: str, limit: int = PAGE) -> list[Published]:
    """What is public and speaks of a text's words: those that have the most, the latest first."""
    sought = worded(text)
    rows = published_messages.found(agency_id, wanted, keys(sought))
    shares = ((_share(sought, row), _read(row)) for row in rows)
    ranked = sorted(
        (pair for pair in shares if pair[0] >= _ENOUGH),
        key=lambda pair: (pair[0], pair[1].place),
        reverse=True,
    )
    return [one for _share_, one in ranked[:limit]]


def one(publication_id: int, agency_id: int) -> Published:
    """A copy that is or was public; raises NotThere."""
    row = published_messages.one(publication_id, agency_id)
    if row is None:
        raise NotThere(str(publication_id))
    return _read(row)


def units(agency_id: int) -> Sequence[str]:
    """Every unit whose reply is public, in order."""
    return published_messages.units(agency_id)


def years(agency_id: int) -> range:
    """The years in which a public reply was given."""
    span = published_messages.reply_days(agency_id)
    return range(0) if span is None else range(span[0].year, span[1].year + 1)


def changed_at(agency_id: int) -> datetime | None:
    """The moment of the last release or withdrawal; None before the first."""
    last, withdrawn_at = published_messages.last_change(agency_id)
    copy = published_messages.one(last, agency_id)
    return None if copy is None else max(copy.released_at, withdrawn_at or copy.released_at)


def _share(sought: Wording, row: Copy) -> float:
    """Which part of the words looked for a copy has."""
    texts: Mapping[str, str] = row.texts
    said = worded(
        "。".join((row.title, *(texts.get(name, "") for name in published_messages.SEARCHED)))
    ).grams
    return len(sought.grams & said) / len(sought.grams)


def _read(row: Copy) -> Published:
    texts: Mapping[str, str] = row.texts
    kind, withdrawn_at = texts.get("kind"), row.withdrawn_at
    return Published(
        id=row.id,
        kind=None if kind is None else Kind(kind),
        title=row.title,
        question=texts.get("question", ""),
        accepted_on=_day(texts.get("accepted_on")),
        replied_on=_day(texts.get("replied_on")),
        replying_unit=texts.get("replying_unit", ""),
        reply=texts.get("reply", ""),
        follow_up=texts.get("follow_up", ""),
        follow_up_reply=texts.get("follow_up_reply", ""),
        released_on=row.released_on,
        released_at=row.released_at,
        sha256=row.sha256,
        withdrawn_on=None if withdrawn_at is None else legal_date(withdrawn_at),
        withdrawal_reason=row.withdrawal_reason,
    )


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
