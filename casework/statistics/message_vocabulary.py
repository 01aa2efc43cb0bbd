"""The words of the published figures on messages, each definition beside what it defines."""

from casework.domain.terms import Term, term


class Group(Term):
    """The tables into which the figures fall."""

    TOTAL = term("total", "总计")
    BY_MONTH = term("by_month", "按收到的月份")
    BY_KIND = term("by_kind", "按类别")
    BY_UNIT = term("by_unit", "按答复部门")


class Figure(Term):
    """What is said of all messages, and of those of each month, kind and unit."""

    RECEIVED = term("received", "收到")
    ANSWERED = term("answered", "已答复")
    REDIRECTED = term("redirected", "已告知其他途径")
    HIDDEN = term("hidden", "已屏蔽")
    OPEN = term("open", "正在办理")
    OVERDUE = term("overdue", "其中已逾期")
    IN_TIME = term("in_time", "按期答复")
    ANSWER_RATE = term("answer_rate", "答复率")
    MEDIAN = term("median", "答复所用工作日的中位数")


class Unit(Term):
    """What a figure counts in."""

    MESSAGE = term("message", "件留言")
    PER_CENT = term("per_cent", "%")
    WORKING_DAY = term("working_day", "个工作日")


class Definition(Term):
    """What a figure counts, by which date, and what it leaves out."""

    SCOPE = term(
        "scope",
        "统计本机关收到的意见建议留言，包括网上、电话、来信和来访，一件留言登记一件。"
        "联系方式尚未核验、因而还没有收到的留言，不计入任何一项。各项都按收到留言之日归入所在的年度和月份，"
        "数据是截至“数据更新至”这一时刻的办理情况，以后会随办理而变化。",
    )
    RECEIVED = term("received", "收到留言之日在统计区间内的留言。")
    ANSWERED = term("answered", "已经作出第一次答复的留言。追问以后正在办理的，仍计入。")
    REDIRECTED = term(
        "redirected",
        "属于信访、其他机关等其他途径、已经告知的留言，以及转为政府信息公开申请的留言。",
    )
    HIDDEN = term("hidden", "因威胁、辱骂、广告等原因屏蔽、不予办理的留言。")
    OPEN = term("open", "还没有答复、告知或者屏蔽的留言。")
    OVERDUE = term("overdue", "正在办理的留言中，已经过了答复期限的。")
    IN_TIME = term("in_time", "第一次答复不晚于答复期限最后一天的留言。")
    ANSWER_RATE = term(
        "answer_rate",
        "已答复的件数，除以收到的件数减去已告知其他途径和已屏蔽的件数，四舍五入到小数点后一位。"
        "还没有到期的留言也在分母中。",
    )
    MEDIAN = term(
        "median",
        "已答复的留言从收到次日到第一次答复之日的工作日数，由少到多排列居中的一个；"
        "件数是偶数的，取居中两个的平均数。应当与已答复的件数一起看：件数少的，个别留言就会使它变化。",
    )


DEFINITIONS = {figure: Definition(figure.value) for figure in Figure}


class Identity(Term):
    """What must be equal before any figure is published."""

    FATES = term("M-1", "已答复、已告知其他途径、已屏蔽与正在办理之和，等于收到")
    MONTHS = term("M-2", "各月之和，等于总计")
    KINDS = term("M-3", "各类别之和，等于总计")
    UNITS = term("M-4", "各部门之和，等于总计")


class Part(Term):
    """What stands where no unit has it yet."""

    NOBODYS = term("nobodys", "尚未受理")
