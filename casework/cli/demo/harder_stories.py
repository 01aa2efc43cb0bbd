"""The demo's harder requests: others asked, a fee, much asked for, split, disputed."""

from datetime import date, timedelta

from casework.cli.demo.applicants import company, person
from casework.cli.demo.telling import Act, Story, decided, opened, reviewed, signed
from casework.domain.disclosure import facts, leaves
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.fees import FeeMethod
from casework.domain.disclosure.vocabulary import Action

_WATER, _SOIL = ("水资源科", "handler"), ("水土保持科", "handler2")
_MONITOR = facts.Asked(
    name="示范市澄江水质检测有限公司",
    is_organisation=True,
    address="示范市示范区澄江路8号",
    postcode="000000",
    phone="00000000071",
)
_BUILDER = facts.Asked(
    name="示范市安澜水利工程有限公司",
    is_organisation=True,
    address="示范市示范区安澜路6号",
    postcode="000000",
    phone="00000000072",
)
_REFUSED = leaves.NotFound(
    information="2010年以前农村饮水工程台账",
    searched_in="本机关档案室、公文系统",
    searched_by="水资源科、办公室档案室",
    keywords="农村饮水、工程台账、2010",
    searched_on=date.min,
    reason="本机关没有制作和保存该台账",
)


def stories(ids: dict[str, int]) -> tuple[Story, ...]:
    """What a bureau meets less often, and must do right all the same."""
    return (
        _two_firms_are_asked(ids),
        _many_pages_cost(ids),
        _so_much_is_asked(ids),
        _one_letter_three_requests(ids),
        _reconsidered(ids),
    )


def _two_firms_are_asked(ids: dict[str, int]) -> Story:
    def ask(days: int, whom: facts.Asked) -> Act:
        asked = facts.ThirdPartyConsultation(
            whom, "2025年度水质监测项目合同", "合同中的报价和技术方案可能属于商业秘密"
        )
        return (days, Action.CONSULT_THIRD_PARTY, "handler", lambda on: asked)

    def reached(days: int, number: int) -> Act:
        return (
            days,
            Action.RECORD_LETTER_RECEIVED,
            "handler",
            lambda on: facts.LetterReceived(number, on, "邮政签收记录"),
        )

    agreed = (
        6,
        Action.RECORD_OPINION,
        "handler",
        lambda on: facts.OpinionGiven(1, facts.Opinion.CONSENTS, "", on),
    )
    asked = (ask(10, _MONITOR), ask(10, _BUILDER), reached(8, 1), reached(8, 2), agreed)
    return Story(
        person("示范十一", 11), "2025年度水质监测项目合同", 14, (*opened(ids, 13, _WATER), *asked)
    )


def _many_pages_cost(ids: dict[str, int]) -> Story:
    fee = facts.FeeCharge(
        FeeMethod.BY_PAGE, 0, 68, "要求提供纸质件68页", "示范市水务局财务室，工作日办公时间"
    )
    return Story(
        person("示范十二", 12),
        "2023—2025年水土保持方案批复（纸质件）",
        12,
        (
            *opened(ids, 11, _SOIL),
            (7, Action.CHARGE_FEE, "handler2", lambda on: fee),
            (
                5,
                Action.RECORD_FEE_NOTICE,
                "handler2",
                lambda on: facts.FeeNoticeReceived(on, "本人签收"),
            ),
        ),
    )


def _so_much_is_asked(ids: dict[str, int]) -> Story:
    def volume(on: date) -> facts.ReasonsRequest:
        begin, end = on - timedelta(days=30), on + timedelta(days=14)
        return facts.ReasonsRequest(26, begin, on, end)

    return Story(
        person("示范十三", 13),
        "全市所有水利工程的全部档案",
        10,
        (*opened(ids, 9, _WATER), (4, Action.ASK_REASONS, "handler", volume)),
    )


def _one_letter_three_requests(ids: dict[str, int]) -> Story:
    parts = (
        "2025年防汛物资采购合同",
        "2025年山洪灾害防治项目验收结论",
        "2025年水库大坝安全鉴定结论",
    )
    split = facts.Split(parts, reason="一件申请包含三项内容，按照一事一申请分别答复")
    return Story(
        company("示范市禹工咨询有限公司", "赵示范", 14),
        "；".join(parts),
        9,
        (*opened(ids, 8, _SOIL), (7, Action.SPLIT, "handler2", lambda on: split)),
    )


def _reconsidered(ids: dict[str, int]) -> Story:
    posted, ems = facts.ServiceWay.POST, facts.Carrier.EMS
    signed_for = facts.DeliveryOutcome.SIGNED
    return Story(
        person("示范十五", 15),
        "2010年以前农村饮水工程台账",
        70,
        (
            *opened(ids, 69, _WATER),
            *decided(60, "handler", Outcome.NOT_FOUND, _REFUSED),
            reviewed(58),
            signed(57),
            (56, Action.SERVE, "clerk", lambda on: facts.Service(posted, on, "示范0000001", ems)),
            (
                53,
                Action.RECORD_DELIVERY,
                "clerk",
                lambda on: facts.DeliveryResult(signed_for, on, "邮政投递记录"),
            ),
            (
                20,
                Action.OPEN_REMEDY,
                "handler",
                lambda on: facts.Remedy(
                    facts.RemedyKind.RECONSIDERATION,
                    "示范市人民政府",
                    on,
                    "示政复〔示范〕1号",
                    "申请人",
                    "请求责令重新检索并答复",
                ),
            ),
        ),
        DeliveryWay.POST,
    )
