"""Consultations and what became of the comments, as programs read them (R-YG-1, R-YG-2)."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from casework.adapters.clock import SetClock
from casework.domain.consultation import facts as consulting
from casework.domain.consultation.content import FinalDocument, Meeting
from casework.domain.consultation.vocabulary import Action as Consulting
from casework.domain.consultation.vocabulary import Participation
from casework.services.consultation import feedback
from casework.web.open.api import consultation_objects, objects
from tests.asking_road import AskingRoad
from tests.web.open.api.asked import items, read, walk
from tests.web.open.api.conftest import Books, comment


def test_consultations_are_listed_with_status_and_dates(
    client: FlaskClient, asking: AskingRoad
) -> None:
    asking.open()
    found = consultation_objects.Consultations.model_validate(read(client, "/consultations"))
    (line,) = found.items

    assert (line.reference, line.status_label) == (asking.reference, "征集中")
    assert (str(line.opens_on), str(line.closes_on)) == ("2026-03-02", "2026-04-01")
    assert client.get(line.page).status_code == 200


def test_a_draft_is_listed_by_nobody(client: FlaskClient, asking: AskingRoad) -> None:
    asking.drafts()

    assert read(client, "/consultations")["items"] == []
    assert client.get(f"/api/v1/consultations/{asking.reference}").status_code == 404


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("status=open", 1),
        ("status=answered", 0),
        ("kind=major_decision&year=2026", 1),
        ("kind=rule", 0),
        ("year=2025", 0),
    ],
)
def test_consultations_are_narrowed(
    client: FlaskClient, asking: AskingRoad, question: str, count: int
) -> None:
    asking.open()

    assert len(items(read(client, f"/consultations?{question}"), "title")) == count


def test_a_consultation_has_its_draft_and_its_course(
    client: FlaskClient, asking: AskingRoad
) -> None:
    asking.open()
    closes_on = asking.office.today() + timedelta(days=40)
    longer = consulting.PeriodExtension(closes_on, "有人要求。")
    asking.do(Consulting.EXTEND_PERIOD, longer, "approver")
    held_at = asking.office.now() + timedelta(days=20)
    meeting = Meeting(
        Participation.DISCUSSION_MEETING, held_at, "示范市水务局", "电话", "", "李示范"
    )
    asking.do(Consulting.ADD_HEARING, consulting.HearingAddition(meeting), "approver")
    path = f"/consultations/{asking.reference}"
    found = consultation_objects.Consultation.model_validate(read(client, path))

    assert [passage.number for passage in found.passages] == [1, 2, 3]
    assert [each.reason for each in found.extensions] == ["有人要求。"]
    assert [each.place for each in found.meetings] == ["示范市水务局"]
    assert "李示范" not in client.get(f"/api/v1{path}").text
    assert found.feedback is None


def test_feedback_is_the_masked_table_that_was_released(books: Books, client: FlaskClient) -> None:
    path = f"/consultations/{books.consultation}/feedback"
    found = consultation_objects.Feedback.model_validate(read(client, path))

    assert (found.received, found.adopted) == (2, 2)
    assert sum(row.count for row in found.rows) + found.hidden == found.received
    assert {row.source_label for row in found.rows} == {"网上提交", "信函"}
    assert all("水价" in row.text or "分档" in row.text for row in found.rows)


def test_a_feedback_table_goes_on_where_a_page_ended(books: Books, client: FlaskClient) -> None:
    path = f"/consultations/{books.consultation}/feedback"
    first = read(client, f"{path}?limit=1")
    rest = read(client, f"{path}?limit=1&after={first['next']}")

    assert [first["rows"][0]["number"], rest["rows"][0]["number"]] == [1, 2]  # type: ignore[index]
    assert rest["next"] is None


def test_feedback_that_is_not_public_yet_is_not_found(
    client: FlaskClient, asking: AskingRoad
) -> None:
    asking.open()

    assert client.get(f"/api/v1/consultations/{asking.reference}/feedback").status_code == 404


def test_feedback_that_was_withdrawn_is_gone_and_says_why(
    client: FlaskClient, asking: AskingRoad
) -> None:
    asking.open()
    comment(asking)
    asking.submit_feedback(feedback.Words("已研究。", "无。"))
    asking.release()
    asking.do(Consulting.WITHDRAW_FEEDBACK, consulting.FeedbackWithdrawal("有误。"), "approver")
    answer = client.get(f"/api/v1/consultations/{asking.reference}/feedback")

    assert answer.status_code == 410
    assert "有误。" in objects.Problem.model_validate_json(answer.data).detail


def test_a_final_document_is_named(client: FlaskClient, asking: AskingRoad) -> None:
    asking.open()
    comment(asking)
    asking.submit_feedback()
    asking.release()
    issued = FinalDocument(
        "办法", "示水〔2026〕1号", "https://shifan.example/1", asking.office.today()
    )
    asking.do(Consulting.LINK_FINAL_DOCUMENT, consulting.FinalDocumentLink(issued), "approver")
    found = read(client, f"/consultations/{asking.reference}")

    assert found["final_document"]["number"] == "示水〔2026〕1号"  # type: ignore[index]
    assert client.get(str(found["feedback"])).status_code == 200


def test_consultations_go_on_where_a_page_ended(
    client: FlaskClient, asking: AskingRoad, clock: SetClock
) -> None:
    opened = []
    for _ in range(3):
        opened.append(asking.open())
        clock.go_on(timedelta(days=1))

    assert walk(client, "/consultations", "reference") == opened[::-1]
