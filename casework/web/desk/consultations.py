"""Public consultations at the desk: the list with what is due, the page of one, and its acts."""

from dataclasses import dataclass, replace

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.consultation.standing import days_left
from casework.domain.consultation.vocabulary import Action, DisplayStatus, State
from casework.domain.roles import Role
from casework.domain.terms import Term
from casework.domain.workflow import Refused
from casework.services import attachments
from casework.services.consultation import viewing
from casework.services.consultation.viewing import PAGE, ConsultationFile, Line, Sought
from casework.web.deadline import drawn
from casework.web.desk.acts import told
from casework.web.desk.consultation_story import story
from casework.web.desk.face import face
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.asking_public import FORMS
from casework.web.desk.papers import download
from casework.web.desk.sheet import Answer, Urgency, number_asked, state_tone, within
from casework.web.doors import may_enter, office, requires, staff
from casework.web.words import said as _
from casework.web.words import word

_SOON = 5  # working days before the feedback is due
# Acts whose facts take a page of their own to gather.
_PAGES = {
    Action.AMEND: "desk.amend_consultation",
    Action.SUBMIT_FEEDBACK: "desk.consultation_feedback",
    Action.PUBLISH_FEEDBACK: "desk.consultation_feedback",
}
_MAIN = frozenset({Action.SUBMIT_FEEDBACK, Action.PUBLISH_FEEDBACK})


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that may be done now: its name, the way to it, whether it carries the matter on."""

    text: str
    address: str
    is_main: bool


@face.get("/consultations")
@requires()
def consultations() -> str:
    """The open ones or the ended ones, the latest first."""
    sought = _sought()
    lines = viewing.listed(office(), staff(), sought, number_asked("before"))
    onward = _list_address(sought, lines[PAGE - 1].place) if len(lines) > PAGE else ""
    return render_template(
        "desk/consultations.html",
        lines=[(line, pressing(line)) for line in lines[:PAGE]],
        sought=sought,
        tabs=_tabs(sought),
        onward=onward,
        may_draft=may_enter("desk.new_consultation"),
        this_year=office().today().year,
    )


@face.get("/consultations/<reference>")
@requires()
def consultation(reference: str) -> str:
    """All that is known of one, and what may be done on it now."""
    file = viewing.consultation_file(office(), reference, staff())
    return render_template("desk/consultation.html", **_shown(file))


@face.get("/consultations/<reference>/papers/<int:attachment_id>")
@requires()
def consultation_paper(reference: str, attachment_id: int) -> Response:
    """A file of the draft, or of a meeting."""
    case = viewing.consultation_file(office(), reference, staff()).case
    found, content = attachments.content(office(), case, within(attachment_id))
    return download(content, found.media_type, found.filename)


@face.route("/consultations/<reference>/acts/<action>", methods=["GET", "POST"])
@requires()
def consultation_act(reference: str, action: str) -> Answer:
    """The form of an act, and the doing of it."""
    doing = next((one for one in FORMS if one.value == action), None) or abort(404)
    file = viewing.consultation_file(office(), reference, staff())
    form = FORMS[doing].opened(file, lambda: viewing.refusal(office(), file, staff(), doing))
    if not form.validate_on_submit():
        return _act_page(doing, reference, form), 422 if form.is_submitted() else 200
    try:
        onward = form.carry_out(doing, reference, staff())
    except Refused as refused:
        return _act_page(doing, reference, form, refused), 409
    told(doing)
    return redirect(onward, 303)


def pressing(line: Line) -> Urgency | None:
    """How pressing a line is, in words; None where nothing is due."""
    left = line.feedback_days_left
    if line.status is not DisplayStatus.CLOSED or left is None:
        return None
    if line.is_overdue:
        return Urgency(_("反馈已逾期"), "late")
    tone = "soon" if left <= _SOON else "active"
    return Urgency(_("还有%(count)s个工作日反馈", count=left), tone)


def _sought() -> Sought:
    asked = request.args.get("status", "")
    status = next((one for one in DisplayStatus if one.value == asked), None)
    state = next((one for one in State if one.value == request.args.get("state", "")), None)
    return Sought(status=status, state=state, is_open="ended" not in request.args)


def _list_address(sought: Sought, before: int | None = None) -> str:
    return url_for(
        "desk.consultations",
        status=sought.status,
        state=sought.state,
        ended=None if sought.is_open else 1,
        before=before,
    )


def _tabs(sought: Sought) -> list[tuple[str, str, bool]]:
    """The lists by where the consultations stand."""
    every = replace(sought, state=None, status=None, is_open=True)
    wanted = [
        (_("在办"), every),
        (_("起草中"), replace(every, state=State.DRAFT)),
        (_("审核中"), replace(every, state=State.IN_REVIEW)),
        (_("征集中"), replace(every, status=DisplayStatus.OPEN)),
        (_("待反馈"), replace(every, status=DisplayStatus.CLOSED)),
        (_("已办结"), replace(every, is_open=False)),
    ]
    return [(text, _list_address(one), one == sought) for text, one in wanted]


def _offers(file: ConsultationFile) -> list[Offer]:
    """The acts that the user may do now, in the table's order."""
    return [
        Offer(word(row.action), _address(row.action, file.case.reference), _is_main(row.action))
        for row in file.permitted
        if row.action in FORMS or row.action in _PAGES
    ]


def _address(action: Term, reference: str) -> str:
    if action in _PAGES:
        return url_for(_PAGES[Action(action)], reference=reference)
    return url_for("desk.consultation_act", reference=reference, action=action.value)


def _is_main(action: Term) -> bool:
    return action in _MAIN or (action in FORMS and FORMS[action].is_main)


def _act_page(action: Term, reference: str, form: ActForm, refused: Refused | None = None) -> str:
    file = viewing.consultation_file(office(), reference, staff())
    more = form.go_on(file.case.version, refused)
    shown = {"action": action, "file": file, "form": form, "more": more}
    return render_template("desk/consultation_act.html", **shown)


def _shown(file: ConsultationFile) -> dict[str, object]:
    today = office().today()
    closes_on = file.standing.closes_on or today
    return {
        "file": file,
        "case": file.case,
        "standing": file.standing,
        "content": file.standing.content,
        "line": {"status": file.status, "days_left": days_left(closes_on, today)},
        "tone": state_tone(file.standing.state),
        "deadline": drawn(file.clock, today, until=today),
        "offers": _offers(file),
        "story": story(file.standing, FORMS),
        "may_key_in": bool(staff().roles & {Role.CLERK, Role.HANDLER}),
    }
