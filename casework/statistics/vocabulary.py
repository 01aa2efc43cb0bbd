"""The words of the published figures, each definition beside what it defines."""

from casework.domain.terms import Term, term


class Group(Term):
    """The tables into which the figures fall."""

    FLOW = term("flow", "收到和办结")
    TIMELINESS = term("timeliness", "按期答复")
    OUTCOME = term("outcome", "办理结果")
    RECEIVED_BY_KIND = term("received_by_kind", "本年新收，按申请人类别")
    DISPOSED_BY_KIND = term("disposed_by_kind", "本年办结，按申请人类别")
    RECEIVED_BY_MONTH = term("received_by_month", "本年新收，按月")
    DISPOSED_BY_MONTH = term("disposed_by_month", "本年办结，按月")


class Figure(Term):
    """The figures that no other vocabulary names."""

    NEWLY_RECEIVED = term("newly_received", "本年新收")
    CARRIED_IN = term("carried_in", "上年结转")
    TOTAL_DISPOSED = term("total_disposed", "办理结果总计（本年办结）")
    CARRIED_OVER = term("carried_over", "结转下年度继续办理")
    OPEN_NOW = term("open_now", "正在办理")
    REPLIED = term("replied", "本年答复")
    IN_TIME = term("in_time", "其中按期答复")
    IN_TIME_RATE = term("in_time_rate", "按期答复率")


class Unit(Term):
    """What a figure counts in."""

    CASE = term("case", "件")
    PER_CENT = term("per_cent", "%")


class Definition(Term):
    """What a figure counts, by which date, and what it leaves out."""

    SCOPE = term(
        "scope",
        "统计本机关收到的政府信息公开申请，一份申请登记一件。网上提交、双方尚未确认收到的申请，"
        "以及收到之前撤回的申请，不计入任何一项。",
    )
    NEWLY_RECEIVED = term(
        "newly_received",
        "收到申请之日在统计区间内的申请。收到申请之日按《政府信息公开条例》第三十一条确定："
        "当面提交的为提交之日，邮寄的为签收之日，平常信函、传真和网上提交的为双方确认之日。",
    )
    CARRIED_IN = term("carried_in", "本年1月1日以前收到，到上年12月31日还没有办结的申请。")
    TOTAL_DISPOSED = term(
        "total_disposed",
        "办结之日在统计区间内的申请，不论哪一年收到。办结之日是答复送达之日，"
        "没有答复的是视为放弃、撤回或者终止办理之日。",
    )
    CARRIED_OVER = term(
        "carried_over",
        "统计区间最后一天还没有办结的申请，包括等待申请人补正的。年度还没有结束的，就是正在办理的申请。",
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
        "按期答复件数除以本年答复件数，四舍五入到小数点后一位。还在办理的申请不计入，不论是否已经逾期。",
    )
    OUTCOME = term(
        "outcome",
        "本年办结的申请，每件只计入一项，各项按政府信息公开工作年度报告格式（国办公开办函〔2021〕30号）表三排列。"
        "部分公开的只计入部分公开；申请人撤回的计入“其他”。",
    )
    RECEIVED_BY_KIND = term("received_by_kind", "本年新收的申请，按登记时确定的申请人类别。")
    DISPOSED_BY_KIND = term("disposed_by_kind", "本年办结的申请，按登记时确定的申请人类别。")
    RECEIVED_BY_MONTH = term("received_by_month", "本年新收的申请，按收到申请之日所在的月份。")
    DISPOSED_BY_MONTH = term("disposed_by_month", "本年办结的申请，按办结之日所在的月份。")
