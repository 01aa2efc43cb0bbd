"""Comments at the desk: list, filters, keying in, hiding, groups, one answer for many."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from casework.adapters.clock import SetClock
from casework.domain.consultation.comment.acts import Hiding
from casework.domain.consultation.comment.vocabulary import Action, HidingReason
from casework.domain.consultation.vocabulary import Adoption
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import AuditEntry, Comment, CommentGroup
from casework.services.office import Office
from tests.asking_road import AskingRoad
from tests.web.desk.browser import Desk, counted_queries, keys_on, text_of

_HIDDEN = re.compile(r'name="([^"]+)" type="hidden" value="([^"]*)"')


@pytest.fixture
def asking(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> AskingRoad:
    return AskingRoad(office, clock, staff, agency_id)


@pytest.fixture
def handler(desk: Callable[[str], Desk]) -> Desk:
    return desk("handler")


def page_of(asking: AskingRoad, *parts: str) -> str:
    return "/".join((f"/desk/consultations/{asking.reference}", *parts))


def adoptions() -> set[Adoption | None]:
    db.session.remove()
    return set(db.session.scalars(select(Comment.adoption)))


def test_the_list_shows_words_source_passage_and_how_far_it_is_answered(
    handler: Desk, asking: AskingRoad
) -> None:
    asking.open()
    asking.says("水价太高", 2)
    asking.writes("请公布水质")
    shown = text_of(handler.get(page_of(asking, "comments")))

    for words in ("水价太高", "针对第2段", "信函", "针对全文", "还有2条未答复", "网上提交：1条"):
        assert words in shown


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("unanswered=1", {"水价太高", "辱骂的话"}),
        ("hidden=1", {"辱骂的话"}),
        ("source=letter", {"请公布水质"}),
        ("passage=2", {"水价太高"}),
        ("passage=nonsense", {"水价太高", "请公布水质", "辱骂的话"}),
        ("late=1", set()),
        ("group=999", set()),
    ],
)
def test_the_list_is_filtered(
    handler: Desk, asking: AskingRoad, asked: str, seen: set[str]
) -> None:
    asking.open()
    asking.says("水价太高", 2)
    asking.answer([asking.writes("请公布水质")])
    hidden = asking.says("辱骂的话", 1)
    asking.treat(Action.HIDE, Hiding(HidingReason.INSULT), hidden)
    shown = text_of(handler.get(f"{page_of(asking, 'comments')}?{asked}"))

    assert seen == {one for one in ("水价太高", "请公布水质", "辱骂的话") if one in shown}


def test_a_long_list_goes_on_over_the_page_with_few_queries(
    handler: Desk, asking: AskingRoad
) -> None:
    asking.open()
    for number in range(27):
        asking.says(f"意见之{number}。")
    first = handler.get(page_of(asking, "comments"))
    onward = first.text.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    with counted_queries() as sent:
        second = handler.get(onward)

    assert "意见之26。" not in first.text
    assert "意见之26。" in second.text
    # Who reads; the consultation, with the comments and with the groups; figures; both of these.
    assert len(sent) == 7, sent


def test_a_letter_is_keyed_in_and_its_code_handed_out_once(
    desk: Callable[[str], Desk], asking: AskingRoad
) -> None:
    asking.open()
    clerk = desk("clerk")
    given = {
        "source": "letter",
        "received_on": asking.office.today(),
        "evidence": "来信第1号",
        "passage": "2",
        "text": "请降低水价",
        "name": "李示范",
    }
    done = clerk.send(page_of(asking, "comments", "new"), **given)
    code = text_of(clerk.get(done.headers["Location"]))
    db.session.remove()
    kept = db.session.scalars(select(Comment)).one()

    assert "查询码" in code
    assert (2, "请降低水价", "李示范") == (kept.passage, kept.text, kept.name)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"source": "online"}, "请从列出的选项中选择一项"),
        ({"evidence": ""}, "请写明凭证"),
        ({"text": ""}, "请填写意见内容"),
        ({"phone": "不是号码"}, "请填写真实的电话号码"),
    ],
)
def test_what_is_wrong_with_a_letter_is_said(
    handler: Desk, asking: AskingRoad, changed: dict[str, str], told: str
) -> None:
    asking.open()
    given = {
        "source": "letter",
        "received_on": asking.office.today(),
        "evidence": "来信第1号",
        "passage": "0",
        "text": "请降低水价",
    }
    answer = handler.send(page_of(asking, "comments", "new"), **{**given, **changed})

    assert answer.status_code == 422
    assert told in text_of(answer)


def test_a_letter_of_tomorrow_has_not_come(handler: Desk, asking: AskingRoad) -> None:
    asking.open()
    answer = handler.send(
        page_of(asking, "comments", "new"),
        source="letter",
        received_on=asking.office.today() + timedelta(days=1),
        evidence="来信",
        passage="0",
        text="请降低水价",
    )

    assert "收到之日不能晚于今天" in text_of(answer)


def test_the_ticked_ones_are_answered_alike(handler: Desk, asking: AskingRoad) -> None:
    asking.open()
    both = [asking.says("水价太高"), asking.says("请公布水质")]
    list_page = page_of(asking, "comments")
    keys = handler.keys(list_page)
    nothing = handler.post(f"{list_page}/answers", **keys, adoption="adopted", reason="好")
    no_reason = handler.post(f"{list_page}/answers", **keys, chosen=both, adoption="adopted")
    done = handler.post(
        f"{list_page}/answers", **keys, chosen=both, adoption="adopted", reason="已经写入"
    )

    assert "请先勾选意见" in text_of(nothing)
    assert no_reason.text.count(" checked") == 3
    assert (422, 422, 303) == (nothing.status_code, no_reason.status_code, done.status_code)
    assert {Adoption.ADOPTED} == adoptions()


def test_the_ticked_ones_become_a_group_and_are_answered_once(
    handler: Desk, asking: AskingRoad
) -> None:
    asking.open()
    both = [asking.says("水价太高"), asking.says("水价降一点")]
    list_page = page_of(asking, "comments")
    keys = handler.keys(list_page)
    unnamed = handler.post(f"{list_page}/grouping", **keys, chosen=both, group_id="0")
    handler.post(
        f"{list_page}/grouping", **keys, chosen=both, group_id="0", title="水价", unit="水资源科"
    )
    groups = text_of(handler.get(page_of(asking, "groups")))
    group_id = str(db.session.scalars(select(CommentGroup.id)).one())
    group = page_of(asking, "groups", group_id)
    shown = text_of(handler.get(group))
    done = handler.send(group, adoption="partly_adopted", reason="调整阶梯水价")

    assert "请填写新归类的名称" in text_of(unnamed)
    assert "水价 水资源科 2 2条未答复" in groups
    assert "水价降一点" in shown
    assert done.status_code == 303
    assert {Adoption.PARTLY_ADOPTED} == adoptions()


def test_a_group_is_given_to_another_unit(handler: Desk, asking: AskingRoad) -> None:
    asking.open()
    list_page = page_of(asking, "comments")
    chosen = asking.says("水价太高")
    handler.post(
        f"{list_page}/grouping",
        **handler.keys(list_page),
        chosen=chosen,
        group_id="0",
        title="水价",
    )
    group_id = str(db.session.scalars(select(CommentGroup.id)).one())
    group = page_of(asking, "groups", group_id)
    hidden = dict(_HIDDEN.findall(handler.get(group).text))
    changing = {name: value for name, value in hidden.items() if name.startswith("change-")}
    given = {**changing, "change-title": "水价过高", "change-unit": "财务科"}
    empty = handler.post(f"{group}/change", **{**given, "change-title": ""})
    done = handler.post(f"{group}/change", **given)

    assert (422, 303) == (empty.status_code, done.status_code)
    assert "由财务科研究" in text_of(handler.get(group))
    assert handler.get(page_of(asking, "groups", "999")).status_code == 404


def test_what_is_alike_is_proposed_and_a_person_confirms(handler: Desk, asking: AskingRoad) -> None:
    asking.open()
    first = asking.says("农村供水的水价太高，建议每立方米降到两元以下。")
    asking.says("农村供水的水价太高，建议每立方米降到两元以下！")
    other = asking.says("农村供水水价太高了，建议降到每立方米两元以下。")
    asking.says("水质检测结果请每周公布。")
    page = page_of(asking, "similar")
    shown = handler.get(page)
    hidden = {
        name: value for name, value in _HIDDEN.findall(shown.text) if name.startswith(f"{first}-")
    }
    ticked = {f"{first}-chosen": [first, other], f"{first}-group_id": "0"}
    unnamed = handler.post(f"{page}/{first}", **hidden, **ticked)
    done = handler.post(f"{page}/{first}", **hidden, **ticked, **{f"{first}-title": "降低水价"})
    db.session.remove()
    grouped = db.session.scalars(select(Comment).where(Comment.group_id.is_not(None))).all()

    assert "相似度" in text_of(shown)
    assert "请填写新归类的名称" in text_of(unnamed)
    assert done.status_code == 303
    assert len(grouped) == 3


def test_one_comment_is_answered_hidden_and_shown_again(
    desk: Callable[[str], Desk], asking: AskingRoad
) -> None:
    asking.open()
    reference = asking.says("水价太高", 2)
    page = f"/desk/comments/{reference}"
    approver = desk("approver")
    answered = approver.send(f"{page}/acts/answer", adoption="adopted", reason="已经写入")
    hidden = approver.send(f"{page}/acts/hide", reason="insult")
    shown = text_of(approver.get(page))
    approver.send(f"{page}/acts/unhide", reason="看错了")
    after = text_of(approver.get(page))

    assert (303, 303) == (answered.status_code, hidden.status_code)
    assert "不公开显示：辱骂、诽谤他人" in shown
    assert "农村供水实行计量收费" in shown
    assert "恢复的理由：看错了" in after


def test_an_act_without_its_reason_is_not_done(handler: Desk, asking: AskingRoad) -> None:
    asking.open()
    page = f"/desk/comments/{asking.says('水价太高')}"
    answer = handler.send(f"{page}/acts/answer", adoption="adopted", reason="")

    assert answer.status_code == 422
    assert handler.get(f"{page}/acts/nonsense").status_code == 404
    assert handler.get(f"{page}/acts/unhide").status_code == 409


def test_its_author_is_masked_until_a_look_is_recorded(handler: Desk, asking: AskingRoad) -> None:
    asking.open()
    reference = asking.says("水价太高", name="张示范", phone="19900000000")
    page = f"/desk/comments/{reference}"
    masked = handler.get(page)
    revealed = handler.post(f"/desk/requests/{reference}/reveal", **keys_on(masked))
    shown = text_of(handler.get(revealed.headers["Location"].partition("#")[0]))

    assert "19900000000" not in masked.text
    assert "张示范" in shown
    assert "19900000000" in shown
    assert len(db.session.scalars(select(AuditEntry)).all()) == 1


def test_an_anonymous_one_says_so(handler: Desk, asking: AskingRoad) -> None:
    asking.open()
    page = f"/desk/comments/{asking.says('水价太高')}"

    assert "没有写姓名和联系方式" in text_of(handler.get(page))


def test_all_of_them_go_out_as_a_table_without_names(handler: Desk, asking: AskingRoad) -> None:
    asking.open()
    asking.says("水价太高", name="张示范", phone="19900000000")
    # Read within the client, as a server does: a stream outlives the view, not its request.
    answer = handler.client.get(page_of(asking, "comments.csv"), buffered=True)
    text = answer.data.decode("utf-8-sig")

    assert "水价太高" in text
    assert "张示范" not in text
    assert answer.headers["Content-Disposition"].endswith(f"{asking.reference}.csv")


def test_a_clerk_reads_but_does_not_answer(desk: Callable[[str], Desk], asking: AskingRoad) -> None:
    asking.open()
    asking.says("水价太高")
    clerk = desk("clerk")
    shown = clerk.get(page_of(asking, "comments"))

    assert "水价太高" in shown.text
    assert "一并答复选中的" not in shown.text
    assert clerk.get(page_of(asking, "similar")).status_code == 403
