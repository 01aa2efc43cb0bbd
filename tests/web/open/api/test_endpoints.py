"""What endpoints answer: figures, reports, messages, frequent questions, deadlines, calendars."""

import json
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from casework.adapters.clock import SetClock
from casework.domain.message import facts
from casework.domain.message.vocabulary import Action, Kind
from casework.persistence.database import db
from casework.web.open.api import message_objects, objects
from tests.message_road import MessageRoad
from tests.web.open.api.asked import EVENTS, items, public_message, read, walk
from tests.web.open.api.conftest import Books, answer_often, publish


def test_a_years_figures(books: Books, client: FlaskClient) -> None:
    found = objects.Statistics.model_validate(read(client, f"/statistics?year={books.year}"))
    told = {f"{one.group}.{one.key}": one for one in found.figures}

    assert told["flow.newly_received"].value == 2
    assert {identity.key for identity in found.identities} >= {"D-1", "D-2", "D-3"}


def test_what_is_of_a_very_few_is_kept_back_as_on_the_page(
    books: Books, client: FlaskClient
) -> None:
    found = objects.Statistics.model_validate(read(client, f"/statistics?year={books.year}"))
    page = json.loads(client.get(f"/statistics.json?year={books.year}").data)
    kept_back = [one for one in found.figures if one.is_suppressed]

    assert page["figures"] == [one.model_dump(mode="json") for one in found.figures]
    assert kept_back
    assert {one.value for one in kept_back} == {None}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("quarter=1", (1, False)),
        ("agency=SFSW", (None, False)),
        ("agency=all", (None, True)),
        ("agency=all&quarter=1", (1, True)),
    ],
)
def test_figures_of_a_quarter_and_of_whom(
    books: Books, client: FlaskClient, question: str, told: tuple[int | None, bool]
) -> None:
    path = f"/statistics?year={books.year}&{question}"
    found = objects.Statistics.model_validate(read(client, path))

    assert (found.quarter, found.with_below) == told


def test_a_report_has_the_cells_of_its_edition(books: Books, client: FlaskClient) -> None:
    found = objects.Report.model_validate(read(client, f"/reports/{books.year}"))

    assert len(found.cells) == 200
    assert {cell.cell: cell.value for cell in found.cells}["t3.new.7"] == 2
    assert client.get(found.pdf).data.startswith(b"%PDF")


def test_reports_are_listed_page_by_page(books: Books, client: FlaskClient) -> None:
    page = read(client, "/reports?limit=1")

    assert page["next"] is None
    assert items(page, "year") == [books.year]
    assert read(client, f"/reports?after={books.year}")["items"] == []


def test_a_report_line_leads_to_its_files(books: Books, client: FlaskClient) -> None:
    found = objects.Reports.model_validate(read(client, "/reports"))

    for line in found.items:
        for address in (line.page, line.pdf, line.xlsx, line.csv):
            assert client.get(address).status_code == 200
    assert len(found.items) == 1


@pytest.mark.parametrize(
    ("question", "due", "said"),
    [
        (f"events={EVENTS}", "2026-02-28", "2026-02-28"),
        (f"events={EVENTS}&clock=correction_notice", "2026-02-04", "2026-02-04"),
        ('events=[{"date":"2030-01-02","event":"received"}]', None, "UNDETERMINED"),
        ('events=[{"date":"2026-01-26","event":"hearing_held"}]', None, "UNDETERMINED"),
        (f"events={EVENTS}&clock=fee_payment", None, "IMPOSSIBLE"),
    ],
)
def test_a_deadline(client: FlaskClient, question: str, due: str | None, said: str) -> None:
    found = read(client, f"/deadline?{question}")

    assert (found["due"], found["answer"]) == (due, said)


def test_a_year_of_working_days(client: FlaskClient) -> None:
    found = objects.CalendarYear.model_validate(read(client, "/calendar/2025"))
    named = {str(day.on): day for day in found.days}

    assert named["2025-01-26"].kind == "makeup_day"
    assert named["2025-01-28"].holiday == "春节"
    assert found.working_days == 248


def test_a_message_has_the_columns_of_the_rule(books: Books, client: FlaskClient) -> None:
    number = public_message(books)
    found = message_objects.Message.model_validate(read(client, f"/messages/{number}"))

    assert str(found.accepted_on) == "2026-03-02"
    assert str(found.replied_on) == "2026-03-02"
    assert found.replying_unit == "水资源科"
    assert found.reply == "路灯已于3月6日修复。"
    assert "路灯坏了" in found.question


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("kind=enquiry", 1),
        ("kind=complaint", 0),
        ("unit=水资源科", 1),
        ("unit=别的科", 0),
        ("replied_from=2026-03-01&replied_to=2026-03-31", 1),
        ("replied_from=2026-03-03", 0),
        ("replied_to=2026-03-01", 0),
    ],
)
def test_messages_are_narrowed(
    client: FlaskClient, message: MessageRoad, question: str, count: int
) -> None:
    publish(message)

    assert len(items(read(client, f"/messages?{question}"), "title")) == count


def test_a_message_that_was_withdrawn_is_gone_and_says_why(
    books: Books, client: FlaskClient
) -> None:
    number = public_message(books)
    books.message.do(Action.UNPUBLISH, facts.Withdrawal("本人要求撤回"), "approver")
    answer = client.get(f"/api/v1/messages/{number}")

    assert answer.status_code == 410
    assert "本人要求撤回" in objects.Problem.model_validate_json(answer.data).detail
    assert "路灯" not in answer.text
    assert read(client, "/messages")["items"] == []


def test_messages_and_questions_go_on_where_a_page_ended(
    client: FlaskClient, message: MessageRoad, clock: SetClock
) -> None:
    for kind in (Kind.ENQUIRY, Kind.SUGGESTION, Kind.COMPLAINT):
        publish(message, kind=kind, title=kind.zh)
        answer_often(message, kind.zh)
        clock.go_on(timedelta(days=1))
    db.session.remove()

    assert walk(client, "/messages", "title") == ["求助投诉", "建议", "咨询"]
    assert walk(client, "/questions", "question") == ["求助投诉", "建议", "咨询"]
