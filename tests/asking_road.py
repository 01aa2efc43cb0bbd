"""The road of a consultation as the pages' tests walk it: a draft of three articles, in words."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from casework.domain.consultation import facts
from casework.domain.consultation.content import Content, passages_of
from casework.domain.consultation.vocabulary import Action
from casework.domain.moments import SHANGHAI
from casework.services.attachments import Paper
from tests import consultation_road
from tests.consultation_road import ConsultationRoad, said

TEXT = """第一条　为了保障农村供水安全，制定本办法。
第二条　农村供水实行计量收费，水价每立方米三元。
第三条　供水单位应当每月公布一次水质检测结果。"""


def content(today: date, **changed: object) -> Content:
    """A draft of a decision in three articles, open for thirty days from today."""
    whole = replace(
        consultation_road.content(today),
        title="示范市农村供水管理办法（征求意见稿）",
        passages=passages_of(TEXT),
    )
    return replace(whole, **changed)  # type: ignore[arg-type]  # what a Content has


class AskingRoad(ConsultationRoad):
    """A consultation on its way, in the words that the pages show."""

    def drafts(self, papers: tuple[Paper, ...] = (), **changed: object) -> str:
        """Draft it; its reference."""
        return self.draft(content(self.office.today(), **changed), papers)

    def open(self, papers: tuple[Paper, ...] = (), **changed: object) -> str:
        """Draft it, have it reviewed and approve it; its reference."""
        self.drafts(papers, **changed)
        self.do(Action.SUBMIT_FOR_REVIEW, facts.ReviewRequest())
        self.approve()
        return self.reference

    def says(self, text: str, passage: int | None = None, **who: str) -> str:
        """Somebody comments online; the comment's reference."""
        return self.comment(said(text, passage=passage, **who))

    def writes(self, text: str) -> str:
        """Somebody's letter is keyed in; the comment's reference."""
        return self.key_in(said(text, name="李示范"))

    def code_of(self, reference: str) -> str:
        """The query code of a comment."""
        return next(filed.code for filed in self.filed if filed.reference == reference)

    def go_past_the_end(self) -> None:
        """Let the period pass: it is the morning after the last day."""
        last = self.see().standing.closes_on or self.office.today()
        self.clock.put(datetime.combine(last + timedelta(days=1), time(9), SHANGHAI))
