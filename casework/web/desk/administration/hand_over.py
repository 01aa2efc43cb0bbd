"""Handing over a leaver's open cases: the list, to whom, and what became of each."""

from functools import partial

from flask import render_template, request, url_for

from casework.domain.roles import Role
from casework.persistence.models import User
from casework.services import colleagues, handing_over
from casework.services import staff as service
from casework.services.administration import Mandate
from casework.services.handing_over import MOST, OpenCase
from casework.web.desk.administration.answering import More, answered
from casework.web.desk.administration.forms import HandOverForm
from casework.web.desk.face import face
from casework.web.desk.sheet import Answer, within
from casework.web.doors import office, requires, staff
from casework.web.words import sentence


@face.route("/people/<int:user_id>/hand-over", methods=["GET", "POST"])
@requires(Role.REVIEWER, Role.ADMINISTRATOR)
def hand_over(user_id: int) -> Answer:
    """Somebody's open cases, to be given to colleagues; above them what was just given."""
    giver = service.one(within(user_id), staff().agency_id)
    cases = handing_over.open_cases(giver.id, staff())
    movable = [case for case in cases if case.may_go][:MOST]
    form = HandOverForm()
    form.prepare(movable, colleagues.handlers(giver.agency_id), giver.id)

    def give(mandate: Mandate) -> str:
        entry_id = handing_over.hand_over(office(), giver.id, form.hand_over(), mandate)
        return url_for("desk.hand_over", user_id=giver.id, done=entry_id)

    return answered(form, partial(_page, form, giver, cases), give)


def _page(form: HandOverForm, giver: User, cases: list[OpenCase], more: More) -> str:
    return render_template(
        "desk/administration/hand_over.html",
        form=form,
        more=more,
        giver=giver,
        open_count=len(cases),
        hidden_count=service.open_count(giver.id) - len(cases),
        movable_count=sum(case.may_go for case in cases),
        staying=[case for case in cases if not case.may_go],
        most=MOST,
        **_outcome(giver),
    )


def _outcome(giver: User) -> dict[str, object]:
    """What became of the hand-over that led here; nothing where the page was just opened."""
    done = request.args.get("done", default=0, type=int)
    if done <= 0:
        return {}
    outcome = handing_over.outcome(within(done), giver)
    failed = [(reference, sentence(refused)) for reference, refused in outcome.failed]
    return {"outcome": outcome, "failed": failed}
