"""更正申请 at the desk: the list, the register, the page, the acts and the letter."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from casework.domain.disclosure import facts
from casework.domain.record_correction.vocabulary import Action
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import AuditEntry, Look
from casework.services.office import Office
from tests.correction_road import CORRECTED, CorrectionRoad
from tests.web.desk.browser import PNG, Desk, links_on, text_of

Sit = Callable[[str], Desk]
GIVEN = {
    "name": "张示范",
    "identity_document": "resident_card",
    "identity_number": "999999199001010016",
    "phone": "00012345678",
    "record": "2024年取水许可登记的姓名",
    "wrong": "张示凡",
    "right": "张示范",
    "came_by": "当面提交",
}
PROPOSED = {
    "result": "corrected",
    "findings": "已核对身份证原件",
    "record": "登记的姓名",
    "wrong": "张示凡",
    "right": "张示范",
}


@pytest.fixture
def path(office: Office, staff: dict[str, Actor], agency_id: int) -> CorrectionRoad:
    return CorrectionRoad(office, staff, agency_id)


def act_page(path: CorrectionRoad, action: str) -> str:
    return f"/desk/corrections/{path.reference}/acts/{action}"


def test_it_is_answered_from_the_list_to_the_letter(
    desk: Sit, path: CorrectionRoad, staff: dict[str, Actor], office: Office
) -> None:
    path.file()
    page = f"/desk/corrections/{path.reference}"
    clerk, handler, approver = desk("clerk"), desk("handler"), desk("approver")

    assert page in links_on(clerk.get("/desk/corrections"))

    clerk.send(
        act_page(path, "confirm_receipt"),
        confirmed_on=office.today(),
        means="phone",
        evidence="通话记录",
    )
    clerk.send(act_page(path, "assign"), handler_id=staff["handler"].user_id)
    assert "2026年3月30日" in text_of(clerk.get(page))
    assert act_page(path, "propose") in links_on(handler.get(page))

    done = handler.send(act_page(path, "propose"), **PROPOSED)
    assert done.headers["Location"] == page
    preview = approver.get(f"{page}/preview")
    assert preview.data.startswith(b"%PDF")

    approver.send(act_page(path, "approve"), remark="同意")
    letter = path.see().letters[0][0]
    told = text_of(clerk.get(page))
    assert letter.number in told
    assert "按期答复" in told
    assert clerk.get(f"/desk/requests/{path.reference}/letters/{letter.id}").data[:4] == b"%PDF"

    clerk.send(
        act_page(path, "serve_letter"),
        number=letter.number,
        way="post",
        served_on=office.today(),
        proof="EMS000",
    )
    assert "EMS000" in text_of(clerk.get(page))
    assert "SFSW-2026-G000001" not in text_of(clerk.get("/desk/corrections"))
    assert "SFSW-2026-G000001" in text_of(clerk.get("/desk/corrections?ended=1"))


def test_what_is_proposed_is_at_hand_when_it_comes_back(desk: Sit, path: CorrectionRoad) -> None:
    path.start()
    handler = desk("handler")

    assert "张示凡" in handler.get(act_page(path, "propose")).text

    handler.send(act_page(path, "propose"), **{**PROPOSED, "right": "张示帆"})
    desk("approver").send(act_page(path, "return"), reason="写错了")

    assert "张示帆" in handler.get(act_page(path, "propose")).text


def test_a_refusal_is_a_sentence_and_loses_nothing(desk: Sit, path: CorrectionRoad) -> None:
    path.start()
    handler = desk("handler")
    answer = handler.send(act_page(path, "propose"), **{**PROPOSED, "result": "declined"})

    assert answer.status_code == 409
    assert "不予更正的，请写明理由" in text_of(answer)
    assert "已核对身份证原件" in answer.text


def test_a_form_that_is_wrong_says_so(desk: Sit, path: CorrectionRoad) -> None:
    path.start()
    answer = desk("handler").send(act_page(path, "propose"), **{**PROPOSED, "right": "\ue000"})

    assert answer.status_code == 422
    assert "公文里印不出" in text_of(answer)


def test_an_act_that_may_not_be_done_says_why(desk: Sit, path: CorrectionRoad) -> None:
    path.start()

    assert desk("handler2").get(act_page(path, "propose")).status_code == 409
    assert desk("clerk").get(act_page(path, "approve")).status_code == 409
    assert desk("clerk").get(act_page(path, "submit")).status_code == 404
    assert desk("clerk").get(act_page(path, "fly")).status_code == 404


def test_a_colleague_who_was_faster_is_not_overwritten(desk: Sit, path: CorrectionRoad) -> None:
    path.start()
    handler = desk("handler")
    keys = handler.keys(act_page(path, "note"))
    path.do(Action.NOTE, facts.Note("甲"), "clerk")
    late = handler.post(act_page(path, "note"), **keys, text="乙")

    assert late.status_code == 409
    assert "已经有了新的办理" in text_of(late)


def test_a_note_sent_twice_is_one(desk: Sit, path: CorrectionRoad) -> None:
    path.start()
    handler = desk("handler")
    keys = handler.keys(act_page(path, "note"))
    for _ in range(2):
        assert handler.post(act_page(path, "note"), **keys, text="乙").status_code == 303

    assert [event.action for event in path.see().standing.events].count(Action.NOTE) == 1


@pytest.mark.parametrize("applicant", ["", "?applicant=organisation"])
def test_a_clerk_registers_one_from_paper(
    desk: Sit, path: CorrectionRoad, office: Office, applicant: str
) -> None:
    clerk = desk("clerk")
    form = f"/desk/corrections/register{applicant}"
    more = {"kind": "business", "representative": "王䶮", "contact_person": "李示范"}
    body = {**more, "identity_document": "other", "identity_number": "示范000001"}
    given = {**GIVEN, **(body if applicant else {}), "received_on": office.today()}
    answer = clerk.upload(form, "evidence", ("证据.png", PNG), given)
    shown = clerk.get(answer.headers["Location"])
    path.reference = "SFSW-2026-G000001"

    assert path.reference in text_of(shown)
    assert f"/desk/corrections/{path.reference}" in links_on(shown)
    assert path.see().attachments[0].filename == "证据.png"
    again = clerk.get(f"/desk/requests/{path.reference}/code")
    assert again.headers["Location"] == f"/desk/corrections/{path.reference}"


def test_a_registration_that_cannot_be_is_refused(desk: Sit, office: Office) -> None:
    clerk = desk("clerk")
    form = "/desk/corrections/register"
    tomorrow = office.today() + timedelta(days=1)
    late = clerk.send(form, **GIVEN, received_on=tomorrow)
    empty = clerk.send(form)
    keys = clerk.keys(form)
    clerk.post(form, **{**keys, **GIVEN, "received_on": ["2026", "3", "2"]})
    changed = {**keys, **GIVEN, "right": "张示帆", "received_on": ["2026", "3", "2"]}
    other = clerk.post(form, **changed)

    assert "不能晚于今天" in text_of(late)
    assert empty.status_code == 422
    assert other.status_code == 409


def test_the_applicant_is_masked_until_the_look_is_recorded(
    desk: Sit, path: CorrectionRoad
) -> None:
    path.file()
    clerk = desk("clerk")
    page = f"/desk/corrections/{path.reference}"
    reveal = f"/desk/requests/{path.reference}/reveal"

    assert "999999199001010016" not in clerk.get(page).text

    answer = clerk.post(reveal, **clerk.keys(page))
    assert answer.headers["Location"] == f"{page}#applicant"
    assert "999999199001010016" in clerk.get(page).text
    assert "999999199001010016" not in clerk.get(page).text
    assert db.session.scalars(db.select(AuditEntry.what)).all() == [Look.APPLICANT]


def test_a_reference_that_is_typed_leads_to_it(desk: Sit, path: CorrectionRoad) -> None:
    path.file()
    answer = desk("clerk").get(f"/desk/cases?reference={path.reference.lower()}")

    assert answer.headers["Location"] == f"/desk/corrections/{path.reference}"


def test_a_long_list_goes_on(desk: Sit, path: CorrectionRoad) -> None:
    for _ in range(26):
        path.file()
    clerk = desk("clerk")
    first = clerk.get("/desk/corrections")
    second = clerk.get("/desk/corrections?page=1")

    assert "/desk/corrections?page=1" in links_on(first)
    assert "SFSW-2026-G000026" in text_of(second)
    for typed in ("x", "²", "99999", "999999"):
        assert clerk.get(f"/desk/corrections?page={typed}").status_code == 200


def test_it_has_no_page_among_the_requests(desk: Sit, path: CorrectionRoad) -> None:
    path.start()
    path.answer(CORRECTED)
    handler = desk("handler")

    for page in ("", "/preview", "/acts/assign", "/decision"):
        assert handler.get(f"/desk/requests/{path.reference}{page}").status_code == 404


def test_who_only_looks_is_offered_nothing_else(
    app: Flask, desk: Sit, path: CorrectionRoad
) -> None:
    path.file()

    assert "登记更正申请" not in text_of(desk("reviewer").get("/desk/corrections"))
    assert desk("reviewer").get("/desk/corrections/register").status_code == 403
    assert (
        desk("administrator").get(f"/desk/corrections/{path.reference}/preview").status_code == 403
    )


def test_whoever_stands_back_is_offered_nothing_more(desk: Sit, path: CorrectionRoad) -> None:
    path.start()
    handler = desk("handler")
    handler_id = path.staff["handler"].user_id
    done = handler.send(act_page(path, "recuse"), user_id=handler_id, reason="与申请人是亲属")
    page = text_of(handler.get(f"/desk/corrections/{path.reference}"))
    note = handler.get(act_page(path, "note"))

    assert done.status_code == 303
    assert "现在没有您可以办理的事项" in page
    assert "回避的人：示例handler" in page
    assert note.status_code == 409


def test_a_restricted_one_is_there_for_those_named_alone(desk: Sit, path: CorrectionRoad) -> None:
    path.start()
    named = str(path.staff["handler"].user_id)
    approver, page = desk("approver"), f"/desk/corrections/{path.reference}"
    approver.send(act_page(path, "restrict"), user_ids=named, reason="涉及个人隐私")
    found = {who: desk(who).get(page).status_code for who in ("handler", "clerk")}
    approver.send(act_page(path, "lift_restriction"), reason="不再需要")

    assert {"handler": 200, "clerk": 404} == found
    assert 200 == desk("clerk").get(page).status_code


def test_a_new_code_is_given_out_once_after_an_identity_check(
    desk: Sit, path: CorrectionRoad
) -> None:
    path.file()
    clerk = desk("clerk")
    answer = clerk.send(act_page(path, "reissue_code"), means="核对身份证原件")
    shown = text_of(clerk.get(answer.headers["Location"]))
    again = clerk.get(answer.headers["Location"])

    assert path.reference in shown
    assert path.code not in shown
    assert again.headers["Location"].endswith(f"/desk/corrections/{path.reference}")
