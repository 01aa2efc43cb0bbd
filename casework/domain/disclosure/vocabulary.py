"""The states and acts of a disclosure request, as style.md names them."""

from casework.domain.terms import Term, term


class State(Term):
    """Where a request stands. Overdue, due soon and suspended are computed, never states."""

    NASCENT = term("nascent", "未提交")
    SUBMITTED = term("submitted", "待确认收到")
    RECEIVED = term("received", "已收到待分办")
    IN_PROGRESS = term("in_progress", "办理中")
    AWAITING_CLARIFICATION = term("awaiting_clarification", "待补正")
    IN_REVIEW = term("in_review", "审核中")
    TO_SIGN = term("to_sign", "待签发")
    ISSUED = term("issued", "已签发待送达")
    REPLIED = term("replied", "已答复")
    LAPSED = term("lapsed", "视为放弃")
    WITHDRAWN = term("withdrawn", "已撤回")


class Action(Term):
    """The lawful acts."""

    SUBMIT = term("submit", "网上提交申请")
    REGISTER = term("register", "登记申请")
    CONFIRM_RECEIPT = term("confirm_receipt", "确认收到")
    ASSIGN = term("assign", "分办")
    ASK_CLARIFICATION = term("ask_clarification", "要求补正")
    CLARIFY = term("clarify", "收到补正")
    LAPSE = term("lapse", "逾期不补正，终止办理")
    PROPOSE_EXTENSION = term("propose_extension", "提请延期")
    EXTEND = term("extend", "批准延期")
    DRAFT_DECISION = term("draft_decision", "拟写答复")
    SUBMIT_FOR_REVIEW = term("submit_for_review", "送审")
    RETURN = term("return", "退回修改")
    PASS_REVIEW = term("pass_review", "审核通过")
    SIGN = term("sign", "批准签发")
    SERVE = term("serve", "送达")
    WITHDRAW = term("withdraw", "撤回申请")
    CLOSE = term("close", "其他情形终止办理")
    RATE = term("rate", "评价办理")
    REISSUE_CODE = term("reissue_code", "核验身份后重发查询码")


FINAL = frozenset({State.REPLIED, State.LAPSED, State.WITHDRAWN})
OPEN = tuple(state for state in State if state not in FINAL and state is not State.NASCENT)


class Notice(Term):
    """What the applicant is told by message: never content, only that something happened."""

    RECEIVED = term("received", "申请已收到")
    CLARIFICATION_ASKED = term("clarification_asked", "需要您补正")
    EXTENDED = term("extended", "答复期限有变化")
    DUE_DATE_MOVED = term("due_date_moved", "答复期限重新计算")
    REPLIED = term("replied", "已答复")
    CLOSED = term("closed", "办理已终止")
    CODE_REISSUED = term("code_reissued", "查询码已更换")
