"""意见建议 at the desk: the list, the register, the page, the acts, publication, questions."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from casework.adapters.clock import SetClock
from casework.domain.message import facts
from casework.domain.message.vocabulary import Action, HidingReason, Kind, State
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import AuditEntry, FrequentQuestion, Look
from casework.services.office import Office
from tests.message_road import MessageRoad, writing
from tests.web.desk.browser import Desk, counted_queries, links_on, text_of

Sit = Callable[[str], Desk]
CALLED = {
    "channel": "phone",
    "evidence": "3月2日9时来电，由收件人员代为填写",
    "kind": "complaint",
    "title": "水表不转",
    "text": "示范小区的水表不转。",
    "name": "张示范",
    "phone": "19900000000",
}


@pytest.fixture
def path(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> MessageRoad:
    return MessageRoad(office, clock, staff, agency_id)


def page_of(path: MessageRoad) -> str:
    return f"/desk/messages/{path.reference}"


def act_page(path: MessageRoad, action: str) -> str:
    return f"{page_of(path)}/acts/{action}"


def test_a_message_goes_from_the_list_to_the_reply_and_to_the_public(
    desk: Sit, path: MessageRoad, staff: dict[str, Actor], client: FlaskClient
) -> None:
    path.submit()
    page = page_of(path)
    clerk, handler, reviewer, approver = (
        desk(who) for who in ("clerk", "handler", "reviewer", "approver")
    )
    handler_id = staff["handler"].user_id

    assert page in links_on(clerk.get("/desk/messages"))

    clerk.send(act_page(path, "accept"), handler_id=handler_id)
    handler.send(act_page(path, "draft"), text="路灯已经修好。")
    assert "路灯已经修好。" in text_of(reviewer.get(page))
    handler.send(act_page(path, "submit_for_review"))
    reviewer.send(act_page(path, "approve_reply"), remark="同意")
    assert path.see().standing.state is State.REPLIED

    gate = handler.get(f"{page}/publication")
    assert "手机号码" in text_of(gate)
    done = handler.send(f"{page}/publication")
    assert done.headers["Location"] == page
    shown = text_of(approver.get(act_page(path, "publish")))
    assert "19900000000" not in shown
    approver.send(act_page(path, "publish"))

    listed = links_on(client.get("/messages"))
    public = next(link for link in listed if link.startswith("/messages/replies/"))
    assert "路灯已经修好。" in client.get(public).text

    approver.send(act_page(path, "unpublish"), reason="本人要求")

    assert client.get(public).status_code == 410
    assert "本人要求" in text_of(clerk.get(page))


def test_a_reason_keeps_what_the_gate_found_and_the_next_reader_sees_it(
    desk: Sit, path: MessageRoad
) -> None:
    path.submit(writing(text="请打水务热线000-0000000或者19900000000。"))
    path.accept()
    path.answer("热线就是19900000000。")
    handler = desk("handler")
    address = f"{page_of(path)}/publication"
    found = [name for name in path_names(handler.get(address).text) if name.startswith("keep ")]
    handler.send(address, **dict.fromkeys(found, "公开的服务电话"))
    copy = path.see().standing.preparation

    assert copy is not None
    assert "19900000000" in copy.copy.texts["reply"]
    shown = text_of(desk("approver").get(act_page(path, "publish")))
    assert "公开的服务电话" in shown
    again = handler.get(address)
    assert 'value="公开的服务电话"' in again.text


def path_names(html: str) -> list[str]:
    """The names of the text boxes on a page."""
    return [part.split('"')[0] for part in html.split('name="')[1:]]


def test_who_prepared_a_copy_does_not_publish_it(desk: Sit, path: MessageRoad) -> None:
    path.replied()
    handler = desk("handler")
    handler.send(f"{page_of(path)}/publication")
    offered = links_on(handler.get(page_of(path)))

    assert act_page(path, "publish") not in offered
    assert handler.get(act_page(path, "publish")).status_code == 409


def test_further_words_are_masked_and_one_that_stands_nowhere_is_named(
    desk: Sit, path: MessageRoad
) -> None:
    path.replied()
    handler, page = desk("handler"), f"{page_of(path)}/publication"
    refused = handler.send(page, also="清水路口\n没有这个地方")
    handler.send(page, also="清水路口")
    seen = text_of(desk("reviewer").get(act_page(path, "publish")))
    again = handler.get(page)

    assert refused.status_code == 422
    assert "要遮盖的“没有这个地方”在文字里没有出现" in text_of(refused)
    assert "清水路口\n没有这个地方" in refused.text
    assert (
        "清水路口" not in seen.partition("拟稿人要求另外遮盖：清水路口")[0].partition("公开稿")[2]
    )
    assert "拟稿人要求另外遮盖：清水路口" in seen
    assert again.text.count("清水路口") >= 1


def test_without_consent_no_copy_is_prepared(desk: Sit, path: MessageRoad) -> None:
    path.replied(writing(may_be_published=False))
    answer = desk("handler").get(f"{page_of(path)}/publication")

    assert answer.status_code == 409
    assert "没有同意公开" in answer.text


def test_a_copy_that_became_stale_says_so_and_keeps_what_was_typed(
    desk: Sit, path: MessageRoad
) -> None:
    path.replied(text="请打19900000000。")
    handler = desk("handler")
    address = f"{page_of(path)}/publication"
    keys = handler.keys(address)
    name = next(one for one in path_names(handler.get(address).text) if one.startswith("keep rep"))
    path.do(Action.CHANGE_CONSENT, facts.Consent(may_be_published=False), "author")
    answer = handler.post(address, **{**keys, name: "服务电话"})

    assert answer.status_code == 409
    assert 'value="服务电话"' in answer.text


def test_a_withdrawn_consent_is_seen_in_the_list_and_on_the_page(
    desk: Sit, path: MessageRoad
) -> None:
    path.replied()
    handler, approver = desk("handler"), desk("approver")
    handler.send(f"{page_of(path)}/publication")
    approver.send(act_page(path, "publish"))
    assert "已公开" in text_of(handler.get("/desk/messages?ended=1"))
    path.do(Action.CHANGE_CONSENT, facts.Consent(may_be_published=False), "author")

    assert "请撤回公开" in text_of(handler.get("/desk/messages?ended=1"))
    assert "请撤回公开" in text_of(handler.get(page_of(path)))


def test_a_call_is_taken_down_and_its_code_shown_once(desk: Sit, office: Office) -> None:
    clerk = desk("clerk")
    day = office.today()
    wrong = clerk.send("/desk/messages/register", **CALLED, received_on=day + timedelta(days=1))
    answer = clerk.send("/desk/messages/register", **CALLED, received_on=day)
    code = clerk.get(answer.headers["Location"])
    again = clerk.get(answer.headers["Location"])

    assert wrong.status_code == 422
    assert "收到之日不能晚于今天" in text_of(wrong)
    assert "SFSW-2026-L000001" in text_of(code)
    assert again.headers["Location"] == "/desk/messages/SFSW-2026-L000001"


def test_the_author_is_masked_until_a_look_is_recorded(desk: Sit, path: MessageRoad) -> None:
    path.submit()
    handler = desk("handler")
    masked = text_of(handler.get(page_of(path)))
    keys = handler.keys(page_of(path))
    shown = handler.post(f"/desk/requests/{path.reference}/reveal", csrf_token=keys["csrf_token"])
    revealed = text_of(handler.get(page_of(path)))
    after = text_of(handler.get(page_of(path)))

    assert shown.headers["Location"] == f"{page_of(path)}#applicant"
    assert "张示范" not in masked
    assert "199****0000" in masked
    assert "张示范" in revealed
    assert "张示范" not in after
    looks = db.session.scalars(db.select(AuditEntry.what)).all()
    assert list(looks) == [Look.APPLICANT]


def test_a_message_without_a_name_says_so(desk: Sit, path: MessageRoad) -> None:
    path.submit(writing(name="", phone="", email=""))

    assert "没有写姓名和联系方式" in text_of(desk("handler").get(page_of(path)))


def test_the_list_says_how_pressing_each_one_is(desk: Sit, path: MessageRoad) -> None:
    path.submit()
    handler = desk("handler")
    seen = [text_of(handler.get("/desk/messages"))]
    for days in (4, 3, 1, 90):
        path.sleep(days)
        seen.append(text_of(desk("handler").get("/desk/messages")))

    for page, said in zip(
        seen,
        (
            "期限内，还有5个工作日",
            "即将到期，还有1个工作日",
            "今天到期",
            "已逾期1个工作日",
            "三个月红线",
        ),
        strict=True,
    ):
        assert said in page


def test_a_complaint_says_by_when_a_petition_goes_its_way(desk: Sit, path: MessageRoad) -> None:
    path.submit(writing(kind=Kind.COMPLAINT))
    complaint = text_of(desk("handler").get(page_of(path)))
    path.submit(writing(kind=Kind.ENQUIRY))

    assert "属于信访的，转送、告知的期限" in complaint
    assert "属于信访的" not in text_of(desk("handler").get(page_of(path)))


def test_what_looks_automatic_and_what_waits_is_marked(desk: Sit, path: MessageRoad) -> None:
    path.submit(looks_automatic=True)

    assert "疑似自动发送" in text_of(desk("clerk").get("/desk/messages"))
    assert "疑似自动发送" in text_of(desk("clerk").get(page_of(path)))


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("state=accepted", True),
        ("state=received", False),
        ("kind=enquiry", True),
        ("kind=suggestion", False),
        ("unit=水资源科", True),
        ("unit=设施科", False),
        ("ended=1", False),
        ("after=nonsense", True),
        ("after=2026-01-01_0", True),
    ],
)
def test_the_list_is_narrowed(desk: Sit, path: MessageRoad, query: str, *, is_there: bool) -> None:
    path.submit()
    path.accept()
    page = links_on(desk("handler").get(f"/desk/messages?{query}"))

    assert (page_of(path) in page) is is_there


def test_a_long_list_goes_on_behind_the_last_one(desk: Sit, path: MessageRoad) -> None:
    for number in range(27):
        path.submit(writing(title=f"第{number}件"))
    handler = desk("handler")
    first = handler.get("/desk/messages?kind=enquiry")
    onward = next(link for link in links_on(first) if "after=" in link)
    second = text_of(handler.get(onward))

    assert "kind=enquiry" in onward
    assert "第0件" in text_of(first)
    assert "第26件" in second
    assert "第0件" not in second


def test_what_is_handled_is_passed_on_and_sent_back_with_reasons(
    desk: Sit, path: MessageRoad, staff: dict[str, Actor]
) -> None:
    path.submit()
    path.accept(unit="示范科")
    given = {"handler_id": staff["handler"].user_id, "reason": "归设施科管"}
    clerk, handler = desk("clerk"), desk("handler")
    wrong = clerk.send(act_page(path, "transfer"), handler_id=0, reason="归设施科管")
    clerk.send(act_page(path, "transfer"), **given)
    passed = text_of(handler.get(page_of(path)))
    handler.send(act_page(path, "send_back"), reason="不归设施科管")

    assert wrong.status_code == 422
    assert "归设施科管" in wrong.text
    assert "转办的理由：归设施科管" in passed
    assert "退回的理由：不归设施科管" in text_of(handler.get(page_of(path)))


def test_another_road_a_longer_limit_and_a_note_are_told(desk: Sit, path: MessageRoad) -> None:
    path.submit()
    path.accept()
    handler, approver = desk("handler"), desk("approver")
    wrong = approver.send(act_page(path, "extend"), working_days="21", reason="要现场查看")
    approver.send(act_page(path, "extend"), working_days="5", reason="要现场查看")
    handler.send(act_page(path, "note"), text="已电话联系")
    told = text_of(handler.get(page_of(path)))
    redirected = handler.send(
        act_page(path, "redirect"), to="petition", where="示范市信访局", reason="属于信访事项"
    )

    assert wrong.status_code == 422
    assert "延长的工作日：5" in told
    assert "已电话联系" in told
    assert redirected.headers["Location"] == page_of(path)
    assert "示范市信访局" in text_of(handler.get(page_of(path)))


def test_a_message_becomes_a_request_without_a_word_typed_again(
    desk: Sit, path: MessageRoad
) -> None:
    path.submit()
    clerk = desk("clerk")
    answer = clerk.send(act_page(path, "convert"), reason="要的是政府信息")
    page = clerk.get(page_of(path))
    request = next(link for link in links_on(page) if link.startswith("/desk/requests/SFSW"))

    assert answer.headers["Location"] == page_of(path)
    assert "清水路与示范街路口" in text_of(clerk.get(request))


def test_a_refused_act_keeps_what_was_typed(desk: Sit, path: MessageRoad) -> None:
    path.submit(writing(name="", phone="", email=""))
    answer = desk("clerk").send(act_page(path, "convert"), reason="要的是政府信息")

    assert answer.status_code == 409
    assert "无法通知补正" in text_of(answer)
    assert "要的是政府信息" in answer.text


def test_what_is_hidden_says_why_and_comes_back(desk: Sit, path: MessageRoad) -> None:
    path.submit()
    desk("reviewer").send(act_page(path, "hide"), reason=HidingReason.INSULT, remark="骂人")
    hidden = path.see().standing.state
    desk("approver").send(act_page(path, "restore"), reason="没有骂人")

    assert hidden is State.HIDDEN
    assert path.see().standing.state is State.RECEIVED


@pytest.mark.parametrize("action", ["submit", "rate", "nonsense", "prepare_publication"])
def test_what_is_no_act_of_the_desk_is_not_there(desk: Sit, path: MessageRoad, action: str) -> None:
    path.submit()

    assert desk("handler").get(act_page(path, action)).status_code == 404


def test_an_act_that_cannot_be_done_now_says_why(desk: Sit, path: MessageRoad) -> None:
    path.submit()

    assert desk("handler").get(act_page(path, "submit_for_review")).status_code == 409


def test_a_message_page_asks_six_times_at_most(desk: Sit, path: MessageRoad) -> None:
    path.replied()
    handler = desk("handler")
    handler.get(page_of(path))
    with counted_queries() as sent:
        handler.get(page_of(path))

    assert len(sent) <= 6


def test_the_list_asks_four_times_at_most(desk: Sit, path: MessageRoad) -> None:
    for _each in range(3):
        path.submit()
    handler = desk("handler")
    handler.get("/desk/messages")
    with counted_queries() as sent:
        handler.get("/desk/messages")

    assert len(sent) <= 4


QUESTION = {
    "question": "取水许可怎样办理",
    "answer": "到政务服务中心办理。",
    "unit": "水资源科",
}


def the_question() -> FrequentQuestion:
    latest = db.select(FrequentQuestion).order_by(FrequentQuestion.id.desc()).limit(1)
    entry: FrequentQuestion = db.session.scalars(latest).one()
    return entry


def enter(clerk: Desk) -> str:
    clerk.send("/desk/messages/questions/new", **QUESTION)
    return f"/desk/messages/questions/{the_question().id}"


def test_a_question_is_entered_by_one_and_made_public_by_another(
    desk: Sit, client: FlaskClient, office: Office
) -> None:
    clerk, handler, approver = desk("clerk"), desk("handler"), desk("approver")
    wrong = clerk.send("/desk/messages/questions/new", question="取水", answer="", unit="科")
    entry = enter(clerk)
    waiting = text_of(handler.get("/desk/messages/questions"))
    release = {"csrf_token": approver.keys(entry)["csrf_token"], "release-key": uuid4().hex}
    done = approver.post(f"{entry}/release", **release)

    assert wrong.status_code == 422
    assert "等待发布" in waiting
    assert done.headers["Location"] == "/desk/messages/questions"
    assert "到政务服务中心办理。" in client.get("/messages/questions").text


def test_who_entered_a_question_does_not_release_it(desk: Sit) -> None:
    handler = desk("handler")
    entry = enter(handler)
    release = {"csrf_token": handler.keys(entry)["csrf_token"], "release-key": uuid4().hex}
    answer = handler.post(f"{entry}/release", **release)
    broken = handler.post(f"{entry}/release", csrf_token=release["csrf_token"])

    assert answer.status_code == 409
    assert "录入问答的人不能自己发布" in text_of(answer)
    assert broken.status_code == 422


def test_another_wording_waits_beside_the_public_one_and_takes_its_place(
    desk: Sit, client: FlaskClient
) -> None:
    clerk, approver = desk("clerk"), desk("approver")
    entry = enter(clerk)
    token = {"csrf_token": approver.keys(entry)["csrf_token"]}
    approver.post(f"{entry}/release", **token, **{"release-key": uuid4().hex})
    clerk.send(entry, **{**QUESTION, "answer": "网上办理。"})
    before = client.get("/messages/questions").text
    changed = f"/desk/messages/questions/{the_question().id}"
    approver.post(f"{changed}/release", **token, **{"release-key": uuid4().hex})
    after = client.get("/messages/questions").text

    assert "到政务服务中心办理。" in before
    assert "网上办理。" not in before
    assert "网上办理。" in after
    assert "到政务服务中心办理。" not in after


def test_a_waiting_question_is_entered_anew_with_its_words_and_taken_off(desk: Sit) -> None:
    clerk = desk("clerk")
    entry = enter(clerk)
    like = next(link for link in links_on(clerk.get(entry)) if "like=" in link)
    copied = clerk.get(like).text
    delisting = {"csrf_token": clerk.keys(entry)["csrf_token"], "delist-key": uuid4().hex}
    wrong = clerk.post(f"{entry}/delist", **delisting)
    done = clerk.post(f"{entry}/delist", **delisting, **{"delist-reason": "重复"})

    assert QUESTION["answer"] in copied
    assert QUESTION["answer"] not in clerk.get("/desk/messages/questions/new").text
    assert wrong.status_code == 422
    assert "请写明理由" in text_of(wrong)
    assert done.status_code == 303
    assert clerk.get(entry).status_code == 404


def test_a_form_without_its_key_does_nothing(desk: Sit, path: MessageRoad) -> None:
    path.replied()
    handler = desk("handler")
    address = f"{page_of(path)}/publication"
    answer = handler.post(address, csrf_token=handler.keys(address)["csrf_token"])

    assert answer.status_code == 422
    assert path.see().standing.preparation is None


def test_blanks_are_no_reply(desk: Sit, path: MessageRoad) -> None:
    path.submit()
    path.accept()
    answer = desk("handler").send(act_page(path, "draft"), text="　 ")

    assert answer.status_code == 422
    assert "请写明答复内容" in text_of(answer)


def test_a_key_that_took_down_another_call_takes_down_nothing(desk: Sit, office: Office) -> None:
    clerk, address = desk("clerk"), "/desk/messages/register"
    day = office.today()
    given = {
        **clerk.keys(address),
        **CALLED,
        "received_on": [str(day.year), str(day.month), str(day.day)],
    }
    clerk.post(address, **given)
    answer = clerk.post(address, **{**given, "title": "另一件事"})

    assert answer.status_code == 409
    assert "另一件事" in answer.text
