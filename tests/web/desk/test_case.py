"""The case page: what is shown, what is masked until a look is recorded, and what may be done."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from casework.adapters.uploads import Upload
from casework.domain.disclosure import facts
from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.leaves import WouldNeedCreation
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.domain.disclosure.vocabulary import Action
from casework.persistence.database import db
from casework.persistence.models import Attachment, AuditEntry, Purpose
from casework.services import attachments
from casework.services.disclosure import filing
from casework.services.disclosure.acts import Order
from casework.services.office import Office
from tests.people import ORGANISATION, PERSON, application
from tests.road import DRAFT, Road
from tests.web.desk.browser import PNG, Desk, counted_queries, links_on, text_of
from tests.web.desk.ways import REMEDY, replied

At = Callable[[str], Desk]
_ACTS = re.compile(r"/acts/(\w+)$|/(decision)$")


def case_page(road: Road) -> str:
    return f"/desk/requests/{road.reference}"


def offered(desk: Desk, road: Road) -> set[str]:
    """The acts whose buttons stand on the case page."""
    links = links_on(desk.get(case_page(road)))
    found = (_ACTS.search(link) for link in links)
    return {match.group(1) or match.group(2) for match in found if match}


def audited() -> list[tuple[str, int]]:
    entries = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id))
    return [(entry.what, entry.user_id) for entry in entries]


def with_papers(road: Road, *purposes: Purpose) -> dict[Purpose, int]:
    """A registered request with a picture for each purpose; the attachments' ids."""
    given = application()
    today = road.today
    registration = filing.registration_of(given, ReceiptChannel.IN_PERSON, today, today, "当面提交")
    upload = Upload("证件.png", PNG, "image/png")
    papers = tuple(attachments.keep(road.office, upload, purpose) for purpose in purposes)
    order = Order(Action.REGISTER, registration, uuid4().hex, papers=papers)
    road.reference = filing.take_in(road.office, given, order, road.staff["clerk"]).reference
    return {found.purpose: found.id for found in db.session.scalars(db.select(Attachment))}


def test_a_case_shows_its_facts_and_dates(desk: At, road: Road) -> None:
    road.start()

    page = text_of(desk("handler").get(case_page(road)))

    assert road.reference in page
    assert "2000—2023年分区水资源数据" in page
    assert "2026年3月2日（星期一）" in page
    assert "2026年3月30日（星期一）" in page
    assert "还有20个工作日" in page
    assert "承办人 示例handler" in page
    assert "期限怎样算出来的" in page


def test_a_late_clarification_notice_leaves_the_original_date_on_the_page_as_a_risk(
    desk: At, road: Road
) -> None:
    road.start()
    road.sleep(10)  # the eighth working day after the receipt
    notice = facts.ClarificationNotice(("请写明年份",), road.today + timedelta(days=14))
    road.do(Action.ASK_CLARIFICATION, notice, "handler")
    asked = text_of(desk("handler").get(case_page(road)))
    given = facts.Clarification("2025年的数据", ReceiptChannel.IN_PERSON, road.today)
    road.do(Action.CLARIFY, given, "clerk")
    clarified = text_of(desk("handler").get(case_page(road)))

    for page in (asked, clarified):
        assert "原答复期限（风险日期） 2026年3月30日（星期一）" in page
        assert "如法院不认可补正期间，原答复期限为2026年3月30日。" in page
    assert "答复期限届满日 2026年4月10日（星期五）" in clarified


def test_without_a_late_notice_no_date_is_at_risk(desk: At, road: Road) -> None:
    road.start()

    assert "风险日期" not in desk("handler").get(case_page(road)).text


