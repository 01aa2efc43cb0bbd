"""A case of whichever procedure its reference names, and the road that its acts take."""

from typing import Any

from casework.domain.references import Mark, mark_of
from casework.domain.roles import Actor
from casework.persistence.models import Case
from casework.persistence.queries import any_case
from casework.services.acts import Road
from casework.services.annual_report import acts as annual_report
from casework.services.consultation import acts as consultation
from casework.services.consultation import comments
from casework.services.disclosure import acts as disclosure
from casework.services.message import acts as message
from casework.services.record_correction import acts as record_correction
from casework.services.refusals import NotThere

ROADS: dict[Mark, Road[Any]] = {
    Mark.DISCLOSURE: disclosure.ROAD,
    Mark.RECORD_CORRECTION: record_correction.ROAD,
    Mark.CONSULTATION: consultation.ROAD,
    Mark.COMMENT: comments.ROAD,
    Mark.MESSAGE: message.ROAD,
    Mark.ANNUAL_REPORT: annual_report.ROAD,
}


def case_of(reference: str, actor: Actor) -> Case:
    """The case of a reference; raises NotThere."""
    case = any_case.by_reference(reference, actor)
    if case is None:
        raise NotThere(reference)
    return case


def road_of(reference: str) -> Road[Any]:
    """The road of the case of a reference."""
    return ROADS[mark_of(reference)]
