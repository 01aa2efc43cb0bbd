"""Messages at the desk: the list by due date, the register, the page of one and its acts (R-LY)."""

from datetime import date

from flask import abort, redirect, render_template, request, url_for

from casework.domain.masking import mask_email, mask_name, mask_phone
from casework.domain.message.vocabulary import Action, Kind, State
from casework.domain.message.vocabulary import Urgency as Standing
from casework.domain.roles import Role
from casework.domain.terms import Term
from casework.domain.workflow import Refused
from casework.services.lines import days_left
from casework.services.message import filing, viewing
from casework.services.message.viewing import PAGE, Line, MessageFile, Sought
from casework.web.deadline import drawn
from casework.web.desk import shown_once
from casework.web.desk.acts import told
from casework.web.desk.cases import is_revealed
from casework.web.desk.consultation_story import story
from casework.web.desk.consultations import Offer
from casework.web.desk.face import face
from casework.web.desk.forms.act_form import ActForm
from casework.web.desk.forms.messages import FORMS, RegisterForm
from casework.web.desk.sheet import LARGEST_ID, Answer, Urgency, sees_applicant
from casework.web.doors import may_enter, office, requires, staff
from casework.web.words import said as _
from casework.web.words import sentence, word

_LONGEST = 120  # characters of a unit's name
_TONES = {
    Standing.ENDED: "closed",
    Standing.NOT_STARTED: "neutral",
    Standing.IN_TIME: "active",
    Standing.DUE_SOON: "soon",
}
_STATE_TONES = {
    State.PENDING_VERIFICATION: "waiting",
    State.RECEIVED: "neutral",
    State.REPLIED: "good",
    State.CLOSED: "good",
    State.REDIRECTED: "closed",
    State.HIDDEN: "closed",
}
# Acts whose facts take a page of their own to gather.
_PAGES = {Action.PREPARE_PUBLICATION: "desk.prepare_message"}


@face.get("/messages")
@requires()
def messages() -> str:
    """The open ones by due date, or the ended ones, the latest first."""
    sought = _sought()
    lines = viewing.listed(office(), staff(), sought, _place())
    return render_template(
        "desk/messages.html",
        lines=[(line, urgency_of(line), state_tone(line.state)) for line in lines[:PAGE]],
        sought=sought,
        tabs=[
            (_("在办"), url_for("desk.messages"), sought.is_open),
            (_("已处理"), url_for("desk.messages", ended=1), not sought.is_open),
        ],
        choices=_choices(sought),
        onward=_address(sought, lines[PAGE - 1]) if len(lines) > PAGE else "",
        may_register=may_enter("desk.register_message"),
    )


@face.route("/messages/register", methods=["GET", "POST"])
@requires(Role.CLERK, Role.HANDLER)
def register_message() -> Answer:
    """A message by telephone, letter or visit is taken down; then its code, once."""
    form = RegisterForm(data={"received_on": office().today()})
    if not form.validate_on_submit():
        return _register_page(form), 422 if form.is_submitted() else 200
    key = form.key.data or ""
    try:
        filed = filing.take_in(
            office(), form.writing(), form.arrival(), form.scan.kept(), key, staff()
        )
    except Refused as refused:
        return _register_page(form, refused), 409
    told(Action.REGISTER)
    return redirect(shown_once.address(filed.reference, key), 303)


@face.get("/messages/<reference>")
@requires()
def message(reference: str) -> str:
    """All that is known of one, and what may be done on it now."""
    file = viewing.message_file(office(), reference, staff())
    return render_template("desk/message.html", **_shown(file))


@face.route("/messages/<reference>/acts/<action>", methods=["GET", "POST"])
@requires()
def message_act(reference: str, action: str) -> Answer:
    """The form of an act, and the doing of it."""
    doing = next((one for one in FORMS if one.value == action), None) or abort(404)
    file = viewing.message_file(office(), reference, staff())
    form = FORMS[doing].opened(file, lambda: viewing.refusal(office(), file, staff(), doing))
    if not form.validate_on_submit():
        return _act_page(doing, reference, form), 422 if form.is_submitted() else 200
    try:
        onward = form.carry_out(doing, reference, staff())
    except Refused as refused:
        return _act_page(doing, reference, form, refused), 409
    told(doing)
    return redirect(onward, 303)


def urgency_of(line: Line) -> Urgency:
    """How pressing a line is: in words, with the working days that are left."""
    return _urgency(line.urgency, line.days_left)


