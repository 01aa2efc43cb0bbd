"""Asking third parties and agencies at the desk: whom, by when, what it does to the clock."""

from collections.abc import Callable
from datetime import date

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action
from casework.web.desk.forms import labels
from tests.road import Road
from tests.web.desk.browser import PNG, Desk, text_of
from tests.web.desk.outside_lines import ASKED, BUREAU, consulting
from tests.web.desk.ways import TODAY

At = Callable[[str], Desk]
_TYPED = {"asked": "赵某", "address": "清水路1号", "information": "附图", "concern": "个人隐私"}
_OF_AGENCY = {
    "asked": "示范市财政局",
    "address": "清水路2号",
    "information": "联合发文",
    "question": "",
}


def act_page(road: Road, action: Action) -> str:
    return f"/desk/requests/{road.reference}/acts/{action.value}"


def two_asked(road: Road) -> None:
    """A third party whose letter has arrived, and an agency whose letter is on its way."""
    consulting(road)
    road.do(Action.RECORD_LETTER_RECEIVED, facts.LetterReceived(1, road.today, "签收"), "clerk")
    asked = facts.AgencyConsultation(BUREAU, "联合发文", facts.AgencyRole.CO_PRODUCER)
    road.do(Action.CONSULT_AGENCY, asked, "handler")


def test_before_asking_the_handler_reads_what_it_does_to_the_clock(desk: At, road: Road) -> None:
    road.start()
    page = text_of(desk("handler").get(act_page(road, Action.CONSULT_THIRD_PARTY)))

    assert "征求意见期间不计算在答复期限内" in page
    assert "重叠的日子只扣一次" in page
    assert "不等于同意，也不等于不同意（条例第三十二条）" in page
    assert "现在的答复期限是2026年3月30日（星期一）" in page
    assert page.index("向谁征求意见") < page.index("通信地址") < page.index("征求意见的信息")


def test_an_agencys_silence_is_explained_otherwise(desk: At, road: Road) -> None:
    road.start()
    page = text_of(desk("handler").get(act_page(road, Action.CONSULT_AGENCY)))

    assert "逾期不提出的，视为同意公开（条例第三十四条）" in page


def test_whoever_was_asked_already_is_listed_with_where_it_stands(desk: At, road: Road) -> None:
    two_asked(road)
    page = text_of(desk("handler").get(act_page(road, Action.CONSULT_THIRD_PARTY)))

    assert "1. 示范市清泉环境有限公司（征求第三方意见）：等候意见" in page
    assert "最后一日是2026年3月23日（星期一）" in page
    assert "2. 示范市财政局（征求其他机关意见）：2026年3月2日（星期一）发出" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"asked": " "}, "请写明向谁征求意见"),
        ({"address": ""}, "电话、电子邮箱、通信地址至少填写一项"),
        ({"phone": "12"}, "请填写真实的电话号码"),
        ({"email": "z"}, "请填写真实的电子邮箱"),
        ({"information": ""}, "请写明征求意见的信息"),
        ({"concern": ""}, "请写明涉及第三方的什么权益"),
    ],
)
def test_what_a_letter_needs_is_asked_for(
    desk: At, road: Road, changed: dict[str, str], said: str
) -> None:
    road.start()
    path = act_page(road, Action.CONSULT_THIRD_PARTY)
    answer = desk("handler").send(path, **{**_TYPED, **changed})

    assert 422 == answer.status_code
    assert said in text_of(answer)


@pytest.mark.parametrize(
    ("role", "status"), [("co_producer", 422), ("other", 422), ("secrecy", 303)]
)
def test_only_a_secrecy_question_may_leave_the_clock_running(
    desk: At, road: Road, role: str, status: int
) -> None:
    road.start()
    path = act_page(road, Action.CONSULT_AGENCY)
    answer = desk("handler").send(path, **_OF_AGENCY, role=role)

    assert status == answer.status_code
    assert ("依法不计算在内" in answer.text) == (status == 422)
    assert road.see().case.due_on == date(2026, 3, 30)


def test_only_letters_on_their_way_are_offered_to_be_recorded(desk: At, road: Road) -> None:
    two_asked(road)
    page = desk("clerk").get(act_page(road, Action.RECORD_LETTER_RECEIVED)).text

    assert "2. 示范市财政局" in page
    assert "1. 示范市清泉环境有限公司" not in page
    assert '<option value="2" selected>' in page
    assert "最后一日是2026年3月23日（星期一）" in page


def test_of_several_one_is_chosen_by_number_and_name(desk: At, road: Road) -> None:
    two_asked(road)
    path = act_page(road, Action.RECORD_OPINION)
    handler = desk("handler")
    unchosen = handler.send(path, number="0", opinion="consents", received_on=TODAY)
    chosen = handler.send(path, number="2", opinion="consents", received_on=TODAY)
    seen = road.see().standing.consultations

    assert 422 == unchosen.status_code
    assert "请选择哪一项征求意见" in text_of(unchosen)
    assert 303 == chosen.status_code
    assert [None, facts.Opinion.CONSENTS] == [one.opinion for one in seen]


@pytest.mark.parametrize("number", ["9", "x", "9" * 30])
def test_a_consultation_that_there_is_not_is_refused(desk: At, road: Road, number: str) -> None:
    consulting(road)
    answer = desk("handler").send(
        act_page(road, Action.CALL_OFF_CONSULTATION), number=number, reason="无法送达"
    )

    assert answer.status_code in {409, 422}
    assert road.see().standing.consultations[0].ended_on is None


def test_an_objection_needs_reasons_beside_the_field(desk: At, road: Road) -> None:
    consulting(road)
    path = act_page(road, Action.RECORD_OPINION)
    given = {"number": "1", "opinion": "objects", "received_on": TODAY}
    answer = desk("clerk").send(path, **given, reasons=" ")

    assert 422 == answer.status_code
    assert "不同意公开的，请写明理由（条例第三十二条）" in text_of(answer)


def test_an_opinion_on_paper_is_kept_with_its_scan(desk: At, road: Road) -> None:
    consulting(road)
    typed = {"number": "1", "opinion": "consents", "reasons": "", "received_on": TODAY}
    path = act_page(road, Action.RECORD_OPINION)
    desk("clerk").upload(path, "scan", ("意见.png", PNG), typed)

    assert ["意见.png"] == [paper.filename for paper in road.see().attachments]


def test_after_the_limit_the_form_says_what_silence_means(desk: At, road: Road) -> None:
    two_asked(road)
    road.do(Action.RECORD_LETTER_RECEIVED, facts.LetterReceived(2, road.today, "签收"), "clerk")
    road.sleep(30)
    page = text_of(desk("handler").get(act_page(road, Action.RECORD_OPINION)))

    assert "期限2026年3月23日（星期一）已过，由本机关决定；晚到的意见也如实记录" in page
    assert "期限2026年3月23日（星期一）已过，视为同意公开" in page


def test_the_history_knows_each_fact_by_its_name(request_context: None) -> None:
    assert {"asked", "information", "concern"} == set(labels(Action.CONSULT_THIRD_PARTY))
    assert {"number", "opinion", "reasons", "received_on"} == set(labels(Action.RECORD_OPINION))
    assert "向谁征求意见" == labels(Action.CONSULT_AGENCY)["asked"]


def test_the_case_page_tells_who_was_asked_by_name_alone(desk: At, road: Road) -> None:
    consulting(road)
    page = text_of(desk("handler").get(f"/desk/requests/{road.reference}"))

    assert f"向谁征求意见：{ASKED.asked.name}" in page
    assert "Asked(" not in page
    assert ASKED.asked.address not in page
