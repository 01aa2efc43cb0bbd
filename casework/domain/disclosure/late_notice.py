"""A clarification that was asked too late: the date that stands if a court does not accept it.

The law is silent on a notice after the 7 working days. Ours keeps the restart and shows the risk
beside it (R-30-6), for as long as the case is kept.
"""

from collections.abc import Sequence
from datetime import date

from casework.domain.calendar import Calendar, Deadline
from casework.domain.clock import Entry, Extend, Start, Suspend, reckon
from casework.domain.disclosure.acts.asking import ClarificationNotice
from casework.domain.disclosure.acts.intake import Part
from casework.domain.disclosure.acts.remedies import OrderedDate, Redecision
from casework.domain.disclosure.standing import Standing, last_day_to_ask
from casework.domain.workflow import clock_of


def date_at_risk(standing: Standing, calendar: Calendar) -> Deadline | None:
    """The last day of the period that a late notice broke off; None where none was late.

    As if nobody had asked: opinions and an extension move it, a clarification does not. None too
    while an opinion is awaited without limit, and once an order decided about the date. R-30-6.
    """
    broken = _broken_off(standing, calendar)
    if broken is None:
        return None
    before, number = broken
    since = [event.facts.entry(standing, event) for event in standing.events[number:]]
    moved = [entry for entry in since if isinstance(entry, Suspend | Extend)]
    clock = reckon([*before, *moved], calendar)
    return None if clock.due_on is None else Deadline(clock.due_on, clock.provisional)


def at_risk_from(standing: Standing, calendar: Calendar) -> date | None:
    """Day 0 of the period that a late notice broke off: the parts of a split take it over (S-8).

    None where none was late. What else moves the date at risk rules a split out. R-30-6.
    """
    broken = _broken_off(standing, calendar)
    return None if broken is None else reckon(broken[0], calendar).day_zero


_ORDERS = (OrderedDate, Redecision)


def _broken_off(standing: Standing, calendar: Calendar) -> tuple[Sequence[Entry], int] | None:
    """The entries of the period that a late notice broke off, and the place of that event.

    A part begins with it where the whole was asked too late. None where no notice was late since
    the last order about the date.
    """
    events = standing.events
    ordered = [n for n, event in enumerate(events) if isinstance(event.facts, _ORDERS)]
    begin = ordered[-1] + 1 if ordered else 0
    for number in range(begin, len(events)):
        given = events[number].facts
        if isinstance(given, Part) and given.at_risk_from is not None:
            return [Start(given.at_risk_from)], number
        if _is_late(standing, number, calendar):
            entries = (event.facts.entry(standing, event) for event in events[:number])
            return [entry for entry in entries if entry is not None], number
    return None


def _is_late(standing: Standing, number: int, calendar: Calendar) -> bool:
    """Whether an event is a notice that was given after the last day to ask."""
    event = standing.events[number]
    if not isinstance(event.facts, ClarificationNotice):
        return False
    last = last_day_to_ask(clock_of(standing, calendar, last=number))
    return last is not None and event.on > last.on
