"""What a hostile visitor tries, and what must not come of it."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from uuid import uuid4
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from casework.adapters.messages import MemoryMessenger
from casework.adapters.uploads import Upload, inspect
from casework.app import create_app
from casework.domain.disclosure import facts
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.leaves import Granted
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action
from casework.domain.workflow import Refused
from casework.persistence.database import Base, db
from casework.persistence.models import Agency, Attachment, Case, CaseEvent, Purpose
from casework.services import attachments, outbox
from casework.services.codes import hash_of
from casework.services.disclosure import filing
from casework.services.disclosure.acts import Order, act
from casework.services.office import Office
from casework.web.safety import limiter
from config import Misconfigured, Settings, read_settings
from tests.people import PERSON, application
from tests.road import Road
from tests.web.desk.browser import PNG, Desk, at_desk, keys_on
from tests.web.portal.road import Browser

HOSTILE = "\"'><script>alert(7)</script>{{7*7}}${7*7}"
# Applicant's particulars that stand nowhere else, as they are typed.
SECRETS = {
    "name": "鹄鹂鹭",
    "identity_number": "999999199001010016",
    "phone": "00077788899",
    "email": "guliliu@shifan.example",
    "address": "鸬鹚巷77号",
}
LIMIT = 1024 * 1024


class Scripts(HTMLParser):
    """Finds what a browser would run, or take as an element's handler."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script"
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self._inside and data.strip():
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


@pytest.fixture
def hostile_road(road: Road) -> Road:
    """A request whose every typed word is hostile, all the way to its rating."""
    person = replace(PERSON, name=HOSTILE, address=HOSTILE, postcode=HOSTILE)
    request = replace(application(person, HOSTILE), description=HOSTILE, document_number=HOSTILE)
    road.start(request)
    notice = facts.ClarificationNotice((HOSTILE, HOSTILE), road.today + timedelta(days=15))
    road.do(Action.ASK_CLARIFICATION, notice, "handler")
    clarified = facts.Clarification(HOSTILE, ReceiptChannel.ONLINE, road.today)
    road.do(Action.CLARIFY, clarified, "applicant")
    road.do(Action.PROPOSE_EXTENSION, facts.Extension(5, HOSTILE), "handler")
    road.do(Action.EXTEND, facts.Extension(5, HOSTILE), "approver")
    draft = facts.DraftDecision(Outcome.GRANTED, Granted(HOSTILE, HOSTILE))
    upload = Upload(f"{HOSTILE}.png", PNG, "image/png")
    paper = attachments.keep(road.office, upload, Purpose.SUPPLIED)
    order = Order(Action.DRAFT_DECISION, draft, uuid4().hex, papers=(paper,))
    act(road.office, road.reference, order, road.staff["handler"])
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(HOSTILE), "handler")
    road.do(Action.RETURN, facts.Return(HOSTILE), "reviewer")
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(HOSTILE), "handler")
    road.do(Action.PASS_REVIEW, facts.SecrecyReview(HOSTILE), "reviewer")
    road.do(Action.SIGN, facts.Signature(HOSTILE), "approver")
    service = facts.Service(facts.ServiceWay.ELECTRONIC, road.today, HOSTILE)
    road.do(Action.SERVE, service, "handler")
    road.do(Action.RATE, facts.Rating(1, HOSTILE), "applicant")
    road.do(Action.REISSUE_CODE, facts.IdentityCheck(HOSTILE), "clerk")
    return road


@dataclass(slots=True)
class Filed:
    """An application that was filed in a browser, and the browser."""

    browser: Browser
    reference: str
    code: str


@pytest.fixture
def filed(client: FlaskClient) -> Filed:
    browser = Browser(client)
    return Filed(browser, *browser.file(**SECRETS))


def pages_from(client: FlaskClient, *starts: str) -> Iterator[TestResponse]:
    """Every answer that links lead to from some pages, each address once."""
    todo, seen = list(starts), set(starts)
    while todo:
        answer = client.get(todo.pop(), buffered=True)
        yield answer
        if answer.mimetype != "text/html":
            continue
        for link in re.findall(r'href="(/[^"#]*)', answer.text):
            path = link.replace("&amp;", "&")
            if path not in seen and not path.startswith(("/calendar", "/language", "/large-type")):
                seen.add(path)
                todo.append(path)


