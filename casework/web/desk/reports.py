"""Annual reports at the desk: the years, the page of one with its figures, and its acts."""

from dataclasses import dataclass

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.domain.annual_report import cells
from casework.domain.annual_report.acts import Contents, Count, verdict_on
from casework.domain.annual_report.form import TABLE2_FORM, TABLE3_FORM, TABLE4_FORM
from casework.domain.annual_report.identities import Breach
from casework.domain.annual_report.prose import figures_in_words, prose_remarks
from casework.domain.annual_report.vocabulary import Action, State
from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.services.annual_report import acts, paper, viewing
from casework.services.annual_report.acts import Order
from casework.services.annual_report.viewing import ReportFile
from casework.statistics import annual_report as counting
from casework.statistics.annual_report import RollUp
from casework.statistics.figures import NotReconciled, last_act
from casework.web.desk.acts import told
from casework.web.desk.face import face
from casework.web.desk.forms.reporting import FORMS, BeginForm, ReportActForm
from casework.web.desk.papers import download
from casework.web.desk.sheet import Answer
from casework.web.doors import office, own_agency, requires, staff
from casework.web.forms import WritingForm
from casework.web.remark_words import said
from casework.web.words import sentence, word

_BEGINNERS = (Role.HANDLER, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a report would say now: its figures, what does not add up, what its prose says else.

    `count` None: the cases themselves contradict one another, as `breaches` say.
    """

    count: Count | None
    breaches: tuple[Breach, ...]
    remarks: tuple[str, ...]
    roll_up: RollUp | None


@face.get("/reports")
@requires()
def reports() -> str:
    """The years whose report was begun, the latest first."""
    return _list(BeginForm(formdata=None, data={"year": office().today().year - 1}))


@face.post("/reports")
@requires(*_BEGINNERS)
def begin_report() -> Answer:
    """Begin the report of a year, or go on with it."""
    form = BeginForm()
    if not form.validate_on_submit():
        return _list(form), 422
    given = form.facts(is_government=counting.has_parts(staff().agency_id))
    reference = acts.begin(office(), given, form.key.data or "", staff())
    return redirect(url_for("desk.report", reference=reference), 303)


@face.get("/reports/<reference>")
@requires()
def report(reference: str) -> str:
    """A year's report: where it stands, what it says now, what does not add up."""
    file = viewing.report_file(office(), reference, staff())
    return render_template("desk/report.html", **_shown(file))


@face.get("/reports/<reference>/cells/<cell>")
@requires()
def report_cell(reference: str, cell: str) -> str:
    """The cases behind a cell of table 三."""
    file = viewing.report_file(office(), reference, staff())
    if cell not in cells.TABLE3:
        abort(404)
    found = counting.behind(staff().agency_id, file.standing.year, cell, staff().user_id)
    place = cells.TABLE3[cell]
    return render_template("desk/report_cell.html", file=file, place=place, references=found)


@face.get("/reports/<reference>/preview.pdf")
@requires()
def report_preview(reference: str) -> Response:
    """The report as it would be printed now."""
    file = viewing.report_file(office(), reference, staff())
    count = file.standing.count if file.standing.state is not State.DRAFTING else _count(file)
    contents = file.standing.contents or Contents()
    pdf = paper.draft_pdf(own_agency().name, file.standing, contents, count, office().today())
    return download(pdf, "application/pdf", f"{reference}.pdf")


@face.route("/reports/<reference>/acts/<action>", methods=["GET", "POST"])
@requires()
def report_act(reference: str, action: str) -> Answer:
    """The form of an act, and the doing of it."""
    doing = next((one for one in FORMS if one.value == action), None) or abort(404)
    file = viewing.report_file(office(), reference, staff())
    form = _form(doing, file)
    if not form.validate_on_submit():
        return _act_page(doing, file, form), 422 if form.is_submitted() else 200
    order = Order(doing, form.facts(), form.key.data or "", form.version.data)
    return _done(file, order, form)


@face.post("/reports/<reference>/check")
@requires(Role.HANDLER)
def check_report(reference: str) -> Answer:
    """Count the figures and fix them, if they add up."""
    file, form = viewing.report_file(office(), reference, staff()), WritingForm()
    if not form.validate_on_submit():
        return render_template("desk/report.html", **_shown(file)), 422
    try:
        count = _count(file)
        order = Order(Action.CHECK, count, form.key.data or "", file.case.version)
        acts.act(office(), reference, order, staff())
    except Refused as refused:
        return render_template("desk/report.html", **_shown(file, sentence(refused))), 409
    except NotReconciled:
        return render_template("desk/report.html", **_shown(file)), 409
    told(Action.CHECK)
    return redirect(url_for("desk.report", reference=reference), 303)


def _list(form: BeginForm) -> str:
    return render_template(
        "desk/reports.html",
        files=viewing.reports(office(), staff()),
        form=form,
        today=office().today(),
        may_begin=bool(staff().roles & set(_BEGINNERS)),
        owed=viewing.reminder(office(), staff()),
    )


def _form(action: Action, file: ReportFile) -> ReportActForm:
    kind: type[ReportActForm] = FORMS[action]
    proposed = dict(kind.prefilled(file.standing))
    if action is Action.ENTER and file.standing.contents is None:
        proposed["overview"] = _in_words(file)
    form = kind(data={"version": file.case.version, **proposed})
    if not form.is_submitted():
        refused = viewing.refusal(office(), file, staff(), action)
        if refused is not None:
            raise refused
    return form


def _done(file: ReportFile, order: Order, form: ReportActForm) -> Answer:
    try:
        acts.act(office(), file.case.reference, order, staff())
    except Refused as refused:
        fresh = viewing.report_file(office(), file.case.reference, staff())
        return _act_page(Action(order.action), fresh, form, refused), 409
    told(order.action)
    return redirect(url_for("desk.report", reference=file.case.reference), 303)


def _act_page(
    action: Action, file: ReportFile, form: ReportActForm, refused: Refused | None = None
) -> str:
    return render_template(
        "desk/report_act.html",
        action=action,
        file=file,
        form=form,
        more=form.go_on(file.case.version, refused),
        table2=TABLE2_FORM,
        in_words=_in_words(file) if action is Action.ENTER else "",
    )


def _in_words(file: ReportFile) -> str:
    """The figures of table 三 as a sentence to take over; nothing while they contradict (S-5)."""
    try:
        count = _count(file)
    except NotReconciled:
        return ""
    return figures_in_words({cells.TABLE3[name]: value for name, value in count.table3.items()})


def _shown(file: ReportFile, more: str = "") -> dict[str, object]:
    return {
        "file": file,
        "standing": file.standing,
        "checked": _checked(file),
        "contents": file.standing.contents or Contents(),
        "forms": (TABLE2_FORM, TABLE3_FORM, TABLE4_FORM),
        "offers": [
            (word(row.action), row.action.value) for row in file.permitted if row.action in FORMS
        ],
        "may_check": any(row.action is Action.CHECK for row in file.permitted),
        "missing": _missing(file),
        "form": WritingForm(formdata=None),
        "more": [(more, None)] if more else [],
        "today": office().today(),
        "history": [(word(event.action), event.on) for event in file.standing.events],
    }


def _missing(file: ReportFile) -> str:
    """What is still to be done before the figures are checked; nothing when it is done."""
    refused = viewing.refusal(office(), file, staff(), Action.CHECK)
    in_hand = file.standing.state is State.DRAFTING and Role.HANDLER in staff().roles
    return "" if refused is None or not in_hand else sentence(refused)


def _count(file: ReportFile) -> Count:
    """The figures of a report as the cases, and for a government the parts, say now."""
    roll_up = _rolled_up(file)
    return _own(file) if roll_up is None else roll_up.count


def _own(file: ReportFile) -> Count:
    _word, as_of = last_act(office().today())
    agency = own_agency()
    return counting.counted(agency, file.standing.year, office().today(), as_of)


def _rolled_up(file: ReportFile) -> RollUp | None:
    if not file.standing.is_government:
        return None
    return counting.rolled_up(own_agency(), file.standing.year, _own(file))


def _checked(file: ReportFile) -> Checked:
    standing = file.standing
    contents = standing.contents or Contents()
    try:
        roll_up = _rolled_up(file)
        fixed = standing.count if standing.state is not State.DRAFTING else None
        count = fixed or (_own(file) if roll_up is None else roll_up.count)
    except NotReconciled as contradiction:
        return Checked(None, contradiction.breaches, (), None)
    table3 = {cells.TABLE3[name]: value for name, value in count.table3.items()}
    remarks = tuple(said(remark) for remark in prose_remarks(contents.overview, table3))
    return Checked(count, verdict_on(contents, count).breaches, remarks, roll_up)
