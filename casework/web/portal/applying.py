"""Applying, in three steps: the form (条例 29 II), the proof of identity, the last look."""

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.services.disclosure import filing
from casework.web.doors import office, public
from casework.web.portal import drafting, keys
from casework.web.portal.drafting import Ready
from casework.web.portal.face import face
from casework.web.portal.forms import FORMS, CheckForm, IdentityForm
from casework.web.safety import limiter

_Page = str | Response | tuple[str, int]
_WHO = "<any(person, organisation):who>"


@face.get("/apply")
@public
def apply() -> str:
    """What to have at hand, and who applies."""
    return render_template("portal/apply.html", draft=drafting.held())


@face.route(f"/apply/{_WHO}", methods=["GET", "POST"])
@public
@limiter.limit("60/hour", methods=["POST"])
def application(who: str) -> _Page:
    """The form, with exactly the fields of 条例 29 II."""
    form = FORMS[who](request.form if request.method == "POST" else drafting.typed(who))
    template = f"portal/application_{who}.html"
    if not form.is_submitted():
        return render_template(template, form=form)
    if drafting.write(who, form, request.form):
        return redirect(_next_step(), 303)
    return render_template(template, form=form), 422


@face.route("/apply/identity", methods=["GET", "POST"])
@public
@limiter.limit("60/hour", methods=["POST"])
def identity() -> _Page:
    """The proof of identity: a step of its own, so that a file too large costs nothing typed."""
    draft = drafting.held()
    if draft is None:
        return redirect(_next_step(), 303)
    form = IdentityForm()
    form.is_kept = bool(draft.papers)
    if form.validate_on_submit():
        papers = form.files.kept() or draft.papers
        drafting.keep(replace(draft, papers=papers))
        return redirect(_next_step(), 303)
    return render_template("portal/identity.html", form=form, draft=draft), _status(form)


@face.get("/apply/check")
@public
def check() -> _Page:
    """Everything once more, before it is filed."""
    ready = drafting.ready()
    return redirect(_next_step(), 303) if ready is None else _review(ready)


@face.post("/apply/check")
@public
@limiter.limit("20/hour")
def submit() -> _Page:
    """File the application; the same one sent twice leads to the same receipt."""
    ready = drafting.ready()
    if ready is None:
        return redirect(_next_step(), 303)
    if request.form.get("key") != ready.key:
        return _review(ready, changed=True), 409
    agency_id = office().agency().id
    filed = filing.submit(office(), agency_id, ready.application, ready.draft.papers, ready.key)
    keys.hold(filed, ready.key, drafting.token_of())
    drafting.forget()
    return redirect(url_for("portal.receipt", reference=filed.reference), 303)


def _review(ready: Ready, *, changed: bool = False) -> str:
    form = CheckForm(None, data={"key": ready.key})
    return render_template("portal/check.html", form=form, ready=ready, changed=changed)


def _next_step() -> str:
    """Where an applicant goes from here: to the first step that is not yet right."""
    draft = drafting.held()
    if draft is None:
        filed = keys.just_filed()
        if filed is None:
            return url_for("portal.apply")
        return url_for("portal.receipt", reference=filed.reference)
    if not draft.papers:
        return url_for("portal.identity")
    if drafting.ready() is None:
        return url_for("portal.application", who=draft.who)
    return url_for("portal.check")


def _status(form: IdentityForm) -> int:
    return 422 if form.is_submitted() else 200
