"""Invented facts for every kind of letter, and the letters that come of them."""

from dataclasses import asdict, replace
from datetime import date

from casework.domain.disclosure import leaves
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
    return {**asdict(given), "ground": ground.zh, "article": ground.article}


PARTICULARS: dict[LetterKind, dict[str, object]] = {
    LetterKind.RECEIPT: {"query_code": "7K2M-4XQD"},
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
    LetterKind.D09: asdict(leaves.Granted("示范市水土保持规划", "电子文档")),
    LetterKind.D10: asdict(
        leaves.AlreadyPublic(
            "2024年示范市水资源公报", "登录https://sw.example.invalid/xxgk/gb/2024.html查阅"
        )
    ),
    LetterKind.D11: {
        "supplied": "规划文本第一章至第五章",
        "supplied_as": "纸质复印件",
        "withheld": (
            {
                "part": _WITHHELD.part,
                "ground": _WITHHELD.ground.zh,
                "article": _WITHHELD.ground.article,
                "reason": _WITHHELD.reason,
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
    LetterKind.D23: {"respond_by": date(2026, 3, 20)},
    LetterKind.D24: {"withdrawn_on": date(2026, 3, 12)},
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
        number="" if kind is LetterKind.RECEIPT else f"示水公开{series_of(kind)}〔2026〕12号",
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
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # fields are named by the caller


def printed(kind: LetterKind, *, preview: bool = False, **changes: object) -> Printed:
    """A letter of that kind, printed with the shipped fonts."""
    return Press().print(facts(kind, **changes), preview=preview)
