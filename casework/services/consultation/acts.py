"""Doing a lawful act on a consultation, with what it owes: who is told, what is public."""

from casework.domain.consultation.acts.drafting import Draft
from casework.domain.consultation.acts.ending import PeriodExtension
from casework.domain.consultation.acts.feedback import FeedbackRelease, FeedbackWithdrawal
from casework.domain.consultation.standing import Standing
from casework.domain.consultation.vocabulary import MARK, NAME
from casework.domain.notices import Notice
from casework.persistence.queries import comments, consultations
from casework.services.acts import Order, Road, Series
from casework.services.consultation import catalogue, record, releasing
from casework.services.office import Office

__all__ = ["ROAD", "Order", "act"]

# What everybody who commented is told, each by a notice of their own.
_TOLD = {
    PeriodExtension: Notice.CONSULTATION_EXTENDED,
    FeedbackRelease: Notice.COMMENT_ANSWERED,
}


def _owed(office: Office, doing: record.Doing, standing: Standing, order: Order) -> None:
    case, facts = doing.case, order.facts
    if standing.is_public or doing.standing.is_public:
        kept = case.consultation
        kept.published_at = kept.published_at or doing.now
        kept.changed_at = doing.now
    if isinstance(facts, Draft):
        catalogue.tie(case, facts.content.decision_id)
    elif isinstance(facts, FeedbackRelease):
        releasing.release(office, doing, standing)
    elif isinstance(facts, FeedbackWithdrawal):
        releasing.withdraw(doing, facts)
    told = _TOLD.get(type(facts))
    if told is not None:
        comments.tell_all(case.id, told, f"{case.reference}-{case.version}", doing.now)


ROAD = Road(record.COURSE, Series(NAME, MARK), consultations.locked, _owed)
act = ROAD.act
