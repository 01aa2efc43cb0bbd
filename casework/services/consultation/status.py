"""What the public is shown of a consultation that is listed, without its events being read."""

from datetime import datetime

from casework.domain.consultation.standing import display_status
from casework.domain.consultation.vocabulary import DisplayStatus
from casework.persistence.models import Consultation
from casework.persistence.queries.consultations import Listed


def status_of(kept: Listed | Consultation, now: datetime) -> DisplayStatus | None:
    """The status of a line, or of a row, at a moment; None while it is not public."""
    if not kept.is_public or kept.opens_at is None or kept.closes_at is None:
        return None
    return display_status(
        kept.opens_at,
        kept.closes_at,
        now,
        is_answered=kept.feedback_on is not None,
        is_cancelled=kept.cancelled_on is not None,
    )
