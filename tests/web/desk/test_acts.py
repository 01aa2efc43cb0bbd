"""Every act of the table has its form; what is typed becomes its facts, or is kept and mended."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.letters import PAPERS, LetterKind
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.roles import Role
from casework.domain.workflow import Facts
from casework.persistence.database import db
from casework.persistence.models import AuditEntry, Look
from casework.services.disclosure.correspondence import writes
from casework.services.disclosure.viewing import CaseFile
from casework.web.desk.acts import _PAGES
from casework.web.desk.forms import FORMS, labels
from tests.letters.paper import read
from tests.people import application
from tests.road import Road
from tests.web.desk import later_lines, outside_lines
from tests.web.desk.browser import PNG, Desk, keys_on, text_of
from tests.web.desk.ways import (
    LATER,
    TODAY,
    Line,
    Way,
    awaiting_clarification,
    drafted,
    extension_proposed,
    in_progress,
    in_review,
    issued,
    long_awaiting,
    received,
    submitted,
    to_sign,
)

pytestmark = pytest.mark.either

At = Callable[[str], Desk]


def act_page(road: Road, action: Action) -> str:
    return f"/desk/requests/{road.reference}/acts/{action.value}"


def without_ids(given: Facts) -> Facts:
    """Facts as the table writes them: it does not know whose id is which."""
    match given:
        case facts.Assignment():
            return replace(given, handler_id=0)
        case facts.Recusal():
            return replace(given, user_id=0)
        case facts.Restriction():
            return replace(given, user_ids=())
        case _:
            return given


def last_facts(road: Road) -> Facts:
    return road.see("approver").standing.events[-1].facts


# One line an act: where the case stands, who acts, what is typed, and the facts that come of it.
LINES: tuple[Line, ...] = (
    (
        Action.CONFIRM_RECEIPT,
        submitted,
        "clerk",
        {"confirmed_on": TODAY, "means": "phone", "evidence": " 通话记录 "},
        facts.ReceiptConfirmation(TODAY, facts.ConfirmationMeans.PHONE, "通话记录"),
    ),
    (Action.ASSIGN, received, "clerk", {"handler_id": "handler"}, facts.Assignment("水资源科", 0)),
    (
        Action.ASK_CLARIFICATION,
        in_progress,
        "handler",
        {"defects": "写明年份\r\n\r\n 写明文号 ", "respond_by": LATER},
        facts.ClarificationNotice(("写明年份", "写明文号"), LATER),
    ),
    (
        Action.CLARIFY,
        awaiting_clarification,
        "clerk",
        {"requested_information": "2025年概算", "channel": "fax", "received_on": TODAY},
        facts.Clarification("2025年概算", ReceiptChannel.FAX, TODAY),
    ),
    (Action.LAPSE, long_awaiting, "handler", {"inquiry": "两次电话"}, facts.Lapse("两次电话")),
    (
        Action.PROPOSE_EXTENSION,
        in_progress,
        "handler",
        {"working_days": "10", "reason": "资料分散"},
        facts.Extension(10, "资料分散"),
    ),
    (
        Action.EXTEND,
        extension_proposed,
        "approver",
        {"working_days": "7", "reason": "同意"},
        facts.Extension(7, "同意"),
    ),
    (Action.SUBMIT_FOR_REVIEW, drafted, "handler", {"remark": ""}, facts.ReviewRequest("")),
    (Action.RETURN, in_review, "reviewer", {"reason": "依据不足"}, facts.Return("依据不足")),
    (
        Action.PASS_REVIEW,
        in_review,
        "reviewer",
        {"conclusion": "不涉密"},
        facts.SecrecyReview("不涉密"),
    ),
    (Action.SIGN, to_sign, "approver", {"remark": "同意"}, facts.Signature("同意")),
    (
        Action.SERVE,
        issued,
        "clerk",
        {"way": "post", "carrier": "ems", "served_on": TODAY, "proof": "XA00000000000"},
        facts.Service(facts.ServiceWay.POST, TODAY, "XA00000000000", facts.Carrier.EMS),
    ),
    (
        Action.WITHDRAW,
        in_progress,
        "handler",
        {"statement": "本人提出"},
        facts.Withdrawal("本人提出"),
    ),
    (
        Action.CLOSE,
        in_progress,
        "approver",
        {"kind": "dissolution", "reason": "已注销"},
        facts.OtherClosure("已注销", facts.ClosureReason.DISSOLUTION),
    ),
    (
        Action.REISSUE_CODE,
        received,
        "clerk",
        {"means": "核对身份证"},
        facts.IdentityCheck("核对身份证"),
    ),
    *later_lines.LINES,
    *outside_lines.LINES,
)
each_act = pytest.mark.parametrize("line", LINES, ids=[line[0].value for line in LINES])
WRITING = tuple(line for line in LINES if writes(DISCLOSURE.by_action[line[0]]))
# The first letter that an act owes.
_FIRST = {
    Action.CONFIRM_RECEIPT: LetterKind.D01,
    Action.ASK_CLARIFICATION: LetterKind.D02,
    Action.EXTEND: LetterKind.D03,
    Action.ASK_REASONS: LetterKind.D04,
    Action.CONSULT_THIRD_PARTY: LetterKind.D05,
    Action.CONSULT_AGENCY: LetterKind.D07,
    Action.SIGN: LetterKind.D09,
    Action.REPLY_ON_THE_SPOT: LetterKind.D10,
    Action.CHARGE_FEE: LetterKind.D22,
    Action.LAPSE: LetterKind.D23,
    Action.LAPSE_FEE: LetterKind.D23,
    Action.WITHDRAW: LetterKind.D24,
    Action.DEFER: LetterKind.D30,
    Action.CORRECT_LETTER: LetterKind.D31,
}


def typed(road: Road, given: Mapping[str, object]) -> dict[str, object]:
    """What is typed, with a colleague's id for their name."""
    return {
        name: road.staff[str(value)].user_id
        if name in {"handler_id", "user_id", "user_ids"}
        else value
        for name, value in given.items()
    }


