"""Personal fields at rest: unreadable in the raw books, bound to their column, under two keys."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import literal_column
from sqlalchemy.engine import Row

from casework.domain.disclosure.application import Application
from casework.persistence.database import Base, db, transaction
from casework.persistence.encryption import Keyring, Unreadable
from casework.persistence.models import Letter, Party
from config import Settings
from tests.people import ORGANISATION, PERSON, application
from tests.road import Road

pytestmark = pytest.mark.slow

OLD, NEW, INDEX = b"o" * 32, b"n" * 32, b"i" * 32
CONTEXT = "party.name"


@pytest.fixture
def keyring() -> Keyring:
    return keys("old", OLD)


def keys(*pairs: str | bytes) -> Keyring:
    """A keyring of ids and keys in turn, the first of them current."""
    made = Keyring()
    made.install(dict(zip(pairs[::2], pairs[1::2], strict=True)), INDEX)  # type: ignore[arg-type]
    return made


def raw(table: str) -> list[Row[Any]]:
    """A table's rows as they lie in the database."""
    columns = Base.metadata.tables[table].columns
    bare = db.select(*(literal_column(f'"{column.name}"') for column in columns))
    return list(db.session.execute(bare.select_from(Base.metadata.tables[table])).all())


def secrets_of(given: Application) -> list[bytes]:
    applicant = given.applicant
    told = (
        applicant.name,
        applicant.identity_number,
        applicant.phone,
        applicant.email,
        applicant.address,
        applicant.representative,
        applicant.contact_person,
    )
    return [secret.encode() for secret in told if secret]


def test_no_row_says_who_asked(road: Road) -> None:
    road.start()
    road.sign()
    road.serve()
    road.start(application(applicant=ORGANISATION))
    written = b"".join(
        value if isinstance(value, bytes) else str(value).encode()
        for table in Base.metadata.tables
        for row in raw(table)
        for value in row
    )
    known = secrets_of(application()) + secrets_of(application(applicant=ORGANISATION))

    assert [] == [secret.decode() for secret in known if secret in written]
    assert road.code.encode() not in written
    assert road.code.replace("-", "").encode() not in written


def test_no_file_of_sqlite_says_who_asked(road: Road, settings: Settings) -> None:
    if not settings.database.startswith("sqlite"):
        pytest.skip("PostgreSQL's files are the server's; its rows are looked at above")
    path = Path(settings.database.removeprefix("sqlite:///"))
    folder = path.parent
    with closing(sqlite3.connect(path)) as connection:  # what other tests deleted is still there
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    road.start()
    written = b"".join(file.read_bytes() for file in folder.iterdir())

    assert road.reference.encode() in written
    assert [] == [secret for secret in secrets_of(application()) if secret in written]


def test_a_letter_at_rest_is_no_pdf(road: Road) -> None:
    road.start()
    place = [column.name for column in Letter.__table__.columns].index("pdf")
    (row,) = raw("letter")

    assert b"%PDF" not in bytes(row[place])
    assert db.session.scalars(db.select(Letter.pdf)).one().startswith(b"%PDF")


def test_equal_values_do_not_look_alike(road: Road) -> None:
    road.file()
    road.file()
    place = [column.name for column in Party.__table__.columns].index("name")

    assert 2 == len({bytes(row[place]) for row in raw("party")})


def test_a_value_moved_to_another_column_does_not_open(road: Road) -> None:
    road.file()
    with transaction():
        db.session.execute(db.update(Party).values(name=literal_column("phone")))
    with pytest.raises(Unreadable):
        db.session.execute(db.select(Party.name)).all()


@pytest.mark.parametrize("plain", ["", "张示范", "王䶮", "𠮷" * 1000, "\x00"])
def test_what_is_sealed_opens_again(keyring: Keyring, plain: str) -> None:
    sealed = keyring.seal(plain.encode(), CONTEXT)

    assert plain == keyring.open(sealed, CONTEXT).decode()


def test_a_value_opens_in_its_own_column_only(keyring: Keyring) -> None:
    sealed = keyring.seal(b"x", CONTEXT)
    with pytest.raises(Unreadable):
        keyring.open(sealed, "party.phone")


def test_a_damaged_value_does_not_open(keyring: Keyring) -> None:
    sealed = keyring.seal("张示范".encode(), CONTEXT)
    for place in range(len(sealed)):
        damaged = bytearray(sealed)
        damaged[place] ^= 1
        with pytest.raises(Unreadable):
            keyring.open(bytes(damaged), CONTEXT)


@pytest.mark.parametrize("cut", [b"", b"old", b"old\0", b"old\0short", b"\xff\xfe\0" + b"x" * 40])
def test_what_was_never_sealed_does_not_open(keyring: Keyring, cut: bytes) -> None:
    with pytest.raises(Unreadable):
        keyring.open(cut, CONTEXT)


def test_a_new_key_seals_and_the_old_one_still_opens(keyring: Keyring) -> None:
    before = keyring.seal(b"x", CONTEXT)
    both = keys("new", NEW, "old", OLD)
    after = both.seal(b"x", CONTEXT)

    assert (b"x", b"x") == (both.open(before, CONTEXT), both.open(after, CONTEXT))
    assert after.startswith(b"new\0")
    with pytest.raises(Unreadable):
        keyring.open(after, CONTEXT)
    with pytest.raises(Unreadable):
        keys("new", NEW).open(before, CONTEXT)


def test_another_key_under_the_same_id_does_not_open(keyring: Keyring) -> None:
    with pytest.raises(Unreadable):
        keys("old", NEW).open(keyring.seal(b"x", CONTEXT), CONTEXT)


@pytest.mark.parametrize(
    "typed", ["99999919900101001x", " 999999 19900101 001X ", "99999919900101001X"]
)
def test_the_blind_index_knows_a_number_however_it_was_typed(keyring: Keyring, typed: str) -> None:
    assert keyring.index("99999919900101001X", "identity") == keyring.index(typed, "identity")


def test_the_blind_index_tells_purposes_and_keys_apart(keyring: Keyring) -> None:
    other = Keyring()
    other.install({"old": OLD}, b"j" * 32)
    found = {
        keyring.index("1", "identity"),
        keyring.index("2", "identity"),
        keyring.index("1", "phone"),
        other.index("1", "identity"),
    }

    assert 4 == len(found)


def test_an_applicant_is_found_again_without_being_named(road: Road) -> None:
    road.file()
    road.file()
    road.file(application(applicant=ORGANISATION))
    indexes = db.session.scalars(db.select(Party.identity_index)).all()

    assert [1, 2] == sorted(indexes.count(index) for index in set(indexes))
    assert not any(PERSON.identity_number in index for index in indexes)
