"""Anybody's table 三: a sound one passes in every form, a wrong cell is found and named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.annual_report import cells
from casework.domain.annual_report.identities import (
    Agreement,
    Breach,
    Equation,
    Identity,
    Suspect,
    suspect,
)
from casework.domain.annual_report.remarks import Note, Unreadable
from casework.domain.annual_report.report import Verdict, judge, read_report
from casework.domain.annual_report.table3 import (
    HEADINGS,
    ROWS,
    ApplicantKind,
    Cell,
    FlowRow,
    OutcomeGroup,
    OutcomeRow,
    Total,
)
from tests.domain.reports.forms import FORMS, Figures, Grid, merged, short, sound_figures

pytestmark = pytest.mark.slow

CELLS = st.sampled_from([Cell(row, heading) for row in ROWS for heading in HEADINGS])
FORM = st.sampled_from(sorted(FORMS))
PERSON = ApplicantKind.NATURAL_PERSON


def verdict_on(grid: Grid, previous: Grid | None = None) -> Verdict:
    before = None if previous is None else read_report([previous])
    return judge(read_report([grid]), before)


def listed(figures: Figures) -> Grid:
    """One cell a row, as this system's own CSV has them."""
    named = [["机关", "表", "代码", "项目", "数值"]]
    for cell, number in figures.items():
        named.append(["示范市水务局", "表三", cells.NAMES[cell], cell.row.zh, str(number)])
    return named


def small() -> Figures:
    """Five came, one was carried in; two granted, three refused as secret, one still open."""
    figures = dict.fromkeys((Cell(row, heading) for row in ROWS for heading in HEADINGS), 0)
    for row, amount in (
        (FlowRow.NEWLY_RECEIVED, 5),
        (FlowRow.CARRIED_IN, 1),
        (OutcomeRow.OPEN, 2),
        (OutcomeRow.STATE_SECRET, 3),
        (FlowRow.TOTAL_DISPOSED, 5),
        (FlowRow.CARRIED_OVER, 1),
    ):
        figures[Cell(row, PERSON)] = figures[Cell(row, Total.TOTAL)] = amount
    return figures


@given(sound_figures())
def test_a_sound_list_of_cells_passes_too(figures: Figures) -> None:
    assert read_report([listed(figures)]).table3 == figures
    assert verdict_on(listed(figures)).is_sound


@given(sound_figures(), CELLS)
def test_a_wrong_cell_of_a_list_is_found(figures: Figures, wrong: Cell) -> None:
    broken = {**figures, wrong: figures[wrong] + 1}

    assert not verdict_on(listed(broken)).is_sound


@given(sound_figures(), FORM)
def test_a_sound_table_passes_in_every_form_and_nothing_is_noted(
    figures: Figures, form: str
) -> None:
    verdict = verdict_on(FORMS[form](figures))

    assert (True, None, ()) == (verdict.is_sound, verdict.suspect, verdict.notes)


@given(sound_figures(), FORM, CELLS, st.integers(min_value=1, max_value=9999), st.booleans())
def test_a_wrong_cell_is_found_in_every_form_and_is_the_only_suspect(
    figures: Figures, form: str, cell: Cell, by: int, is_less: bool
) -> None:
    wrong = figures[cell] - by if is_less and by <= figures[cell] else figures[cell] + by
    verdict = verdict_on(FORMS[form]({**figures, cell: wrong}))

    assert Suspect(cell, wrong, figures[cell]) == verdict.suspect
    assert not verdict.is_sound


@given(sound_figures(), st.sets(CELLS, min_size=2, max_size=6))
def test_several_wrong_cells_never_make_up_for_one_another(
    figures: Figures, cells: set[Cell]
) -> None:
    wrong = {cell: figures[cell] + 1 + 2**at for at, cell in enumerate(sorted(cells))}

    assert not verdict_on(short({**figures, **wrong})).is_sound


