"""The identities of table 三: figures that break one are found out, with the place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.annual_report.identities import Breach, Column, Identity, breaches
from casework.domain.annual_report.table3 import ApplicantKind, OutcomeRow

COUNTS = st.integers(min_value=0, max_value=50)


@st.composite
def sound_columns(draw: st.DrawFn) -> Column:
    outcomes = {row: draw(COUNTS) for row in OutcomeRow}
    disposed, carried_over = sum(outcomes.values()), draw(COUNTS)
    carried_in = draw(st.integers(min_value=0, max_value=disposed + carried_over))
    return Column(
        newly_received=disposed + carried_over - carried_in,
        carried_in=carried_in,
        outcomes=outcomes,
        total_disposed=disposed,
        carried_over=carried_over,
    )


def total_of(columns: list[Column]) -> Column:
    return Column(
        newly_received=sum(column.newly_received for column in columns),
        carried_in=sum(column.carried_in for column in columns),
        outcomes={row: sum(column.outcomes[row] for column in columns) for row in OutcomeRow},
        total_disposed=sum(column.total_disposed for column in columns),
        carried_over=sum(column.carried_over for column in columns),
    )


def column(new: int, over: int, granted: int = 0, disposed: int = 0, carried_in: int = 0) -> Column:
    return Column(
        newly_received=new,
        carried_in=carried_in,
        outcomes={OutcomeRow.OPEN: granted},
        total_disposed=disposed,
        carried_over=over,
    )


@given(st.fixed_dictionaries({kind: sound_columns() for kind in ApplicantKind}))
def test_columns_that_add_up_break_no_identity(by_kind: dict[ApplicantKind, Column]) -> None:
    found = breaches(by_kind, total_of(list(by_kind.values())))

    assert () == found


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        pytest.param(column(3, 2), Breach(Identity.S_1, "total", 3, 2), id="a case is lost"),
        pytest.param(
            column(1, 2, carried_in=2), Breach(Identity.S_1, "total", 3, 2), id="carried in, lost"
        ),
        pytest.param(
            column(3, 2, disposed=1), Breach(Identity.S_2, "total", 0, 1), id="without outcome"
        ),
    ],
)
def test_a_column_that_does_not_add_up_is_found(broken: Column, expected: Breach) -> None:
    found = breaches({ApplicantKind.RESEARCH: broken}, broken)

    assert expected in found
    assert Breach(expected.identity, "research", expected.left, expected.right) in found


def test_a_case_that_only_the_total_sees_is_found() -> None:
    found = breaches({ApplicantKind.RESEARCH: column(1, 1)}, column(2, 2))

    assert (
        Breach(Identity.S_3, "newly_received", 1, 2),
        Breach(Identity.S_3, "carried_over", 1, 2),
    ) == found
