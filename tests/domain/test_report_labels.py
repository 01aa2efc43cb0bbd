"""A label is known however it is written; what could be two labels is none."""

import pytest

from casework.domain.annual_report.labels import heading_of, label_of, result_of, route_of
from casework.domain.annual_report.table3 import (
    ROWS,
    ApplicantKind,
    FlowRow,
    OutcomeGroup,
    OutcomeRow,
    Total,
)
from casework.domain.annual_report.wordings import Label, Section
from casework.domain.disclosure.acts.remedies import RemedyKind, RemedyResult
from tests.domain.reports.forms import OFFICIAL, SHORT

_O, _F, _G = OutcomeRow, FlowRow, OutcomeGroup


@pytest.mark.parametrize("row", ROWS)
def test_official_and_short_labels_are_known(row: Label) -> None:
    written = (OFFICIAL[row], SHORT[row], row.zh)  # type: ignore[index]  # no section is in ROWS

    assert (row, row, row) == tuple(label_of(text) for text in written)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param("一、本年新收政府信息公开\n申请数量", _F.NEWLY_RECEIVED, id="line ends"),
        pytest.param("　二、上年结转 政府信息公开申请数量 ", _F.CARRIED_IN, id="wide blanks"),
        pytest.param("\uff13．\uff02三安全一稳定\uff02", _O.SECURITY_AND_STABILITY, id="wide"),
        pytest.param("3.危及“三安全、一稳定”", _O.SECURITY_AND_STABILITY, id="a pause mark"),
        pytest.param("(1)属于国家秘密", _O.STATE_SECRET, id="(1)"),
        pytest.param("①属于国家秘密", _O.STATE_SECRET, id="a ring"),
        pytest.param("1、属于国家秘密", _O.STATE_SECRET, id="1、"),
        pytest.param("⑴ 属于国家秘密", _O.STATE_SECRET, id="one in brackets"),
        pytest.param("2.其他法律、行政法规禁止公开", _O.PROHIBITED_BY_LAW, id="a longer wording"),
        pytest.param("㈡部分公开（区分处理的，只计这一情形）", _O.PARTIAL, id="a note in brackets"),
        pytest.param("三、本年度办理结果（三）不予公开1.国家秘密", _O.STATE_SECRET, id="joined"),
        pytest.param("三、本年度办理结果", Section.RESULTS, id="a section"),
        pytest.param("（六）其他处理", _G.OTHERWISE_CLOSED, id="a group"),
        pytest.param("（四）无法提供小计", _G.UNABLE, id="a subtotal"),
        pytest.param("3.其他", _O.OTHER, id="other"),
        pytest.param("3、其它（含撤回）", _O.OTHER, id="other, by another sign"),
        pytest.param("四、结转下一年度继续办理", _F.CARRIED_OVER, id="next year in other words"),
        pytest.param("本年度办理结果总计", _F.TOTAL_DISPOSED, id="a sum in other words"),
    ],
)  # fmt: skip
def test_the_way_in_which_a_label_is_written_does_not_matter(text: str, row: Label) -> None:
    assert row is label_of(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("（一）予已公开", _O.OPEN),
        ("（三）不子公开", _G.REFUSED),
        ("（二）部份公开", _O.PARTIAL),
        ("1.属于国家密秘", _O.STATE_SECRET),
        ("三(三)1国佳密秘", _O.STATE_SECRET),
        ("（六）其他处理2.逾期末交费", _O.LAPSED_FEE),
        ("1.信仿举报投诉类申请", _O.PETITION),
        ("2.重复申清", _O.REPEATED),
        ("一、本年薪收政府信息公开申请数量", _F.NEWLY_RECEIVED),
        ("四、结传下年度继续办理", _F.CARRIED_OVER),
    ],
)
def test_one_or_two_wrong_characters_do_not_matter(text: str, row: Label) -> None:
    assert row is label_of(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("（一）公开", id="granted or refused"),
        pytest.param("属于国家秘密或者四类过程性信息", id="two rows"),
        pytest.param("9.属于工作秘密事项", id="no row"),
        pytest.param("自然人", id="a column"),
        pytest.param("（三）", id="a number alone"),
        pytest.param("（三）1工作方案", id="a number and other words"),
        pytest.param("", id="nothing"),
        pytest.param("本年新收申请的情况说明" * 9, id="prose"),
        pytest.param("本年新收申请" * 200, id="a long text"),
    ],
)
def test_what_means_no_row_or_several_is_none(text: str) -> None:
    assert label_of(text) is None


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("自 然 人", ApplicantKind.NATURAL_PERSON),
        ("商业\n企业", ApplicantKind.BUSINESS),
        ("社会公益组识", ApplicantKind.CHARITY),
        ("其他", ApplicantKind.OTHER_ORGANISATION),
        ("合计", Total.TOTAL),
        ("法人或其他组织", None),
        ("申请人情况" * 20, None),
    ],
)
def test_headings_are_known(text: str, heading: object) -> None:
    assert heading is heading_of(text)


def test_headings_and_groups_of_table_4_are_known() -> None:
    assert RemedyResult.UPHELD is result_of("结果 维持")
    assert RemedyKind.LITIGATION is route_of("行政诉讼/未经复议直接起诉")
