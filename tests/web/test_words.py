"""Words and dates in both languages."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask, session

from casework.domain.arrangements import shipped_notices
from casework.domain.calendar import HolidayName
from casework.domain.disclosure.vocabulary import Action
from casework.domain.roles import Role
from casework.domain.workflow import Refused, TableRefusal
from casework.web.words import cn_date, cn_moment, plain_date, reason, sentence, time_tag, word

DAY = date(2026, 3, 24)
MOMENT = datetime(2026, 3, 24, 15, 30, tzinfo=UTC)  # 23:30 in Shanghai


@pytest.fixture(params=["zh", "en"])
def language(app: Flask, request: pytest.FixtureRequest) -> Iterator[str]:
    with app.test_request_context():
        session["language"] = request.param
        yield request.param


@pytest.mark.parametrize(
    ("shown", "zh", "en"),
    [
        (lambda: cn_date(DAY), "2026年3月24日（星期二）", "Tuesday 24 March 2026"),
        (lambda: cn_date(None), "", ""),
        (lambda: plain_date(DAY), "2026年3月24日", "24 March 2026"),
        (lambda: cn_moment(MOMENT), "2026年3月24日（星期二）23:30", "Tuesday 24 March 2026 23:30"),
        (lambda: word(Role.HANDLER), "承办人", "Handler"),
        (lambda: reason("国庆节、中秋节"), "国庆节、中秋节", "National Day, Mid-Autumn"),
        (lambda: reason("春节调休"), "春节调休", "Spring Festival make-up day"),
        (lambda: reason(""), "", ""),
    ],
)
def test_words_and_dates_are_shown_in_the_readers_language(
    language: str, shown: Callable[[], str], zh: str, en: str
) -> None:
    assert (zh if language == "zh" else en) == shown()


def test_a_refusal_names_what_and_who_in_the_readers_language(language: str) -> None:
    refused = Refused(TableRefusal.NOT_YOUR_ROLE, action=Action.SIGN, who=(Role.APPROVER,))
    said = sentence(refused)

    assert word(Role.APPROVER) in said
    assert word(Action.SIGN) in said
    assert "{" not in said


def test_a_time_is_readable_by_machines_too(language: str) -> None:
    assert 'datetime="2026-03-24"' in time_tag(DAY)


def test_every_holiday_of_every_notice_has_its_name() -> None:
    known = {name.zh for name in HolidayName}
    given = {
        part
        for notice in shipped_notices()
        for holiday in notice.holidays
        for part in holiday.name.split("、")
    }

    assert given <= known
