"""Who has how many open cases, for those who share them out."""

from flask import render_template

from casework.domain.roles import Role
from casework.services import colleagues
from casework.web.desk.face import face
from casework.web.doors import may_enter, office, requires, staff


@face.get("/workload")
@requires(Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR)
def workload() -> str:
    """Open cases by handler: in all, overdue, due within three working days."""
    return render_template(
        "desk/administration/workload.html",
        loads=colleagues.workload(office(), staff().agency_id),
        today=office().today(),
        may_hand_over=may_enter("desk.hand_over"),
    )
