"""The desk's pages of proactive disclosure: the register, the suggestions, what was decided."""

from collections.abc import Callable
from datetime import date

import pytest

from casework.domain.disclosure.proactive import Verdict
from casework.services import published
from casework.services.disclosure import similar, suggestions
from casework.services.published import PAGE
from tests.people import ORGANISATION
from tests.road import Road
from tests.services.test_similar import SAME, file
from tests.web.desk.browser import Desk, links_on, text_of

Sit = Callable[[str], Desk]
NEW = "/desk/published/new"
ENTRY = {
    "title": "2023年示范市水资源公报",
    "url": "https://www.shifan.example/gongbao/2023.html",
    "place": "市档案馆",
    "published_on": date(2024, 7, 1),
}


def test_an_entry_is_registered_shown_and_found(desk: Sit) -> None:
    clerk = desk("clerk")
    sent = clerk.send(NEW, **ENTRY)
    listed = clerk.get("/desk/published")
    found = text_of(clerk.get("/desk/published?q=水资源公报"))
    other = text_of(clerk.get("/desk/published?q=取水许可"))

    assert "/desk/published" == sent.headers["Location"]
    assert "已登记" in text_of(listed)
    assert "2024年7月1日公开" in text_of(listed)
    assert ENTRY["url"] in links_on(listed)
    assert "2023年示范市水资源公报" in found
    assert "没有找到名称相近的信息" in other


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "请填写信息名称"),
        ({"url": "javascript:alert(1)"}, "请填写完整的网址"),
        ({"url": "https://www.shifan.example/a b"}, "请填写完整的网址"),
        ({"url": "", "place": ""}, "网址和其他获取途径至少填写一项"),
        ({"published_on": date(2026, 3, 3)}, "公开之日不能晚于今天"),
        ({"published_on": date(1900, 1, 1)}, "请核对年份"),
        ({"published_on": ""}, "请填写公开之日"),
    ],
)
def test_an_entry_that_leads_nowhere_is_not_taken(
    desk: Sit, agency_id: int, wrong: dict[str, object], said: str
) -> None:
    answered = desk("clerk").send(NEW, **{**ENTRY, **wrong})

    assert 422 == answered.status_code
    assert said in text_of(answered)
    assert [] == published.latest(agency_id)


def test_an_entry_is_mended_and_removed(desk: Sit, agency_id: int) -> None:
    handler = desk("handler")
    handler.send(NEW, **ENTRY)
    (entry,) = published.latest(agency_id)
    path = f"/desk/published/{entry.id}"
    shown = handler.get(path)
    handler.send(path, **{**ENTRY, "title": "2023年水资源公报"})
    mended = published.one(entry.id, agency_id)
    removed = handler.send(path + "/delist", **handler.keys(path))

    assert 'value="2024"' in shown.text
    assert "2023年水资源公报" == mended.title
    assert 405 == handler.get(path + "/delist").status_code
    assert 303 == removed.status_code


def test_a_removal_takes_the_key_of_its_own_form(desk: Sit, agency_id: int) -> None:
    handler = desk("handler")
    handler.send(NEW, **ENTRY)
    (entry,) = published.latest(agency_id)
    path = f"/desk/published/{entry.id}"
    keys = handler.keys(path)
    own = {name: value for name, value in keys.items() if name.startswith("delist-")}
    without = handler.post(f"{path}/delist", csrf_token=keys["csrf_token"], key=keys["key"])
    kept = published.latest(agency_id)
    handler.post(f"{path}/delist", **own)

    assert path == without.headers["Location"]
    assert [entry] == kept
    assert [] == published.latest(agency_id)
    assert "已从登记中移除" in text_of(handler.get("/desk/published"))


def test_the_register_is_turned_page_by_page(desk: Sit) -> None:
    clerk = desk("clerk")
    for number in range(PAGE + 1):
        clerk.send(NEW, **{**ENTRY, "title": f"第{number}号公告"})
    first = clerk.get("/desk/published")
    (onward,) = [link for link in links_on(first) if "before=" in link]

    assert "第0号公告" in text_of(clerk.get(onward))
    assert "第0号公告" not in text_of(first)


@pytest.mark.parametrize(
    "before", ["x", "2024-07-01_0", "2024-07-01_x", "2024-07-01_" + "9" * 20, "2024-02-30_1"]
)
def test_a_page_that_no_page_of_ours_names_is_the_first(desk: Sit, before: str) -> None:
    clerk = desk("clerk")
    clerk.send(NEW, **ENTRY)

    assert "2023年示范市水资源公报" in text_of(clerk.get(f"/desk/published?before={before}"))


@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_who_keeps_no_register_may_read_it(desk: Sit, who: str) -> None:
    desk("clerk").send(NEW, **ENTRY)
    reader = desk(who)

    assert "登记一条" not in text_of(reader.get("/desk/published"))
    assert 403 == reader.get(NEW).status_code


