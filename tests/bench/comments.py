"""Ten thousand comments on one draft: how long the desk waits for each step of its work."""

from collections.abc import Iterator
from time import perf_counter
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from casework.adapters.clock import SetClock
from casework.domain.consultation.comment.acts import Answer
from casework.domain.consultation.vocabulary import Adoption
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Agency, User
from casework.services.consultation import (
    alike,
    answering,
    comments_viewing,
    exports,
    grouping,
)
from casework.services.consultation.comments_viewing import Sought
from casework.services.consultation.grouping import NewGroup
from tests.consultation_crowd import file_many
from tests.consultation_road import ConsultationRoad

COUNT = 10_000


def steps(app: Flask) -> Iterator[tuple[str, float]]:
    """What was done, and the seconds it took."""
    office = app.extensions["casework"]
    users = db.session.scalars(select(User)).unique().all()
    staff = {user.username: Actor(user.roles, user.agency_id, user.id) for user in users}
    agency_id = int(db.session.scalars(select(Agency.id)).one())
    way = ConsultationRoad(office, SetClock(office.now()), staff, agency_id)
    way.publish()
    file_many(way, COUNT)
    handler, reference = staff["handler"], way.reference

    def timed(name: str, began: float) -> tuple[str, float]:
        return name, perf_counter() - began

    db.session.expire_all()
    began = perf_counter()
    comments_viewing.listed(reference, handler, Sought(unanswered=True))
    yield timed("list of comments, a page", began)
    db.session.expire_all()
    began = perf_counter()
    first, *_others = alike.proposals(reference, handler)
    yield timed("proposed groups, a page", began)
    began = perf_counter()
    chosen = [first.reference, *(other.reference for other in first.alike)]
    group = NewGroup("反对提高水价", "水资源科")
    group_id = grouping.open_group(
        office, reference, group, chosen, uuid4().hex, handler, with_same=True
    )
    yield timed(f"grouping {first.count} of them", began)
    began = perf_counter()
    no = Answer(Adoption.NOT_ADOPTED, "维持公开听证确定的标准。")
    answered = answering.answer_group(office, reference, group_id, no, uuid4().hex, handler)
    yield timed(f"answering {answered} at once", began)
    began = perf_counter()
    sum(1 for _piece in exports.comments_csv(reference, handler))
    yield timed("export of all, streamed", began)
