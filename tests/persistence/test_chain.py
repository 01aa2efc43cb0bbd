"""The chain of events: whatever is changed in it is found, and what is cut off by the anchor."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Update, text

from casework.domain.roles import Role
from casework.persistence.chain import link
from casework.persistence.database import db, transaction
from casework.persistence.models import Case, CaseEvent, DisclosureRequest, Letter, Party, User
from casework.services import upkeep
from tests.road import Road
from tests.undone import undone

Tampering = Callable[[CaseEvent], object]


@pytest.fixture
def told(road: Road) -> Road:
    """A request that has been all the way."""
    road.start()
    road.sign()
    road.serve()
    return road


def events() -> list[CaseEvent]:
    return list(db.session.scalars(db.select(CaseEvent).order_by(CaseEvent.sequence)))


def someone() -> int:
    return db.session.scalars(db.select(User.id)).first() or 0


def found() -> list[tuple[str, int]]:
    db.session.expire_all()
    return [(broken.reference, broken.sequence) for broken in upkeep.broken_chains()]


def set_to(**values: object) -> Tampering:
    """Write into an event's row past every guard."""

    def change(event: CaseEvent) -> None:
        row = db.update(CaseEvent).where(CaseEvent.id == event.id)
        db.session.execute(row.values(**values))

    return change


_EDITS: dict[str, Tampering] = {
    "its action": set_to(action="withdraw"),
    "its state": set_to(state="lapsed"),
    "its date": lambda event: set_to(on=event.on - timedelta(days=1))(event),
    "its moment": lambda event: set_to(at=event.at - timedelta(microseconds=1))(event),
    "its role": set_to(role=Role.ADMINISTRATOR),
    "who did it": lambda event: set_to(user_id=None if event.user_id else someone())(event),
    "its facts": lambda event: set_to(facts={**event.facts, "more": "1"})(event),
    "its own hash": set_to(hash="0" * 64),
    "the hash before": set_to(previous_hash="f" * 64),
    "its place": set_to(sequence=77),
}


def test_an_honest_chain_is_whole(told: Road) -> None:
    assert [] == found()


@pytest.mark.parametrize("what", _EDITS)
def test_an_edit_is_found_at_its_row(told: Road, what: str) -> None:
    wrong = []
    for event in events():
        with undone():
            _EDITS[what](event)
            wrong += found()

    assert [(told.reference, place) for place in range(1, len(events()) + 1)] == wrong


def test_a_deletion_is_found_at_the_next_row(told: Road) -> None:
    wrong = []
    for event in events():
        with undone():
            db.session.execute(db.delete(CaseEvent).where(CaseEvent.id == event.id))
            wrong += found()

    assert [(told.reference, place) for place in range(1, len(events()) + 1)] == wrong


def test_two_events_that_changed_places_are_found(told: Road) -> None:
    third, fourth = events()[2:4]
    for event, place in ((third, 77), (fourth, 3), (third, 4)):
        set_to(sequence=place)(event)

    assert [(told.reference, 3)] == found()


def test_an_event_put_in_between_is_found(told: Road) -> None:
    for event in reversed(events()[2:]):
        set_to(sequence=event.sequence + 1)(event)
    second = events()[1]
    names = (column.key for column in CaseEvent.__mapper__.column_attrs)
    copy = {name: getattr(second, name) for name in names}
    db.session.execute(db.insert(CaseEvent).values({**copy, "id": 9999, "sequence": 3}))

    assert [(told.reference, 3)] == found()


def test_an_event_put_at_the_end_is_found(told: Road) -> None:
    last = events()[-1]
    added = CaseEvent(
        case_id=last.case_id,
        sequence=last.sequence + 1,
        action="rate",
        state=last.state,
        on=last.on,
        at=last.at,
        role=last.role,
        user_id=None,
        facts={},
        previous_hash=last.hash,
    )
    added.hash = link(added)
    db.session.add(added)
    db.session.flush()

    assert [told.reference] == [reference for reference, _ in found()]


def test_an_event_of_another_case_is_found(told: Road) -> None:
    mine, last = told.reference, events()[-1]
    place = last.sequence
    told.start()
    set_to(case_id=told.see().case.id, sequence=4)(last)

    assert [(mine, place), (told.reference, 4)] == found()


def test_a_tail_cut_off_with_the_case_set_back_is_found_by_the_anchor(told: Road) -> None:
    anchored = upkeep.anchor()
    cut, last = events()[-2:]
    db.session.execute(db.delete(CaseEvent).where(CaseEvent.id == last.id))
    back = db.update(Case).values(version=cut.sequence, head_hash=cut.hash, state=cut.state)
    db.session.execute(back)

    assert [] == found()  # the chain alone cannot know
    assert anchored != upkeep.anchor()


def test_the_anchor_changes_with_every_act_and_with_nothing_else(road: Road) -> None:
    road.file()
    filed = upkeep.anchor()
    again = upkeep.anchor()
    road.confirm()

    assert filed == again
    assert filed != upkeep.anchor()


@pytest.mark.parametrize(
    "change",
    [
        db.update(DisclosureRequest).values(requested_information="别的信息"),
        db.update(Party).values(name="李示范"),
        db.update(Letter).values(pdf=b"%PDF-1.4 another"),
    ],
    ids=["what was asked for", "who asked", "a letter"],
)
def test_what_hangs_on_a_case_is_bound_into_its_chain(told: Road, change: Update) -> None:
    db.session.execute(change)

    assert [told.reference] == [reference for reference, _ in found()]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE case_event SET facts = (SELECT name FROM party) WHERE sequence = 3",
        "UPDATE party SET name = phone",
        "UPDATE letter SET pdf = facts",
        "DELETE FROM disclosure_request",
    ],
    ids=["facts", "a name", "a letter", "the application is gone"],
)
def test_what_was_written_without_the_key_is_named_and_no_fault(told: Road, damage: str) -> None:
    db.session.execute(text(damage))

    assert [told.reference] == [reference for reference, _ in found()]


def test_the_command_names_the_case_and_fails(told: Road, app: Flask) -> None:
    honest = app.test_cli_runner().invoke(args=["audit", "verify"])
    with transaction():
        set_to(state="lapsed")(events()[2])
    broken = app.test_cli_runner().invoke(args=["audit", "verify"])

    assert 0 == honest.exit_code
    assert 1 == broken.exit_code
    assert f"{told.reference}\t第3条" in broken.output
