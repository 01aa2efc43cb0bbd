"""更正自身信息 as a citizen's browser goes it: asking, the receipt, following, the letter."""

from io import BytesIO

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Attachment, Case, Purpose, RecordCorrection
from casework.services.office import Office
from tests.correction_road import CorrectionRoad
from tests.letters.paper import read
from tests.web.portal.road import PNG, Browser, code_on, text_of

FORM = "/corrections/apply/person"
GIVEN = {
    "name": "张示范",
    "identity_document": "resident_card",
    "identity_number": "999999199001010016",
    "phone": "00012345678",
    "record": "2024年取水许可登记的姓名",
    "wrong": "张示凡",
    "right": "张示范",
}
BODY = {
    **GIVEN,
    "kind": "business",
    "identity_document": "other",
    "identity_number": "示范000001",
    "representative": "王䶮",
    "contact_person": "李示范",
}


@pytest.fixture
def path(office: Office, staff: dict[str, Actor], agency_id: int) -> CorrectionRoad:
    return CorrectionRoad(office, staff, agency_id)


def post(browser: Browser, fields: dict[str, object], *files: str, to: str = FORM) -> TestResponse:
    """Send the form with a picture in each of some file fields."""
    pictures = {name: FileStorage(BytesIO(PNG), f"{name}.png") for name in files}
    keys = {**browser.keys(to), **fields}
    # Encoded in memory: the client would leave a large body's temporary file open.
    boundary, body = encode_multipart({**keys, **pictures})
    media_type = f"multipart/form-data; boundary={boundary}"
    return browser.client.post(to, data=body, content_type=media_type)


def filed(browser: Browser) -> tuple[str, str]:
    answer = post(browser, dict(GIVEN), "identity", "evidence")
    receipt = answer.headers["Location"]
    return receipt.split("/")[2], code_on(browser.get(receipt))


def count() -> int:
    return db.session.scalar(db.select(db.func.count()).select_from(Case)) or 0


@pytest.mark.parametrize("who", ["person", "organisation"])
def test_the_way_begins_on_the_home_page(browser: Browser, who: str) -> None:
    assert 'href="/corrections"' in browser.get("/").text
    assert f'href="/corrections/apply/{who}"' in browser.get("/corrections").text
    assert "哪一项记录" in text_of(browser.get(f"/corrections/apply/{who}"))


def test_the_receipt_shows_reference_and_code_and_the_code_opens_it(
    browser: Browser, app: Flask
) -> None:
    reference, code = filed(browser)
    browser = Browser(app.test_client())
    answer = browser.open(reference, code)
    page = text_of(browser.get(answer.headers["Location"]))

    assert reference == "SFSW-2026-G000001"
    assert answer.headers["Location"] == f"/corrections/{reference}"
    assert "还没有确认收到" in page
    assert f'href="/corrections/{reference}"' in browser.get("/track").text


def test_a_body_asks_too(browser: Browser) -> None:
    to = "/corrections/apply/organisation"
    answer = post(browser, dict(BODY), "identity", "evidence", to=to)
    asked = db.session.scalars(db.select(RecordCorrection)).one()

    assert answer.status_code == 303
    assert asked.applicant.representative == "王䶮"


def test_the_evidence_is_kept_with_the_case(browser: Browser) -> None:
    filed(browser)
    kept = db.session.scalars(db.select(Attachment.purpose).order_by(Attachment.id)).all()

    assert kept == [Purpose.IDENTITY, Purpose.EVIDENCE]


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("record", "请写明是哪一项记录"),
        ("wrong", "请写明记录中不准确的内容"),
        ("right", "请写明准确的内容应当是什么"),
        ("name", "请填写姓名"),
        ("phone", "请填写联系电话"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    browser: Browser, missing: str, said: str
) -> None:
    answer = post(browser, {**GIVEN, missing: " "}, "identity", "evidence")

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "999999199001010016" in answer.text
    assert count() == 0


def test_without_evidence_nothing_is_asked(browser: Browser) -> None:
    answer = post(browser, dict(GIVEN))
    said = text_of(answer)

    assert answer.status_code == 422
    assert "请上传身份证明" in said
    assert "请上传证明记录不准确的材料（条例第四十一条）" in said


