"""Doing a lawful act on a record correction, with the letter that it owes (条例 41)."""

from casework.domain.disclosure.acts.serving import LetterService
from casework.domain.record_correction.standing import Standing
from casework.domain.record_correction.vocabulary import MARK, NAME
from casework.persistence.queries import record_corrections
from casework.services.acts import Order, Road, Series
from casework.services.disclosure import service_of_letters
from casework.services.office import Office
from casework.services.record_correction import record
from casework.services.record_correction.correspondence import issue

__all__ = ["ROAD", "Order", "act"]


def _owed(office: Office, doing: record.Doing, standing: Standing, order: Order) -> None:
    issue(office, doing, standing)
    if isinstance(order.facts, LetterService):
        service_of_letters.enter_by_number(order.facts, doing.case, doing.now)


ROAD = Road(record.COURSE, Series(NAME, MARK), record_corrections.locked, _owed)
act = ROAD.act
