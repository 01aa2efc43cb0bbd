"""意见征集 at the desk: drafting, review, acts, the catalogue, and the feedback by two people."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from pikepdf import Pdf

from casework.adapters.clock import SetClock
from casework.domain.consultation.vocabulary import Adoption, Kind, State
from casework.domain.roles import Actor
from casework.services.office import Office
from tests.asking_road import TEXT, AskingRoad
from tests.web.desk.browser import Desk, keys_on, text_of

TODAY = date(2026, 3, 2)
DRAFT = {
    "kind": "major_decision",
    "title": "示范市农村供水管理办法（征求意见稿）",
    "unit": "水资源科",
    "text": TEXT,
    "explanation": "现行办法需要修改。",
    "basis": "《农村供水条例》",
    "opens_on": TODAY,
    "closes_on": TODAY + timedelta(days=30),
    "online": "y",
    "participation": "public_comments",
}
NEW = "/desk/consultations/new"


@pytest.fixture
def asking(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> AskingRoad:
    return AskingRoad(office, clock, staff, agency_id)


@pytest.fixture
def handler(desk: Callable[[str], Desk]) -> Desk:
    return desk("handler")


def page_of(asking: AskingRoad, *parts: str) -> str:
    return "/".join((f"/desk/consultations/{asking.reference}", *parts))


def test_a_draft_is_written_and_cut_into_passages(handler: Desk, asking: AskingRoad) -> None:
    answer = handler.send(NEW, **DRAFT)
    asking.reference = answer.headers["Location"].rpartition("/")[2]
    content = asking.see().standing.content

    assert answer.status_code == 303
    assert content is not None
    assert ["第一条", "第二条", "第三条"] == [one.heading for one in content.passages]
    assert "起草中" in text_of(handler.get(page_of(asking)))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": ""}, "请填写标题"),
        ({"kind": ""}, "请选择类别"),
        ({"closes_on": TODAY - timedelta(days=1)}, "截止日早于开始日"),
        ({"email": "不是邮箱"}, "请填写真实的电子邮箱"),
        ({"text": "长" * 5001}, "第1段超过5000个字"),
        ({"text": "\n\n".join("段" * 301)}, "不超过300段"),
    ],
)
def test_what_is_wrong_with_a_draft_is_said_and_the_rest_stays(
    handler: Desk, changed: dict[str, object], told: str
) -> None:
    answer = handler.send(NEW, **{**DRAFT, **changed})

    assert answer.status_code == 422
    assert told in text_of(answer)
    assert "现行办法需要修改。" in answer.text


def test_a_draft_is_written_anew_in_whole(handler: Desk, asking: AskingRoad) -> None:
    asking.drafts()
    form = handler.get(page_of(asking, "draft"))
    answer = handler.send(page_of(asking, "draft"), **{**DRAFT, "title": "改过的标题"})

    assert "第二条　农村供水实行计量收费" in form.text
    assert answer.status_code == 303
    assert "改过的标题" in text_of(handler.get(page_of(asking)))


def test_what_is_open_is_not_written_anew(handler: Desk, asking: AskingRoad) -> None:
    asking.open()
    answer = handler.get(page_of(asking, "draft"))

    assert answer.status_code == 409
    assert "已经于2026年3月2日开始" in text_of(answer)


def test_the_preview_warns_of_a_period_that_is_too_short(handler: Desk, asking: AskingRoad) -> None:
    asking.drafts(closes_on=TODAY + timedelta(days=29))
    shown = text_of(handler.get(page_of(asking, "preview")))

    assert "期限29天，少于规定的30天" in shown
    assert "最早到2026年4月1日截止" in shown
    assert "农村供水实行计量收费" in shown


def test_two_people_publish_a_draft(
    desk: Callable[[str], Desk], handler: Desk, asking: AskingRoad
) -> None:
    asking.drafts()
    sent = handler.send(page_of(asking, "acts", "submit_for_review"))
    approver = desk("approver")
    approved = approver.send(page_of(asking, "acts", "approve"), remark="同意")

    assert (303, 303) == (sent.status_code, approved.status_code)
    assert asking.see().standing.state is State.SCHEDULED
    assert approver.get(f"/consultations/{asking.reference}").status_code == 200


def test_a_short_period_is_refused_with_its_earliest_end(handler: Desk, asking: AskingRoad) -> None:
    asking.drafts(closes_on=TODAY + timedelta(days=10))
    answer = handler.get(page_of(asking, "acts", "submit_for_review"))

    assert answer.status_code == 409
    assert "最早到2026年4月1日截止" in text_of(answer)


@pytest.mark.parametrize(
    ("action", "given"),
    [
        ("extend_period", {"closes_on": date(2026, 4, 10), "reason": "意见较多"}),
        ("cancel", {"reason": "上位法正在修改"}),
        (
            "add_hearing",
            {
                "kind": "hearing",
                "held_on": date(2026, 3, 20),
                "held_at": "9：30",
                "place": "示范市清水路1号会议室",
            },
        ),
        ("note", {"text": "已电话告知"}),
    ],
)
def test_an_act_on_what_is_public_is_done_by_its_form(
    desk: Callable[[str], Desk], asking: AskingRoad, action: str, given: dict[str, object]
) -> None:
    asking.open()
    approver = desk("approver")
    answer = approver.send(page_of(asking, "acts", action), **given)

    assert answer.status_code == 303
    assert "已办理" in text_of(approver.get(page_of(asking)))


def test_a_meeting_is_changed_and_recorded_by_its_number(
    desk: Callable[[str], Desk], asking: AskingRoad
) -> None:
    asking.open(kind=Kind.NORMATIVE_DOCUMENT)
    approver = desk("approver")
    meeting = {
        "kind": "discussion_meeting",
        "held_on": TODAY,
        "held_at": "14:30",
        "place": "一号会议室",
    }
    approver.send(page_of(asking, "acts", "add_hearing"), **meeting)
    form = approver.get(f"{page_of(asking, 'acts', 'change_hearing')}?number=1")
    moved = {**meeting, "place": "二号会议室", "number": "1"}
    approver.send(page_of(asking, "acts", "change_hearing"), **moved)
    recorded = approver.send(
        page_of(asking, "acts", "record_hearing"), number="1", record="同意草案", attended="12"
    )
    held = asking.see().standing.meetings[0]

    assert 'value="一号会议室"' in form.text
    assert 'value="14:30"' in form.text
    assert recorded.status_code == 303
    assert ("二号会议室", 12) == (held.meeting.place, held.attended)


def test_a_time_that_is_none_is_said(desk: Callable[[str], Desk], asking: AskingRoad) -> None:
    asking.open()
    answer = desk("approver").send(
        page_of(asking, "acts", "add_hearing"),
        kind="hearing",
        held_on=date(2026, 3, 20),
        held_at="下午",
        place="会议室",
    )

    assert answer.status_code == 422
    assert "请填写时间，例如14:30" in text_of(answer)


def test_an_act_that_is_none_is_no_page(handler: Desk, asking: AskingRoad) -> None:
    asking.drafts()

    assert handler.get(page_of(asking, "acts", "nonsense")).status_code == 404


def test_the_list_says_what_is_due(desk: Callable[[str], Desk], asking: AskingRoad) -> None:
    asking.open()
    asking.says("水价太高")
    asking.go_past_the_end()
    handler = desk("handler")
    shown = text_of(handler.get("/desk/consultations"))
    waiting = text_of(handler.get("/desk/consultations?status=closed"))
    drafts = text_of(handler.get("/desk/consultations?state=draft"))

    assert "还有19个工作日反馈" in shown
    assert "1条未答复" in waiting
    assert "现在没有这样的意见征集" in drafts


def test_the_feedback_waits_until_everybody_is_answered(
    desk: Callable[[str], Desk], asking: AskingRoad
) -> None:
    asking.open()
    asking.says("水价太高")
    early = text_of(desk("handler").get(page_of(asking, "feedback")))
    asking.go_past_the_end()
    handler = desk("handler")
    late = text_of(handler.get(page_of(asking, "feedback")))
    refused = handler.send(page_of(asking, "feedback"), overview="总体情况")

    assert "征集到2026年4月1日截止" in early
    assert "还有1条意见没有答复" in late
    assert refused.status_code == 409
    assert "总体情况" in refused.text


def test_personal_data_are_masked_unless_somebody_says_why_not(
    desk: Callable[[str], Desk], asking: AskingRoad
) -> None:
    asking.open()
    one = asking.says("请打19900000000联系村里，热线是19911111111")
    asking.go_past_the_end()
    handler = desk("handler")
    asking.answer([one])
    page = page_of(asking, "feedback")
    form = handler.get(page)
    names = [part.partition('"')[0] for part in form.text.split('name="keep ')[1:]]
    keys = keys_on(form)
    kept = {f"keep {names[1]}": "公开的服务热线"}
    shown = handler.post(page, **keys, **kept, overview="总体情况", only_shown="1")
    sent = handler.post(page, **keys, **kept, overview="总体情况")

    assert len(names) == 2
    assert "19911111111" in text_of(shown).partition("公布的样子")[2]
    assert "19900000000" not in text_of(shown).partition("公布的样子")[2]
    assert sent.status_code == 303


def test_further_words_are_masked_in_the_feedback(
    desk: Callable[[str], Desk], asking: AskingRoad
) -> None:
    asking.open()
    one = asking.says("坝下老李家的水浑")
    asking.go_past_the_end()
    handler = desk("handler")
    asking.answer([one])
    page = page_of(asking, "feedback")
    refused = handler.send(page, overview="总体情况", also="老王")
    shown = handler.send(page, overview="总体情况", also="老李", only_shown="1")
    sent = handler.send(page, overview="总体情况", also="老李")

    assert refused.status_code == 422
    assert "要遮盖的“老王”在文字里没有出现" in text_of(refused)
    assert "坝下**家的水浑" in text_of(shown).partition("公布的样子")[2]
    assert sent.status_code == 303
    assert "拟稿人要求另外遮盖：老李" in text_of(desk("reviewer").get(page))


def test_a_second_person_publishes_and_the_papers_open(
    desk: Callable[[str], Desk], asking: AskingRoad
) -> None:
    asking.open()
    one, two = asking.says("水价太高"), asking.says("不要收费")
    asking.go_past_the_end()
    handler = desk("handler")
    asking.answer([one])
    asking.answer([two], adoption=Adoption.NOT_ADOPTED)
    page = page_of(asking, "feedback")
    handler.send(page, overview="意见集中在水价", reasons="成本核定")
    own = handler.get(page)
    reviewer = desk("reviewer")
    seen = reviewer.get(page)
    draft = reviewer.get(f"{page}.pdf")
    published = reviewer.post(f"{page}/publication", **keys_on(seen))
    public = f"/consultations/{asking.reference}/feedback"

    assert "公布采纳情况" not in own.text.partition("<main")[2].partition("公布的内容")[0]
    assert published.status_code == 303
    assert "收到2条" in text_of(reviewer.get(public))
    for pdf in (draft.data, reviewer.get(f"{public}.pdf").data):
        assert len(Pdf.open(BytesIO(pdf)).pages) >= 1


def test_the_catalogue_is_kept_and_its_consultation_linked(
    handler: Desk, asking: AskingRoad
) -> None:
    line = {"year": "2026", "number": "1", "title": "农村供水", "unit": "水资源科"}
    entered = handler.send("/desk/decisions/2026/new", **line, hearing="是")
    listed = handler.get("/desk/decisions/2026")
    edit = listed.text.split('href="/desk/decisions/lines/')[1].partition('"')[0]
    missing = handler.send("/desk/decisions/2026/new", **{**line, "title": ""})
    handler.send(f"/desk/decisions/lines/{edit}", **{**line, "title": "农村供水改革"})
    asking.open(decision_id=int(edit))
    public = handler.get("/consultations/catalogue/2026")

    assert (303, 422) == (entered.status_code, missing.status_code)
    assert "农村供水改革" in text_of(public)
    assert f'href="/consultations/{asking.reference}"' in public.text


def test_a_line_is_taken_off_the_catalogue(handler: Desk) -> None:
    line = {"year": "2026", "number": "1", "title": "农村供水", "unit": "水资源科"}
    handler.send("/desk/decisions/2026/new", **line)
    listed = handler.get("/desk/decisions/2026")
    edit = listed.text.split('href="/desk/decisions/lines/')[1].partition('"')[0]
    page = handler.get(f"/desk/decisions/lines/{edit}")
    key = page.text.partition('name="delist-key" type="hidden" value="')[2].partition('"')[0]
    token = keys_on(page)["csrf_token"]
    path = f"/desk/decisions/lines/{edit}/delist"
    empty = handler.post(path, **{"delist-csrf_token": token})
    done = handler.post(path, **{"delist-key": key, "delist-csrf_token": token})

    assert empty.headers["Location"] == f"/desk/decisions/lines/{edit}"
    assert done.headers["Location"] == "/desk/decisions/2026"
    assert "还没有登记" in text_of(handler.get("/desk/decisions/2026"))
