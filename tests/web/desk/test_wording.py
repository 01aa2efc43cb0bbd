"""文书文字: zones are judged, tried on a case, kept in versions; what is locked stays locked."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import nobody
from casework.letters.zones import zones
from casework.persistence.database import db
from casework.persistence.models import AuditEntry, LetterWording, Look
from casework.persistence.models.letterhead import LetterheadIsKept
from casework.persistence.models.people import AdminAct, AdminEntry
from casework.services.administration import Mandate
from casework.services.letter_wording import REWORDABLE, Wording, ZoneName, save
from casework.services.refusals import NotThere
from tests.correction_road import CorrectionRoad
from tests.letters.paper import read
from tests.people import PERSON
from tests.road import DRAFT, Road
from tests.web.desk.browser import Desk, text_of

At = Callable[[str], Desk]
PATH = "/desk/letters/wording"
OWN = "需要纸质件的，请持{登记编号}到{地址}领取。\n周一至周五办理。"
SAID = "需要纸质件的，请持SFSW-2026-000001到示范市示范区清水路1号领取。周一至周五办理。"


def letter(road: Road, kind: LetterKind) -> str:
    """What the case's last letter of a kind says."""
    pdfs = [letter.pdf for letter, _ in road.see().letters if letter.kind is kind]
    return "".join(read(pdfs[-1]).split())


def clarify(road: Road) -> None:
    asked = facts.ClarificationNotice(("请写明年份",), road.today + timedelta(days=14))
    road.do(Action.ASK_CLARIFICATION, asked, "handler")


def test_every_zone_of_every_kind_has_a_name() -> None:
    names = {zone.name for kind in REWORDABLE for zone in zones(kind)}

    assert names == set(ZoneName)
    assert LetterKind.D27 not in REWORDABLE


@pytest.mark.parametrize("kind", REWORDABLE)
def test_every_kind_shows_its_locked_text_and_its_zones(desk: At, kind: LetterKind) -> None:
    page = desk("approver").get(f"{PATH}/{kind.value}")

    assert 200 == page.status_code
    assert f'name="{zones(kind)[0].name}"' in page.text
    assert "{登记编号}" in text_of(page)


def test_the_wording_of_a_kind_stands_under_the_wording_of_letters(desk: At) -> None:
    page = desk("approver").get(f"{PATH}/{LetterKind.D09.value}").text
    navigation = page[page.index("moj-sub-navigation__list") :]

    assert 1 == navigation.count('aria-current="page"')
    assert f'href="{PATH}" aria-current="page"' in navigation


def test_a_sentence_that_stands_there_in_some_cases_only_is_shown_apart(desk: At) -> None:
    page = text_of(desk("approver").get(f"{PATH}/d23"))
    told, otherwise = page.split("事实不同时改用的句子")

    assert "逾期未缴纳" in told
    assert "无正当理由逾期未补正" in otherwise


@pytest.mark.parametrize("kind", ["d27", "d99", "x"])
def test_a_kind_without_zones_has_no_page(desk: At, kind: str) -> None:
    assert 404 == desk("approver").get(f"{PATH}/{kind}").status_code


@pytest.mark.parametrize("who", ["clerk", "handler", "reviewer"])
def test_wording_is_the_approvers_and_the_administrators(desk: At, who: str) -> None:
    assert 403 == desk(who).get(PATH).status_code
    assert 403 == desk(who).get(f"{PATH}/d09").status_code


def test_own_words_stand_in_the_letters_issued_from_then_on(desk: At, road: Road) -> None:
    road.start()
    road.sign()
    before = letter(road, LetterKind.D09)
    administrator = desk("administrator")
    answer = administrator.send(f"{PATH}/d09", explanation=OWN)
    road.do(Action.RECALL, facts.Recall("补充说明"), "approver")
    road.sign()

    assert 303 == answer.status_code
    assert SAID not in before
    assert SAID in letter(road, LetterKind.D09)
    assert "本机关第1版" in text_of(administrator.get(PATH))
    assert [AdminAct.CHANGE_WORDING] == list(db.session.scalars(db.select(AdminEntry.what)))
    assert "文书和版本：政府信息公开申请答复书 v1" in text_of(
        administrator.get("/desk/administration/book")
    )


