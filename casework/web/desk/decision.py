"""Drafting a decision: a walk down the outcome tree, one question a page, to the form of a leaf."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from casework.domain.disclosure.decisions import LEAVES, TREE, Branch, Outcome, Question
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.services.disclosure.viewing import CaseFile
from casework.services.refusals import NotThere
from casework.web.desk.acts import must_be_offered, told
from casework.web.desk.face import face
from casework.web.desk.forms.leaf_form import LeafForm
from casework.web.desk.forms.leaves import PartlyGrantedForm, leaf_form
from casework.web.desk.sheet import Answer, case_at_hand
from casework.web.desk.story import opinion_in_words
from casework.web.doors import requires, staff
from casework.web.words import citation, word

_ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question of the tree; `hint` says to which article a leaf belongs."""

    value: str
    text: str
    hint: str


@face.get("/requests/<reference>/decision")
@requires(Role.HANDLER)
def decision(reference: str) -> Answer:
    """One question of the tree; its answer leads to the next, or to a leaf."""
    question = _question(request.args.get("question", Question.NATURE.value))
    file = case_at_hand(reference)
    must_be_offered(Action.DRAFT_DECISION, file)
    answer = request.args.get(_ANSWER, "")
    onward = _onward(reference, question, answer)
    if onward is not None:
        return redirect(onward, 303)
    missing = _("请选择一项") if _ANSWER in request.args or "next" in request.args else ""
    return _question_page(file, question, missing), 422 if missing else 200


@face.route("/requests/<reference>/decision/<outcome>", methods=["GET", "POST"])
@requires(Role.HANDLER)
def leaf(reference: str, outcome: str) -> Answer:
    """The facts that a leaf needs; saved, they are the draft of the letter."""
    file = case_at_hand(reference)
    form = leaf_form(_leaf(outcome), file)
    if isinstance(form, PartlyGrantedForm) and "more" in request.form:
        form.add_rows()
        return _leaf_page(file, form)
    if not form.validate_on_submit():
        if not form.is_submitted():
            must_be_offered(Action.DRAFT_DECISION, file)
        return _leaf_page(file, form), 422 if form.is_submitted() else 200
    return _save(reference, form)


def path_to(end: Question | Outcome) -> list[tuple[Question, Branch | Outcome]]:
    """The questions and answers that lead from the top of the tree to a question or a leaf."""
    for question, fork in TREE.items():
        for answer in fork.answers:
            if isinstance(answer, Outcome):
                if answer is end:
                    return [*path_to(question), (question, answer)]
            elif answer[1] is end:
                return [*path_to(question), (question, answer[0])]
    return []


def _question(value: str) -> Question:
    try:
        return Question(value)
    except ValueError:
        raise NotThere(value) from None


def _leaf(value: str) -> Outcome:
    try:
        outcome = Outcome(value)
    except ValueError:
        raise NotThere(value) from None
    if outcome not in LEAVES:
        raise NotThere(value)
    return outcome


def _onward(reference: str, question: Question, given: str) -> str | None:
    """Where an answer leads; None where it is none of the question's answers."""
    for answer in TREE[question].answers:
        if isinstance(answer, Outcome):
            if answer.value == given:
                return url_for("desk.leaf", reference=reference, outcome=given)
        elif answer[0].value == given:
            return url_for("desk.decision", reference=reference, question=answer[1].value)
    return None


def _save(reference: str, form: LeafForm) -> Answer:
    try:
        onward = form.carry_out(Action.DRAFT_DECISION, reference, staff())
    except Refused as refused:
        return _leaf_page(case_at_hand(reference), form, refused), 409
    told(Action.DRAFT_DECISION)
    return redirect(onward, 303)


def _question_page(file: CaseFile, question: Question, missing: str) -> str:
    draft = file.standing.draft
    chosen = dict(path_to(draft.outcome)).get(question) if draft is not None else None
    return render_template(
        "desk/question.html",
        file=file,
        question=question,
        choices=[_choice(answer) for answer in TREE[question].answers],
        chosen="" if chosen is None else chosen.value,
        path=_path(file.case.reference, question),
        draft=draft,
        missing=missing,
    )


def _leaf_page(file: CaseFile, form: LeafForm, refused: Refused | None = None) -> str:
    return render_template(
        "desk/leaf.html",
        file=file,
        form=form,
        leaf=form.leaf,
        opinions=[opinion_in_words(one) for one in file.standing.consultations],
        path=_path(file.case.reference, form.outcome),
        more=form.go_on(file.case.version, refused),
    )


def _path(reference: str, end: Question | Outcome) -> list[tuple[str, str, str]]:
    """The answers given so far: question, answer, and the way back to the question."""
    return [
        (
            word(question),
            word(answer),
            url_for("desk.decision", reference=reference, question=question.value),
        )
        for question, answer in path_to(end)
    ]


def _choice(answer: tuple[Branch, Question] | Outcome) -> Choice:
    if isinstance(answer, Outcome):
        leaf = LEAVES[answer]
        return Choice(answer.value, word(answer), citation(leaf.article))
    return Choice(answer[0].value, word(answer[0]), "")