def test_a_lapsed_request_shows_the_remedies_from_the_day_its_letter_arrived(
    desk: At, road: Road
) -> None:
    road.start()
    notice = facts.ClarificationNotice(("请写明年份",), road.today + timedelta(days=7))
    road.do(Action.ASK_CLARIFICATION, notice, "handler")
    road.sleep(8)
    road.do(Action.LAPSE, facts.Lapse("已电话询问"), "handler")
    before = text_of(desk("handler").get(case_page(road)))
    letter, _ = road.see().letters[-1]
    by_hand = facts.ServiceWay.IN_PERSON
    served = facts.LetterService(letter.number, by_hand, road.today, "签收")
    road.do(Action.SERVE_LETTER, served, "clerk")
    page = text_of(desk("handler").get(case_page(road)))

    assert "申请行政复议的期限" not in before
    assert "申请人收到终止办理告知书之日 2026年3月10日（星期二）" in page
    assert "申请行政复议的期限 2026年5月9日（星期六）" in page
    assert "直接提起行政诉讼的期限 2026年9月10日（星期四）" in page


def test_what_was_asked_and_answered_is_told_by_who_was_asked(desk: At, road: Road) -> None:
    road.start()
    for name in ("甲水务公司", "乙水务公司"):
        asked = facts.Asked(name=name, is_organisation=True)
        question = facts.ThirdPartyConsultation(asked, "合同", "商业秘密")
        road.do(Action.CONSULT_THIRD_PARTY, question, "handler")
    came = facts.LetterReceived(2, road.today, "签收")
    road.do(Action.RECORD_LETTER_RECEIVED, came, "clerk")
    said = facts.OpinionGiven(2, facts.Opinion.CONSENTS, "", road.today)
    road.do(Action.RECORD_OPINION, said, "clerk")
    road.do(Action.CALL_OFF_CONSULTATION, facts.CallingOff(1, "不再需要"), "handler")
    page = text_of(desk("handler").get(case_page(road)))
    story = page.partition("办理经过")[2].partition("期限和承办")[0]

    # The latest first: called off, answered, received, and the two questions.
    assert 3 == story.count("乙水务公司")
    assert 2 == story.count("甲水务公司")
    # Each letter says to whom it went.
    assert ("致甲水务公司" in page, "致乙水务公司" in page) == (True, True)


def test_whoever_stands_back_or_alone_may_see_a_case_is_told_by_name(desk: At, road: Road) -> None:
    road.start()
    ids = {name: road.staff[name].user_id or 0 for name in ("reviewer", "approver")}
    road.do(Action.RECUSE, facts.Recusal(ids["reviewer"], "亲属"), "approver")
    both = (ids["approver"], road.staff["handler"].user_id or 0)
    road.do(Action.RESTRICT, facts.Restriction(both, "涉及个人隐私"), "approver")
    story = text_of(desk("approver").get(case_page(road))).partition("办理经过")[2]

    assert "回避的人：示例reviewer" in story
    assert "示例approver、示例handler" in story


def test_the_applicant_is_masked(desk: At, road: Road) -> None:
    road.start()

    page = desk("handler").get(case_page(road)).text

    assert "张*" in page
    assert "**************0016" in page
    assert "000****5678" in page
    assert "示范市示范区****" in page
    for particular in (PERSON.name, PERSON.identity_number, PERSON.phone, PERSON.email):
        assert particular not in page
    assert "清水路100号" not in page


def test_an_organisations_name_is_shown_and_its_people_are_masked(desk: At, road: Road) -> None:
    road.start(application(ORGANISATION))

    page = desk("handler").get(case_page(road)).text

    assert ORGANISATION.name in page
    assert "王*" in page
    assert "王䶮" not in page


def test_a_reveal_is_recorded_and_shows_the_applicant_once(desk: At, road: Road) -> None:
    road.start()
    handler = desk("handler")

    answer = handler.send(f"{case_page(road)}/reveal", **handler.keys(case_page(road)))
    revealed = handler.get(answer.headers["Location"]).text
    again = handler.get(case_page(road)).text

    assert 303 == answer.status_code
    assert PERSON.name in revealed
    assert PERSON.identity_number in revealed
    assert PERSON.name not in again
    assert [("applicant", road.staff["handler"].user_id)] == audited()


