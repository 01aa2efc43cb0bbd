"""Invented facts for every kind of letter, and the letters that come of them."""

from dataclasses import asdict, replace
from datetime import date

from casework.domain.articles import in_words
from casework.domain.disclosure import leaves
from casework.domain.disclosure.fees import FeeMethod, further_lines
from casework.domain.disclosure.letters import LetterKind, series_of
from casework.letters import LetterFacts, Press, Printed, Sender

BUREAU = Sender(
    name="示范市水务局",
    government="示范市人民政府",
    court="示范铁路运输法院",
    disclosure_office="办公室",
    address="示范市滨河路1号",
    postcode="999999",
    phone="000-1234567",
)

_WITHHELD = leaves.WithheldPart(
    "第六章重点工程坐标", leaves.Ground.STATE_SECRET, "该章附图坐标已确定为秘密级"
)


def withheld(ground: leaves.Ground, **more: str) -> dict[str, object]:
    """The particulars of a refusal on one ground."""
    given = leaves.Withheld("示范市水土保持规划", ground, "规划附图标有工程坐标", **more)
    return {**asdict(given), "ground": ground.zh, "article": in_words(ground.article)}


def granted(*, on_the_spot: bool = False) -> dict[str, object]:
    """The particulars of a reply that supplies what was asked."""
    given = leaves.Granted("示范市水土保持规划", "电子文档")
    return {**asdict(given), "on_the_spot": on_the_spot}


def already_public(*, on_the_spot: bool = False) -> dict[str, object]:
    """The particulars of a reply that tells where to find what is public."""
    given = leaves.AlreadyPublic(
        "2024年示范市水资源公报", "登录https://sw.example.invalid/xxgk/gb/2024.html查阅"
    )
    return {**asdict(given), "on_the_spot": on_the_spot}


def fee(method: FeeMethod, before: int, quantity: int) -> dict[str, object]:
    """The particulars of a fee notice."""
    lines = further_lines(method, before, quantity)
    return {
        "by_item": method is FeeMethod.BY_ITEM_MONTH,
        "before": before,
        "quantity": quantity,
        "reason": "本月已提出申请四十三件",
        "lines": lines,
        "yuan": sum(line.total_yuan for line in lines),
        "pay_at": "凭缴款码在任一代收银行缴入国库，缴款码000000",
    }


