"""Record corrections for citizens: asking for one, following it, fetching its letter (条例 41)."""

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework.domain.record_correction.vocabulary import Action
from casework.domain.workflow import Refused
from casework.services.attachments import Paper
from casework.services.disclosure.correspondence import letter_pdf
from casework.services.record_correction import correspondence, filing
from casework.services.record_correction.acts import Order, act
from casework.services.record_correction.viewing import CorrectionFile
from casework.web.deadline import drawn
from casework.web.doors import holder, office, public
from casework.web.portal import kept_files, keys
from casework.web.portal.correction_forms import FORMS, CorrectionForm, WithdrawForm
from casework.web.portal.face import face
from casework.web.portal.history import Step
from casework.web.portal.papers import download
from casework.web.safety import limiter
from casework.web.words import sentence, word

_Page = str | Response | tuple[str, int]
_WHO = "<any(person, organisation):who>"
_FILES = ("identity", "evidence")


@face.get("/corrections")
@public
def corrections_start() -> str:
    """What may be corrected, what to have at hand, and who asks."""
    return render_template("portal/corrections.html")


@face.route(f"/corrections/apply/{_WHO}", methods=["GET", "POST"])
@public
@limiter.limit("30/hour", methods=["POST"])
def ask_correction(who: str) -> _Page:
    """The form, with its files: those sent once are kept while the rest is not yet right."""
    form = FORMS[who]()
    form.has_kept = frozenset(name for name in _FILES if _kept(form, name))
    valid = form.validate_on_submit()
    papers = {name: _kept(form, name) for name in _FILES}
    if not valid:
        return _form(who, form, papers), 422 if form.is_submitted() else 200
    try:
        reference = _file(form, papers)
    except Refused as refused:
        return _form(who, form, papers, sentence(refused)), 409
    return redirect(url_for("portal.correction_receipt", reference=reference), 303)


@face.get("/corrections/<reference>/receipt")
@holder
def correction_receipt(reference: str) -> str:
    """The reference; with the query code for whoever has just filed, for an hour."""
    file = keys.opened_correction(reference)
    for name in _FILES:
        kept_files.drop(_slot(name))
    code = keys.code_to_show(reference)
    return render_template("portal/correction_receipt.html", file=file, code=code)


@face.get("/corrections/<reference>/receipt.pdf")
@holder
def correction_receipt_pdf(reference: str) -> Response:
    """The receipt as PDF: without the query code, which is not to lie about in a folder."""
    file = keys.opened_correction(reference)
    content = correspondence.receipt(office(), file.case)
    return download(content, "application/pdf", _("提交回执%(reference)s.pdf", reference=reference))


@face.get("/corrections/<reference>")
@holder
def correction_page(reference: str) -> str:
    """Where it stands, the date that matters, the letter."""
    file = keys.opened_correction(reference)
    return render_template(
        "portal/correction.html",
        file=file,
        deadline=drawn(file.clock, office().today()),
        steps=_steps(file),
        offered={row.action.value for row in file.permitted},
    )


@face.get("/corrections/<reference>/letters/<int:letter_id>.pdf")
@holder
def correction_letter(reference: str, letter_id: int) -> Response:
    """The letter that answers it."""
    keys.opened_correction(reference)
    found, content = letter_pdf(office(), reference, letter_id, keys.applicant())
    name = _("%(number)s.pdf", number=found.number)
    return download(content, "application/pdf", name)


@face.route("/corrections/<reference>/withdrawal", methods=["GET", "POST"])
@holder
@limiter.limit("20/hour", methods=["POST"])
def withdraw_correction(reference: str) -> _Page:
    """Withdraw it, with a statement."""
    file, form = keys.opened_correction(reference), WithdrawForm()
    page = keys.page_of(reference)
    if not form.is_submitted() and Action.WITHDRAW not in {row.action for row in file.permitted}:
        return redirect(page, 303)
    if not form.validate_on_submit():
        return _withdrawal(file, form, ()), 422 if form.is_submitted() else 200
    try:
        act(office(), reference, _order(form), keys.applicant())
    except Refused as refused:
        return _withdrawal(file, form, ((sentence(refused), None),)), 409
    flash(_("这件申请已经撤回。"))
    return redirect(page, 303)


def _slot(name: str) -> str:
    return f"correction-{name}"


def _kept(form: CorrectionForm, name: str) -> tuple[Paper, ...]:
    return kept_files.kept(_slot(name), form[name])


def _file(form: CorrectionForm, papers: dict[str, tuple[Paper, ...]]) -> str:
    key, application = form.key.data or "", form.to_application()
    sent = tuple(paper for name in _FILES for paper in papers[name])
    filed = filing.submit(office(), office().agency().id, application, sent, key)
    keys.hold(filed, key, None)
    return filed.reference


def _form(
    who: str, form: CorrectionForm, kept: dict[str, tuple[Paper, ...]], refusal: str = ""
) -> str:
    more = [(refusal, None)] if refusal else []
    return render_template("portal/correction_form.html", who=who, form=form, kept=kept, more=more)


def _withdrawal(
    file: CorrectionFile, form: WithdrawForm, more: tuple[tuple[str, None], ...]
) -> str:
    page = keys.page_of(file.case.reference)
    return render_template("portal/withdraw.html", file=file, form=form, more=more, page=page)


def _order(form: WithdrawForm) -> Order:
    return Order(Action.WITHDRAW, form.facts(), str(form.key.data))


def _steps(file: CorrectionFile) -> list[Step]:
    """What the applicant is told, the latest first, as history.steps tells of a request."""
    told = current_app.jinja_env.get_template("portal/correction_steps.html").module
    titles: dict[str, str] = getattr(told, "titles")  # noqa: B009  # a template's own name
    numbered = enumerate(file.standing.events, start=1)
    return [
        Step(
            titles[event.action.value],
            event.on,
            getattr(told, event.action.value)(event.facts),
            _letters_of(file, number),
        )
        for number, event in reversed(list(numbered))
        if event.action.value in titles
    ]


def _letters_of(file: CorrectionFile, number: int) -> list[tuple[str, str]]:
    reference = file.case.reference
    return [
        (
            word(letter.kind),
            url_for("portal.correction_letter", reference=reference, letter_id=letter.id),
        )
        for letter, _service in file.letters
        if letter.event_sequence == number
    ]
