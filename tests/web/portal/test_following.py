"""Following a request: who may open it, what its applicant is told, and what stays inside."""

from datetime import datetime, timedelta

import pytest
from flask import Flask, session
from sqlalchemy import event, select

from casework.adapters.clock import SetClock
from casework.adapters.uploads import Upload
from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action, State
from casework.domain.moments import SHANGHAI
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Attachment, Purpose
from casework.services.attachments import keep
from casework.services.disclosure.tracking import reissue_code
from casework.services.office import Office
from tests.web.portal.road import PNG, Browser, confirm, decide, do, serve, text_of

INTERNAL = {
    Action.PROPOSE_EXTENSION,
    Action.DRAFT_DECISION,
    Action.SUBMIT_FOR_REVIEW,
    Action.RETURN,
    Action.PASS_LEVEL,
    Action.PASS_REVIEW,
    Action.SIGN,
    Action.RECALL,
    Action.REASSIGN,
    Action.NOTE,
    Action.LINK,
    Action.RECUSE,
    Action.RESTRICT,
    Action.LIFT_RESTRICTION,
}


def test_a_request_is_opened_by_its_code_and_by_nothing_else(app: Flask, browser: Browser) -> None:
    reference, _ = browser.file()
    stranger = Browser(app.test_client())

    for page in ("", "/receipt", "/receipt.pdf", "/clarification", "/withdrawal", "/rating"):
        answer = stranger.get(f"/requests/{reference}{page}")
        assert answer.status_code == 303, page
        assert answer.headers["Location"].startswith("/track")


def test_a_browser_that_was_left_open_asks_for_the_code_again(
    app: Flask, browser: Browser, clock: SetClock
) -> None:
    reference, code = browser.file()
    idle = app.config["HOLDER_IDLE"]
    clock.go_on(idle - timedelta(seconds=1))
    used = browser.get(f"/requests/{reference}")
    clock.go_on(idle - timedelta(seconds=1))
    still_used = browser.get(f"/requests/{reference}")
    clock.go_on(idle)
    left = browser.get(f"/requests/{reference}")

    assert [200, 200, 303] == [used.status_code, still_used.status_code, left.status_code]
    assert f'href="/requests/{reference}"' not in browser.get("/track").text
    assert 303 == browser.open(reference, code).status_code
    assert 200 == browser.get(f"/requests/{reference}").status_code


def test_a_request_that_is_looked_at_all_day_asks_for_its_code_in_the_end(
    app: Flask, browser: Browser, clock: SetClock
) -> None:
    reference, _ = browser.file()
    step, seen = app.config["HOLDER_IDLE"] / 2, timedelta()
    while seen + step < app.config["SESSION_LONGEST"]:
        clock.go_on(step)
        seen += step
        assert 200 == browser.get(f"/requests/{reference}").status_code
    clock.go_on(step)

    assert 303 == browser.get(f"/requests/{reference}").status_code


def test_looking_within_a_minute_does_not_write_the_session(
    browser: Browser, clock: SetClock
) -> None:
    reference, _ = browser.file()
    browser.get(f"/requests/{reference}")
    clock.go_on(timedelta(seconds=59))
    soon = browser.get(f"/requests/{reference}")
    clock.go_on(timedelta(seconds=1))
    later = browser.get(f"/requests/{reference}")

    assert "Set-Cookie" not in soon.headers
    assert "Set-Cookie" in later.headers


def test_a_wrong_code_says_how_many_attempts_are_left_and_then_the_address_waits(
    app: Flask, browser: Browser
) -> None:
    reference, code = browser.file()
    stranger = Browser(app.test_client())
    answers = [stranger.open(reference, "2222-2222-2222") for _ in range(8)]
    locked = stranger.open(reference, code)

    assert [answer.status_code for answer in answers] == [409] * 8
    for left, answer in zip((19, 18, 17, 16, 15, 10, 5, 0), answers, strict=True):
        assert f"还可以尝试{left}次" in answer.text
        assert reference in answer.text
    assert locked.status_code == 409
    assert "已暂停查询" in locked.text


def test_an_unknown_reference_is_answered_like_a_wrong_code(browser: Browser) -> None:
    answer = browser.open("SFSW-2026-999999", "2222-2222-2222")

    assert answer.status_code == 409
    assert "登记编号或者查询码不对" in answer.text


