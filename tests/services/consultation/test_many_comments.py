"""Very many comments on one draft: listed, grouped, answered and released like a few."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import event

from casework.domain.consultation.comment.acts import Answer
from casework.domain.consultation.vocabulary import Adoption
from casework.persistence.database import db
from casework.services.consultation import (
    alike,
    answering,
    comments_viewing,
    exports,
    grouping,
    published,
)
from casework.services.consultation.comments_viewing import Sought
from casework.services.consultation.grouping import NewGroup
from tests.consultation_crowd import file_many
from tests.consultation_road import ConsultationRoad

pytestmark = pytest.mark.slow

_COUNT = 1_200  # beyond every page and piece; how long ten thousand take is measured in the bench


@pytest.fixture
def crowd(way: ConsultationRoad) -> ConsultationRoad:
    """A consultation with many comments."""
    way.publish()
    file_many(way, _COUNT)
    db.session.expire_all()
    return way


def _queries(ask: Callable[[], object]) -> int:
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", count)
    ask()
    event.remove(db.engine, "before_cursor_execute", count)
    return len([one for one in asked if one.lstrip().upper().startswith("SELECT")])


def test_a_list_of_many_comments_asks_four_times_at_most(crowd: ConsultationRoad) -> None:
    handler, sought = crowd.staff["handler"], Sought(unanswered=True)

    assert _queries(lambda: comments_viewing.listed(crowd.reference, handler, sought)) <= 4


def test_many_comments_are_grouped_answered_exported_and_released(
    crowd: ConsultationRoad,
) -> None:
    handler, reference = crowd.staff["handler"], crowd.reference
    first, *_others = alike.proposals(reference, handler)
    chosen = [first.reference, *(other.reference for other in first.alike)]
    group_id = grouping.open_group(
        crowd.office,
        reference,
        NewGroup("反对提高水价", "水资源科"),
        chosen,
        uuid4().hex,
        handler,
        with_same=True,
    )
    no = Answer(Adoption.NOT_ADOPTED, "维持公开听证确定的标准。")
    answered = answering.answer_group(crowd.office, reference, group_id, no, uuid4().hex, handler)
    rest = comments_viewing.every(crowd.see().case, Sought(unanswered=True))
    crowd.answer([line.reference for line in rest], Adoption.ADOPTED)
    pieces = list(exports.comments_csv(reference, handler))
    crowd.close()
    crowd.submit_feedback()
    crowd.release()
    shown = published.one(crowd.office, reference).feedback

    assert first.count == _COUNT // 3
    assert answered >= _COUNT // 3 + len(first.alike)
    assert len(pieces) > 2
    assert shown is not None
    assert shown.shown == _COUNT
