"""Two at once: one wins and the other is told; one key is one case; numbers have no gaps."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import StatementError

from casework.persistence.database import db
from casework.persistence.models import Attachment, Case, Purpose
from casework.services.attachments import Paper
from casework.services.disclosure import filing
from casework.services.office import Office
from tests.drills import books
from tests.people import application
from tests.road import Road
from tests.web.desk.browser import Desk, at_desk, keys_on
from tests.web.portal.road import Browser

pytestmark = [pytest.mark.drill, pytest.mark.xdist_group("drill")]

ResultT = TypeVar("ResultT")
_ROUNDS = 50
_AT_ONCE = 8


def at_once(deeds: Sequence[Callable[[], ResultT]]) -> list[ResultT]:
    """What each deed answers when all begin together."""
    start = Barrier(len(deeds))

    def begin(deed: Callable[[], ResultT]) -> ResultT:
        start.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(begin, deeds))


def test_of_two_who_act_on_one_version_one_wins_and_the_other_is_told(
    app: Flask, road: Road
) -> None:
    road.start()
    path = f"/desk/requests/{road.reference}/acts/assign"
    colleagues = [at_desk(app, "clerk"), at_desk(app, "reviewer")]
    chosen = str(road.staff["handler2"].user_id)
    before = road.see().case.version
    db.session.remove()

    def posting(desk: Desk) -> Callable[[], int]:
        form = {**keys_on(desk.get(path)), "handler_id": chosen}
        return lambda: desk.client.post(path, data=form).status_code

    answers = Counter(
        tuple(sorted(at_once([posting(desk) for desk in colleagues]))) for _ in range(_ROUNDS)
    )

    assert {(303, 409): _ROUNDS} == answers
    assert before + _ROUNDS == road.see().case.version
    books.check_sound()


def test_one_key_posted_eight_times_at_once_is_one_case_and_one_answer(app: Flask) -> None:
    for _ in range(_ROUNDS // 10):
        browser = Browser(app.test_client())
        browser.fill(description=uuid4().hex)
        browser.upload()
        form = browser.keys("/apply/check")
        kept = browser.client.get_cookie("casework")
        assert kept is not None

        def post(value: str = kept.value, sent: dict[str, str] = form) -> tuple[int, str]:
            client: FlaskClient = app.test_client()
            client.set_cookie("casework", value)
            answer = client.post("/apply/check", data=sent)
            return answer.status_code, answer.headers["Location"]

        answers = set(at_once([post] * _AT_ONCE))

        assert 1 == len(answers)
        assert {303} == {status for status, _ in answers}
    filed = books.filed()
    assert _ROUNDS // 10 == len(filed)
    assert [] == books.twice(each for references in filed.values() for each in references)
    assert _ROUNDS // 10 == db.session.scalar(db.select(db.func.count(Attachment.id)))
    books.check_sound()


def test_an_act_posted_eight_times_at_once_is_done_once(app: Flask, road: Road) -> None:
    road.start()
    path = f"/desk/requests/{road.reference}/acts/assign"
    clerks = [at_desk(app, "clerk") for _ in range(_AT_ONCE)]
    forms = [keys_on(clerk.get(path)) for clerk in clerks]
    given = {"key": uuid4().hex, "handler_id": str(road.staff["handler2"].user_id)}
    before = road.see().case.version
    db.session.remove()

    def posting(desk: Desk, form: dict[str, str]) -> Callable[[], int]:
        return lambda: desk.client.post(path, data={**form, **given}).status_code

    answers = at_once([posting(*pair) for pair in zip(clerks, forms, strict=True)])

    assert [303] * _AT_ONCE == answers
    assert before + 1 == road.see().case.version


def test_numbers_have_no_gap_when_many_file_at_once_and_some_fail(
    app: Flask, office: Office, agency_id: int
) -> None:
    # A file name that cannot be encoded fails only when the row is written: after the number.
    spoilt = Paper(Purpose.IDENTITY, "0" * 64, 1, "image/png", "\ud800")

    def filing_one(number: int) -> Callable[[], str | None]:
        def file() -> str | None:
            papers = (spoilt,) if number % 5 == 0 else ()
            with app.app_context():
                try:
                    return filing.submit(
                        office, agency_id, application(), papers, uuid4().hex
                    ).reference
                except StatementError:
                    return None

        return file

    answers = [
        reference
        for begun in range(0, 2 * _ROUNDS, _AT_ONCE)
        for reference in at_once([filing_one(begun + each) for each in range(_AT_ONCE)])
    ]

    books.check_sound()
    given = sorted(reference for reference in answers if reference)
    assert [] == books.twice(given)
    assert given == sorted(db.session.scalars(db.select(Case.reference)))
    assert len(given) == int(given[-1].rpartition("-")[2])
