"""期限计算器: anybody enters dates and sees the last day, the calendar and the reasons."""

from flask import render_template, request
from flask_babel import gettext as _

from casework.domain.occurrences import RowInvalid
from casework.web.doors import office, public
from casework.web.open.calculation import Calculation, calculate
from casework.web.open.calculator_form import EVENTS, CalculatorForm
from casework.web.open.face import face

_ROWS = 4
_Answer = tuple[str, int]


@face.get("/calculator")
@public
def calculator() -> _Answer:
    """The form, and the answer to what was asked; asking changes nothing."""
    form = CalculatorForm(request.args)
    if not request.args:
        return _shown(form, 200)
    calendar = office().calendar
    if not form.is_sound(calendar):
        return _shown(form, 422)
    try:
        answer = calculate(form.evidence(), form.occurrences(), calendar, office().today())
    except RowInvalid as refused:
        return _shown(form, 422, wrong=_sentence(refused))
    return _shown(form, 200, answer)


def _shown(
    form: CalculatorForm, status: int, answer: Calculation | None = None, wrong: str = ""
) -> _Answer:
    wanted = EVENTS if request.args.get("rows") == str(EVENTS) else _ROWS
    calendar = office().calendar
    page = render_template(
        "open/calculator.html",
        form=form,
        answer=answer,
        more=[(wrong, None)] if wrong else (),
        rows=form.rows()[: max(wanted, form.last_filled())],
        all_rows=EVENTS,
        today=office().today(),
        first_year=calendar.first_year,
        last_year=calendar.last_year,
    )
    return page, status


def _sentence(refused: RowInvalid) -> str:
    return str(_(refused.fault.zh)).format(**refused.blanks)