def forms(app: Flask) -> list[str]:
    """The address of every route that takes what is posted."""
    parts = {"reference": "SFSW-2026-000001", "action": "assign", "outcome": "granted"}
    with app.test_request_context():
        built = [
            # What has no word of its own here is a number.
            rule.build({name: {**parts, "who": "person"}.get(name, 1) for name in rule.arguments})
            for rule in app.url_map.iter_rules()
            if "POST" in (rule.methods or ())
        ]
    return [address[1] for address in built if address is not None]


def everything_stored(app: Flask) -> str:
    """Every value of every table as the database itself holds it."""
    stored: list[str] = []
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(text(f'SELECT * FROM "{table.name}"')):  # noqa: S608
            for value in row:
                is_sealed = isinstance(value, bytes | memoryview)
                stored.append(bytes(value).decode("utf-8", "replace") if is_sealed else str(value))
    return "\n".join(stored)


def test_what_is_typed_runs_on_no_page_of_the_desk(app: Flask, hostile_road: Road) -> None:
    at = f"/desk/requests/{hostile_road.reference}"
    handler = at_desk(app, "handler")
    handler.post(f"{at}/reveal", **handler.keys(at))
    answers = list(pages_from(handler.client, at, "/desk/", "/desk/cases", f"{at}/preview"))

    assert HOSTILE in "".join(_shown(answer) for answer in answers)
    assert [] == [script for answer in answers for script in _scripts(answer)]
    assert {200} == {answer.status_code for answer in answers} - {303, 404, 409}


def test_what_is_typed_runs_on_no_page_of_the_portal(
    client: FlaskClient, hostile_road: Road
) -> None:
    _set_code(hostile_road)
    Browser(client).open(hostile_road.reference, hostile_road.code)
    answers = list(pages_from(client, f"/requests/{hostile_road.reference}", "/track"))

    assert HOSTILE in "".join(_shown(answer) for answer in answers)
    assert [] == [script for answer in answers for script in _scripts(answer)]


@pytest.mark.parametrize(
    "path", ["/apply/person", "/apply/organisation", "/track", "/desk/sign-in"]
)
def test_a_form_shows_again_what_was_typed_and_runs_nothing(client: FlaskClient, path: str) -> None:
    keys = keys_on(client.get(path))
    names = re.findall(r' name="([a-z_]+)"', client.get(path).text)
    typed = {name: HOSTILE for name in names if name not in keys}
    answer = client.post(path, data={**typed, **keys})

    assert answer.status_code in {409, 422}
    assert _scripts(answer) == []


def test_an_address_that_does_not_exist_runs_nothing(client: FlaskClient) -> None:
    answer = client.get(f"/{HOSTILE}?x={HOSTILE}")

    assert 404 == answer.status_code
    assert _scripts(answer) == []


def test_nothing_posted_without_its_token_is_done(app: Flask, filed: Filed) -> None:
    handler = at_desk(app, "handler")
    before = _numbers()
    for path in forms(app):
        for client in (handler.client, filed.browser.client, app.test_client()):
            answer = client.post(path, data={"key": uuid4().hex, "means": "x", "statement": "x"})
            assert 400 == answer.status_code, path

    assert before == _numbers()
    assert handler.get("/desk/").status_code == 200, "and nobody was signed out"


def test_a_token_of_another_browser_does_not_count(app: Flask, client: FlaskClient) -> None:
    stolen = keys_on(app.test_client().get("/track"))
    client.get("/track")
    answer = client.post("/track", data={**stolen, "reference": "a", "code": "b"})

    assert 400 == answer.status_code


def test_a_forged_posting_takes_nobodys_session_away(app: Flask) -> None:
    """Across sites a browser sends no cookie along, but would take the answer's."""
    for path in (*forms(app), "/nowhere", "/desk/nowhere"):
        answer = app.test_client().post(path, data={"a": "b"})
        assert "Set-Cookie" not in answer.headers, path


def test_the_session_is_out_of_reach_of_scripts_and_other_sites(client: FlaskClient) -> None:
    cookie = client.get("/language/en").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie


