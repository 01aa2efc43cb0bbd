"""依申请公开: the table of lawful acts, read from its subjects, one file each in acts/."""

from casework.domain.disclosure.acts import (
    asking,
    charging,
    consulting,
    deciding,
    ending,
    extending,
    intake,
    joining,
    keeping,
    remedies,
    serving,
)
from casework.domain.disclosure.guards import not_recused
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import FINAL, State
from casework.domain.terms import Term, term
from casework.domain.workflow import Procedure, Transition


class Subject(Term):
    """What an act is about: the headings under which the table is read and acts are offered."""

    INTAKE = term("intake", "收件")
    ASKING = term("asking", "补正和说明理由")
    CONSULTING = term("consulting", "征求意见")
    EXTENDING = term("extending", "延期")
    CHARGING = term("charging", "收费")
    DECIDING = term("deciding", "拟稿、审核和签发")
    SERVING = term("serving", "答复和送达")
    ENDING = term("ending", "终止和评价")
    REMEDIES = term("remedies", "复议、诉讼和恢复办理")
    KEEPING = term("keeping", "承办和案卷")


SUBJECTS: dict[Subject, tuple[Transition[Standing], ...]] = {
    Subject.INTAKE: (*intake.ROWS, *joining.ROWS),
    Subject.ASKING: asking.ROWS,
    Subject.CONSULTING: consulting.ROWS,
    Subject.EXTENDING: extending.ROWS,
    Subject.CHARGING: charging.ROWS,
    Subject.DECIDING: deciding.ROWS,
    Subject.SERVING: serving.ROWS,
    Subject.ENDING: ending.ROWS,
    Subject.REMEDIES: remedies.ROWS,
    Subject.KEEPING: keeping.ROWS,
}

DISCLOSURE: Procedure[Standing] = Procedure(
    name="disclosure",
    states=State,
    nascent=State.NASCENT,
    final=FINAL,
    rows=tuple(row for rows in SUBJECTS.values() for row in rows),
    everywhere=(not_recused,),
)
SUBJECT_OF = {row.action: subject for subject, rows in SUBJECTS.items() for row in rows}
