"""One act is one transaction; SQLite is durable; a moment is aware; an issued letter is fixed."""

import fcntl
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError, StatementError

from casework.domain.moments import SHANGHAI
from casework.domain.roles import Role
from casework.persistence import database
from casework.persistence.database import Nested, db, insert, transaction
from casework.persistence.models import IdempotencyKey, Letter, LetterIsFixed, RoleGrant, User
from tests.road import Road

MOMENT = datetime(2026, 2, 28, 23, 59, 59, 999999, tzinfo=SHANGHAI)


class Fire(Exception):
    """Whatever may happen in the middle of an act."""


def act_within() -> None:
    with transaction():
        pass


def write_and_burn() -> None:
    with transaction():
        db.session.add(IdempotencyKey(key="a", said="", result="", at=MOMENT))
        db.session.flush()
        raise Fire


def keys() -> set[str]:
    db.session.rollback()
    return set(db.session.scalars(db.select(IdempotencyKey.key)))


@pytest.mark.usefixtures("app")
def test_a_connection_that_was_cut_while_it_lay_idle_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if db.engine.name == "sqlite":
        pytest.skip("nobody cuts the connection to a file")
    db.session.remove()
    db.engine.dispose()  # else another connection than ours may be the next one taken
    ours = db.session.scalar(text("SELECT pg_backend_pid()"))
    db.session.remove()
    with psycopg.connect(db.engine.url.set(drivername="postgresql").render_as_string()) as other:
        # Waits until it is gone: it might else answer once more.
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [ours])
    monkeypatch.setattr(database, "_IDLE_SECONDS", 0)

    assert db.session.scalar(text("SELECT 1")) == 1


@pytest.mark.usefixtures("app")
def test_reading_begins_no_transaction_in_postgresql() -> None:
    if db.engine.name == "sqlite":
        pytest.skip("SQLite has no moment without a transaction")
    first = db.session.scalar(text("SELECT transaction_timestamp()"))

    assert db.session.scalar(text("SELECT transaction_timestamp()")) != first
    with transaction():
        began = db.session.scalar(text("SELECT transaction_timestamp()"))
        assert db.session.scalar(text("SELECT transaction_timestamp()")) == began


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 15_000)],
)
def test_sqlite_is_durable_and_checks_its_references(
    tmp_path: Path, pragma: str, value: object
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/new.db")
    with engine.connect() as connection:
        actual = connection.execute(text(f"PRAGMA {pragma}")).scalar()
    engine.dispose()

    assert value == actual


@pytest.mark.usefixtures("app")
def test_a_reference_to_nobody_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(db.insert(RoleGrant).values(user_id=999_999, role=Role.CLERK))


@pytest.mark.usefixtures("app")
def test_an_act_that_breaks_off_leaves_nothing() -> None:
    with pytest.raises(Fire):
        write_and_burn()

    assert set() == keys()


@pytest.mark.usefixtures("app")
def test_an_act_that_comes_to_its_end_is_kept() -> None:
    with transaction():
        db.session.add(IdempotencyKey(key="a", said="", result="", at=MOMENT))

    assert {"a"} == keys()


@pytest.mark.usefixtures("app")
def test_an_act_sees_what_was_committed_before_it_began() -> None:
    assert set() == keys()  # a reader, whose view is that of an earlier moment
    with db.engine.connect() as other:
        other.execute(db.insert(IdempotencyKey).values(key="b", said="", result="its", at=MOMENT))
        other.commit()
    with transaction():
        found = db.session.get(IdempotencyKey, "b")

    assert found is not None
    assert "its" == found.result


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "zone", [UTC, SHANGHAI, timezone(timedelta(hours=-11))], ids=["utc", "shanghai", "west"]
)
def test_a_moment_comes_back_aware_and_the_same(zone: timezone) -> None:
    given = MOMENT.astimezone(zone)
    with transaction():
        db.session.add(IdempotencyKey(key="a", said="", result="", at=given))
    db.session.expunge_all()
    found = db.session.get(IdempotencyKey, "a")

    assert found is not None
    assert (given, timedelta()) == (found.at, found.at.utcoffset())


@pytest.mark.usefixtures("app")
def test_a_moment_without_its_zone_is_refused() -> None:
    naive = MOMENT.replace(tzinfo=None)
    with pytest.raises(StatementError, match="time zone"), transaction():
        db.session.add(IdempotencyKey(key="a", said="", result="", at=naive))


@pytest.mark.usefixtures("app")
def test_an_act_within_an_act_is_refused() -> None:
    with transaction(), pytest.raises(Nested):
        act_within()

    assert set() == keys()


@pytest.mark.usefixtures("app")
def test_an_act_after_one_that_broke_off_begins_anew() -> None:
    with pytest.raises(Fire):
        write_and_burn()
    with transaction():
        db.session.add(IdempotencyKey(key="b", said="", result="", at=MOMENT))

    assert {"b"} == keys()


@pytest.mark.usefixtures("app")
def test_who_writes_into_sqlite_holds_the_head_of_the_line_until_the_act_ends() -> None:
    place = db.engine.url
    if place.get_backend_name() != "sqlite":
        pytest.skip("PostgreSQL has lines of its own")
    with Path(f"{place.database}-line").open("ab") as line:
        with transaction(), pytest.raises(BlockingIOError):
            fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_rows_inserted_at_once_have_their_ids_and_defaults(agency_id: int) -> None:
    row = User(agency_id=agency_id, username="new", name="示例", unit="", password_hash="x")
    with transaction():
        insert(row)
        insert(RoleGrant(user_id=row.id, role=Role.CLERK))
    found = db.session.scalars(db.select(User).where(User.username == "new")).unique().one()

    assert (row.id, {Role.CLERK}) == (found.id, found.roles)
    assert (True, 1) == (found.is_enabled, found.session_epoch)


def test_an_issued_letter_is_not_changed(road: Road) -> None:
    road.start()
    letter = db.session.scalars(db.select(Letter)).one()
    letter.number = "示水公开登〔2026〕999号"
    with pytest.raises(LetterIsFixed):
        db.session.flush()


def test_an_issued_letter_is_not_deleted(road: Road) -> None:
    road.start()
    db.session.delete(db.session.scalars(db.select(Letter)).one())
    with pytest.raises(LetterIsFixed):
        db.session.flush()