def test_letters_that_were_issued_keep_their_words(desk: At, road: Road) -> None:
    road.start()
    road.sign()
    (before,) = (one.pdf for one, _ in road.see().letters if one.kind is LetterKind.D09)
    desk("administrator").send(f"{PATH}/d09", explanation=OWN)
    (after,) = (one.pdf for one, _ in road.see().letters if one.kind is LetterKind.D09)

    assert before == after


def test_the_words_shipped_come_back_with_one_button(desk: At, road: Road) -> None:
    approver = desk("approver")
    approver.send(f"{PATH}/d02", how_to_answer="请当面提交。")
    approver.send(f"{PATH}/d02", how_to_answer="随便", shipped="y")
    road.start()
    clarify(road)
    page = text_of(approver.get(f"{PATH}/d02"))

    assert "补正可以在本机关政府信息公开申请平台提交" in letter(road, LetterKind.D02)
    assert "第2版" in page
    assert "恢复系统自带的文字" in page


def test_an_emptied_zone_says_nothing(desk: At, road: Road) -> None:
    desk("approver").send(f"{PATH}/d02", how_to_answer="")
    road.start()
    clarify(road)

    assert "补正可以在本机关" not in letter(road, LetterKind.D02)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("请持{身份证号}", "这种文书没有可以填入“身份证号”的事实", id="no fact"),
        pytest.param("请持{登记编号", "花括号没有成对", id="brace"),
        pytest.param("# 标题", "段落不能以“#”", id="mark"),
        pytest.param("说" * 2001, "文字太长，最多2000字", id="long"),
        pytest.param("\U00030abc", "公文里印不出", id="glyph"),
    ],
)
def test_unfit_words_are_refused_beside_their_zone(desk: At, text: str, fault: str) -> None:
    answer = desk("approver").send(f"{PATH}/d09", explanation=text)

    assert 422 == answer.status_code
    assert f"错误： {fault}" in text_of(answer)
    assert [] == list(db.session.scalars(db.select(LetterWording)))


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(desk: At) -> None:
    approver = desk("approver")
    form = approver.keys(f"{PATH}/d09")
    desk("administrator").send(f"{PATH}/d09", explanation=OWN)
    answer = approver.post(f"{PATH}/d09", **form, explanation="另一种说法")

    assert 409 == answer.status_code
    assert "有人保存了第1版" in text_of(answer)


def test_a_form_that_is_sent_twice_makes_one_version(desk: At) -> None:
    approver = desk("approver")
    form = {**approver.keys(f"{PATH}/d09"), "explanation": OWN}
    codes = [approver.post(f"{PATH}/d09", **form).status_code for _ in range(2)]

    assert [303, 303] == codes
    assert [1] == list(db.session.scalars(db.select(LetterWording.version)))


def test_only_somebody_words_letters(road: Road) -> None:
    stranger = Mandate(nobody(road.agency_id), uuid4().hex)
    given = Wording(LetterKind.D09, 0, (("explanation", OWN),))
    with pytest.raises(NotThere):
        save(road.office, given, stranger)


def test_words_that_did_not_change_are_not_a_version(desk: At) -> None:
    answer = desk("approver").send(f"{PATH}/d09", explanation="  ")

    assert 409 == answer.status_code
    assert "文字没有改动" in text_of(answer)


def test_a_version_is_never_rewritten(desk: At) -> None:
    desk("approver").send(f"{PATH}/d09", explanation=OWN)
    kept = db.session.scalars(db.select(LetterWording)).one()
    kept.text = "另一种说法"
    with pytest.raises(LetterheadIsKept):
        db.session.flush()
    db.session.rollback()


