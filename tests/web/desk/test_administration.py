"""The administrator's pages: people, substitutes, hand-overs, settings, and the book of it all."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask, g

from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Agency, User
from casework.persistence.models.people import AdminAct, AdminEntry
from casework.persistence.queries import people
from casework.services import outbox, recompute
from casework.services.recompute import Moved
from casework.web.doors import own_agency
from tests.people import AGENCY, PASSWORD
from tests.road import DRAFT, Road
from tests.services.test_outbox import Broken
from tests.web.desk.browser import Desk, links_on, text_of

At = Callable[[str], Desk]
Staff = dict[str, Actor]
PEOPLE = "/desk/administration/people"
AGENCY_PAGE, REVIEW = "/desk/administration/agency", "/desk/administration/review"
SUBSTITUTES, PASSWORD_PAGE = "/desk/substitutes", "/desk/password"
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
NEWCOMER = {"username": "newcomer", "name": "示例新", "unit": "办公室", "roles": ["clerk"]}
PARTICULARS = {name: value for name, value in AGENCY.items() if name != "code"}
_SHOWN = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def id_of(actors: Staff, who: str) -> int:
    return actors[who].user_id or 0


def user(username: str) -> User:
    db.session.remove()
    found = people.user_by_name(username)
    assert found is not None
    return found


def book() -> list[AdminAct]:
    db.session.remove()
    return list(db.session.scalars(db.select(AdminEntry.what).order_by(AdminEntry.id)))


def test_the_way_to_administration_leads_to_the_people(desk: At) -> None:
    answer = desk("administrator").get("/desk/administration")

    assert PEOPLE == answer.headers["Location"]


@pytest.mark.parametrize("who", ["clerk", "handler", "reviewer", "approver"])
def test_administration_is_the_administrators(desk: At, who: str) -> None:
    colleague = desk(who)
    for path in (PEOPLE, f"{PEOPLE}/new", AGENCY_PAGE, REVIEW, "/desk/administration/book"):
        assert 403 == colleague.get(path).status_code, path


def test_what_could_not_be_told_is_listed_for_the_administrator(
    app: Flask, desk: At, road: Road
) -> None:
    notices = "/desk/administration/notices"
    nothing = text_of(desk("administrator").get(notices))
    road.start()
    (message_id,) = outbox.waiting(road.office)
    outbox.deliver(replace(road.office, mail=Broken()), message_id)
    listed = text_of(desk("administrator").get(notices))

    assert "现在没有发不出去的通知" in nothing
    assert f"{road.reference} 申请已收到" in listed
    assert "SMTPServerDisconnected" in listed
    assert 403 == desk("clerk").get(notices).status_code


def test_the_book_says_which_date_a_new_notice_moved(desk: At, road: Road) -> None:
    road.start()
    was, becomes = date(2026, 3, 30), date(2026, 3, 31)
    moved = Moved(road.reference, road.agency_id, was, becomes, False, False)
    recompute.apply(road.office, moved)
    said = text_of(desk("administrator").get("/desk/administration/book"))

    assert "系统运维" in said
    assert f"编号：{road.reference}" in said
    assert "期限：由“2026年3月30日”改为“2026年3月31日”" in said


def test_the_list_names_everybody_their_roles_and_their_open_cases(desk: At, road: Road) -> None:
    road.start()
    page = text_of(desk("administrator").get(PEOPLE))

    assert "示例handler 水资源科 handler 承办人 1" in page
    assert "示例clerk 水资源科 clerk 收件登记人员 0" in page


def test_somebody_new_is_entered_and_their_password_is_shown_once(app: Flask, desk: At) -> None:
    administrator = desk("administrator")
    answer = administrator.send(f"{PEOPLE}/new", **NEWCOMER)
    shown = administrator.get(answer.headers["Location"])
    again = administrator.get(answer.headers["Location"])
    password = _SHOWN.search(text_of(shown))

    assert password is not None
    assert (200, 303) == (shown.status_code, again.status_code)
    signed_in = Desk(app.test_client()).sign_in("newcomer", password.group())
    assert "/desk/" == signed_in.headers["Location"]


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"username": "New Comer"}, "用户名用小写字母"),
        ({"username": ""}, "请填写用户名"),
        ({"name": "  "}, "请填写姓名"),
        ({"unit": "科" * 61}, "不超过60个字"),
        ({"roles": []}, "请至少选择一种身份"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    desk: At, typed: dict[str, object], fault: str
) -> None:
    answer = desk("administrator").send(f"{PEOPLE}/new", **{**NEWCOMER, **typed})

    assert 422 == answer.status_code
    assert fault in text_of(answer)


def test_a_role_that_nobody_can_have_is_not_taken(desk: At) -> None:
    answer = desk("administrator").send(f"{PEOPLE}/new", **{**NEWCOMER, "roles": ["applicant"]})

    assert 422 == answer.status_code
    assert [] == book()


def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays(desk: At) -> None:
    answer = desk("administrator").send(f"{PEOPLE}/new", **{**NEWCOMER, "username": "handler"})

    assert 409 == answer.status_code
    assert "用户名“handler”已经有人使用" in text_of(answer)
    assert "示例新" in answer.text


def test_another_role_ends_the_sessions_of_whom_it_concerns(desk: At, staff: Staff) -> None:
    handler, path = desk("handler"), f"{PEOPLE}/{id_of(staff, 'handler')}"
    given = {"name": "示例handler", "unit": "水资源科", "roles": ["handler", "clerk"]}
    answer = desk("administrator").send(path, **given)

    assert path == answer.headers["Location"]
    assert {"handler", "clerk"} == set(user("handler").roles)
    assert "/desk/sign-in?ended=1&next=/desk/" == handler.get("/desk/").headers["Location"]


def test_a_new_password_is_shown_once_and_replaces_the_old_one(
    app: Flask, desk: At, staff: Staff
) -> None:
    administrator = desk("administrator")
    path = f"{PEOPLE}/{id_of(staff, 'handler')}/password/new"
    shown = administrator.get(administrator.send(path).headers["Location"])
    password = _SHOWN.search(text_of(shown))

    assert password is not None
    old = Desk(app.test_client()).sign_in("handler", PASSWORD)
    new = Desk(app.test_client()).sign_in("handler", password.group())
    assert (409, 303) == (old.status_code, new.status_code)


def test_a_password_is_shown_to_whoever_gave_it_only(desk: At, staff: Staff) -> None:
    path = f"{PEOPLE}/{id_of(staff, 'handler')}"

    assert path == desk("administrator").get(f"{path}/password").headers["Location"]


def test_an_account_is_shut_and_opened_again(desk: At, staff: Staff) -> None:
    administrator, path = desk("administrator"), f"{PEOPLE}/{id_of(staff, 'handler')}"
    shut = administrator.send(f"{path}/account")
    listed = text_of(administrator.get(PEOPLE))
    opened = administrator.send(f"{path}/account")

    assert (PEOPLE, path) == (shut.headers["Location"], opened.headers["Location"])
    assert "示例handler 已停用" in listed
    assert [AdminAct.DISABLE, AdminAct.ENABLE] == book()


def test_open_cases_are_asked_about_before_an_account_is_shut(
    desk: At, staff: Staff, road: Road
) -> None:
    road.start()
    administrator = desk("administrator")
    path = f"{PEOPLE}/{id_of(staff, 'handler')}/account"
    asked = administrator.get(path)
    refused = administrator.send(path)
    shut = administrator.send(path, leaves_cases="y")

    assert "还有1件在办" in text_of(asked)
    assert f"/desk/people/{id_of(staff, 'handler')}/hand-over" in links_on(asked)
    assert (409, 303) == (refused.status_code, shut.status_code)


def test_the_last_administrator_is_told_why_they_stay(desk: At, staff: Staff) -> None:
    path = f"{PEOPLE}/{id_of(staff, 'administrator')}"
    administrator = desk("administrator")
    kept = administrator.send(path, name="示例", unit="办公室", roles=["clerk"])
    stays = administrator.send(f"{path}/account")

    assert (409, 409) == (kept.status_code, stays.status_code)
    assert "这是最后一个能登录的系统管理员账号" in text_of(stays)


def test_nobody_finds_people_of_another_agency_or_of_none(desk: At, staff: Staff) -> None:
    elsewhere = Agency(**{**AGENCY, "code": "BSSW"})
    db.session.add(elsewhere)
    db.session.flush()
    away = User(username="away", agency_id=elsewhere.id, name="邻", unit="科", password_hash="x")
    db.session.add(away)
    db.session.commit()
    administrator, away_id = desk("administrator"), away.id
    for user_id in (away_id, 999, 2**40):
        for path in ("", "/account", "/password", "/password/new", "/substitutes"):
            assert 404 == administrator.get(f"{PEOPLE}/{user_id}{path}").status_code, path
        assert 404 == administrator.get(f"/desk/people/{user_id}/hand-over").status_code


def test_whoever_was_given_a_password_changes_it_before_all_else(
    app: Flask, desk: At, staff: Staff
) -> None:
    path = f"{PEOPLE}/{id_of(staff, 'handler')}/password/new"
    administrator = desk("administrator")
    shown = administrator.get(administrator.send(path).headers["Location"])
    (given,) = _SHOWN.findall(text_of(shown))
    handler, new = Desk(app.test_client()), "一个新的很长的密码啊啊啊"
    handler.sign_in("handler", given)
    kept_out = [handler.get(page).headers["Location"] for page in ("/desk/", "/desk/cases")]
    asked = text_of(handler.get(PASSWORD_PAGE))
    changed = handler.send(PASSWORD_PAGE, current=given, new=new, again=new)

    assert [PASSWORD_PAGE] * 2 == kept_out
    assert "您现在的密码是系统管理员给的" in asked
    assert "/desk/" == changed.headers["Location"]
    assert "已办理：修改本人密码" in text_of(handler.get("/desk/"))
    assert "您现在的密码" not in text_of(handler.get(PASSWORD_PAGE))


def test_the_desk_is_that_of_the_agency_of_whoever_sits_at_it(app: Flask, staff: Staff) -> None:
    elsewhere = Agency(**{**AGENCY, "code": "BSSW"})
    db.session.add(elsewhere)
    db.session.commit()
    with app.test_request_context():
        g.actor = Actor(staff["handler"].roles, elsewhere.id, 99)
        of_the_colleague = own_agency().code
        g.actor = staff["handler"]

        assert ("BSSW", AGENCY["code"]) == (of_the_colleague, own_agency().code)


def test_ones_own_password_is_changed_and_the_session_goes_on(app: Flask, desk: At) -> None:
    here, there = desk("handler"), desk("handler")
    new = "一个新的很长的密码啊啊啊"
    answer = here.send(PASSWORD_PAGE, current=PASSWORD, new=new, again=new)

    assert PASSWORD_PAGE == answer.headers["Location"]
    assert "已办理：修改本人密码" in text_of(here.get(PASSWORD_PAGE))
    assert 303 == there.get("/desk/").status_code
    assert 303 == Desk(app.test_client()).sign_in("handler", new).status_code


@pytest.mark.parametrize(
    ("current", "new", "again", "status", "fault"),
    [
        (PASSWORD, "short", "short", 422, "新密码是12至200个字符"),
        (PASSWORD, "long enough here", "otherwise here", 422, "两次输入的新密码不一致"),
        (PASSWORD, PASSWORD, PASSWORD, 422, "新密码不能与现在的密码相同"),
        ("wrong", "long enough here", "long enough here", 409, "用户名或者密码不对"),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_words(
    desk: At, current: str, new: str, again: str, status: int, fault: str
) -> None:
    answer = desk("handler").send(PASSWORD_PAGE, current=current, new=new, again=again)

    assert status == answer.status_code
    assert fault in text_of(answer)


def test_whoever_goes_away_names_who_stands_in(desk: At, staff: Staff) -> None:
    handler, substitute = desk("handler"), id_of(staff, "handler2")
    given = {"substitute_id": substitute, "begins_on": MONDAY, "ends_on": FRIDAY}
    answer = handler.send(SUBSTITUTES, **given)

    assert SUBSTITUTES == answer.headers["Location"]
    assert "示例handler2 代理中 2026年3月2日—2026年3月6日" in text_of(handler.get(SUBSTITUTES))
    assert "示例handler（2026年3月2日—2026年3月6日）" in text_of(desk("handler2").get(SUBSTITUTES))


def test_an_administrator_names_a_substitute_for_somebody_else(desk: At, staff: Staff) -> None:
    administrator = desk("administrator")
    path = f"{PEOPLE}/{id_of(staff, 'handler')}/substitutes"
    given = {"substitute_id": id_of(staff, "handler2"), "begins_on": FRIDAY, "ends_on": FRIDAY}
    administrator.send(path, **given)
    listed = administrator.get(path)
    keys = {**administrator.keys(path), "end-substitution_id": _substitution_id(listed.text)}
    ended = administrator.post(f"{SUBSTITUTES}/end", **keys)

    assert "示例handler2 2026年3月6日—2026年3月6日 取消" in text_of(listed)
    assert path == ended.headers["Location"]
    assert "示例handler2 2026年3月6日" not in text_of(administrator.get(path))
    said = text_of(administrator.get("/desk/administration/book"))
    assert "代理人：示例handler2 代理的起止日期：2026年3月6日—2026年3月6日" in said
    assert "代理结束之日：由“2026年3月6日”改为“2026年3月2日”" in said


def _substitution_id(page: str) -> str:
    found = re.search(r'name="end-substitution_id"\s+value="(\d+)"', page)
    assert found is not None
    return found.group(1)


def test_a_substitution_is_ended_by_whom_it_concerns(desk: At, staff: Staff) -> None:
    handler = desk("handler")
    substitute = id_of(staff, "handler2")
    handler.send(SUBSTITUTES, substitute_id=substitute, begins_on=MONDAY, ends_on=FRIDAY)
    listed = handler.get(SUBSTITUTES)
    typed = {"end-substitution_id": _substitution_id(listed.text)}
    keys = handler.keys(SUBSTITUTES)
    strangers = desk("clerk")
    # The clerk has nothing to end, so no such form: its keys are those of another.
    lent = {f"end-{name}": text for name, text in strangers.keys(SUBSTITUTES).items()}
    not_theirs = strangers.post(f"{SUBSTITUTES}/end", **lent, **typed)
    ended = handler.post(f"{SUBSTITUTES}/end", **keys, **typed)

    assert (404, SUBSTITUTES) == (not_theirs.status_code, ended.headers["Location"])
    assert "代理中" not in text_of(handler.get(SUBSTITUTES))


def test_ending_nothing_leads_back(desk: At) -> None:
    handler = desk("handler")
    answer = handler.post(f"{SUBSTITUTES}/end", **handler.keys(SUBSTITUTES))

    assert SUBSTITUTES == answer.headers["Location"]


@pytest.mark.parametrize(
    ("typed", "status", "fault"),
    [
        ({"substitute_id": 0}, 422, "请选择代理人"),
        ({"ends_on": date(2026, 3, 1)}, 409, "结束之日2026年3月1日早于开始之日2026年3月2日"),
        ({"begins_on": date(2026, 3, 1)}, 409, "开始之日2026年3月1日已经过去"),
        ({"ends_on": date(2066, 3, 1)}, 422, "请核对年份"),
    ],
)
def test_a_substitute_that_cannot_be_is_refused_in_words(
    desk: At, staff: Staff, typed: dict[str, object], status: int, fault: str
) -> None:
    given = {"substitute_id": id_of(staff, "handler2"), "begins_on": MONDAY, "ends_on": FRIDAY}
    answer = desk("handler").send(SUBSTITUTES, **{**given, **typed})

    assert status == answer.status_code
    assert fault in text_of(answer)


@pytest.mark.parametrize("who", ["administrator", "reviewer"])
def test_a_leavers_cases_are_listed_moved_and_named(
    desk: At, staff: Staff, road: Road, who: str
) -> None:
    references = []
    for _ in range(2):
        road.start()
        references.append(road.reference)
    path = f"/desk/people/{id_of(staff, 'handler')}/hand-over"
    colleague = desk(who)
    listed = colleague.get(path)
    given = {"to_id": id_of(staff, "handler2"), "references": references}
    done = colleague.get(colleague.send(path, **given).headers["Location"])

    assert all(f"{reference} 办理中" in text_of(listed) for reference in references)
    assert 2 == listed.text.count(" checked")
    assert "已将2件申请移交给示例handler2" in text_of(done)
    assert "示例handler没有在办申请了" in text_of(done)
    said = text_of(desk("administrator").get("/desk/administration/book"))
    assert f"移交给：示例handler2 已移交：{references[0]}、{references[1]}" in said


def test_a_hand_over_that_is_sent_twice_is_done_once(desk: At, staff: Staff, road: Road) -> None:
    road.start()
    path = f"/desk/people/{id_of(staff, 'handler')}/hand-over"
    administrator = desk("administrator")
    given = {"to_id": id_of(staff, "handler2"), "references": [road.reference]}
    form = {**administrator.keys(path), **given}
    first, second = administrator.post(path, **form), administrator.post(path, **form)

    assert 303 == first.status_code
    assert first.headers["Location"] == second.headers["Location"]
    assert [AdminAct.HAND_OVER] == book()


def test_what_did_not_go_is_named_with_why(desk: At, staff: Staff, road: Road) -> None:
    road.start()
    recusal = facts.Recusal(id_of(staff, "handler2"), "与申请人相识")
    road.do(Action.RECUSE, recusal, "approver")
    path = f"/desk/people/{id_of(staff, 'handler')}/hand-over"
    administrator = desk("administrator")
    given = {"to_id": id_of(staff, "handler2"), "references": [road.reference]}
    done = text_of(administrator.get(administrator.send(path, **given).headers["Location"]))

    assert "有1件申请没有移交" in done
    assert f"{road.reference}：接手的同事或者您本人已回避这一件" in done
    assert f"没有移交：{road.reference}" in text_of(administrator.get("/desk/administration/book"))


def test_a_case_that_cannot_go_now_is_listed_apart_with_its_state(
    desk: At, staff: Staff, road: Road
) -> None:
    road.start()
    road.do(Action.DRAFT_DECISION, DRAFT, "handler")
    road.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest(), "handler")
    page = text_of(desk("administrator").get(f"/desk/people/{id_of(staff, 'handler')}/hand-over"))

    assert f"{road.reference} 审核中" in page


def test_a_restricted_case_is_counted_and_not_named(desk: At, staff: Staff, road: Road) -> None:
    road.start()
    restriction = facts.Restriction((id_of(staff, "handler"),), "涉及本机关人员")
    road.do(Action.RESTRICT, restriction, "approver")
    path = f"/desk/people/{id_of(staff, 'handler')}/hand-over"
    administrator = desk("administrator")
    page = text_of(administrator.get(path))
    given = {"to_id": id_of(staff, "handler2"), "references": [road.reference]}
    form = {**administrator.keys(AGENCY_PAGE), **given}
    done = administrator.get(administrator.post(path, **form).headers["Location"])

    assert "另有1件限制查阅的申请不在这里" in page
    assert road.reference not in page
    assert "没有移交。请打开这一件" in text_of(done)
    assert id_of(staff, "handler") == road.see("approver").case.handler_id


@pytest.mark.parametrize(
    ("typed", "status", "fault"),
    [
        ({"to_id": 0}, 422, "请选择移交给谁"),
        ({"references": []}, 422, "请至少选择一件"),
        ({"references": ["\0"]}, 422, "请至少选择一件"),
        ({"to_id": 999}, 409, "请选择另一位能登录的承办人"),
    ],
)
def test_a_hand_over_that_cannot_be_is_refused_in_words(
    desk: At, staff: Staff, road: Road, typed: dict[str, object], status: int, fault: str
) -> None:
    road.start()
    path = f"/desk/people/{id_of(staff, 'handler')}/hand-over"
    given = {"to_id": id_of(staff, "handler2"), "references": [road.reference]}
    answer = desk("administrator").send(path, **{**given, **typed})

    assert status == answer.status_code
    assert fault in text_of(answer)


@pytest.mark.parametrize("done", ["999", "x", "-1", "0", "99999999999999999999"])
def test_a_hand_over_that_never_was_is_not_shown(desk: At, staff: Staff, done: str) -> None:
    path = f"/desk/people/{id_of(staff, 'handler')}/hand-over"
    answer = desk("administrator").get(f"{path}?done={done}")

    assert answer.status_code in {200, 404}
    assert "已将" not in answer.text


@pytest.mark.parametrize("who", ["reviewer", "approver", "administrator"])
def test_the_load_is_seen_by_those_who_share_the_work_out(desk: At, road: Road, who: str) -> None:
    road.start()
    page = desk(who).get("/desk/workload")

    assert "示例handler 水资源科" in text_of(page)
    assert "合计 1 0 0" in text_of(page)
    assert (who != "approver") == any("hand-over" in link for link in links_on(page))


def test_the_load_is_not_for_everybody(desk: At) -> None:
    assert 403 == desk("handler").get("/desk/workload").status_code


def test_the_agencys_particulars_are_changed_and_shown_on_the_guide(desk: At) -> None:
    administrator = desk("administrator")
    given = {**PARTICULARS, "phone": "000-99999999", "pay_at": "示范市财政局非税收入专户"}
    answer = administrator.send(AGENCY_PAGE, **given)

    assert AGENCY_PAGE == answer.headers["Location"]
    assert "000-99999999" in administrator.get("/guide").text
    assert [AdminAct.CHANGE_AGENCY] == book()
    said = text_of(administrator.get("/desk/administration/book"))
    assert "联系电话：由“000-12345678”改为“000-99999999”" in said
    assert "信息处理费的缴纳方式：示范市财政局非税收入专户" in said


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"name": ""}, "这一项必须填写"),
        ({"name": "水" * 121}, "不超过120个字"),
        ({"name": "示范市\U0001f600局"}, "公文里印不出"),
        ({"email": "没有"}, "请填写真实的电子邮箱"),
        ({"website": "javascript:alert(1)"}, "网址以 https://"),
        ({"postcode": "12"}, "邮政编码是6位数字"),
        ({"site_code": "－"}, "网站标识码只有数字和字母"),
    ],
)
def test_particulars_that_cannot_be_are_refused_beside_their_field(
    desk: At, typed: dict[str, str], fault: str
) -> None:
    answer = desk("administrator").send(AGENCY_PAGE, **{**PARTICULARS, **typed})

    assert 422 == answer.status_code
    assert fault in text_of(answer)
    assert [] == book()


def test_the_levels_of_the_review_are_set_in_their_order(desk: At, staff: Staff) -> None:
    administrator = desk("administrator")
    given = {"name": "示例clerk", "unit": "办公室", "roles": ["reviewer"]}
    administrator.send(f"{PEOPLE}/{id_of(staff, 'clerk')}", **given)
    levels = _levels(("科室审核", 1), ("", 1), ("保密审查", 1))
    answer = administrator.send(REVIEW, **levels)
    shown = administrator.get(REVIEW).text

    assert REVIEW == answer.headers["Location"]
    assert shown.index('value="科室审核"') < shown.index('value="保密审查"')
    said = text_of(administrator.get("/desk/administration/book"))
    assert "由“保密审查、审核（1）”改为“科室审核（1） → 保密审查（1）”" in said


def _levels(*levels: tuple[str, int]) -> dict[str, object]:
    whole = [*levels, *[("", 1)] * (5 - len(levels))]
    typed: dict[str, object] = {}
    for number, (name, passes) in enumerate(whole):
        typed |= {f"levels-{number}-name": name, f"levels-{number}-passes": passes}
    return typed


@pytest.mark.parametrize(
    ("levels", "status", "fault"),
    [
        ((), 422, "请至少写明一个审核环节"),
        ((("审" * 41, 1),), 422, "第1个环节填写有误"),
        ((("审核", 9),), 422, "第1个环节填写有误"),
        ((("审核", 3),), 409, "审核一共需要3人次，每人只能审核一次，而本机关能登录的审核人只有1位"),
    ],
)
def test_levels_that_cannot_be_are_refused_in_words(
    desk: At, levels: tuple[tuple[str, int], ...], status: int, fault: str
) -> None:
    answer = desk("administrator").send(REVIEW, **_levels(*levels))

    assert status == answer.status_code
    assert fault in text_of(answer)


def test_the_book_tells_of_people_and_goes_on_to_older_pages(desk: At, staff: Staff) -> None:
    administrator = desk("administrator")
    path = f"{PEOPLE}/{id_of(staff, 'handler')}/account"
    for _ in range(51):
        administrator.send(path)
    first = administrator.get("/desk/administration/book")
    onward = [link for link in links_on(first) if "before=" in link]
    second = administrator.get(onward[0])

    assert "停用账号 2026年3月2日" in text_of(first)
    assert "办理人：示例administrator；对象：示例handler" in text_of(first)
    assert 1 == text_of(second).count("办理人：")
    assert [] == [link for link in links_on(second) if "before=" in link]
    assert 200 == administrator.get("/desk/administration/book?before=x").status_code


def test_an_empty_book_says_so(desk: At) -> None:
    assert "还没有记录" in text_of(desk("administrator").get("/desk/administration/book"))


def test_the_pages_are_read_in_english_too(desk: At, staff: Staff) -> None:
    administrator = desk("administrator")
    administrator.get("/language?to=en&back=/desk/")
    for path in (PEOPLE, REVIEW, AGENCY_PAGE, SUBSTITUTES, "/desk/workload"):
        assert 200 == administrator.get(path).status_code
