"""What an applicant does on their own request: clarify, withdraw, rate; each once, and in words."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from casework.adapters.clock import SetClock
from casework.domain.disclosure import facts
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Attachment, Case, Purpose
from casework.services.office import Office
from tests.web.portal.road import PNG, Browser, confirm, decide, do, serve, text_of


@pytest.fixture
def filed(browser: Browser) -> tuple[str, str]:
    """The reference and the query code of a request that is not clear."""
    return browser.file(requested_information="有关水的文件")


@pytest.fixture
def asked(filed: tuple[str, str], office: Office, staff: dict[str, Actor]) -> str:
    """The reference of a request that waits for clarification."""
    reference, _ = filed
    confirm(office, reference, staff)
    notice = facts.ClarificationNotice(
        ("请写明文件的名称", "请写明大致的时间"), office.today() + timedelta(days=15)
    )
    do(office, reference, staff["handler"], Action.ASK_CLARIFICATION, notice)
    return reference


def state_of(reference: str) -> str:
    db.session.expire_all()
    return db.session.scalars(select(Case.state).where(Case.reference == reference)).one()


def test_a_clarification_is_asked_for_with_all_its_points_and_its_last_day(
    browser: Browser, asked: str
) -> None:
    text = text_of(browser.get(f"/requests/{asked}"))

    assert "等您补正" in text
    assert "请写明文件的名称" in text
    assert "请写明大致的时间" in text
    assert "2026年3月17日" in text


def test_a_clarification_starts_the_period_anew(
    browser: Browser, filed: tuple[str, str], asked: str, clock: SetClock
) -> None:
    clock.put(clock.now() + timedelta(days=4))
    browser.open(*filed)
    page = browser.get(f"/requests/{asked}/clarification")
    answer = browser.send(
        f"/requests/{asked}/clarification",
        requested_information="2023年水资源公报",
        files=(BytesIO(PNG), "补充.png"),
    )
    told = text_of(browser.get(answer.headers["Location"]))
    attached = db.session.scalars(select(Attachment).order_by(Attachment.id)).all()

    assert "有关水的文件" in page.text
    assert answer.status_code == 303
    assert "您的补正已经收到" in told
    assert "2026年4月3日" in told
    assert [(one.purpose, one.filename) for one in attached][1:] == [
        (Purpose.CLARIFICATION, "补充.png")
    ]


def test_the_file_is_kept_when_the_clarification_is_not_yet_right(
    browser: Browser, asked: str
) -> None:
    path = f"/requests/{asked}/clarification"
    wrong = browser.send(path, requested_information=" ", files=(BytesIO(PNG), "补充.png"))
    right = browser.send(path, requested_information="2023年水资源公报")
    attached = db.session.scalars(select(Attachment.purpose)).all()

    assert wrong.status_code == 422
    assert "补充.png" in wrong.text
    assert right.status_code == 303
    assert list(attached).count(Purpose.CLARIFICATION) == 1


def test_a_clarification_sent_twice_counts_once(browser: Browser, asked: str) -> None:
    path = f"/requests/{asked}/clarification"
    keys = {**browser.keys(path), "requested_information": "2023年水资源公报"}
    answers = [browser.client.post(path, data=keys).status_code for _ in range(2)]
    page = text_of(browser.get(f"/requests/{asked}"))

    assert answers == [303, 303]
    assert page.count("收到您的补正") == 1


def test_what_can_no_longer_be_done_is_refused_in_words_and_nothing_is_lost(
    browser: Browser, asked: str
) -> None:
    path = f"/requests/{asked}/clarification"
    keys = browser.keys(path)
    browser.send(path, requested_information="2023年水资源公报")
    late = browser.client.post(
        path, data={**keys, "key": "1" * 32, "requested_information": "又写了一遍"}
    )

    assert late.status_code == 409
    assert "又写了一遍" in late.text
    assert "不能办理" in late.text
    assert browser.get(path).status_code == 303


def test_a_withdrawal_needs_a_statement_and_a_confirmation(browser: Browser) -> None:
    reference, _ = browser.file()
    path = f"/requests/{reference}/withdrawal"
    unsure = browser.send(path, statement="我不再需要这些信息")
    silent = browser.send(path, confirmed="y", statement=" ")

    assert (unsure.status_code, silent.status_code) == (422, 422)
    assert "我不再需要这些信息" in unsure.text
    assert state_of(reference) == "submitted"


def test_a_withdrawn_request_says_so_and_offers_nothing_more(browser: Browser) -> None:
    reference, _ = browser.file()
    path = f"/requests/{reference}/withdrawal"
    answer = browser.send(path, statement="我不再需要这些信息", confirmed="y")
    page = browser.get(answer.headers["Location"]).text

    assert "已经撤回" in page
    assert "/withdrawal" not in page
    assert state_of(reference) == "withdrawn"
    assert browser.get(path).status_code == 303


def test_the_handling_is_rated_once_after_the_reply(
    browser: Browser, office: Office, staff: dict[str, Actor]
) -> None:
    reference, _ = browser.file()
    path = f"/requests/{reference}/rating"
    before = browser.get(path)
    confirm(office, reference, staff)
    decide(office, reference, staff)
    serve(office, reference, staff)
    unanswered = browser.send(path)
    rated = browser.send(path, score="4", comment="答复清楚")
    assert rated.status_code == 303, text_of(rated)
    page = text_of(browser.get(rated.headers["Location"]))

    assert before.status_code == 303
    assert unanswered.status_code == 422
    assert "您给了4分" in page
    assert "评价这次办理" not in page
