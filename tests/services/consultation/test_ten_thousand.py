"""Ten thousand comments on one draft: asked, grouped, answered and released without a wait."""

import random
import time
from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

import pytest
from sqlalchemy import event

from casework.domain.consultation.comment.acts import Answer, Submission
from casework.domain.consultation.comment.vocabulary import Action
from casework.domain.consultation.vocabulary import Adoption, CommentSource
from casework.domain.roles import author
from casework.domain.workflow import Situation
from casework.persistence.database import db, transaction
from casework.services.acts import Order
from casework.services.consultation import (
    alike,
    answering,
    commenting,
    comments,
    comments_viewing,
    exports,
    grouping,
    published,
)
from casework.services.consultation.comment_record import COURSE, Doing
from casework.services.consultation.comments_viewing import Sought
from casework.services.consultation.grouping import NewGroup
from tests.consultation_road import ConsultationRoad, said

_COUNT = 10_000
_CAMPAIGN = "坚决反对提高居民第一阶梯水价，请维持现行标准不变。"
_WORDS = "节约用水居民阶梯水价农村饮水工程管网改造漏损控制计量水表费用减免困难补贴标准公开"
_AnswerT = TypeVar("_AnswerT")


def _texts() -> list[str]:
    """A third says the very same, a third says nearly that, a third says something else."""
    lots = random.Random(4)  # noqa: S311  # the same comments at every run
    return [_text(number, lots) for number in range(_COUNT)]


def _text(number: int, lots: random.Random) -> str:
    if number % 3 == 0:
        return _CAMPAIGN
    if number % 3 == 1:
        return f"{_CAMPAIGN}我家{lots.randint(2, 9)}口人，住在第{lots.randint(1, 400)}小区。"
    return "".join(lots.choice(_WORDS) for _ in range(lots.randint(20, 80)))


def _file_all(way: ConsultationRoad, texts: list[str]) -> None:
    """Comments as they come in, but in one transaction: ten thousand visitors took hours."""
    office, now = way.office, way.office.now()
    agency, about = office.agency(), way.see().case
    with transaction():
        for number, text in enumerate(texts):
            case = commenting.drawn_up(agency, said(text), f"{number:064d}", now)
            case.comment.consultation_id = about.id
            case.comment.source = CommentSource.ONLINE
            comments.ROAD.series.number(case, agency, now)
            digest = commenting.digest_of(said(text))
            facts = Submission(digest, None, office.today())
            actor, begun = author(agency.id), COURSE.beginning
            situation = Situation(begun, actor, office.today(), office.calendar)
            step = COURSE.procedure.fire(situation, Action.SUBMIT, facts)
            doing = Doing(case, begun, step, facts, actor, now)
            comments.ROAD.carry_out(office, doing, Order(Action.SUBMIT, facts, ""))


def _within(seconds: float, ask: Callable[[], _AnswerT]) -> _AnswerT:
    began = time.perf_counter()
    answer = ask()
    took = time.perf_counter() - began
    print(f"{took:.2f} s of {seconds}")  # noqa: T201  # read with -s

    assert took < seconds
    return answer


def _queries(ask: Callable[[], object]) -> int:
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", count)
    ask()
    event.remove(db.engine, "before_cursor_execute", count)
    return len([one for one in asked if one.lstrip().upper().startswith("SELECT")])


@pytest.mark.drill
def test_ten_thousand_comments_are_no_exception(way: ConsultationRoad) -> None:
    way.publish()
    _file_all(way, _texts())
    handler, reference = way.staff["handler"], way.reference
    db.session.expire_all()

    def listed() -> object:
        return comments_viewing.listed(reference, handler, Sought(unanswered=True))

    _within(0.5, listed)
    assert _queries(listed) <= 4
    db.session.expire_all()
    first, *_others = _within(1.0, lambda: alike.proposals(reference, handler))
    assert first.count == _COUNT // 3 + 1
    assert first.alike

    group = NewGroup("反对提高水价", "水资源科")
    chosen = [first.reference, *(other.reference for other in first.alike)]
    group_id = _within(
        30.0,
        lambda: grouping.open_group(
            way.office, reference, group, chosen, uuid4().hex, handler, with_same=True
        ),
    )
    no = Answer(Adoption.NOT_ADOPTED, "维持公开听证确定的标准。")
    answered = _within(
        30.0,
        lambda: answering.answer_group(way.office, reference, group_id, no, uuid4().hex, handler),
    )
    assert answered > _COUNT // 3
    rest = comments_viewing.every(way.see().case, Sought(unanswered=True))
    way.answer([line.reference for line in rest], Adoption.ADOPTED)
    pieces = _within(5.0, lambda: list(exports.comments_csv(reference, handler)))
    assert len(pieces) > _COUNT / 500
    way.close()
    _within(30.0, way.submit_feedback)
    _within(60.0, way.release)
    shown = _within(3.0, lambda: published.one(way.office, reference)).feedback
    assert shown is not None
    assert shown.shown == _COUNT
