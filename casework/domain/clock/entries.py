"""What an act does to the reply clock: one frozen entry for each clock effect of the workflow."""

from dataclasses import dataclass
from datetime import date

from casework.domain.terms import Term, term

REPLY_PERIOD = 20  # working days: 条例 33 II
EXTENSION_LIMIT = 20  # working days, once: 条例 33 II
PAYMENT_PERIOD = 20  # working days after the fee notice is received: R-FEE-5
OPINION_PERIOD = 15  # working days after the letter is received: 条例 32, 34


class EntryFault(Term):
    """The sentences that say why an entry cannot be."""

    BEFORE_LETTER = term("before_letter", "{later}早于发出征求意见书的{on}")
    EXTENSION_LENGTH = term("extension_length", "延长的期限是1至{limit}个工作日")
    SET_IN_PAST = term("set_in_past", "指定的答复日期{later}早于{on}")


class EntryInvalid(ValueError):
    """An entry that cannot be: its dates run backwards, or its length is not lawful."""

    def __init__(self, fault: EntryFault, **blanks: date | int) -> None:
        super().__init__(fault.zh.format(**blanks))
        self.fault = fault
        self.blanks = blanks


class StartReason(Term):
    """Which day day 0 is. Only the first has a period by the Regulation; the rest are settings."""

    REQUEST_RECEIVED = term("request_received", "收到申请之日")
    CORRECTION_RECEIVED = term("correction_received", "收到更正申请之日")
    COMMENTS_CLOSED = term("comments_closed", "征求意见截止之日")
    MESSAGE_RECEIVED = term("message_received", "收到留言之日")


class RestartReason(Term):
    """Why the period is counted anew from zero."""

    CLARIFIED = term("clarified", "收到补正的申请")
    PAID = term("paid", "完成缴费")
    ORDERED = term("ordered", "责令重新处理")


class VoidReason(Term):
    """What is awaited while no reply period runs."""

    CLARIFICATION = term("clarification", "等待申请人补正")
    PAYMENT = term("payment", "等待申请人缴费")


class SuspensionReason(Term):
    """Whose opinion is being asked while days are not counted (条例 33 III)."""

    THIRD_PARTY = term("third_party", "征求第三方意见")
    AGENCY = term("agency", "征求其他机关意见")


class StopReason(Term):
    """What ended the clock."""

    REPLIED = term("replied", "已答复")
    LAPSED_CLARIFICATION = term("lapsed_clarification", "逾期不补正")
    LAPSED_FEE = term("lapsed_fee", "逾期不缴费")
    WITHDRAWN = term("withdrawn", "申请人撤回")
    CLOSED = term("closed", "其他情形终止")


@dataclass(frozen=True, slots=True)
class Start:
    """It was received: day 0, never counted, never shifted off a rest day (C-1)."""

    on: date
    why: StartReason = StartReason.REQUEST_RECEIVED


@dataclass(frozen=True, slots=True)
class Restart:
    """A new day 0; what was counted, excluded or added before is gone (C-3, C-7)."""

    on: date
    why: RestartReason


@dataclass(frozen=True, slots=True)
class Void:
    """From this day no reply period runs until a Restart, or a Resume.

    `until` is the last day on which the applicant may clarify or pay; None if not known yet.
    `notice_received_on`: from it the calendar tells the last day to pay, in place of `until`.
    """

    on: date
    why: VoidReason
    until: date | None = None
    notice_received_on: date | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """What was waited for is no longer asked: the period runs on from what was used of it.

    The days of the wait, after the Void's up to this one, are not counted.
    """

    on: date


@dataclass(frozen=True, slots=True)
class Suspend:
    """An opinion was asked: the days after `on` up to the return, inclusive, are not counted.

    The span ends with `ended_on`, and at the latest with the last of the 15 working days after
    `letter_received_on`: whoever is silent then is no longer waited for (条例 32, 34; C-4). With
    neither date the span is open and no due date exists.
    """

    on: date
    why: SuspensionReason | VoidReason
    who: str = ""
    letter_received_on: date | None = None
    ended_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse a letter received, or an opinion returned, before the letter was issued."""
        for later in (self.letter_received_on, self.ended_on):
            if later is not None and later < self.on:
                raise EntryInvalid(EntryFault.BEFORE_LETTER, later=later, on=self.on)


@dataclass(frozen=True, slots=True)
class Extend:
    """The applicant was told on `on` that the period is longer by 1 to 20 working days (C-6)."""

    on: date
    working_days: int

    def __post_init__(self) -> None:
        """Refuse a length that 条例 33 II does not allow."""
        if not 1 <= self.working_days <= EXTENSION_LIMIT:
            raise EntryInvalid(EntryFault.EXTENSION_LENGTH, limit=EXTENSION_LIMIT)


@dataclass(frozen=True, slots=True)
class SetDate:
    """An explicit last day, told on `on`: a deferral (条例 35) or an order's limit."""

    on: date
    due_on: date

    def __post_init__(self) -> None:
        """Refuse a last day that has passed before it was set."""
        if self.due_on < self.on:
            raise EntryInvalid(EntryFault.SET_IN_PAST, later=self.due_on, on=self.on)


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock ends. For a reply, `on` is the day that decides timeliness (R-SVC-4)."""

    on: date
    why: StopReason


Entry = Start | Restart | Void | Resume | Suspend | Extend | SetDate | Stop
