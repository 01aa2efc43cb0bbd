"""The words of the published figures, each definition beside what it defines."""

from dataclasses import dataclass
from decimal import Decimal

from casework.domain.terms import Term, term


class Group(Term):
    """The tables into which the figures fall."""

    FLOW = term("flow", "收到和办结")
    TIMELINESS = term("timeliness", "按期答复")
    COURSE = term("course", "延期和中止")
    FULL_MONTHS = term("full_months", "本期满月合计，供比较")
    YEAR_BEFORE = term("year_before", "上年同期")
    RECEIVED_BY_MONTH = term("received_by_month", "新收，按月")
    DISPOSED_BY_MONTH = term("disposed_by_month", "办结，按月")
    RECEIVED_BY_QUARTER = term("received_by_quarter", "新收，按季度")
    DISPOSED_BY_QUARTER = term("disposed_by_quarter", "办结，按季度")
    OUTCOME = term("outcome", "办理结果")
    RECEIVED_BY_KIND = term("received_by_kind", "新收，按申请人类别")
    DISPOSED_BY_KIND = term("disposed_by_kind", "办结，按申请人类别")
    RECEIVED_BY_CHANNEL = term("received_by_channel", "新收，按申请渠道")
    RECONSIDERATION = term("reconsideration", "行政复议")
    LITIGATION = term("litigation", "未经复议直接起诉的行政诉讼")
    LITIGATION_AFTER = term("litigation_after", "复议后起诉的行政诉讼")
    CONSULTATIONS = term("consultations", "意见征集")
    MESSAGES = term("messages", "意见建议")


class Figure(Term):
    """The figures that no other vocabulary names."""

    NEWLY_RECEIVED = term("newly_received", "新收")
    CARRIED_IN = term("carried_in", "期初结转")
    TOTAL_DISPOSED = term("total_disposed", "办结")
    CARRIED_OVER = term("carried_over", "期末未办结")
    OPEN_NOW = term("open_now", "正在办理")
    REPLIED = term("replied", "作出答复")
    IN_TIME = term("in_time", "其中按期答复")
    IN_TIME_RATE = term("in_time_rate", "按期答复率")
    MEDIAN = term("median_working_days", "答复所用工作日的中位数")
    EXTENDED = term("extended", "延长过答复期限")
    SUSPENDED = term("suspended", "有期间不计入答复期限")


class Unit(Term):
    """What a figure counts in."""

    CASE = term("case", "件")
    PER_CENT = term("per_cent", "%")
    WORKING_DAY = term("working_day", "个工作日")


class Definition(Term):
    """What a figure counts, by which date, and what it leaves out."""

    SCOPE = term(
        "scope",
        "统计收到的政府信息公开申请，一份申请登记一件。网上提交、双方尚未确认收到的申请，"
        "以及收到之前撤回的申请，不计入任何一项。",
    )
    NEWLY_RECEIVED = term(
        "newly_received",
        "收到申请之日在统计区间内的申请。收到申请之日按《政府信息公开条例》第三十一条确定："
        "当面提交的为提交之日，邮寄的为签收之日，平常信函、传真和网上提交的为双方确认之日。",
    )
    CARRIED_IN = term("carried_in", "统计区间开始以前收到，到开始时还没有办结的申请。")
    TOTAL_DISPOSED = term(
        "total_disposed",
        "办结之日在统计区间内的申请，不论什么时候收到。办结之日是答复送达之日，"
        "没有答复的是视为放弃、撤回或者终止办理之日。",
    )
    CARRIED_OVER = term(
        "carried_over",
        "统计区间最后一天还没有办结的申请，包括等待申请人补正的。区间还没有结束的，就是正在办理的申请。",
    )
    REPLIED = term(
        "replied", "办结的申请中作出了答复的。视为放弃、撤回和其他终止办理的没有答复，不计入。"
    )
    IN_TIME = term(
        "in_time",
        "答复不晚于答复期限最后一天的。直接送达以签收之日为准，邮寄以交邮之日为准"
        "（国办公开办函〔2016〕235号），网上送达以发送之日为准。",
    )
    IN_TIME_RATE = term(
        "in_time_rate",
        "按期答复件数除以答复件数，四舍五入到小数点后一位。还在办理的申请不计入，不论是否已经逾期。",
    )
    MEDIAN = term(
        "median_working_days",
        "每件答复用了多少个计入答复期限的工作日，由少到多排列居中的一个；件数是偶数的，"
        "取居中两个的平均数。等待补正、征求第三方意见等不计入期限的时间不算。",
    )
    EXTENDED = term("extended", "办结的申请中，依照条例第三十三条第二款延长过答复期限的。")
    SUSPENDED = term(
        "suspended",
        "办结的申请中，有一段时间依照条例不计入答复期限的，例如征求第三方意见、等待缴费。",
    )
    COMPARED = term(
        "compared",
        "与上年同样的月份比较，只比较已经过完的月份；期末未办结的，比较最后一个满月月底的件数。"
        "率的差是百分点。",
    )
    OUTCOME = term(
        "outcome",
        "办结的申请，每件只计入一项，各项按政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）表三排列。"
        "部分公开的只计入部分公开；申请人撤回的计入“其他”。",
    )
    RECEIVED_BY_KIND = term("received_by_kind", "新收的申请，按登记时确定的申请人类别。")
    DISPOSED_BY_KIND = term("disposed_by_kind", "办结的申请，按登记时确定的申请人类别。")
    RECEIVED_BY_CHANNEL = term("received_by_channel", "新收的申请，按申请送到本机关的方式。")
    RECEIVED_BY_MONTH = term("received_by_month", "新收的申请，按收到申请之日所在的月份、季度。")
    DISPOSED_BY_MONTH = term("disposed_by_month", "办结的申请，按办结之日所在的月份、季度。")
    REMEDY = term(
        "remedy",
        "审结的按审结之日，在统计区间内的；尚未审结的，是统计区间最后一天还没有结果的，不论什么时候提起。",
    )


class Withheld(Term):
    """Why a number is not there."""

    SUPPRESSED = term("suppressed", "不单独公布")
    BY_YEAR = term(
        "by_year",
        "几个机关合计的，办理结果、申请人类别和申请渠道只按全年公布。",
    )
    WHY = term(
        "why",
        "写明“不单独公布”的，是少于5件、单独公布可能让人认出申请人的数，"
        "以及公布了就能推算出它们的数；后一种可以是任何数，包括0。合计照常公布。",
    )


class Identity(Term):
    """What must be equal before any figure is published."""

    FLOW = term("D-1", "收到以来的新收减去办结，等于登记簿上还没有办结的")
    OUTCOMES = term("D-2", "各项办理结果之和，等于办结")
    CHANNELS = term("D-3", "各种渠道之和，等于新收")
    OPEN = term("D-4", "任何一个月底，还没有办结的都不少于0件")
    BESIDE = term("D-5", "意见征集和意见建议的各项数字，各自与其总数相符")


@dataclass(frozen=True, slots=True)
class Line:
    """One published figure: what it is, its value, what it counts.

    `value` None: nothing to divide by, or, where `is_suppressed`, not told because it is of a very
    few or would tell such a one.
    """

    group: Group
    key: str
    label: Term | str
    value: int | Decimal | None
    unit: Term
    definition: Term
    is_suppressed: bool = False