def test_every_act_of_the_staff_has_a_form_or_a_page_of_its_own() -> None:
    of_staff = {row.action for row in DISCLOSURE.rows if row.who - {Role.APPLICANT}}

    assert of_staff - {Action.REGISTER, Action.TAKE_PART} == set(FORMS) | set(_PAGES)


def test_every_form_has_its_line_in_this_table() -> None:
    assert set(FORMS) == {line[0] for line in LINES}


def test_every_form_makes_the_facts_of_its_row() -> None:
    assert {action: DISCLOSURE.by_action[action].facts for action in FORMS} == {
        action: form.makes for action, form in FORMS.items()
    }


@each_act
def test_what_is_typed_becomes_the_facts_of_the_act(desk: At, road: Road, line: Line) -> None:
    action, way, who, given, expected = line
    way(road)
    before = len(road.see("approver").standing.events)

    answer = desk(who).send(act_page(road, action), **typed(road, given))

    actual = without_ids(last_facts(road))
    assert 303 == answer.status_code
    assert before + 1 == len(road.see("approver").standing.events)
    assert expected == actual


@pytest.mark.parametrize("line", WRITING, ids=[line[0].value for line in WRITING])
def test_the_letters_of_an_act_are_seen_before_it_is_done(desk: At, road: Road, line: Line) -> None:
    action, way, who, given, _ = line
    way(road)
    colleague, path = desk(who), act_page(road, action)
    before, letters = len(road.see("approver").standing.events), len(road.see().letters)
    offered = text_of(colleague.get(path))

    seen = colleague.send(path, **typed(road, given), preview="y")

    assert "先看文书" in offered
    assert (200, "application/pdf") == (seen.status_code, seen.mimetype)
    assert PAPERS[_FIRST[action]].title in read(seen.data)
    assert before == len(road.see("approver").standing.events)
    assert letters == len(road.see().letters)
    assert [Look.LETTER] == list(db.session.scalars(db.select(AuditEntry.what)))


