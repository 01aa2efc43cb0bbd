"""The demo's messages: new, overdue, passed on, answered, followed up, hidden, turned to a request.

And two frequent questions, one public and one that waits for a second person.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import NAMESPACE_OID, uuid5

from casework.cli.demo.telling import Cast, Deed
from casework.domain.message import facts
from casework.domain.message.questions import Answered, Released
from casework.domain.message.vocabulary import (
    Action,
    Channel,
    Destination,
    HidingReason,
    Kind,
)
from casework.domain.message.writing import Writing
from casework.domain.moments import SHANGHAI
from casework.domain.roles import Actor, author
from casework.domain.terms import Term
from casework.domain.workflow import Facts
from casework.services.message import (
    converting,
    filing,
    following,
    publishing,
    questions,
    viewing,
)
from casework.services.message.acts import Order, act
from casework.services.message.filing import Arrival
from casework.services.office import Office

# Days back from today, the act, who does it ("" the author), its facts.
Act = tuple[int, Action, str, Facts]


@dataclass(frozen=True, slots=True)
class Story:
    """A message: its words, how many days ago it came, by which channel, and what followed."""

    writing: Writing
    sent: int
    acts: tuple[Act, ...] = ()
    channel: Channel = Channel.ONLINE


def told(cast: Cast) -> Iterator[Deed]:
    """What happens in every story."""
    ids = {name: who.user_id or 0 for name, who in cast.staff.items()}
    stories = (*_open(ids), *_ended(ids), *_answered(ids), *_asked_again(ids))
    for number, story in enumerate(stories):
        yield from _deeds(cast, number, story)


def _deeds(cast: Cast, number: int, story: Story) -> Iterator[Deed]:
    key = uuid5(NAMESPACE_OID, f"casework demo message {number}").hex
    filed = list[str]()

    def file(past: Office) -> None:
        if story.channel is Channel.ONLINE:
            sent = filing.submit(past, cast.agency_id, story.writing, (), key)
        else:
            arrival = Arrival(story.channel, past.today(), "来电记录簿第12页")
            sent = filing.take_in(past, story.writing, arrival, (), key, cast.staff["clerk"])
        filed.append(sent.reference)

    yield _moment(cast.today, story.sent, 0), file
    for place, (days, action, who, given) in enumerate(story.acts, start=1):
        actor = cast.staff[who] if who else author(cast.agency_id)
        order = Order(action, given, f"{key[:24]}{place:08d}")
        yield _moment(cast.today, days, place), partial(_do, filed, order, actor)


def _do(filed: list[str], order: Order, actor: Actor, past: Office) -> None:
    _DOING.get(order.action, act)(past, filed[0], order, actor)


def _prepare(office: Office, reference: str, order: Order, actor: Actor) -> None:
    """Prepare the public copy, with all that the gate finds masked."""
    file = viewing.message_file(office, reference, actor)
    given = publishing.prepared(file.case.message, file.standing, ())
    act(office, reference, replace(order, facts=given), actor)


# What is more than an act with its facts.
_DOING: dict[Term, Callable[..., object]] = {
    Action.CONVERT: converting.convert,
    Action.FOLLOW_UP: following.follow_up,
    Action.PREPARE_PUBLICATION: _prepare,
}


def _moment(today: date, days: int, place: int) -> datetime:
    return datetime.combine(today - timedelta(days=days), time(8, 40 + place), SHANGHAI)


def _written(kind: Kind, title: str, text: str, who: str, *, agrees: bool = True) -> Writing:
    """A message of an invented person whose telephone nobody can have."""
    return Writing(
        kind=kind,
        title=title,
        text=text,
        name=who,
        phone="19900000000",
        may_be_published=agrees,
    )


_WATER, _SOIL = ("水资源科", "handler"), ("水土保持科", "handler2")


def _accepted(days: int, where: tuple[str, str], ids: dict[str, int]) -> Act:
    unit, name = where
    return (days, Action.ACCEPT, "clerk", facts.Acceptance(unit, ids[name]))


def _replied(days: int, name: str, text: str) -> tuple[Act, ...]:
    return (
        (days + 1, Action.DRAFT, name, facts.Draft(text)),
        (days + 1, Action.SUBMIT_FOR_REVIEW, name, facts.ReviewRequest()),
        (days, Action.APPROVE_REPLY, "reviewer", facts.Approval()),
    )


def _published(days: int, name: str) -> tuple[Act, ...]:
    return (
        (days, Action.PREPARE_PUBLICATION, name, facts.Release()),
        (days, Action.PUBLISH, "reviewer", facts.Release()),
    )


def _open(ids: dict[str, int]) -> tuple[Story, ...]:
    lamp = _written(
        Kind.COMPLAINT,
        "示范河步道积水",
        "示范河清水桥下的步道一下雨就积水，老人过不去，请修一修排水。",
        "张示民",
    )
    meter = _written(Kind.ENQUIRY, "水表多久校验一次", "家里的水表用了八年，要不要换？", "李示民")
    bank = _written(
        Kind.COMPLAINT,
        "有人在河边倒垃圾",
        "示范河三号闸下游有人夜里倒建筑垃圾，已经反映过一次。",
        "王示民",
    )
    trees = _written(
        Kind.SUGGESTION, "建议在河堤补种树", "河堤西段没有树，夏天很晒，建议补种。", "赵示民"
    )
    well = _written(
        Kind.COMPLAINT, "机井打不出水", "示范村三组的机井半个月打不出水，地里等着浇。", "钱示民"
    )
    to_soil = facts.Transfer("水土保持科", ids["handler2"], "堤防绿化由水土保持科负责")
    longer = facts.Extension(10, "需要会同供电部门现场检查")
    return (
        Story(lamp, 0),
        Story(meter, 12, (_accepted(11, _WATER, ids),)),
        Story(bank, 96, (_accepted(95, _WATER, ids),)),
        Story(trees, 6, (_accepted(6, _WATER, ids), (4, Action.TRANSFER, "handler", to_soil))),
        Story(
            well,
            16,
            (_accepted(16, _WATER, ids), (8, Action.EXTEND, "approver", longer)),
            Channel.PHONE,
        ),
    )


def _ended(ids: dict[str, int]) -> tuple[Story, ...]:
    dismissal = _written(
        Kind.COMPLAINT, "反映单位辞退", "原单位辞退我没有补偿，请局里处理。", "孙示民", agrees=False
    )
    plan = _written(
        Kind.ENQUIRY, "想要防汛预案全文", "请提供示范市2025年防汛预案全文。", "周示民", agrees=False
    )
    ad = _written(Kind.ENQUIRY, "专业打井", "专业打井，价格优惠，量大从优。", "")
    labour = facts.Redirection(
        Destination.OTHER_AGENCY,
        "示范市人力资源和社会保障局劳动监察窗口",
        "劳动争议不属于水务部门的职责",
    )
    wants = facts.Conversion("要求提供的是本机关制作的文件")
    return (
        Story(dismissal, 40, ((39, Action.REDIRECT, "clerk", labour),)),
        Story(plan, 5, (_accepted(5, _WATER, ids), (4, Action.CONVERT, "handler", wants))),
        Story(ad, 20, ((20, Action.HIDE, "clerk", facts.Hiding(HidingReason.ADVERTISEMENT)),)),
    )


def _answered(ids: dict[str, int]) -> tuple[Story, ...]:
    fee = _written(Kind.ENQUIRY, "水资源费怎么算", "自备井的水资源费按什么标准计算？", "吴示民")
    path = _written(
        Kind.SUGGESTION, "建议步道装护栏", "清水桥到示范闸一段步道临水，建议装护栏。", "郑示民"
    )
    told = "自备井按取水量计征，具体标准见示范市水资源费征收标准，可到政务服务大厅水务窗口查询。"
    computed = (
        _accepted(75, _WATER, ids),
        *_replied(71, "handler", told),
        *_published(70, "handler"),
    )
    planned = (
        _accepted(51, _SOIL, ids),
        *_replied(38, "handler2", "已列入2026年河道管护计划，6月底前安装。"),
        (36, Action.RATE, "", facts.Rating(5, "很快就有了答复")),
        *_published(35, "handler2"),
    )
    return Story(fee, 75, computed), Story(path, 52, planned)


def _asked_again(ids: dict[str, int]) -> tuple[Story, ...]:
    """One that was followed up, and one whose copy waits for a second person."""
    flood = _written(
        Kind.COMPLAINT, "小区排水沟堵塞", "清水路100号门前的排水沟堵了一个月。", "冯示民"
    )
    dam = _written(Kind.ENQUIRY, "水库能不能钓鱼", "示范水库哪些地方可以钓鱼？", "陈示民")
    cleared = (
        _accepted(33, _WATER, ids),
        *_replied(29, "handler", "已于当日派人清掏，排水恢复畅通。"),
        (27, Action.FOLLOW_UP, "", facts.FollowUp("昨天下雨又堵了。")),
        *_replied(20, "handler", "经复查，下游管道塌陷已经修复，今后每季度清掏一次。"),
        *_published(18, "handler"),
    )
    forbidden = (
        _accepted(23, _WATER, ids),
        *_replied(20, "handler", "示范水库是饮用水水源地，全部水域禁止垂钓。"),
        _published(19, "handler")[0],
    )
    return Story(flood, 33, cleared, Channel.IN_PERSON), Story(dam, 24, forbidden)


def ask(cast: Cast) -> None:
    """Enter one frequent question that is public, and one that waits to be."""
    for number, (question, answer) in enumerate(
        (
            ("停水了向谁报修", "请拨打24小时抢修电话000-12345678，说明小区和楼号。"),
            ("自备井怎样办理取水许可", "请到政务服务大厅水务窗口提交取水许可申请。"),
        )
    ):
        key = uuid5(NAMESPACE_OID, f"casework demo question {number}").hex
        given = Answered(question, answer, "水资源科")
        questions.enter(cast.office, given, key, cast.staff["handler"])
    last = questions.waiting(cast.agency_id)[-1]
    key = uuid5(NAMESPACE_OID, "casework demo release").hex
    questions.release(cast.office, Released(last.id), key, cast.staff["reviewer"])