def test_a_reissued_code_ends_what_the_old_one_opened(
    app: Flask, browser: Browser, office: Office, staff: dict[str, Actor]
) -> None:
    reference, old = browser.file()
    check = facts.IdentityCheck("当面核对居民身份证")
    new = reissue_code(office, reference, check, staff["clerk"], "0" * 32)
    ended = browser.get(f"/requests/{reference}")

    assert ended.status_code == 303
    assert browser.open(reference, old).status_code == 409
    assert browser.open(reference, new).status_code == 303
    assert "查询码已经更换" in text_of(browser.get(f"/requests/{reference}"))


def test_the_session_keeps_a_proof_and_no_code(browser: Browser) -> None:
    reference, code = browser.file()
    with browser.client:
        browser.get(f"/requests/{reference}")
        kept = str(dict(session))

    assert reference in kept
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_until_both_sides_confirm_no_period_runs(browser: Browser) -> None:
    reference, _ = browser.file()
    page = browser.get(f"/requests/{reference}")

    assert "等待确认收到" in text_of(page)
    assert "答复期限还没有开始计算" in text_of(page)
    assert "deadline-calendar" not in page.text


def test_the_last_day_is_told_with_how_it_was_counted(
    browser: Browser, office: Office, staff: dict[str, Actor]
) -> None:
    reference, _ = browser.file()
    confirm(office, reference, staff)
    page = browser.get(f"/requests/{reference}")
    text = text_of(page)

    assert "最迟应当在 2026年3月30日（星期一） 答复您" in text
    assert "双方确认收到申请" in text
    assert "水资源科" in text
    assert "deadline-calendar" in page.text
    assert "第20日" in text


def test_nothing_internal_is_told_and_no_colleague_named(
    browser: Browser, office: Office, staff: dict[str, Actor]
) -> None:
    reference, _ = browser.file()
    confirm(office, reference, staff)
    decide(office, reference, staff)
    page = browser.get(f"/requests/{reference}").text

    for inside in ("示例handler", "示例clerk", "内部", "送审", "签发"):
        assert inside not in page


def test_a_signed_reply_is_seen_only_once_it_was_served(
    browser: Browser, office: Office, staff: dict[str, Actor]
) -> None:
    reference, _ = browser.file()
    confirm(office, reference, staff)
    decide(office, reference, staff)
    signed = browser.get(f"/requests/{reference}").text
    last = max(int(number) for number in letters_on(signed))
    early = browser.get(f"/requests/{reference}/letters/{last + 1}.pdf")
    serve(office, reference, staff)
    served = browser.get(f"/requests/{reference}").text
    letter = browser.get(f"/requests/{reference}/letters/{last + 1}.pdf")

    assert early.status_code == 404
    assert letters_on(served) == {str(last), str(last + 1)}
    assert letter.data.startswith(b"%PDF")
    assert letter.headers["Content-Disposition"].startswith("attachment")
    assert "已经答复" in served
    assert "评价这次办理" in served


def letters_on(page: str) -> set[str]:
    return {part.partition(".pdf")[0] for part in page.split("/letters/")[1:]}


def test_a_late_reply_is_admitted_and_the_remedies_are_named(
    browser: Browser, office: Office, staff: dict[str, Actor], clock: SetClock
) -> None:
    reference, code = browser.file()
    confirm(office, reference, staff)
    clock.put(datetime(2026, 3, 31, 9, 0, tzinfo=SHANGHAI))
    browser.open(reference, code)
    text = text_of(browser.get(f"/requests/{reference}"))

    assert "已经超过期限" in text
    assert "第四十七条" in text
    assert "行政复议" in text


def test_every_act_is_either_told_or_the_offices_own_work(app: Flask) -> None:
    with app.test_request_context():
        told = app.jinja_env.get_template("portal/steps.html").make_module()
    titles: dict[str, str] = told.titles  # type: ignore[attr-defined]

    assert set(titles) == {action.value for action in Action if action not in INTERNAL}
    assert all(callable(getattr(told, name)) for name in titles)


def test_every_state_has_its_words(app: Flask) -> None:
    with app.test_request_context():
        outlook = app.jinja_env.get_template("portal/outlook.html").make_module()

    states = {state.value for state in State if state is not State.NASCENT}
    assert set(outlook.words) == states  # type: ignore[attr-defined]


def test_the_page_of_a_request_asks_the_database_little(
    browser: Browser, office: Office, staff: dict[str, Actor]
) -> None:
    reference, _ = browser.file()
    confirm(office, reference, staff)
    db.session.remove()
    asked: list[str] = []

    def listen(*args: object) -> None:
        asked.append(str(args[2]))

    event.listen(db.engine, "before_cursor_execute", listen)
    browser.get(f"/requests/{reference}")
    event.remove(db.engine, "before_cursor_execute", listen)

    assert len([query for query in asked if query.startswith("SELECT")]) <= 6