def test_the_page_of_a_reveal_cannot_be_shared(desk: At, road: Road) -> None:
    road.start()
    handler, colleague = desk("handler"), desk("handler2")
    keys = handler.keys(case_page(road))
    address = handler.post(f"{case_page(road)}/reveal", **keys).headers["Location"]

    assert PERSON.name not in colleague.get(address).text


def test_a_cookie_from_before_the_revealed_page_opens_it_no_longer_than_a_minute(
    desk: At, road: Road
) -> None:
    road.start()
    handler = desk("handler")
    handler.post(f"{case_page(road)}/reveal", **handler.keys(case_page(road)))
    copied = handler.client.get_cookie("casework")
    assert copied is not None
    shown = handler.get(case_page(road)).text
    road.clock.go_on(timedelta(minutes=1))
    handler.client.set_cookie("casework", copied.value)

    assert PERSON.name in shown
    assert PERSON.name not in handler.get(case_page(road)).text


def test_a_reveal_of_one_case_reveals_no_other(desk: At, road: Road) -> None:
    road.start()
    handler = desk("handler")
    handler.post(f"{case_page(road)}/reveal", **handler.keys(case_page(road)))
    road.start()

    assert PERSON.name not in handler.get(case_page(road)).text


def test_an_administrator_reveals_nobody(desk: At, road: Road) -> None:
    road.start()
    administrator = desk("administrator")
    keys = desk("handler").keys(case_page(road))

    assert "显示申请人" not in administrator.get(case_page(road)).text
    assert administrator.post(f"{case_page(road)}/reveal", **keys).status_code in {400, 403}
    assert [] == audited()


@pytest.mark.parametrize(
    ("who", "action", "why"),
    [
        pytest.param("handler", Action.EXTEND, "身份", id="another's capacity"),
        pytest.param("clerk", Action.CONFIRM_RECEIPT, "目前状态是", id="another state"),
        pytest.param("approver", Action.EXTEND, "延期", id="a guard"),
    ],
)
def test_the_form_of_an_act_that_is_not_offered_says_why(
    desk: At, road: Road, who: str, action: Action, why: str
) -> None:
    road.start()
    answer = desk(who).get(f"{case_page(road)}/acts/{action.value}")

    assert 409 == answer.status_code
    assert why in text_of(answer)


def test_the_buttons_follow_the_table_all_the_way(desk: At, road: Road) -> None:
    clerk, handler = desk("clerk"), desk("handler")
    reviewer, approver = desk("reviewer"), desk("approver")
    road.file()
    filed = {"note", "link", "recuse", "change_contact", "open_remedy", "reissue_code", "withdraw"}
    assert {"confirm_receipt"} | filed == offered(clerk, road)
    road.confirm()
    assert {"assign", "split", "serve_letter"} | filed == offered(clerk, road)
    road.assign()
    asking = {"ask_clarification", "ask_reasons", "consult_third_party", "consult_agency"}
    working = {"assign", "split", "propose_extension", "decision", "reply_on_the_spot"}
    assert asking | working | {"charge_fee", "serve_letter"} | filed == offered(handler, road)
    noting = {"note", "link", "recuse"}
    assert {"assign"} | noting == offered(reviewer, road)
    keeping = {"close", "open_remedy", "restrict", "correct_letter", "order_reply"} | noting
    approving = {"correct_receipt_date", "merge", "charge_fee", "reply_on_the_spot"}
    assert approving | keeping == offered(approver, road)
    road.do(Action.DRAFT_DECISION, DRAFT, "handler")
    assert "submit_for_review" in offered(handler, road)
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), "handler")
    assert {"return", "pass_review", "reassign"} | noting == offered(reviewer, road)
    road.do(Action.PASS_REVIEW, facts.SecrecyReview("无"), "reviewer")
    assert {"return", "sign"} | keeping == offered(approver, road)
    road.do(Action.SIGN, facts.Signature(), "approver")
    assert {"serve", "serve_letter", "reassign"} | filed == offered(clerk, road)
    assert {"recall"} | keeping == offered(approver, road)
    road.serve()
    ended = {"note", "link", "change_contact", "open_remedy", "reissue_code", "serve_letter"}
    assert ended == offered(handler, road)


