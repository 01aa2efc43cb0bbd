"""The ways by which a request comes to where an act is lawful, and what a line of the table is."""

from collections.abc import Callable, Mapping
from datetime import date

from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action
from casework.domain.workflow import Facts
from tests.road import DRAFT, Road

TODAY = date(2026, 3, 2)
LATER = date(2026, 3, 31)


def submitted(road: Road) -> None:
    road.file()


def received(road: Road) -> None:
    road.file()
    road.confirm()


def in_progress(road: Road) -> None:
    road.start()


def awaiting_clarification(road: Road) -> None:
    road.start()
    road.do(Action.ASK_CLARIFICATION, facts.ClarificationNotice(("年份",), LATER), "handler")


def long_awaiting(road: Road) -> None:
    awaiting_clarification(road)
    road.sleep(30)


def extension_proposed(road: Road) -> None:
    road.start()
    road.do(Action.PROPOSE_EXTENSION, facts.Extension(5, "资料分散"), "handler")


def drafted(road: Road) -> None:
    road.start()
    road.do(Action.DRAFT_DECISION, DRAFT, "handler")


def in_review(road: Road) -> None:
    drafted(road)
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), "handler")


def to_sign(road: Road) -> None:
    in_review(road)
    road.do(Action.PASS_REVIEW, facts.SecrecyReview("无"), "reviewer")


def issued(road: Road) -> None:
    to_sign(road)
    road.do(Action.SIGN, facts.Signature(), "approver")


Way = Callable[[Road], None]
Line = tuple[Action, Way, str, Mapping[str, object], Facts]


def replied(road: Road) -> None:
    issued(road)
    road.serve(facts.ServiceWay.POST)


def returned(road: Road) -> None:
    replied(road)
    came_back = facts.DeliveryResult(facts.DeliveryOutcome.RETURNED, road.today, "退回单")
    road.do(Action.RECORD_DELIVERY, came_back, "clerk")


def lapsed(road: Road) -> None:
    long_awaiting(road)
    road.do(Action.LAPSE, facts.Lapse("两次电话"), "handler")


REMEDY = facts.Remedy(
    facts.RemedyKind.RECONSIDERATION, "示范市人民政府", TODAY, "示政复1号", "申请人", "撤销答复"
)
ORDERED = facts.RemedyConclusion(
    1, facts.RemedyResult.CORRECTED, TODAY, "示政复决1号", orders_redecision=True
)


def disputed(road: Road) -> None:
    replied(road)
    road.do(Action.OPEN_REMEDY, REMEDY, "handler")


def ordered(road: Road) -> None:
    disputed(road)
    road.do(Action.CONCLUDE_REMEDY, ORDERED, "handler")


def restricted(road: Road) -> None:
    road.start()
    road.do(Action.RESTRICT, facts.Restriction((), "涉及本机关工作人员"), "approver")


def twice(road: Road) -> None:
    road.start()
    road.start()


def in_long_review(road: Road) -> None:
    drafted(road)
    levels = (facts.ReviewLevel("保密审查"), facts.ReviewLevel("法制审核"))
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(levels=levels), "handler")
