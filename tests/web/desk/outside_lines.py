"""The lines of the table of forms for asking, consulting and charging, and the ways to them."""

from datetime import date

from casework.domain.disclosure import facts
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action
from tests.road import Road
from tests.web.desk.ways import LATER, TODAY, Line, in_progress

YEAR_AGO = date(2025, 3, 3)
COMPANY = facts.Asked(name="示范市清泉环境有限公司", is_organisation=True, address="清水路200号")
BUREAU = facts.Asked(name="示范市财政局", is_organisation=True, address="清水路2号")
ASKED = facts.ThirdPartyConsultation(COMPANY, "水处理工艺参数", "商业秘密")
CHARGE = facts.FeeCharge(FeeMethod.BY_PAGE, 0, 38, "页数过多", "办公室缴费")
_REACHED = {"address": "清水路200号", "postcode": "", "phone": "", "email": ""}


def asked_reasons(road: Road) -> None:
    road.start()
    asked = facts.ReasonsRequest(120, YEAR_AGO, TODAY, LATER)
    road.do(Action.ASK_REASONS, asked, "handler")


def reasons_overdue(road: Road) -> None:
    asked_reasons(road)
    road.sleep(30)


def reasons_given(road: Road) -> None:
    asked_reasons(road)
    given = facts.ReasonsGiven("课题研究", ReceiptChannel.ONLINE, road.today)
    road.do(Action.RECEIVE_REASONS, given, "applicant")


def consulting(road: Road) -> None:
    road.start()
    road.do(Action.CONSULT_THIRD_PARTY, ASKED, "handler")


def charged(road: Road) -> None:
    road.start()
    road.do(Action.CHARGE_FEE, CHARGE, "handler")


def notified(road: Road) -> None:
    charged(road)
    received = facts.FeeNoticeReceived(road.today, "本人签收")
    road.do(Action.RECORD_FEE_NOTICE, received, "clerk")


def unpaid(road: Road) -> None:
    notified(road)
    road.sleep(40)


def paid(road: Road) -> None:
    notified(road)
    road.do(Action.RECORD_PAYMENT, facts.Payment(road.today, 80, "票据1号"), "clerk")


LINES: tuple[Line, ...] = (
    (
        Action.ASK_REASONS,
        in_progress,
        "handler",
        {
            "request_count": "120",
            "counted_from": YEAR_AGO,
            "counted_to": TODAY,
            "respond_by": LATER,
        },
        facts.ReasonsRequest(120, YEAR_AGO, TODAY, LATER),
    ),
    (
        Action.RECEIVE_REASONS,
        asked_reasons,
        "clerk",
        {"text": "课题研究", "channel": "fax", "received_on": TODAY},
        facts.ReasonsGiven("课题研究", ReceiptChannel.FAX, TODAY),
    ),
    (
        Action.PROCEED_WITHOUT_REASONS,
        reasons_overdue,
        "handler",
        {"inquiry": "两次电话"},
        facts.ReasonsMissing("两次电话"),
    ),
    (
        Action.DEFER,
        reasons_given,
        "approver",
        {"due_on": date(2026, 6, 1), "reason": "数量很大"},
        facts.Deferral(date(2026, 6, 1), "数量很大"),
    ),
    (
        Action.CONSULT_THIRD_PARTY,
        in_progress,
        "handler",
        {
            "asked": " 示范市清泉环境有限公司 ",
            "is_organisation": "y",
            "information": "水处理工艺参数",
            "concern": "商业秘密",
            **_REACHED,
        },
        ASKED,
    ),
    (
        Action.CONSULT_AGENCY,
        in_progress,
        "handler",
        {
            "asked": "示范市财政局",
            "is_organisation": "y",
            "information": "联合印发的文件",
            "role": "co_producer",
            "question": "是否同意公开",
            "suspends": "y",
            **_REACHED,
            "address": "清水路2号",
        },
        facts.AgencyConsultation(
            BUREAU, "联合印发的文件", facts.AgencyRole.CO_PRODUCER, "是否同意公开"
        ),
    ),
    (
        Action.RECORD_LETTER_RECEIVED,
        consulting,
        "clerk",
        {"number": "1", "received_on": TODAY, "proof": "XA00000000000"},
        facts.LetterReceived(1, TODAY, "XA00000000000"),
    ),
    (
        Action.RECORD_OPINION,
        consulting,
        "clerk",
        {"number": "1", "opinion": "objects", "reasons": "商业秘密", "received_on": TODAY},
        facts.OpinionGiven(1, facts.Opinion.OBJECTS, "商业秘密", TODAY),
    ),
    (
        Action.CALL_OFF_CONSULTATION,
        consulting,
        "handler",
        {"number": "1", "reason": "无法送达"},
        facts.CallingOff(1, "无法送达"),
    ),
    (
        Action.CHARGE_FEE,
        in_progress,
        "handler",
        {
            "method": "by_page_single_request",
            "before": "12",
            "quantity": "38",
            "yuan": "80",
            "reason": "页数过多",
            "pay_at": "办公室缴费",
        },
        CHARGE,
    ),
    (
        Action.RECORD_FEE_NOTICE,
        charged,
        "clerk",
        {"received_on": TODAY, "proof": "本人签收"},
        facts.FeeNoticeReceived(TODAY, "本人签收"),
    ),
    (
        Action.RECORD_PAYMENT,
        notified,
        "clerk",
        {"paid_on": TODAY, "yuan": "80", "voucher": "票据1号"},
        facts.Payment(TODAY, 80, "票据1号"),
    ),
    (Action.WAIVE_FEE, charged, "approver", {"reason": "低保对象"}, facts.FeeWaiver("低保对象")),
    (Action.LAPSE_FEE, unpaid, "handler", {"inquiry": "国库无记录"}, facts.FeeLapse("国库无记录")),
    (
        Action.REFUND_FEE,
        paid,
        "approver",
        {"yuan": "80", "reason": "计算有误", "voucher": "退款1号"},
        facts.Refund(80, "计算有误", "退款1号"),
    ),
)
