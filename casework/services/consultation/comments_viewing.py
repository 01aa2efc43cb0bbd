"""Looking at comments: the desk's list of them, and one with what it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.domain.consultation.comment.standing import Standing
from casework.domain.consultation.comment.vocabulary import State
from casework.domain.consultation.comment.workflow import COMMENT
from casework.domain.consultation.content import Passage
from casework.domain.consultation.standing import Standing as ConsultationStanding
from casework.domain.consultation.vocabulary import Adoption, CommentSource
from casework.domain.roles import Actor
from casework.domain.terms import Term
from casework.domain.workflow import Refused, Situation, Transition
from casework.persistence.models import Attachment, Case
from casework.persistence.queries import case_page, comments, consultations
from casework.persistence.queries.comments import Listed, Sought
from casework.services.consultation import comment_record, record
from casework.services.consultation.grouping import consultation_of
from casework.services.lines import PAGE
from casework.services.office import Office
from casework.services.refusals import NotThere

__all__ = ["PAGE", "CommentFile", "CommentLine", "Sought", "comment_file", "listed", "refusal"]


@dataclass(frozen=True, slots=True)
class CommentFile:
    """All that a page shows of one comment. `answer_is_public`: its author may read the answer."""

    case: Case
    standing: Standing
    consultation: Case
    about: ConsultationStanding
    attachments: Sequence[Attachment]
    permitted: tuple[Transition[Standing], ...]

    @property
    def passage(self) -> Passage | None:
        """The passage that it is about; None: the whole draft."""
        number, content = self.standing.passage, self.about.content
        return None if number is None or content is None else content.passage(number)

    @property
    def answer_is_public(self) -> bool:
        """Whether the feedback that answers it was released."""
        up_to = self.consultation.consultation.counted_up_to
        is_counted = up_to is not None and self.case.id <= up_to
        return self.about.feedback_on is not None and is_counted


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A line of the desk's list; `place` is where the next page goes on."""

    reference: str
    text: str
    state: State
    source: CommentSource
    passage: int | None
    submitted_at: datetime
    is_late: bool
    is_hidden: bool
    looks_automatic: bool
    adoption: Adoption | None
    reason: str
    group_id: int | None
    group_title: str
    place: int


def comment_file(office: Office, reference: str, actor: Actor) -> CommentFile:
    """The file of a comment as `actor` may act on it; raises NotThere."""
    case = consultations.comment_by_reference(reference, actor)
    asked = None if case is None else consultations.by_id(case.comment.consultation_id)
    if case is None or asked is None:
        raise NotThere(reference)
    standing = comment_record.COURSE.standing_of(case)
    situation = Situation(standing, actor, office.today(), office.calendar)
    return CommentFile(
        case=case,
        standing=standing,
        consultation=asked,
        about=record.COURSE.standing_of(asked),
        attachments=case_page.attachments(case.id),
        permitted=COMMENT.permitted(situation),
    )


def refusal(office: Office, file: CommentFile, actor: Actor, action: Term) -> Refused | None:
    """Why an act is not offered to `actor` now, by the rule in the way; None when it is."""
    situation = Situation(file.standing, actor, office.today(), office.calendar)
    return COMMENT.refusal(situation, action)


def listed(
    reference: str, actor: Actor, sought: Sought, after: int | None = None
) -> list[CommentLine]:
    """The comments on a consultation as they came, one page and one line more.

    `after` is the `place` of the last line of the page before. Raises NotThere.
    """
    case = consultation_of(reference, actor)
    return [line(row) for row in comments.lines(case.id, sought, after=after, limit=PAGE + 1)]


def every(case: Case, sought: Sought, up_to: int | None = None) -> Iterator[CommentLine]:
    """All comments on a consultation as they came, some hundred at a time."""
    return map(line, comments.all_lines(case.id, sought, up_to))


def line(row: Listed) -> CommentLine:
    """A line of a list."""
    return CommentLine(
        reference=row.reference,
        text=row.text,
        state=State(row.state),
        source=row.source,
        passage=row.passage,
        submitted_at=row.submitted_at,
        is_late=row.is_late,
        is_hidden=row.is_hidden,
        looks_automatic=row.looks_automatic,
        adoption=row.adoption,
        reason=row.reason,
        group_id=row.group_id,
        group_title=row.title or "",
        place=row.case_id,
    )