def test_another_handlers_case_is_seen_but_not_worked_on(desk: At, road: Road) -> None:
    road.start()

    theirs = {"assign", "note", "link", "recuse", "open_remedy", "serve_letter", "reissue_code"}
    assert theirs == offered(desk("handler2"), road)


def test_the_story_names_colleagues_and_says_what_they_did(desk: At, road: Road) -> None:
    road.start()
    road.do(
        Action.ASK_CLARIFICATION,
        facts.ClarificationNotice(("写明年份", "写明工程名称"), road.today.replace(day=31)),
        "handler",
    )
    road.do(
        Action.CLARIFY,
        facts.Clarification("2025年度清水河治理概算", ReceiptChannel.ONLINE, road.today),
        "applicant",
    )

    page = text_of(desk("handler").get(case_page(road)))

    assert "需要补正的事项：写明年份；写明工程名称" in page
    assert "补正后的申请内容 2025年度清水河治理概算" in page
    assert "示例clerk（收件登记人员）" in page
    assert "承办人：示例handler" in page
    assert "收到补正 申请人" in page
    assert page.index("收到补正 申请人") < page.index("网上提交申请 申请人")


def test_no_days_are_counted_while_a_clarification_is_awaited(desk: At, road: Road) -> None:
    road.start()
    notice = facts.ClarificationNotice(("写明年份",), road.today.replace(day=31))
    road.do(Action.ASK_CLARIFICATION, notice, "handler")

    page = text_of(desk("handler").get(case_page(road)))

    assert "停止计算，待申请人补正" in page
    assert "补正期限 2026年3月31日（星期二）" in page
    assert "期限怎样算出来的" not in page


@pytest.mark.parametrize(("late", "text"), [(0, "按期答复"), (40, "逾期答复")])
def test_a_closed_case_says_whether_it_was_in_time(
    desk: At, road: Road, late: int, text: str
) -> None:
    road.start()
    road.sign()
    road.sleep(late)
    road.serve()

    page = text_of(desk("handler").get(case_page(road)))

    assert "已答复" in page
    assert text in page
    assert "网上送达" in page


def test_a_case_that_ended_without_a_reply_is_neither_early_nor_late(desk: At, road: Road) -> None:
    road.start()
    road.do(Action.WITHDRAW, facts.Withdrawal("电话提出撤回"), "handler")

    page = text_of(desk("handler").get(case_page(road)))

    assert "已撤回 已办结" in page


def test_the_letters_of_a_case_open_from_its_page(desk: At, road: Road) -> None:
    road.start()
    road.sign()
    handler = desk("handler")

    letters = [link for link in links_on(handler.get(case_page(road))) if "/letters/" in link]
    answers = [handler.get(link) for link in letters]

    assert {200} == {answer.status_code for answer in answers}
    assert {b"%PDF"} == {answer.data[:4] for answer in answers}
    # Each as it was issued, and the form on which its service is signed for.
    assert 4 == len(set(letters))


def test_a_draft_is_previewed_until_it_is_signed(desk: At, road: Road) -> None:
    road.start()
    handler = desk("handler")
    without = handler.get(f"{case_page(road)}/preview")
    draft = facts.DraftDecision(
        Outcome.WOULD_NEED_CREATION, WouldNeedCreation("汇总数据", "需要加工")
    )
    road.do(Action.DRAFT_DECISION, draft, "handler")
    page = handler.get(case_page(road))
    preview = handler.get(f"{case_page(road)}/preview")

    assert 409 == without.status_code
    assert f"{case_page(road)}/preview" in links_on(page)
    assert "application/pdf" == preview.mimetype
    assert preview.data.startswith(b"%PDF")


