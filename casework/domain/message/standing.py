"""A message as it stands: the fold of its events, its clock, and how it stands in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from casework.domain.calendar import Calendar
from casework.domain.clock import (
    Entry,
    Extend,
    Reckoning,
    Start,
    StartReason,
    Stop,
    StopReason,
    reckon,
)
from casework.domain.message.vocabulary import (
    FOLLOW_UP_WITHIN,
    Channel,
    HidingReason,
    Kind,
    State,
    Urgency,
)
from casework.domain.periods import LimitName, last_day
from casework.domain.workflow import History

if TYPE_CHECKING:  # the acts look at a standing while they run; a standing only names their facts
    from casework.domain.disclosure.acts.ending import Rating
    from casework.domain.message.acts.ending import FollowUp, Hiding, Redirection
    from casework.domain.message.acts.handling import Extension
    from casework.domain.message.acts.publishing import Preparation, Withdrawal

_SOON = 4, 5  # four fifths of the days are used: the rulebook's 80 %


@dataclass(frozen=True, slots=True)
class Round:
    """One question and its answer: the message itself, or the follow-up, with its own limit.

    `day_zero` is not counted; `working_days` is the limit as it was set on that day.
    """

    day_zero: date
    working_days: int
    extended_on: date | None = None
    extension: Extension | None = None
    replied_on: date | None = None


@dataclass(frozen=True, slots=True)
class TransferMade:
    """Who passed the message on to whom, when and why."""

    on: date
    from_unit: str
    from_handler_id: int | None
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as it was approved: its day, the unit that answers, its words."""

    on: date
    unit: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(History):
    """Everything about a message that an act, a guard or a page may ask."""

    state: State = State.NASCENT
    kind: Kind = Kind.ENQUIRY
    channel: Channel = Channel.ONLINE
    submitted_on: date | None = None
    received_on: date | None = None
    working_days: int = 0
    looks_automatic: bool = False
    may_be_published: bool = False
    accepted_on: date | None = None
    handling_unit: str = ""
    handler_id: int | None = None
    rounds: tuple[Round, ...] = ()
    transfers: tuple[TransferMade, ...] = ()
    was_sent_back: bool = False
    draft: str = ""
    author_id: int | None = None
    replies: tuple[Reply, ...] = ()
    redirection: Redirection | None = None
    converted_to: str = ""
    hiding: Hiding | None = None
    follow_up: FollowUp | None = None
    rating: Rating | None = None
    closed_on: date | None = None
    preparation: Preparation | None = None
    prepared_by: int | None = None
    prepared_replies: int = 0
    is_published: bool = False
    withdrawal: Withdrawal | None = None

    @property
    def reply(self) -> Reply | None:
        """The latest reply; None before the first."""
        return self.replies[-1] if self.replies else None

    @property
    def round(self) -> Round | None:
        """The question that is being answered, or was last; None before it is received."""
        return self.rounds[-1] if self.rounds else None

    @property
    def extension(self) -> Extension | None:
        """The extension of the question that is being answered."""
        return None if self.round is None else self.round.extension

    @property
    def follow_up_until(self) -> date | None:
        """The last day on which its author may follow up; None where they may not."""
        if self.reply is None or self.follow_up is not None or self.state is not State.REPLIED:
            return None
        return self.reply.on + timedelta(days=FOLLOW_UP_WITHIN)

    @property
    def told_hiding(self) -> HidingReason | None:
        """Why it is hidden, as its author is told; None after a threat, which is not discussed."""
        if self.hiding is None or self.hiding.reason is HidingReason.THREAT:
            return None
        return self.hiding.reason


def reply_clock(standing: Standing, calendar: Calendar) -> Reckoning:
    """The clock of the question that is being answered, or was last (R-LY-5).

    Day 0 is the day of receipt, or of the follow-up, which has the whole limit for itself.
    """
    if standing.round is None:
        return reckon((), calendar)
    return _clock(standing.round, standing.closed_on, calendar)


def first_clock(standing: Standing, calendar: Calendar) -> Reckoning:
    """The clock of the message itself, by which the statistics say whether it was in time."""
    if not standing.rounds:
        return reckon((), calendar)
    ended_on = standing.closed_on if len(standing.rounds) == 1 else None
    return _clock(standing.rounds[0], ended_on, calendar)


def _clock(asked: Round, ended_on: date | None, calendar: Calendar) -> Reckoning:
    entries: list[Entry] = [Start(asked.day_zero, StartReason.MESSAGE_RECEIVED)]
    if asked.extension is not None and asked.extended_on is not None:
        entries.append(Extend(asked.extended_on, asked.extension.working_days))
    if asked.replied_on is not None:
        entries.append(Stop(asked.replied_on, StopReason.REPLIED))
    elif ended_on is not None:
        entries.append(Stop(ended_on, StopReason.CLOSED))
    return reckon(entries, calendar, asked.working_days)


def working_days_taken(standing: Standing, calendar: Calendar) -> int | None:
    """Working days from the day of receipt, not counted, to the first reply; None before it."""
    if not standing.replies:
        return None
    asked, answered = standing.rounds[0].day_zero, standing.replies[0].on
    return calendar.position(answered) - calendar.position(asked)


def red_line(counts_from: date, calendar: Calendar) -> date:
    """The last day on which a question may be without an answer: three months (R-LY-1)."""
    return last_day(LimitName.MESSAGE_RED_LINE, counts_from, calendar).on


def petition_transfer_by(standing: Standing, calendar: Calendar) -> date | None:
    """By when a matter of petition is passed on, or its author told (信访工作条例 22)."""
    if standing.received_on is None or standing.closed_on is not None:
        return None
    return last_day(LimitName.PETITION_TRANSFER, standing.received_on, calendar).on


def urgency(
    counts_from: date | None, due_on: date | None, calendar: Calendar, today: date
) -> Urgency:
    """How an open question stands on a day, which is right from that day's first second on."""
    if counts_from is None or due_on is None:
        return Urgency.NOT_STARTED
    if today > red_line(counts_from, calendar):
        return Urgency.RED_LINE
    if today > due_on:
        return Urgency.OVERDUE
    if today == due_on:
        return Urgency.DUE_TODAY
    zero = calendar.position(counts_from)
    used, total = calendar.position(today) - zero, calendar.position(due_on) - zero
    part, whole = _SOON
    return Urgency.DUE_SOON if used * whole >= total * part else Urgency.IN_TIME


def urgency_of(standing: Standing, calendar: Calendar, today: date) -> Urgency:
    """How a message stands on a day."""
    if standing.closed_on is not None or standing.round is None:
        return Urgency.ENDED if standing.closed_on is not None else Urgency.NOT_STARTED
    clock = reply_clock(standing, calendar)
    return urgency(standing.round.day_zero, clock.due_on, calendar, today)