@pytest.mark.parametrize("days", [0, 3], ids=["within the hour", "three days later"])
def test_the_query_code_is_shown_for_an_hour(browser: Browser, clock: SetClock, days: int) -> None:
    reference, code = browser.file()
    clock.put(clock.now() + timedelta(days=days))
    page = browser.get(f"/requests/{reference}/receipt").text

    assert (code in page) == (days == 0)


def test_the_clerks_letters_link_stands_with_its_step(
    browser: Browser, office: Office, staff: dict[str, Actor]
) -> None:
    reference, _ = browser.file()
    do(
        office,
        reference,
        staff["clerk"],
        Action.CONFIRM_RECEIPT,
        facts.ReceiptConfirmation(office.today(), facts.ConfirmationMeans.PHONE, "电话确认"),
    )
    page = browser.get(f"/requests/{reference}").text
    step = page.partition("双方确认收到申请")[2].partition("</li>")[0]

    assert "/letters/" in page.partition("moj-timeline__documents")[2]
    assert "登记回执" in step + page.partition("moj-timeline__documents")[2]


def test_information_that_came_with_the_reply_is_fetched_once_it_was_served(
    browser: Browser, office: Office, staff: dict[str, Actor]
) -> None:
    reference, _ = browser.file()
    confirm(office, reference, staff)
    given = keep(office, Upload("数据.png", PNG, "image/png"), Purpose.SUPPLIED)
    decide(office, reference, staff, given)
    number = db.session.scalars(
        select(Attachment.id).where(Attachment.purpose == Purpose.SUPPLIED)
    ).one()
    path = f"/requests/{reference}/supplied/{number}"
    early = browser.get(path)
    serve(office, reference, staff)
    page = browser.get(f"/requests/{reference}").text
    fetched = browser.get(path)

    assert early.status_code == 404
    assert path in page
    assert fetched.data == PNG
    assert fetched.headers["Content-Disposition"].startswith("attachment")


def test_the_proof_of_identity_is_never_handed_out(
    browser: Browser, office: Office, staff: dict[str, Actor]
) -> None:
    reference, _ = browser.file()
    confirm(office, reference, staff)
    decide(office, reference, staff)
    serve(office, reference, staff)
    number = db.session.scalars(select(Attachment.id)).one()

    assert browser.get(f"/requests/{reference}/supplied/{number}").status_code == 404


def test_a_request_closed_without_a_reply_says_why(
    browser: Browser, office: Office, staff: dict[str, Actor]
) -> None:
    reference, _ = browser.file()
    confirm(office, reference, staff)
    closed = facts.OtherClosure("申请单位已经注销")
    do(office, reference, staff["approver"], Action.CLOSE, closed)
    text = text_of(browser.get(f"/requests/{reference}"))

    assert "申请单位已经注销" in text
    assert "已经终止" in text
    assert "已经答复" not in text


def test_a_lapsed_request_says_that_one_may_apply_again(
    browser: Browser, office: Office, staff: dict[str, Actor], clock: SetClock
) -> None:
    reference, code = browser.file()
    confirm(office, reference, staff)
    notice = facts.ClarificationNotice(("请写明名称",), office.today() + timedelta(days=10))
    do(office, reference, staff["handler"], Action.ASK_CLARIFICATION, notice)
    clock.put(clock.now() + timedelta(days=11))
    browser.open(reference, code)
    do(office, reference, staff["handler"], Action.LAPSE, facts.Lapse("电话未联系上"))
    page = browser.get(f"/requests/{reference}")
    text = text_of(page)

    assert "没有收到补正，终止办理" in text
    assert "您可以随时重新申请" in text
    assert "电话未联系上" not in text
    assert "终止办理告知书" in text


def test_an_extension_is_told_with_its_reason_and_its_new_date(
    browser: Browser, office: Office, staff: dict[str, Actor]
) -> None:
    reference, _ = browser.file()
    confirm(office, reference, staff)
    longer = facts.Extension(10, "需要检索的档案较多")
    do(office, reference, staff["handler"], Action.PROPOSE_EXTENSION, longer)
    proposed = text_of(browser.get(f"/requests/{reference}"))
    do(office, reference, staff["approver"], Action.EXTEND, longer)
    extended = text_of(browser.get(f"/requests/{reference}"))

    assert "需要检索的档案较多" not in proposed
    assert "延长10个工作日，理由：需要检索的档案较多" in extended
    assert "2026年4月14日" in extended
    assert "延期答复告知书" in extended
