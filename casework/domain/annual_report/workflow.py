"""年度报告: the procedure that its table makes (条例 49, 50)."""

from casework.domain.annual_report.acts import ROWS
from casework.domain.annual_report.standing import Standing
from casework.domain.annual_report.vocabulary import NAME, State
from casework.domain.workflow import Procedure

# A published report may be restated in any later year: nothing is final.
ANNUAL_REPORT: Procedure[Standing] = Procedure(
    name=NAME, states=State, nascent=State.NASCENT, final=frozenset(), rows=ROWS
)