def test_in_production_the_session_goes_over_https_only(app: Flask, office: Office) -> None:
    app.config["SESSION_COOKIE_SECURE"] = True
    try:
        cookie = app.test_client().get("/language/en").headers["Set-Cookie"]
    finally:
        app.config["SESSION_COOKIE_SECURE"] = False

    assert "Secure" in cookie


def test_every_answer_is_guarded(app: Flask, filed: Filed) -> None:
    browser = filed.browser
    paths = [
        f"/requests/{filed.reference}",
        f"/requests/{filed.reference}/receipt.pdf",
        "/apply/person",
        "/desk/sign-in",
        "/desk/",
        "/nowhere",
        "/calendar/1",
    ]
    for answer in [*(browser.get(path) for path in paths), browser.client.post("/track")]:
        headers = answer.headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "nosniff" == headers["X-Content-Type-Options"]
        assert "same-origin" == headers["Referrer-Policy"]
        assert "no-store" == headers["Cache-Control"]


def test_an_answer_that_others_may_keep_carries_no_session(app: Flask, filed: Filed) -> None:
    for client in (filed.browser.client, at_desk(app, "handler").client):
        for path in ("/statistics", "/statistics.csv", "/statistics.json"):
            answer = client.get(path)
            assert "public" in answer.headers["Cache-Control"]
            assert "Set-Cookie" not in answer.headers


def test_a_page_that_others_may_keep_says_nothing_of_who_asked_first(
    app: Flask, filed: Filed
) -> None:
    first = filed.browser.get("/statistics?year=2026&x=鹄鹂鹭")
    second = app.test_client().get("/statistics?year=2026")

    assert "鹄鹂鹭" in unquote(first.text)
    assert "鹄鹂鹭" not in unquote(second.text)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "a\"'><b"])
def test_no_answer_repeats_the_host_that_was_named(client: FlaskClient, host: str) -> None:
    for path in ("/", "/track", "/desk/", "/language/en?back=/", "/statistics.json"):
        answer = client.get(path, headers={"Host": host, "X-Forwarded-Host": host})
        assert "evil.example" not in f"{answer.headers}{answer.text}", path


@pytest.fixture
def named(settings: Settings, files: Path) -> Iterator[FlaskClient]:
    """A site that knows by which names it may be asked for."""
    known = replace(settings, hosts="shifan.example, .shuiwu.example", instance=str(files))
    site = create_app(known)
    yield site.test_client()
    with site.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("host", ["evil.example", "shifan.example.evil.example", "127.0.0.1"])
@pytest.mark.parametrize("path", ["/desk", "/track", "/nowhere", "/language/en?back=/"])
def test_a_site_that_is_asked_for_by_another_name_does_not_answer(
    named: FlaskClient, host: str, path: str
) -> None:
    answer = named.get(path, headers={"Host": host})

    assert 400 == answer.status_code
    assert "Location" not in answer.headers
    assert "这不是本站的域名" in answer.text
    assert host not in f"{answer.headers}{answer.text}"


@pytest.mark.parametrize("host", ["shifan.example", "shifan.example:8000", "www.shuiwu.example"])
def test_a_site_answers_by_each_of_its_names(named: FlaskClient, host: str) -> None:
    answer = named.get("/desk", headers={"Host": host})

    assert f"http://{host}/desk/" == answer.headers["Location"]


def test_production_does_not_start_without_the_names_of_its_site() -> None:
    key = b64encode(bytes(32)).decode()
    secrets = {
        "CASEWORK_MODE": "production",
        "CASEWORK_SECRET_KEY": "x" * 32,
        "CASEWORK_ENCRYPTION_KEYS": f"k:{key}",
        "CASEWORK_INDEX_KEY": key,
    }
    with pytest.raises(Misconfigured, match="CASEWORK_HOSTS"):
        read_settings(secrets)
    address = "https://shifan.example"
    named = read_settings(
        {
            **secrets,
            "CASEWORK_HOSTS": "shifan.example",
            "CASEWORK_SITE_URL": address,
            "CASEWORK_MAIL": "none",
        }
    )

    assert ["shifan.example"] == named.trusted_hosts
    for wrong in ("", "http://shifan.example", f"{address}/", "shifan.example", f"{address}/?a"):
        with pytest.raises(Misconfigured, match="CASEWORK_SITE_URL"):
            read_settings(
                {**secrets, "CASEWORK_HOSTS": "shifan.example", "CASEWORK_SITE_URL": wrong}
            )


