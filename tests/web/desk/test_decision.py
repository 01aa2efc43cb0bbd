"""Drafting a decision: the walk down the tree, and the form of every leaf."""

import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from casework.domain.articles import cited
from casework.domain.disclosure import facts
from casework.domain.disclosure.decisions import LEAVES, TREE, Branch, Outcome, Question
from casework.domain.disclosure.leaves import (
    AdministrativeQuery,
    AlreadyPublic,
    Archived,
    Excessive,
    Granted,
    Ground,
    LeafFacts,
    NotFound,
    OtherAgency,
    PartlyGranted,
    Petition,
    PublishedWork,
    Reconfirmation,
    Repeated,
    StillUnclear,
    Withheld,
    WithheldPart,
    WouldNeedCreation,
)
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action
from casework.persistence.models import Purpose
from casework.web.desk.decision import path_to
from casework.web.desk.forms.leaves import LEAF_FORMS
from tests.road import Road
from tests.web.desk.browser import PNG, Desk, keys_on, links_on, text_of

pytestmark = pytest.mark.either

At = Callable[[str], Desk]
DAY = date(2026, 2, 9)
INFORMATION = {"information": "清水河治理概算"}
PART = {
    "withheld-0-part": "附图三",
    "withheld-0-ground": "state_secret",
    "withheld-0-reason": "依法定密",
}
SUPPLIED = {"supplied": "正文", "supplied_as": "电子文档"}


def withheld(ground: Ground, **more: str) -> tuple[Mapping[str, object], Withheld]:
    typed = {**INFORMATION, "reason": "写明的理由", **more}
    return typed, Withheld("清水河治理概算", ground, "写明的理由", **more)


# What is typed on the form of each leaf, and the facts that come of it.
LINES: dict[Outcome, tuple[Mapping[str, object], LeafFacts]] = {
    Outcome.GRANTED: (
        {**INFORMATION, "supplied_as": "电子文档"},
        Granted("清水河治理概算", "电子文档"),
    ),
    Outcome.ALREADY_PUBLIC: (
        {**INFORMATION, "where": "门户网站"},
        AlreadyPublic("清水河治理概算", "门户网站"),
    ),
    Outcome.PARTLY_GRANTED: (
        {**SUPPLIED, **PART},
        PartlyGranted(
            "正文", "电子文档", (WithheldPart("附图三", Ground.STATE_SECRET, "依法定密"),)
        ),
    ),
    Outcome.STATE_SECRET: withheld(Ground.STATE_SECRET),
    Outcome.PROHIBITED_BY_LAW: withheld(Ground.PROHIBITED_BY_LAW, other_law="《某法》第一条"),
    Outcome.SECURITY_AND_STABILITY: withheld(Ground.SECURITY_AND_STABILITY),
    Outcome.THIRD_PARTY_RIGHTS: withheld(
        Ground.THIRD_PARTY_RIGHTS, third_party_opinion="书面征求，不同意"
    ),
    Outcome.ARCHIVED: (
        {**INFORMATION, "archive": "示范市档案馆", "contact": "000-1"},
        Archived("清水河治理概算", "示范市档案馆", "000-1"),
    ),
    Outcome.INTERNAL_AFFAIRS: withheld(Ground.INTERNAL_AFFAIRS),
    Outcome.DELIBERATIVE: withheld(Ground.DELIBERATIVE),
    Outcome.ENFORCEMENT_FILE: withheld(Ground.ENFORCEMENT_FILE),
    Outcome.ADMINISTRATIVE_QUERY: (
        {**INFORMATION, "other_law": "《某条例》第二条", "where": "登记中心"},
        AdministrativeQuery("清水河治理概算", "《某条例》第二条", "登记中心"),
    ),
    Outcome.NOT_FOUND: (
        {
            **INFORMATION,
            "searched_in": "档案室",
            "searched_by": "示例乙",
            "keywords": "清水河",
            "searched_on": DAY,
            "reason": "未制作",
        },
        NotFound("清水河治理概算", "档案室", "示例乙", "清水河", DAY, "未制作"),
    ),
    Outcome.OTHER_AGENCY: (
        {**INFORMATION, "reason": "由省管", "agency": "示范省水利厅", "contact": "000-0"},
        OtherAgency("清水河治理概算", "由省管", "示范省水利厅", "000-0"),
    ),
    Outcome.WOULD_NEED_CREATION: (
        {**INFORMATION, "reason": "需要汇总"},
        WouldNeedCreation("清水河治理概算", "需要汇总"),
    ),
    Outcome.STILL_UNCLEAR: ({"reason": "年份仍不明确"}, StillUnclear("年份仍不明确")),
    Outcome.PETITION: (
        {"reason": "要求查处", "channel": "信访窗口"},
        Petition("要求查处", "信访窗口"),
    ),
    Outcome.REPEATED: (
        {**INFORMATION, "earlier_letter": "示水公开告〔2026〕1号", "replied_on": DAY},
        Repeated("清水河治理概算", "示水公开告〔2026〕1号", DAY),
    ),
    Outcome.PUBLISHED_WORK: (
        {**INFORMATION, "where": "图书馆"},
        PublishedWork("清水河治理概算", "图书馆"),
    ),
    Outcome.EXCESSIVE: (
        {"asked_on": DAY, "given": "没有理由", "reason": "一年八十件"},
        Excessive(DAY, "没有理由", "一年八十件"),
    ),
    Outcome.RECONFIRMATION: (
        {**INFORMATION, "reason": "去年已提供"},
        Reconfirmation("清水河治理概算", "去年已提供"),
    ),
}
each_leaf = pytest.mark.parametrize("outcome", LEAVES, ids=str)


