"""意见建议 as a citizen's browser goes it: writing, the receipt, following, follow-up."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from casework.adapters.clock import SetClock
from casework.domain.message import facts
from casework.domain.message.questions import Answered, Released
from casework.domain.message.vocabulary import Action, Destination, HidingReason, State
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Agency, Attachment, Case, Purpose
from casework.services import contact_codes
from casework.services.message import converting, questions
from casework.services.message.acts import Order
from casework.services.office import Office
from tests.message_road import MessageRoad, writing
from tests.web.desk.browser import Desk, counted_queries, keys_on, text_of
from tests.web.portal.road import PNG, code_on

FORM = "/messages/write"
GIVEN = {
    "kind": "complaint",
    "title": "清水路口的路灯什么时候修好",
    "text": "路灯坏了两周，晚上看不清河边的台阶。",
    "name": "张示范",
    "phone": "19900000000",
}


@pytest.fixture
def path(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> MessageRoad:
    return MessageRoad(office, clock, staff, agency_id)


@pytest.fixture
def citizen(app: Flask) -> Desk:
    return Desk(app.test_client())


def write(citizen: Desk, clock: SetClock, **changed: object) -> TestResponse:
    """Open the form, type for a minute, send it."""
    keys = citizen.keys(FORM)
    clock.put(clock.now() + timedelta(minutes=1))
    return citizen.post(FORM, **{**keys, **GIVEN, **changed})


def follow(citizen: Desk, path: MessageRoad) -> str:
    """Open the message by its code; the address of its page."""
    answer = citizen.send("/track", reference=path.reference, code=path.code)
    return answer.headers["Location"]


def ask_often(office: Office, staff: dict[str, Actor], question: str) -> None:
    questions.enter(office, Answered(question, "报修后3日内修复。", "设施科"), "k1", staff["clerk"])
    entry = questions.waiting(staff["clerk"].agency_id)[0]
    questions.release(office, Released(entry.id), "k2", staff["approver"])


def kept() -> list[Case]:
    return list(db.session.scalars(db.select(Case)))


def test_the_form_says_each_kinds_limit_and_the_other_roads(citizen: Desk) -> None:
    page = text_of(citizen.get(FORM))

    for said in (
        "5个工作日内答复",
        "15个工作日内答复",
        "110、119或者120",
        "信访",
        "申请公开政府信息",
    ):
        assert said in page
    assert 'name="may_be_published" type="checkbox" value="y" aria' in citizen.get(FORM).text


def test_the_receipt_shows_number_code_and_by_when_and_the_code_opens_it(
    citizen: Desk, clock: SetClock, app: Flask
) -> None:
    answer = write(citizen, clock)
    receipt = citizen.get(answer.headers["Location"])
    elsewhere = Desk(app.test_client())
    given = {"reference": "SFSW-2026-L000001", "code": code_on(receipt)}
    opened = elsewhere.send("/track", **given)

    assert answer.status_code == 303
    assert "SFSW-2026-L000001" in text_of(receipt)
    assert "最迟在2026年3月23日答复您" in text_of(receipt)
    assert opened.headers["Location"] == "/messages/SFSW-2026-L000001"
    assert "正在办理" in text_of(elsewhere.get(opened.headers["Location"]))


def test_nothing_that_was_typed_is_lost_when_a_field_is_missing(
    citizen: Desk, clock: SetClock
) -> None:
    answer = write(citizen, clock, title=" ", phone="12")
    page = answer.text

    assert answer.status_code == 422
    assert "请用一句话写明是什么事" in page
    assert "请填写真实的电话号码" in page
    assert GIVEN["text"] in page
    assert kept() == []


def test_a_file_is_sent_once_while_the_rest_is_not_yet_right(
    citizen: Desk, clock: SetClock
) -> None:
    keys = citizen.keys(FORM)
    clock.put(clock.now() + timedelta(minutes=1))
    picture = FileStorage(BytesIO(PNG), "路灯.png")
    boundary, body = encode_multipart({**keys, **GIVEN, "title": "", "files": picture})
    media_type = f"multipart/form-data; boundary={boundary}"
    wrong = citizen.client.post(FORM, data=body, content_type=media_type)
    right = citizen.post(FORM, **{**keys_on(wrong), **GIVEN})
    sent = db.session.scalars(db.select(Attachment)).one()

    assert "路灯.png" in text_of(wrong)
    assert right.status_code == 303
    assert sent.purpose is Purpose.MESSAGE_MATERIAL


def test_answers_that_may_help_are_shown_once_before_it_is_sent(
    citizen: Desk, clock: SetClock, office: Office, staff: dict[str, Actor]
) -> None:
    ask_often(office, staff, "路灯什么时候修好")
    shown = write(citizen, clock)

    assert shown.status_code == 200
    assert "这些答复能帮到您吗？" in text_of(shown)
    assert "报修后3日内修复。" in text_of(shown)
    assert "仍要提交" in text_of(shown)
    assert kept() == []

    sent = citizen.post(FORM, **{**keys_on(shown), **GIVEN})

    assert sent.status_code == 303


def test_they_are_offered_while_a_title_is_typed(
    citizen: Desk, office: Office, staff: dict[str, Actor]
) -> None:
    ask_often(office, staff, "路灯什么时候修好")

    assert "报修后3日内修复。" in citizen.get("/messages/offered?q=清水路口路灯什么时候修好").text
    assert citizen.get("/messages/offered?q=取水许可怎样办理").text.strip() == ""
    assert citizen.get("/messages/offered").text.strip() == ""


def test_what_a_program_seems_to_have_sent_is_kept_and_held(citizen: Desk, clock: SetClock) -> None:
    answer = write(citizen, clock, website="http://example.com")
    quick = citizen.send(FORM, **GIVEN)

    assert answer.status_code == quick.status_code == 303
    assert [case.message.looks_automatic for case in kept()] == [True, True]


def test_what_a_person_sent_is_not_held(citizen: Desk, clock: SetClock) -> None:
    write(citizen, clock)

    assert [case.message.looks_automatic for case in kept()] == [False]
    assert [case.message.may_be_published for case in kept()] == [False]


def test_a_second_click_sends_nothing_more(citizen: Desk) -> None:
    fields = {**citizen.keys(FORM), **GIVEN}
    first, second = (citizen.post(FORM, **fields) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert len(kept()) == 1


def test_another_browser_is_asked_for_the_code(citizen: Desk, path: MessageRoad) -> None:
    path.submit()
    for part in ("", "/receipt", "/rating", "/follow-up"):
        answer = citizen.get(f"/messages/{path.reference}{part}")

        assert answer.status_code == 303
        assert answer.headers["Location"] == f"/track?reference={path.reference}"


def test_the_author_sees_who_deals_with_it_why_and_the_reply(
    citizen: Desk, path: MessageRoad
) -> None:
    path.submit()
    path.accept()
    handler_id = path.staff["handler"].user_id or 0
    path.do(Action.TRANSFER, facts.Transfer("设施科", handler_id, "路灯归设施科管"), "clerk")
    page = follow(citizen, path)
    before = text_of(citizen.get(page))
    path.answer("路灯已修好。")
    after = text_of(citizen.get(page))

    assert "转给设施科办理，理由：路灯归设施科管" in before
    assert "答复期限是怎么算出来的" in before
    assert "路灯已修好。" in after
    assert "答复部门 设施科" in after
    assert "追问一次" in after


def test_a_reply_is_rated_once(citizen: Desk, path: MessageRoad) -> None:
    path.replied()
    page = follow(citizen, path)
    wrong = citizen.send(f"{page}/rating", comment="好")
    done = citizen.send(f"{page}/rating", score="5", comment="很快")
    again = citizen.get(f"{page}/rating")

    assert "您对这次答复满意吗？" in text_of(wrong)
    assert wrong.status_code == 422
    assert done.headers["Location"] == page
    assert "您给了5分" in text_of(citizen.get(page))
    assert again.headers["Location"] == page


def test_a_rating_that_came_second_is_told(citizen: Desk, path: MessageRoad) -> None:
    path.replied()
    page = follow(citizen, path)
    keys = citizen.keys(f"{page}/rating")
    citizen.post(f"{page}/rating", **{**keys, "score": "5"})
    second = citizen.post(f"{page}/rating", **{**keys, "key": uuid4().hex, "score": "1"})

    assert second.status_code == 409
    assert "您已经评价过这次答复" in text_of(second)


def test_a_follow_up_is_asked_once_and_answered_again(citizen: Desk, path: MessageRoad) -> None:
    path.replied()
    page = follow(citizen, path)
    wrong = citizen.send(f"{page}/follow-up", text="  ")
    done = citizen.send(f"{page}/follow-up", text="还有一盏没有亮。")
    asked = text_of(citizen.get(page))
    path.answer("第二盏也修好了。")
    answered = text_of(citizen.get(page))

    assert wrong.status_code == 422
    assert done.headers["Location"] == page
    assert path.see().standing.state is State.REPLIED
    assert "还有一盏没有亮。" in asked
    assert "对追问的答复" in answered
    assert "第二盏也修好了。" in answered
    assert citizen.get(f"{page}/follow-up").headers["Location"] == page


def test_a_follow_up_that_comes_too_late_is_refused(citizen: Desk, path: MessageRoad) -> None:
    path.replied()
    page = follow(citizen, path)
    keys = citizen.keys(f"{page}/follow-up")
    path.do(Action.FOLLOW_UP, facts.FollowUp("先问了", 5), "author")
    answer = citizen.post(f"{page}/follow-up", **{**keys, "text": "再问"})

    assert answer.status_code == 409
    assert "再问" in answer.text


def test_the_author_may_agree_later_and_take_it_back(citizen: Desk, path: MessageRoad) -> None:
    path.submit(writing(may_be_published=False))
    page = follow(citizen, path)
    name = "consent-may_be_published"
    citizen.post(f"{page}/consent", **{**citizen.keys(page), name: "y"})
    agreed = path.see().standing.may_be_published
    citizen.post(f"{page}/consent", **citizen.keys(page))

    assert agreed
    assert not path.see().standing.may_be_published


def test_another_road_is_told_with_where_to_turn(citizen: Desk, path: MessageRoad) -> None:
    path.submit()
    where = facts.Redirection(Destination.PETITION, "示范市信访局，电话000-0000000", "属于信访事项")
    path.do(Action.REDIRECT, where, "clerk")
    page = text_of(citizen.get(follow(citizen, path)))

    assert "这件事请通过其他途径提出" in page
    assert "示范市信访局，电话000-0000000" in page


@pytest.mark.parametrize(
    ("reason", "told"), [(HidingReason.INSULT, True), (HidingReason.THREAT, False)]
)
def test_a_hidden_message_says_why_but_for_a_threat(
    citizen: Desk, path: MessageRoad, reason: HidingReason, *, told: bool
) -> None:
    path.submit()
    path.do(Action.HIDE, facts.Hiding(reason, "只给同事看"), "reviewer")
    page = text_of(citizen.get(follow(citizen, path)))

    assert "这件留言不予办理" in page
    assert (reason.zh in page) is told
    assert "只给同事看" not in page


def test_what_became_a_request_opens_with_the_same_code(citizen: Desk, path: MessageRoad) -> None:
    path.submit()
    order = Order(Action.CONVERT, facts.Conversion("要的是政府信息"), uuid4().hex)
    request = converting.convert(path.office, path.reference, order, path.staff["clerk"])
    page = follow(citizen, path)
    shown = text_of(citizen.get(page))
    opened = citizen.get(f"/requests/{request}")

    assert f"查看申请{request}" in shown
    assert opened.status_code == 200
    assert "清水路口的路灯" in text_of(opened)


def test_a_contact_is_verified_by_the_code_that_was_sent(
    citizen: Desk, path: MessageRoad, agency_id: int
) -> None:
    db.session.get_one(Agency, agency_id).message_verifies_contact = True
    db.session.commit()
    path.office.agencies.forget()
    path.submit()
    page = follow(citizen, path)
    code = contact_codes.code_of(db.session.scalars(db.select(Case)).one())
    keys = citizen.keys(page)
    empty = citizen.post(f"{page}/verification", **keys)
    wrong = citizen.post(f"{page}/verification", **{**keys, "code": "000000x"})
    again = citizen.post(f"{page}/verification/again", **keys)
    right = citizen.post(f"{page}/verification", **{**keys, "key": uuid4().hex, "code": code})

    assert [empty.status_code, wrong.status_code] == [422, 409]
    assert again.headers["Location"] == page
    assert right.headers["Location"] == page
    assert path.see().standing.state is State.RECEIVED


def test_the_authors_page_asks_six_times_at_most(citizen: Desk, path: MessageRoad) -> None:
    path.replied()
    page = follow(citizen, path)
    citizen.get(page)
    with counted_queries() as sent:
        citizen.get(page)

    assert len(sent) <= 6


def test_a_key_that_sent_another_message_sends_nothing_and_keeps_what_was_typed(
    citizen: Desk,
) -> None:
    fields = {**citizen.keys(FORM), **GIVEN}
    citizen.post(FORM, **fields)
    answer = citizen.post(FORM, **{**fields, "title": "另一件事"})

    assert answer.status_code == 409
    assert "另一件事" in answer.text
    assert len(kept()) == 1


def test_blanks_are_no_message(citizen: Desk, clock: SetClock) -> None:
    answer = write(citizen, clock, text="　 ")

    assert answer.status_code == 422
    assert "请写明具体情况" in answer.text


def test_an_empty_form_changes_nothing_of_a_message(citizen: Desk, path: MessageRoad) -> None:
    path.submit()
    page = follow(citizen, path)
    token = {"csrf_token": citizen.keys(page)["csrf_token"]}
    answers = [
        citizen.post(f"{page}/{part}", **token) for part in ("consent", "verification/again")
    ]

    assert [answer.headers["Location"] for answer in answers] == [page, page]
    assert path.see().standing.may_be_published
