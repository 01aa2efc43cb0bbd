"""Tables 二 and 四, the prose, and the rules by which cases count."""

from decimal import Decimal

import pytest
from hypothesis import given

from casework.domain.annual_report.counting import Counted, CountingRule, Miscount, miscounted
from casework.domain.annual_report.identities import Agreement, Breach
from casework.domain.annual_report.layout import Grid
from casework.domain.annual_report.prose import figures_in_words, prose_remarks
from casework.domain.annual_report.remarks import Note, Unreadable
from casework.domain.annual_report.report import Report, judge, read_report
from casework.domain.annual_report.table2 import PublicColumn, PublicRow
from casework.domain.annual_report.table3 import HEADINGS, ROWS, Cell, FlowRow, OutcomeRow, Total
from casework.domain.disclosure.acts.remedies import RemedyKind
from tests.domain.reports.forms import Figures, short, sound_figures

NOTHING = short(dict.fromkeys((Cell(row, heading) for row in ROWS for heading in HEADINGS), 0))
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
OFFICIAL_4 = [
    ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
    [*RESULTS, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
    [*[""] * 5, *RESULTS, *RESULTS],
]
COPIED_4 = [
    ["行政复议", "行政诉讼"],
    [*RESULTS, "未经复议直接起诉", "复议后起诉"],
    [*RESULTS, *RESULTS],
]
FIGURES_4 = [
    "376",
    "97",
    "196",
    "121",
    "790",
    "16",
    "1",
    "12",
    "27",
    "56",
    *"1",
    "0",
    "3",
    "5",
    "9",
]
LABELLED_4 = [
    ["", *RESULTS],
    ["行政复议", *FIGURES_4[:5]],
    ["未经复议直接起诉", *FIGURES_4[5:10]],
    ["复议后起诉", *FIGURES_4[10:]],
]
TABLE_2 = [
    ["第二十条第（一）项", "", "", ""],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "/", "/", "/"],
    ["行政规范性文件", "3", "2", "21"],
    ["信息内容", "本年处理决定数量", "", ""],
    ["行政许可", "1,024", "", ""],
    ["行政处罚", "", "12", ""],
    ["行政强制", "", "", ""],
    ["信息内容", "本年收费金额（单位：万元）", "", ""],
    ["行政事业性收费", "12.5", "", ""],
]


def read(*grids: Grid, prose: str = "") -> Report:
    return read_report([NOTHING, *grids], prose)


@pytest.mark.parametrize(
    "grid",
    [
        pytest.param([*OFFICIAL_4, FIGURES_4], id="as a spreadsheet"),
        pytest.param([*COPIED_4, FIGURES_4, ["五、存在的主要问题"]], id="as a browser copies it"),
        pytest.param(LABELLED_4, id="a row for each group"),
    ],
)
def test_a_total_of_table_4_is_the_sum_of_its_group(grid: Grid) -> None:
    report = read(grid)

    assert 15 == len(report.table4)
    assert judge(report).is_sound

    wrong = [[("795" if cell == "790" else cell) for cell in row] for row in grid]

    found = judge(read(wrong)).breaches
    assert (Breach(Agreement.S_11, RemedyKind.RECONSIDERATION, 790, 795),) == found
    assert (RemedyKind.RECONSIDERATION,) == found[0].rows


def test_a_blank_total_of_table_4_is_not_given_and_blanks_are_nothing() -> None:
    report = read([*OFFICIAL_4, ["5", "", "", "2", "", *["/"] * 10]])

    assert Cell(RemedyKind.RECONSIDERATION, Total.TOTAL) not in report.table4
    assert judge(report).is_sound


def test_a_blank_table_4_says_nothing() -> None:
    assert {} == read([*OFFICIAL_4, [""] * 15, ["五、存在的主要问题", *[""] * 14]]).table4
    assert {} == read(OFFICIAL_4).table4
    assert {} == read([["结果维持"], ["3"]]).table4


def test_an_entry_of_table_4_that_is_no_count_is_refused() -> None:
    with pytest.raises(Unreadable, match="“行政复议”的“结果维持”一格“三”不是数字"):
        read([*OFFICIAL_4, ["三", *["0"] * 14]])


def test_table_2_is_read_with_its_decimals_and_merged_cells() -> None:
    table2 = read(TABLE_2).table2

    assert Decimal("12.5") == table2[Cell(PublicRow.CHARGE, PublicColumn.AMOUNT)]
    assert 1024 == table2[Cell(PublicRow.LICENCE, PublicColumn.DECISIONS)]
    assert 12 == table2[Cell(PublicRow.PENALTY, PublicColumn.DECISIONS)]
    assert 0 == table2[Cell(PublicRow.RULE, PublicColumn.IN_FORCE)]
    assert 10 == len(table2)


def test_an_entry_of_table_2_that_is_no_figure_is_refused() -> None:
    wrong = [[("三" if cell == "3" else cell) for cell in row] for row in TABLE_2]
    with pytest.raises(Unreadable, match="“行政规范性文件”的“本年制发件数”一格“三”不是数字"):
        read(wrong)


def test_documents_in_force_are_compared_with_last_year_and_only_noted() -> None:
    before = [[("19" if cell == "21" else cell) for cell in row] for row in TABLE_2]
    verdict = judge(read(TABLE_2), read(before))

    assert verdict.is_sound
    assert [
        "表二“行政规范性文件”现行有效21件，上年现行有效加本年制发减本年废止是20件；有到期失效的可以不等，请核对"
    ] == [note.zh for note in verdict.notes]
    assert () == judge(read(TABLE_2), read()).notes


