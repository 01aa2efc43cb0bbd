"""The page of what is like a request: shown to all, its proposals taken up by the handler."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.leaves import Repeated
from casework.domain.disclosure.proactive import Publication
from casework.services import published
from casework.services.disclosure import similar
from tests.people import ORGANISATION, PERSON
from tests.road import Road
from tests.services.test_similar import SAME, answer, file
from tests.web.desk.browser import Desk, keys_on, links_on, text_of

Sit = Callable[[str], Desk]


@pytest.fixture
def repeated(road: Road) -> str:
    """An answered request, and one on its way that says the same; the reference of the first."""
    first = file(road)
    answer(road)
    file(road, SAME)
    road.confirm()
    road.assign()
    similar.rebuild()
    return first


def page(road: Road) -> str:
    return f"/desk/requests/{road.reference}/similar"


def test_an_earlier_reply_is_shown_with_its_likeness_in_words(
    desk: Sit, road: Road, repeated: str
) -> None:
    shown = desk("handler").get(page(road))
    text = text_of(shown)

    assert f"/desk/requests/{repeated}" in links_on(shown)
    assert "申请内容相同（相似度100%）" in text
    assert "2026年3月2日以示水公开复〔2026〕1号答复：政府信息公开申请答复书（予以公开）" in text
    assert "同一申请人的相似申请" in text
    assert "其他申请人" not in text
    assert PERSON.name not in text


def test_no_applicant_of_another_request_is_named(desk: Sit, road: Road) -> None:
    file(road, by=ORGANISATION)
    file(road, SAME)
    similar.rebuild()
    text = text_of(desk("clerk").get(page(road)))

    assert "其他申请人的相似申请" in text
    assert ORGANISATION.name not in text


def test_figures_that_differ_are_named(desk: Sit, road: Road) -> None:
    file(road, "2000—2022年分区水资源数据")
    file(road)
    similar.rebuild()
    text = text_of(desk("handler").get(page(road)))

    assert "只有本件写到：2023" in text
    assert "只有对方写到：2022" in text


def test_nothing_alike_is_said(desk: Sit, road: Road) -> None:
    file(road)
    similar.rebuild()

    assert "没有找到相似的申请" in text_of(desk("handler").get(page(road)))


def test_two_that_wait_may_be_merged(desk: Sit, road: Road) -> None:
    file(road)
    file(road, SAME)
    similar.rebuild()

    assert "可以关联或者并入" in text_of(desk("handler").get(page(road)))


def test_a_handler_takes_the_repeated_request_as_the_draft(
    desk: Sit, road: Road, repeated: str
) -> None:
    handler = desk("handler")
    sent = handler.send(page(road), repeats=repeated)
    draft = road.see().standing.draft
    form = handler.get(sent.headers["Location"])

    assert 303 == sent.status_code
    assert f"/desk/requests/{road.reference}/decision/repeated" == sent.headers["Location"]
    assert draft is not None
    assert (Outcome.REPEATED, Repeated(SAME, "示水公开复〔2026〕1号", road.today)) == (
        draft.outcome,
        draft.facts,
    )
    assert "示水公开复〔2026〕1号" in form.text
    assert "拟写的答复" in text_of(handler.get(f"/desk/requests/{road.reference}"))


def test_a_second_click_drafts_nothing_again(desk: Sit, road: Road, repeated: str) -> None:
    handler = desk("handler")
    form = {**keys_on(handler.get(page(road))), "repeats": repeated}
    first, second = handler.post(page(road), **form), handler.post(page(road), **form)

    assert 303 == first.status_code == second.status_code
    assert 4 == road.see().case.version


def test_what_is_public_is_taken_as_the_draft(desk: Sit, road: Road) -> None:
    given = Publication("2000—2023年分区水资源数据汇编", road.today, "", "市档案馆")
    published.enter(road.office, given, uuid4().hex, road.staff["clerk"])
    (entry,) = published.latest(road.agency_id)
    file(road, SAME)
    road.confirm()
    road.assign()
    similar.rebuild()
    handler = desk("handler")
    shown = text_of(handler.get(page(road)))
    sent = handler.send(page(road), published=entry.id)
    draft = road.see().standing.draft

    assert "可能已经公开的信息" in shown
    assert "名称与申请内容基本相同（相似度" in shown
    assert f"/desk/requests/{road.reference}/decision/already_public" == sent.headers["Location"]
    assert draft is not None
    assert Outcome.ALREADY_PUBLIC is draft.outcome


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"repeats": "SFSW-2026-000099"}, 404),
        ({"published": "99"}, 404),
        ({"published": str(2**40)}, 404),
        ({}, 404),
        ({"published": "x"}, 422),
        ({"repeats": "", "version": ""}, 422),
    ],
)
def test_what_was_not_proposed_is_not_drafted(
    desk: Sit, road: Road, repeated: str, given: dict[str, str], status: int
) -> None:
    answered = desk("handler").send(page(road), **given)

    assert status == answered.status_code
    assert road.see().standing.draft is None


def test_a_proposal_on_a_case_that_moved_on_is_refused(
    desk: Sit, road: Road, repeated: str
) -> None:
    answered = desk("handler").send(page(road), repeats=repeated, version="1")

    assert 409 == answered.status_code
    assert "您打开页面以后" in text_of(answered)


def test_only_the_handler_of_a_case_is_offered_its_draft(
    desk: Sit, road: Road, repeated: str
) -> None:
    for who in ("clerk", "reviewer", "approver", "administrator", "handler2"):
        assert "拟写重复申请告知书" not in text_of(desk(who).get(page(road)))
    assert "拟写重复申请告知书" in text_of(desk("handler").get(page(road)))
    assert 403 == desk("clerk").send(page(road), csrf=1).status_code


def test_a_draft_that_would_be_replaced_is_named(desk: Sit, road: Road, repeated: str) -> None:
    handler = desk("handler")
    handler.send(page(road), repeats=repeated)

    assert "已经拟写了答复：重复申请，不予重复处理" in text_of(handler.get(page(road)))
