"""文书核验: whoever holds a letter learns whether it was issued, and nothing that is not on it."""

import re
from html import unescape
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from casework.domain.disclosure import facts
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.vocabulary import Action
from casework.persistence.database import Base, db
from casework.persistence.models import Letter
from tests.letters.paper import read
from tests.people import PERSON
from tests.road import Road
from tests.web.desk.browser import keys_on, text_of

PATH = "/verify"


@pytest.fixture
def letter(road: Road) -> Letter:
    """A decision that was signed."""
    road.start()
    road.sign()
    (found,) = (one for one, _ in road.see().letters if one.kind is LetterKind.D09)
    return found


def code_of(letter: Letter) -> str:
    """The code as it is printed on the letter."""
    return str(letter.facts["verification"]["code"])


def hand_in(client: FlaskClient, path: str, content: bytes) -> TestResponse:
    sent: dict[str, object] = dict(keys_on(client.get(path)))
    boundary, body = encode_multipart({**sent, "file": FileStorage(BytesIO(content), "letter.pdf")})
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(path, data=body, content_type=kind)


def test_a_letter_bears_its_code_and_the_address_that_checks_it(letter: Letter) -> None:
    said = re.sub(r"[\s-]", "", read(letter.pdf))  # it stands in two lines

    assert f"核验码：{code_of(letter).replace('-', '')}" in said
    assert "http://127.0.0.1:8000/verify" == letter.facts["verification"]["address"]


def test_the_code_itself_is_not_stored_in_clear(letter: Letter) -> None:
    stored = db.session.connection().exec_driver_sql("SELECT * FROM letter").all()

    assert letter.code_index is not None
    assert code_of(letter) not in str(stored)
    assert code_of(letter).replace("-", "") not in str(stored)


def test_a_code_shows_what_is_on_the_letter_s_face_and_nothing_else(
    client: FlaskClient, letter: Letter
) -> None:
    page = text_of(client.get(f"{PATH}/{code_of(letter)}"))

    assert (
        "发文机关 示范市水务局 文书 政府信息公开申请答复书 文号 示水公开复〔2026〕1号 "
        f"印发日期 2026年3月2日 PDF文件的校验值（SHA-256） {letter.sha256}"
    ) in page
    for unsaid in (PERSON.name, letter.facts["reference"], "2000—2023年", "予以公开"):
        assert unsaid not in page


@pytest.mark.parametrize("typed", ["lower", "bare", "spaced"])
def test_a_code_is_found_however_it_is_typed(
    client: FlaskClient, letter: Letter, typed: str
) -> None:
    code = code_of(letter)
    said = {"lower": code.lower(), "bare": code.replace("-", ""), "spaced": f" {code} "}[typed]
    answer = client.get(PATH, query_string={"code": said})

    assert (303, f"{PATH}/{code}") == (answer.status_code, answer.headers["Location"])


def test_nothing_typed_is_said_beside_the_field(client: FlaskClient) -> None:
    answer = client.get(f"{PATH}?code=%20")

    assert 422 == answer.status_code
    assert "请填写文书上印的核验码" in text_of(answer)


@pytest.mark.parametrize("code", ["ABCD-EFGH-JKMN-PQRS-TUVW", "x", "-", "é" * 200, "0" * 9999])
def test_a_code_of_no_letter_finds_none(client: FlaskClient, letter: Letter, code: str) -> None:
    assert 404 == client.get(f"{PATH}/{code}").status_code


def test_a_recalled_letter_is_said_to_be_void(client: FlaskClient, road: Road) -> None:
    road.start()
    road.sign()
    (recalled,) = (one for one, _ in road.see().letters if one.kind is LetterKind.D09)
    road.do(Action.RECALL, facts.Recall("误写了年份"), "approver")
    page = text_of(client.get(f"{PATH}/{code_of(recalled)}"))

    assert "已于2026年3月2日收回，文号作废" in page
    assert "误写了年份" not in page


def test_the_file_that_was_issued_agrees_and_any_other_does_not(
    client: FlaskClient, letter: Letter
) -> None:
    path = f"{PATH}/{code_of(letter)}"
    same, other = hand_in(client, path, letter.pdf), hand_in(client, path, letter.pdf + b"\n")

    assert "与本机关发出的文书完全一致" in text_of(same)
    assert "不是本机关发出的那份PDF文件" in text_of(other)


def test_nothing_that_is_handed_in_is_kept(client: FlaskClient, letter: Letter) -> None:
    def rows() -> dict[str, int]:
        count = db.func.count()
        return {
            table.name: db.session.execute(db.select(count).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }

    before = rows()
    hand_in(client, f"{PATH}/{code_of(letter)}", b"%PDF-1.7 somebody's paper")

    assert before == rows()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(b"", "请选择文件", id="none"),
        pytest.param(bytes(2 * 1024 * 1024 + 1), "文件超过2 MB", id="large"),
    ],
)
def test_what_cannot_be_compared_is_said_beside_the_field(
    client: FlaskClient, letter: Letter, content: bytes, fault: str
) -> None:
    path = f"{PATH}/{code_of(letter)}"
    answer = (
        hand_in(client, path, content)
        if content
        else client.post(path, data=keys_on(client.get(path)))
    )

    assert 422 == answer.status_code
    assert fault in text_of(answer)


def test_no_search_engine_lists_these_pages(client: FlaskClient, letter: Letter) -> None:
    for path in (PATH, f"{PATH}/{code_of(letter)}", f"{PATH}/X"):
        answer = client.get(path)

        assert "noindex, nofollow" == answer.headers["X-Robots-Tag"]
        assert '<meta name="robots" content="noindex, nofollow">' in unescape(answer.text)


def test_each_letter_has_a_code_of_its_own(road: Road) -> None:
    road.start()
    road.sign()
    codes = {code_of(letter) for letter, _ in road.see().letters}

    assert 2 == len(codes)
