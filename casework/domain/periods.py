"""The limits that run once from one happening: opinions, payment, remedies, comments, reports.

Each is a row: how long, in which days, what a rest day at its end does, and its source. The reply
clock, which stops and starts, is in `clock`. 工作日 and 日 are never unified (C-11).
"""

import calendar as gregorian
from dataclasses import dataclass
from datetime import date, timedelta

from casework.domain.calendar import Calendar, Deadline
from casework.domain.clock import OPINION_PERIOD, PAYMENT_PERIOD
from casework.domain.happenings import Happening
from casework.domain.terms import Term, term

CLARIFICATION_NOTICE_LIMIT = 7  # working days: 条例 30
COMMENT_PERIOD = 30  # calendar days, strictly: 713号令 15, C-9


class Unit(Term):
    """What a limit is counted in."""

    WORKING_DAYS = term("working_days", "个工作日")
    CALENDAR_DAYS = term("calendar_days", "日")
    MONTHS = term("months", "个月")


class LimitName(Term):
    """The limits that Casework knows, beside the reply period."""

    CLARIFICATION_NOTICE = term("correction_notice", "内容不明确的，机关最迟在这一天要求补正")
    THIRD_PARTY_OPINION = term("third_party_opinion", "第三方提出意见的期限")
    AGENCY_OPINION = term("co_agency_opinion", "其他机关提出意见的期限")
    FEE_PAYMENT = term("fee_payment", "缴费期限")
    PROACTIVE_PUBLICATION = term("proactive_publication", "主动公开的期限")
    RECORD_CORRECTION = term("record_correction", "更正自身信息的目标期限")
    REVIEW_APPLICATION = term("review_application", "申请行政复议的期限")
    REVIEW_APPLICATION_UNINFORMED = term(
        "review_application_uninformed", "未被告知权利时申请行政复议的最长期限"
    )
    REVIEW_DECISION = term("review_decision", "行政复议审理期限")
    REVIEW_DECISION_SIMPLIFIED = term("review_decision_simplified", "行政复议简易程序审理期限")
    REVIEW_DECISION_EXTENDED = term("review_decision_extended", "行政复议延长后的审理期限")
    LITIGATION_DIRECT = term("litigation_direct", "直接提起行政诉讼的期限")
    LITIGATION_AFTER_REVIEW = term("litigation_after_review", "复议后提起行政诉讼的期限")
    LITIGATION_INACTION = term("litigation_inaction", "对逾期不答复提起行政诉讼的期限")
    LITIGATION_UNINFORMED = term(
        "litigation_uninformed", "未被告知起诉期限时提起行政诉讼的最长期限"
    )
    COMMENT_EARLIEST_END = term("comment_earliest_end", "征求意见最早截止日")
    FEEDBACK = term("feedback", "公布意见采纳情况的目标期限")
    HEARING_MATERIAL_LATEST = term("hearing_material_latest", "听证会材料最迟送达日")
    HEARING_NOTICE_LATEST = term("hearing_notice_latest", "规章听证会最迟公布日")
    LEGALITY_REVIEW_EARLIEST = term("legality_review_earliest", "合法性审查最早完成日")
    NPC_REPLY = term("npc_reply", "答复人大代表建议的期限")
    NPC_REPLY_COMPLEX = term("npc_reply_complex", "答复涉及面广、处理难度大的代表建议的期限")
    CPPCC_REPLY = term("cppcc_reply", "答复政协提案的期限（各地不同）")
    ANNUAL_REPORT = term("annual_report", "部门年度报告的最迟日")
    ANNUAL_REPORT_GOVERNMENT = term("annual_report_government", "本级政府年度报告的最迟日")
    POLICY_EXPLANATION = term("policy_explanation", "政策解读最迟公布日（地方规定）")
    MESSAGE_ENQUIRY = term("message_enquiry", "答复咨询的目标期限")
    MESSAGE_SUGGESTION = term("message_suggestion", "答复建议的目标期限")
    MESSAGE_COMPLAINT = term("message_complaint", "答复投诉求助的目标期限")
    MESSAGE_RED_LINE = term("message_red_line", "留言未回应的红线")
    PETITION_TRANSFER = term("petition_transfer", "信访事项转送、告知的期限")
    PETITION_OBJECTION = term("petition_objection", "对转送的信访事项提出异议的期限")
    PETITION_HANDLING = term("petition_handling", "信访事项办结的期限")
    PETITION_REVIEW = term("petition_review", "请求信访复查、复核的期限")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit: so much, from one of these happenings, by this rule.

    `rolls`: a last day on a rest day moves to the next working day (C-8). A negative amount counts
    backwards, and a latest day before something is never moved.
    """

    name: LimitName
    amount: int
    unit: Unit
    starts: tuple[Happening, ...]
    rule: str
    source: str
    rolls: bool = False


_H = Happening
_REPLY_RECEIVED = (_H.REPLY_RECEIVED, _H.REPLY_SIGNED)
_WD, _CD, _M = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS
_N = LimitName

# fmt: off
LIMITS: dict[LimitName, Limit] = {limit.name: limit for limit in (
    Limit(_N.CLARIFICATION_NOTICE, CLARIFICATION_NOTICE_LIMIT, _WD, (_H.RECEIVED,),
          "R-30-1", "条例 30"),
    Limit(_N.THIRD_PARTY_OPINION, OPINION_PERIOD, _WD, (_H.THIRD_PARTY_LETTER_RECEIVED,),
          "R-32-2", "条例 32"),
    Limit(_N.AGENCY_OPINION, OPINION_PERIOD, _WD, (_H.AGENCY_LETTER_RECEIVED,),
          "R-34-1", "条例 34"),
    Limit(_N.FEE_PAYMENT, PAYMENT_PERIOD, _WD, (_H.FEE_NOTICE_RECEIVED,),
          "R-FEE-5", "国办函〔2020〕109号"),
    Limit(_N.PROACTIVE_PUBLICATION, 20, _WD, (_H.INFORMATION_FORMED,), "R-26-1", "条例 26"),
    Limit(_N.RECORD_CORRECTION, 20, _WD, (_H.RECORD_CORRECTION_REQUESTED,), "R-41-1", "条例 41"),
    Limit(_N.REVIEW_APPLICATION, 60, _CD, _REPLY_RECEIVED,
          "R-51-2", "行政复议法 20 I", rolls=True),
    Limit(_N.REVIEW_APPLICATION_UNINFORMED, 12, _M, (_H.REPLY_CONTENT_KNOWN, *_REPLY_RECEIVED),
          "R-51-2", "行政复议法 20 III", rolls=True),
    Limit(_N.REVIEW_DECISION, 60, _CD, (_H.REVIEW_ACCEPTED,),
          "R-51-5", "行政复议法 62 I", rolls=True),
    Limit(_N.REVIEW_DECISION_SIMPLIFIED, 30, _CD, (_H.REVIEW_ACCEPTED,),
          "R-51-5", "行政复议法 62 II", rolls=True),
    Limit(_N.REVIEW_DECISION_EXTENDED, 90, _CD, (_H.REVIEW_ACCEPTED,),
          "R-51-5", "行政复议法 62 I", rolls=True),
    Limit(_N.LITIGATION_DIRECT, 6, _M, _REPLY_RECEIVED, "R-51-3", "行政诉讼法 46 I", rolls=True),
    Limit(_N.LITIGATION_AFTER_REVIEW, 15, _CD,
          (_H.REVIEW_DECISION_RECEIVED, _H.REVIEW_PERIOD_EXPIRED),
          "R-51-4", "行政诉讼法 45，行政复议法 34", rolls=True),
    Limit(_N.LITIGATION_INACTION, 6, _M, (_H.REPLY_PERIOD_EXPIRED,),
          "R-51-3", "行诉解释 66", rolls=True),
    Limit(_N.LITIGATION_UNINFORMED, 12, _M, (_H.REPLY_CONTENT_KNOWN, *_REPLY_RECEIVED),
          "R-51-3", "行诉解释 64", rolls=True),
    Limit(_N.COMMENT_EARLIEST_END, COMMENT_PERIOD, _CD, (_H.DRAFT_PUBLISHED,),
          "C-9", "713号令 15，规章制定程序条例 15"),
    Limit(_N.FEEDBACK, 20, _WD, (_H.COMMENTS_CLOSED,), "R-YG-2", "参照条例 26"),
    Limit(_N.HEARING_MATERIAL_LATEST, -7, _CD, (_H.HEARING_HELD,), "R-713-16", "713号令 16"),
    Limit(_N.HEARING_NOTICE_LATEST, -30, _CD, (_H.HEARING_HELD,),
          "R-GZ-16", "规章制定程序条例 16"),
    Limit(_N.LEGALITY_REVIEW_EARLIEST, 7, _WD, (_H.LEGALITY_REVIEW_SUBMITTED,),
          "R-713-26", "713号令 26 II"),
    Limit(_N.NPC_REPLY, 3, _M, (_H.NPC_SUGGESTION_ASSIGNED,), "R-NPC-1", "代表法 51", rolls=True),
    Limit(_N.NPC_REPLY_COMPLEX, 6, _M, (_H.NPC_SUGGESTION_ASSIGNED,),
          "R-NPC-1", "代表法 51", rolls=True),
    Limit(_N.CPPCC_REPLY, 3, _M, (_H.CPPCC_PROPOSAL_ASSIGNED,),
          "R-CPPCC-1", "地方规定", rolls=True),
    # 31 January and 31 March after the year: a fixed date, which no rest day moves (R-49-1).
    Limit(_N.ANNUAL_REPORT, 1, _M, (_H.YEAR_END,), "R-49-1", "条例 49 I"),
    Limit(_N.ANNUAL_REPORT_GOVERNMENT, 3, _M, (_H.YEAR_END,), "R-49-2", "条例 49 II"),
    Limit(_N.POLICY_EXPLANATION, 3, _WD, (_H.POLICY_PUBLISHED,), "R-JD-2", "地方规定"),
    Limit(_N.MESSAGE_ENQUIRY, 5, _WD, (_H.MESSAGE_RECEIVED,), "R-LY-5", "惯例"),
    Limit(_N.MESSAGE_SUGGESTION, 15, _WD, (_H.MESSAGE_RECEIVED,), "R-LY-5", "惯例"),
    Limit(_N.MESSAGE_COMPLAINT, 15, _WD, (_H.MESSAGE_RECEIVED,), "R-LY-5", "惯例"),
    Limit(_N.MESSAGE_RED_LINE, 3, _M, (_H.MESSAGE_RECEIVED,), "R-LY-1", "国办秘函〔2019〕19号"),
    Limit(_N.PETITION_TRANSFER, 15, _CD, (_H.PETITION_RECEIVED,),
          "R-XF-1", "信访工作条例 22", rolls=True),
    Limit(_N.PETITION_OBJECTION, 5, _WD, (_H.PETITION_RECEIVED,), "R-XF-1", "信访工作条例 23"),
    Limit(_N.PETITION_HANDLING, 60, _CD, (_H.PETITION_ACCEPTED,),
          "R-XF-1", "信访工作条例 34", rolls=True),
    Limit(_N.PETITION_REVIEW, 30, _CD, (_H.PETITION_OPINION_RECEIVED,),
          "R-XF-1", "信访工作条例 35, 36", rolls=True),
)}
# fmt: on


def last_day(name: LimitName, day_zero: date, calendar: Calendar) -> Deadline:
    """The last (or, by its name, the earliest) day of a limit that runs from day 0, not counted.

    Provisional where it rests on a year without notice. Raises YearNotArranged before the first
    arranged year, unless no working day matters.
    """
    limit = LIMITS[name]
    if limit.unit is Unit.WORKING_DAYS:
        return calendar.reach(day_zero, limit.amount)
    if limit.unit is Unit.CALENDAR_DAYS:
        end = day_zero + timedelta(days=limit.amount)
    else:
        year_end = date(day_zero.year, 12, 31)
        reports = Happening.YEAR_END in limit.starts
        end = months_after(year_end if reports else day_zero, limit.amount)
    return calendar.roll_forward(end) if limit.rolls else Deadline(end)


def months_after(day_zero: date, months: int) -> date:
    """The corresponding day of a later month, else that month's last day (C-8, 民法典 202)."""
    year, month = divmod(day_zero.year * 12 + day_zero.month - 1 + months, 12)
    days_in_month = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day_zero.day, days_in_month))


@dataclass(frozen=True, slots=True)
class RemedyWindow:
    """Until when the applicant may turn to reconsideration or to the court (R-51).

    `litigation` None: reconsideration comes first, so that no suit can be filed directly.
    """

    reconsideration: Deadline
    litigation: Deadline | None


def remedy_window(received_on: date, calendar: Calendar) -> RemedyWindow:
    """The last days to apply for reconsideration and to sue directly, after receipt of a reply."""
    return RemedyWindow(
        reconsideration=last_day(LimitName.REVIEW_APPLICATION, received_on, calendar),
        litigation=last_day(LimitName.LITIGATION_DIRECT, received_on, calendar),
    )
