"""A query code that was just given out: shown on one page, once, and kept in no session.

The session keeps the form's key, from which the server alone can tell the code.
"""

from flask import redirect, render_template, session, url_for

from casework.domain.record_correction.vocabulary import is_record_correction
from casework.services.codes import code_from
from casework.web.desk.face import face
from casework.web.desk.sheet import Answer, address_of, case_at_hand, correction_at_hand
from casework.web.doors import requires

_MARK = "given_out"


def address(reference: str, key: str) -> str:
    """The page that shows the code which a form's key led to; it does so once."""
    session[_MARK] = {"reference": reference, "key": key}
    return url_for("desk.code", reference=reference)


@face.get("/requests/<reference>/code")
@requires()
def code(reference: str) -> Answer:
    """The code, with the letters to hand out beside it; a second look leads to the case."""
    given = session.get(_MARK, {})
    if given.get("reference") != reference:
        return redirect(address_of(reference), 303)
    session.pop(_MARK)
    at_hand = correction_at_hand if is_record_correction(reference) else case_at_hand
    shown = {"file": at_hand(reference), "address": address_of(reference)}
    return render_template("desk/code.html", code=code_from(given["key"]), **shown)
