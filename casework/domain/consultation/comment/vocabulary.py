"""对征求意见稿的意见: the states and acts of a comment, and why one is not shown."""

from casework.domain.references import Mark
from casework.domain.terms import Term, term

NAME = "comment"
MARK = Mark.COMMENT


class State(Term):
    """Where a comment stands."""

    NASCENT = term("nascent", "未提交")
    PENDING_VERIFICATION = term("pending_verification", "待核验联系方式")
    RECEIVED = term("received", "已收到")
    HIDDEN = term("hidden", "不公开显示")
    CONSIDERED = term("considered", "已归集研究")
    ANSWERED = term("answered", "已答复")


class Action(Term):
    """The lawful acts."""

    SUBMIT = term("submit", "提出意见")
    SUBMIT_UNVERIFIED = term("submit_unverified", "提出意见，待核验联系方式")
    VERIFY = term("verify", "核验联系方式")
    WAIVE_VERIFICATION = term("waive_verification", "不经核验收下")
    KEY_IN = term("key_in", "录入纸质、电话或者会议上的意见")
    HIDE = term("hide", "不公开显示")
    UNHIDE = term("unhide", "恢复公开显示")
    RESUBMIT = term("resubmit", "修改后重新提交")
    CONSIDER = term("consider", "归集研究")
    ANSWER = term("answer", "答复采纳情况")
    NOTE = term("note", "内部备注")


FINAL = frozenset({State.ANSWERED})
ANY = tuple(state for state in State if state is not State.NASCENT)


class HidingReason(Term):
    """Why a comment is not shown to the public; it is kept, counted and answered all the same."""

    THREAT = term("threat", "威胁人身安全")
    INSULT = term("insult", "辱骂、诽谤他人")
    PERSONAL_DATA = term("personal_data", "泄露他人个人信息")
    UNLAWFUL = term("unlawful", "含有法律、行政法规禁止的内容")
    ADVERTISEMENT = term("advertisement", "广告")
    AUTOMATIC = term("automatic", "由程序自动发送")
    OFF_TOPIC = term("off_topic", "与征求意见的内容无关")
    DUPLICATE_OF_AUTHOR = term("duplicate_of_author", "与本人已提交的意见重复")


class Refusal(Term):
    """Why the rules, beyond the table, say no."""

    NOT_OPEN_YET = term("not_open_yet", "征求意见从{opens_on}开始，届时请再提交。")
    NO_LONGER_OPEN = term(
        "no_longer_open", "采纳情况已经公布，不再接收意见。您还可以通过“意见建议”向我们反映。"
    )
    NO_SUCH_PASSAGE = term("no_such_passage", "征求意见稿没有第{number}段。")
    NOTHING_SAID = term("nothing_said", "请填写意见的内容。")
    CONTACT_NEEDED = term("contact_needed", "请填写姓名和联系电话或者电子邮箱。")
    NOT_AFTER_THREAT = term("not_after_threat", "这条意见不能修改后重新提交。")
    HIDDEN_ALREADY = term("hidden_already", "这条意见已经不公开显示。")
    NOT_HIDDEN = term("not_hidden", "这条意见没有被屏蔽，不需要恢复。")
    NO_ANSWER_REASON = term("no_answer_reason", "请写明采纳或者不采纳的理由。")
    FEEDBACK_UNDER_WAY = term(
        "feedback_under_way",
        "采纳情况已经送审或者公布，意见的处理不能再更改。需要更改的，请先退回或者撤回。",
    )
    NO_SUCH_GROUP = term("no_such_group", "没有这个归类，或者归类中没有可以答复的意见。")
    NOT_KEYED_IN = term("not_keyed_in", "网上提交的意见由本人提交。请选择其他来源。")
