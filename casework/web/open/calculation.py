"""What the calculator answers: the date, why, and every day that was counted on the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casework.domain.calendar import Calendar, Deadline
from casework.domain.clock import ClockState, LedgerDay, Reckoning, ledger
from casework.domain.deadlines import ReplyDate, reckoning
from casework.domain.disclosure.receipt import Receipt, ReceiptEvidence, receipt
from casework.domain.happenings import Happening
from casework.domain.occurrences import Occurrence
from casework.domain.periods import LimitName, last_day
from casework.domain.terms import Term
from casework.web.open.rules import Rule

# A longer ledger is not drawn: nobody reads it, and anybody could ask for it.
_LONGEST_LEDGER = 400

_OPINIONS = {
    Happening.THIRD_PARTY_LETTER_RECEIVED: LimitName.THIRD_PARTY_OPINION,
    Happening.AGENCY_LETTER_RECEIVED: LimitName.AGENCY_OPINION,
}


@dataclass(frozen=True, slots=True)
class Latest:
    """A last day, of what."""

    name: Term
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Calculation:
    """An answer. Without a date of receipt nothing else is known.

    `days` is the ledger, () where there is none or it would be too long; `notices` are the State
    Council's that moved a day of it, `rules` the conventions that it rests on.
    """

    receipt: Receipt
    clock: Reckoning | None
    state: ClockState
    latest: tuple[Latest, ...] = ()
    days: tuple[LedgerDay, ...] = ()
    notices: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()


def calculate(
    evidence: ReceiptEvidence, happened: Sequence[Occurrence], calendar: Calendar, today: date
) -> Calculation:
    """The answer to what the form asks; raises RowInvalid where the events make no sense."""
    received = receipt(evidence, calendar)
    if received.received_on is None:
        return Calculation(received, None, ClockState.NOT_STARTED)
    start = Occurrence(
        happening=Happening.RECEIVED, on=received.received_on, name=Happening.RECEIVED.zh
    )
    clock = reckoning([start, *happened], calendar, today)
    days = _days(clock, happened)
    ids = {rule for day in days for rule in day.rule.split()}
    return Calculation(
        receipt=received,
        clock=clock,
        state=clock.state_on(today),
        latest=tuple(_latest(clock, happened)),
        days=days,
        notices=tuple(dict.fromkeys(day.notice for day in days if day.notice)),
        rules=tuple(rule for rule in Rule if rule.value in ids),
    )


def _days(clock: Reckoning, happened: Sequence[Occurrence]) -> tuple[LedgerDay, ...]:
    """The ledger; while there is no last day, up to the last thing that happened."""
    until = max((occurrence.on for occurrence in happened), default=None)
    last = clock.due_on or until
    if last is None or clock.day_zero is None or (last - clock.day_zero).days > _LONGEST_LEDGER:
        return ()
    return ledger(clock, until)


def _latest(clock: Reckoning, happened: Sequence[Occurrence]) -> Iterator[Latest]:
    """The last days on the way: of the notices owed and of those who were asked."""
    calendar = clock.calendar
    if clock.day_zero is not None and clock.void is None:
        notice = LimitName.CLARIFICATION_NOTICE
        yield Latest(notice, last_day(notice, clock.day_zero, calendar))
    for occurrence in happened:
        if occurrence.happening in _OPINIONS:
            opinion = _OPINIONS[occurrence.happening]
            yield Latest(opinion, last_day(opinion, occurrence.on, calendar))
        if occurrence.happening is Happening.FEE_NOTICE_RECEIVED:
            payment = LimitName.FEE_PAYMENT
            yield Latest(payment, last_day(payment, occurrence.on, calendar))
    extendable = clock.void is None and clock.extension is None
    if clock.unextended_due_on is not None and extendable:
        on = clock.unextended_due_on
        certain = Deadline(on, provisional=on > calendar.last_day)
        yield Latest(ReplyDate.EXTENSION_NOTICE_LATEST, certain)
