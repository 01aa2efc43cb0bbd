"""意见征集: the procedure that its table makes (713号令 14–18, 规章制定程序条例 15–16)."""

from casework.domain.consultation.acts import drafting, ending, feedback, hearings
from casework.domain.consultation.standing import Standing
from casework.domain.consultation.vocabulary import FINAL, NAME, State
from casework.domain.workflow import Procedure

CONSULTATION: Procedure[Standing] = Procedure(
    name=NAME,
    states=State,
    nascent=State.NASCENT,
    final=FINAL,
    rows=(*drafting.ROWS, *hearings.ROWS, *feedback.ROWS, *ending.ROWS),
)