def test_a_preview_is_refused_as_the_act_would_be(desk: At, road: Road) -> None:
    road.start()
    path = act_page(road, Action.EXTEND)
    given = {"working_days": "20", "reason": "需要检索", "preview": "y"}
    handler, administrator = desk("handler"), desk("administrator")
    keys = handler.keys(act_page(road, Action.ASK_CLARIFICATION))
    not_theirs = handler.post(path, **{**keys, **given})
    of_their_own = administrator.keys(act_page(road, Action.NOTE))
    unseen = administrator.post(path, **{**of_their_own, **given})

    assert 409 == not_theirs.status_code
    assert 403 == unseen.status_code
    assert [] == list(db.session.scalars(db.select(AuditEntry.what)))


def test_an_act_without_letters_offers_none_to_look_at(desk: At, road: Road) -> None:
    road.start()
    handler, path = desk("handler"), act_page(road, Action.NOTE)
    sent = handler.send(path, text="已经电话联系", preview="y")

    assert "先看文书" not in text_of(handler.get(path))
    assert 409 == sent.status_code
    assert "这一步不发文书" in text_of(sent)


@each_act
def test_the_case_page_says_that_it_is_done(desk: At, road: Road, line: Line) -> None:
    action, way, who, given, _ = line
    way(road)
    colleague = desk(who)
    answer = colleague.send(act_page(road, action), **typed(road, given))

    page = text_of(colleague.get(answer.headers["Location"]))

    assert f"已办理：{action.zh}" in page


@each_act
def test_a_form_that_is_sent_twice_acts_once(desk: At, road: Road, line: Line) -> None:
    action, way, who, given, _ = line
    way(road)
    colleague = desk(who)
    page = colleague.get(act_page(road, action))
    boxes = {
        name: [str(value.year), str(value.month), str(value.day)]
        if isinstance(value, date)
        else value
        for name, value in typed(road, given).items()
    }

    answers = [
        colleague.post(act_page(road, action), **{**keys_on(page), **boxes}) for _ in range(2)
    ]

    happened = [event.action for event in road.see("approver").standing.events]
    assert [303, 303] == [answer.status_code for answer in answers]
    assert 1 == happened.count(action)


@each_act
def test_an_empty_form_is_shown_again_with_its_errors(desk: At, road: Road, line: Line) -> None:
    action, way, who, given, _ = line
    way(road)
    colleague = desk(who)
    before = len(road.see("approver").standing.events)
    empty = dict.fromkeys(given, "")

    answer = colleague.post(
        act_page(road, action), **{**colleague.keys(act_page(road, action)), **empty}
    )

    optional = {Action.SUBMIT_FOR_REVIEW, Action.SIGN}
    if action in optional:
        assert 303 == answer.status_code
        return
    assert 422 == answer.status_code
    assert "有错误需要改正" in text_of(answer)
    assert before == len(road.see("approver").standing.events)


@each_act
def test_an_act_is_not_offered_where_the_table_says_no(desk: At, road: Road, line: Line) -> None:
    action = line[0]
    if action is Action.NOTE:
        pytest.skip("everybody may note something, always")
    road.start()
    road.sign()
    road.serve()

    answer = desk("administrator").get(act_page(road, action))

    assert 409 == answer.status_code
    assert "现在不能办理" in text_of(answer)


@pytest.mark.parametrize("action", ["submit", "register", "rate", "nonsense", "%00", "queue"])
def test_an_act_without_a_form_is_not_there(desk: At, road: Road, action: str) -> None:
    road.start()

    path = f"/desk/requests/{road.reference}/acts/{action}"
    handler = desk("handler")

    assert 404 == handler.get(path).status_code


def test_a_draft_has_pages_of_its_own(desk: At, road: Road) -> None:
    road.start()

    answer = desk("handler").get(act_page(road, Action.DRAFT_DECISION))

    assert answer.headers["Location"] == f"/desk/requests/{road.reference}/decision"


def test_a_stale_form_is_refused_and_nothing_typed_is_lost(desk: At, road: Road) -> None:
    road.start()
    handler = desk("handler")
    path = act_page(road, Action.ASK_CLARIFICATION)
    stale = handler.keys(path)
    road.assign()
    given = {"defects": "写明年份", "respond_by": ["2026", "3", "31"]}

    refused = handler.post(path, **{**stale, **given})
    again = handler.post(path, **{**keys_on(refused), **given})

    assert 409 == refused.status_code
    assert "已经有了新的办理（现为“办理中”）" in text_of(refused)
    assert "写明年份" in refused.text
    assert 'value="31"' in refused.text
    assert stale["version"] != keys_on(refused)["version"]
    assert 303 == again.status_code


