"""kill -9 at any moment loses nothing that was acknowledged, and doubles nothing."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from threading import Event, Lock, Thread

import pytest

from casework.adapters.clock import SetClock
from casework.domain.moments import SHANGHAI
from casework.persistence.database import db
from casework.persistence.models import OutboxMessage
from casework.services import outbox
from tests.drills import books
from tests.drills.postgresql import Server, server
from tests.drills.relay import Mail, Relay, relay
from tests.drills.site import Site, site
from tests.drills.visitor import CutOff, Visitor

pytestmark = [pytest.mark.drill, pytest.mark.xdist_group("drill")]

_SUBMITTERS = 8
_SEED = 20261122


@dataclass
class Cut:
    """A submission that was sent and not answered: its sender will send the same once more."""

    description: str
    visitor: Visitor
    form: dict[str, str]


@dataclass
class Crowd:
    """Submitters and a clerk: what they were promised, and what was cut before the promise."""

    port: int
    promised: dict[str, str] = field(default_factory=dict)
    cut: list[Cut] = field(default_factory=list)
    confirmed: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)
    _count: int = 0

    def at_work(self, stop: Event) -> list[Thread]:
        """Eight who submit one application after another, and a clerk who confirms them."""
        roles: list[Callable[[Event], None]] = [self._submit] * _SUBMITTERS + [self._confirm]
        threads = [threading.Thread(target=role, args=(stop,)) for role in roles]
        for thread in threads:
            thread.start()
        return threads

    def send_again(self) -> None:
        """Send what was cut a second time and a third: one case, and the same answer."""
        print("CUT", len(self.cut))
        waiting, self.cut = self.cut, []
        for cut in waiting:
            places = {cut.visitor.post("/apply/check", cut.form).location for _ in range(2)}
            assert 1 == len(places)
            self._promise(cut.description, places.pop())

    def _submit(self, stop: Event) -> None:
        while not stop.is_set():
            with self._lock:
                self._count += 1
                description = f"演练第{self._count}件"
            visitor = Visitor(self.port)
            try:
                form = visitor.write(description)
            except CutOff:
                continue  # nothing was promised, nothing was sent
            try:
                place = visitor.post("/apply/check", form).location
            except CutOff:
                self.cut.append(Cut(description, visitor, form))
            else:
                self._promise(description, place)

    def _promise(self, description: str, place: str) -> None:
        found = place.split("/")
        assert ("requests", "receipt") == (found[1], found[3]), place
        with self._lock:
            assert self.promised.setdefault(description, found[2]) == found[2]

    def _confirm(self, stop: Event) -> None:
        while not stop.is_set():
            with suppress(CutOff):
                clerk = Visitor(self.port)
                clerk.sign_in("clerk")
                while not stop.wait(0.01):
                    self._confirm_one(clerk)

    def _confirm_one(self, clerk: Visitor) -> None:
        with self._lock:
            waiting = [each for each in self.promised.values() if each not in self.confirmed]
        for reference in waiting[:1]:
            path = f"/desk/requests/{reference}/acts/confirm_receipt"
            today = datetime.now(SHANGHAI)
            given = {
                "confirmed_on": f"{today:%Y %m %d}",
                "means": "phone",
                "evidence": "演练通话记录",
            }
            if clerk.send(path, given).status == 303:
                self.told.add(reference)
            self.confirmed.add(reference)  # or it was before the kill, and is refused now


@pytest.fixture
def mail() -> Iterator[Relay]:
    with relay() as taken:
        yield taken


@pytest.fixture
def postgresql() -> Iterator[Server]:
    with server() as running:
        yield running


def wanted(request: pytest.FixtureRequest, database: str) -> None:
    if request.config.getoption("--database") not in {"both", database}:
        pytest.skip(f"not asked for: {database}")


def a_round(drilled: Site, crowd: Crowd, chance: Random, strike: Callable[[], None]) -> None:
    """Serve, let the crowd work for a while, and strike in the middle of it."""
    drilled.serve()
    drilled.work()
    crowd.send_again()
    stop = Event()
    threads = crowd.at_work(stop)
    stop.wait(chance.uniform(1.0, 2.0))
    strike()
    stop.set()
    for thread in threads:
        thread.join()


def deliver_the_rest(drilled: Site) -> None:
    """A worker's last run, when nothing is in a dead one's hands any more."""
    later = SetClock(datetime.now(UTC) + timedelta(minutes=3))
    with drilled.opened(later) as app:
        office = app.extensions["casework"]
        while waiting := outbox.waiting(office):
            for message_id in waiting:
                outbox.deliver(office, message_id)


def check(drilled: Site, crowd: Crowd, mails: list[Mail]) -> None:
    """Nothing promised is lost, nothing is doubled, and the books are whole."""
    print("PROMISED", len(crowd.promised), "CONFIRMED", len(crowd.told), "MAILS", len(mails), len(set(mails)))
    assert crowd.promised
    assert crowd.cut == []
    with drilled.opened():
        filed = books.filed()
        books.check_sound()
        owed = set(db.session.scalars(db.select(OutboxMessage.key)))

    assert crowd.promised == {each: filed[each][0] for each in crowd.promised}
    assert [] == [each for each, references in filed.items() if len(references) > 1]
    assert {key.rpartition("-")[0] for key in owed} >= crowd.told
    assert owed == {mail.key for mail in mails}
    assert [] == books.twice(mail.key for mail in set(mails))  # repeats are alike to the letter
    said = drilled.run("audit", "verify")
    assert (0, "不一致 0 件\n") == (said.returncode, said.stdout)


def test_kill_9_loses_nothing_on_sqlite(
    request: pytest.FixtureRequest, tmp_path: Path, mail: Relay
) -> None:
    wanted(request, "sqlite")
    chance = Random(_SEED)  # noqa: S311  # a drill is repeatable
    address = f"sqlite:///{tmp_path}/casework.db"
    with site(tmp_path, address, mail=f"smtp://127.0.0.1:{mail.port}") as drilled:
        crowd = Crowd(drilled.port)
        for _ in range(6):
            a_round(drilled, crowd, chance, drilled.kill)
        drilled.serve()
        crowd.send_again()
        drilled.kill()
        deliver_the_rest(drilled)
        check(drilled, crowd, mail.mails)


def test_kill_9_and_a_database_struck_down_lose_nothing_on_postgresql(
    request: pytest.FixtureRequest, tmp_path: Path, mail: Relay, postgresql: Server
) -> None:
    wanted(request, "postgresql")
    chance = Random(_SEED)  # noqa: S311  # a drill is repeatable
    address = postgresql.new_database("drill")
    with site(tmp_path, address, mail=f"smtp://127.0.0.1:{mail.port}") as drilled:
        crowd = Crowd(drilled.port)

        def database_first() -> None:
            postgresql.strike_down()
            Event().wait(0.3)  # the site goes on without its database for a while
            drilled.kill()
            postgresql.start()

        for strike in (database_first, drilled.kill, database_first, drilled.kill):
            a_round(drilled, crowd, chance, strike)
        drilled.serve()
        crowd.send_again()
        drilled.kill()
        deliver_the_rest(drilled)
        check(drilled, crowd, mail.mails)
