"""A case of whichever procedure its reference names, and the road that its acts take."""

from typing import Any

from casework.domain.record_correction.vocabulary import is_record_correction
from casework.domain.roles import Actor
from casework.persistence.models import Case
from casework.persistence.queries import record_corrections
from casework.services.acts import Road
from casework.services.disclosure import acts as disclosure
from casework.services.record_correction import acts as record_correction
from casework.services.refusals import NotThere


def case_of(reference: str, actor: Actor) -> Case:
    """The case of a reference; raises NotThere."""
    case = record_corrections.case_of(reference, actor)
    if case is None:
        raise NotThere(reference)
    return case


def road_of(reference: str) -> Road[Any]:
    """The road of the case of a reference."""
    return record_correction.ROAD if is_record_correction(reference) else disclosure.ROAD