@pytest.mark.parametrize(
    "path",
    [
        "/desk/requests/SFSW-2026-999999",
        "/desk/requests/SFSW-2026-999999/letters/1",
        "/desk/requests/SFSW-2026-999999/preview",
        "/desk/requests/SFSW-2026-999999/attachments/1",
        "/desk/requests/SFSW-2026-999999/identity/1",
        "/desk/requests/SFSW-2026-999999/decision",
        "/desk/requests/SFSW-2026-999999/acts/assign",
        "/desk/requests/{reference}/letters/99",
        "/desk/requests/{reference}/letters/99999999999999999999",
        "/desk/requests/{reference}/attachments/99",
        "/desk/requests/{reference}/attachments/99999999999999999999",
        "/desk/requests/{reference}/identity/99999999999999999999",
    ],
)
def test_what_is_not_there_is_answered_alike(desk: At, road: Road, path: str) -> None:
    road.start()

    answer = desk("handler").get(path.format(reference=road.reference))

    assert 404 == answer.status_code
    assert "没有这个页面，或者您不能查看它" in text_of(answer)


def test_an_identity_document_is_for_few_and_every_look_is_recorded(desk: At, road: Road) -> None:
    ids = with_papers(road, Purpose.IDENTITY)
    path = f"{case_page(road)}/identity/{ids[Purpose.IDENTITY]}"
    clerk, reviewer = desk("clerk"), desk("reviewer")

    seen, refused = clerk.get(path), reviewer.get(path)

    assert (200, "image/png", PNG) == (seen.status_code, seen.mimetype, seen.data)
    assert 403 == refused.status_code
    assert path in links_on(clerk.get(case_page(road)))
    assert "您的身份不能查看" in text_of(reviewer.get(case_page(road)))
    assert [("identity", road.staff["clerk"].user_id)] == audited()


def test_an_identity_document_has_no_second_door(desk: At, road: Road) -> None:
    ids = with_papers(road, Purpose.IDENTITY)

    answer = desk("reviewer").get(f"{case_page(road)}/attachments/{ids[Purpose.IDENTITY]}")

    assert 404 == answer.status_code


def test_a_scan_names_the_applicant_so_a_look_is_recorded(desk: At, road: Road) -> None:
    ids = with_papers(road, Purpose.SCAN, Purpose.SUPPLIED)
    reviewer = desk("reviewer")

    scan = reviewer.get(f"{case_page(road)}/attachments/{ids[Purpose.SCAN]}")
    looks = audited()
    supplied = reviewer.get(f"{case_page(road)}/attachments/{ids[Purpose.SUPPLIED]}")

    assert (200, 200) == (scan.status_code, supplied.status_code)
    assert [("paper", road.staff["reviewer"].user_id)] == looks == audited()


def test_an_administrator_opens_no_attachment(desk: At, road: Road) -> None:
    ids = with_papers(road, Purpose.SCAN)
    administrator = desk("administrator")

    assert (
        403 == administrator.get(f"{case_page(road)}/attachments/{ids[Purpose.SCAN]}").status_code
    )
    assert "您的身份不能查看" in text_of(administrator.get(case_page(road)))


def test_a_case_page_costs_six_queries_at_most(
    desk: At, road: Road, app: Flask, office: Office
) -> None:
    road.start()
    road.sign()
    road.serve()
    handler = desk("handler")
    handler.get("/desk/")
    with counted_queries() as sent:
        handler.get(case_page(road))

    assert len(sent) <= 6


def test_while_a_remedy_is_pending_nothing_of_the_case_may_be_destroyed(
    desk: At, road: Road
) -> None:
    replied(road)
    before = text_of(desk("handler").get(f"/desk/requests/{road.reference}"))
    road.do(Action.OPEN_REMEDY, REMEDY, "handler")

    assert "材料不得销毁" not in before
    assert "材料不得销毁" in text_of(desk("handler").get(f"/desk/requests/{road.reference}"))
