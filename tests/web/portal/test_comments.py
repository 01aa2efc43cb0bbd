"""A comment as a citizen's browser goes it: the form, the receipt, following, a second try."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from casework.adapters.clock import SetClock
from casework.domain.consultation.comment.acts import Hiding
from casework.domain.consultation.comment.vocabulary import Action, HidingReason
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Agency, Attachment, Comment
from casework.services.contact_codes import code_of
from casework.services.office import Office
from tests.asking_road import AskingRoad
from tests.web.desk.browser import Desk, keys_on, text_of
from tests.web.portal.road import PNG

TEXT = "第二条的水价太高，建议每立方米二元。"


@pytest.fixture
def asking(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> AskingRoad:
    return AskingRoad(office, clock, staff, agency_id)


@pytest.fixture
def citizen(client: FlaskClient) -> Desk:
    return Desk(client)


def form_of(asking: AskingRoad, passage: int = 2) -> str:
    return f"/consultations/{asking.reference}/comment?passage={passage}"


def send(citizen: Desk, asking: AskingRoad, to: str = "", **given: object) -> TestResponse:
    """Read the form, write for a minute, send it."""
    to = to or form_of(asking)
    keys = citizen.keys(to)
    asking.clock.put(asking.office.now() + timedelta(minutes=1))
    return citizen.post(to, **{**keys, "text": TEXT, **given})


def the_comment() -> Comment:
    db.session.remove()
    found: Comment = db.session.scalars(db.select(Comment)).one()
    return found


def set_rule(office: Office, **rules: bool) -> None:
    db.session.execute(db.update(Agency).values(**rules))
    db.session.commit()
    office.agencies.forget()


def test_a_passage_is_quoted_above_the_box(citizen: Desk, asking: AskingRoad) -> None:
    asking.open()
    shown = text_of(citizen.get(form_of(asking)))

    assert "对第2段提意见" in shown
    assert "农村供水实行计量收费" in shown


@pytest.mark.parametrize("passage", ["0", "99", "x", "²"])
def test_a_passage_that_is_none_means_the_whole(
    citizen: Desk, asking: AskingRoad, passage: str
) -> None:
    asking.open()
    page = f"/consultations/{asking.reference}/comment?passage={passage}"

    assert "对全文提意见" in text_of(citizen.get(page))


def test_a_comment_is_received_and_its_author_holds_its_key(
    citizen: Desk, asking: AskingRoad
) -> None:
    asking.open()
    answer = send(citizen, asking)
    receipt = text_of(citizen.get(answer.headers["Location"]))
    kept = the_comment()

    assert answer.status_code == 303
    assert "意见已经提交" in receipt
    assert "SFSW-2026-Y000001" in receipt
    assert (2, TEXT, False, False) == (
        kept.passage,
        kept.text,
        kept.looks_automatic,
        kept.is_late,
    )


def test_a_second_click_makes_no_second_comment(citizen: Desk, asking: AskingRoad) -> None:
    asking.open()
    keys = citizen.keys(form_of(asking))
    answers = [citizen.post(form_of(asking), **keys, text=TEXT) for _click in range(2)]

    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert the_comment().text == TEXT


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"text": "  "}, "请写下您的意见"),
        ({"text": "长" * 5001}, "不超过5000个字"),
        ({"phone": "不是号码"}, "请填写真实的电话号码"),
        ({"email": "不是邮箱"}, "请填写真实的电子邮箱"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    citizen: Desk, asking: AskingRoad, given: dict[str, str], missing: str
) -> None:
    asking.open()
    answer = send(citizen, asking, **{"name": "张示范", **given})

    assert answer.status_code == 422
    assert text_of(answer).count(missing) == 2
    assert 'value="张示范"' in answer.text


def test_an_agency_may_ask_who_it_is_from(
    citizen: Desk, asking: AskingRoad, office: Office
) -> None:
    asking.open()
    set_rule(office, comment_allows_anonymous=False)
    answer = send(citizen, asking)
    named = send(citizen, asking, name="张示范", phone="19900000000")

    assert "请填写姓名或者单位" in text_of(answer)
    assert "请填写联系电话或者电子邮箱" in text_of(answer)
    assert (422, 303) == (answer.status_code, named.status_code)


def test_what_looks_automatic_is_kept_and_marked(citizen: Desk, asking: AskingRoad) -> None:
    asking.open()
    send(citizen, asking, website="http://spam.example")

    assert the_comment().looks_automatic


def test_what_comes_back_at_once_looks_automatic(citizen: Desk, asking: AskingRoad) -> None:
    asking.open()
    citizen.send(form_of(asking), text=TEXT)

    assert the_comment().looks_automatic


def test_files_wait_while_the_rest_is_not_yet_right(citizen: Desk, asking: AskingRoad) -> None:
    asking.open()
    keys = citizen.keys(form_of(asking))
    sent = {**keys, "text": "", "files": FileStorage(BytesIO(PNG), "照片.png")}
    boundary, body = encode_multipart(sent)
    media_type = f"multipart/form-data; boundary={boundary}"
    first = citizen.client.post(form_of(asking), data=body, content_type=media_type)
    second = citizen.post(form_of(asking), **keys, text=TEXT)
    names = db.session.scalars(db.select(Attachment)).all()

    assert "照片.png" in text_of(first)
    assert second.status_code == 303
    assert ["照片.png"] == [paper.filename for paper in names]


def test_before_it_opens_the_form_leads_back(citizen: Desk, asking: AskingRoad) -> None:
    opens_on = asking.office.today() + timedelta(days=3)
    asking.open(opens_on=opens_on, closes_on=opens_on + timedelta(days=30))
    asked = citizen.get(form_of(asking))

    assert asked.status_code == 303
    assert asked.headers["Location"] == f"/consultations/{asking.reference}"


def test_a_late_one_is_kept_and_marked(citizen: Desk, asking: AskingRoad) -> None:
    asking.open()
    asking.go_past_the_end()
    told = text_of(citizen.get(form_of(asking)))
    answer = send(citizen, asking)

    assert "征求意见已经截止" in told
    assert answer.status_code == 303
    assert the_comment().is_late


def test_a_contact_is_verified_by_the_figures_that_were_sent(
    citizen: Desk, asking: AskingRoad, office: Office
) -> None:
    asking.open()
    set_rule(office, comment_verifies_contact=True)
    receipt = send(citizen, asking, phone="19900000000").headers["Location"]
    page = receipt.removesuffix("/receipt")
    shown = citizen.get(page)
    keys = keys_on(shown)
    wrong = citizen.post(f"{page}/verification", **keys, code="x")
    db.session.remove()
    code = code_of(the_comment().case)
    right = citizen.post(f"{page}/verification", **citizen.keys(page), code=code)

    assert "等待核验联系方式" in text_of(shown)
    assert (409, 303) == (wrong.status_code, right.status_code)
    assert "意见已经收到" in text_of(citizen.get(page))


def test_the_figures_can_be_sent_again(citizen: Desk, asking: AskingRoad, office: Office) -> None:
    asking.open()
    set_rule(office, comment_verifies_contact=True)
    page = send(citizen, asking, phone="19900000000").headers["Location"].removesuffix("/receipt")
    keys = citizen.keys(page)
    again = citizen.post(f"{page}/verification/again", **keys)

    assert again.status_code == 303
    assert "核验码已经重新发送" in text_of(citizen.get(page))


def test_a_hidden_one_says_why_and_may_be_written_anew(citizen: Desk, asking: AskingRoad) -> None:
    asking.open()
    page = send(citizen, asking).headers["Location"].removesuffix("/receipt")
    reference = page.rpartition("/")[2]
    asking.treat(Action.HIDE, Hiding(HidingReason.INSULT), reference)
    told = text_of(citizen.get(page))
    empty = citizen.send(f"{page}/again", text=" ")
    again = citizen.send(f"{page}/again", text="水价请降低。")

    assert "原因：辱骂、诽谤他人" in told
    assert "修改后重新提交" in told
    assert (422, 303) == (empty.status_code, again.status_code)
    assert the_comment().text == "水价请降低。"


def test_a_threat_is_not_answered_with_an_invitation(citizen: Desk, asking: AskingRoad) -> None:
    asking.open()
    page = send(citizen, asking).headers["Location"].removesuffix("/receipt")
    asking.treat(Action.HIDE, Hiding(HidingReason.THREAT), page.rpartition("/")[2])
    told = text_of(citizen.get(page))

    assert "修改后重新提交" not in told
    assert "威胁" not in told
    assert citizen.get(f"{page}/again").status_code == 303


def test_the_answer_is_told_once_it_is_published(citizen: Desk, asking: AskingRoad) -> None:
    asking.open()
    reference = asking.says(TEXT, 2)
    page = f"/comments/{reference}"
    asking.go_past_the_end()
    asking.answer([reference])
    citizen.send("/track", reference=reference, code=asking.code_of(reference))
    before = text_of(citizen.get(page))
    asking.submit_feedback()
    asking.release("reviewer")
    after = text_of(citizen.get(page))

    assert "已在第二条中修改" not in before
    assert "已在第二条中修改" in after


def test_a_comment_is_found_again_by_its_code(citizen: Desk, asking: AskingRoad) -> None:
    asking.open()
    reference = asking.says(TEXT, 2)
    asked = citizen.get(f"/comments/{reference}")
    found = citizen.send("/track", reference=reference, code=asking.code_of(reference))

    assert asked.status_code == 303
    assert found.headers["Location"] == f"/comments/{reference}"
    assert TEXT in text_of(citizen.get(f"/comments/{reference}"))
