"""The facts of every act of a message, by their names."""

from casework.domain.disclosure.acts.ending import BEST_SCORE, Rating
from casework.domain.disclosure.acts.keeping import Assignment, Note
from casework.domain.message.acts.ending import (
    Closing,
    Consent,
    Conversion,
    FollowUp,
    Hiding,
    Redirection,
    Restoration,
)
from casework.domain.message.acts.handling import (
    Approval,
    Draft,
    Extension,
    Return,
    ReviewRequest,
    SendingBack,
    Transfer,
)
from casework.domain.message.acts.intake import (
    Acceptance,
    Registration,
    Submission,
    Verification,
    Waiver,
)
from casework.domain.message.acts.publishing import Preparation, Release, Withdrawal

__all__ = [
    "BEST_SCORE",
    "Acceptance",
    "Approval",
    "Assignment",
    "Closing",
    "Consent",
    "Conversion",
    "Draft",
    "Extension",
    "FollowUp",
    "Hiding",
    "Note",
    "Preparation",
    "Rating",
    "Redirection",
    "Registration",
    "Release",
    "Restoration",
    "Return",
    "ReviewRequest",
    "SendingBack",
    "Submission",
    "Transfer",
    "Verification",
    "Waiver",
    "Withdrawal",
]
