"""What people are told by message, in any procedure: that something happened, never what."""

from casework.domain.terms import Term, term


class Notice(Term):
    """What people are told by message: never content, only that something happened."""

    RECEIVED = term("received", "申请已收到")
    CLARIFICATION_ASKED = term("clarification_asked", "需要您补正")
    REASONS_ASKED = term("reasons_asked", "需要您说明理由")
    FEE_CHARGED = term("fee_charged", "需要您缴费")
    OTHERS_CONSULTED = term("others_consulted", "正在征求意见")
    OPINION_ASKED = term("opinion_asked", "请您提出意见")
    EXTENDED = term("extended", "答复期限有变化")
    DUE_DATE_MOVED = term("due_date_moved", "答复期限重新计算")
    REPLIED = term("replied", "已答复")
    LETTER_CORRECTED = term("letter_corrected", "文书已更正")
    REOPENED = term("reopened", "申请恢复办理")
    CLOSED = term("closed", "办理已终止")
    SPLIT = term("split", "申请已拆分办理")
    MERGED = term("merged", "申请已并入另一件")
    CODE_REISSUED = term("code_reissued", "查询码已更换")
    CONTACT_CHANGED = term("contact_changed", "联系方式已变更")
    MESSAGE_ACCEPTED = term("message_accepted", "留言已受理")
    MESSAGE_TRANSFERRED = term("message_transferred", "留言已转办")
    MESSAGE_REDIRECTED = term("message_redirected", "留言请向其他途径提出")
    MESSAGE_EXTENDED = term("message_extended", "留言的答复期限有变化")
    MESSAGE_REPLIED = term("message_replied", "留言已答复")
    CONTACT_TO_VERIFY = term("contact_to_verify", "请核验联系方式")
    COMMENT_HIDDEN = term("comment_hidden", "意见未予公开显示")
    COMMENT_ANSWERED = term("comment_answered", "意见采纳情况已反馈")
    CONSULTATION_EXTENDED = term("consultation_extended", "征求意见期限延长")