def test_files_need_not_be_sent_again(browser: Browser) -> None:
    again = post(browser, {**GIVEN, "right": ""}, "identity", "evidence")
    answer = post(browser, dict(GIVEN))

    assert "identity.png" in text_of(again)
    assert answer.status_code == 303
    assert count() == 1


def test_a_form_sent_twice_is_one_case(browser: Browser) -> None:
    keys = browser.keys(FORM)
    first = post(browser, {**GIVEN, **keys}, "identity", "evidence")
    second = post(browser, {**GIVEN, **keys}, "identity", "evidence")

    assert first.headers["Location"] == second.headers["Location"]
    assert count() == 1

    changed = post(browser, {**GIVEN, **keys, "right": "张示帆"}, "identity", "evidence")

    assert changed.status_code == 409
    assert "已经提交过" in text_of(changed)


def test_the_code_is_shown_to_whoever_filed_and_to_nobody_later(
    browser: Browser, app: Flask
) -> None:
    reference, code = filed(browser)
    later = Browser(app.test_client())
    later.open(reference, code)

    assert code not in later.get(f"/corrections/{reference}/receipt").text


def test_the_receipt_is_fetched_as_a_file_without_the_code(browser: Browser) -> None:
    reference, code = filed(browser)
    page = browser.get(f"/corrections/{reference}/receipt").text
    receipt = browser.get(f"/corrections/{reference}/receipt.pdf")

    assert f'href="/corrections/{reference}/receipt.pdf"' in page
    assert receipt.data.startswith(b"%PDF")
    assert receipt.headers["Content-Disposition"].startswith("attachment")
    assert code not in read(receipt.data)


def test_the_target_date_and_the_letter_are_there(
    browser: Browser, path: CorrectionRoad, office: Office
) -> None:
    path.start()
    browser.open(path.reference, path.code)
    page = f"/corrections/{path.reference}"

    assert "2026年3月30日" in text_of(browser.get(page))

    path.answer()
    shown = browser.get(page)
    letter_id = path.see().letters[0][0].id
    address = f"{page}/letters/{letter_id}.pdf"
    letter = browser.client.get(address, buffered=True)

    assert address in shown.text
    assert "已经答复您" in text_of(shown)
    assert "水资源科" in text_of(shown)
    assert "示例handler" not in shown.text
    assert letter.data.startswith(b"%PDF")
    assert browser.get(f"{page}/letters/{letter_id + 1}.pdf").status_code == 404


def test_its_applicant_withdraws_it(browser: Browser, path: CorrectionRoad) -> None:
    path.start()
    browser.open(path.reference, path.code)
    form = f"/corrections/{path.reference}/withdrawal"
    empty = browser.send(form)
    done = browser.send(form, statement="不再需要", confirmed="y")
    page = browser.get(done.headers["Location"])

    assert empty.status_code == 422
    assert "撤回了" in text_of(page)
    assert browser.get(form).status_code == 303


def test_what_ended_meanwhile_is_not_withdrawn(browser: Browser, path: CorrectionRoad) -> None:
    path.start()
    browser.open(path.reference, path.code)
    form = f"/corrections/{path.reference}/withdrawal"
    keys = browser.keys(form)
    path.answer()
    answer = browser.client.post(form, data={**keys, "statement": "不再需要", "confirmed": "y"})

    assert answer.status_code == 409


@pytest.mark.parametrize("page", ["", "/receipt", "/withdrawal", "/letters/1.pdf"])
def test_without_its_code_nobody_sees_it(browser: Browser, path: CorrectionRoad, page: str) -> None:
    path.file()
    answer = browser.get(f"/corrections/{path.reference}{page}")

    assert answer.headers["Location"] == f"/track?reference={path.reference}"


def test_a_code_that_was_replaced_opens_it_no_more(browser: Browser, path: CorrectionRoad) -> None:
    path.file()
    browser.open(path.reference, path.code)
    db.session.scalars(db.select(RecordCorrection)).one().code_hash = "0" * 64
    db.session.commit()

    assert browser.get(f"/corrections/{path.reference}").status_code == 303


def test_the_pages_read_in_english(browser: Browser, path: CorrectionRoad) -> None:
    path.start()
    browser.open(path.reference, path.code)
    browser.get("/language/en")
    page = browser.get(f"/corrections/{path.reference}")

    assert page.status_code == 200
    assert 'lang="en"' in page.text
