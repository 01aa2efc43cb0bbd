"""The register: each channel's own receipt date, and a code that is shown once."""

from collections.abc import Callable
from datetime import date

import pytest

from casework.domain.annual_report.table3 import ApplicantKind
from casework.domain.disclosure.facts import Registration
from casework.domain.disclosure.receipt import ReceiptChannel
from casework.persistence.models import Purpose
from casework.services.disclosure import viewing
from casework.services.disclosure.tracking import open_by_code
from casework.services.disclosure.viewing import CaseFile
from tests.road import Road
from tests.web.desk.browser import PNG, Desk, text_of

At = Callable[[str], Desk]
PATH = "/desk/register"
ORGANISATION_PATH = "/desk/register?applicant=organisation"
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
FRIDAY = date(2026, 2, 27)
APPLICATION = {
    "name": "张示范",
    "identity_document": "resident_card",
    "identity_number": "999999199001010016",
    "phone": "000-12345678",
    "address": "示范市示范区清水路100号",
    "requested_information": "清水河治理工程概算",
    "delivery_form": "paper",
    "delivery_way": "post",
    "reading_help": "none",
}
IN_PERSON = {"channel": "in_person", "arrived_on": MONDAY, "evidence": "当面提交，本人签字"}
ORGANISATION = {
    **APPLICATION,
    "kind": "research",
    "name": "示范市水科院",
    "identity_document": "other",
    "identity_number": "示范000001",
}


def registered(road: Road, answer_location: str) -> CaseFile:
    """The file of the case that a registration led to."""
    road.reference = answer_location.split("/")[3]
    return viewing.case_file(road.office, road.reference, road.staff["clerk"])


@pytest.mark.parametrize(
    ("channel", "dates", "received_on"),
    [
        ("in_person", {"arrived_on": MONDAY}, MONDAY),
        ("oral", {"arrived_on": FRIDAY}, FRIDAY),
        ("registered_mail", {"arrived_on": FRIDAY, "signed_on": MONDAY}, MONDAY),
        ("ordinary_mail", {"arrived_on": FRIDAY, "confirmed_on": FRIDAY}, FRIDAY),
        ("fax", {"arrived_on": FRIDAY, "confirmed_on": MONDAY}, MONDAY),
        ("e_mail", {"arrived_on": FRIDAY, "confirmed_on": FRIDAY}, FRIDAY),
    ],
)
def test_the_receipt_date_follows_from_the_channel(
    desk: At, road: Road, channel: str, dates: dict[str, date], received_on: date
) -> None:
    answer = desk("clerk").send(
        PATH, **APPLICATION, channel=channel, evidence="收件登记簿第3页", **dates
    )

    assert 303 == answer.status_code
    file = registered(road, answer.headers["Location"])
    given = file.standing.events[0].facts
    assert isinstance(given, Registration)
    assert (ReceiptChannel(channel), received_on) == (given.channel, given.received_on)
    assert received_on == file.case.received_on


@pytest.mark.parametrize(
    ("channel", "dates", "text"),
    [
        ("registered_mail", {"arrived_on": MONDAY}, "缺少签收日期"),
        ("ordinary_mail", {"arrived_on": MONDAY}, "尚未与申请人确认"),
        ("fax", {"arrived_on": MONDAY}, "尚未与申请人确认"),
        ("ordinary_mail", {"arrived_on": MONDAY, "confirmed_on": FRIDAY}, "前后矛盾"),
        ("registered_mail", {"arrived_on": MONDAY, "signed_on": FRIDAY}, "前后矛盾"),
        ("online", {"arrived_on": MONDAY}, "请从列出的选项中选择一项"),
        ("in_person", {"arrived_on": date(1998, 3, 2)}, "请核对年份"),
    ],
)
def test_evidence_that_gives_no_receipt_date_is_asked_for(
    desk: At, channel: str, dates: dict[str, date], text: str
) -> None:
    answer = desk("clerk").send(PATH, **APPLICATION, channel=channel, evidence="凭证", **dates)

    assert 422 == answer.status_code
    assert text in text_of(answer)
    assert "张示范" in answer.text


def test_a_date_that_has_not_come_is_refused_and_nothing_is_lost(desk: At) -> None:
    answer = desk("clerk").send(
        PATH, **APPLICATION, channel="in_person", arrived_on=TUESDAY, evidence="当面"
    )

    assert 409 == answer.status_code
    assert "还没有到" in text_of(answer)
    assert "清水河治理工程概算" in answer.text


