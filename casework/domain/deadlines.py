"""Which date a row asks for: the answer to (clock, what happened), as the vector files write it.

An answer is a date, UNDETERMINED with its reason, or CLOSED with the row of table 三 in which the
case ended. Nothing is asked of today but whether a deadline that was set has passed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casework.domain.calendar import Calendar, Deadline, YearNotArranged
from casework.domain.chronicle import entries
from casework.domain.clock import EntryInvalid, Reckoning, StopReason, reckon
from casework.domain.happenings import Happening
from casework.domain.occurrences import Occurrence, RowFault, RowInvalid, occurrences
from casework.domain.periods import LIMITS, Limit, LimitName, last_day
from casework.domain.terms import Term, term


class ReplyDate(Term):
    """The dates that follow from the reply clock itself."""

    REPLY = term("reply", "答复期限")
    EXTENSION_NOTICE_LATEST = term("extension_notice_latest", "延期告知最迟日")
    FEE_NOTICE_LATEST = term("fee_notice_latest", "收费通知最迟日")


class Undetermined(Term):
    """Why there is no date."""

    YEAR = term("year", "期限进入{year}年，该年的节假日安排没有录入；暂估{on}")
    NOT_RECEIVED = term("not_received", "尚未收到申请：缺少签收或者双方确认的日期")
    VOID = term("void", "等待申请人补正或者缴费，答复期限没有计算")
    SUSPENDED = term("suspended", "征求意见书没有送达日期，也没有收到意见，何时恢复计算未知")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a row comes to. `text` is a date, UNDETERMINED or CLOSED:…; `why` says it in words."""

    text: str
    why: str = ""


# The rows of table 三 that end a case without a reply.
CLOSED_ROWS = {
    StopReason.LAPSED_CLARIFICATION: "(六)1",
    StopReason.LAPSED_FEE: "(六)2",
    StopReason.WITHDRAWN: "(六)3",
    StopReason.CLOSED: "(六)3",
}

_SYNONYMS: dict[str, ReplyDate | LimitName] = {
    "reply_due": ReplyDate.REPLY,
    "extension_notice": ReplyDate.EXTENSION_NOTICE_LATEST,
    "fee_notice": ReplyDate.FEE_NOTICE_LATEST,
    "clarification_notice": LimitName.CLARIFICATION_NOTICE,
    "correction_notice_latest": LimitName.CLARIFICATION_NOTICE,
    "other_agency_opinion": LimitName.AGENCY_OPINION,
    "agency_opinion": LimitName.AGENCY_OPINION,
    "fee_payment_latest": LimitName.FEE_PAYMENT,
    "reconsideration_application": LimitName.REVIEW_APPLICATION,
    "litigation_after_reconsideration": LimitName.LITIGATION_AFTER_REVIEW,
    "litigation_after_review_decision": LimitName.LITIGATION_AFTER_REVIEW,
    "litigation": LimitName.LITIGATION_DIRECT,
    "reconsideration_decision": LimitName.REVIEW_DECISION,
    "review_decision_simple": LimitName.REVIEW_DECISION_SIMPLIFIED,
    "feedback_publication": LimitName.FEEDBACK,
    "comment_feedback": LimitName.FEEDBACK,
    "npc_reply_extended": LimitName.NPC_REPLY_COMPLEX,
    "annual_report_department": LimitName.ANNUAL_REPORT,
    "annual_report_gov": LimitName.ANNUAL_REPORT_GOVERNMENT,
    "hearing_announcement_latest": LimitName.HEARING_NOTICE_LATEST,
}

# A limit has others beside it, which a word in the row chooses.
_VARIANTS = {
    (LimitName.NPC_REPLY, "complex"): LimitName.NPC_REPLY_COMPLEX,
    (LimitName.REVIEW_DECISION, "simplified"): LimitName.REVIEW_DECISION_SIMPLIFIED,
    (LimitName.REVIEW_DECISION, "简易"): LimitName.REVIEW_DECISION_SIMPLIFIED,
    (LimitName.REVIEW_DECISION, "extended"): LimitName.REVIEW_DECISION_EXTENDED,
}


