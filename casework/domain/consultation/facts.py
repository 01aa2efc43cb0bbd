"""The facts of every act of a consultation, by their names; a comment's are in comment.acts."""

from casework.domain.consultation.acts.drafting import Approval, Draft, Return, ReviewRequest
from casework.domain.consultation.acts.ending import (
    Cancellation,
    FinalDocumentLink,
    PeriodExtension,
)
from casework.domain.consultation.acts.feedback import (
    FeedbackRelease,
    FeedbackReturn,
    FeedbackSubmission,
    FeedbackWithdrawal,
)
from casework.domain.consultation.acts.hearings import (
    HearingAddition,
    HearingChange,
    HearingRecord,
)
from casework.domain.disclosure.acts.keeping import Assignment, Note

__all__ = [
    "Approval",
    "Assignment",
    "Cancellation",
    "Draft",
    "FeedbackRelease",
    "FeedbackReturn",
    "FeedbackSubmission",
    "FeedbackWithdrawal",
    "FinalDocumentLink",
    "HearingAddition",
    "HearingChange",
    "HearingRecord",
    "Note",
    "PeriodExtension",
    "Return",
    "ReviewRequest",
]
