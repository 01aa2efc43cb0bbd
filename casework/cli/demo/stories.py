"""The demo's requests: each story is what was asked, and the acts with the days, counted back.

They go through the same services as a real request, with a clock that is put to each day.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_OID, uuid5

from casework.adapters.clock import SetClock
from casework.cli.demo.applicants import company, person
from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.application import (
    Applicant,
    Application,
    DeliveryForm,
    DeliveryWay,
)
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.leaves import Ground
from casework.domain.disclosure.vocabulary import Action
from casework.domain.moments import SHANGHAI
from casework.domain.roles import Actor, citizen
from casework.domain.workflow import Facts
from casework.persistence.queries import people
from casework.services.disclosure import filing
from casework.services.disclosure.acts import Order, act
from casework.services.office import Office

KEY = uuid5(NAMESPACE_OID, "casework demo story 0").hex

# An act of a story: days back from today, the act, who does it ("" the applicant), its facts.
_Act = tuple[int, Action, str, Callable[[date], Facts]]


@dataclass(frozen=True, slots=True)
class _Story:
    """A request: who asks for what, how many days ago it was filed, and what happened then."""

    applicant: Applicant
    wanted: str
    filed: int
    acts: tuple[_Act, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cast:
    """The colleagues who act in the stories, and the bureau they act for."""

    office: Office
    agency_id: int
    today: date
    staff: dict[str, Actor]


def tell_all(office: Office, agency_id: int) -> None:
    """Let every story happen, up to now."""
    staff = {
        name: Actor(user.roles, agency_id, user.id)
        for name in ("clerk", "handler", "handler2", "reviewer", "approver")
        if (user := people.user_by_name(name)) is not None
    }
    cast = _Cast(office, agency_id, office.today(), staff)
    ids = {name: who.user_id or 0 for name, who in staff.items()}
    for number, story in enumerate((*_waiting(ids), *_replied(ids), *_further(ids))):
        _tell(cast, number, story)


def _tell(cast: _Cast, number: int, story: _Story) -> None:
    clock = SetClock(_morning(cast.today, story.filed, 0))
    past = replace(cast.office, clock=clock)
    key = uuid5(NAMESPACE_OID, f"casework demo story {number}").hex
    filed = filing.submit(past, cast.agency_id, _application(story), (), key)
    for place, (days, action, who, make) in enumerate(story.acts, start=1):
        clock.put(min(_morning(cast.today, days, place), cast.office.now()))
        actor = cast.staff[who] if who else citizen(cast.agency_id)
        order = Order(action, make(past.today()), f"{key[:24]}{place:08d}")
        act(past, filed.reference, order, actor)


def _morning(today: date, days: int, place: int) -> datetime:
    on = today - timedelta(days=days)
    return datetime.combine(on, time(8, 30 + place), SHANGHAI)


def _application(story: _Story) -> Application:
    return Application(
        applicant=story.applicant,
        requested_information=story.wanted,
        document_number="",
        description="",
        delivery_form=DeliveryForm.ELECTRONIC,
        delivery_way=DeliveryWay.ONLINE,
    )


def _confirmed(days: int) -> _Act:
    return (
        days,
        Action.CONFIRM_RECEIPT,
        "clerk",
        lambda on: facts.ReceiptConfirmation(
            on, facts.ConfirmationMeans.PHONE, "电话确认，来电显示与申请表一致"
        ),
    )


def _assigned(days: int, unit: str, name: str, ids: dict[str, int]) -> _Act:
    return (days, Action.ASSIGN, "clerk", lambda on: facts.Assignment(unit, ids[name]))


def _decided(days: int, name: str, outcome: Outcome, given: leaves.LeafFacts) -> tuple[_Act, ...]:
    """Drafted and sent to review on one day, on which the search was made, if one was."""
    return (
        (
            days,
            Action.DRAFT_DECISION,
            name,
            lambda on: facts.DraftDecision(outcome, _searched(given, on)),
        ),
        (days, Action.SUBMIT_FOR_REVIEW, name, lambda on: facts.ReviewRequest()),
    )


def _reviewed(days: int) -> _Act:
    passed = facts.SecrecyReview("经保密审查，未发现国家秘密")
    return (days, Action.PASS_REVIEW, "reviewer", lambda on: passed)


def _signed(days: int) -> _Act:
    return (days, Action.SIGN, "approver", lambda on: facts.Signature())


def _served(days: int, name: str) -> _Act:
    online = facts.ServiceWay.ELECTRONIC
    return (days, Action.SERVE, name, lambda on: facts.Service(online, on, "平台送达记录"))


def _searched(given: leaves.LeafFacts, on: date) -> leaves.LeafFacts:
    return replace(given, searched_on=on) if isinstance(given, leaves.NotFound) else given


def _opened(ids: dict[str, int], days: int, where: tuple[str, str]) -> tuple[_Act, ...]:
    """Confirmed and assigned on one day."""
    return (_confirmed(days), _assigned(days, *where, ids))


_WATER, _SOIL = ("水资源科", "handler"), ("水土保持科", "handler2")
_NOT_FOUND = leaves.NotFound(
    information="2000—2023年分区水资源数据",
    searched_in="本机关档案室、公文系统及水资源科业务数据库",
    searched_by="水资源科、办公室档案室",
    keywords="分区水资源、水资源公报、2000至2023年",
    searched_on=date.min,
    reason="本机关只制作和保存全市水资源公报，没有按分区统计的历年数据",
)
_PARTLY = leaves.PartlyGranted(
    supplied="《示范市水土保持规划（2021—2030年）》正文第一章至第六章",
    supplied_as="电子文档",
    withheld=(
        leaves.WithheldPart(
            "附图三“重点工程布置图”", Ground.STATE_SECRET, "该图经依法定密，标注了涉密地理信息"
        ),
    ),
)
_ALREADY_PUBLIC = leaves.AlreadyPublic(
    "河道采砂许可审批结果", "本机关门户网站“行政许可”栏目，2025年至今逐月公布"
)
_GRANTED = leaves.Granted("2025年度小型水库除险加固项目验收报告", "电子文档")


def _waiting(ids: dict[str, int]) -> tuple[_Story, ...]:
    """Requests at the beginning of their road; the first is the one whose code is shown."""
    return (
        _Story(
            person("示范一", 1),
            "2025年度小型水库除险加固项目验收报告",
            9,
            (*_opened(ids, 8, _WATER),),
        ),
        _Story(person("示范二", 2), "清水河2026年汛期水质监测月报", 1),
        _Story(person("示范三", 3), "城区供水管网改造项目中标结果及合同金额", 2, (_confirmed(1),)),
        _Story(
            person("示范四", 4),
            "有关水的文件",
            12,
            (
                *_opened(ids, 11, _SOIL),
                (
                    8,
                    Action.ASK_CLARIFICATION,
                    "handler2",
                    lambda on: facts.ClarificationNotice(
                        ("请写明所需文件的名称、文号或者主题", "请写明所需文件的大致形成时间"),
                        on + timedelta(days=15),
                    ),
                ),
            ),
        ),
    )


def _replied(ids: dict[str, int]) -> tuple[_Story, ...]:
    """Requests that were replied to."""
    return (
        _Story(
            person("示范五", 5),
            "2000—2023年分区水资源数据",
            60,
            (
                *_opened(ids, 59, _WATER),
                *_decided(45, "handler", Outcome.NOT_FOUND, _NOT_FOUND),
                _reviewed(44),
                _signed(43),
                _served(42, "handler"),
                (
                    30,
                    Action.RATE,
                    "",
                    lambda on: facts.Rating(4, "答复清楚，检索过程写得明白"),
                ),
            ),
        ),
        _Story(
            company("示范市清泉环境有限公司", "王䶮", 6),
            "示范市水土保持规划",
            50,
            (
                *_opened(ids, 49, _SOIL),
                *_decided(40, "handler2", Outcome.PARTLY_GRANTED, _PARTLY),
                _reviewed(39),
                _signed(38),
                _served(37, "handler2"),
            ),
        ),
    )


def _further(ids: dict[str, int]) -> tuple[_Story, ...]:
    """Requests in review, overdue, drafted and withdrawn."""
    return (
        _Story(
            person("示范七", 7),
            "2025年度小型水库除险加固项目验收报告",
            20,
            (
                *_opened(ids, 19, _WATER),
                *_decided(6, "handler", Outcome.GRANTED, _GRANTED),
                _reviewed(2),
            ),
        ),
        _Story(
            person("示范八", 8),
            "示范区农村饮水安全工程名单",
            48,
            (*_opened(ids, 47, _SOIL),),
        ),
        _Story(
            person("示范九", 9),
            "河道采砂许可审批材料",
            15,
            (
                *_opened(ids, 14, _WATER),
                *_decided(3, "handler", Outcome.ALREADY_PUBLIC, _ALREADY_PUBLIC),
            ),
        ),
        _Story(
            person("示范十", 10),
            "水库移民后期扶持资金发放明细",
            33,
            (
                _confirmed(32),
                (
                    10,
                    Action.WITHDRAW,
                    "",
                    lambda on: facts.Withdrawal("已从其他途径取得，不再需要"),
                ),
            ),
        ),
    )
