"""What may happen to a case, or to what a limit runs from: the words of a row's events."""

from casework.domain.terms import Term, term


class Happening(Term):
    """What may have happened to a case, or to what a limit runs from."""

    SUBMITTED = term("submitted", "申请人提交申请")
    ARRIVED = term("arrived", "申请送达机关")
    SIGNED = term("signed", "机关签收申请")
    CONFIRMED = term("confirmed", "双方确认收到")
    RECEIVED = term("received", "收到申请")
    RECEIPT_DATE_CORRECTED = term("receipt_date_corrected", "更正收到日期")
    CORRECTION_NOTICE_ISSUED = term("correction_notice_issued", "发出补正告知书")
    CORRECTED_SUBMITTED = term("corrected_application_submitted", "申请人提交补正")
    CORRECTED_ARRIVED = term("corrected_application_arrived", "补正送达机关")
    CORRECTED_SIGNED = term("corrected_application_signed", "机关签收补正")
    CORRECTED_CONFIRMED = term("corrected_application_confirmed", "双方确认收到补正")
    CORRECTED_RECEIVED = term("corrected_application_received", "收到补正的申请")
    CORRECTION_DEADLINE_PASSED = term("correction_deadline_passed", "补正期限届满而未补正")
    THIRD_PARTY_ASKED = term("third_party_letter_issued", "发出征求第三方意见书")
    THIRD_PARTY_LETTER_RECEIVED = term("third_party_letter_received", "第三方收到征求意见书")
    THIRD_PARTY_ANSWERED = term("third_party_opinion_received", "收到第三方意见")
    THIRD_PARTY_SILENT = term("third_party_deadline_passed", "第三方逾期未提出意见")
    AGENCY_ASKED = term("co_agency_letter_issued", "发出征求其他机关意见函")
    AGENCY_LETTER_RECEIVED = term("co_agency_letter_received", "其他机关收到征求意见函")
    AGENCY_ANSWERED = term("co_agency_opinion_received", "收到其他机关意见")
    AGENCY_SILENT = term("co_agency_deadline_passed", "其他机关逾期未提出意见")
    EXTENSION_NOTIFIED = term("extension_notified", "告知申请人延期")
    DELAY_NOTIFIED = term("delay_notified", "告知申请人延迟答复的期限")
    FEE_NOTICE_ISSUED = term("fee_notice_issued", "发出收费通知")
    FEE_NOTICE_RECEIVED = term("fee_notice_received", "申请人收到收费通知")
    FEE_PAID = term("fee_paid", "申请人完成缴费")
    FEE_DEADLINE_PASSED = term("fee_deadline_passed", "缴费期限届满而未缴费")
    REPLIED = term("replied", "当场或者网上答复")
    REPLY_SIGNED = term("reply_signed", "申请人签收答复")
    REPLY_POSTED = term("reply_posted", "答复交邮")
    REPLY_RECEIVED = term("reply_received_by_applicant", "申请人收到答复")
    WITHDRAWN = term("withdrawn", "申请人撤回申请")
    CLOSED = term("closed", "其他情形终止办理")
    REDECISION_ORDERED = term("redecision_ordered", "被责令重新答复")
    RECORDED = term("recorded", "仅作记录，不影响期限")
    REPLY_PERIOD_EXPIRED = term("reply_period_expired", "答复期限届满而未答复")
    REPLY_CONTENT_KNOWN = term("reply_content_known", "知道答复内容而未被告知权利")
    REVIEW_ACCEPTED = term("review_accepted", "受理行政复议申请")
    REVIEW_EXTENDED = term("review_extended", "延长行政复议审理期限")
    REVIEW_DECISION_RECEIVED = term("review_decision_received", "收到行政复议决定书")
    REVIEW_PERIOD_EXPIRED = term("review_period_expired", "复议期满未决定或者收到不予受理")
    INFORMATION_FORMED = term("info_formed_or_changed", "政府信息形成或者变更")
    DRAFT_PUBLISHED = term("draft_published", "公布征求意见稿")
    COMMENTS_CLOSED = term("comments_closed", "征求意见结束")
    HEARING_HELD = term("hearing_held", "举行听证会")
    LEGALITY_REVIEW_SUBMITTED = term("legality_review_submitted", "提交合法性审查")
    NPC_SUGGESTION_ASSIGNED = term("npc_suggestion_assigned", "交办人大代表建议")
    CPPCC_PROPOSAL_ASSIGNED = term("cppcc_proposal_assigned", "交办政协提案")
    YEAR_END = term("year_end", "年度终了")
    RECORD_CORRECTION_REQUESTED = term("record_correction_requested", "要求更正自身信息")
    MESSAGE_RECEIVED = term("message_received", "收到网民留言")
    POLICY_PUBLISHED = term("policy_published", "公布政策文件")
    PETITION_RECEIVED = term("petition_received", "收到信访事项")
    PETITION_ACCEPTED = term("petition_accepted", "受理信访事项")
    PETITION_OPINION_RECEIVED = term("petition_opinion_received", "收到信访处理意见")


