"""The road of one consultation and the comments on it, walked through the services."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import uuid4

from casework.adapters.clock import SetClock
from casework.domain.consultation import facts
from casework.domain.consultation.comment.acts import Answer
from casework.domain.consultation.comment.vocabulary import Action as CommentAction
from casework.domain.consultation.comment.writing import Writing
from casework.domain.consultation.content import Content, Passage, Ways
from casework.domain.consultation.vocabulary import (
    Action,
    Adoption,
    CommentSource,
    Kind,
    Participation,
)
from casework.domain.roles import Actor
from casework.domain.workflow import Facts
from casework.services.acts import Filed
from casework.services.attachments import Paper
from casework.services.consultation import (
    answering,
    commenting,
    comments,
    comments_viewing,
    drafting,
    feedback,
    viewing,
)
from casework.services.consultation.acts import Order, act
from casework.services.consultation.commenting import Arrival
from casework.services.consultation.comments_viewing import CommentFile
from casework.services.consultation.viewing import ConsultationFile
from casework.services.office import Office


def content(opens_on: date, days: int = 30, kind: Kind = Kind.MAJOR_DECISION) -> Content:
    """A draft of two passages, open for so many days after its first."""
    return Content(
        kind=kind,
        title="示范市节约用水管理办法（征求意见稿）",
        unit="水资源科",
        passages=(
            Passage("第一条", "为了节约用水，制定本办法。"),
            Passage("第二条", "本市居民生活用水实行阶梯水价。"),
        ),
        explanation="本市水资源短缺，需要规范用水管理。",
        basis="《中华人民共和国水法》",
        ways=Ways(address="示范市示范区清水路1号", postcode="000000", phone="000-12345678"),
        participation=(Participation.PUBLIC_COMMENTS, Participation.WRITTEN_COMMENTS),
        opens_on=opens_on,
        closes_on=opens_on + timedelta(days=days),
    )


def said(text: str = "建议降低第一阶梯的水价。", **more: object) -> Writing:
    """A comment."""
    return replace(Writing(text=text), **more)  # type: ignore[arg-type]  # what a Writing has


@dataclass
class ConsultationRoad:
    """A consultation on its way."""

    office: Office
    clock: SetClock
    staff: dict[str, Actor]
    agency_id: int
    reference: str = ""
    filed: list[Filed] = field(default_factory=list)

    def draft(self, given: Content | None = None, papers: tuple[Paper, ...] = ()) -> str:
        """Begin it; its reference."""
        whole = given or content(self.office.today())
        handler = self.staff["handler"]
        self.reference = drafting.draft(self.office, whole, uuid4().hex, handler, papers)
        return self.reference

    def do(self, action: Action, given: Facts, who: str = "handler", key: str = "") -> None:
        """Do an act as a colleague."""
        order = Order(action, given, key or uuid4().hex)
        act(self.office, self.reference, order, self.staff[who])

    def publish(self, given: Content | None = None) -> str:
        """Draft it, have it reviewed and approve it; its reference."""
        self.draft(given)
        self.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())
        self.approve()
        return self.reference

    def approve(self) -> None:
        """Approve it, with the agency's own limit."""
        order = Order(Action.APPROVE, facts.Approval(), uuid4().hex)
        drafting.approve(self.office, self.reference, order, self.staff["approver"])

    def comment(self, writing: Writing | None = None, key: str = "", **how: bool) -> str:
        """Comment online; the comment's reference."""
        given = writing or said(f"第{len(self.filed) + 1}条：建议降低水价。")
        filed = commenting.submit(
            self.office, self.reference, self.agency_id, given, (), key or uuid4().hex, **how
        )
        self.filed.append(filed)
        return filed.reference

    def key_in(
        self,
        writing: Writing | None = None,
        source: CommentSource = CommentSource.LETTER,
        received_on: date | None = None,
    ) -> str:
        """Enter a comment that came another way; its reference."""
        arrival = Arrival(source, received_on or self.office.today(), "来信登记簿")
        filed = commenting.key_in(
            self.office,
            self.reference,
            writing or said(),
            arrival,
            (),
            uuid4().hex,
            self.staff["clerk"],
        )
        self.filed.append(filed)
        return filed.reference

    def treat(
        self, action: CommentAction, given: Facts, reference: str, who: str = "handler"
    ) -> None:
        """Do an act on a comment as a colleague."""
        order = Order(action, given, uuid4().hex)
        comments.act(self.office, reference, order, self.staff[who])

    def answer(
        self,
        references: list[str],
        adoption: Adoption = Adoption.ADOPTED,
        reason: str = "已在第二条中修改。",
    ) -> int:
        """Answer comments alike; how many."""
        given, handler = Answer(adoption, reason), self.staff["handler"]
        return answering.answer_all(
            self.office, self.reference, references, given, uuid4().hex, handler
        )

    def close(self, days: int = 31) -> None:
        """Let the period pass."""
        self.clock.go_on(timedelta(days=days))

    def submit_feedback(self, words: feedback.Words | None = None) -> None:
        """Send the feedback to review."""
        given = words or feedback.Words("各方面意见已逐条研究。", "部分意见超出本办法的调整范围。")
        handler = self.staff["handler"]
        feedback.submit(self.office, self.reference, given, uuid4().hex, None, handler)

    def release(self, who: str = "approver") -> None:
        """Publish the feedback."""
        feedback.publish(self.office, self.reference, uuid4().hex, None, self.staff[who])

    def see(self, who: str = "handler") -> ConsultationFile:
        """Its file as somebody sees it."""
        return viewing.consultation_file(self.office, self.reference, self.staff[who])

    def see_comment(self, reference: str, who: str = "handler") -> CommentFile:
        """A comment's file as somebody sees it."""
        return comments_viewing.comment_file(self.office, reference, self.staff[who])
