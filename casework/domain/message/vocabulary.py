"""网民意见建议 (R-LY, R-YG-3): states, acts and words."""

from casework.domain.references import Mark
from casework.domain.terms import Term, term

NAME = "message"
MARK = Mark.MESSAGE
FOLLOW_UP_WITHIN = 30  # calendar days after a reply: ours, no rule sets it


class Kind(Term):
    """What somebody writes for; each kind has its own limit."""

    ENQUIRY = term("enquiry", "咨询")
    SUGGESTION = term("suggestion", "建议")
    COMPLAINT = term("complaint", "求助投诉")


class Channel(Term):
    """How a message reaches the agency."""

    ONLINE = term("online", "网上")
    PHONE = term("phone", "电话")
    PAPER = term("paper", "来信")
    IN_PERSON = term("in_person", "来访")
    OTHER = term("other", "其他途径")


class State(Term):
    """Where a message stands."""

    NASCENT = term("nascent", "未提交")
    PENDING_VERIFICATION = term("pending_verification", "待核验联系方式")
    RECEIVED = term("received", "待受理")
    ACCEPTED = term("accepted", "已受理")
    TRANSFERRED = term("transferred", "已转办")
    IN_REVIEW = term("in_review", "答复审核中")
    REPLIED = term("replied", "已答复")
    REDIRECTED = term("redirected", "已告知其他途径")
    HIDDEN = term("hidden", "已屏蔽")
    CLOSED = term("closed", "已办结")


FINAL = frozenset({State.REDIRECTED, State.CLOSED})
ANY = tuple(state for state in State if state is not State.NASCENT)
# Somebody deals with it, and nothing has been sent to review yet.
IN_HAND = (State.ACCEPTED, State.TRANSFERRED)
UNANSWERED = (State.RECEIVED, State.PENDING_VERIFICATION, *IN_HAND)
ANSWERED = (State.REPLIED, State.CLOSED)


class Action(Term):
    """The lawful acts."""

    SUBMIT = term("submit", "提交留言")
    SUBMIT_UNVERIFIED = term("submit_unverified", "提交留言，待核验联系方式")
    VERIFY = term("verify", "核验联系方式")
    WAIVE_VERIFICATION = term("waive_verification", "免予核验")
    REGISTER = term("register", "登记来电来信来访")
    ACCEPT = term("accept", "受理")
    TRANSFER = term("transfer", "转办")
    REASSIGN = term("reassign", "改由他人承办")
    SEND_BACK = term("send_back", "退回转办单位")
    DRAFT = term("draft", "拟写答复")
    SUBMIT_FOR_REVIEW = term("submit_for_review", "送审")
    RETURN = term("return", "退回修改")
    APPROVE_REPLY = term("approve_reply", "审核通过并答复")
    EXTEND = term("extend", "延长答复期限")
    REDIRECT = term("redirect", "告知其他途径")
    CONVERT = term("convert", "转为政府信息公开申请")
    HIDE = term("hide", "屏蔽")
    RESTORE = term("restore", "撤销屏蔽")
    RATE = term("rate", "评价")
    FOLLOW_UP = term("follow_up", "追问")
    CLOSE = term("close", "办结")
    CHANGE_CONSENT = term("change_consent", "更改是否同意公开")
    PREPARE_PUBLICATION = term("prepare_publication", "拟制公开稿")
    PUBLISH = term("publish", "公开")
    UNPUBLISH = term("unpublish", "撤回公开")
    NOTE = term("note", "内部备注")


class Destination(Term):
    """The road that a message belongs to, where it is not this one."""

    PETITION = term("petition", "信访")
    OTHER_AGENCY = term("other_agency", "其他机关")
    HOTLINE = term("hotline", "政务服务便民热线")
    EMERGENCY = term("emergency", "抢险报警电话")
    LITIGATION = term("litigation", "行政复议、诉讼或者仲裁")
    DISCLOSURE = term("disclosure", "政府信息公开申请")
    OTHER = term("other", "其他途径")


