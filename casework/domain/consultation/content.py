"""What the public is asked about: the draft in passages, why, on which basis, how and how long.

What they say about it is in `comment`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casework.domain.consultation.vocabulary import Kind, Participation
from casework.domain.moments import legal_date
from casework.domain.periods import COMMENT_PERIOD

PASSAGES_LIMIT = 300
PASSAGE_LIMIT = 5000  # characters
# The kinds whose shortest period, and whose explanation, the law asks for (713号令 15).
LAWFUL = frozenset({Kind.MAJOR_DECISION, Kind.RULE})
# An article or a chapter begins a passage of its own: 第一条, 第十二章.
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千\d]+[条章节]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the draft; its number, from 1, is its place. `heading` may be empty."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Where comments are sent, beside this site; what is empty is not offered."""

    address: str = ""
    postcode: str = ""
    email: str = ""
    phone: str = ""
    fax: str = ""
    online: bool = True

    @property
    def any(self) -> bool:
        """Whether there is one at all."""
        return self.online or bool(self.address or self.email or self.phone or self.fax)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that is published when a consultation begins.

    `opens_on` and `closes_on` are both included. `decision_id`: the line of the year's catalogue of
    major decisions. `dropped`: attachments that are no longer shown, by their ids.
    """

    kind: Kind
    title: str
    unit: str
    passages: tuple[Passage, ...]
    explanation: str
    basis: str
    ways: Ways
    participation: tuple[Participation, ...]
    opens_on: date
    closes_on: date
    shortening_reason: str = ""
    has_draft_file: bool = False
    decision_id: int | None = None
    dropped: tuple[int, ...] = ()

    def passage(self, number: int) -> Passage | None:
        """The passage of a number; None where there is none."""
        return self.passages[number - 1] if 1 <= number <= len(self.passages) else None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A hearing or a discussion meeting: when, where, how to sign up, who takes part (713号令 16).

    `selection`: how the participants are chosen. `materials_sent_on`: when they had the materials.
    """

    kind: Participation
    held_at: datetime
    place: str
    sign_up: str = ""
    selection: str = ""
    participants: str = ""
    materials_sent_on: date | None = None

    @property
    def held_on(self) -> date:
        """Its day."""
        return legal_date(self.held_at)


@dataclass(frozen=True, slots=True)
class FinalDocument:
    """What was decided in the end, and where it is published (713号令 32)."""

    title: str
    number: str
    url: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class Period:
    """How long comments are asked for, in calendar days, the opening day not counted (C-9).

    `is_inclusive`: one day short, as it is where the opening day is counted in by mistake.
    """

    days: int
    minimum: int
    earliest_end: date
    is_short: bool
    is_inclusive: bool


def minimum_of(kind: Kind, chosen: int) -> int:
    """The shortest period of a kind, in days: the law's (713号令 15), else the agency's."""
    return COMMENT_PERIOD if kind in LAWFUL else chosen


def period(content: Content, minimum: int) -> Period:
    """The period of a consultation beside the shortest one of its kind (713号令 15, C-9)."""
    earliest = content.opens_on + timedelta(days=minimum)
    return Period(
        days=(content.closes_on - content.opens_on).days,
        minimum=minimum,
        earliest_end=earliest,
        is_short=content.closes_on < earliest,
        is_inclusive=content.closes_on == earliest - timedelta(days=1),
    )


def passages_of(text: str) -> tuple[Passage, ...]:
    """A pasted draft cut into passages: at each article or chapter, else at its blank lines."""
    lines = [line.strip() for line in text.splitlines()]
    cut = _by_article if any(_ARTICLE.match(line) for line in lines) else _by_blank
    return tuple(passage for passage in cut(lines) if passage.heading or passage.text)


def _by_article(lines: list[str]) -> Iterator[Passage]:
    heading, said = "", list[str]()
    for line in lines:
        found = _ARTICLE.match(line)
        if found:
            yield Passage(heading, "\n".join(said).strip())
            heading, said = found.group(), [line[found.end() :].strip()]
        else:
            said.append(line)
    yield Passage(heading, "\n".join(said).strip())


def _by_blank(lines: list[str]) -> Iterator[Passage]:
    said = list[str]()
    for line in (*lines, ""):
        if line:
            said.append(line)
        elif said:
            yield Passage("", "\n".join(said))
            said = []
