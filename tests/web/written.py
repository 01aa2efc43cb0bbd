"""A message whose reply is public: what names it and its parts in an address.

Its public copy holds no word of the case; who wrote it and what colleagues noted does.
"""

from dataclasses import dataclass
from uuid import uuid4

from werkzeug.routing import Rule

from casework.adapters.clock import SetClock
from casework.domain.disclosure.facts import Note
from casework.domain.message import facts
from casework.domain.message.questions import Answered, Released
from casework.domain.message.vocabulary import Action
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Case, Publication
from casework.services.message import publishing, questions
from casework.services.office import Office
from tests.message_road import MessageRoad, writing

OF_MESSAGES = ("/messages", "/api/v1/messages", "/desk/messages")


@dataclass(frozen=True, slots=True)
class Written:
    """A message with its query code, its public copy, and a frequent question."""

    reference: str
    code: str
    publication_id: int
    question_id: int

    def parts(self, rule: Rule) -> dict[str, object]:
        """What stands for the parts of an address of this procedure; nothing for others'."""
        if not rule.rule.startswith(OF_MESSAGES):
            return {}
        return {
            "reference": self.reference,
            "publication_id": self.publication_id,
            "question_id": self.question_id,
            "action": "note",
        }


def written(
    office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int, word: str
) -> Written:
    """A message that was answered and published; what is not public says a word."""
    road = MessageRoad(office, clock, staff, agency_id)
    name = f"{word}某"
    road.replied(writing(text=f"我是{name}，路灯坏了。", name=name, email=f"{word}@shifan.example"))
    road.do(Action.NOTE, Note(f"{word}的备注"), "handler")
    file = road.see()
    prepared = publishing.prepared(file.case.message, file.standing, ())
    road.do(Action.PREPARE_PUBLICATION, prepared, "handler")
    road.do(Action.PUBLISH, facts.Release(), "approver")
    wanted = db.select(Publication.id).join(Case, Case.id == Publication.case_id)
    copy = db.session.scalars(wanted.where(Case.reference == road.reference)).one()
    return Written(road.reference, road.code, copy, _question(road))


def _question(road: MessageRoad) -> int:
    """A public one, and one that waits; the one that waits."""
    for key in (uuid4().hex, uuid4().hex):
        given = Answered("路灯坏了找谁", "请打电话报修。", "水资源科")
        questions.enter(road.office, given, key, road.staff["clerk"])
    first, second = questions.waiting(road.agency_id)[:2]
    questions.release(road.office, Released(first.id), uuid4().hex, road.staff["approver"])
    return second.id
