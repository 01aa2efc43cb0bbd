"""The official form: every cell of the statutory tables stands in it once, and nothing gapes."""

import pytest

from casework.domain.annual_report import cells
from casework.domain.annual_report.form import (
    TABLE2_FORM,
    TABLE3_FORM,
    TABLE4_FORM,
    FormRow,
)

FORMS = [
    pytest.param(TABLE2_FORM, cells.TABLE2, 4, id="table 2"),
    pytest.param(TABLE3_FORM, cells.TABLE3, 10, id="table 3"),
    pytest.param(TABLE4_FORM, cells.TABLE4, 15, id="table 4"),
]


@pytest.mark.parametrize(("form", "named", "width"), FORMS)
def test_every_cell_stands_in_the_form_once_in_order(
    form: tuple[FormRow, ...], named: dict[str, object], width: int
) -> None:
    assert list(named) == [box.cell for row in form for box in row if box.cell]


@pytest.mark.parametrize(("form", "named", "width"), FORMS)
def test_the_boxes_fill_the_form_without_a_gap_or_an_overlap(
    form: tuple[FormRow, ...], named: dict[str, object], width: int
) -> None:
    taken: set[tuple[int, int]] = set()
    for line, row in enumerate(form):
        column = 0
        for box in row:
            while (line, column) in taken:
                column += 1
            covered = {
                (line + down, column + across)
                for down in range(box.rows)
                for across in range(box.columns)
            }
            assert not covered & taken
            taken |= covered

    assert taken == {(line, column) for line in range(len(form)) for column in range(width)}


def test_a_row_within_a_group_is_called_as_the_form_calls_it() -> None:
    heads = [box.text for row in TABLE3_FORM for box in row if box.is_head]

    assert "（三）不予公开" in heads
    assert "1.属于国家秘密" in heads
    assert "（七）总计" in heads
