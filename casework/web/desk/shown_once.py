"""A query code that was just given out: shown on one page, once, and kept in no session.

The session keeps the form's key, from which the server alone can tell the code.
"""

from flask import redirect, render_template, session, url_for

from casework.domain.references import Mark, mark_of
from casework.services.codes import code_from
from casework.web.desk.face import face
from casework.web.desk.sheet import Answer, address_of, case_at_hand, correction_at_hand
from casework.web.doors import requires

_MARK = "given_out"
# The procedures that write letters.
_AT_HAND = {Mark.DISCLOSURE: case_at_hand, Mark.RECORD_CORRECTION: correction_at_hand}


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
    at_hand = _AT_HAND.get(mark_of(reference))
    file = None if at_hand is None else at_hand(reference)
    shown = {"reference": reference, "file": file, "address": address_of(reference)}
    return render_template("desk/code.html", code=code_from(given["key"]), **shown)