class HidingReason(Term):
    """Why a message is not dealt with and not shown; it is kept all the same."""

    THREAT = term("threat", "威胁人身安全")
    INSULT = term("insult", "辱骂、诽谤他人")
    PERSONAL_DATA = term("personal_data", "泄露他人个人信息")
    UNLAWFUL = term("unlawful", "含有法律、行政法规禁止的内容")
    ADVERTISEMENT = term("advertisement", "广告")
    AUTOMATIC = term("automatic", "由程序自动发送")
    REPEATED = term("repeated", "与本人已提交的留言重复")
    MEANINGLESS = term("meaningless", "没有实际内容")


class Urgency(Term):
    """How a message stands in time; computed whenever it is asked, never stored."""

    ENDED = term("ended", "已处理完毕")
    NOT_STARTED = term("not_started", "尚未起算")
    IN_TIME = term("in_time", "期限内")
    DUE_SOON = term("due_soon", "即将到期")
    DUE_TODAY = term("due_today", "今天到期")
    OVERDUE = term("overdue", "已逾期")
    RED_LINE = term("red_line", "超过三个月红线未回应")


class Refusal(Term):
    """Why the rules, beyond the table, say no."""

    SENT_BACK_ALREADY = term(
        "sent_back_already", "这件留言已经退回过一次，不能再退回。请办理，或者提请另行转办。"
    )
    SAME_UNIT = term("same_unit", "留言已经由{unit}办理。请选择另一个单位或者另一位承办人。")
    NO_DRAFT = term("no_draft", "还没有拟写答复。请先拟写答复，再送审。")
    EMPTY_REPLY = term("empty_reply", "请写明答复的内容。")
    SAME_PERSON = term("same_person", "拟写答复的人不能自己审核。请由另一位同事审核。")
    EXTENDED_ALREADY = term("extended_already", "答复期限已经延长过一次，不能再次延长。")
    EXTENSION_TOO_LATE = term(
        "extension_too_late", "答复期限{due}已经届满，不能再延长。请尽快答复。"
    )
    EXTENSION_LENGTH = term("extension_length", "延长的期限是1至{limit}个工作日。")
    PAST_RED_LINE = term(
        "past_red_line", "延长后的期限{due}超过三个月的红线{line}。请缩短延长的天数。"
    )
    NOBODY_TO_ASK = term(
        "nobody_to_ask",
        "留言没有写姓名或者联系方式，无法通知补正，不能转为政府信息公开申请。请改为告知申请的途径。",
    )
    RATED_ALREADY = term(
        "rated_already", "您已经评价过这次答复，谢谢。评价只作一次；还想补充的，请另写一条。"
    )
    SCORE_RANGE = term("score_range", "评价分数是1至5分。")
    FOLLOWED_UP_ALREADY = term(
        "followed_up_already", "这件留言已经追问过一次。还有问题的，请另行提交留言。"
    )
    FOLLOW_UP_TOO_LATE = term(
        "follow_up_too_late", "追问应当在答复后30日内（{on}以前）提出。请另行提交留言。"
    )
    FOLLOW_UP_OPEN = term("follow_up_open", "提交留言的人在{on}以前还可以追问。请在此之后办结。")
    NO_CONSENT = term(
        "no_consent", "提交留言的人没有同意公开，不能公开。大家普遍关心的，可以另编常见问题公布。"
    )
    PUBLISHED_ALREADY = term("published_already", "这件留言已经公开。需要更改的，请先撤回公开。")
    NOT_PREPARED = term("not_prepared", "还没有拟制公开稿。请先由承办人拟制。")
    STALE_COPY = term("stale_copy", "拟制公开稿以后又有新的答复。请重新拟制公开稿。")
    SAME_PUBLISHER = term(
        "same_publisher", "拟制公开稿的人不能自己公开。请由另一位同事核对后公开。"
    )
    NOT_PUBLISHED = term("not_published", "这件留言没有公开，无须撤回。")
    ANSWERED_ALREADY = term("answered_already", "这件留言已经答复过，不能再屏蔽。")
