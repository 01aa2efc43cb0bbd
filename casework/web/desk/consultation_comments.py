"""The comments on a draft at the desk: a list with filters; groups and answers for many at once."""

from dataclasses import dataclass
from typing import Any

from flask import Response, flash, redirect, render_template, request, stream_with_context, url_for
from flask_babel import gettext as _

from casework.domain.consultation.comment.vocabulary import Action
from casework.domain.consultation.vocabulary import CommentSource
from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.services.consultation import (
    answering,
    commenting,
    comments_viewing,
    exports,
    grouping,
    viewing,
)
from casework.services.consultation.comments_viewing import PAGE, Sought
from casework.web.desk import shown_once
from casework.web.desk.acts import told
from casework.web.desk.face import face
from casework.web.desk.forms.commenting import AnswerChosenForm, KeyInForm, PutInForm
from casework.web.desk.sheet import Answer, number_asked
from casework.web.doors import office, requires, staff
from casework.web.words import sentence, word

_ANSWERING = (Role.HANDLER, Role.REVIEWER, Role.APPROVER)
# What the address may ask for beside source, passage and group, as Sought names it.
_MARKS = ("unanswered", "hidden", "late", "automatic", "pending")


@dataclass(frozen=True, slots=True)
class _Doing:
    """The two forms below the list; the one that was sent says what is wrong with it."""

    putting: PutInForm
    answering: AnswerChosenForm
    sent: PutInForm | AnswerChosenForm | None = None
    refused: Refused | None = None


@face.get("/consultations/<reference>/comments")
@requires()
def comments(reference: str) -> str:
    """One page of them, the earliest first."""
    return _page(reference, _Doing(_putting(), _answering()))


@face.post("/consultations/<reference>/comments/grouping")
@requires(*_ANSWERING)
def group_comments(reference: str) -> Answer:
    """Put the ticked ones into a group, a new one or one that there is."""
    form = PutInForm()
    form.offer(_groups(reference))
    doing = _Doing(form, _answering(), form)
    if not form.validate_on_submit():
        return _page(reference, doing), 422
    try:
        put_in(reference, form)
    except Refused as refused:
        return _page(reference, _Doing(form, _answering(), form, refused)), 409
    flash(_("已归类%(count)s条意见", count=len(form.chosen.references)))
    return redirect(_address(reference), 303)


@face.post("/consultations/<reference>/comments/answers")
@requires(*_ANSWERING)
def answer_comments(reference: str) -> Answer:
    """Answer the ticked ones alike."""
    form = AnswerChosenForm()
    if not form.validate_on_submit():
        return _page(reference, _Doing(_putting(), form, form)), 422
    try:
        count = answering.answer_all(
            office(), reference, form.chosen.references, form.answer(), form.key.data or "", staff()
        )
    except Refused as refused:
        return _page(reference, _Doing(_putting(), form, form, refused)), 409
    flash(_("已答复%(count)s条意见", count=count))
    return redirect(_address(reference), 303)


