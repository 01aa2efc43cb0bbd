"""A comment as it stands: the fold of its events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from casework.domain.calendar import Calendar
from casework.domain.clock import Reckoning, reckon
from casework.domain.consultation.comment.vocabulary import HidingReason, State
from casework.domain.consultation.vocabulary import Adoption, CommentSource
from casework.domain.workflow import History

if TYPE_CHECKING:  # the acts look at a standing while they run; a standing only names their facts
    from casework.domain.consultation.comment.acts import Answer, Hiding


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(History):
    """Everything about a comment that an act, a guard or a page may ask.

    `hiding`: why it is not shown; it stays so when it is answered, as every comment is.
    """

    state: State = State.NASCENT
    source: CommentSource = CommentSource.ONLINE
    passage: int | None = None
    submitted_on: date | None = None
    received_on: date | None = None
    is_late: bool = False
    looks_automatic: bool = False
    hiding: Hiding | None = None
    group_id: int | None = None
    answer: Answer | None = None
    answered_on: date | None = None
    recused: frozenset[int] = frozenset()

    @property
    def adoption(self) -> Adoption | None:
        """What became of it; None while it is not answered."""
        return None if self.answer is None else self.answer.adoption

    @property
    def told_hiding(self) -> HidingReason | None:
        """Why it is not shown, as its author is told; None after a threat."""
        if self.hiding is None or self.hiding.reason is HidingReason.THREAT:
            return None
        return self.hiding.reason

    @property
    def is_told(self) -> bool:
        """Whether its author is written to: not after a threat."""
        return self.hiding is None or self.told_hiding is not None

    @property
    def may_resubmit(self) -> bool:
        """Whether its author may write it anew."""
        return self.state is State.HIDDEN and self.told_hiding is not None


def no_clock(standing: Standing, calendar: Calendar) -> Reckoning:
    """A comment has no period of its own: its consultation has."""
    return reckon((), calendar)
