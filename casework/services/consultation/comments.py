"""Doing a lawful act on a comment, with what it owes: its place in the index, who is told."""

from casework.domain.consultation.comment.acts import Hiding, KeyingIn, Resubmission, Submission
from casework.domain.consultation.comment.standing import Standing
from casework.domain.consultation.comment.vocabulary import MARK, NAME, Refusal
from casework.domain.consultation.vocabulary import State
from casework.domain.notices import Notice
from casework.domain.roles import Actor
from casework.domain.workflow import Refused
from casework.persistence.models import Case, Consultation
from casework.persistence.queries import consultations, register
from casework.services.acts import Order, Road, Series
from casework.services.consultation import comment_record, words
from casework.services.office import Office

__all__ = ["ROAD", "Order", "act", "refuse_what_is_counted"]


def refuse_what_is_counted(
    kept: Consultation, state: str, comment_id: int, *, is_staff: bool
) -> None:
    """Leave alone what a feedback counts: in review for staff, once published for everybody.

    What came after the feedback was drawn up may be dealt with at any time. Raises Refused.
    """
    up_to = kept.counted_up_to
    if up_to is None or comment_id > up_to:
        return
    if is_staff or state == State.FEEDBACK_PUBLISHED:
        raise Refused(Refusal.FEEDBACK_UNDER_WAY)


def _locked(reference: str, actor: Actor) -> Case | None:
    case = consultations.comment_locked(reference, actor)
    asked = None if case is None else consultations.by_id(case.comment.consultation_id)
    if case is not None and asked is not None:
        is_staff = actor.user_id is not None
        refuse_what_is_counted(asked.consultation, asked.state, case.id, is_staff=is_staff)
    return case


def _owed(office: Office, doing: comment_record.Doing, standing: Standing, order: Order) -> None:
    case, facts = doing.case, order.facts
    if isinstance(facts, Submission | KeyingIn):
        words.enter(case)
    elif isinstance(facts, Resubmission):
        words.change(case, facts.text)
    elif isinstance(facts, Hiding) and standing.is_told and case.comment.has_contact:
        # Not of a threat: its author is not written to.
        key = f"{case.reference}-{case.version}"
        register.owe(case.id, Notice.COMMENT_HIDDEN, key, doing.now)


ROAD = Road(comment_record.COURSE, Series(NAME, MARK), _locked, _owed)
act = ROAD.act
