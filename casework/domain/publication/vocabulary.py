"""Releasing to the public: what is released, what is looked for in it, what is done about it."""

from casework.domain.terms import Term, term


class PublicationKind(Term):
    """What is released."""

    MESSAGE_REPLY = term("message_reply", "意见建议办理情况")
    CONSULTATION_FEEDBACK = term("consultation_feedback", "意见采纳情况")


class PersonalDatum(Term):
    """What the gate looks for."""

    ID_NUMBER = term("id_number", "居民身份证号码")
    MOBILE = term("mobile", "手机号码")
    LANDLINE = term("landline", "固定电话号码")
    BANK_CARD = term("bank_card", "银行卡号")
    PLATE = term("plate", "车牌号码")
    EMAIL = term("email", "电子邮箱")
    ADDRESS = term("address", "住址")
    NAME = term("name", "当事人姓名或者名称")


class GateRefusal(Term):
    """Why something does not get through the gate."""

    NO_REASON = term("no_reason", "保留个人信息的，请逐项写明理由。")
    WORD_NOT_THERE = term(
        "word_not_there", "要遮盖的“{word}”在文字里没有出现，请照原文填写，一行一个。"
    )
    NAMES_SOMEBODY = term(
        "names_somebody", "写有个人信息（{kind}）。这里的文字原样公开，不经过遮盖，请删去。"
    )
    CHANGED = term("changed", "文字在您查看之后有变化，请重新核对个人信息。")
    STILL_THERE = term(
        "still_there",
        "要公开的内容里还有没有处理的个人信息（{kind}）。请退回，遮盖或者写明保留的理由。",
    )
    IN_THE_FILE = term(
        "in_the_file",
        "生成的文件里还有没有处理的个人信息（{kind}），没有公开。请退回，写进“还要遮盖的字词”以后再送审。",
    )