def start(road: Road, opinion: facts.Opinion = facts.Opinion.CONSENTS) -> str:
    """A case in which all were asked all, so that every leaf is open; its decision page."""
    road.start()
    notice = facts.ClarificationNotice(("年份",), date(2026, 3, 31))
    road.do(Action.ASK_CLARIFICATION, notice, "handler")
    clarified = facts.Clarification("清水河治理概算", ReceiptChannel.ONLINE, road.today)
    road.do(Action.CLARIFY, clarified, "applicant")
    firm = facts.Asked(name="示范市澄江水质检测有限公司", is_organisation=True)
    asked = facts.ThirdPartyConsultation(firm, "清水河治理概算", "商业秘密")
    road.do(Action.CONSULT_THIRD_PARTY, asked, "handler")
    answered = facts.OpinionGiven(1, opinion, "合同中有报价", road.today)
    road.do(Action.RECORD_OPINION, answered, "handler")
    volume = facts.ReasonsRequest(80, DAY, road.today, date(2026, 3, 31))
    road.do(Action.ASK_REASONS, volume, "handler")
    given = facts.ReasonsGiven("没有理由", ReceiptChannel.ONLINE, road.today)
    road.do(Action.RECEIVE_REASONS, given, "applicant")
    return f"/desk/requests/{road.reference}/decision"


def draft_of(road: Road) -> facts.DraftDecision | None:
    return road.see().standing.draft


def test_every_leaf_has_its_form_and_its_line_here() -> None:
    assert {leaf.facts for leaf in LEAVES.values()} == set(LEAF_FORMS)
    assert set(LEAVES) == set(LINES)


@each_leaf
def test_what_is_typed_on_a_leaf_becomes_the_draft(desk: At, road: Road, outcome: Outcome) -> None:
    refused = outcome is Outcome.THIRD_PARTY_RIGHTS
    page = start(road, facts.Opinion.OBJECTS if refused else facts.Opinion.CONSENTS)
    typed, expected = LINES[outcome]

    answer = desk("handler").send(f"{page}/{outcome.value}", **typed)

    assert 303 == answer.status_code
    assert facts.DraftDecision(outcome, expected) == draft_of(road)


def test_the_reply_is_proposed_without_the_third_party_s_name_and_reasons(
    desk: At, road: Road
) -> None:
    page = start(road, facts.Opinion.OBJECTS)
    shown = desk("handler").get(f"{page}/{Outcome.THIRD_PARTY_RIGHTS}")
    proposed = re.search(r'<textarea[^>]*name="third_party_opinion"[^>]*>([^<]*)', shown.text)

    assert proposed is not None
    assert proposed.group(1).strip() == "2026年3月2日书面征求意见，第三方不同意公开"
    # The handler reads all of it beside the form.
    assert "只供办理，不写进答复书" in text_of(shown)
    assert "合同中有报价" in text_of(shown)


