"""Frequent questions at the desk: one enters or changes them, another makes them public."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from casework.domain.message.questions import Delisted, Released
from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.persistence.models import FrequentQuestion
from casework.services.message import questions as service
from casework.web.desk.face import face
from casework.web.desk.forms.message_questions import DelistForm, QuestionForm, ReleaseForm
from casework.web.desk.sheet import Answer, number_asked, within
from casework.web.doors import may_enter, office, requires, staff
from casework.web.forms import WritingForm
from casework.web.words import sentence

_KEEPERS = (Role.CLERK, Role.HANDLER, Role.REVIEWER, Role.APPROVER)
_RELEASERS = (Role.HANDLER, Role.REVIEWER, Role.APPROVER)
_RELEASE, _DELIST = "release-", "delist-"  # tell forms' fields from those of others on the page


@face.get("/messages/questions")
@requires()
def questions() -> str:
    """What waits to be public, and what is public."""
    agency_id = staff().agency_id
    return render_template(
        "desk/message_questions.html",
        waiting=service.waiting(agency_id),
        listed=service.listed(agency_id),
        may_enter=may_enter("desk.new_question"),
    )


@face.route("/messages/questions/new", methods=["GET", "POST"])
@requires(*_KEEPERS)
def new_question() -> Answer:
    """The form of a new one, or of one that begins with the words of another."""
    like = number_asked("like")
    form = QuestionForm(obj=None if like is None else _entry(like))
    if not form.validate_on_submit():
        return _form(form, None), 422 if form.is_submitted() else 200
    return _entered(form, None)


@face.route("/messages/questions/<int:question_id>", methods=["GET", "POST"])
@requires(*_KEEPERS)
def question_entry(question_id: int) -> Answer:
    """One of them, to be made public or taken off; a public one may get another wording."""
    entry = _entry(question_id)
    form = QuestionForm(obj=entry)
    if entry.released_by is None or not form.validate_on_submit():
        return _form(form, entry), 422 if form.is_submitted() else 200
    return _entered(form, entry)


@face.post("/messages/questions/<int:question_id>/release")
@requires(*_RELEASERS)
def release_question(question_id: int) -> Answer:
    """Make it public: by another person than who entered it."""
    entry, form = _entry(question_id), ReleaseForm(prefix=_RELEASE)

    def release(key: str) -> None:
        service.release(office(), Released(entry.id), key, staff())

    return _done(form, entry, release, _("已发布"))


@face.post("/messages/questions/<int:question_id>/delist")
@requires(*_KEEPERS)
def delist_question(question_id: int) -> Answer:
    """Take it off the list."""
    entry, form = _entry(question_id), DelistForm(prefix=_DELIST)

    def delist(key: str) -> None:
        service.delist(office(), Delisted(entry.id, form.reason.data or ""), key, staff())

    return _done(form, entry, delist, _("已移除"))


def _entered(form: QuestionForm, entry: FrequentQuestion | None) -> Answer:
    """The way back to the list, once it waits to be made public."""
    answered = form.answered(None if entry is None else entry.id)
    service.enter(office(), answered, form.key.data or "", staff())
    flash(_("已录入，等待另一位同事核对后发布"))
    return redirect(url_for("desk.questions"), 303)


def _done(
    form: WritingForm, entry: FrequentQuestion, act: Callable[[str], None], done: str
) -> Answer:
    """The way back to the list once `act` has used the form's key; else what is wrong."""
    changing = QuestionForm(None, obj=entry)
    if not form.validate_on_submit():
        return _form(changing, entry, sent=form), 422
    try:
        act(form.key.data or "")
    except Refused as refused:
        return _form(changing, entry, refused=refused), 409
    flash(done)
    return redirect(url_for("desk.questions"), 303)


def _form(
    changing: QuestionForm,
    entry: FrequentQuestion | None,
    *,
    sent: WritingForm | None = None,
    refused: Refused | None = None,
) -> str:
    return render_template(
        "desk/message_question.html",
        changing=changing,
        entry=entry,
        form=sent or changing,
        releasing=ReleaseForm(None, prefix=_RELEASE),
        delisting=sent if isinstance(sent, DelistForm) else DelistForm(None, prefix=_DELIST),
        may_release=may_enter("desk.release_question"),
        more=[] if refused is None else [(sentence(refused), None)],
    )


def _entry(question_id: int) -> FrequentQuestion:
    return service.one(within(question_id), staff().agency_id)
