"""The reply clock of 条例 30 to 35 and 42: `reckon(entries, calendar)` gives date and state.

`ledger(reckoning)` explains it, day by day. Nothing here knows what day it is: methods ask.

An entry is what one act did to the clock; entries stand in the order in which they took effect:

    START    Start(on)                    day 0 is the day of receipt (C-1, 条例 31)
    RESTART  Restart(on, why)             from zero: clarified, paid, ordered (C-3, C-7)
    VOID     Void(on, why, until)         no clock runs until a Restart; `until`: the wait's date
    RESUME   Resume(on)                   the fee is waived: (told, waived] is not counted
    SUSPEND  Suspend(on, why, who, …)     (issued, returned] is not counted (C-4, C-5)
    EXTEND   Extend(on, working_days)     once, told by the last day (C-6)
    SET      SetDate(on, due_on)          an explicit date (条例 35, an order)
    STOP     Stop(on, why)                replied, lapsed, withdrawn, closed

A moved receipt date is another Start: it keeps spans and extension, a Restart begins anew.
"""

from casework.domain.clock.entries import (
    EXTENSION_LIMIT,
    OPINION_PERIOD,
    PAYMENT_PERIOD,
    REPLY_PERIOD,
    Entry,
    EntryFault,
    EntryInvalid,
    Extend,
    Restart,
    RestartReason,
    Resume,
    SetDate,
    Start,
    StartReason,
    Stop,
    StopReason,
    Suspend,
    SuspensionReason,
    Void,
    VoidReason,
)
from casework.domain.clock.ledger import LedgerDay, LedgerKind, ledger
from casework.domain.clock.reckoning import ClockState, Reckoning, reckon
from casework.domain.clock.spans import Span

__all__ = [
    "EXTENSION_LIMIT",
    "OPINION_PERIOD",
    "PAYMENT_PERIOD",
    "REPLY_PERIOD",
    "ClockState",
    "Entry",
    "EntryFault",
    "EntryInvalid",
    "Extend",
    "LedgerDay",
    "LedgerKind",
    "Reckoning",
    "Restart",
    "RestartReason",
    "Resume",
    "SetDate",
    "Span",
    "Start",
    "StartReason",
    "Stop",
    "StopReason",
    "Suspend",
    "SuspensionReason",
    "Void",
    "VoidReason",
    "ledger",
    "reckon",
]