@pytest.mark.parametrize("field", ["third_party_opinion", "reason", "information"])
def test_a_reply_that_names_the_third_party_is_not_saved(desk: At, road: Road, field: str) -> None:
    page = start(road, facts.Opinion.OBJECTS)
    typed, _ = LINES[Outcome.THIRD_PARTY_RIGHTS]
    named = {**typed, field: "示范市澄江水质检测有限公司的报价"}
    answer = desk("handler").send(f"{page}/{Outcome.THIRD_PARTY_RIGHTS}", **named)

    assert answer.status_code == 422
    assert "不能写第三方的名称“示范市澄江水质检测有限公司”" in text_of(answer)
    assert draft_of(road) is None


def test_an_agency_that_is_told_is_told_with_how_it_is_reached(desk: At, road: Road) -> None:
    page = f"{start(road)}/{Outcome.OTHER_AGENCY}"
    typed = {**INFORMATION, "reason": "由省管", "agency": "示范省水利厅"}
    alone = desk("handler").send(page, **typed)
    unknown = desk("handler").send(page, **{**typed, "agency": ""})

    assert alone.status_code == 422
    assert "请写明该机关的联系方式" in text_of(alone)
    assert unknown.status_code == 303


def test_reasons_that_were_never_given_are_left_out(desk: At, road: Road) -> None:
    page = f"{start(road)}/{Outcome.EXCESSIVE}"
    answer = desk("handler").send(page, asked_on=DAY, given="", reason="一年八十件")

    assert answer.status_code == 303


def test_a_part_s_reason_names_no_third_party_either(desk: At, road: Road) -> None:
    page = start(road)
    typed, _ = LINES[Outcome.PARTLY_GRANTED]
    reason = next(name for name in typed if name.endswith("reason"))
    named = {**typed, reason: "示范市澄江水质检测有限公司的商业秘密"}

    answer = desk("handler").send(f"{page}/{Outcome.PARTLY_GRANTED}", **named)

    assert answer.status_code == 422
    assert "不能写第三方的名称" in text_of(answer)


def test_whoever_drafts_and_reviews_is_told_that_no_file_goes_with_the_reply(
    desk: At, road: Road
) -> None:
    page = start(road)
    desk("handler").send(f"{page}/{Outcome.GRANTED}", **LINES[Outcome.GRANTED][0])
    case = f"/desk/requests/{road.reference}"

    for address in (case, f"{case}/acts/submit_for_review"):
        assert "没有上传随答复提供的文件" in text_of(desk("handler").get(address))


@each_leaf
def test_a_leaf_says_its_article_its_row_and_its_letter(
    desk: At, road: Road, outcome: Outcome
) -> None:
    page = text_of(desk("handler").get(f"{start(road)}/{outcome.value}"))

    leaf = LEAVES[outcome]
    assert cited(leaf.article) in page
    assert leaf.row.zh in page
    assert leaf.letter.zh in page


@each_leaf
def test_a_leaf_that_is_left_empty_is_shown_again(desk: At, road: Road, outcome: Outcome) -> None:
    page = start(road)
    empty = dict.fromkeys(LINES[outcome][0], "")

    answer = desk("handler").send(f"{page}/{outcome.value}", **empty)

    assert 422 == answer.status_code
    assert draft_of(road) is None


@each_leaf
def test_the_walk_down_the_tree_ends_at_the_leaf(desk: At, road: Road, outcome: Outcome) -> None:
    page = start(road)
    handler = desk("handler")
    at = page
    for question, answer in path_to(outcome):
        assert question.zh in text_of(handler.get(at))
        path = f"{page}?question={question.value}&answer={answer.value}&next=1"
        at = handler.get(path).headers["Location"]

    assert at == f"{page}/{outcome.value}"


@pytest.mark.parametrize("question", TREE, ids=str)
def test_a_question_shows_the_answers_that_led_to_it(
    desk: At, road: Road, question: Question
) -> None:
    page = start(road)

    shown = desk("handler").get(f"{page}?question={question.value}")

    for asked, answer in path_to(question):
        assert answer.zh in text_of(shown)
        assert f"{page}?question={asked.value}" in links_on(shown)


@pytest.mark.parametrize("answer", ["next=1", "answer=granted", "answer=", "answer=%00"])
def test_no_answer_and_an_answer_of_another_question_are_asked_again(
    desk: At, road: Road, answer: str
) -> None:
    page = start(road)

    shown = desk("handler").get(f"{page}?question=nature&{answer}")

    assert 422 == shown.status_code
    assert "请选择一项" in text_of(shown)


@pytest.mark.parametrize(
    "place", ["?question=nonsense", "/nonsense", "/lapsed_clarification", "/withdrawn"]
)
def test_what_the_tree_does_not_have_is_not_there(desk: At, road: Road, place: str) -> None:
    assert 404 == desk("handler").get(f"{start(road)}{place}").status_code