def test_each_identity_names_its_row_its_column_and_both_figures() -> None:
    figures = small()
    figures[Cell(FlowRow.TOTAL_DISPOSED, PERSON)] = 4
    found = verdict_on(short(figures)).breaches

    assert (
        Breach(Identity.S_1, PERSON, 6, 5),
        Breach(Identity.S_2, PERSON, 5, 4),
        Breach(Identity.S_3, FlowRow.TOTAL_DISPOSED, 4, 5),
    ) == found
    assert (FlowRow.TOTAL_DISPOSED, FlowRow.CARRIED_OVER) == found[0].rows
    assert (PERSON,) == found[1].columns
    assert ((FlowRow.TOTAL_DISPOSED,), (Total.TOTAL,)) == (found[2].rows, found[2].columns)


def test_two_wrong_cells_leave_no_single_suspect() -> None:
    figures = small()
    figures[Cell(OutcomeRow.OPEN, PERSON)] = 3
    figures[Cell(FlowRow.CARRIED_IN, PERSON)] = 2
    verdict = verdict_on(short(figures))

    assert verdict.suspect is None
    assert {Identity.S_1, Identity.S_2, Identity.S_3} == {
        breach.identity for breach in verdict.breaches
    }


def test_a_cell_that_would_have_to_be_less_than_nothing_is_no_suspect() -> None:
    granted, partly, secret = (
        Cell(row, PERSON) for row in (OutcomeRow.OPEN, OutcomeRow.PARTIAL, OutcomeRow.STATE_SECRET)
    )
    figures = {granted: 0, partly: 5, secret: 1}
    wrong = Equation(Identity.S_2, PERSON, (granted, partly), (secret,))
    sound = [
        Equation(Identity.S_2, PERSON, (), (partly,), known=5),
        Equation(Identity.S_2, PERSON, (), (secret,), known=1),
    ]

    assert suspect([wrong, *sound], figures) is None


def test_a_blank_total_is_noted_and_breaks_nothing() -> None:
    figures = small()
    del figures[Cell(OutcomeRow.OPEN, Total.TOTAL)]
    verdict = verdict_on(merged(figures))

    assert verdict.is_sound
    assert [(Note.TOTAL_NOT_GIVEN, {"rows": (OutcomeRow.OPEN,)})] == [
        (note.what, note.blanks) for note in verdict.notes
    ]


def test_a_missing_total_column_is_noted_and_the_columns_are_still_checked() -> None:
    figures = small()
    grid = [row[:-1] for row in short(figures)]
    broken = [row[:-1] for row in short({**figures, Cell(OutcomeRow.OPEN, PERSON): 4})]

    assert verdict_on(grid).is_sound
    assert [Note.TOTAL_NOT_GIVEN] == [note.what for note in verdict_on(grid).notes]
    assert [Breach(Identity.S_2, PERSON, 7, 5)] == list(verdict_on(broken).breaches)
    assert verdict_on(broken).suspect is None  # any outcome of the column may be the wrong one


def test_a_blank_sum_of_outcomes_is_noted_and_the_outcomes_stand_for_it() -> None:
    figures = small()
    del figures[Cell(FlowRow.TOTAL_DISPOSED, PERSON)]
    verdict = verdict_on(short(figures))
    lost = verdict_on(short({**figures, Cell(FlowRow.CARRIED_OVER, PERSON): 0}))

    assert verdict.is_sound
    assert [Note.DISPOSED_NOT_GIVEN] == [note.what for note in verdict.notes]
    assert Breach(Identity.S_1, PERSON, 6, 5) in lost.breaches


def test_a_missing_sum_of_outcomes_is_not_taken_for_nothing() -> None:
    grid = [row for row in short(small()) if "(七)" not in row[0]]
    verdict = verdict_on(grid)

    assert verdict.is_sound
    assert [Note.TOTAL_NOT_GIVEN, Note.DISPOSED_NOT_GIVEN] == [note.what for note in verdict.notes]


