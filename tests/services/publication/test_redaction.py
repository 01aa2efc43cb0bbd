"""A covered copy is kept beside the attachment, which stays; every look is written down."""

from uuid import uuid4

import pytest

from casework.adapters.redaction import Box, RedactionFault
from casework.adapters.uploads import Upload
from casework.domain.disclosure import facts
from casework.domain.disclosure.refusals import Refusal
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor
from casework.domain.workflow import Refused
from casework.persistence.database import db, transaction
from casework.persistence.models import Attachment, AuditEntry, Case, Look, Purpose
from casework.services import attachments
from casework.services.office import Office
from casework.services.printing import Viewer
from casework.services.publication import redaction
from casework.services.publication.redaction import Covering
from casework.services.refusals import NotThere
from tests.adapters.redaction import files
from tests.road import Road

pytestmark = pytest.mark.slow

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Staff = dict[str, Actor]
BOXES = (Box(1, 0, 250, 1000, 60),)


@pytest.fixture
def viewer(staff: dict[str, Actor]) -> Viewer:
    return Viewer(staff["handler"], "a request")


def handed_in(
    office: Office,
    road: Road,
    purpose: Purpose = Purpose.SCAN,
    content: bytes = b"",
    media_type: str = files.PDF,
) -> int:
    """A request with a file; the file's id."""
    road.start()
    upload = Upload("申请.pdf", content or files.pdf(), media_type)
    paper = attachments.keep(office, upload, purpose)
    with transaction():
        case = db.session.scalars(db.select(Case).where(Case.reference == road.reference)).one()
        attachments.attach(case, [paper], office.now())
    return last_file()


def last_file() -> int:
    return int(max(db.session.scalars(db.select(Attachment.id))))


def kept(purpose: Purpose) -> list[Attachment]:
    query = db.select(Attachment).where(Attachment.purpose == purpose).order_by(Attachment.id)
    return list(db.session.scalars(query))


def looks() -> list[Look]:
    return list(db.session.scalars(db.select(AuditEntry.what).order_by(AuditEntry.id)))


def test_the_copy_is_kept_once_and_the_original_stays(
    office: Office, road: Road, viewer: Viewer
) -> None:
    handed = files.pdf()
    original, key = handed_in(office, road, content=handed), uuid4().hex
    for _ in range(2):
        given = Covering(original, BOXES, "遮盖后的副本.pdf")
        redaction.cover(office, road.reference, given, key, viewer)
    (copy,) = kept(Purpose.REDACTED)
    case = db.session.get_one(Case, copy.case_id)
    _found, covered = attachments.content(office, case, copy.id)
    _found, old = attachments.content(office, case, original)

    assert (copy.filename, copy.media_type) == ("遮盖后的副本.pdf", files.PDF)
    assert files.SECRET.encode() not in covered
    assert old == handed
    assert looks() == [Look.REDACTION]


def test_whoever_stands_back_covers_nothing(office: Office, road: Road, staff: Staff) -> None:
    attachment_id = handed_in(office, road)
    colleague = staff["handler2"]
    away = facts.Recusal(colleague.user_id or 0, "与申请人相识")
    road.do(Action.RECUSE, away, "approver")
    given, key = Covering(attachment_id, BOXES, "副本.pdf"), uuid4().hex
    with pytest.raises(Refused) as refused:
        redaction.cover(office, road.reference, given, key, Viewer(colleague, "another"))

    assert Refusal.RECUSED is refused.value.reason
    assert [] == kept(Purpose.REDACTED)


def test_every_look_at_the_original_is_written_down(
    office: Office, road: Road, viewer: Viewer
) -> None:
    original = handed_in(office, road)
    sheet = redaction.sheet(office, road.reference, original, viewer)

    assert len(sheet.pages) == 1
    assert looks() == [Look.PAPER]
    assert redaction.page(office, road.reference, original, 1, viewer.actor)


def test_the_applicant_s_name_is_suggested(office: Office, road: Road, viewer: Viewer) -> None:
    road.start()
    case = db.session.scalars(db.select(Case).where(Case.reference == road.reference)).one()
    case.disclosure.applicant.name = "PUBLIC LINE"
    db.session.commit()
    upload = Upload("申请.pdf", files.pdf(), files.PDF)
    with transaction():
        attachments.attach(case, [attachments.keep(office, upload, Purpose.SCAN)], office.now())
    original = last_file()
    sheet = redaction.sheet(office, road.reference, original, viewer)

    assert "PUBLIC LINE" in [one.words for one in sheet.suggestions]


def test_an_identity_document_is_not_copied(office: Office, road: Road, viewer: Viewer) -> None:
    original = handed_in(office, road, Purpose.IDENTITY)
    with pytest.raises(NotThere):
        redaction.sheet(office, road.reference, original, viewer)


def test_another_kind_of_file_is_refused(office: Office, road: Road, viewer: Viewer) -> None:
    original = handed_in(office, road, content=b"PK", media_type=_DOCX)
    with pytest.raises(Refused) as refused:
        redaction.sheet(office, road.reference, original, viewer)

    assert refused.value.reason is RedactionFault.OTHER_TYPE


def test_a_page_that_there_is_not_is_not_shown(office: Office, road: Road, viewer: Viewer) -> None:
    original = handed_in(office, road)
    for number in (0, 2):
        with pytest.raises(NotThere):
            redaction.page(office, road.reference, original, number, viewer.actor)


def test_a_stranger_finds_no_such_file(office: Office, road: Road, viewer: Viewer) -> None:
    original = handed_in(office, road)
    stranger = Viewer(
        Actor(viewer.actor.roles, viewer.actor.agency_id + 1, viewer.actor.user_id), "a request"
    )
    given = Covering(original, BOXES, "遮盖后的副本.pdf")
    with pytest.raises(NotThere):
        redaction.cover(office, road.reference, given, uuid4().hex, stranger)
    assert kept(Purpose.REDACTED) == []
