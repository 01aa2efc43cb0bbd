"""The seal's page: a picture is judged, kept, shown to its keeper, set where an approver signs."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from casework.domain.disclosure import facts
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.vocabulary import Action
from casework.persistence.database import db
from casework.persistence.models import Letter, Sealing
from casework.persistence.models.letterhead import LetterheadIsKept
from casework.persistence.models.people import AdminAct, AdminEntry
from tests.letters.seal import seal_png
from tests.road import Road
from tests.web.desk.browser import Desk, text_of

At = Callable[[str], Desk]
PATH = "/desk/agency/seal"
PNG = seal_png()


def give(desk: Desk, png: bytes = PNG, **given: object) -> int:
    return desk.upload(PATH, "file", ("seal.png", png), given).status_code


def letter(road: Road, kind: LetterKind) -> Letter:
    (found,) = (letter for letter, _ in road.see().letters if letter.kind is kind)
    return found


def is_sealed(issued: Letter) -> bool:
    with pikepdf.open(BytesIO(issued.pdf)) as pdf:
        return any(page.get_images() for page in pdf.pages)


def test_a_seal_is_kept_shown_and_written_down(desk: At) -> None:
    administrator = desk("administrator")
    before = administrator.get(PATH)
    status = give(administrator)
    page, picture = administrator.get(PATH), administrator.get("/desk/agency/seal.png")

    assert "没有设置印章" in text_of(before)
    assert 303 == status
    assert "已办理：更改印章" in text_of(page)
    assert (PNG, "image/png") == (picture.data, picture.mimetype)
    assert [AdminAct.CHANGE_SEAL] == list(db.session.scalars(db.select(AdminEntry.what)))


def test_there_is_no_picture_before_there_is_a_seal(desk: At) -> None:
    assert 404 == desk("administrator").get("/desk/agency/seal.png").status_code


@pytest.mark.parametrize(
    ("png", "fault"),
    [
        pytest.param(b"%PDF-1.7", "不是可以读取的 PNG 文件", id="no picture"),
        pytest.param(seal_png(100), "每边至少200像素", id="coarse"),
        pytest.param(seal_png(ground=(255, 255, 255, 255)), "底色应当是透明的", id="opaque"),
        pytest.param(bytes(2_000_002), "不能超过2 MB", id="large"),
    ],
)
def test_a_picture_that_is_no_seal_is_refused_beside_its_field(
    desk: At, png: bytes, fault: str
) -> None:
    administrator = desk("administrator")
    answer = administrator.upload(PATH, "file", ("seal.png", png), {})

    assert 422 == answer.status_code
    assert fault in text_of(answer)
    assert [] == list(db.session.scalars(db.select(Sealing)))


@pytest.mark.parametrize("who", ["clerk", "handler", "reviewer", "approver"])
def test_a_seal_is_the_administrators(desk: At, who: str) -> None:
    assert 403 == desk(who).get(PATH).status_code
    assert 403 == desk(who).get("/desk/agency/seal.png").status_code


def test_what_the_approver_signs_is_sealed_and_what_a_handler_sends_is_not(
    desk: At, road: Road
) -> None:
    give(desk("administrator"))
    road.start()
    asked = facts.ClarificationNotice(("请写明年份",), road.today + timedelta(days=14))
    road.do(Action.ASK_CLARIFICATION, asked, "handler")
    notice = is_sealed(letter(road, LetterKind.D02))
    road.file()
    road.start()
    road.sign()
    reply = letter(road, LetterKind.D09)

    assert not notice
    assert not is_sealed(letter(road, LetterKind.D01))
    assert is_sealed(reply)


def test_an_agency_may_seal_every_letter_and_drop_its_seal(desk: At, road: Road) -> None:
    administrator = desk("administrator")
    give(administrator, on_every_letter="y")
    road.start()
    sealed = is_sealed(letter(road, LetterKind.D01))
    administrator.send(PATH, on_every_letter="y", drops_seal="y")
    page = text_of(administrator.get(PATH))
    road.file()
    road.confirm()

    assert sealed
    assert not is_sealed(letter(road, LetterKind.D01))
    assert "不加盖" in page
    assert "全部文书" in page


def test_the_picture_stays_when_only_the_rule_changes(desk: At) -> None:
    administrator = desk("administrator")
    give(administrator)
    administrator.send(PATH, on_every_letter="y")

    assert PNG == administrator.get("/desk/agency/seal.png").data


def test_a_form_that_is_sent_twice_changes_the_seal_once(desk: At) -> None:
    administrator = desk("administrator")
    form = {**administrator.keys(PATH), "on_every_letter": "y"}
    for _ in range(2):
        administrator.post(PATH, **form)

    assert 1 == len(db.session.scalars(db.select(Sealing)).all())


def test_how_letters_were_sealed_is_never_rewritten(desk: At) -> None:
    give(desk("administrator"))
    kept = db.session.scalars(db.select(Sealing)).one()
    kept.on_every_letter = True
    with pytest.raises(LetterheadIsKept):
        db.session.flush()
    db.session.rollback()