PARTICULARS: dict[LetterKind, dict[str, object]] = {
    LetterKind.RECEIPT: {"query_code": "7K2M-4XQD"},
    LetterKind.CORRECTION_RECEIPT: {"query_code": ""},
    LetterKind.D01: {"receipt_basis": "网上提交，双方确认", "provisional": False},
    LetterKind.D02: {
        "defects": ("请写明所需数据的年份。", "请写明“分区”指行政分区还是水资源分区。"),
        "respond_by": date(2026, 3, 20),
    },
    LetterKind.D03: {
        "working_days": 10,
        "reason": "申请涉及多个年度的档案，检索量大",
        "unextended_due_on": date(2026, 3, 30),
        "provisional": False,
    },
    LetterKind.D04: {
        "request_count": 36,
        "counted_from": date(2026, 2, 1),
        "counted_to": date(2026, 3, 2),
        "respond_by": date(2026, 3, 20),
    },
    LetterKind.D05: {
        "information": "某取水工程取水许可申请书",
        "concern": "商业秘密",
        "opinion_number": "SW-2026-000318-1",
        "answer_code": "7K2M-4XQD-9HPW",
    },
    LetterKind.D06: {
        "third_party": True,
        "agency": "",
        "role": "",
        "asked_on": date(2026, 3, 4),
    },
    LetterKind.D07: {
        "role": "co_producer",
        "information": "示范市节约用水规划",
        "question": "附表是否含有尚未公布的统计数据",
        "opinion_number": "SW-2026-000318-2",
        "answer_code": "",
    },
    LetterKind.D08: {
        "information": "某取水工程取水许可申请书",
        "objected_on": date(2026, 3, 18),
        "reasons": "申请书中写有本单位的生产工艺",
        "public_interest": "该工程取水影响下游两个乡镇的饮用水安全",
        "disclosed": "取水量、取水地点和退水水质",
    },
    LetterKind.D09: granted(),
    LetterKind.D10: already_public(),
    LetterKind.D11: {
        "supplied": "规划文本第一章至第五章",
        "supplied_as": "纸质复印件",
        "withheld": (
            {
                "part": _WITHHELD.part,
                "ground": _WITHHELD.ground.zh,
                "article": in_words(_WITHHELD.ground.article),
                "reason": _WITHHELD.reason,
                "other_law": "",
            },
        ),
    },
    LetterKind.D12: withheld(leaves.Ground.STATE_SECRET),
    LetterKind.D13: asdict(
        leaves.AdministrativeQuery(
            "某企业登记资料", "《中华人民共和国市场主体登记管理条例》", "示范市市场监督管理局"
        )
    ),
    LetterKind.D14: asdict(
        leaves.NotFound(
            "2000—2023年分区水资源数据",
            "本机关档案室和公文系统",
            "水资源科",
            "分区、水资源量",
            date(2026, 3, 9),
            "本机关只编制全市水资源公报，未按分区统计",
        )
    ),
    LetterKind.D15: asdict(
        leaves.OtherAgency(
            "城区供水管网图", "该图由其他机关制作", "示范市住房和城乡建设局", "000-7654321"
        )
    ),
    LetterKind.D16: asdict(
        leaves.WouldNeedCreation("各村用水量排名", "本机关只有逐户抄表数据，没有按村汇总")
    ),
    LetterKind.D17: asdict(leaves.StillUnclear("仍未写明所需信息的名称、文号或者其他特征")),
    LetterKind.D18: asdict(
        leaves.Repeated("示范市水土保持规划", "示水公开复〔2026〕1号", date(2026, 1, 5))
    ),
    LetterKind.D19: asdict(
        leaves.Petition("申请内容是投诉邻户违规取水", "示范市12345政务服务便民热线")
    ),
    LetterKind.D20: asdict(leaves.PublishedWork("示范市年鉴", "示范市图书馆或者新华书店")),
    LetterKind.D21: asdict(
        leaves.Excessive(date(2026, 3, 4), "个人研究需要", "同一申请人一个月内提出八十件申请")
    ),
    LetterKind.D22: fee(FeeMethod.BY_ITEM_MONTH, 8, 35),
    LetterKind.D23: {"respond_by": date(2026, 3, 20), "unpaid_yuan": 0},
    LetterKind.D24: {"withdrawn_on": date(2026, 3, 12)},
    LetterKind.D25: asdict(
        leaves.Archived("1985年示范水库移民档案", "示范市档案馆", "000-2345678")
    ),
    LetterKind.D26: {
        "result": "corrected",
        "record": "取水许可登记台账",
        "wrong": "张某木",
        "right": "张某某",
        "agency": "",
        "contact": "",
        "reason": "",
    },
    LetterKind.D27: {
        "letter_title": "政府信息公开申请答复书",
        "letter_number": "示水公开复〔2026〕12号",
        "way": "直接送达",
        "place": "示范市滨河路1号",
    },
    LetterKind.D28: {
        "handling_unit": "水资源科",
        "handler": "李某",
        "outcome": "予以公开",
        "proposal": "经审查，该信息可以公开，拟以电子文档方式提供。",
        "steps": (
            {
                "level": "保密审查",
                "opinion": "不涉及国家秘密、商业秘密和个人隐私。",
                "name": "王某",
                "result": "通过",
                "on": date(2026, 3, 10),
            },
            {"level": "审核", "opinion": "", "name": "", "result": "", "on": None},
            {"level": "负责人", "opinion": "", "name": "", "result": "", "on": None},
        ),
    },
    LetterKind.D30: {
        "asked_on": date(2026, 3, 4),
        "reason": "三十六件申请涉及二十三个年度的档案，需要逐卷检索",
        "due_on": date(2026, 6, 30),
    },
    LetterKind.D31: {
        "number": "示水公开复〔2026〕12号",
        "letter_title": "政府信息公开申请答复书",
        "letter_on": date(2026, 3, 20),
        "wrong": "第六章重点工程座标",
        "right": "第六章重点工程坐标",
    },
    LetterKind.D29: asdict(
        leaves.Reconfirmation("示水公开复〔2026〕1号答复书", "该答复书已于2026年1月送达")
    ),
}

_EXTENDED_TO = date(2026, 4, 14)  # ten working days after 30 March, 清明 between


def facts(kind: LetterKind, **changes: object) -> LetterFacts:
    """The facts of a letter of that kind to 张某某, as of March 2026."""
    plain = LetterFacts(
        kind=kind,
        sender=BUREAU,
        number=f"示水公开{series_of(kind)}〔2026〕12号" if series_of(kind) else "",
        addressee="张某某",
        is_organisation=False,
        reference="SW-2026-000318",
        submitted_on=date(2026, 2, 28),
        received_on=date(2026, 3, 2),
        due_on=_EXTENDED_TO if kind is LetterKind.D03 else date(2026, 3, 30),
        requested_information="2000—2023年分区水资源数据（按行政分区和水资源分区）",
        history=(),
        issued_on=date(2026, 3, 24),
        particulars=PARTICULARS[kind],
        site_url="https://sw.example.invalid",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # fields are named by the caller


def printed(kind: LetterKind, *, preview: bool = False, **changes: object) -> Printed:
    """A letter of that kind, printed with the shipped fonts."""
    return Press().print(facts(kind, **changes), preview=preview)