def test_a_refusal_of_the_law_is_said_and_nothing_typed_is_lost(desk: At, road: Road) -> None:
    road.start()

    answer = desk("handler").send(
        act_page(road, Action.ASK_CLARIFICATION), defects="写明年份", respond_by=date(2026, 3, 2)
    )

    assert 409 == answer.status_code
    assert "补正期限2026年3月2日应当晚于今天" in text_of(answer)
    assert "写明年份" in answer.text


def test_somebody_elses_turn_is_said_when_the_form_is_sent(desk: At, road: Road) -> None:
    road.start()
    keys = desk("handler").keys(act_page(road, Action.PROPOSE_EXTENSION))
    road.assign("handler2")
    handler = desk("handler")
    fresh = handler.keys(f"/desk/requests/{road.reference}/acts/note")

    answer = handler.post(
        act_page(road, Action.PROPOSE_EXTENSION),
        **{**keys, **fresh},
        working_days="5",
        reason="资料分散",
    )

    assert 409 == answer.status_code
    assert "由另一位承办人办理" in text_of(answer)


@pytest.mark.parametrize(
    ("boxes", "text"),
    [
        (["2026", "2", "30"], "请填写真实的日期"),
        (["26", "3", "1"], "请填写真实的日期"),
        (["", "3", "1"], "请填写双方确认之日"),
        (["1999", "3", "1"], "请核对年份"),
        (["9999", "3", "1"], "请核对年份"),
        (["2026", "3"], "请填写真实的日期"),
        (["x", "y", "z"], "请填写真实的日期"),
    ],
)
def test_a_date_that_cannot_be_is_refused_beside_its_field(
    desk: At, road: Road, boxes: list[str], text: str
) -> None:
    road.file()
    clerk = desk("clerk")
    path = act_page(road, Action.CONFIRM_RECEIPT)

    answer = clerk.post(
        path, **{**clerk.keys(path), "confirmed_on": boxes, "means": "phone", "evidence": "电话"}
    )

    assert 422 == answer.status_code
    assert text in text_of(answer)
    assert boxes[-1] in answer.text


@pytest.mark.parametrize(
    ("action", "way", "field", "value", "text"),
    [
        (Action.PROPOSE_EXTENSION, in_progress, "working_days", "21", "1至20个工作日"),
        (Action.PROPOSE_EXTENSION, in_progress, "working_days", "0", "1至20个工作日"),
        (Action.PROPOSE_EXTENSION, in_progress, "working_days", "十", "1至20个工作日"),
        (Action.PROPOSE_EXTENSION, in_progress, "reason", "  ", "请写明延长的理由"),
        (Action.PROPOSE_EXTENSION, in_progress, "reason", "长" * 2001, "不超过2000个字"),
        (Action.ASK_CLARIFICATION, in_progress, "defects", "\n \n", "请一次性列明"),
        (Action.ASK_CLARIFICATION, in_progress, "defects", "长" * 501, "每项不超过500个字"),
        (Action.ASSIGN, in_progress, "handler_id", "999", "请从列出的承办人中选择一位"),
        (Action.ASSIGN, in_progress, "handler_id", "x", "请从列出的承办人中选择一位"),
        (Action.WITHDRAW, in_progress, "version", "x", "有错误需要改正"),
        (Action.WITHDRAW, in_progress, "key", "x", "页面已过期"),
    ],
)
def test_what_is_wrong_in_a_field_is_said(  # one column of the table each
    desk: At, road: Road, action: Action, way: Way, field: str, value: str, text: str
) -> None:
    way(road)
    handler = desk("handler")
    given = {"working_days": "5", "reason": "资料分散", "respond_by": ["2026", "3", "31"]}
    path = act_page(road, action)

    answer = handler.post(path, **{**handler.keys(path), **given, field: value})

    assert 422 == answer.status_code
    assert text in text_of(answer)