def answer(clock: str, events: str, calendar: Calendar, as_of: date) -> Answer:
    """The answer to one row of the vector form: `clock` and its JSON `events`.

    `as_of` decides only whether a deadline to clarify or to pay has passed unanswered.
    Raises RowInvalid with the sentence to show.
    """
    name = _clock(clock)
    happened = occurrences(events)
    if isinstance(name, ReplyDate):
        return _reply_answer(name, reckoning(happened, calendar, as_of))
    try:
        if name is LimitName.CLARIFICATION_NOTICE:
            return _notice_answer(reckoning(happened, calendar, as_of))
        return _limit_answer(LIMITS[name], happened, calendar)
    except YearNotArranged as error:
        raise RowInvalid(RowFault.YEAR_NOT_ARRANGED, year=error.year) from error


def reckoning(happened: Iterable[Occurrence], calendar: Calendar, as_of: date) -> Reckoning:
    """The reply clock of what happened. Raises RowInvalid."""
    try:
        return reckon(entries(happened, calendar, as_of), calendar)
    except YearNotArranged as error:
        raise RowInvalid(RowFault.YEAR_NOT_ARRANGED, year=error.year) from error
    except EntryInvalid as error:
        raise RowInvalid(RowFault.IMPOSSIBLE, detail=error) from error


def _clock(clock: str) -> ReplyDate | LimitName:
    word = clock.strip().lower().replace("-", "_").replace(" ", "_")
    named: ReplyDate | LimitName | None = _CLOCKS.get(word)
    if named is None:
        raise RowInvalid(RowFault.UNKNOWN_CLOCK, name=clock)
    return named


def _reply_answer(name: ReplyDate, found: Reckoning) -> Answer:
    if found.stop is not None and found.stop.why in CLOSED_ROWS:
        return Answer(f"CLOSED:{CLOSED_ROWS[found.stop.why]}", found.stop.why.zh)
    if found.day_zero is None and found.fixed is None:
        return _undetermined(Undetermined.NOT_RECEIVED)
    if found.void is not None:
        return _undetermined(Undetermined.VOID)
    extending = name is ReplyDate.EXTENSION_NOTICE_LATEST
    due_on = found.unextended_due_on if extending else found.due_on
    if due_on is None:
        return _undetermined(Undetermined.SUSPENDED)
    # A day that was set is certain, whatever year it lies in.
    certain = found.fixed is not None and not extending
    provisional = not certain and due_on > found.calendar.last_day
    return _dated(Deadline(due_on, provisional), found.calendar)


def _notice_answer(found: Reckoning) -> Answer:
    """The seven working days run from the last day 0, and anew after a clarification (R-30-4)."""
    if found.day_zero is None:
        return _undetermined(Undetermined.NOT_RECEIVED)
    notice = last_day(LimitName.CLARIFICATION_NOTICE, found.day_zero, found.calendar)
    return _dated(notice, found.calendar)


def _limit_answer(limit: Limit, happened: Sequence[Occurrence], calendar: Calendar) -> Answer:
    for start in limit.starts:
        begun = [occurrence for occurrence in happened if occurrence.happening is start]
        if begun:
            name = _variant(limit.name, begun[-1].variant, happened)
            return _dated(last_day(name, begun[-1].on, calendar), calendar)
    names = "、".join(start.value for start in limit.starts)
    raise RowInvalid(RowFault.NEEDS_EVENT, clock=limit.name.value, names=names)


def _variant(name: LimitName, variant: str, happened: Iterable[Occurrence]) -> LimitName:
    extended = any(occurrence.happening is Happening.REVIEW_EXTENDED for occurrence in happened)
    return _VARIANTS.get((name, "extended" if extended else variant), name)


def _dated(deadline: Deadline, calendar: Calendar) -> Answer:
    if deadline.provisional:
        year = calendar.last_year + 1
        return _undetermined(Undetermined.YEAR, year=year, on=deadline.on)
    return Answer(deadline.on.isoformat())


def _undetermined(why: Undetermined, **blanks: object) -> Answer:
    return Answer("UNDETERMINED", why.zh.format(**blanks))


_CLOCKS: dict[str, ReplyDate | LimitName] = {
    **{limit.value: limit for limit in LimitName},
    **{date_.value: date_ for date_ in ReplyDate},
    **_SYNONYMS,
}
