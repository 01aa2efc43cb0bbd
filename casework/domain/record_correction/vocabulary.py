"""更正自身信息记录（条例 41）: the states and acts of a record correction."""

from casework.domain.references import Mark
from casework.domain.terms import Term, term

NAME = "record_correction"
MARK = Mark.RECORD_CORRECTION


class State(Term):
    """Where a record correction stands."""

    NASCENT = term("nascent", "未提交")
    SUBMITTED = term("submitted", "待确认收到")
    RECEIVED = term("received", "已收到待分办")
    IN_PROGRESS = term("in_progress", "办理中")
    TO_SIGN = term("to_sign", "待签发")
    REPLIED = term("replied", "已答复")
    WITHDRAWN = term("withdrawn", "已撤回")


class Action(Term):
    """The lawful acts."""

    SUBMIT = term("submit", "网上提交更正申请")
    REGISTER = term("register", "登记更正申请")
    CONFIRM_RECEIPT = term("confirm_receipt", "确认收到")
    ASSIGN = term("assign", "分办")
    PROPOSE = term("propose", "拟写处理结果")
    RETURN = term("return", "退回修改")
    APPROVE = term("approve", "批准并签发告知书")
    SERVE_LETTER = term("serve_letter", "记录告知书的送达")
    WITHDRAW = term("withdraw", "撤回申请")
    NOTE = term("note", "内部备注")
    RECUSE = term("recuse", "回避")
    RESTRICT = term("restrict", "限制查阅")
    LIFT_RESTRICTION = term("lift_restriction", "解除限制查阅")
    REISSUE_CODE = term("reissue_code", "核验身份后重发查询码")


FINAL = frozenset({State.REPLIED, State.WITHDRAWN})
OPEN = tuple(state for state in State if state not in FINAL and state is not State.NASCENT)
ANY = tuple(state for state in State if state is not State.NASCENT)


class Result(Term):
    """How a record correction is answered (条例 41)."""

    CORRECTED = term("corrected", "属实，予以更正")
    TRANSFERRED = term("transferred", "不属于本机关职能范围，转送有权更正的机关")
    POINTED = term("pointed", "不属于本机关职能范围，告知向有权更正的机关提出")
    DECLINED = term("declined", "记录并无不准确，不予更正")


class Refusal(Term):
    """Why the law, beyond the table, says no."""

    NOTHING_CORRECTED = term(
        "nothing_corrected", "予以更正的，请写明更正哪一项记录、原来的内容和更正后的内容。"
    )
    NO_AGENCY = term("no_agency", "转送或者告知向其他机关提出的，请写明有权更正的机关。")
    NO_REASON = term("no_reason", "不予更正的，请写明理由。")
    NO_FINDINGS = term("no_findings", "请写明审核的经过和依据。")
    SAME_PERSON = term("same_person", "拟写处理结果的人不能自己批准。请由另一位负责人批准。")
