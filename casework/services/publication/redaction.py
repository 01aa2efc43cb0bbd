"""Covering parts of an attachment: a new file beside the old one, which stays as it was.

The old file is looked at under the rules of its case, and every look is written down. The new one
is kept only once it is proved that nothing else of the old one is in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from casework.adapters import redaction
from casework.adapters.redaction import Box, RedactionFault, RedactionRefused, Suggestion
from casework.adapters.uploads import Upload
from casework.domain.roles import Actor
from casework.domain.workflow import Facts, Refused, Situation
from casework.persistence.database import db, transaction
from casework.persistence.models import Attachment, AuditEntry, Case, Look, Purpose
from casework.persistence.queries import register
from casework.services import attachments
from casework.services.office import Office
from casework.services.once import earlier
from casework.services.printing import Viewer
from casework.services.procedures import case_of, road_of
from casework.services.refusals import NotThere

_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Sheet:
    """An attachment as it is to be covered: its pages' sizes in points, and what is suggested."""

    attachment: Attachment
    pages: list[tuple[float, float]]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Covering(Facts):
    """What is covered of which attachment, and how the copy is called."""

    attachment_id: int
    boxes: tuple[Box, ...]
    filename: str


def sheet(office: Office, reference: str, attachment_id: int, viewer: Viewer) -> Sheet:
    """What is needed to cover an attachment; the look at it is written down.

    Raises NotThere, and Refused with why a file cannot be covered.
    """
    case, found, content = _original(office, reference, attachment_id, viewer.actor)
    with transaction():
        _write_down(office, case, viewer, Look.PAPER)
    try:
        pages = redaction.sizes(content, found.media_type)
        is_text = found.media_type == _PDF
        suggested = redaction.suggestions(content, tuple(_names(case))) if is_text else ()
    except RedactionRefused as refused:
        raise Refused(refused.fault) from refused
    return Sheet(found, pages, suggested)


def page(office: Office, reference: str, attachment_id: int, number: int, actor: Actor) -> bytes:
    """A page of an attachment as a PNG; raises NotThere and Refused."""
    _case, found, content = _original(office, reference, attachment_id, actor)
    try:
        if not 0 < number <= len(redaction.sizes(content, found.media_type)):
            raise NotThere(str(number))
        return redaction.page_image(content, found.media_type, number)
    except RedactionRefused as refused:
        raise Refused(refused.fault) from refused


def cover(office: Office, reference: str, given: Covering, key: str, viewer: Viewer) -> None:
    """Keep a covered copy of an attachment with its case; the same key does it once.

    Raises NotThere, and Refused with why a file cannot be covered.
    """
    actor = viewer.actor
    _case, found, content = _original(office, reference, given.attachment_id, actor)
    try:
        covered = redaction.redacted(content, found.media_type, given.boxes)
    except RedactionRefused as refused:
        raise Refused(refused.fault) from refused
    upload = Upload(given.filename, covered, _PDF)
    paper = attachments.keep(office, upload, Purpose.REDACTED)
    used = register.scoped(key, "redaction", reference, actor.user_id)
    with transaction():
        if earlier(used, given, (), office.now(), reference) is not None:
            return
        road = road_of(reference)
        case = road.locked(reference, actor)
        if case is None:
            raise NotThere(reference)
        standing = road.course.standing_of(case)
        situation = Situation(standing, actor, office.today(), office.calendar)
        for guard in road.course.procedure.everywhere:  # what holds for every act, holds for this
            guard(situation, None)
        attachments.attach(case, [paper], office.now())
        _write_down(office, case, viewer, Look.REDACTION)


def _original(
    office: Office, reference: str, attachment_id: int, actor: Actor
) -> tuple[Case, Attachment, bytes]:
    case = case_of(reference, actor)
    found, content = attachments.content(office, case, attachment_id)
    if found.purpose is Purpose.IDENTITY:
        raise NotThere(str(attachment_id))  # nobody is to have a copy of it
    if found.media_type not in redaction.TAKEN:
        raise Refused(RedactionFault.OTHER_TYPE)
    return case, found, content


def _write_down(office: Office, case: Case, viewer: Viewer, what: Look) -> None:
    if viewer.actor.user_id is None:
        raise NotThere(case.reference)
    db.session.add(
        AuditEntry(
            at=office.now(),
            user_id=viewer.actor.user_id,
            case_id=case.id,
            what=what,
            request_id=viewer.request_id,
        )
    )


def _names(case: Case) -> Iterator[str]:
    """The names of those who began a case, and of who acts for them."""
    detail = case.detail
    party = detail.party
    if party is None:
        names = [str(getattr(detail, "name", ""))]
    else:
        names = [party.name, party.representative, party.contact_person, party.agent or ""]
    return (name for name in names if name)
