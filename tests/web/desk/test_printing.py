"""文书打印: a span's letters in one file, labels, papers for the file; looks written down."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from werkzeug.test import TestResponse

from casework.domain.disclosure import facts
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.vocabulary import Action
from casework.persistence.database import db
from casework.persistence.models import AuditEntry, Case, Look, Party
from casework.services import printing
from tests.letters.paper import page_texts, read
from tests.people import ORGANISATION, PERSON, application
from tests.road import Road
from tests.web.desk.browser import Desk, text_of

At = Callable[[str], Desk]
PATH = "/desk/letters/printing"
FIRM = facts.Asked(
    name="示范供水有限公司",
    is_organisation=True,
    address="示范市示范区供水路3号",
    postcode="000000",
)


@pytest.fixture
def two(road: Road) -> Road:
    """Two requests, of which the second was decided and served."""
    road.start()
    road.start(application(ORGANISATION))
    road.sign()
    road.serve()
    return road


def asked(**given: object) -> str:
    """The address that asks for the letters of 2 March 2026."""
    day = "begins_on=2026&begins_on=3&begins_on=2&ends_on=2026&ends_on=3&ends_on=2"
    return "&".join([f"{PATH}?{day}", *(f"{name}={value}" for name, value in given.items())])


def print_as(desk: Desk, path: str, way: str) -> TestResponse:
    return desk.post(path, **desk.keys(path), **{"as": way})


def looks() -> list[tuple[int, Look]]:
    db.session.remove()
    found = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id))
    return [(look.case_id, look.what) for look in found]


def test_the_last_week_s_unserved_letters_are_shown_first(desk: At, two: Road) -> None:
    page = text_of(desk("clerk").get(PATH))

    assert "找到2份" in page
    assert "示水公开登〔2026〕1号" in page
    assert "示水公开复〔2026〕1号" not in page
    assert PERSON.name not in page


@pytest.mark.parametrize(
    ("given", "count"),
    [
        pytest.param({}, 3, id="all"),
        pytest.param({"kinds": "d01"}, 2, id="kind"),
        pytest.param({"unserved": "y"}, 2, id="unserved"),
        pytest.param({"kinds": "d09", "unserved": "y"}, 0, id="none"),
    ],
)
def test_a_choice_narrows_the_letters(
    desk: At, two: Road, given: dict[str, object], count: int
) -> None:
    page = text_of(desk("clerk").get(asked(**given)))

    assert (f"找到{count}份" if count else "没有符合条件的文书") in page


def test_the_letters_are_printed_as_one_file_and_each_case_s_look_is_written_down(
    desk: At, two: Road
) -> None:
    answer = print_as(desk("clerk"), asked(), "letters")
    cases = list(db.session.scalars(db.select(Case.id).order_by(Case.id)))

    assert "application/pdf" == answer.mimetype
    assert 3 == len(page_texts(answer.data))
    assert [(case_id, Look.LETTER) for case_id in cases] == looks()


def test_on_both_sides_each_letter_has_a_sheet_of_its_own(desk: At, two: Road) -> None:
    answer = print_as(desk("clerk"), asked(), "two_sided")
    with pikepdf.open(BytesIO(answer.data)) as pdf:
        pages = len(pdf.pages)

    assert 5 == pages


def test_a_label_stands_for_each_addressee_once(desk: At, two: Road) -> None:
    said = read(print_as(desk("clerk"), asked(used=2), "labels").data)

    assert 1 == said.count(PERSON.address)
    assert 1 == said.count(ORGANISATION.address)
    assert f"{PERSON.name}收" in "".join(said.split())
    assert 2 == len(looks())


def test_who_was_asked_for_an_opinion_has_a_label_of_their_own(desk: At, road: Road) -> None:
    road.start()
    given = facts.ThirdPartyConsultation(FIRM, "取水许可申请书", "商业秘密")
    road.do(Action.CONSULT_THIRD_PARTY, given, "handler")
    said = read(print_as(desk("clerk"), asked(kinds="d05"), "labels").data)

    assert FIRM.address in said
    assert PERSON.address not in said


def test_each_who_was_asked_has_their_own_address(desk: At, road: Road) -> None:
    road.start()
    another = replace(FIRM, name="示范排水有限公司", address="示范市示范区排水路5号")
    for asked_one in (FIRM, another):
        given = facts.ThirdPartyConsultation(asked_one, "取水许可申请书", "商业秘密")
        road.do(Action.CONSULT_THIRD_PARTY, given, "handler")
    said = read(print_as(desk("clerk"), asked(kinds="d05"), "labels").data)

    assert FIRM.address in said
    assert another.address in said


def test_whose_name_is_known_no_more_has_a_label_without_an_address(desk: At, road: Road) -> None:
    road.start()
    db.session.scalars(db.select(Party)).one().name = "李示范"
    db.session.commit()
    said = "".join(read(print_as(desk("clerk"), asked(), "labels").data).split())

    assert f"{PERSON.name}收" in said
    assert PERSON.address not in said


def test_an_address_too_long_for_a_label_names_its_request(desk: At, road: Road) -> None:
    road.start()
    long = facts.Asked(name=FIRM.name, is_organisation=True, address="供水路" * 200)
    given = facts.ThirdPartyConsultation(long, "取水许可申请书", "商业秘密")
    road.do(Action.CONSULT_THIRD_PARTY, given, "handler")
    answer = print_as(desk("clerk"), asked(), "labels")

    assert 409 == answer.status_code
    assert f"{road.reference}的收件地址太长" in text_of(answer)
    assert [] == looks()


def test_an_address_that_no_font_shows_names_the_characters(desk: At, road: Road) -> None:
    road.start()
    odd = facts.Asked(name=FIRM.name, is_organisation=True, address="\U00030abc路")
    given = facts.ThirdPartyConsultation(odd, "取水许可申请书", "商业秘密")
    road.do(Action.CONSULT_THIRD_PARTY, given, "handler")
    answer = print_as(desk("clerk"), asked(), "labels")

    assert 409 == answer.status_code
    assert "没有字体能印出下列字" in text_of(answer)


@pytest.mark.parametrize("way", ["letters", "labels"])
def test_nothing_is_printed_where_there_is_nothing(desk: At, road: Road, way: str) -> None:
    clerk = desk("clerk")
    answer = clerk.post(asked(), **clerk.keys("/desk/password"), **{"as": way})

    assert 409 == answer.status_code
    assert "没有符合条件的文书" in text_of(answer)


def test_too_many_letters_at_once_are_refused(
    desk: At, two: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "MOST", 2)
    answer = print_as(desk("clerk"), asked(), "letters")

    assert 409 == answer.status_code
    assert "超过2份" in text_of(answer)


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("begins_on=2026&begins_on=3&begins_on=2", "请填写结束之日"),
        (
            "begins_on=2026&begins_on=3&begins_on=2&ends_on=2026&ends_on=3&ends_on=1",
            "结束之日不能早于开始之日",
        ),
        ("begins_on=x&begins_on=3&begins_on=2", "请填写真实的日期"),
    ],
)
def test_an_unfit_span_is_said_beside_its_field(desk: At, query: str, fault: str) -> None:
    answer = desk("clerk").get(f"{PATH}?{query}")

    assert 422 == answer.status_code
    assert fault in text_of(answer)


@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_printing_is_for_those_who_send_letters(desk: At, who: str) -> None:
    assert 403 == desk(who).get(PATH).status_code


def test_a_recalled_letter_is_not_printed(desk: At, road: Road) -> None:
    road.start()
    road.sign()
    road.do(Action.RECALL, facts.Recall("误写了年份"), "approver")

    assert "没有符合条件的文书" in text_of(desk("clerk").get(asked(kinds="d09")))


def test_a_restricted_case_s_letters_are_for_those_it_names(desk: At, road: Road) -> None:
    road.start()
    named = (road.staff["handler"].user_id or 0,)
    road.do(Action.RESTRICT, facts.Restriction(named, "涉及本机关人员"), "approver")

    assert "没有符合条件的文书" in text_of(desk("handler2").get(asked()))
    assert "找到1份" in text_of(desk("handler").get(asked()))


def test_the_case_page_leads_to_the_papers_for_the_file(desk: At, two: Road) -> None:
    handler = desk("handler")
    at = f"/desk/requests/{two.reference}"
    ids = {one.kind: one.id for one, _ in two.see().letters}
    page = handler.get(at)
    record = f"{at}/letters/{ids[LetterKind.D01]}/service-record"

    assert record in page.text
    assert f"{at}/review-sheet" in page.text
    # What was served through the site leaves its own record.
    assert f"{at}/letters/{ids[LetterKind.D09]}/service-record" not in page.text
    assert "送达回证" in read(handler.get(record).data)
    assert "审查呈批单" in read(handler.get(f"{at}/review-sheet").data)
    assert 2 == len(looks())


@pytest.mark.parametrize(("way", "said"), [("post", "邮寄送达"), ("pigeon", ""), ("", "")])
def test_a_way_of_service_that_is_not_known_yet_is_left_to_be_written(
    desk: At, two: Road, way: str, said: str
) -> None:
    letter, _ = two.see().letters[0]
    at = f"/desk/requests/{two.reference}/letters/{letter.id}/service-record?way={way}"

    assert f"送达方式{said}" in read(desk("handler").get(at).data)
    assert "直接送达" not in read(desk("handler").get(at).data)


def test_there_is_no_review_sheet_before_there_is_a_draft(desk: At, road: Road) -> None:
    road.start()

    assert 409 == desk("handler").get(f"/desk/requests/{road.reference}/review-sheet").status_code


def test_a_day_asked_for_is_a_whole_day(desk: At, two: Road) -> None:
    assert two.today == date(2026, 3, 2)
    assert "找到3份" in text_of(desk("clerk").get(asked()))