def test_the_code_is_shown_once_and_opens_the_case(desk: At, road: Road) -> None:
    clerk = desk("clerk")
    answer = clerk.send(PATH, **APPLICATION, **IN_PERSON)
    shown = clerk.get(answer.headers["Location"])
    again = clerk.get(answer.headers["Location"])
    file = registered(road, answer.headers["Location"])

    code = text_of(shown).split("查询码")[2].split()[0]
    assert file.case.reference in text_of(shown)
    assert "登记回执" in text_of(shown)
    assert file.case.reference == open_by_code(
        road.office, file.case.reference, code, road.agency_id, "192.0.2.1"
    )
    assert 303 == again.status_code
    assert code not in clerk.get(again.headers["Location"]).text


def test_a_registration_that_is_sent_twice_opens_one_case(desk: At, road: Road) -> None:
    clerk = desk("clerk")
    keys = clerk.keys(PATH)
    boxes = {**IN_PERSON, "arrived_on": ["2026", "3", "2"]}

    places = [
        clerk.post(PATH, **{**keys, **APPLICATION, **boxes}).headers["Location"] for _ in range(2)
    ]

    assert 1 == len(set(places))


def test_a_late_confirmation_is_taken_in_and_flagged(desk: At) -> None:
    clerk = desk("clerk")
    dates = {"channel": "ordinary_mail", "arrived_on": FRIDAY, "confirmed_on": MONDAY}
    answer = clerk.send(PATH, **APPLICATION, **dates, evidence="电话")

    assert "没有按时与申请人确认" in text_of(clerk.get(answer.headers["Location"]))


def test_an_organisation_is_registered_with_its_column(desk: At, road: Road) -> None:
    clerk = desk("clerk")

    answer = clerk.send(ORGANISATION_PATH, **ORGANISATION, **IN_PERSON)

    file = registered(road, answer.headers["Location"])
    assert ApplicantKind.RESEARCH is file.case.disclosure.applicant_kind


def test_paper_may_lack_a_number_and_a_telephone(desk: At, road: Road) -> None:
    lacking = {**APPLICATION, "identity_number": "", "phone": ""}

    answer = desk("clerk").send(PATH, **lacking, **IN_PERSON)

    assert "" == registered(road, answer.headers["Location"]).case.disclosure.applicant.phone


def test_an_applicant_whom_nobody_can_reach_is_not_registered(desk: At) -> None:
    lacking = {**APPLICATION, "phone": "", "address": "", "delivery_way": "collect"}

    answer = desk("clerk").send(PATH, **lacking, **IN_PERSON)

    assert "电话、电子邮箱、通信地址至少填写一项" in text_of(answer)


def test_a_number_that_does_not_check_is_taken_as_it_stands_on_paper(desk: At) -> None:
    odd = {**APPLICATION, "identity_number": "999999199001010017", **IN_PERSON}
    clerk = desk("clerk")

    refused = clerk.send(PATH, **odd)
    taken = clerk.send(PATH, **odd, as_written="y")

    assert "最后一位是校验码" in text_of(refused)
    assert 303 == taken.status_code


def test_scans_are_kept_with_the_case(desk: At, road: Road) -> None:
    answer = desk("clerk").upload(PATH, "scan", ("申请书.png", PNG), {**APPLICATION, **IN_PERSON})

    file = registered(road, answer.headers["Location"])
    assert [(Purpose.SCAN, "申请书.png")] == [
        (found.purpose, found.filename) for found in file.attachments
    ]


def test_what_is_no_document_is_refused_whatever_its_name_says(desk: At) -> None:
    answer = desk("clerk").upload(
        PATH, "identity", ("身份证.pdf", b"not a document"), {**APPLICATION, **IN_PERSON}
    )

    assert 422 == answer.status_code
    assert "身份证.pdf：只能上传" in text_of(answer)


def test_a_file_beyond_the_limit_is_refused_with_the_limit(desk: At, road: Road) -> None:
    large = PNG + b"x" * road.office.upload_limit_bytes

    answer = desk("clerk").upload(PATH, "scan", ("大图.png", large), {**APPLICATION, **IN_PERSON})

    assert 422 == answer.status_code
    assert "大图.png：文件超过 10 MB" in text_of(answer)


@pytest.mark.parametrize("who", ["reviewer", "approver", "administrator"])
def test_only_clerks_and_handlers_register(desk: At, who: str) -> None:
    assert 403 == desk(who).get(PATH).status_code


def test_a_handler_may_register_too(desk: At) -> None:
    page = desk("handler").get(ORGANISATION_PATH)

    assert 200 == page.status_code
    assert "单位类型" in text_of(page)