def test_table_2_of_2019_is_not_checked() -> None:
    report = read([["信息内容", "本年新\n制作数量"], ["规章", "13"]])

    assert {} == report.table2
    assert [Note.OLD_TABLE_2] == [note.what for note in report.notes]


FIGURES_3 = {
    "一、本年新收政府信息公开申请数量": 12,
    "二、上年结转政府信息公开申请数量": 3,
    "三(一)予以公开": 6,
    "三(三)1国家秘密": 2,
    "三(三)8行政查询事项": 1,
    "三(七)总计": 9,
    "四、结转下年度继续办理": 6,
}


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("2025年新收政府信息公开申请12件，上年结转3件，予以公开6件，不予公开3件。", None),
        ("全年共收到政府信息公开申请12件，其中网上收到政府信息公开申请5件。", None),
        ("办结政府信息公开申请9件，结转下年度6件。", None),
        ("全年受理政府信息公开申请12件。", None),
        ("新收来信40件。主动公开信息300件。", None),
        ("全年新收申请13件。", "S-5：总体情况写“新收申请13件”，{new}的总计是12件，请核对"),
        (
            "不予公开的申请2件。",
            "S-5：总体情况写“不予公开的申请2件”，表三“（三）不予公开”的总计是3件，请核对",
        ),
        ("全年受理申请15件。", "S-6：总体情况写“受理申请15件”，含上年结转；本年新收是12件"),
        ("全年受理申请14件。", "S-5：总体情况写“受理申请14件”，{new}的总计是12件，请核对"),
    ],
)
def test_the_words_are_compared_with_the_table(prose: str, found: str | None) -> None:
    grid = [
        [row[0], str(FIGURES_3.get(row[0], 0)), *["0"] * 5, str(FIGURES_3.get(row[0], 0))]
        for row in NOTHING[1:]
    ]
    report = read_report([grid], prose)
    expected = found and found.format(new="表三“一、本年新收政府信息公开申请数量”")

    assert judge(report).is_sound
    assert ([expected] if expected else []) == [note.zh for note in report.notes]


@given(sound_figures())
def test_the_sentence_that_is_offered_agrees_with_its_table(figures: Figures) -> None:
    assert prose_remarks(figures_in_words(figures), figures) == ()


def test_the_sentence_names_what_came_in_what_was_closed_and_how() -> None:
    figures = dict.fromkeys((Cell(row, heading) for row in ROWS for heading in HEADINGS), 0)
    for row, amount in (
        (FlowRow.NEWLY_RECEIVED, 5),
        (FlowRow.CARRIED_IN, 1),
        (OutcomeRow.OPEN, 2),
        (OutcomeRow.STATE_SECRET, 3),
        (FlowRow.TOTAL_DISPOSED, 5),
        (FlowRow.CARRIED_OVER, 1),
    ):
        figures[Cell(row, Total.TOTAL)] = amount

    assert figures_in_words(figures) == (
        "本年新收政府信息公开申请5件，上年结转1件；办结政府信息公开申请5件，"
        "其中予以公开2件、不予公开3件；结转下年度继续办理1件。"
    )


def test_words_are_not_compared_with_what_is_not_given() -> None:
    grid = [[*row[:-1], ""] for row in NOTHING]
    grid[1][1] = grid[-1][1] = grid[6][1] = grid[25][1] = "3"

    notes = read_report([grid], "全年受理申请5件，新收申请4件，不予公开申请1件。").notes

    assert [Note.TOTAL_NOT_GIVEN] == [note.what for note in notes]


@pytest.mark.parametrize(
    ("case", "rule"),
    [
        pytest.param(Counted(reference="A", rows=(OutcomeRow.OPEN,)), None, id="granted"),
        pytest.param(Counted(reference="A", is_carried_over=True), None, id="still open"),
        pytest.param(
            Counted(reference="A", rows=(OutcomeRow.OTHER,), was_withdrawn=True),
            None,
            id="withdrawn",
        ),
        pytest.param(Counted(reference="A", was_split=True), None, id="split"),
        pytest.param(
            Counted(reference="A", rows=(OutcomeRow.OPEN,), was_withdrawn=True),
            CountingRule.S_7,
            id="withdrawn and counted as granted",
        ),
        pytest.param(
            Counted(reference="A", was_withdrawn=True), CountingRule.S_7, id="withdrawn, lost"
        ),
        pytest.param(
            Counted(reference="A", was_split=True, is_carried_over=True),
            CountingRule.S_8,
            id="split and counted as a whole too",
        ),
        pytest.param(
            Counted(reference="A", rows=(OutcomeRow.STILL_UNCLEAR,), awaits_clarification=True),
            CountingRule.S_9,
            id="waiting and counted as closed",
        ),
        pytest.param(
            Counted(reference="A", rows=(OutcomeRow.OPEN, OutcomeRow.PARTIAL)),
            CountingRule.S_10,
            id="counted twice",
        ),
        pytest.param(Counted(reference="A"), CountingRule.S_10, id="counted nowhere"),
        pytest.param(
            Counted(reference="A", rows=(OutcomeRow.OPEN,), is_carried_over=True),
            CountingRule.S_10,
            id="closed and still open",
        ),
    ],
)
def test_a_case_counts_once_and_where_the_rules_say(
    case: Counted, rule: CountingRule | None
) -> None:
    expected = () if rule is None else (Miscount(rule, "A"),)

    assert expected == miscounted([case])
