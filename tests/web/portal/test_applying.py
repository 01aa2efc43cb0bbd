"""Applying: the fields of 条例 29, nothing typed lost, one case however often it is sent."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from casework.persistence.database import db
from casework.persistence.models import ApplicationDraft, Attachment, Case, Party, Purpose
from tests.web.portal.road import ORGANISATION, PERSON, PNG, Browser, code_on, text_of

_NAMES = re.compile(r'name="([a-z_]+)"')


def number_of(model: type) -> int:
    db.session.rollback()  # what a request has written since is seen only by a new transaction
    return db.session.scalars(select(func.count()).select_from(model)).one()


def twin(app: Flask, client: FlaskClient) -> FlaskClient:
    """Another click of the same browser, with the cookie that it has now."""
    cookie = client.get_cookie("casework")
    assert cookie is not None
    other = app.test_client()
    other.set_cookie("casework", cookie.value)
    return other


@pytest.mark.parametrize(
    ("who", "given"),
    [
        pytest.param("person", PERSON, id="a natural person"),
        pytest.param("organisation", ORGANISATION, id="an organisation"),
    ],
)
def test_the_form_asks_what_article_29_asks_and_for_no_purpose(
    browser: Browser, who: str, given: dict[str, str]
) -> None:
    page = browser.get(f"/apply/{who}").text
    asked = set(_NAMES.findall(page)) - {"viewport", "theme", "format", "csrf_token", "key"}

    assert asked == set(given)


def test_a_wrong_field_keeps_all_that_was_typed(browser: Browser) -> None:
    page = browser.fill(identity_number="999999199001010017", email="没有邮箱")

    assert page.status_code == 422
    for typed in (*PERSON.values(), "999999199001010017", "没有邮箱"):
        if typed not in {PERSON["identity_number"], PERSON["email"]}:
            assert typed in page.text
    assert 'href="#identity_number"' in page.text
    assert 'id="identity_number-error"' in page.text
    assert 'href="#email"' in page.text
    assert "错误：" in page.text.partition("</title>")[0]


def test_what_was_typed_is_there_again_on_another_day_of_the_session(browser: Browser) -> None:
    browser.fill(phone="不是电话")
    page = browser.get("/apply/person").text

    assert "不是电话" in page
    assert PERSON["requested_information"] in page
    assert "govuk-error-summary" not in page


def test_the_applicants_particulars_are_not_carried_to_the_other_form(browser: Browser) -> None:
    browser.fill()
    page = browser.get("/apply/organisation").text

    assert PERSON["requested_information"] in page
    assert PERSON["name"] not in page
    assert PERSON["identity_number"] not in page


def test_without_a_proof_of_identity_there_is_nothing_to_check(browser: Browser) -> None:
    browser.fill()
    page = browser.send("/apply/identity")

    assert page.status_code == 422
    assert "请上传身份证明" in page.text
    assert browser.get("/apply/check").headers["Location"] == "/apply/identity"


@pytest.mark.parametrize(
    ("filename", "content", "said"),
    [
        pytest.param("证件.png", b"MZ\x90\x00" * 40, "只能上传", id="a program under a false name"),
        pytest.param("证件.txt", "身份证".encode(), "只能上传", id="a text"),
        pytest.param("空.png", b"", "请", id="nothing in it"),
        pytest.param("大.png", PNG + b"\0" * (10 * 1024 * 1024), "10 MB", id="too large"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_at_its_field(
    browser: Browser, filename: str, content: bytes, said: str
) -> None:
    browser.fill()
    page = browser.upload(filename, content)

    assert page.status_code == 422
    assert 'href="#files"' in page.text
    assert said in page.text.partition('id="files-error"')[2].partition("</p>")[0]
    assert number_of(Attachment) == 0


def test_a_third_file_is_one_too_many(browser: Browser) -> None:
    browser.fill()
    files = [(BytesIO(PNG), f"{n}.png") for n in range(3)]
    page = browser.send("/apply/identity", files=files)

    assert page.status_code == 422
    assert "一次最多上传2个文件" in page.text


def test_the_uploaded_file_survives_a_change_of_the_form(browser: Browser) -> None:
    browser.fill()
    browser.upload()
    wrong = browser.fill(name="")
    right = browser.fill(name="张更正")

    assert wrong.status_code == 422
    assert right.headers["Location"] == "/apply/check"
    page = text_of(browser.get("/apply/check"))
    assert "张更正" in page
    assert "身份证.png" in page


def test_a_file_once_sent_need_not_be_sent_again(browser: Browser) -> None:
    browser.fill()
    browser.upload()

    assert "身份证.png" in text_of(browser.get("/apply/identity"))
    assert browser.send("/apply/identity").headers["Location"] == "/apply/check"


def test_the_check_shows_every_answer_with_a_way_to_change_it(browser: Browser) -> None:
    browser.fill("organisation")
    browser.upload()
    page = browser.get("/apply/check")
    words = {"business", "other", "electronic", "online", "large_print"}

    for name, typed in ORGANISATION.items():
        assert f'href="/apply/organisation#{name}"' in page.text
        assert typed in words or typed in text_of(page)
    assert 'href="/apply/identity"' in page.text


def test_an_application_is_filed_with_its_proof_and_its_code_opens_it(
    app: Flask, browser: Browser
) -> None:
    reference, code = browser.file("organisation")
    case = db.session.scalars(select(Case)).one()
    party = db.session.scalars(select(Party)).one()
    proof = db.session.scalars(select(Attachment)).one()

    assert reference == case.reference == "SFSW-2026-000001"
    assert (party.name, party.representative) == ("示范市清泉环境有限公司", "王䶮")
    assert (proof.purpose, proof.filename) == (Purpose.IDENTITY, "身份证.png")
    stranger = Browser(app.test_client())
    assert stranger.open(reference, code.lower()).headers["Location"] == f"/requests/{reference}"


def test_a_double_click_is_one_case_and_one_receipt(
    app: Flask, client: FlaskClient, browser: Browser
) -> None:
    browser.fill()
    browser.upload()
    keys = browser.keys("/apply/check")
    second_click = twin(app, client)
    first = client.post("/apply/check", data=keys)
    second = second_click.post("/apply/check", data=keys)

    assert first.headers["Location"] == second.headers["Location"]
    assert number_of(Case) == 1
    receipts = [one.get(first.headers["Location"]) for one in (client, second_click)]
    assert code_on(receipts[0]) == code_on(receipts[1])


def test_the_way_back_from_the_receipt_leads_to_the_receipt(browser: Browser) -> None:
    reference, code = browser.file()
    back = browser.get("/apply/check").headers["Location"]

    assert back == f"/requests/{reference}/receipt"
    assert code_on(browser.get(back)) == code
    assert number_of(Case) == 1


def test_an_application_changed_after_a_cut_connection_is_another_one(
    app: Flask, client: FlaskClient, browser: Browser
) -> None:
    browser.fill()
    browser.upload()
    unanswered = Browser(twin(app, client))
    unanswered.send("/apply/check")
    browser.fill(requested_information="另一份资料")
    browser.send("/apply/check")

    assert number_of(Case) == 2


def test_what_was_changed_since_the_check_is_checked_again(browser: Browser) -> None:
    browser.fill()
    browser.upload()
    keys = browser.keys("/apply/check")
    browser.fill(requested_information="在另一个页面改过的内容")
    page = browser.client.post("/apply/check", data=keys)

    assert page.status_code == 409
    assert "请再核对一遍" in page.text
    assert number_of(Case) == 0


def test_the_draft_is_gone_once_the_receipt_is_seen(browser: Browser) -> None:
    browser.fill()
    before = number_of(ApplicationDraft)
    browser.file()

    assert (before, number_of(ApplicationDraft)) == (1, 0)


def test_the_code_is_shown_for_an_hour_and_not_in_the_pdf_or_a_url(
    browser: Browser, client: FlaskClient
) -> None:
    reference, code = browser.file()
    pdf = browser.get(f"/requests/{reference}/receipt.pdf")

    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF")
    assert code.encode() not in pdf.data
    assert not any(code in path for path in browser.seen)
    client.post("/leave", data={"leave-csrf_token": browser.keys("/apply/person")["csrf_token"]})
    assert browser.get(f"/requests/{reference}/receipt").status_code == 303


def test_leaving_takes_everything_off_a_shared_computer(browser: Browser) -> None:
    reference, _ = browser.file()
    page = browser.get(f"/requests/{reference}").text
    found = re.findall(r'name="(csrf_token)" type="hidden" value="([^"]+)"', page)
    answer = browser.client.post("/leave", data=dict(found))

    assert answer.headers["Location"] == "/"
    assert browser.get(f"/requests/{reference}").status_code == 303
    assert browser.get("/apply/check").headers["Location"] == "/apply"


def test_an_application_without_forgery_protection_is_not_taken(client: FlaskClient) -> None:
    answer = client.post("/apply/person", data=PERSON)

    assert answer.status_code == 400
    assert number_of(ApplicationDraft) == 0


def test_a_body_past_the_limit_costs_nothing_that_was_typed(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.fill()
    keys = browser.keys("/apply/identity")
    with monkeypatch.context() as patch:
        patch.setitem(app.config, "MAX_CONTENT_LENGTH", 500)
        answer = browser.client.post("/apply/identity", data={**keys, "more": "大" * 500})

    assert answer.status_code == 413
    assert "文件太大" in answer.text
    assert PERSON["requested_information"] in browser.get("/apply/person").text


def test_every_step_leads_to_the_first_that_is_not_yet_right(browser: Browser) -> None:
    nothing_typed = [
        browser.get("/apply/identity").headers["Location"],
        browser.get("/apply/check").headers["Location"],
        browser.client.post("/apply/check", data=browser.keys("/track")).headers["Location"],
    ]
    browser.fill()
    browser.upload()
    browser.fill(phone="不是电话")

    assert nothing_typed == ["/apply", "/apply", "/apply"]
    assert browser.get("/apply/check").headers["Location"] == "/apply/person"
    assert "继续填写" in browser.get("/apply").text


def test_a_document_is_no_picture_of_a_proof_of_identity(browser: Browser) -> None:
    container = BytesIO()
    with ZipFile(container, "w") as document:
        document.writestr("word/document.xml", "<w/>")
    browser.fill()
    page = browser.upload("身份证.docx", container.getvalue())

    assert page.status_code == 422
    assert "身份证.docx：只能上传PDF、JPG或者PNG文件" in page.text


def test_a_receipt_opened_by_the_code_does_not_show_it_again(app: Flask, browser: Browser) -> None:
    reference, code = browser.file()
    later = Browser(app.test_client())
    later.open(reference, code)
    page = later.get(f"/requests/{reference}/receipt")

    assert reference in page.text
    assert code not in page.text
    assert "查询码遗失怎么办" in page.text