@pytest.mark.parametrize(
    ("way", "given"),
    [
        ("CASEWORK_MAIL", {}),
        ("CASEWORK_MAIL", {"CASEWORK_MAIL": "console"}),
        ("CASEWORK_MAIL", {"CASEWORK_MAIL": "file"}),
        ("CASEWORK_SMS", {"CASEWORK_MAIL": "none", "CASEWORK_SMS": "console"}),
    ],
)
def test_production_does_not_start_with_a_way_that_tells_nobody(
    way: str, given: dict[str, str]
) -> None:
    key = b64encode(bytes(32)).decode()
    whole = {
        "CASEWORK_MODE": "production",
        "CASEWORK_SECRET_KEY": "x" * 32,
        "CASEWORK_ENCRYPTION_KEYS": f"k:{key}",
        "CASEWORK_INDEX_KEY": key,
        "CASEWORK_HOSTS": "shifan.example",
        "CASEWORK_SITE_URL": "https://shifan.example",
    }
    with pytest.raises(Misconfigured, match=way):
        read_settings({**whole, **given})


def test_what_is_behind_a_door_is_nothing_for_search_engines(app: Flask, filed: Filed) -> None:
    def told(path: str) -> str | None:
        return filed.browser.get(path).headers.get("X-Robots-Tag")

    behind = (f"/requests/{filed.reference}", "/desk/", "/nowhere")
    assert ["noindex"] * 3 == [told(path) for path in behind]
    assert [None] * 3 == [told(path) for path in ("/", "/guide", "/statistics")]


def test_a_citizen_signs_out_of_everything_that_was_open(filed: Filed) -> None:
    browser = filed.browser
    page = browser.get(f"/requests/{filed.reference}").text
    browser.fill(name="鹄鹂鹭")
    sent = dict(re.findall(r'name="(csrf_token)" type="hidden" value="([^"]+)"', page))
    answer = browser.client.post("/leave", data=sent)

    assert 303 == answer.status_code
    assert browser.get(f"/requests/{filed.reference}").status_code == 303
    assert "鹄鹂鹭" not in browser.get("/apply/person").text
    with browser.client.session_transaction() as session:
        assert not session.keys() & {"held", "held_used", "filed", "drafts"}


def test_a_colleague_who_signs_in_holds_no_citizens_case(app: Flask, filed: Filed) -> None:
    Desk(filed.browser.client).sign_in("handler")

    assert filed.browser.get(f"/requests/{filed.reference}").status_code == 303


def test_a_cookie_from_before_signing_in_is_nobodys_afterwards(app: Flask) -> None:
    client = app.test_client()
    client.get("/language/en")
    planted = client.get_cookie("casework")
    Desk(client).sign_in("handler")
    other = app.test_client()
    assert planted is not None
    other.set_cookie("casework", planted.value)

    assert other.get("/desk/").status_code == 303


def test_a_cookie_from_before_signing_out_opens_nothing(app: Flask) -> None:
    handler = at_desk(app, "handler")
    kept = handler.client.get_cookie("casework")
    handler.post("/desk/sign-out", **handler.keys("/desk/"))
    assert kept is not None
    handler.client.set_cookie("casework", kept.value)

    assert handler.get("/desk/").headers["Location"] == "/desk/sign-in?ended=1&next=/desk/"


def test_a_wrong_code_and_an_unknown_reference_are_refused_alike(filed: Filed) -> None:
    browser = filed.browser
    wrong = browser.open(filed.reference, "2222-2222-2222")
    unknown = browser.open("SFSW-2026-999999", "2222-2222-2222")

    assert (409, 409) == (wrong.status_code, unknown.status_code)
    # The attempts left are those of the address, whatever was typed.
    left = re.compile(r"还可以尝试\d+次")
    assert [left.sub("", line) for line in _words(wrong)] == [
        left.sub("", line) for line in _words(unknown)
    ]


def test_no_address_holds_what_a_citizen_typed_or_the_code(filed: Filed) -> None:
    browser = filed.browser
    browser.open(filed.reference, filed.code)
    addresses = unquote("\n".join(browser.seen))

    for secret in (*SECRETS.values(), filed.code, filed.code.replace("-", "")):
        assert secret not in addresses


