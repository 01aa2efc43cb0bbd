"""The lines of the table of forms for service, remedies and what hangs on a case."""

from datetime import date

from casework.domain.disclosure import facts
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.leaves import AlreadyPublic
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action
from casework.services.disclosure import parties
from tests.web.desk.ways import (
    LATER,
    ORDERED,
    REMEDY,
    TODAY,
    Line,
    awaiting_clarification,
    disputed,
    in_long_review,
    in_progress,
    issued,
    lapsed,
    ordered,
    received,
    replied,
    restricted,
    returned,
    twice,
)

_MUCH_LATER = date(2026, 4, 1)

LINES: tuple[Line, ...] = (
    (
        Action.CORRECT_RECEIPT_DATE,
        received,
        "approver",
        {"received_on": TODAY, "evidence": "通话记录", "reason": "登记有误"},
        facts.ReceiptCorrection(TODAY, "通话记录", "登记有误"),
    ),
    (Action.RECALL, issued, "approver", {"reason": "附件有误"}, facts.Recall("附件有误")),
    (
        Action.REPLY_ON_THE_SPOT,
        in_progress,
        "handler",
        {
            "outcome": "already_public",
            "information": "水价",
            "how": "本机关网站",
            "replied_on": TODAY,
            "secrecy_conclusion": "已公开",
            "proof": "当场签收",
        },
        facts.SpotReply(
            Outcome.ALREADY_PUBLIC,
            AlreadyPublic("水价", "本机关网站"),
            replied_on=TODAY,
            secrecy_conclusion="已公开",
            proof="当场签收",
        ),
    ),
    (
        Action.RECORD_DELIVERY,
        replied,
        "clerk",
        {"result": "signed", "on": TODAY, "proof": "妥投"},
        facts.DeliveryResult(facts.DeliveryOutcome.SIGNED, TODAY, "妥投"),
    ),
    (
        Action.SERVE_AGAIN,
        returned,
        "clerk",
        {"way": "in_person", "served_on": TODAY, "proof": "本人签收"},
        facts.Service(facts.ServiceWay.IN_PERSON, TODAY, "本人签收"),
    ),
    (
        Action.SERVE_LETTER,
        received,
        "clerk",
        {
            "number": "示水公开登〔2026〕1号",
            "way": "in_person",
            "served_on": TODAY,
            "proof": "本人签收",
        },
        facts.LetterService("示水公开登〔2026〕1号", facts.ServiceWay.IN_PERSON, TODAY, "本人签收"),
    ),
    (
        Action.CORRECT_LETTER,
        replied,
        "approver",
        {"number": "示水公开复〔2026〕1号", "wrong": "2024年", "right": "2025年"},
        facts.LetterCorrection("示水公开复〔2026〕1号", "2024年", "2025年"),
    ),
    (
        Action.RECORD_LATE_ANSWER,
        lapsed,
        "clerk",
        {"received_on": _MUCH_LATER, "what": "补正信", "told": "可以重新申请"},
        facts.LateAnswer(_MUCH_LATER, "补正信", "可以重新申请"),
    ),
    (
        Action.ACCEPT_LATE_ANSWER,
        lapsed,
        "approver",
        {
            "received_on": _MUCH_LATER,
            "channel": "fax",
            "answer": "2025年概算",
            "good_reason": "住院",
        },
        facts.LateAcceptance(_MUCH_LATER, ReceiptChannel.FAX, "2025年概算", "住院"),
    ),
    (
        Action.OPEN_REMEDY,
        replied,
        "handler",
        {
            "kind": "reconsideration",
            "body": "示范市人民政府",
            "opened_on": TODAY,
            "docket": "示政复1号",
            "claimant": "申请人",
            "claim": "撤销答复",
        },
        REMEDY,
    ),
    (
        Action.CONCLUDE_REMEDY,
        disputed,
        "handler",
        {
            "number": "1",
            "result": "corrected",
            "concluded_on": TODAY,
            "document": "示政复决1号",
            "orders_redecision": "y",
        },
        ORDERED,
    ),
    (
        Action.ORDER_REDECISION,
        ordered,
        "approver",
        {"document": "示政复决1号", "received_on": TODAY, "due_on": LATER},
        facts.Redecision("示政复决1号", TODAY, LATER),
    ),
    (Action.NOTE, replied, "reviewer", {"text": "已电话说明"}, facts.Note("已电话说明")),
    (
        Action.LIFT_RESTRICTION,
        restricted,
        "approver",
        {"reason": "已无必要"},
        facts.LiftedRestriction("已无必要"),
    ),
    (
        Action.SPLIT,
        in_progress,
        "handler",
        {"parts": "2024年概算\r\n2025年概算", "reason": "两项内容"},
        facts.Split(
            ("2024年概算", "2025年概算"), ("SFSW-2026-000002", "SFSW-2026-000003"), "两项内容"
        ),
    ),
    (
        Action.MERGE,
        twice,
        "approver",
        {"into": " sfsw-2026-000001 ", "reason": "重复登记"},
        facts.Merge("SFSW-2026-000001", "重复登记"),
    ),
    (
        Action.LINK,
        twice,
        "handler",
        {"reference": "SFSW-2026-000001", "kind": "earlier", "remark": ""},
        facts.Link("SFSW-2026-000001", facts.LinkKind.EARLIER),
    ),
    (
        Action.REASSIGN,
        awaiting_clarification,
        "clerk",
        {"handler_id": "handler2"},
        facts.Assignment("水资源科", 0),
    ),
    (
        Action.RECUSE,
        in_progress,
        "handler",
        {"user_id": "handler", "reason": "申请人的亲属"},
        facts.Recusal(0, "申请人的亲属"),
    ),
    (
        Action.RESTRICT,
        in_progress,
        "approver",
        {"user_ids": "handler", "reason": "涉及本机关工作人员"},
        facts.Restriction((), "涉及本机关工作人员"),
    ),
    (
        Action.CHANGE_CONTACT,
        in_progress,
        "handler",
        {"what": "contact", "address": "示范市示范区清水路300号", "evidence": "来电核实"},
        facts.PartyChange(
            facts.ContactChange.CONTACT,
            parties.digest_of(parties.Particulars(address="示范市示范区清水路300号")),
            "来电核实",
        ),
    ),
    (
        Action.PASS_LEVEL,
        in_long_review,
        "reviewer",
        {"conclusion": "不涉密"},
        facts.SecrecyReview("不涉密"),
    ),
    (
        Action.ORDER_REPLY,
        in_progress,
        "approver",
        {"document": "示政公办责令1号", "due_on": LATER},
        facts.OrderedDate("示政公办责令1号", LATER),
    ),
)
