"""Frequent questions: public after a second person's look, found by their words (R-YG-3)."""

from uuid import uuid4

import pytest

from casework.domain.message.questions import Answered, Delisted, QuestionRefusal, Released
from casework.domain.publication.vocabulary import GateRefusal
from casework.domain.similarity import keys, worded
from casework.domain.workflow import Refused
from casework.persistence.database import db
from casework.persistence.models import FrequentQuestion
from casework.persistence.queries import questions as stored
from casework.services.message import questions
from casework.services.refusals import NotThere
from tests.message_road import MessageRoad

LAMP = Answered("路灯坏了向哪个单位报修", "请拨打000-12345678报修。", "水资源科")


def enter(path: MessageRoad, given: Answered = LAMP, key: str = "") -> int:
    """Enter a question; its id."""
    questions.enter(path.office, given, key or uuid4().hex, path.staff["handler"])
    return int(db.session.scalars(db.select(db.func.max(FrequentQuestion.id))).one())


def release(path: MessageRoad, question_id: int, who: str = "reviewer", key: str = "") -> None:
    given = Released(question_id)
    questions.release(path.office, given, key or uuid4().hex, path.staff[who])


def found(path: MessageRoad, text: str) -> list[str]:
    rows = stored.found(path.agency_id, keys(worded(text)))
    return [row.question for row in rows]


def test_a_question_is_public_once_somebody_else_released_it(path: MessageRoad) -> None:
    question_id = enter(path)
    waiting = [entry.id for entry in questions.waiting(path.agency_id)]
    before = list(questions.listed(path.agency_id)), found(path, "路灯坏了找谁报修")
    release(path, question_id)
    (public,) = questions.listed(path.agency_id)

    assert (waiting, before) == ([question_id], ([], []))
    assert (public.answer, public.published_on) == (LAMP.answer, path.office.today())
    assert found(path, "路灯坏了找谁报修") == [LAMP.question]
    assert list(questions.waiting(path.agency_id)) == []


def test_a_question_that_names_somebody_is_not_even_entered(path: MessageRoad) -> None:
    for question, answer in (("路灯", "请找张师傅19900000000。"), ("京A12345违停", "已处理。")):
        with pytest.raises(Refused) as refused:
            enter(path, Answered(question, answer, "水资源科"))

        assert refused.value.reason is GateRefusal.NAMES_SOMEBODY


def test_whoever_entered_a_question_does_not_release_it(path: MessageRoad) -> None:
    question_id = enter(path)
    with pytest.raises(Refused) as refused:
        release(path, question_id, "handler")

    assert refused.value.reason is QuestionRefusal.SAME_PERSON


def test_a_question_is_released_once(path: MessageRoad) -> None:
    question_id = enter(path)
    key = uuid4().hex
    for _ in range(2):
        release(path, question_id, key=key)
    with pytest.raises(Refused) as refused:
        release(path, question_id)

    assert refused.value.reason is QuestionRefusal.RELEASED_ALREADY


def test_a_change_takes_the_place_of_what_is_public_when_it_is_released(
    path: MessageRoad,
) -> None:
    old = enter(path)
    release(path, old)
    new = enter(path, Answered("路灯故障怎样报修", "请拨打12345。", "水资源科", replaces=old))
    meanwhile = [entry.id for entry in questions.listed(path.agency_id)]
    release(path, new)

    assert meanwhile == [old]
    assert [entry.id for entry in questions.listed(path.agency_id)] == [new]
    assert found(path, "路灯坏了找谁报修") == ["路灯故障怎样报修"]


def test_a_replacement_is_of_something_public(path: MessageRoad) -> None:
    waiting = enter(path)
    with pytest.raises(NotThere):
        enter(path, Answered("路灯", "报修。", "水资源科", replaces=waiting))


def test_a_change_is_released_though_the_old_question_is_gone(path: MessageRoad) -> None:
    old = enter(path)
    release(path, old)
    new = enter(path, Answered("路灯故障怎样报修", "请拨打12345。", "水资源科", replaces=old))
    questions.delist(path.office, Delisted(old), uuid4().hex, path.staff["clerk"])
    release(path, new)

    assert [entry.id for entry in questions.listed(path.agency_id)] == [new]


def test_a_question_that_is_taken_off_is_found_no_more(path: MessageRoad) -> None:
    question_id = enter(path)
    release(path, question_id)
    key = uuid4().hex
    for _ in range(2):
        questions.delist(path.office, Delisted(question_id), key, path.staff["clerk"])

    assert (list(questions.listed(path.agency_id)), found(path, "路灯坏了找谁报修")) == ([], [])
    with pytest.raises(NotThere):
        questions.one(question_id, path.agency_id)


def test_the_same_form_sent_twice_enters_one_question(path: MessageRoad) -> None:
    key = uuid4().hex

    assert enter(path, key=key) == enter(path, key=key)
    assert questions.one(enter(path, key=key), path.agency_id).question == LAMP.question


def test_a_text_without_words_finds_nothing(path: MessageRoad) -> None:
    release(path, enter(path, Answered("？", "请电话咨询。", "水资源科")))

    assert found(path, "，。") == []
