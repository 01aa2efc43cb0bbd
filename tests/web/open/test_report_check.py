"""年度报告核对: pasted or sent, judged on the spot, marked in words, and nothing is kept."""

import re
from html import unescape
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from casework.persistence.database import Base, db
from tests.domain.reports.forms import FOLDER
from tests.web.desk.browser import keys_on

PATH = "/report-check"
TEXT = (FOLDER / "table3.csv").read_text("utf-8")
BROKEN = TEXT.replace("予以公开,5345", "予以公开,5346")


def hand_in(client: FlaskClient, **fields: str | bytes) -> tuple[int, str]:
    """Send the form: bytes as files, the rest as text; the status and the page's words."""
    sent: dict[str, object] = dict(keys_on(client.get(PATH)))
    for name, value in fields.items():
        sent[name] = (
            FileStorage(BytesIO(value), "report.csv") if isinstance(value, bytes) else value
        )
    boundary, body = encode_multipart(sent)  # the client itself would leave a file of its own open
    kind = f"multipart/form-data; boundary={boundary}"
    answer = client.post(PATH, data=body, content_type=kind)
    words = re.sub(r"<[^>]*>", " ", answer.get_data(as_text=True))
    return answer.status_code, re.sub(r"\s+", " ", unescape(words))


def test_the_page_asks_for_a_report(client: FlaskClient) -> None:
    answer = client.get(PATH)

    assert 200 == answer.status_code
    assert "只当场核对，不保存您交来的内容" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"file": TEXT.encode("gbk")}, id="a file"),
        pytest.param({"text": TEXT.replace(",", "\t")}, id="a pasted table"),
        pytest.param({"file": (FOLDER / "form_2021.html").read_bytes()}, id="a page"),
    ],
)
def test_a_sound_report_passes(client: FlaskClient, fields: dict[str, str | bytes]) -> None:
    status, page = hand_in(client, **fields)

    assert 200 == status
    assert "勾稽关系全部成立" in page
    assert "一、本年新收政府信息公开申请数量 13612 252 0 45 128 32 14069" in page


def test_the_cells_that_break_an_identity_say_so_in_words(client: FlaskClient) -> None:
    status, page = hand_in(client, text=BROKEN)

    assert 200 == status
    assert "有2处勾稽关系不成立" in page
    assert "S-2 各项办理结果之和，等于办理结果总计 （七）总计 自然人 13365 13364" in page
    assert "（一）予以公开 5346 可能有误，改为5345 129 0 41 19 14 5548 S-3 不成立" in page
    assert "（七）总计 13364 S-2 不成立" in page
    assert "可能只错了一格：行“（一）予以公开”，列“自然人”，填报5346，改为5345就全部成立" in page


def test_rows_of_an_identity_are_named_by_the_first_and_the_last(client: FlaskClient) -> None:
    no_sum = "\n".join(line for line in TEXT.splitlines() if "(七)" not in line)
    _status, page = hand_in(client, text=no_sum.replace("办理,783", "办理,784"))

    assert "（一）予以公开至四、结转下年度继续办理" in page


def test_tables_in_the_form_of_2019_and_table_4_are_shown(client: FlaskClient) -> None:
    status, page = hand_in(client, file=(FOLDER / "form_2019.html").read_bytes())

    assert 200 == status
    assert "没有分项（2019年格式），按一项核对：（六）其他处理" in page
    assert "（六）其他处理 0 0 0 0 0 0 0 （七）总计" in page
    assert "（一）予以公开 258 12 0 0 1 1 未填" in page
    assert "行政复议 5 0 0 2 7" in page


def test_last_years_report_is_compared(client: FlaskClient) -> None:
    _status, page = hand_in(client, file=TEXT.encode(), before=TEXT.encode())

    assert "S-4 上年结转，等于上一年度报告的结转下年度继续办理" in page
    assert "二、上年结转政府信息公开申请数量 535 S-4 不成立" in page


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        pytest.param({}, "请选择文件，或者在下面粘贴表格", id="nothing"),
        pytest.param({"file": b"x", "text": "x"}, "不要两样都填", id="both"),
        pytest.param({"text": "没有表格"}, "没有找到表三", id="no table"),
        pytest.param({"file": b"%PDF-1.7"}, "这是 PDF 文件", id="a PDF"),
        pytest.param({"file": b"1" * 2_097_153}, "文件超过2 MB", id="too large"),
        pytest.param({"text": TEXT.replace("秘密,13", "秘密,甲")}, "一格“甲”不是数字", id="a word"),
        pytest.param({"text": TEXT, "before": b"%PDF-1.7"}, "这是 PDF 文件", id="last year's"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(
    client: FlaskClient, fields: dict[str, str | bytes], fault: str
) -> None:
    status, page = hand_in(client, **fields)

    assert 422 == status
    assert "有错误需要改正" in page
    assert fault in page


def test_what_was_pasted_is_kept_in_its_box(client: FlaskClient) -> None:
    assert "三(一)予以公开,5346" in hand_in(client, text=BROKEN)[1]


def test_hostile_text_is_shown_as_text(client: FlaskClient) -> None:
    sent = {**keys_on(client.get(PATH)), "text": TEXT.replace("秘密,13", "秘密,<script>1")}
    page = client.post(PATH, data=sent).get_data(as_text=True)

    assert "<script>1" not in page
    assert "&lt;script&gt;1" in page


def test_nothing_is_stored(app: Flask, client: FlaskClient) -> None:
    def rows() -> list[int]:
        count = db.func.count()
        return [
            int(db.session.scalar(db.select(count).select_from(table)) or 0)
            for table in Base.metadata.sorted_tables
        ]

    before = rows()
    hand_in(client, file=BROKEN.encode())

    assert before == rows()


def test_an_english_reader_is_answered_in_english_words(client: FlaskClient) -> None:
    client.get("/language/en")

    assert 200 == hand_in(client, text=BROKEN)[0]