def state_tone(state: Term) -> str:
    """The tone of a state's tag."""
    return _STATE_TONES.get(State(state), "active")


def _urgency(how: Standing, left: int | None) -> Urgency:
    tone, text = _TONES.get(how, "late"), word(how)
    if left is None or how not in {Standing.IN_TIME, Standing.DUE_SOON, Standing.OVERDUE}:
        return Urgency(text, tone)
    if how is not Standing.OVERDUE:
        return Urgency(_("%(how)s，还有%(count)s个工作日", how=text, count=left), tone)
    # On the rest days that follow the last day no working day has passed yet.
    return Urgency(_("已逾期%(count)s个工作日", count=-left) if left else text, tone)


def _sought() -> Sought:
    state, kind = request.args.get("state", ""), request.args.get("kind", "")
    return Sought(
        is_open="ended" not in request.args,
        state=next((one for one in State if one.value == state), None),
        kind=next((one for one in Kind if one.value == kind), None),
        unit=request.args.get("unit", "").strip()[:_LONGEST],
    )


def _place() -> tuple[date, int] | None:
    """The place that the address says; None for anything that no page of ours says."""
    on, _bar, number = request.args.get("after", "").rpartition("_")
    try:
        place = date.fromisoformat(on), int(number)
    except ValueError:
        return None
    return place if 0 < place[1] <= LARGEST_ID else None


def _address(sought: Sought, last: Line) -> str:
    on, number = last.place
    return url_for(
        "desk.messages",
        ended=None if sought.is_open else 1,
        state=sought.state,
        kind=sought.kind,
        unit=sought.unit or None,
        after=f"{on.isoformat()}_{number}",
    )


def _choices(sought: Sought) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """The filters: name, label, and what may be chosen."""
    every = ("", _("不限"), False)
    states = [(one.value, word(one), one is sought.state) for one in State if one.zh]
    kinds = [(one.value, word(one), one is sought.kind) for one in Kind]
    units = [(one, one, one == sought.unit) for one in viewing.units(staff().agency_id)]
    return [
        ("state", _("状态"), [every, *states[1:]]),
        ("kind", _("类别"), [every, *kinds]),
        ("unit", _("承办单位"), [every, *units]),
    ]


def _offers(file: MessageFile) -> list[Offer]:
    """The acts that the user may do now, in the table's order."""
    return [
        Offer(word(row.action), _act_address(row.action, file.case.reference), _is_main(row.action))
        for row in file.permitted
        if row.action in FORMS or row.action in _PAGES
    ]


def _act_address(action: Term, reference: str) -> str:
    if action in _PAGES:
        return url_for(_PAGES[Action(action)], reference=reference)
    return url_for("desk.message_act", reference=reference, action=action.value)


def _is_main(action: Term) -> bool:
    return action in _PAGES or FORMS[action].is_main


def _act_page(action: Term, reference: str, form: ActForm, refused: Refused | None = None) -> str:
    file = viewing.message_file(office(), reference, staff())
    more = form.go_on(file.case.version, refused)
    shown = {"action": action, "file": file, "form": form, "more": more}
    return render_template("desk/message_act.html", **shown)


def _register_page(form: RegisterForm, refused: Refused | None = None) -> str:
    more = [] if refused is None else [(sentence(refused), None)]
    return render_template("desk/message_register.html", form=form, more=more)


def _author(file: MessageFile, *, revealed: bool) -> list[tuple[str, str]]:
    """Who wrote it, as the user may see it now; nothing where nobody said."""
    written = file.case.message
    given = (
        (_("姓名"), written.name, mask_name),
        (_("联系电话"), written.phone, mask_phone),
        (_("电子邮箱"), written.email, mask_email),
    )
    return [(name, value if revealed else mask(value)) for name, value, mask in given if value]


def _shown(file: MessageFile) -> dict[str, object]:
    today = office().today()
    revealed = is_revealed(file.case.reference)
    return {
        "file": file,
        "case": file.case,
        "written": file.case.message,
        "standing": file.standing,
        "tone": state_tone(file.standing.state),
        "urgency": _urgency(file.urgency, days_left(office(), file.clock.due_on)),
        "deadline": drawn(file.clock, today, until=today),
        "offers": _offers(file),
        "story": story(file.standing, FORMS),
        "author": _author(file, revealed=revealed),
        "revealed": revealed,
        "sees_author": sees_applicant(),
    }
