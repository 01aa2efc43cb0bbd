"""公开征求意见（713号令 14–18，规章制定程序条例 15–16）: states, acts and words."""

from casework.domain.references import Mark
from casework.domain.terms import Term, term

NAME = "consultation"
MARK = Mark.CONSULTATION


class Kind(Term):
    """What is decided; each kind has its own shortest period."""

    MAJOR_DECISION = term("major_decision", "重大行政决策")
    RULE = term("rule", "规章")
    NORMATIVE_DOCUMENT = term("normative_document", "行政规范性文件")
    OTHER = term("other", "其他")


class State(Term):
    """Where a consultation stands; whether it is open for comments follows from its dates."""

    NASCENT = term("nascent", "未起草")
    DRAFT = term("draft", "起草中")
    IN_REVIEW = term("in_review", "审核中")
    SCHEDULED = term("scheduled", "已批准发布")
    FEEDBACK_IN_REVIEW = term("feedback_in_review", "采纳情况审核中")
    FEEDBACK_PUBLISHED = term("feedback_published", "已公布采纳情况")
    CANCELLED = term("cancelled", "已取消")


class Action(Term):
    """The lawful acts."""

    DRAFT = term("draft", "起草征求意见")
    AMEND = term("amend", "修改征求意见的内容")
    SUBMIT_FOR_REVIEW = term("submit_for_review", "送审")
    RETURN = term("return", "退回修改")
    APPROVE = term("approve", "批准发布")
    EXTEND_PERIOD = term("extend_period", "延长征求意见期限")
    ADD_HEARING = term("add_hearing", "增加听证会或者座谈会")
    CHANGE_HEARING = term("change_hearing", "更改听证会或者座谈会")
    RECORD_HEARING = term("record_hearing", "记录听证会或者座谈会")
    SUBMIT_FEEDBACK = term("submit_feedback", "采纳情况送审")
    RETURN_FEEDBACK = term("return_feedback", "采纳情况退回修改")
    PUBLISH_FEEDBACK = term("publish_feedback", "公布采纳情况")
    WITHDRAW_FEEDBACK = term("withdraw_feedback", "撤回已公布的采纳情况")
    LINK_FINAL_DOCUMENT = term("link_final_document", "关联正式文件")
    CANCEL = term("cancel", "取消征求意见")
    ASSIGN = term("assign", "更换承办人")
    NOTE = term("note", "内部备注")


FINAL = frozenset({State.FEEDBACK_PUBLISHED, State.CANCELLED})
OPEN = tuple(state for state in State if state not in FINAL and state is not State.NASCENT)
ANY = tuple(state for state in State if state is not State.NASCENT)
# Approved and so before everybody: what they see is changed by whoever may approve it.
PUBLIC = (State.SCHEDULED, State.FEEDBACK_IN_REVIEW, State.FEEDBACK_PUBLISHED)


class DisplayStatus(Term):
    """What the public is shown, computed from the dates whenever it is asked (R-YG-1)."""

    UPCOMING = term("upcoming", "未开始")
    OPEN = term("open", "征集中")
    CLOSED = term("closed", "已结束待反馈")
    ANSWERED = term("answered", "已反馈")
    CANCELLED = term("cancelled", "已取消")


class Participation(Term):
    """The ways in which the public takes part (713号令 14)."""

    DISCUSSION_MEETING = term("discussion_meeting", "座谈会")
    HEARING = term("hearing", "听证会")
    FIELD_VISIT = term("field_visit", "实地走访")
    WRITTEN_COMMENTS = term("written_comments", "书面征求意见")
    PUBLIC_COMMENTS = term("public_comments", "向社会公开征求意见")
    QUESTIONNAIRE = term("questionnaire", "问卷调查")
    OPINION_POLL = term("opinion_poll", "民意调查")


class Adoption(Term):
    """What became of a comment (713号令 18)."""

    ADOPTED = term("adopted", "采纳")
    PARTLY_ADOPTED = term("partly_adopted", "部分采纳")
    NOT_ADOPTED = term("not_adopted", "不采纳")


