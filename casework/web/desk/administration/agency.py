"""The agency's settings: how it presents itself, and by how many a draft is reviewed."""

from functools import partial

from flask import render_template, url_for

from casework.domain.roles import Role
from casework.persistence.models import Agency
from casework.persistence.models.people import AdminAct
from casework.services import agencies, agency_settings
from casework.services.administration import Mandate
from casework.web.desk.administration.agency_form import AgencyForm
from casework.web.desk.administration.answering import More, answered, told
from casework.web.desk.administration.forms import ReviewForm
from casework.web.desk.face import face
from casework.web.desk.sheet import Answer
from casework.web.doors import office, requires, staff


@face.route("/administration/agency", methods=["GET", "POST"])
@requires(Role.ADMINISTRATOR)
def agency() -> Answer:
    """What the guide and the letters say of the agency from now on."""
    ours = agencies.by_id(staff().agency_id)
    form = AgencyForm(data=agency_settings.values_of(ours))

    def change(mandate: Mandate) -> str:
        agency_settings.change(office(), form.particulars(), mandate)
        told(AdminAct.CHANGE_AGENCY)
        return url_for("desk.agency")

    return answered(form, partial(_page, "desk/administration/agency.html", form, ours), change)


@face.route("/administration/review", methods=["GET", "POST"])
@requires(Role.ADMINISTRATOR)
def review() -> Answer:
    """By which levels, and by how many at each, a draft is reviewed from now on."""
    ours = agencies.by_id(staff().agency_id)
    levels = agency_settings.review_levels(ours)
    shown = [{"name": level.name, "passes": level.passes} for level in levels]
    form = ReviewForm(data={"levels": shown})

    def change(mandate: Mandate) -> str:
        agency_settings.change_review(office(), form.chain(), mandate)
        told(AdminAct.CHANGE_REVIEW)
        return url_for("desk.review")

    return answered(form, partial(_page, "desk/administration/review.html", form, ours), change)


def _page(template: str, form: AgencyForm | ReviewForm, ours: Agency, more: More) -> str:
    reviewers = agency_settings.reviewers(ours.id)
    return render_template(template, form=form, more=more, agency=ours, reviewers=reviewers)