def test_blank_cells_and_strokes_count_as_nothing() -> None:
    grid = short(small())
    written = [
        [cell if cell != "0" else mark for cell, mark in zip(row, "x/-—无  －", strict=False)]
        for row in grid
    ]

    verdict = verdict_on(written)

    assert (True, ()) == (verdict.is_sound, verdict.notes)


def test_a_stroke_for_a_total_of_something_is_not_given() -> None:
    grid = short(small())
    grid[3][-1] = "/"  # 予以公开: 2

    assert [Note.TOTAL_NOT_GIVEN] == [note.what for note in verdict_on(grid).notes]


def test_missing_rows_count_as_nothing_and_are_noted() -> None:
    grid = [row for row in short(small()) if "出版物" not in row[0]]
    lost = [row for row in short(small()) if "国家秘密" not in row[0]]

    assert ["表三缺少这些行，按0件核对：（五）3.要求提供公开出版物"] == [
        note.zh for note in verdict_on(grid).notes
    ]
    assert Breach(Identity.S_2, PERSON, 2, 5) in verdict_on(lost).breaches


def test_a_group_without_rows_of_its_own_counts_as_one_row() -> None:
    figures = small()
    figures[Cell(OutcomeRow.OTHER, PERSON)] = figures[Cell(OutcomeRow.OTHER, Total.TOTAL)] = 0
    grid = [row for row in short(figures) if not row[0].startswith("三(六)")]
    grid.append(["（六）其他处理", "0", "0", "0", "0", "0", "0", "0"])
    moved = [["三(三)不予公开", *row[1:]] if "国家秘密" in row[0] else row for row in grid]
    moved = [row for row in moved if not (row[0].startswith("三(三)") and row[0][4].isdigit())]

    assert [Note.NOT_ITEMISED] == [note.what for note in verdict_on(grid).notes]
    assert verdict_on(moved).is_sound
    assert {"rows": (OutcomeGroup.REFUSED, OutcomeGroup.OTHERWISE_CLOSED)} in [
        note.blanks for note in verdict_on(moved).notes
    ]


def test_a_subtotal_is_not_counted_twice_and_a_wrong_one_is_noted() -> None:
    grid = short(small())
    right = [*grid, ["（三）不予公开小计", "3", "0", "0", "0", "0", "0", "3"]]
    wrong = [*grid, ["（三）不予公开", "4", "0", "0", "0", "0", "0", "3"]]

    assert verdict_on(right).is_sound
    assert [Note.SUBTOTAL] == [note.what for note in verdict_on(right).notes]
    assert [Note.SUBTOTAL, Note.SUBTOTAL_WRONG] == [note.what for note in verdict_on(wrong).notes]
    assert "小计行“（三）不予公开”的“自然人”填报4，各分项之和是3" in [
        note.zh for note in verdict_on(wrong).notes
    ]


def test_a_group_heading_without_figures_is_no_subtotal() -> None:
    grid = short(small())
    grid.insert(5, ["三(三)不予公开", *[""] * 7])
    grid.append(["三(一)予以公开", *[""] * 7])

    assert () == verdict_on(grid).notes


def test_what_was_carried_over_last_year_is_carried_in_this_year() -> None:
    before = small()
    before[Cell(FlowRow.CARRIED_OVER, ApplicantKind.BUSINESS)] = 2
    before[Cell(FlowRow.CARRIED_OVER, Total.TOTAL)] = 3
    found = verdict_on(short(small()), previous=short(before)).breaches

    assert (
        Breach(Agreement.S_4, ApplicantKind.BUSINESS, 2, 0),
        Breach(Agreement.S_4, Total.TOTAL, 3, 1),
    ) == found
    assert verdict_on(short(small()), previous=short(small())).is_sound