# Other names for the same, as rows from elsewhere use them.
SYNONYMS = {
    "application_submitted": Happening.SUBMITTED,
    "filed": Happening.SUBMITTED,
    "arrival": Happening.ARRIVED,
    "delivered": Happening.ARRIVED,
    "signed_for": Happening.SIGNED,
    "receipt_signed": Happening.SIGNED,
    "mutually_confirmed": Happening.CONFIRMED,
    "receipt_confirmed": Happening.CONFIRMED,
    "confirmation": Happening.CONFIRMED,
    "application_received": Happening.RECEIVED,
    "receipt_date_changed": Happening.RECEIPT_DATE_CORRECTED,
    "correction_requested": Happening.CORRECTION_NOTICE_ISSUED,
    "correction_asked": Happening.CORRECTION_NOTICE_ISSUED,
    "correction_notice": Happening.CORRECTION_NOTICE_ISSUED,
    "correction_notice_sent": Happening.CORRECTION_NOTICE_ISSUED,
    "corrected_received": Happening.CORRECTED_RECEIVED,
    "correction_received": Happening.CORRECTED_RECEIVED,
    "corrected": Happening.CORRECTED_RECEIVED,
    "correction_submitted": Happening.CORRECTED_SUBMITTED,
    "correction_arrived": Happening.CORRECTED_ARRIVED,
    "correction_signed": Happening.CORRECTED_SIGNED,
    "correction_confirmed": Happening.CORRECTED_CONFIRMED,
    "correction_deadline_expired": Happening.CORRECTION_DEADLINE_PASSED,
    "correction_deadline_missed": Happening.CORRECTION_DEADLINE_PASSED,
    "correction_lapsed": Happening.CORRECTION_DEADLINE_PASSED,
    "correction_overdue": Happening.CORRECTION_DEADLINE_PASSED,
    "correction_abandoned": Happening.CORRECTION_DEADLINE_PASSED,
    "abandoned_correction": Happening.CORRECTION_DEADLINE_PASSED,
    "not_corrected": Happening.CORRECTION_DEADLINE_PASSED,
    "third_party_consulted": Happening.THIRD_PARTY_ASKED,
    "third_party_letter_sent": Happening.THIRD_PARTY_ASKED,
    "third_party_letter_delivered": Happening.THIRD_PARTY_LETTER_RECEIVED,
    "third_party_letter_signed": Happening.THIRD_PARTY_LETTER_RECEIVED,
    "third_party_opinion": Happening.THIRD_PARTY_ANSWERED,
    "third_party_replied": Happening.THIRD_PARTY_ANSWERED,
    "third_party_reply_received": Happening.THIRD_PARTY_ANSWERED,
    "third_party_consents": Happening.THIRD_PARTY_ANSWERED,
    "third_party_objects": Happening.THIRD_PARTY_ANSWERED,
    "third_party_silent": Happening.THIRD_PARTY_SILENT,
    "third_party_no_reply": Happening.THIRD_PARTY_SILENT,
    "third_party_opinion_deadline_passed": Happening.THIRD_PARTY_SILENT,
    "co_agency_consulted": Happening.AGENCY_ASKED,
    "co_agency_letter_sent": Happening.AGENCY_ASKED,
    "co_agency_letter_delivered": Happening.AGENCY_LETTER_RECEIVED,
    "co_agency_letter_signed": Happening.AGENCY_LETTER_RECEIVED,
    "co_agency_opinion": Happening.AGENCY_ANSWERED,
    "co_agency_replied": Happening.AGENCY_ANSWERED,
    "co_agency_reply_received": Happening.AGENCY_ANSWERED,
    "co_agency_silent": Happening.AGENCY_SILENT,
    "co_agency_no_reply": Happening.AGENCY_SILENT,
    "co_agency_opinion_deadline_passed": Happening.AGENCY_SILENT,
    "extended": Happening.EXTENSION_NOTIFIED,
    "extension_notice_issued": Happening.EXTENSION_NOTIFIED,
    "extension_notice_sent": Happening.EXTENSION_NOTIFIED,
    "delayed": Happening.DELAY_NOTIFIED,
    "deferral_notified": Happening.DELAY_NOTIFIED,
    "delayed_reply_notified": Happening.DELAY_NOTIFIED,
    "fee_notice_sent": Happening.FEE_NOTICE_ISSUED,
    "fee_notice_delivered": Happening.FEE_NOTICE_RECEIVED,
    "paid": Happening.FEE_PAID,
    "payment_received": Happening.FEE_PAID,
    "fee_payment_received": Happening.FEE_PAID,
    "fee_deadline_expired": Happening.FEE_DEADLINE_PASSED,
    "fee_deadline_missed": Happening.FEE_DEADLINE_PASSED,
    "fee_payment_deadline_passed": Happening.FEE_DEADLINE_PASSED,
    "payment_deadline_passed": Happening.FEE_DEADLINE_PASSED,
    "fee_lapsed": Happening.FEE_DEADLINE_PASSED,
    "fee_overdue": Happening.FEE_DEADLINE_PASSED,
    "abandoned_fee": Happening.FEE_DEADLINE_PASSED,
    "fee_not_paid": Happening.FEE_DEADLINE_PASSED,
    "replied_on_the_spot": Happening.REPLIED,
    "reply_sent": Happening.REPLIED,
    "reply_on_the_spot": Happening.REPLIED,
    "reply_mailed": Happening.REPLY_POSTED,
    "reply_served": Happening.REPLY_RECEIVED,
    "reply_received": Happening.REPLY_RECEIVED,
    "application_withdrawn": Happening.WITHDRAWN,
    "closed_otherwise": Happening.CLOSED,
    "redecision": Happening.REDECISION_ORDERED,
    "judgment_effective": Happening.REDECISION_ORDERED,
    "information_formed": Happening.INFORMATION_FORMED,
    "info_formed": Happening.INFORMATION_FORMED,
    "info_changed": Happening.INFORMATION_FORMED,
    "review_application_accepted": Happening.REVIEW_ACCEPTED,
    "review_decision_served": Happening.REVIEW_DECISION_RECEIVED,
    "review_refused": Happening.REVIEW_PERIOD_EXPIRED,
    "statutory_period_expired": Happening.REPLY_PERIOD_EXPIRED,
    "reply_due_passed": Happening.REPLY_PERIOD_EXPIRED,
    "consultation_published": Happening.DRAFT_PUBLISHED,
    "comment_period_closed": Happening.COMMENTS_CLOSED,
    "comment_closed": Happening.COMMENTS_CLOSED,
    "consultation_closed": Happening.COMMENTS_CLOSED,
    "hearing": Happening.HEARING_HELD,
    "npc_assigned": Happening.NPC_SUGGESTION_ASSIGNED,
    "cppcc_assigned": Happening.CPPCC_PROPOSAL_ASSIGNED,
    "record_correction_received": Happening.RECORD_CORRECTION_REQUESTED,
    "policy_document_published": Happening.POLICY_PUBLISHED,
    "petition_handled": Happening.PETITION_OPINION_RECEIVED,
} | dict.fromkeys(
    (
        "registered",
        "acknowledged",
        "accepted",
        "assigned",
        "posted",
        "mailed",
        "phone_contact_failed",
        "correction_notice_received",
        "corrected_application_registered",
        "extension_proposed",
        "extension_approved",
        "extension_notice_received",
        "reasons_requested",
        "reasons_received",
        "secrecy_review_referred",
        "secrecy_review_returned",
        "fee_notice_approved",
        "reply_drafted",
        "reply_issued",
        "third_party_informed",
    ),
    Happening.RECORDED,
)


def happening(name: str) -> Happening | None:
    """The happening that a name means, its synonyms included; None if it is not known.

    补正 is written `correction` in rows and `clarification` elsewhere in Casework; both are read.
    """
    word = name.strip().lower().replace("-", "_").replace(" ", "_")
    word = word.replace("clarification", "correction").replace("clarified", "corrected")
    for prefix in ("other_agency_", "agency_"):
        if word.startswith(prefix):
            word = "co_agency_" + word.removeprefix(prefix)
    if word in _BY_VALUE:
        return _BY_VALUE[word]
    return SYNONYMS.get(word)


_BY_VALUE: dict[str, Happening] = {member.value: member for member in Happening}
