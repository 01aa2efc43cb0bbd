"""What an application to correct one's own record says: who asks, which record, what is wrong."""

from dataclasses import dataclass

from casework.domain.disclosure.application import Applicant


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionApplication:
    """条例 41: a record about the applicant, what is inaccurate in it, and what would be right."""

    applicant: Applicant
    record: str
    wrong: str
    right: str