def test_only_handlers_draft(desk: At, road: Road) -> None:
    assert 403 == desk("reviewer").get(start(road)).status_code


def test_a_case_that_is_not_in_hand_is_not_drafted(desk: At, road: Road) -> None:
    page = start(road)
    road.sign()
    handler = desk("handler")

    assert 409 == handler.get(page).status_code
    assert 409 == handler.get(f"{page}/granted").status_code


def test_the_clarified_request_stands_in_the_form_already(desk: At, road: Road) -> None:
    assert "清水河治理概算" in desk("handler").get(f"{start(road)}/granted").text


def test_a_draft_is_revised_from_what_it_says(desk: At, road: Road) -> None:
    page = start(road)
    handler = desk("handler")
    handler.send(f"{page}/partly_granted", **LINES[Outcome.PARTLY_GRANTED][0])

    top = handler.get(page)
    revised = handler.get(f"{page}/partly_granted")

    assert "现有草稿：部分公开" in text_of(top)
    assert f'value="{Branch.INFORMATION.value}" checked' in " ".join(top.text.split())
    assert "附图三" in revised.text
    assert '<option value="state_secret" selected>' in revised.text


def test_another_leaf_takes_over_what_fits(desk: At, road: Road) -> None:
    page = start(road)
    handler = desk("handler")
    handler.send(f"{page}/deliberative", **LINES[Outcome.DELIBERATIVE][0])

    assert "写明的理由" in handler.get(f"{page}/internal_affairs").text


def test_more_rows_are_added_without_losing_what_is_typed(desk: At, road: Road) -> None:
    path = f"{start(road)}/partly_granted"
    handler = desk("handler")

    more = handler.send(path, **SUPPLIED, **PART, more="1")
    filled = {**SUPPLIED, **PART, **{name.replace("0", "5"): text for name, text in PART.items()}}
    saved = handler.post(path, **{**keys_on(more), **filled})

    draft = draft_of(road)
    assert 200 == more.status_code
    assert "第6项" in text_of(more)
    assert "附图三" in more.text
    assert 303 == saved.status_code
    assert draft is not None
    assert isinstance(draft.facts, PartlyGranted)
    assert 2 == len(draft.facts.withheld)


def test_a_row_that_is_half_filled_is_named(desk: At, road: Road) -> None:
    path = f"{start(road)}/partly_granted"

    answer = desk("handler").send(path, **SUPPLIED, **{**PART, "withheld-1-reason": "只有理由"})

    assert 422 == answer.status_code
    assert "第2项没有填完整" in text_of(answer)
    assert "请写明不予公开的部分" in text_of(answer)
    assert "请选择依据" in text_of(answer)
    assert "只有理由" in answer.text


def test_rows_end_somewhere(desk: At, road: Road) -> None:
    path = f"{start(road)}/partly_granted"
    handler = desk("handler")
    many = {f"withheld-{row}-part": "甲" for row in range(200)}

    answer = handler.send(path, **SUPPLIED, **many, more="1")

    assert 200 == answer.status_code
    assert "第60项" in text_of(answer)
    assert "第61项" not in text_of(answer)


def test_a_refusal_keeps_what_was_typed(desk: At, road: Road) -> None:
    road.start()
    path = f"/desk/requests/{road.reference}/decision/still_unclear"

    answer = desk("handler").send(path, reason="年份不明确")

    assert 409 == answer.status_code
    assert "申请人没有补正过" in text_of(answer)
    assert "年份不明确" in answer.text


def test_a_stale_draft_is_refused_and_may_be_sent_again(desk: At, road: Road) -> None:
    path = f"{start(road)}/granted"
    handler = desk("handler")
    stale = handler.keys(path)
    road.assign()

    refused = handler.post(path, **stale, **LINES[Outcome.GRANTED][0])
    again = handler.post(path, **keys_on(refused), **LINES[Outcome.GRANTED][0])

    assert (409, 303) == (refused.status_code, again.status_code)


def test_files_are_supplied_with_the_draft(desk: At, road: Road) -> None:
    path = f"{start(road)}/granted"

    desk("handler").upload(path, "supplied_files", ("概算.png", PNG), LINES[Outcome.GRANTED][0])

    assert [(Purpose.SUPPLIED, "概算.png")] == [
        (found.purpose, found.filename) for found in road.see().attachments
    ]
