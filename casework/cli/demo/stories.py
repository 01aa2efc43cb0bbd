"""The demo's requests on the common road: waiting, replied, in review, overdue, withdrawn."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from operator import attrgetter

from casework.cli.demo import harder_stories
from casework.cli.demo.applicants import company, person
from casework.cli.demo.telling import (
    Cast,
    Deed,
    Story,
    confirmed,
    decided,
    deeds,
    opened,
    reviewed,
    served,
    signed,
)
from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.leaves import Ground
from casework.domain.disclosure.vocabulary import Action


def told(cast: Cast) -> Iterator[Deed]:
    """What happens in every story; the code of the one that was filed first is shown."""
    ids = {name: who.user_id or 0 for name, who in cast.staff.items()}
    stories = (*_waiting(ids), *_replied(ids), *_further(ids), *harder_stories.stories(ids))
    by_day = sorted(stories, key=attrgetter("filed"), reverse=True)
    for number, story in enumerate(by_day):
        yield from deeds(cast, number, story)


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
GIVEN: Mapping[Outcome, leaves.LeafFacts] = {
    Outcome.GRANTED: _GRANTED,
    Outcome.PARTLY_GRANTED: _PARTLY,
    Outcome.NOT_FOUND: _NOT_FOUND,
    Outcome.ALREADY_PUBLIC: _ALREADY_PUBLIC,
}


def _waiting(ids: dict[str, int]) -> tuple[Story, ...]:
    """Requests at the beginning of their road."""
    return (
        Story(
            person("示范一", 1),
            "2025年度小型水库除险加固项目验收报告",
            9,
            (*opened(ids, 8, _WATER),),
        ),
        Story(person("示范二", 2), "清水河2026年汛期水质监测月报", 1),
        Story(person("示范三", 3), "城区供水管网改造项目中标结果及合同金额", 2, (confirmed(1),)),
        Story(
            person("示范四", 4),
            "有关水的文件",
            12,
            (
                *opened(ids, 11, _SOIL),
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


def _replied(ids: dict[str, int]) -> tuple[Story, ...]:
    """Requests that were replied to."""
    return (
        Story(
            person("示范五", 5),
            "2000—2023年分区水资源数据",
            60,
            (
                *opened(ids, 59, _WATER),
                *decided(45, "handler", Outcome.NOT_FOUND, _NOT_FOUND),
                reviewed(44),
                signed(43),
                served(42, "handler"),
                (
                    30,
                    Action.RATE,
                    "",
                    lambda on: facts.Rating(4, "答复清楚，检索过程写得明白"),
                ),
            ),
        ),
        Story(
            company("示范市清泉环境有限公司", "王䶮", 6),
            "示范市水土保持规划",
            50,
            (
                *opened(ids, 49, _SOIL),
                *decided(40, "handler2", Outcome.PARTLY_GRANTED, _PARTLY),
                reviewed(39),
                signed(38),
                served(37, "handler2"),
            ),
        ),
    )


def _further(ids: dict[str, int]) -> tuple[Story, ...]:
    """Requests in review, overdue, drafted and withdrawn."""
    return (
        Story(
            person("示范七", 7),
            "2025年度小型水库除险加固项目验收报告",
            20,
            (
                *opened(ids, 19, _WATER),
                *decided(6, "handler", Outcome.GRANTED, _GRANTED),
                reviewed(2),
            ),
        ),
        Story(
            person("示范八", 8),
            "示范区农村饮水安全工程名单",
            48,
            (*opened(ids, 47, _SOIL),),
        ),
        Story(
            person("示范九", 9),
            "河道采砂许可审批材料",
            15,
            (
                *opened(ids, 14, _WATER),
                *decided(3, "handler", Outcome.ALREADY_PUBLIC, _ALREADY_PUBLIC),
            ),
        ),
        Story(
            person("示范十", 10),
            "水库移民后期扶持资金发放明细",
            33,
            (
                confirmed(32),
                (
                    10,
                    Action.WITHDRAW,
                    "",
                    lambda on: facts.Withdrawal("已从其他途径取得，不再需要"),
                ),
            ),
        ),
    )