def test_last_years_report_tells_which_of_two_cells_is_wrong() -> None:
    figures = small()
    figures[Cell(FlowRow.CARRIED_IN, PERSON)] = figures[Cell(FlowRow.CARRIED_IN, Total.TOTAL)] = 0

    found = verdict_on(short(figures), previous=short(small()))

    assert [Identity.S_1, Identity.S_1, Agreement.S_4, Agreement.S_4] == [
        breach.identity for breach in found.breaches
    ]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("12件", "不是数字"),
        ("十二", "不是数字"),
        ("1.5", "是小数，件数应当是整数"),
        ("-3", "是负数，应当是0或者正整数"),
        ("－3", "是负数，应当是0或者正整数"),
        ("1 2", "不是数字"),
        ("#REF!", "不是数字"),
    ],
)
@pytest.mark.parametrize("form", sorted(FORMS))
def test_an_entry_that_is_no_count_is_refused_with_its_cell(
    form: str, entry: str, why: str
) -> None:
    figures = {**small(), Cell(OutcomeRow.PARTIAL, ApplicantKind.RESEARCH): 7_654_321}
    grid = [[entry if cell == "7654321" else cell for cell in row] for row in FORMS[form](figures)]
    with pytest.raises(Unreadable) as refused:
        read_report([grid])

    line = next(at for at, row in enumerate(grid, 1) if entry in row)

    assert [f"第{line}行“（二）部分公开”的“科研机构”一格“{entry}”{why}"] == [
        remark.zh for remark in refused.value.remarks
    ]


def test_every_entry_that_is_no_count_is_named_at_once() -> None:
    grid = short(small())
    grid[1][1], grid[4][2] = "甲", "乙"
    with pytest.raises(Unreadable) as refused:
        read_report([grid])

    assert [1, 4] == [int(str(remark.blanks["line"])) - 1 for remark in refused.value.remarks]


def test_a_row_that_is_there_twice_is_refused() -> None:
    grid = [*short(small()), ["三(五)2重复申请", "1", "0", "0", "0", "0", "0", "1"]]
    with pytest.raises(Unreadable, match="第18行和第27行都是"):
        read_report([grid])


def test_two_tables_are_refused() -> None:
    with pytest.raises(Unreadable, match="有两张表三"):
        read_report([[*short(small()), *short(small())]])
    with pytest.raises(Unreadable, match="有两张表三"):
        read_report([short(small()), short(small())])


def test_a_file_without_the_table_is_refused() -> None:
    with pytest.raises(Unreadable, match="没有找到表三"):
        read_report([[["科室", "件数"], ["水资源科", "3"]], []])


def test_a_table_on_its_side_is_refused() -> None:
    grid = [list(column) for column in zip(*short(small()), strict=True)]
    with pytest.raises(Unreadable, match="没有找到表三"):
        read_report([grid])


def test_a_form_that_nobody_filled_in_is_sound_and_noted() -> None:
    verdict = verdict_on([[row[0], *[""] * 7] for row in short(small())[1:]])

    assert verdict.is_sound
    assert ["表三一个数也没有填，按都是0件核对"] == [note.zh for note in verdict.notes]


def test_a_row_with_too_few_cells_is_refused() -> None:
    grid = [row[:4] for row in short(small())[1:]]
    with pytest.raises(Unreadable, match="只有3格，应当有7格"):
        read_report([grid])


def test_a_row_that_means_nothing_is_noted() -> None:
    grid = short(small())
    grid.insert(9, ["三(三)9属于工作方案", "1", "0", "0", "0", "0", "0", "1"])
    labelled = merged(small())
    labelled.insert(9, ["", "（三）不予公开", "9.属于工作方案", "1", *["0"] * 5, "1"])

    assert ["第10行“三(三)9属于工作方案”不是表三的行，没有计入"] == [
        note.zh for note in verdict_on(grid).notes
    ]
    assert [Note.UNKNOWN_ROW] == [note.what for note in verdict_on(labelled).notes]
