"""更正自身信息记录: the procedure that its table makes (条例 41)."""

from casework.domain.disclosure.guards import not_recused
from casework.domain.record_correction import acts, keeping
from casework.domain.record_correction.standing import Standing
from casework.domain.record_correction.vocabulary import FINAL, NAME, State
from casework.domain.workflow import Procedure

RECORD_CORRECTION: Procedure[Standing] = Procedure(
    name=NAME,
    states=State,
    nascent=State.NASCENT,
    final=FINAL,
    rows=(*acts.ROWS, *keeping.ROWS),
    everywhere=(not_recused,),
)