def test_a_key_that_was_used_with_other_words_is_refused(desk: Sit) -> None:
    clerk = desk("clerk")
    keys = clerk.keys(NEW)
    typed = {**ENTRY, "published_on": ["2024", "7", "1"]}
    clerk.post(NEW, **{**keys, **typed})
    answered = clerk.post(NEW, **{**keys, **typed, "title": "另一条"})

    assert 409 == answered.status_code
    assert "这一页已经提交过" in text_of(answered)


def suggested(road: Road) -> int:
    """What two applicants asked for; the number of its group."""
    file(road)
    file(road, SAME, ORGANISATION)
    similar.rebuild()
    (found,) = suggestions.open_suggestions(road.staff["handler"])
    return found.group_id


def test_a_suggestion_shows_references_and_no_applicant(desk: Sit, road: Road) -> None:
    suggested(road)
    shown = text_of(desk("clerk").get("/desk/suggestions"))

    assert "2个申请人申请过，可以纳入主动公开" in shown
    assert "SFSW-2026-000001" in shown
    assert "SFSW-2026-000002" in shown
    assert ORGANISATION.name not in shown
    assert "记录研究结果" not in shown


def test_without_any_there_is_a_word(desk: Sit) -> None:
    clerk = desk("clerk")

    assert "现在没有需要研究的建议" in text_of(clerk.get("/desk/suggestions"))
    assert "还没有研究过的建议" in text_of(clerk.get("/desk/suggestions/considered"))
    assert "还没有登记" in text_of(clerk.get("/desk/published"))


def test_what_is_decided_leaves_the_list_and_is_kept(desk: Sit, road: Road) -> None:
    path = f"/desk/suggestions/{suggested(road)}"
    approver = desk("approver")
    shown = text_of(approver.get(path))
    sent = approver.send(path, verdict=Verdict.TAKEN_UP.value, reason="下月在网站公开")
    listed = text_of(approver.get("/desk/suggestions"))
    decided = text_of(approver.get("/desk/suggestions/considered"))

    assert "2个申请人申请过" in shown
    assert "/desk/suggestions" == sent.headers["Location"]
    assert "已记录研究结果" in listed
    assert "现在没有需要研究的建议" in listed
    assert "纳入主动公开" in decided
    assert "理由：下月在网站公开" in decided
    assert "示例approver" in decided


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"verdict": "taken_up", "reason": ""}, 422),
        ({"verdict": "", "reason": "可以公开"}, 422),
        ({"verdict": "taken_up", "reason": "可以公开"}, 303),
    ],
)
def test_a_decision_says_which_and_why(
    desk: Sit, road: Road, given: dict[str, str], status: int
) -> None:
    path = f"/desk/suggestions/{suggested(road)}"

    assert status == desk("reviewer").send(path, **given).status_code


def test_a_decision_that_was_sent_and_changed_is_refused(desk: Sit, road: Road) -> None:
    path = f"/desk/suggestions/{suggested(road)}"
    handler = desk("handler")
    keys = handler.keys(path)
    handler.post(path, **keys, verdict="taken_up", reason="可以公开")
    answered = handler.post(path, **keys, verdict="not_taken_up", reason="不宜公开")

    assert 409 == answered.status_code


def test_what_is_no_suggestion_is_not_there(desk: Sit, road: Road) -> None:
    suggested(road)
    handler = desk("handler")

    assert 404 == handler.get("/desk/suggestions/99").status_code
    assert 404 == handler.get(f"/desk/suggestions/{2**40}").status_code
    assert 403 == desk("clerk").get("/desk/suggestions/1").status_code


@pytest.mark.parametrize("before", ["x", "0", "-1", "9" * 5000])
def test_suggestions_begin_anew_where_no_page_of_ours_leads(
    desk: Sit, road: Road, before: str
) -> None:
    suggested(road)

    assert "2个申请人" in text_of(desk("clerk").get(f"/desk/suggestions?before={before}"))


def test_suggestions_are_turned_page_by_page(desk: Sit, road: Road) -> None:
    for number in range(PAGE + 1):
        wanted = "".join(chr(0x4E00 + 40 * number + place) for place in range(20))
        file(road, wanted)
        file(road, wanted, ORGANISATION)
    similar.rebuild()
    handler = desk("handler")
    first = handler.get("/desk/suggestions")
    (onward,) = [link for link in links_on(first) if "before=" in link]

    assert "SFSW-2026-000001" in text_of(handler.get(onward))
    assert "SFSW-2026-000001" not in text_of(first)

    for found in suggestions.open_suggestions(road.staff["handler"])[:PAGE]:
        path = f"/desk/suggestions/{found.group_id}"
        handler.send(path, verdict="taken_up", reason="可以公开")
    handler.send(
        f"/desk/suggestions/{suggestions.open_suggestions(road.staff['handler'])[0].group_id}",
        verdict="taken_up",
        reason="可以公开",
    )
    decided = handler.get("/desk/suggestions/considered")
    (last,) = [link for link in links_on(decided) if "before=" in link]

    assert "理由：可以公开" in text_of(handler.get(last))
