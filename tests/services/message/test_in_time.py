"""What time alone changes is right at the first second of the day, without any job having run."""

from datetime import date, datetime, time, timedelta

import pytest

from casework.domain.message.vocabulary import Urgency
from casework.domain.moments import SHANGHAI
from casework.services.message.viewing import Sought, listed
from tests.message_road import MessageRoad


@pytest.mark.parametrize(
    ("day", "before", "then"),
    [
        (date(2026, 3, 6), Urgency.IN_TIME, Urgency.DUE_SOON),
        (date(2026, 3, 9), Urgency.DUE_SOON, Urgency.DUE_TODAY),
        (date(2026, 3, 10), Urgency.DUE_TODAY, Urgency.OVERDUE),
        (date(2026, 6, 3), Urgency.OVERDUE, Urgency.RED_LINE),
    ],
    ids=str,
)
def test_the_word_changes_at_midnight_in_shanghai(
    path: MessageRoad, day: date, before: Urgency, then: Urgency
) -> None:
    path.submit()
    midnight = datetime.combine(day, time(), SHANGHAI)
    words = []
    for moment in (midnight - timedelta(seconds=1), midnight):
        path.clock.put(moment)
        (line,) = listed(path.office, path.staff["clerk"], Sought())
        words.append((path.see().urgency, line.urgency))

    assert words == [(before, before), (then, then)]
