"""对征求意见稿的意见: the procedure that its table makes."""

from casework.domain.consultation.comment.acts import ROWS
from casework.domain.consultation.comment.standing import Standing
from casework.domain.consultation.comment.vocabulary import FINAL, NAME, State
from casework.domain.workflow import Procedure

COMMENT: Procedure[Standing] = Procedure(
    name=NAME,
    states=State,
    nascent=State.NASCENT,
    final=FINAL,
    rows=ROWS,
)
