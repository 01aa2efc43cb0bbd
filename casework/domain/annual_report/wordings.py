"""How the labels of the statutory tables are written: officially, and as agencies shorten them.

Compared by their Chinese characters alone, so that no width, quote or number is in the way.
"""

from collections.abc import Mapping
from typing import TypeAlias

from casework.domain.annual_report.table2 import PublicColumn, PublicRow
from casework.domain.annual_report.table3 import (
    ApplicantKind,
    FlowRow,
    Heading,
    OutcomeGroup,
    OutcomeRow,
    Row,
    Total,
)
from casework.domain.annual_report.table4 import Pending
from casework.domain.disclosure.acts.remedies import RemedyKind, RemedyResult
from casework.domain.terms import Term, term

_O, _F, _G = OutcomeRow, FlowRow, OutcomeGroup


class Section(Term):
    """A label that heads rows and has no figures of its own."""

    RESULTS = term("results", "三、本年度办理结果")


Label: TypeAlias = Row | Section

# How each row is written, the official wording first; compared by its Chinese characters alone.
WORDINGS: Mapping[Label, tuple[str, ...]] = {
    _F.NEWLY_RECEIVED: ("本年新收政府信息公开申请数量", "本年新收申请数量", "本年新收"),
    _F.CARRIED_IN: ("上年结转政府信息公开申请数量", "上年结转申请数量", "上年结转"),
    Section.RESULTS: ("本年度办理结果", "本年办理结果"),
    _O.OPEN: ("予以公开",),
    _O.PARTIAL: ("部分公开",),
    _G.REFUSED: ("不予公开",),
    _O.STATE_SECRET: ("属于国家秘密", "国家秘密"),
    _O.PROHIBITED_BY_LAW: ("其他法律行政法规禁止公开", "法律行政法规禁止公开"),
    _O.SECURITY_AND_STABILITY: ("危及三安全一稳定", "三安全一稳定"),
    _O.THIRD_PARTY_RIGHTS: ("保护第三方合法权益", "第三方合法权益"),
    _O.INTERNAL_AFFAIRS: ("属于三类内部事务信息", "三类内部事务信息", "内部事务信息"),
    _O.DELIBERATIVE: ("属于四类过程性信息", "四类过程性信息", "过程性信息"),
    _O.ENFORCEMENT_FILE: ("属于行政执法案卷", "行政执法案卷"),
    _O.ADMINISTRATIVE_QUERY: ("属于行政查询事项", "行政查询事项"),
    _G.UNABLE: ("无法提供",),
    _O.NOT_HELD: ("本机关不掌握相关政府信息", "本机关不掌握"),
    _O.WOULD_NEED_CREATION: ("没有现成信息需要另行制作", "没有现成信息"),
    _O.STILL_UNCLEAR: ("补正后申请内容仍不明确", "补正后仍不明确"),
    _G.NOT_PROCESSED: ("不予处理",),
    _O.PETITION: ("信访举报投诉类申请", "信访举报投诉类", "信访举报投诉"),
    _O.REPEATED: ("重复申请",),
    _O.PUBLISHED_WORK: ("要求提供公开出版物", "公开出版物"),
    _O.EXCESSIVE: ("无正当理由大量反复申请", "无正当理由大量反复", "大量反复申请"),
    _O.RECONFIRMATION: ("要求行政机关确认或重新出具已获取信息", "确认或重新出具"),
    _G.OTHERWISE_CLOSED: ("其他处理",),
    _O.LAPSED_CLARIFICATION: (
        "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请",
        "申请人无正当理由逾期不补正",
        "逾期不补正",
    ),
    _O.LAPSED_FEE: (
        "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求缴纳费用",
        "逾期未缴费",
    ),
    _O.OTHER: ("其他", "其它", "其他原因", "其他情形", "其他情况"),
    _F.TOTAL_DISPOSED: ("总计", "合计", "总数", "办理结果总计", "本年度办理结果总计"),
    _F.CARRIED_OVER: ("结转下年度继续办理", "结转下一年度继续办理", "结转下年度", "结转下年"),
}
# A part by which a row is known, whatever stands around it.
MARKS: Mapping[str, Row] = {
    "本年新收": _F.NEWLY_RECEIVED,
    "本年度新收": _F.NEWLY_RECEIVED,
    "上年结转": _F.CARRIED_IN,
    "上年度结转": _F.CARRIED_IN,
    "上一年度结转": _F.CARRIED_IN,
    "结转下": _F.CARRIED_OVER,
    "国家秘密": _O.STATE_SECRET,
    "法规禁止": _O.PROHIBITED_BY_LAW,
    "三安全": _O.SECURITY_AND_STABILITY,
    "第三方": _O.THIRD_PARTY_RIGHTS,
    "内部事务": _O.INTERNAL_AFFAIRS,
    "过程性": _O.DELIBERATIVE,
    "执法案卷": _O.ENFORCEMENT_FILE,
    "行政查询": _O.ADMINISTRATIVE_QUERY,
    "不掌握": _O.NOT_HELD,
    "现成信息": _O.WOULD_NEED_CREATION,
    "另行制作": _O.WOULD_NEED_CREATION,
    "仍不明确": _O.STILL_UNCLEAR,
    "信访": _O.PETITION,
    "出版物": _O.PUBLISHED_WORK,
    "大量反复": _O.EXCESSIVE,
    "重新出具": _O.RECONFIRMATION,
    "逾期不补正": _O.LAPSED_CLARIFICATION,
    "收费通知": _O.LAPSED_FEE,
    "缴纳费用": _O.LAPSED_FEE,
    "缴费": _O.LAPSED_FEE,
}
HEADINGS: Mapping[Heading, tuple[str, ...]] = {
    ApplicantKind.NATURAL_PERSON: ("自然人", "公民"),
    ApplicantKind.BUSINESS: ("商业企业",),
    ApplicantKind.RESEARCH: ("科研机构",),
    ApplicantKind.CHARITY: ("社会公益组织", "公益组织"),
    ApplicantKind.LEGAL_SERVICE: ("法律服务机构",),
    ApplicantKind.OTHER_ORGANISATION: ("其他", "其它", "其他组织"),
    Total.TOTAL: ("总计", "合计"),
}
RESULTS: Mapping[Term, tuple[str, ...]] = {
    RemedyResult.UPHELD: ("结果维持", "维持"),
    RemedyResult.CORRECTED: ("结果纠正", "纠正"),
    RemedyResult.OTHER: ("其他结果",),
    Pending.PENDING: ("尚未审结", "未审结"),
    Total.TOTAL: ("总计", "合计"),
}
ROUTES: Mapping[Term, tuple[str, ...]] = {
    RemedyKind.RECONSIDERATION: ("行政复议",),
    RemedyKind.LITIGATION: ("未经复议直接起诉", "直接起诉", "行政诉讼未经复议直接起诉"),
    RemedyKind.LITIGATION_AFTER: ("复议后起诉", "行政诉讼复议后起诉"),
}
PUBLIC_ROWS: Mapping[Term, tuple[str, ...]] = {
    **{row: (row.zh,) for row in PublicRow},
    PublicRow.NORMATIVE_DOCUMENT: ("行政规范性文件", "规范性文件"),
}
PUBLIC_COLUMNS: Mapping[Term, tuple[str, ...]] = {
    **{column: (column.zh,) for column in PublicColumn},
    PublicColumn.AMOUNT: ("本年收费金额",),
}
