"""The generated reference: every procedure's acts stand on the page of states and acts."""

import pytest

from casework.cli.reference.pages import workflows
from casework.domain.references import Mark
from casework.services.procedures import ROADS


def section_of(mark: Mark) -> str:
    """What the page says of one procedure."""
    return workflows().partition(f"## {mark.zh}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("mark", ROADS)
def test_the_workflow_page_has_every_act_of_every_procedure(mark: Mark) -> None:
    section, procedure = section_of(mark), ROADS[mark].course.procedure

    assert [row.action.value for row in procedure.rows] == [
        line.split("|")[2].strip(" `") for line in section.splitlines() if line.startswith("| ")
    ][2:]
    assert "stateDiagram-v2" in section


def test_a_procedure_has_one_section() -> None:
    assert len(ROADS) == workflows().count("\n## ")
