"""From what happened to the reply clock's entries: each happening in turn, by date.

Receipt follows its channel's evidence (条例 31); opinions find the letters they answer; a
clarification or payment that comes after its deadline ends the case instead of restarting it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from casework.domain.calendar import Calendar
from casework.domain.clock import (
    Entry,
    Extend,
    Restart,
    RestartReason,
    Resume,
    SetDate,
    Start,
    Stop,
    StopReason,
    Suspend,
    SuspensionReason,
    Void,
    VoidReason,
)
from casework.domain.disclosure.receipt import (
    ReceiptChannel,
    ReceiptEvidence,
    ReceiptFlag,
    receipt,
)
from casework.domain.happenings import Happening
from casework.domain.occurrences import Occurrence, RowFault, RowInvalid
from casework.domain.periods import LimitName, last_day

# Which date of the evidence each happening is, for the application and for its clarification.
_EVIDENCE = {
    Happening.SUBMITTED: "submitted_on",
    Happening.ARRIVED: "arrived_on",
    Happening.SIGNED: "signed_on",
    Happening.CONFIRMED: "confirmed_on",
    Happening.CORRECTED_SUBMITTED: "submitted_on",
    Happening.CORRECTED_ARRIVED: "arrived_on",
    Happening.CORRECTED_SIGNED: "signed_on",
    Happening.CORRECTED_CONFIRMED: "confirmed_on",
}
_CORRECTED = frozenset(
    {
        Happening.CORRECTED_SUBMITTED,
        Happening.CORRECTED_ARRIVED,
        Happening.CORRECTED_SIGNED,
        Happening.CORRECTED_CONFIRMED,
    }
)
# What a happening tells of the channel where the row does not name it.
_IMPLIED_CHANNELS = {
    Happening.SIGNED: ReceiptChannel.REGISTERED_MAIL,
    Happening.CORRECTED_SIGNED: ReceiptChannel.REGISTERED_MAIL,
    Happening.CONFIRMED: ReceiptChannel.ONLINE,
    Happening.CORRECTED_CONFIRMED: ReceiptChannel.ONLINE,
}

_LETTERS = {
    Happening.THIRD_PARTY_ASKED: SuspensionReason.THIRD_PARTY,
    Happening.AGENCY_ASKED: SuspensionReason.AGENCY,
}
_LETTERS_RECEIVED = {
    Happening.THIRD_PARTY_LETTER_RECEIVED: SuspensionReason.THIRD_PARTY,
    Happening.AGENCY_LETTER_RECEIVED: SuspensionReason.AGENCY,
}
_RETURNS = {
    Happening.THIRD_PARTY_ANSWERED: SuspensionReason.THIRD_PARTY,
    Happening.THIRD_PARTY_SILENT: SuspensionReason.THIRD_PARTY,
    Happening.AGENCY_ANSWERED: SuspensionReason.AGENCY,
    Happening.AGENCY_SILENT: SuspensionReason.AGENCY,
}
_STOPS = {
    Happening.CORRECTION_DEADLINE_PASSED: StopReason.LAPSED_CLARIFICATION,
    Happening.FEE_DEADLINE_PASSED: StopReason.LAPSED_FEE,
    Happening.REPLIED: StopReason.REPLIED,
    Happening.REPLY_SIGNED: StopReason.REPLIED,
    Happening.REPLY_POSTED: StopReason.REPLIED,
    Happening.WITHDRAWN: StopReason.WITHDRAWN,
    Happening.CLOSED: StopReason.CLOSED,
}
_LAPSES = {
    VoidReason.CLARIFICATION: StopReason.LAPSED_CLARIFICATION,
    VoidReason.PAYMENT: StopReason.LAPSED_FEE,
}


def entries(happened: Iterable[Occurrence], calendar: Calendar, as_of: date) -> tuple[Entry, ...]:
    """The clock entries of what happened, in order.

    A wait for the applicant whose last day lies before `as_of` has lapsed (条例 30, R-FEE-5).
    Raises RowInvalid.
    """
    chronicle = _Chronicle(calendar)
    for occurrence in happened:
        chronicle.take(occurrence)
    chronicle.lapse_before(as_of)
    return tuple(chronicle.entries)


@dataclass(slots=True)
class _Chronicle:
    """The entries so far, and the evidence of receipt that is not complete yet."""

    calendar: Calendar
    entries: list[Entry] = field(default_factory=list)
    application: ReceiptEvidence | None = None
    clarification: ReceiptEvidence | None = None

    def take(self, it: Occurrence) -> None:
        """Add what one happening does to the clock, if it does anything."""
        if it.happening in _EVIDENCE:
            self._take_evidence(it)
        elif it.happening in _LETTERS:
            self.entries.append(Suspend(it.on, _LETTERS[it.happening], it.who))
        elif it.happening in _LETTERS_RECEIVED:
            self._take_letter_received(it, _LETTERS_RECEIVED[it.happening])
        elif it.happening in _RETURNS:
            self._take_return(it, _RETURNS[it.happening])
        elif it.happening in _STOPS:
            self.entries.append(Stop(it.on, _STOPS[it.happening]))
        else:
            self._take_act(it)

    def lapse_before(self, as_of: date) -> None:
        """End the case if the applicant is still waited for and the last day has passed."""
        void = self._void()
        if void is not None and void.until is not None and void.until < as_of:
            self.entries.append(Stop(void.until, _LAPSES[void.why]))

    def _take_act(self, it: Occurrence) -> None:
        match it.happening:
            case Happening.RECEIVED | Happening.RECEIPT_DATE_CORRECTED:
                self.entries.append(Start(it.on))
            case Happening.CORRECTION_NOTICE_ISSUED:
                self.entries.append(Void(it.on, VoidReason.CLARIFICATION, it.until))
            case Happening.CORRECTED_RECEIVED:
                self._restart(it.on, RestartReason.CLARIFIED, excused=it.excused)
            case Happening.EXTENSION_NOTIFIED:
                self.entries.append(Extend(it.on, _days(it)))
            case Happening.DELAY_NOTIFIED | Happening.REDECISION_ORDERED:
                self._take_order(it)
            case Happening.FEE_NOTICE_ISSUED | Happening.FEE_NOTICE_RECEIVED:
                self._take_fee_notice(it)
            case Happening.FEE_PAID:
                self._restart(it.on, RestartReason.PAID, excused=it.excused)

    def _take_evidence(self, it: Occurrence) -> None:
        """Complete the evidence; once it gives a date of receipt, that date is day 0."""
        corrected = it.happening in _CORRECTED
        known = self.clarification if corrected else self.application
        evidence = _with(known, it)
        if corrected:
            self.clarification = evidence
        else:
            self.application = evidence
        result = receipt(evidence, self.calendar)
        if ReceiptFlag.CONFLICT in result.flags:
            raise RowInvalid(RowFault.RECEIPT_CONFLICT)
        if result.received_on is None:
            return
        if corrected:
            self.clarification = None
            self._restart(result.received_on, RestartReason.CLARIFIED, excused=it.excused)
        elif not any(isinstance(entry, Start) for entry in self.entries):
            self.entries.append(Start(result.received_on))

    def _restart(self, on: date, why: RestartReason, *, excused: bool) -> None:
        decided = self._decisive()
        if isinstance(decided, Stop):
            return  # What comes after the end does not re-open it: the applicant may apply anew.
        late = isinstance(decided, Void) and decided.until is not None and on > decided.until
        if isinstance(decided, Void) and late and not excused:
            self.entries.append(Stop(on, _LAPSES[decided.why]))
        else:
            self.entries.append(Restart(on, why))

    def _decisive(self) -> Start | Restart | Void | Resume | SetDate | Stop | None:
        """The last entry that says whether a period runs."""
        for entry in reversed(self.entries):
            if not isinstance(entry, Suspend | Extend):
                return entry
        return None

    def _void(self) -> Void | None:
        """The wait for the applicant that is still on, if any."""
        decided = self._decisive()
        return decided if isinstance(decided, Void) else None

    def _take_order(self, it: Occurrence) -> None:
        """A day that was set; an order without one lets the period run anew (条例 35, 51)."""
        if it.until is not None:
            self.entries.append(SetDate(it.on, it.until))
        elif it.happening is Happening.REDECISION_ORDERED and it.working_days is None:
            self.entries.append(Restart(it.on, RestartReason.ORDERED))
        else:
            raise RowInvalid(RowFault.NEEDS_KEY, name=it.name, key="until")

    def _take_fee_notice(self, it: Occurrence) -> None:
        """The clock is void from the notice; its receipt sets the last day to pay (R-FEE-5)."""
        until = it.until
        if it.happening is Happening.FEE_NOTICE_RECEIVED and until is None:
            until = last_day(LimitName.FEE_PAYMENT, it.on, self.calendar).on
        void = self._void()
        asked = void is not None and void.why is VoidReason.PAYMENT
        on = void.on if void is not None and asked else it.on
        self.entries.append(Void(on, VoidReason.PAYMENT, until))

    def _take_letter_received(self, it: Occurrence, why: SuspensionReason) -> None:
        letters = self._letters(it, why)
        if not letters:
            # Its issue was not recorded: it was issued on the day of its receipt at the latest.
            self.entries.append(Suspend(it.on, why, it.who, letter_received_on=it.on))
        unreceived = [pair for pair in letters if pair[1].letter_received_on is None]
        # A letter that is received a second time was received the first time.
        for number, letter in unreceived[:1]:
            self.entries[number] = replace(letter, letter_received_on=it.on)

    def _take_return(self, it: Occurrence, why: SuspensionReason) -> None:
        for number, letter in self._letters(it, why):
            self.entries[number] = replace(letter, ended_on=it.on)
            return
        raise RowInvalid(RowFault.NO_LETTER, name=it.name)

    def _letters(self, it: Occurrence, why: SuspensionReason) -> list[tuple[int, Suspend]]:
        """The unanswered letters to whom the happening names, oldest first, with their places."""
        return [
            (number, entry)
            for number, entry in enumerate(self.entries)
            if isinstance(entry, Suspend) and entry.why is why and entry.ended_on is None
            if not it.who or not entry.who or it.who == entry.who
        ]


def _with(known: ReceiptEvidence | None, it: Occurrence) -> ReceiptEvidence:
    """The evidence with one date more; a date already known is the decisive one and stays."""
    if known is None:
        channel = it.channel or _IMPLIED_CHANNELS.get(it.happening)
        if channel is None:
            raise RowInvalid(RowFault.NEEDS_KEY, name=it.name, key="channel")
        known = ReceiptEvidence(channel=channel)
    key = _EVIDENCE[it.happening]
    if getattr(known, key) is not None:
        return known
    dated: dict[str, Any] = {key: it.on}
    return replace(known, **dated)


def _days(it: Occurrence) -> int:
    if it.working_days is None:
        raise RowInvalid(RowFault.NEEDS_KEY, name=it.name, key="working_days")
    return it.working_days
