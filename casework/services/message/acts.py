"""Doing a lawful act on a message; what is published goes out and comes back with its act."""

from casework.domain.message.standing import Standing
from casework.domain.message.vocabulary import MARK, NAME
from casework.persistence.queries import messages
from casework.services.acts import Order, Road, Series
from casework.services.message import publishing, record
from casework.services.office import Office

__all__ = ["ROAD", "Order", "act"]


def _owed(office: Office, doing: record.Doing, standing: Standing, order: Order) -> None:
    publishing.carry_out(doing, standing)


ROAD = Road(record.COURSE, Series(NAME, MARK), messages.locked, _owed)
act = ROAD.act