@face.get("/consultations/<reference>/comments.csv")
@requires(*_ANSWERING)
def comments_csv(reference: str) -> Response:
    """All of them, for a spreadsheet; sent while it is read."""
    rows = exports.comments_csv(reference, staff())
    answer = Response(stream_with_context(rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f"attachment; filename={reference}.csv"
    return answer


@face.route("/consultations/<reference>/comments/new", methods=["GET", "POST"])
@requires(Role.CLERK, Role.HANDLER)
def key_in_comment(reference: str) -> Answer:
    """A comment that came another way; then its code, once, to be handed out."""
    form = _keying_form(reference)
    if not form.validate_on_submit():
        return _keying(reference, form), 422 if form.is_submitted() else 200
    try:
        keyed = _key_in(reference, form)
    except Refused as refused:
        return _keying(reference, form, refused), 409
    told(Action.KEY_IN)
    return redirect(shown_once.address(keyed, form.key.data or ""), 303)


def put_in(reference: str, form: PutInForm) -> int:
    """Put what was ticked into the group that the form says; the group. Raises Refused."""
    chosen, key, group_id = form.chosen.references, form.key.data or "", form.group_id.data
    if not group_id:
        return grouping.open_group(office(), reference, form.group(), chosen, key, staff())
    grouping.put_in(office(), reference, group_id, chosen, key, staff())
    return int(group_id)


def _putting() -> PutInForm:
    return PutInForm(formdata=None)


def _answering() -> AnswerChosenForm:
    return AnswerChosenForm(formdata=None)


def _groups(reference: str) -> list[tuple[int, str]]:
    return [(line.id, line.title) for line in grouping.groups(reference, staff())]


def _page(reference: str, doing: _Doing) -> str:
    # Not the consultation's whole file: its events and papers are not on this page.
    case, sought = grouping.consultation_of(reference, staff()), _sought()
    lines = comments_viewing.listed(reference, staff(), sought, number_asked("after"))
    groups = _groups(reference)
    doing.putting.offer(groups)
    onward = _address(reference, lines[PAGE - 1].place) if len(lines) > PAGE else ""
    return render_template(
        "desk/consultation_comments.html",
        reference=reference,
        title=case.consultation.title,
        tally=viewing.tally(case.id),
        lines=lines[:PAGE],
        doing=doing,
        form=doing.sent,
        more=[(sentence(doing.refused), None)] if doing.refused else [],
        ticked=set(doing.sent.chosen.references) if doing.sent else set(),
        chips=_chips(reference, sought),
        sources=[(one.value, word(one), one is sought.source) for one in CommentSource],
        sought=sought,
        group=next((title for number, title in groups if number == sought.group_id), ""),
        asked=_asked(),
        onward=onward,
        may_answer=bool(staff().roles & set(_ANSWERING)),
    )


def _sought() -> Sought:
    marks = {name: True for name in _MARKS if name in request.args}
    source = request.args.get("source", "")
    return Sought(
        **marks,
        source=next((one for one in CommentSource if one.value == source), None),
        passage=number_asked("passage"),
        group_id=number_asked("group"),
    )


def _asked() -> dict[str, Any]:
    """The filters of the page, as its forms and links repeat them."""
    names = (*_MARKS, "source", "passage", "group")
    return {name: request.args[name] for name in names if request.args.get(name)}


def _address(reference: str, after: int | None = None) -> str:
    return url_for("desk.comments", reference=reference, **_asked(), after=after)


def _chips(reference: str, sought: Sought) -> list[tuple[str, str, bool]]:
    """The filters that are links: all, and one for each mark."""
    names = {
        "unanswered": _("未答复"),
        "hidden": _("不公开显示"),
        "late": _("截止以后收到"),
        "automatic": _("疑似自动发送"),
        "pending": _("待核验"),
    }
    whole = url_for("desk.comments", reference=reference)
    return [
        (_("全部"), whole, not _asked()),
        *((text, f"{whole}?{name}=1", bool(getattr(sought, name))) for name, text in names.items()),
    ]


def _keying_form(reference: str) -> KeyInForm:
    content = viewing.consultation_file(office(), reference, staff()).standing.content
    form = KeyInForm(data={"received_on": office().today()})
    form.offer(0 if content is None else len(content.passages))
    return form


def _key_in(reference: str, form: KeyInForm) -> str:
    """Key in what the form says; the comment's reference. Raises Refused."""
    key, papers = form.key.data or "", form.scan.kept()
    said = form.writing(), form.arrival()
    return commenting.key_in(office(), reference, *said, papers, key, staff()).reference


def _keying(reference: str, form: KeyInForm, refused: Refused | None = None) -> str:
    more = [] if refused is None else [(sentence(refused), None)]
    return render_template(
        "desk/consultation_key_in.html", reference=reference, form=form, more=more
    )
