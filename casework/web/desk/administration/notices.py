"""The notices that could not be handed over: whom nobody told yet, and why."""

from flask import render_template

from casework.domain.roles import Role
from casework.services import outbox
from casework.web.desk.face import face
from casework.web.doors import office, requires, staff


@face.get("/administration/notices")
@requires(Role.ADMINISTRATOR)
def notices() -> str:
    """What was tried and not taken, since when; and whether anybody delivers at all."""
    return render_template(
        "desk/administration/notices.html",
        untold=outbox.untold(staff()),
        is_stuck=outbox.is_stuck(office(), staff().agency_id),
        without_mail=not office().mail.reaches,
    )