def test_control_characters_do_not_reach_the_facts(desk: At, road: Road) -> None:
    road.start()

    desk("handler").send(act_page(road, Action.WITHDRAW), statement="本人\x00电话\x07提出\r\n撤回")

    assert facts.Withdrawal("本人电话提出\n撤回") == last_facts(road)


def test_confirming_shows_both_dates_and_warns_when_it_is_late(desk: At, road: Road) -> None:
    road.file()
    clerk = desk("clerk")
    soon = text_of(clerk.get(act_page(road, Action.CONFIRM_RECEIPT)))
    road.clock.go_on(timedelta(days=2))
    clerk = desk("clerk")
    late = text_of(clerk.get(act_page(road, Action.CONFIRM_RECEIPT)))

    assert "网上提交之日：2026年3月2日（星期一）" in soon
    assert "没有按时与申请人确认" not in soon
    assert "没有按时与申请人确认" in late


def test_a_late_clarification_notice_is_flagged_and_not_refused(desk: At, road: Road) -> None:
    road.start()
    in_time = text_of(desk("handler").get(act_page(road, Action.ASK_CLARIFICATION)))
    road.sleep(14)
    handler = desk("handler")
    late = text_of(handler.get(act_page(road, Action.ASK_CLARIFICATION)))
    answer = handler.send(
        act_page(road, Action.ASK_CLARIFICATION), defects="写明年份", respond_by=LATER
    )

    assert "应当在2026年3月11日（星期三）前告知" in in_time
    assert "已超过收到申请之日起7个工作日" in late
    assert 303 == answer.status_code


def test_an_extension_is_approved_as_it_was_proposed(desk: At, road: Road) -> None:
    extension_proposed(road)
    approver = desk("approver")
    page = approver.get(act_page(road, Action.EXTEND))

    approver.send(act_page(road, Action.EXTEND), working_days="5", reason="资料分散")

    assert 'value="5"' in page.text
    assert "资料分散" in page.text
    assert "现在的答复期限是2026年3月30日（星期一）" in text_of(page)
    assert date(2026, 4, 7) == road.see("approver").case.due_on


def test_serving_says_how_the_applicant_wants_the_reply(desk: At, road: Road) -> None:
    issued(road)

    page = text_of(desk("clerk").get(act_page(road, Action.SERVE)))

    assert "申请人选择的领取方式：网上下载" in page
    assert "答复期限：2026年3月30日（星期一）" in page


def test_a_reviewer_previews_the_draft_from_the_act(desk: At, road: Road) -> None:
    in_review(road)

    page = desk("reviewer").get(act_page(road, Action.PASS_REVIEW)).text

    assert f"/desk/requests/{road.reference}/preview" in page


def test_a_clarification_on_paper_keeps_its_scan(desk: At, road: Road) -> None:
    awaiting_clarification(road)

    answer = desk("clerk").upload(
        act_page(road, Action.CLARIFY),
        "scan",
        ("补正.png", PNG),
        {
            "requested_information": "2025年概算",
            "channel": "in_person",
            "received_on": TODAY,
        },
    )

    file: CaseFile = road.see("approver")
    assert 303 == answer.status_code
    assert ["补正.png"] == [found.filename for found in file.attachments]


def test_a_new_query_code_is_shown_once_and_the_old_one_opens_no_more(desk: At, road: Road) -> None:
    road.file(application())
    clerk = desk("clerk")
    answer = clerk.send(act_page(road, Action.REISSUE_CODE), means="核对身份证")
    shown = clerk.get(answer.headers["Location"])
    again = clerk.get(answer.headers["Location"])

    assert answer.headers["Location"].endswith("/code")
    assert "请把查询码交给申请人" in text_of(shown)
    assert road.code not in shown.text
    assert again.headers["Location"] == f"/desk/requests/{road.reference}"
    assert 303 == desk("handler").get(f"/desk/requests/{road.reference}/code").status_code


def test_the_labels_of_an_act_are_those_of_its_form() -> None:
    assert {"confirmed_on", "means", "evidence"} == set(labels(Action.CONFIRM_RECEIPT))
    assert {} == labels(Action.SUBMIT)
