"""Table 三 of the annual report: its rows and columns (国办公开办函〔2021〕30号).

The official form has no subtotal rows for (三)–(六); a case counts in exactly one outcome row.
"""

from typing import NamedTuple, TypeAlias

from casework.domain.terms import Term, term


class ApplicantKind(Term):
    """The columns: the agency classifies every applicant at registration."""

    NATURAL_PERSON = term("natural_person", "自然人")
    BUSINESS = term("business", "商业企业")
    RESEARCH = term("research", "科研机构")
    CHARITY = term("charity", "社会公益组织")
    LEGAL_SERVICE = term("legal_service", "法律服务机构")
    OTHER_ORGANISATION = term("other_organisation", "其他组织")

    @property
    def is_organisation(self) -> bool:
        """Whether this is a legal person or other organisation (法人或其他组织)."""
        return self is not ApplicantKind.NATURAL_PERSON


class OutcomeRow(Term):
    """三、本年度办理结果: the rows in which a closed case may count, in the form's order."""

    OPEN = term("r_open", "（一）予以公开")
    PARTIAL = term("r_partial", "（二）部分公开")
    STATE_SECRET = term("r_no_1", "（三）1.属于国家秘密")
    PROHIBITED_BY_LAW = term("r_no_2", "（三）2.其他法律行政法规禁止公开")
    SECURITY_AND_STABILITY = term("r_no_3", "（三）3.危及“三安全一稳定”")
    THIRD_PARTY_RIGHTS = term("r_no_4", "（三）4.保护第三方合法权益")
    INTERNAL_AFFAIRS = term("r_no_5", "（三）5.属于三类内部事务信息")
    DELIBERATIVE = term("r_no_6", "（三）6.属于四类过程性信息")
    ENFORCEMENT_FILE = term("r_no_7", "（三）7.属于行政执法案卷")
    ADMINISTRATIVE_QUERY = term("r_no_8", "（三）8.属于行政查询事项")
    NOT_HELD = term("r_na_1", "（四）1.本机关不掌握相关政府信息")
    WOULD_NEED_CREATION = term("r_na_2", "（四）2.没有现成信息需要另行制作")
    STILL_UNCLEAR = term("r_na_3", "（四）3.补正后申请内容仍不明确")
    PETITION = term("r_np_1", "（五）1.信访举报投诉类申请")
    REPEATED = term("r_np_2", "（五）2.重复申请")
    PUBLISHED_WORK = term("r_np_3", "（五）3.要求提供公开出版物")
    EXCESSIVE = term("r_np_4", "（五）4.无正当理由大量反复申请")
    RECONFIRMATION = term("r_np_5", "（五）5.要求行政机关确认或重新出具已获取信息")
    LAPSED_CLARIFICATION = term(
        "r_ot_1", "（六）1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    )
    LAPSED_FEE = term(
        "r_ot_2", "（六）2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    )
    OTHER = term("r_ot_3", "（六）3.其他")


class FlowRow(Term):
    """The rows around the outcomes: what came, what was disposed of, what is still open."""

    NEWLY_RECEIVED = term("newly_received", "一、本年新收政府信息公开申请数量")
    CARRIED_IN = term("carried_in", "二、上年结转政府信息公开申请数量")
    TOTAL_DISPOSED = term("total_disposed", "（七）总计")
    CARRIED_OVER = term("carried_over", "四、结转下年度继续办理")


class OutcomeGroup(Term):
    """(三)–(六): the outcomes that have rows of their own, and no row for their sum."""

    REFUSED = term("r_no", "（三）不予公开")
    UNABLE = term("r_na", "（四）无法提供")
    NOT_PROCESSED = term("r_np", "（五）不予处理")
    OTHERWISE_CLOSED = term("r_ot", "（六）其他处理")

    @property
    def rows(self) -> tuple[OutcomeRow, ...]:
        """Its rows, in the form's order."""
        return tuple(row for row in OutcomeRow if row.value.startswith(f"{self.value}_"))


class Total(Term):
    """The last column, which sums up the kinds of applicants."""

    TOTAL = term("total", "总计")


Row: TypeAlias = FlowRow | OutcomeRow | OutcomeGroup
Heading: TypeAlias = ApplicantKind | Total

ROWS: tuple[FlowRow | OutcomeRow, ...] = (
    FlowRow.NEWLY_RECEIVED,
    FlowRow.CARRIED_IN,
    *OutcomeRow,
    FlowRow.TOTAL_DISPOSED,
    FlowRow.CARRIED_OVER,
)
HEADINGS: tuple[Heading, ...] = (*ApplicantKind, Total.TOTAL)


class Cell(NamedTuple):
    """A cell of a statutory table, by its row and its column."""

    row: Term
    column: Term