class CommentSource(Term):
    """By which way a comment came."""

    ONLINE = term("online", "网上提交")
    EMAIL = term("email", "电子邮件")
    LETTER = term("letter", "信函")
    PHONE = term("phone", "电话")
    IN_PERSON = term("in_person", "当面")
    MEETING = term("meeting", "座谈会或者听证会")


class Refusal(Term):
    """Why the law, beyond the table, says no."""

    NO_DRAFT_TEXT = term("no_draft_text", "请写明征求意见稿的标题和内容，或者上传征求意见稿。")
    NO_EXPLANATION = term(
        "no_explanation", "重大行政决策、规章草案应当同时公布说明。请写明起草说明。"
    )
    NO_WAY = term("no_way", "请至少写明一种提出意见的方式。")
    PERIOD_BACKWARDS = term("period_backwards", "截止日{closes_on}早于开始日{opens_on}。")
    PERIOD_TOO_SHORT = term(
        "period_too_short",
        "征求意见的期限不少于{minimum}日，最早到{earliest}截止。需要缩短的，请写明理由，理由将一并公布。",
    )
    PERIOD_COUNTED_INCLUSIVELY = term(
        "period_counted_inclusively",
        "公布当日不计算在内，差1日才满{minimum}日。请改为{earliest}截止，或者写明缩短期限的理由。",
    )
    OPENS_IN_PAST = term(
        "opens_in_past", "开始日{opens_on}已经过去。请退回修改开始日和截止日，再批准发布。"
    )
    HAS_OPENED = term(
        "has_opened", "征求意见已经于{opens_on}开始，内容不能再修改。需要更正的，请取消后重新发布。"
    )
    NEVER_SHORTER = term(
        "never_shorter", "期限只能延长，不能缩短或者提前结束。新的截止日应当晚于{closes_on}。"
    )
    CLOSED_ALREADY = term(
        "closed_already", "征求意见已经于{closes_on}结束，不能再延长或者取消。请公布采纳情况。"
    )
    NO_REASON = term("no_reason", "请写明理由，理由将一并公布。")
    SAME_PERSON = term("same_person", "起草的人不能自己批准。请由另一位负责人批准。")
    SAME_PUBLISHER = term(
        "same_publisher", "拟写采纳情况的人不能自己公布。请由另一位同事核对后公布。"
    )
    PUBLIC_NEEDS_APPROVER = term(
        "public_needs_approver", "征求意见已经公布，公众看到的内容由公开工作机构负责人更改。"
    )
    NO_SUCH_MEETING = term(
        "no_such_meeting", "没有第{number}次听证会或者座谈会。还没有登记的，请先登记。"
    )
    NOT_A_MEETING = term("not_a_meeting", "请选择听证会或者座谈会，并写明地点。")
    MEETING_IN_PAST = term("meeting_in_past", "会议的时间已经过去。请填写以后的时间。")
    MEETING_NOT_HELD = term("meeting_not_held", "会议将于{on}举行，举行以后再记录。")
    MEETING_RECORDED = term(
        "meeting_recorded", "会议已经举行并作了记录，不能再更改。另外开会的，请另行登记。"
    )
    HEARING_NOTICE_LATE = term(
        "hearing_notice_late",
        "规章的听证会应当在举行的30日前公布时间、地点和内容。最早可以在{earliest}举行。",
    )
    MATERIALS_LATE = term(
        "materials_late",
        "听证会材料应当在召开的7日前（{latest}以前）送达听证参加人。请更改会议时间。",
    )
    MATERIALS_NOT_SENT = term(
        "materials_not_sent", "还没有填写听证会材料送达的日期。请先更改听证会，补充送达日期和名单。"
    )
    NOT_CLOSED_YET = term("not_closed_yet", "征求意见到{closes_on}截止。截止以后再公布采纳情况。")
    UNANSWERED = term(
        "unanswered", "还有{count}条意见没有答复。每条意见都答复以后，才能公布采纳情况。"
    )
    NOT_RECONCILED = term(
        "not_reconciled", "采纳、部分采纳、不采纳的条数之和与收到的条数不一致。请核对后重新送审。"
    )
    CHANGED_SINCE = term(
        "changed_since", "采纳情况送审以后，意见的答复又有变化。请退回，重新送审。"
    )
