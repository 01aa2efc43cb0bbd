"""A year's report as it stands: the fold of its events, and nothing that is not in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from casework.domain.annual_report.vocabulary import State
from casework.domain.calendar import Calendar
from casework.domain.clock import Entry, Reckoning, SetDate, Start, Stop, StopReason, reckon
from casework.domain.periods import LimitName, last_day
from casework.domain.workflow import History

if TYPE_CHECKING:  # the acts look at a standing while they run; a standing only names their facts
    from casework.domain.annual_report.acts import Contents, Count


@dataclass(frozen=True, slots=True)
class Edition:
    """What was published: frozen. `note` says publicly why it replaces the one before."""

    number: int
    published_on: date
    contents: Contents
    count: Count
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(History):
    """Everything about a year's report that an act, a guard or a page may ask."""

    state: State = State.NASCENT
    year: int = 0
    is_government: bool = False
    begun_on: date | None = None
    contents: Contents | None = None
    count: Count | None = None
    checker_id: int | None = None
    note: str = ""
    editions: tuple[Edition, ...] = ()

    @property
    def edition(self) -> Edition | None:
        """The edition in force; None before the first."""
        return self.editions[-1] if self.editions else None


def due_on(standing: Standing, calendar: Calendar) -> date:
    """31 January of a department, 31 March of a government, after the year (条例 49)."""
    of_whom = (
        LimitName.ANNUAL_REPORT_GOVERNMENT if standing.is_government else LimitName.ANNUAL_REPORT
    )
    return last_day(of_whom, date(standing.year, 12, 31), calendar).on


def target_clock(standing: Standing, calendar: Calendar) -> Reckoning:
    """The clock of a report: a fixed date, which the first edition answers."""
    if standing.begun_on is None:
        return reckon((), calendar)
    begun, last = standing.begun_on, due_on(standing, calendar)
    entries: tuple[Entry, ...] = (Start(begun), SetDate(begun, max(begun, last)))
    if standing.editions:
        published_on = standing.editions[0].published_on
        entries = (*entries, Stop(published_on, StopReason.REPLIED))
    return reckon(entries, calendar)
