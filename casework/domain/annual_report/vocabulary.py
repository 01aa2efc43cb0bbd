"""编制年度报告（条例 49–50，国办公开办函〔2021〕30号）: states, acts and words."""

from casework.domain.references import Mark
from casework.domain.terms import Term, term

NAME = "annual_report"
MARK = Mark.ANNUAL_REPORT


class State(Term):
    """Where a year's report stands. A restated one is published again, as a further edition."""

    NASCENT = term("nascent", "未开始编制")
    DRAFTING = term("drafting", "编制中")
    CHECKED = term("checked", "已核对，待审批")
    APPROVED = term("approved", "已批准，待公布")
    PUBLISHED = term("published", "已公布")


class Action(Term):
    """The lawful acts."""

    BEGIN = term("begin", "开始编制年度报告")
    ENTER = term("enter", "填写年度报告")
    CHECK = term("check", "核对并固定数据")
    RETURN = term("return", "退回修改")
    APPROVE = term("approve", "批准年度报告")
    PUBLISH = term("publish", "公布年度报告")
    RESTATE = term("restate", "更正已公布的年度报告")


class Section(Term):
    """The six sections, whose titles and order are fixed."""

    OVERVIEW = term("overview", "一、总体情况")
    PROACTIVE = term("proactive", "二、主动公开政府信息情况")
    REQUESTS = term("requests", "三、收到和处理政府信息公开申请情况")
    REMEDIES = term("remedies", "四、政府信息公开行政复议、行政诉讼情况")
    PROBLEMS = term("problems", "五、存在的主要问题及改进情况")
    OTHER = term("other", "六、其他需要报告的事项")


class Refusal(Term):
    """Why the law, beyond the table, says no."""

    YEAR_NOT_OVER = term(
        "year_not_over", "{year}年还没有结束。年度报告的数据截至12月31日，请在此之后核对。"
    )
    SECTION_MISSING = term("section_missing", "“{section}”还没有填写。请填写后再核对。")
    CELL_MISSING = term(
        "cell_missing", "表二还有没有填写的数字。没有发生的，请填0；不适用的，请按格式填0。"
    )
    DOES_NOT_RECONCILE = term(
        "does_not_reconcile",
        "勾稽关系不成立，不能核对通过：{identity}（{place}）应为{left}，实为{right}。"
        "请在核对页面点开有关数字，查看是哪些申请。",
    )
    CARRIED_IN_UNEXPLAINED = term(
        "carried_in_unexplained",
        "本年的“上年结转”与上一年度报告的“结转下年度继续办理”不一致（{place}应为{left}，实为{right}）。"
        "请在“关于上年结转的说明”中写明原因。",
    )
    SAME_PERSON = term("same_person", "核对数据的人不能自己批准。请由另一位负责人批准。")