def test_the_database_shows_no_particulars(app: Flask, filed: Filed, client: FlaskClient) -> None:
    Browser(client).fill(**SECRETS)  # and one that is not yet sent
    stored = everything_stored(app)

    assert filed.reference in stored
    for secret in (*SECRETS.values(), filed.code, filed.code.replace("-", "")):
        assert secret not in stored
    assert "身份证.png" not in stored


def test_no_file_of_the_store_shows_what_is_in_it(app: Flask, office: Office, filed: Filed) -> None:
    kept = [path for path in Path(app.instance_path, "attachments").rglob("*") if path.is_file()]

    assert kept
    assert [] == [path.name for path in kept if b"PNG" in path.read_bytes()]


def test_a_notice_says_that_something_happened_and_never_what(road: Road) -> None:
    person = replace(PERSON, name=SECRETS["name"], address=SECRETS["address"])
    road.start(application(person, "鸬鹚巷的资料"))
    mail = MemoryMessenger()
    telling = replace(road.office, mail=mail)
    for message_id in outbox.waiting(telling):
        outbox.deliver(telling, message_id)

    said = "".join(message.subject + message.body for message in mail.sent)
    assert said
    for secret in ("鹄", "鸬鹚", PERSON.identity_number, PERSON.phone, road.code):
        assert secret not in said


def test_the_log_of_a_whole_journey_names_nobody(
    app: Flask, filed: Filed, capsys: pytest.CaptureFixture[str]
) -> None:
    filed.browser.open(filed.reference, filed.code)
    filed.browser.open(filed.reference, "2222-2222-2222")
    filed.browser.get(f"/{SECRETS['name']}?{SECRETS['phone']}")
    filed.browser.fill(**{**SECRETS, "phone": "x"})
    handler = at_desk(app, "handler")
    at = f"/desk/requests/{filed.reference}"
    handler.post(f"{at}/reveal", **handler.keys(at))
    handler.get(at)
    handler.get(f"/desk/cases?reference={SECRETS['name']}")
    Desk(app.test_client()).sign_in(SECRETS["name"], SECRETS["phone"])
    logged = "".join(capsys.readouterr())

    assert "request" in logged
    for secret in (*SECRETS.values(), filed.code):
        assert secret not in logged


def test_a_fault_while_filing_is_logged_without_what_was_filed(
    app: Flask,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """PostgreSQL says the whole row that it refused: "Failing row contains …"."""
    monkeypatch.setattr(filing, "hash_of", lambda code: None)
    app.testing = False
    try:
        browser = Browser(client)
        browser.fill(**SECRETS, requested_information="鸬鹚巷的资料")
        browser.upload()
        answer = browser.send("/apply/check")
    finally:
        app.testing = True
    logged = "".join(capsys.readouterr())

    assert 500 == answer.status_code
    assert "fault" in logged
    for secret in (*SECRETS.values(), "鸬鹚"):
        assert secret not in logged
        assert secret not in answer.text


def test_a_zip_that_is_called_a_program_is_not_handed_out_as_one(office: Office) -> None:
    """Windows runs x.hta whatever stands before its script; a document may hold one."""
    packed = BytesIO()
    with ZipFile(packed, "w") as container:
        container.writestr("word/document.xml", "<script>new ActiveXObject('x')</script>")
    upload = inspect("证明.hta", packed.getvalue(), LIMIT)

    assert "证明.hta.docx" == attachments.keep(office, upload, Purpose.CLARIFICATION).filename


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("证件.png", "证件.png"),
        ("证件.PNG", "证件.PNG"),
        ("证件", "证件.png"),
        ("", ".png"),
        ("证件.png.exe", "证件.png.exe.png"),
        ("证\u202egnp.exe", "证gnp.exe.png"),
        ("证件\u200b.png", "证件.png"),
    ],
)
def test_a_file_is_named_by_its_content(office: Office, given: str, kept: str) -> None:
    upload = inspect(given, PNG, LIMIT)

    assert kept == attachments.keep(office, upload, Purpose.IDENTITY).filename


