"""How many questions each reading asks of the database (speed.md P12)."""

from collections.abc import Callable

import pytest

from casework.domain.message import facts
from casework.domain.message.vocabulary import Action
from casework.services.message import offering, published, viewing
from casework.services.message.published import Wanted
from casework.services.message.viewing import Sought
from casework.statistics import messages
from tests.message_road import MessageRoad
from tests.services.message.test_publishing import publish
from tests.web.desk.browser import counted_queries

_READINGS: dict[str, tuple[int, Callable[[MessageRoad], object]]] = {
    "list": (1, lambda path: viewing.listed(path.office, path.staff["clerk"], Sought())),
    "file": (3, lambda path: path.see()),
    "public-list": (1, lambda path: published.page(path.agency_id, Wanted(unit="水资源科"))),
    "search": (1, lambda path: published.matching(path.agency_id, Wanted(), "路灯")),
    "offered": (2, lambda path: offering.offered(path.agency_id, "路灯什么时候修好")),
    "figures": (
        1,
        lambda path: messages.figures(
            path.office.agency(), 2026, path.office.today(), path.office.now()
        ),
    ),
}


@pytest.mark.parametrize(("most", "read"), _READINGS.values(), ids=_READINGS.keys())
def test_a_reading_asks_no_more_than_it_may(
    path: MessageRoad, most: int, read: Callable[[MessageRoad], object]
) -> None:
    for _ in range(3):
        path.replied()
        publish(path)
        path.submit()
        path.do(Action.NOTE, facts.Note("已联系"), "clerk")
    path.office.agency()
    with counted_queries() as asked:
        read(path)

    assert len(asked) <= most, asked
