"""Those who are asked for an opinion: entering by the code of their letter, and answering it."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.workflow import Refused
from casework.services.attachments import Paper
from casework.services.disclosure import consulting
from casework.services.disclosure.consulting import Question
from casework.web.doors import OPINIONS, asked, office, public
from casework.web.portal import kept_files, keys
from casework.web.portal.face import face
from casework.web.portal.forms import OpinionForm, OpinionKeyForm
from casework.web.safety import limiter
from casework.web.words import sentence

_Page = str | Response | tuple[str, int]
_METHODS = ["GET", "POST"]


@face.route("/opinion", methods=_METHODS)
@public
@limiter.limit("30/hour", methods=["POST"])
def opinion() -> _Page:
    """Ask for number and code; a link may bring the number along, and never the code."""
    form = OpinionKeyForm(data={"name": request.args.get("name", "")[:40]})
    if not form.validate_on_submit():
        return _entry(form, (), 422 if form.is_submitted() else 200)
    try:
        question = _open(str(form.name.data), str(form.code.data))
    except Refused as refused:
        return _entry(form, ((sentence(refused), "#code"),), 409)
    return redirect(_page_of(question), 303)


@face.route("/opinion/<reference>/<int:number>", methods=_METHODS)
@asked
@limiter.limit("20/hour", methods=["POST"])
def opinion_page(reference: str, number: int) -> _Page:
    """What is asked, until when and what silence means; and the form of the answer."""
    question = keys.asked(reference, number)
    form = OpinionForm()
    valid = form.validate_on_submit()
    papers = kept_files.kept(question.name, form.files)
    if not valid:
        return _form(question, form, papers), 422 if form.is_submitted() else 200
    try:
        _answer(question, form, papers)
    except Refused as refused:
        return _form(question, form, papers, sentence(refused)), 409
    return redirect(url_for("portal.opinion_receipt", reference=reference, number=number), 303)


@face.get("/opinion/<reference>/<int:number>/receipt")
@asked
def opinion_receipt(reference: str, number: int) -> _Page:
    """What was said and when, to be printed; there is none before."""
    question = keys.asked(reference, number)
    if question.one.opinion is None:
        return redirect(_page_of(question), 303)
    return render_template("portal/opinion_receipt.html", question=question)


def _open(name: str, code: str) -> Question:
    agency_id = office().agency().id
    address = request.remote_addr or ""
    question = consulting.open_by_code(office(), name, code, agency_id, address)
    keys.admit(question.name, question.code_hash, OPINIONS)
    return question


def _answer(question: Question, form: OpinionForm, papers: tuple[Paper, ...]) -> None:
    given, key = form.facts(question.one.number), str(form.key.data)
    agency_id = office().agency().id
    consulting.answer(office(), question.reference, given, key, papers, agency_id)
    kept_files.drop(question.name)


def _entry(form: OpinionKeyForm, more: tuple[tuple[str, str], ...], status: int) -> tuple[str, int]:
    return render_template("portal/opinion.html", form=form, more=more), status


def _form(
    question: Question, form: OpinionForm, papers: tuple[Paper, ...], refusal: str = ""
) -> str:
    return render_template(
        "portal/opinion_page.html",
        question=question,
        form=form,
        more=[(refusal, None)] if refusal else [],
        kept=papers,
        today=office().today(),
    )


def _page_of(question: Question) -> str:
    return url_for("portal.opinion_page", reference=question.reference, number=question.one.number)