def preview(desk: Desk, kind: str, reference: str, **given: str) -> str:
    """What a previewed letter says; its look is written down."""
    answer = desk.send(f"{PATH}/{kind}", preview="y", reference=reference, **given)
    assert "application/pdf" == answer.mimetype, text_of(answer)
    assert Look.LETTER in db.session.scalars(db.select(AuditEntry.what)).all()
    return "".join(read(answer.data).split())


def test_words_are_tried_on_a_letter_that_was_issued(desk: At, road: Road) -> None:
    road.start()
    clarify(road)
    said = preview(desk("approver"), "d02", road.reference, how_to_answer="请寄{邮编}。")

    assert "请寄000000。" in said
    assert f"{PERSON.name}：" in said
    assert "请写明年份" in said
    assert "预览" in said
    assert [] == list(db.session.scalars(db.select(LetterWording)))


def test_words_are_tried_on_a_reply_that_is_drafted(desk: At, road: Road) -> None:
    road.start()
    road.do(Action.DRAFT_DECISION, DRAFT, "handler")

    assert SAID in preview(desk("approver"), "d09", road.reference, explanation=OWN)


def test_an_act_that_owes_two_letters_shows_the_one_that_is_asked_for(desk: At, road: Road) -> None:
    road.start()
    firm = facts.Asked(name="示范供水有限公司", is_organisation=True)
    given = facts.ThirdPartyConsultation(firm, "取水许可申请书", "商业秘密")
    road.do(Action.CONSULT_THIRD_PARTY, given, "handler")
    said = preview(desk("approver"), "d06", road.reference, ending="特此告知您。")

    assert "特此告知您。" in said
    assert firm.name not in said


def test_words_are_tried_on_a_receipt(desk: At, road: Road) -> None:
    road.file()

    assert "随时查询" in preview(desk("approver"), "receipt", road.reference, follow="随时查询。")


def test_words_are_tried_on_the_answer_to_a_record_correction(desk: At, road: Road) -> None:
    path = CorrectionRoad(road.office, road.staff, road.agency_id)
    path.start()
    path.answer()

    assert "另行通知" in preview(desk("approver"), "d26", path.reference, explanation="另行通知。")


def test_a_case_without_such_a_letter_cannot_show_it(desk: At, road: Road) -> None:
    road.start()
    approver = desk("approver")
    answer = approver.send(f"{PATH}/d03", preview="y", reference=road.reference, ending="特此。")

    assert 409 == answer.status_code
    assert f"{road.reference}没有发过也没有拟写" in text_of(answer)
    assert [] == list(db.session.scalars(db.select(AuditEntry)))


def test_a_fact_that_a_case_lacks_is_named(desk: At, road: Road) -> None:
    road.file()
    approver = desk("approver")
    answer = approver.send(
        f"{PATH}/receipt", preview="y", reference=road.reference, follow="到{答复期限}。"
    )

    assert 409 == answer.status_code
    assert "这件申请没有“答复期限”" in text_of(answer)


@pytest.mark.parametrize("who", ["approver", "administrator"])
def test_a_case_that_one_may_not_see_is_not_previewed(desk: At, road: Road, who: str) -> None:
    road.file()
    reference = road.reference if who == "administrator" else "SFSW-2026-999999"
    answer = desk(who).send(
        f"{PATH}/receipt", preview="y", reference=reference, follow="随时查询。"
    )

    assert 422 == answer.status_code
    assert "没有这件申请，或者您不能查看" in text_of(answer)
    assert PERSON.name not in answer.text


def test_own_words_take_the_facts_that_the_act_itself_sets(desk: At, road: Road) -> None:
    desk("approver").send(f"{PATH}/d01", follow="请在{答复期限}前等待。")
    road.file()
    road.confirm()
    page = text_of(desk("approver").get(f"{PATH}/d01"))

    assert "请在2026年3月30日前等待" in letter(road, LetterKind.D01)
    assert "请在{答复期限}前等待。" in page
