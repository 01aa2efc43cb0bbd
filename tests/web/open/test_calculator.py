"""期限计算器: the vectors' dates from a form, reasons in words, faults beside their fields."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from casework.domain.calendar import load_calendar
from casework.domain.disclosure.receipt import ReceiptChannel

Fields = dict[str, str]


def query(**fields: str) -> MultiDict[str, str]:
    """Dates are written 2026-1-26 here, and sent in three boxes, as the form does."""
    sent: MultiDict[str, str] = MultiDict({"channel": "in_person"})
    for name, value in fields.items():
        key = re.sub(r"^(event_\d)_", r"\1-", name)
        if re.fullmatch(r"\d+-\d+-\d+", value):
            sent.setlist(key, value.split("-"))
        else:
            sent[key] = value
    return sent


def ask(client: FlaskClient, **fields: str) -> tuple[int, str]:
    answer = client.get("/calculator", query_string=query(**fields))
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.get_data(as_text=True)))
    return answer.status_code, page


def happened(number: int, what: str, on: str) -> Fields:
    return {f"event_{number}_happening": what, f"event_{number}_on": on}


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        pytest.param({"submitted_on": "2026-9-11"}, "2026年10月15日（星期四）", id="A26"),
        pytest.param({"submitted_on": "2023-4-22"}, "2023年5月22日（星期一）", id="B01"),
        pytest.param(
            {"channel": "online", "submitted_on": "2025-10-2", "settled_on": "2025-10-2"},
            "2025年11月4日（星期二）",
            id="B04",
        ),
        pytest.param(
            {"channel": "ordinary_mail", "submitted_on": "2026-3-2", "settled_on": "2026-3-5"},
            "2026年4月2日（星期四）",
            id="B08",
        ),
        pytest.param(
            {"channel": "registered_mail", "settled_on": "2022-3-31"},
            "2022年4月28日（星期四）",
            id="A09",
        ),
        pytest.param(
            {
                "submitted_on": "2024-1-15",
                **happened(1, "correction_notice_issued", "2024-1-19"),
                **happened(2, "corrected_application_received", "2024-2-19"),
            },
            "2024年3月18日（星期一）",
            id="C06",
        ),
        pytest.param(
            {
                "submitted_on": "2026-1-26",
                **happened(2, "third_party_letter_received", "2026-2-5"),
                **happened(1, "third_party_letter_issued", "2026-2-3"),
            },
            "2026年3月24日（星期二）",
            id="D06",
        ),
        pytest.param(
            {"submitted_on": "2025-9-8", "extended_on": "2025-9-30", "extended_by": "20"},
            "2025年11月7日（星期五）",
            id="F02",
        ),
    ],
)
def test_the_calculator_answers_as_the_vectors_do(
    client: FlaskClient, fields: Fields, due: str
) -> None:
    status, page = ask(client, **fields)

    assert status == 200
    assert f"最迟答复日： {due}" in page


def test_the_answer_gives_the_days_the_rules_and_the_notice(client: FlaskClient) -> None:
    _, page = ask(client, submitted_on="2026-1-26")

    assert "内容不明确的，机关最迟在这一天要求补正 2026年2月4日（星期三）" in page
    assert "延期告知最迟日" in page
    assert "依据的放假通知 国办发明电〔2025〕7号" in page
    assert "收到申请的当天不算" in page
    assert "第20日" in page


def test_a_date_in_a_year_without_notice_is_called_provisional(client: FlaskClient) -> None:
    status, page = ask(client, submitted_on="2026-12-20")

    assert status == 200
    assert "2027年1月18日（星期一） （暂定）" in page
    assert "2027年的通知还没有公布" in page


def test_without_confirmation_nothing_runs(client: FlaskClient) -> None:
    status, page = ask(client, channel="online", submitted_on="2026-1-26")

    assert status == 200
    assert "期限还没有开始计算" in page
    assert "尚未与申请人确认，收到日期未定" in page
    assert "最迟答复日：" not in page


def test_a_late_confirmation_is_pointed_out(client: FlaskClient) -> None:
    _, page = ask(client, channel="online", submitted_on="2026-1-5", settled_on="2026-1-20")

    assert "没有按时与申请人确认" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param(
            happened(1, "correction_notice_issued", "2026-1-28"),
            "现在没有答复期限：等待申请人补正",
            id="waits for clarification",
        ),
        pytest.param(
            happened(1, "third_party_letter_issued", "2026-1-28"),
            "还算不出最迟答复日",
            id="waits for an opinion without limit",
        ),
        pytest.param(
            happened(1, "withdrawn", "2026-1-28"), "办理已经终止：申请人撤回", id="withdrawn"
        ),
        pytest.param(
            happened(1, "reply_posted", "2026-2-4"),
            "已于2026年2月4日答复，没有超过期限",
            id="replied in time",
        ),
        pytest.param(
            happened(1, "reply_signed", "2026-3-30"),
            "2026年3月30日才答复，超过了期限",
            id="replied late",
        ),
        pytest.param(
            happened(1, "co_agency_letter_issued", "2026-1-28")
            | happened(2, "co_agency_letter_received", "2026-1-29"),
            "其他机关提出意见的期限",
            id="another agency's last day",
        ),
        pytest.param(
            happened(1, "fee_notice_received", "2026-1-28"), "缴费期限", id="the payment's last day"
        ),
        pytest.param(
            {"extended_on": "2026-3-30", "extended_by": "5"},
            "2026年3月30日的延期告知不起作用",
            id="extended too late",
        ),
        pytest.param(
            happened(1, "third_party_letter_issued", "2026-1-28")
            | happened(2, "third_party_opinion_received", "2027-12-30"),
            "跨度太长，不逐日列出",
            id="too long to draw",
        ),
    ],
)
def test_what_happened_decides_the_answer(client: FlaskClient, fields: Fields, said: str) -> None:
    status, page = ask(client, submitted_on="2026-1-26", **fields)

    assert status == 200
    assert said in page


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        pytest.param({}, "submitted_on", "请填写提交的日期", id="no date"),
        pytest.param(
            {"submitted_on": "2026-2-30"}, "submitted_on", "请填写真实的日期", id="no such day"
        ),
        pytest.param(
            {"submitted_on": "2018-12-31"}, "submitted_on", "请填写2019年至2027年", id="too early"
        ),
        pytest.param(
            {"submitted_on": "2028-1-1"}, "submitted_on", "请填写2019年至2027年", id="too late"
        ),
        pytest.param(
            {"submitted_on": "2026-3-2", "channel": "carrier_pigeon"},
            "channel",
            "请选择申请是怎样提交的",
            id="unknown channel",
        ),
        pytest.param(
            {"submitted_on": "2026-3-2", "settled_on": "2026-3-1", "channel": "online"},
            "settled_on",
            "早于提交的日期",
            id="confirmed before it was sent",
        ),
        pytest.param(
            {"submitted_on": "2026-3-2", "extended_by": "5"},
            "extended_on",
            "请填写告知申请人延期的日期",
            id="extension without date",
        ),
        pytest.param(
            {"submitted_on": "2026-3-2", "extended_on": "2026-3-3"},
            "extended_by",
            "请填写延长几个工作日",
            id="extension without length",
        ),
        pytest.param(
            {"submitted_on": "2026-3-2", "extended_on": "2026-3-3", "extended_by": "21"},
            "extended_by",
            "1至20",
            id="extension too long",
        ),
        pytest.param(
            {"submitted_on": "2026-3-2", "extended_on": "2026-3-3", "extended_by": "五"},
            "extended_by",
            "请用数字填写",
            id="extension in words",
        ),
        pytest.param(
            {"submitted_on": "2026-3-2", **happened(1, "withdrawn", "2026-3-1")},
            "event_1-on",
            "早于收到申请之日",
            id="before the receipt",
        ),
        pytest.param(
            {"submitted_on": "2026-3-2", "event_1_happening": "withdrawn"},
            "event_1-on",
            "请填写这件事的日期",
            id="an event without its date",
        ),
        pytest.param(
            {"submitted_on": "2026-3-2", "event_2_on": "2026-3-3"},
            "event_2-happening",
            "请选择这一天发生了什么",
            id="a date without its event",
        ),
        pytest.param(
            {"submitted_on": "2026-3-2", **happened(1, "drop table", "2026-3-3")},
            "event_1-happening",
            "请从列表中选择",
            id="unknown event",
        ),
    ],
)
def test_a_fault_is_said_beside_its_field_and_in_the_summary(
    client: FlaskClient, fields: Fields, field: str, said: str
) -> None:
    answer = client.get("/calculator", query_string=query(**fields))
    page = answer.get_data(as_text=True)

    assert answer.status_code == 422
    beside = re.search(rf'id="{field}-error".*?</p>', page, re.DOTALL)
    assert beside is not None
    assert said in beside[0]
    assert re.search(rf'<a href="#{field}">[^<]*{said}', page) is not None


def test_events_that_make_no_sense_are_answered_with_the_reason(client: FlaskClient) -> None:
    status, page = ask(
        client,
        submitted_on="2026-3-2",
        **happened(1, "third_party_opinion_received", "2026-3-9"),
    )

    assert status == 422
    assert "“收到第三方意见”之前没有发出征求意见书" in page


def test_what_was_typed_stays_and_more_rows_can_be_had(client: FlaskClient) -> None:
    typed = query(submitted_on="2026-3-2", **happened(1, "withdrawn", "2026-3-9"))
    four = client.get("/calculator", query_string=typed).get_data(as_text=True)
    typed["rows"] = "8"
    eight = client.get("/calculator", query_string=typed).get_data(as_text=True)

    assert '<option value="withdrawn" selected>' in four
    assert ("event_4-on" in four, "event_5-on" in four) == (True, False)
    assert "event_8-on" in eight
    assert '<input type="hidden" name="rows" value="8">' in eight


def test_a_filled_row_is_never_hidden(client: FlaskClient) -> None:
    typed = query(submitted_on="2026-3-2", **happened(6, "withdrawn", "2026-3-9"))

    assert "event_6-on" in client.get("/calculator", query_string=typed).get_data(as_text=True)


@pytest.mark.parametrize(
    "hostile",
    [
        "?submitted_on=1",
        "?submitted_on=2026-01-01",
        "?channel=online&settled_on=" + "9" * 5000,
        "?" + "&".join(["submitted_on=1"] * 500),
        "?channel=in_person&submitted_on=2026&submitted_on=3&submitted_on=2&extended_on=2026"
        "&extended_on=3&extended_on=3&extended_by=" + "9" * 5000,
        "?event_1=%00&event_1-on=%F0%9F%92%A9&rows=-1",
        "?channel[]=a&channel=%00",
    ],
    ids=lambda hostile: hostile[:40],
)
def test_nonsense_is_answered_and_never_breaks(client: FlaskClient, hostile: str) -> None:
    assert client.get(f"/calculator{hostile}").status_code == 422


def test_the_form_offers_every_channel_and_starts_without_faults(client: FlaskClient) -> None:
    answer = client.get("/calculator")
    page = answer.get_data(as_text=True)

    assert answer.status_code == 200
    assert "govuk-error" not in page
    for channel in ReceiptChannel:
        assert f'value="{channel.value}"' in page


def test_every_day_that_can_be_asked_for_is_answered(client: FlaskClient) -> None:
    calendar = load_calendar()
    for on in (calendar.first_day, calendar.last_day, date(calendar.last_year + 1, 12, 31)):
        status, page = ask(client, submitted_on=f"{on.year}-{on.month}-{on.day}")

        assert status == 200
        assert "最迟答复日：" in page
