"""The register of published information: to be searched by all, entered and mended by some."""

from collections.abc import Callable
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.services import published as service
from casework.services.published import PAGE, Published
from casework.web.desk.face import face
from casework.web.desk.forms.proactive import DelistForm, PublicationForm
from casework.web.desk.sheet import LARGEST_ID, Answer, within
from casework.web.doors import office, requires, staff
from casework.web.words import sentence

_KEEPERS = (Role.CLERK, Role.HANDLER, Role.APPROVER)
_DELIST = "delist-"  # tells its form's fields from those of the other form on the page
_LONGEST = 200  # characters that are searched for


@face.get("/published")
@requires()
def published() -> str:
    """The register, the latest first; or what is found in it."""
    wanted = request.args.get("q", "").strip()[:_LONGEST]
    listed = _found(wanted) if wanted else service.latest(staff().agency_id, _before())
    return render_template(
        "desk/published.html",
        wanted=wanted,
        entries=listed[:PAGE],
        onward=_onward(listed),
        may_enter=bool(staff().roles & set(_KEEPERS)),
    )


@face.route("/published/new", methods=["GET", "POST"])
@requires(*_KEEPERS)
def new_published() -> Answer:
    """The form of a new entry."""
    form = PublicationForm()

    def enter(key: str) -> None:
        service.enter(office(), form.publication(), key, staff())

    return _answered(form, None, enter, _("已登记"))


@face.route("/published/<int:published_id>", methods=["GET", "POST"])
@requires(*_KEEPERS)
def edit_published(published_id: int) -> Answer:
    """An entry, to be mended."""
    entry = _entry(published_id)
    form = PublicationForm(obj=entry)

    def change(key: str) -> None:
        service.change(office(), entry.id, form.publication(), key, staff())

    return _answered(form, entry, change, _("已修改"))


@face.post("/published/<int:published_id>/delist")
@requires(*_KEEPERS)
def delist_published(published_id: int) -> Answer:
    """Take an entry off the register."""
    form = DelistForm(prefix=_DELIST)
    if not form.validate_on_submit():
        return redirect(url_for("desk.edit_published", published_id=published_id), 303)
    service.delist(office(), within(published_id), form.key.data or "", staff())
    flash(_("已从登记中移除"))
    return redirect(url_for("desk.published"), 303)


def _answered(
    form: PublicationForm, entry: Published | None, act: Callable[[str], None], done: str
) -> Answer:
    """The page of a form, or the way back to the register once `act` has used its key."""
    if not form.validate_on_submit():
        return _page(form, entry), 422 if form.is_submitted() else 200
    try:
        act(form.key.data or "")
    except Refused as refused:
        return _page(form, entry, refused), 409
    flash(done)
    return redirect(url_for("desk.published"), 303)


def _page(form: PublicationForm, entry: Published | None, refused: Refused | None = None) -> str:
    return render_template(
        "desk/published_entry.html",
        form=form,
        entry=entry,
        delisting=DelistForm(formdata=None, prefix=_DELIST),
        more=[] if refused is None else [(sentence(refused), None)],
    )


def _entry(published_id: int) -> Published:
    return service.one(within(published_id), staff().agency_id)


def _found(wanted: str) -> list[Published]:
    return service.matching(staff().agency_id, wanted, PAGE)


def _before() -> tuple[date, int] | None:
    """The place that the address says; None for anything that no page of ours says."""
    on, _, number = request.args.get("before", "").rpartition("_")
    try:
        place = date.fromisoformat(on), int(number)
    except ValueError:
        return None
    return place if 0 < place[1] <= LARGEST_ID else None


def _onward(listed: list[Published]) -> str:
    """Where the next page is, if there is one."""
    if len(listed) <= PAGE:
        return ""
    last = listed[PAGE - 1]
    return url_for("desk.published", before=f"{last.published_on}_{last.id}")
