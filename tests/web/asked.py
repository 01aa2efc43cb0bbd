"""A consultation whose feedback is published: what names it and its parts in an address.

Its public part holds no word of the case; what was said, by whom, and what is hidden does.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from werkzeug.routing import Rule

from casework.adapters.clock import SetClock
from casework.adapters.uploads import Upload
from casework.domain.consultation.comment.acts import Hiding
from casework.domain.consultation.comment.vocabulary import Action, HidingReason
from casework.domain.consultation.vocabulary import Kind
from casework.domain.roles import Actor
from casework.persistence.database import db
from casework.persistence.models import Attachment, Case, Purpose
from casework.services import attachments
from casework.services.consultation import catalogue, grouping
from casework.services.consultation.catalogue import DecisionLine
from casework.services.consultation.grouping import NewGroup
from casework.services.office import Office
from tests.asking_road import AskingRoad
from tests.conftest import NOW
from tests.web.desk.browser import PNG

OF_CONSULTATIONS = (
    "/consultations",
    "/api/v1/consultations",
    "/desk/consultations",
    "/comments",
    "/desk/comments",
)
_OF_COMMENTS = ("/comments", "/desk/comments")


@dataclass(frozen=True, slots=True)
class Asked:
    """A consultation, one of its comments with its query code, a paper, a group, and a decision."""

    consultation: str
    reference: str
    code: str
    paper_id: int
    group_id: int
    decision_id: int

    def parts(self, rule: Rule) -> dict[str, object]:
        """What stands for the parts of an address of this procedure; nothing for others'."""
        if rule.rule.startswith("/desk/decisions"):
            return {"decision_id": self.decision_id}
        if not rule.rule.startswith(OF_CONSULTATIONS):
            return {}
        of_comment = rule.rule.startswith(_OF_COMMENTS)
        return {
            "reference": self.reference if of_comment else self.consultation,
            "consultation": self.consultation,
            "comment": self.reference,
            "attachment_id": self.paper_id,
            "group_id": self.group_id,
            "action": "note",
        }


def asked(
    office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int, word: str, year: int
) -> Asked:
    """A consultation of three days ago that was answered today; what is not public says a word."""
    clock.put(NOW - timedelta(days=3))
    road = AskingRoad(office, clock, staff, agency_id)
    day = office.today()
    paper = attachments.keep(office, Upload("草案.png", PNG, "image/png"), Purpose.DRAFT_TEXT)
    road.open((paper,), kind=Kind.OTHER, opens_on=day, closes_on=day, shortening_reason="紧急")
    said = road.says("请降低水价", 2, name=f"{word}某", email=f"{word}@shifan.example")
    hidden = road.says(f"{word}的话", 1)
    road.treat(Action.HIDE, Hiding(HidingReason.INSULT), hidden)
    clock.put(NOW)
    group = NewGroup(f"{word}的意见", "水资源科")
    handler = staff["handler"]
    group_id = grouping.open_group(office, road.reference, group, [said], uuid4().hex, handler)
    road.answer([said, hidden])
    road.submit_feedback()
    road.release("reviewer")
    return Asked(
        consultation=road.reference,
        reference=said,
        code=road.code_of(said),
        paper_id=_paper(road.reference),
        group_id=group_id,
        decision_id=_decision(office, handler, year),
    )


def _paper(reference: str) -> int:
    wanted = db.select(Attachment.id).join(Case, Case.id == Attachment.case_id)
    of_draft = wanted.where(Case.reference == reference, Attachment.purpose == Purpose.DRAFT_TEXT)
    return int(db.session.scalars(of_draft).one())


def _decision(office: Office, handler: Actor, year: int) -> int:
    line = DecisionLine(
        year=year,
        number=1,
        title="农村供水",
        procedures="",
        hearing="",
        unit="水资源科",
        decided="",
        participation="",
    )
    return catalogue.enter(office, line, uuid4().hex, handler)
