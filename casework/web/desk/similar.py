"""What is like a request: earlier ones with their replies, and what is public; and two proposals.

The applicants of other requests are not named here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template

from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Role
from casework.domain.workflow import Refused
from casework.services.disclosure import proposals, similar
from casework.services.disclosure.similar import SimilarRequest, Tie
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.acts import told
from casework.web.desk.face import face
from casework.web.desk.forms.proposing import ProposalForm
from casework.web.desk.sheet import Answer, address_of, case_at_hand, state_tone
from casework.web.doors import requires, staff
from casework.web.words import sentence

_SHORT = 120  # characters of a request's text


@dataclass(frozen=True, slots=True)
class Line:
    """A similar request as the page shows it."""

    request: SimilarRequest
    address: str
    tone: str
    wanted: str


@face.get("/requests/<reference>/similar")
@requires()
def similar_requests(reference: str) -> str:
    """What is like a request, and what may be drafted for it."""
    return _page(case_at_hand(reference))


@face.post("/requests/<reference>/similar")
@requires(Role.HANDLER)
def propose(reference: str) -> Answer:
    """Take a proposal as the draft; then its form, to be looked over."""
    form = ProposalForm()
    form.prepare(case_at_hand(reference), staff())
    if not form.validate_on_submit():
        return _page(case_at_hand(reference), _faults(form)), 422
    try:
        onward = form.carry_out(Action.DRAFT_DECISION, reference, staff())
    except Refused as refused:
        return _page(case_at_hand(reference), [sentence(refused)]), 409
    told(Action.DRAFT_DECISION)
    return redirect(onward, 303)


def shown(file: CaseFile) -> dict[str, object]:
    """What desk/similar.html asks for, of a case: three plain lists."""
    found = similar.like(file.case, file.standing, staff())
    return {
        "own": [_line(one) for one in found if one.tie is not Tie.OTHER],
        "others": [_line(one) for one in found if one.tie is Tie.OTHER],
        "published": proposals.public_already(file.case, file.standing),
    }


def _page(file: CaseFile, faults: Sequence[str] = ()) -> str:
    return render_template(
        "desk/similar_requests.html",
        file=file,
        form=ProposalForm(formdata=None, data={"version": file.case.version}),
        more=[(fault, None) for fault in faults],
        may_draft=Action.DRAFT_DECISION in {row.action for row in file.permitted},
        **shown(file),
    )


def _faults(form: ProposalForm) -> list[str]:
    return [str(fault) for faults in form.errors.values() for fault in faults]


def _line(one: SimilarRequest) -> Line:
    text = " ".join(one.text.split())
    wanted = text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
    return Line(one, address_of(one.reference), state_tone(one.state), wanted)
