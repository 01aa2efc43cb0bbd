"""A record correction as it stands: the fold of its events, and nothing that is not in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from casework.domain.calendar import Calendar
from casework.domain.clock import Reckoning
from casework.domain.periods import LIMITS, LimitName
from casework.domain.record_correction.vocabulary import Result, State
from casework.domain.workflow import History, clock_of

if TYPE_CHECKING:  # the acts look at a standing while they run; a standing only names their facts
    from casework.domain.disclosure.acts.keeping import Restriction
    from casework.domain.record_correction.acts import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(History):
    """Everything about a record correction that an act, a guard or a page may ask."""

    state: State = State.NASCENT
    submitted_on: date | None = None
    received_on: date | None = None
    handling_unit: str = ""
    handler_id: int | None = None
    recused: frozenset[int] = frozenset()
    restriction: Restriction | None = None
    proposal: Proposal | None = None
    author_id: int | None = None
    result: Result | None = None
    closed_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its end."""
        return self.closed_on is None


def target_clock(standing: Standing, calendar: Calendar) -> Reckoning:
    """The clock of a record correction: 条例 41 sets no days, the target is ours (R-41-1)."""
    return clock_of(standing, calendar, LIMITS[LimitName.RECORD_CORRECTION].amount)
