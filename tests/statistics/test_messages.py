"""What is published about messages: counted by what became of them, and reconciled (R-YG-3)."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.adapters.clock import SetClock
from casework.domain.message import facts
from casework.domain.message.vocabulary import Action, Destination, HidingReason, Kind
from casework.domain.roles import Actor
from casework.persistence.models import Agency
from casework.persistence.queries import message_statistics
from casework.persistence.queries.message_statistics import Fate, Tally
from casework.services import agencies
from casework.services.office import Office
from casework.statistics import message_exports, messages
from casework.statistics.message_vocabulary import Figure, Group, Identity
from casework.statistics.messages import MessageFigures, Unreconciled
from tests.message_road import MessageRoad, writing


@pytest.fixture
def path(office: Office, clock: SetClock, staff: dict[str, Actor], agency_id: int) -> MessageRoad:
    return MessageRoad(office, clock, staff, agency_id)


def figures(path: MessageRoad, year: int = 2026) -> MessageFigures:
    agency: Agency = agencies.by_id(path.agency_id)
    return messages.figures(agency, year, path.office.today(), path.office.now())


def some_of_each(path: MessageRoad) -> None:
    """Two answered, one of them late; one redirected, one hidden, one open too long, one new."""
    path.replied()
    path.submit(writing(kind=Kind.SUGGESTION))
    path.do(Action.REDIRECT, facts.Redirection(Destination.PETITION, "信访局", "属于信访"), "clerk")
    path.submit(writing(kind=Kind.COMPLAINT))
    path.do(Action.HIDE, facts.Hiding(HidingReason.ADVERTISEMENT), "clerk")
    path.submit()
    path.submit()
    path.accept("handler2", "水土保持科")
    path.sleep(33)
    path.answer(who="handler2")
    path.submit(writing(kind=Kind.COMPLAINT))


def test_every_message_is_counted_by_what_became_of_it(path: MessageRoad) -> None:
    some_of_each(path)
    found = figures(path).total

    assert (found.received, found.answered, found.redirected, found.hidden, found.open) == (
        6,
        2,
        1,
        1,
        2,
    )
    assert (found.overdue, found.in_time) == (1, 1)
    assert (found.answer_rate, found.median) == (Decimal("50.0"), Decimal("12.0"))


def test_months_kinds_and_units_are_told_apart(path: MessageRoad) -> None:
    some_of_each(path)
    found = figures(path)

    assert {month: column.received for month, column in found.by_month.items()} == {
        1: 0,
        2: 0,
        3: 5,
        4: 1,
    }
    assert {kind: column.received for kind, column in found.by_kind.items()} == {
        Kind.ENQUIRY: 3,
        Kind.SUGGESTION: 1,
        Kind.COMPLAINT: 2,
    }
    assert [(unit, column.received) for unit, column in found.by_unit.items()] == [
        ("水土保持科", 1),
        ("水资源科", 1),
        ("", 4),
    ]


def test_a_follow_up_leaves_its_message_answered(path: MessageRoad) -> None:
    path.replied()
    path.do(Action.FOLLOW_UP, facts.FollowUp("还没有亮", 5), "author")

    assert (figures(path).total.answered, figures(path).total.open) == (1, 0)


def test_what_is_not_yet_received_is_not_counted(path: MessageRoad) -> None:
    assert (figures(path).total.received, figures(path).total.answer_rate) == (0, None)
    assert messages.years(path.agency_id, path.office.today()) == range(2026, 2027)


def test_a_past_year_is_whole(path: MessageRoad) -> None:
    path.submit()
    found = figures(path, 2025)

    assert (found.total.received, found.is_complete, found.ends_on) == (0, True, date(2025, 12, 31))


def test_page_csv_and_json_say_the_same(path: MessageRoad) -> None:
    some_of_each(path)
    found = figures(path)
    rows = list(csv.DictReader(io.StringIO(message_exports.to_csv(found).decode("utf-8-sig"))))
    document = json.loads(message_exports.to_json(found, "/messages/statistics.schema.json"))
    known = json.loads(message_exports.schema())["properties"]
    figure = known["figures"]["items"]["properties"]
    lines = found.lines()

    assert set(document) == set(known)
    assert {each["group"] for each in document["figures"]} == set(figure["group"]["enum"])
    assert {each["key"] for each in document["figures"]} == set(figure["key"]["enum"])
    assert {each["unit"] for each in document["figures"]} == set(figure["unit"]["enum"])
    assert all(set(each) == set(figure) for each in document["figures"])
    assert len(rows) == len(document["figures"]) == len(lines)
    assert [row["数值"] for row in rows] == [
        "" if line.value is None else str(line.value) for line in lines
    ]
    assert document["figures"][0]["value"] == found.total.received
    assert {line.figure for line in found.lines(Group.BY_UNIT)} == set(Figure)
    assert "尚未受理" in {row["分项"] for row in rows}


_TALLIES = st.lists(
    st.builds(
        Tally,
        month=st.integers(1, 12),
        kind=st.sampled_from([kind.value for kind in Kind]),
        unit=st.sampled_from(["水资源科", "水土保持科", ""]),
        fate=st.sampled_from(Fate),
        late=st.booleans(),
        working_days=st.integers(0, 40),
        number=st.integers(1, 9),
    ),
    max_size=12,
)


def _alone(tallies: list[Tally]) -> list[Tally]:
    """The same counted without telling anything apart."""
    return [Tally(0, "", "", each.fate, each.late, None, each.number) for each in tallies]


@given(tallies=_TALLIES)
def test_every_way_of_telling_apart_adds_up(tallies: list[Tally]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(message_statistics, "tallies", lambda asked: [*tallies, *_alone(tallies)])
        end = date(2025, 12, 31)
        found = messages.figures(Agency(id=1, name="示范市水务局"), 2025, end, None)  # type: ignore[arg-type]  # it is only carried along

    total = found.total
    assert total.received == total.answered + total.redirected + total.hidden + total.open
    for parts in (found.by_month, found.by_kind, found.by_unit):
        assert sum(column.received for column in parts.values()) == total.received


@pytest.mark.parametrize(
    ("apart", "by_itself", "identity"),
    [
        ([Tally(3, "enquiry", "", Fate.OPEN, False, None, 2)], [], Identity.MONTHS),
        (
            [Tally(3, "praise", "", Fate.OPEN, False, None, 2)],
            [Tally(0, "", "", Fate.OPEN, False, None, 2)],
            Identity.KINDS,
        ),
    ],
    ids=["counted-otherwise", "of-no-kind"],
)
def test_what_does_not_add_up_is_not_published(
    monkeypatch: pytest.MonkeyPatch, apart: list[Tally], by_itself: list[Tally], identity: Identity
) -> None:
    monkeypatch.setattr(message_statistics, "tallies", lambda asked: [*apart, *by_itself])
    agency = Agency(id=1, name="示范市水务局")
    with pytest.raises(Unreconciled) as found:
        messages.figures(agency, 2025, date(2025, 12, 31), None)  # type: ignore[arg-type]  # it is only carried along

    assert found.value.identity is identity


def test_fates_that_do_not_make_up_what_was_received_are_not_published(path: MessageRoad) -> None:
    found = figures(path)
    wrong = replace(found, total=replace(found.total, received=1))
    with pytest.raises(Unreconciled) as refused:
        messages.reconcile(wrong, found.total)

    assert refused.value.identity is Identity.FATES
