"""Decisions that may be proposed to a handler, drafted with what is known; a person decides.

D18 where the same applicant was answered before (条例 36(六)); D10 where it is public (36(一)).
"""

from casework.domain.disclosure.decisions import Outcome
from casework.domain.disclosure.facts import DraftDecision
from casework.domain.disclosure.leaves import AlreadyPublic, Repeated
from casework.domain.disclosure.standing import Standing
from casework.domain.roles import Actor
from casework.persistence.models import Case
from casework.services import published
from casework.services.disclosure import similar
from casework.services.published import Published
from casework.services.refusals import NotThere

_PUBLISHED = 5


def repeats(case: Case, standing: Standing, reference: str, actor: Actor) -> DraftDecision:
    """That a request repeats an earlier one of the same applicant, which was replied to.

    Raises NotThere where the earlier one is none.
    """
    for earlier in similar.like(case, standing, actor):
        if earlier.reference == reference and earlier.answers and earlier.replied_on is not None:
            wanted = _wanted(case, standing)
            answered = Repeated(wanted, earlier.reply_number, earlier.replied_on)
            return DraftDecision(Outcome.REPEATED, answered)
    raise NotThere(reference)


def is_public(case: Case, standing: Standing, published_id: int) -> DraftDecision:
    """That what is asked for is published already, and where; raises NotThere."""
    entry = published.one(published_id, case.agency_id)
    return DraftDecision(
        Outcome.ALREADY_PUBLIC, AlreadyPublic(_wanted(case, standing), entry.where)
    )


def public_already(case: Case, standing: Standing) -> list[Published]:
    """The published information that may be what a request asks for, the most alike first."""
    text = similar.subject_of(case, standing.clarified_text)
    return published.matching(case.agency_id, text, _PUBLISHED)


def _wanted(case: Case, standing: Standing) -> str:
    return standing.clarified_text or case.disclosure.requested_information
