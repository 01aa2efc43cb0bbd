"""How every form of administration is answered: with its faults, a refusal, or where it led."""

from collections.abc import Callable

from flask import flash, redirect
from flask_babel import gettext as _

from casework.domain.terms import Term
from casework.domain.workflow import Refused
from casework.services.administration import Mandate
from casework.web.desk.sheet import Answer
from casework.web.doors import staff
from casework.web.forms import WritingForm
from casework.web.words import sentence, word

More = list[tuple[str, None]]


def answered(
    form: WritingForm, page: Callable[[More], str], act: Callable[[Mandate], str]
) -> Answer:
    """The page of a form, or the way on once `act` has done what the form asks for."""
    if not form.validate_on_submit():
        return page([]), 422 if form.is_submitted() else 200
    try:
        onward = act(Mandate(staff(), form.key.data or ""))
    except Refused as refused:
        return page([(sentence(refused), None)]), 409
    return redirect(onward, 303)


def told(what: Term) -> None:
    """Say on the next page what has been done."""
    flash(_("已办理：%(action)s", action=word(what)))