def test_an_uploaded_file_is_handed_out_as_what_it_is(app: Flask, filed: Filed) -> None:
    paper_id = db.session.scalars(db.select(Attachment.id)).one()
    handler = at_desk(app, "handler")
    answer = handler.get(f"/desk/requests/{filed.reference}/identity/{paper_id}")

    assert "image/png" == answer.mimetype
    assert "nosniff" == answer.headers["X-Content-Type-Options"]
    assert "no-store" == answer.headers["Cache-Control"]


def test_a_spreadsheet_takes_no_name_for_a_formula(app: Flask, office: Office) -> None:
    db.session.execute(db.update(Agency).values(name="=HYPERLINK(1)"))
    db.session.commit()
    office.agencies.forget()
    lines = app.test_client().get("/statistics.csv").text.splitlines()[1:]

    assert lines
    assert [] == [line for line in lines if line.lstrip('"').startswith(("=", "+", "-", "@"))]


def test_a_key_that_was_used_for_one_act_does_no_other(road: Road) -> None:
    road.start()
    key = uuid4().hex
    check = facts.IdentityCheck("已核验")
    act(road.office, road.reference, Order(Action.REISSUE_CODE, check, key), road.staff["handler"])
    again = Order(Action.WITHDRAW, facts.Withdrawal("撤回"), key)
    act(road.office, road.reference, again, road.staff["handler"])

    assert "withdrawn" == road.see().standing.state.value


def test_a_key_that_a_colleague_used_is_not_used_up_for_others(road: Road) -> None:
    road.start()
    key = uuid4().hex
    check = Order(Action.REISSUE_CODE, facts.IdentityCheck("已核验"), key)
    before = road.see().case.version
    act(road.office, road.reference, check, road.staff["handler"])
    act(road.office, road.reference, check, road.staff["clerk"])

    assert before + 2 == road.see().case.version


def test_a_form_that_was_changed_and_sent_again_is_not_dropped_in_silence(road: Road) -> None:
    """An answer got lost after the commit; the handler mends the text and sends the page again."""
    road.start()
    key, version = uuid4().hex, road.see().case.version
    for days in (5, 20):
        given = facts.Extension(days, "需要汇总各科室的材料")
        order = Order(Action.PROPOSE_EXTENSION, given, key, version)
        try:
            act(road.office, road.reference, order, road.staff["handler"])
        except Refused:
            return

    proposed = road.see().standing.proposed_extension
    assert proposed is not None
    assert 20 == proposed.working_days


def test_a_flood_of_forged_postings_is_cut_off(
    app: Flask, settings: Settings, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each may carry a body of twenty megabytes, which is read before it is found to be forged."""
    monkeypatch.setattr(limiter, "enabled", True)  # and off again for the other tests
    limited = create_app(replace(settings, mode="development", instance=str(files)))
    client = limited.test_client()
    posted = [client.post("/track").status_code for _ in range(301)]
    read = client.get("/track").status_code
    with limited.app_context():
        db.engine.dispose()

    assert {400} == set(posted[:300])
    assert 429 == posted[300]
    assert 200 == read


def test_a_session_signed_with_the_secret_that_everybody_knows_opens_no_production() -> None:
    with pytest.raises(Misconfigured):
        read_settings({"CASEWORK_MODE": "production"})


def _scripts(answer: TestResponse) -> list[str]:
    return Scripts(answer.text).found if answer.mimetype == "text/html" else []


def _shown(answer: TestResponse) -> str:
    if answer.mimetype != "text/html":
        return ""
    return unescape(answer.text)


def _words(answer: TestResponse) -> list[str]:
    shown = re.sub(r'value="[^"]*"', "", answer.text)
    return [line.strip() for line in shown.splitlines() if line.strip()]


def _numbers() -> tuple[int, int]:
    db.session.remove()
    counted = [db.session.scalar(db.select(db.func.count(table.id))) for table in (Case, CaseEvent)]
    return counted[0] or 0, counted[1] or 0


def _set_code(road: Road) -> None:
    """The code was reissued on the road; the applicant has the new one."""
    case = db.session.scalars(db.select(Case).filter_by(reference=road.reference)).one()
    case.disclosure.code_hash = hash_of(road.code)
    db.session.commit()
    db.session.remove()
