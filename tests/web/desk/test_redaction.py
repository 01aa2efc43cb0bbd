"""遮盖附件: what is ticked or written as numbers is covered, without any script."""

from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from casework.adapters.uploads import Upload
from casework.persistence.database import db, transaction
from casework.persistence.models import Attachment, AuditEntry, Case, Look, Purpose
from casework.services import attachments
from tests.adapters.redaction import files
from tests.road import Road
from tests.web.desk.browser import Desk, text_of

At = Callable[[str], Desk]
NAME = "遮盖后的副本.pdf"
BOX = "1 0 250 1000 60"


def handed_in(road: Road, content: bytes = b"") -> str:
    """The address at which a request's scan is covered."""
    road.start()
    paper = attachments.keep(
        road.office, Upload("申请.pdf", content or files.pdf(), files.PDF), Purpose.SCAN
    )
    with transaction():
        case = db.session.scalars(db.select(Case).where(Case.reference == road.reference)).one()
        attachments.attach(case, [paper], road.office.now())
    last = max(db.session.scalars(db.select(Attachment.id)))
    return f"/desk/redaction/{road.reference}/{last}"


def copies() -> int:
    query = db.select(Attachment.id).where(Attachment.purpose == Purpose.REDACTED)
    return len(list(db.session.scalars(query)))


def send(desk: Desk, path: str, boxes: str) -> TestResponse:
    return desk.post(path, **desk.keys(path), boxes=boxes, filename=NAME)


def test_boxes_as_numbers_make_one_copy_and_lead_back_to_the_case(desk: At, road: Road) -> None:
    path, handler = handed_in(road), desk("handler")
    given = {**handler.keys(path), "boxes": BOX, "filename": NAME}
    answers = [handler.post(path, **given) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert copies() == 1
    assert NAME in text_of(handler.get(answers[0].location))


def test_a_ticked_suggestion_is_enough(desk: At, road: Road) -> None:
    path, handler = handed_in(road), desk("handler")
    given = {**handler.keys(path), "suggested": "1 0 250 500 60;1 500 250 500 60"}

    assert handler.post(path, **given, filename=NAME).status_code == 303
    assert copies() == 1


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        ("", "请选择建议的内容，或者在页面上画框"),
        ("1 2 3", "第1行：请写五个整数"),
        ("1 -2 3 4 5", "第1行：请写五个整数"),
        ("1 900 0 200 10", "第1行：框不在页面上，请核对"),
        (f"{BOX}\n2 0 0 10 10", "第2行：框不在页面上，请核对"),
        ("1 0 0 0 10", "第1行：框不在页面上，请核对"),
    ],
)
def test_a_box_that_covers_nothing_is_named(
    desk: At, road: Road, boxes: str, sentence: str
) -> None:
    path, handler = handed_in(road), desk("handler")
    answer = send(handler, path, boxes)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert copies() == 0


def test_a_page_s_picture_is_shown_after_the_look_was_written_down(desk: At, road: Road) -> None:
    path, handler = handed_in(road), desk("handler")
    before = handler.get(f"{path}/pages/1.png").status_code
    handler.get(path)
    after = handler.get(f"{path}/pages/1.png")

    assert (before, after.status_code, after.mimetype) == (404, 200, "image/png")
    assert handler.get(f"{path}/pages/2.png").status_code == 404
    assert Look.PAPER in list(db.session.scalars(db.select(AuditEntry.what)))


def test_a_file_that_cannot_be_read_is_refused_by_its_reason(desk: At, road: Road) -> None:
    path = handed_in(road, b"%PDF-1.7 nothing")
    answer = desk("handler").get(path)

    assert answer.status_code == 409
    assert "文件已损坏，打不开，不能遮盖。请重新制作。" in text_of(answer)


def test_the_case_s_page_leads_to_covering(desk: At, road: Road) -> None:
    path = handed_in(road)

    assert path in desk("handler").get(f"/desk/requests/{road.reference}").get_data(as_text=True)
