"""A consultation as it stands: the fold of its events, what the public is shown, its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from casework.domain.calendar import Calendar
from casework.domain.clock import (
    REPLY_PERIOD,
    Entry,
    Reckoning,
    Start,
    StartReason,
    Stop,
    StopReason,
    reckon,
)
from casework.domain.consultation.vocabulary import PUBLIC, DisplayStatus, State
from casework.domain.moments import SHANGHAI
from casework.domain.periods import COMMENT_PERIOD
from casework.domain.workflow import History

if TYPE_CHECKING:  # the acts look at a standing while they run; a standing only names their facts
    from casework.domain.consultation.acts.drafting import Return
    from casework.domain.consultation.acts.ending import Cancellation, FinalDocumentLink
    from casework.domain.consultation.acts.feedback import (
        FeedbackReturn,
        FeedbackSubmission,
        FeedbackWithdrawal,
    )
    from casework.domain.consultation.content import Content, Meeting


@dataclass(frozen=True, slots=True)
class ExtensionMade:
    """That the period was extended: when, from which last day to which, and why."""

    on: date
    before: date
    closes_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """A meeting, when it was announced, and what its record says once it was held."""

    meeting: Meeting
    added_on: date
    record: str = ""
    attended: int = 0
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(History):
    """Everything about a consultation that an act, a guard or a page may ask.

    `closes_on` is the last day, included, as extended since.
    """

    state: State = State.NASCENT
    content: Content | None = None
    author_id: int | None = None
    handling_unit: str = ""
    handler_id: int | None = None
    recused: frozenset[int] = frozenset()  # nobody stands back from a draft; assigning asks
    returned: Return | None = None
    minimum_days: int = COMMENT_PERIOD
    feedback_days: int = REPLY_PERIOD
    approved_on: date | None = None
    closes_on: date | None = None
    extensions: tuple[ExtensionMade, ...] = ()
    meetings: tuple[MeetingHeld, ...] = ()
    dropped: frozenset[int] = frozenset()
    feedback: FeedbackSubmission | None = None
    feedback_author_id: int | None = None
    feedback_returned: FeedbackReturn | None = None
    feedback_on: date | None = None
    withdrawal: FeedbackWithdrawal | None = None
    final_document: FinalDocumentLink | None = None
    cancellation: Cancellation | None = None
    closed_on: date | None = None

    @property
    def opens_on(self) -> date | None:
        """The first day on which comments are taken."""
        return None if self.content is None else self.content.opens_on

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: it was approved, and not taken back to be amended."""
        cancelled = self.state is State.CANCELLED and self.approved_on is not None
        return self.state in PUBLIC or cancelled

    @property
    def opens_at(self) -> datetime | None:
        """The first moment at which comments are taken."""
        return None if self.opens_on is None else midnight(self.opens_on)

    @property
    def closes_at(self) -> datetime | None:
        """The first moment at which a comment is late."""
        return None if self.closes_on is None else midnight(self.closes_on + timedelta(days=1))

    def status(self, now: datetime) -> DisplayStatus | None:
        """What the public is shown; None while it is not public."""
        if not self.is_public or self.opens_at is None or self.closes_at is None:
            return None
        return display_status(
            self.opens_at,
            self.closes_at,
            now,
            is_answered=self.feedback_on is not None,
            is_cancelled=self.state is State.CANCELLED,
        )


def midnight(on: date) -> datetime:
    """The first moment of a day in China."""
    return datetime.combine(on, time(), SHANGHAI)


def display_status(
    opens_at: datetime,
    closes_at: datetime,
    now: datetime,
    *,
    is_answered: bool,
    is_cancelled: bool,
) -> DisplayStatus:
    """What is shown of a public consultation at a moment, right to the second (R-YG-1).

    It is open from `opens_at`, included, to `closes_at`, not included.
    """
    if is_cancelled:
        return DisplayStatus.CANCELLED
    if is_answered:
        return DisplayStatus.ANSWERED
    if now < opens_at:
        return DisplayStatus.UPCOMING
    return DisplayStatus.OPEN if now < closes_at else DisplayStatus.CLOSED


def days_left(closes_on: date, today: date) -> int:
    """Calendar days after today on which comments are still taken; 0 on the last day."""
    return max(0, (closes_on - today).days)


def feedback_clock(standing: Standing, calendar: Calendar) -> Reckoning:
    """The clock of the feedback: working days after the closing day, which is day 0 (R-YG-2)."""
    if standing.closes_on is None or standing.approved_on is None or standing.cancellation:
        return reckon((), calendar, standing.feedback_days)
    entries: list[Entry] = [Start(standing.closes_on, StartReason.COMMENTS_CLOSED)]
    if standing.feedback_on is not None:
        entries.append(Stop(standing.feedback_on, StopReason.REPLIED))
    return reckon(entries, calendar, standing.feedback_days)
