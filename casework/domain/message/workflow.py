"""网民意见建议: the procedure that its table makes (R-LY, R-YG-3)."""

from casework.domain.message.acts import ending, handling, intake, publishing
from casework.domain.message.standing import Standing
from casework.domain.message.vocabulary import FINAL, NAME, State
from casework.domain.workflow import Procedure

MESSAGE: Procedure[Standing] = Procedure(
    name=NAME,
    states=State,
    nascent=State.NASCENT,
    final=FINAL,
    rows=(*intake.ROWS, *handling.ROWS, *ending.ROWS, *publishing.ROWS),
)
