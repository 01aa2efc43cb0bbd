"""Where cases are entered by their rows alone, the summaries have to be told."""

from casework.persistence.database import db
from casework.persistence.queries import summaries


def summed_up() -> int:
    """Sum up what was entered; how many numbers were not as the rows say."""
    db.session.flush()
    several = summaries.agency_ids()
    own = sum(summaries.mend_own(one) for one in several)
    return own + sum(summaries.mend_with_below(one) for one in several)
