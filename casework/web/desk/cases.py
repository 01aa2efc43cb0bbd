"""The case page and the papers that hang on it; the applicant masked until a reveal is recorded."""

from dataclasses import fields
from datetime import datetime, timedelta

from flask import g, redirect, render_template, session
from werkzeug.wrappers import Response

from casework.domain.disclosure.application import Applicant
from casework.domain.disclosure.vocabulary import State
from casework.domain.masking import masked
from casework.persistence.models import Attachment, Case, Look, Purpose
from casework.services import attachments
from casework.services.disclosure import correspondence, viewing
from casework.services.disclosure.viewing import CaseFile
from casework.services.procedures import case_of
from casework.services.queue import next_to_act
from casework.services.refusals import NotThere
from casework.web.deadline import drawn
from casework.web.desk.acts import by_subject, offers
from casework.web.desk.face import face
from casework.web.desk.papers import download, letter_name
from casework.web.desk.sheet import (
    SEES_APPLICANT,
    SEES_IDENTITY,
    address_of,
    case_at_hand,
    sees_applicant,
    state_tone,
    urgency_of,
    within,
)
from casework.web.desk.story import names_in, story
from casework.web.doors import office, requires, staff

# What goes out, and so names nobody who should not be named.
_TELL_NOTHING = (Purpose.SUPPLIED, Purpose.REDACTED)
_REVEALED = "revealed"  # the session's mark: the next look at this case shows the applicant
_AT_ONCE = timedelta(minutes=1)  # a cookie can be copied: what it once opened must not stay open


@face.get("/requests/<reference>")
@requires()
def case(reference: str) -> str:
    """All that is known of a case, and what may be done on it now."""
    file = case_at_hand(reference)
    shown = {**_shown(file), **people_of(file.case, revealed=is_revealed(reference))}
    return render_template("desk/case.html", **shown)


@face.post("/requests/<reference>/reveal")
@requires(*SEES_APPLICANT)
def reveal(reference: str) -> Response:
    """Record the look at the applicant, and let the next page, and only it, show them."""
    viewing.reveal(office(), reference, staff(), g.request_id)
    session[_REVEALED] = {"reference": reference, "at": office().now().isoformat()}
    return redirect(f"{address_of(reference)}#applicant", 303)


@face.get("/requests/<reference>/letters/<int:letter_id>")
@requires(*SEES_APPLICANT)
def letter(reference: str, letter_id: int) -> Response:
    """An issued letter as it was issued. It names the applicant: a look at it is recorded."""
    found, pdf = correspondence.letter_pdf(office(), reference, within(letter_id), staff())
    viewing.reveal(office(), reference, staff(), g.request_id, Look.LETTER)
    return download(pdf, "application/pdf", letter_name(found))


@face.get("/requests/<reference>/preview")
@requires(*SEES_APPLICANT)
def preview(reference: str) -> Response:
    """The letter that the draft would become: without number, not yet signed."""
    pdf = correspondence.preview(office(), reference, staff())
    viewing.reveal(office(), reference, staff(), g.request_id, Look.LETTER)
    return download(pdf, "application/pdf", f"{reference}.pdf")


@face.get("/requests/<reference>/attachments/<int:attachment_id>")
@requires(*SEES_APPLICANT)
def attachment(reference: str, attachment_id: int) -> Response:
    """A file of the case. What the applicant handed in names them: a look at it is recorded."""
    found, content = _paper(reference, attachment_id)
    if found.purpose is Purpose.IDENTITY:
        raise NotThere(str(attachment_id))  # it has a door of its own
    if found.purpose not in _TELL_NOTHING:
        viewing.reveal(office(), reference, staff(), g.request_id, Look.PAPER)
    return download(content, found.media_type, found.filename)


@face.get("/requests/<reference>/identity/<int:attachment_id>")
@requires(*SEES_IDENTITY)
def identity_document(reference: str, attachment_id: int) -> Response:
    """An identity document; every look at it is recorded as a reveal is."""
    found, content = _paper(reference, attachment_id)
    viewing.reveal(office(), reference, staff(), g.request_id, Look.IDENTITY)
    return download(content, found.media_type, found.filename)


def is_revealed(reference: str) -> bool:
    """Whether the look at this case's applicant was just recorded; asked once."""
    mark = session.get(_REVEALED, {})
    if mark.get("reference") != reference:
        return False
    session.pop(_REVEALED)
    return office().now() - datetime.fromisoformat(mark["at"]) < _AT_ONCE


def _paper(reference: str, attachment_id: int) -> tuple[Attachment, bytes]:
    return attachments.content(office(), case_of(reference, staff()), within(attachment_id))


def _shown(file: CaseFile) -> dict[str, object]:
    today = office().today()
    names = names_in(file)
    is_drafted = file.standing.draft is not None and file.standing.signed_on is None
    return {
        "file": file,
        "case": file.case,
        "request": file.case.disclosure,
        "standing": file.standing,
        "today": today,
        "awaits": next_to_act(State(file.case.state)) if file.standing.is_open else None,
        "tone": state_tone(State(file.case.state)),
        "urgency": urgency_of(file, today),
        "window": file.remedy_window,
        "risk": file.date_at_risk,
        "deadline": drawn(file.clock, today, until=today),
        "offers": offers(file),
        "by_subject": by_subject,
        "story": story(file, names),
        "handler": names.get(file.standing.handler_id or 0, ""),
        "clarified": file.standing.clarified_text,
        "is_drafted": is_drafted and file.standing.is_open,
    }


def people_of(case: Case, *, revealed: bool) -> dict[str, object]:
    """The applicant of a case as the user may see them now, and what else they may see."""
    applicant = _as_filed(case)
    roles = staff().roles
    return {
        "applicant": applicant if revealed else masked(applicant),
        "revealed": revealed,
        "sees_applicant": sees_applicant(),
        "sees_identity": bool(roles & set(SEES_IDENTITY)),
    }


def _as_filed(case: Case) -> Applicant:
    party = case.detail.party
    assert party is not None, case.procedure
    return Applicant(**{field.name: getattr(party, field.name) for field in fields(Applicant)})
