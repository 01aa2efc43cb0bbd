"""kill -9 at any moment loses nothing that was acknowledged, and doubles nothing."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from threading import Condition, Event, Thread

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
_CLERKS = 2
_LONGEST_ROUND = 4  # seconds
_A_FEW = 5  # mails after which a worker may be struck
_SEED = 20261122


@dataclass
class Cut:
    """A submission that was sent and not answered: its sender will send the same once more."""

    description: str
    visitor: Visitor
    form: dict[str, str]


@dataclass
class Crowd:
    """Submitters and clerks: what they were promised, and what was cut before the promise."""

    port: int
    promised: dict[str, str] = field(default_factory=dict)
    cut: list[Cut] = field(default_factory=list)
    unconfirmed: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    _lock: Condition = field(default_factory=Condition)
    _count: int = 0

    def at_work(self, stop: Event) -> list[Thread]:
        """Those who submit one application after another, and the clerks who confirm them."""
        roles = (self._submit,) * _SUBMITTERS + (self._confirm,) * _CLERKS
        threads = [Thread(target=role, args=(stop,)) for role in roles]
        for thread in threads:
            thread.start()
        return threads

    def wait_for(self, more: int) -> None:
        """Wait until so many more are promised, but on a slow machine not for ever."""
        with self._lock:
            wanted = len(self.promised) + more
            self._lock.wait_for(lambda: len(self.promised) >= wanted, _LONGEST_ROUND)

    def send_again(self) -> None:
        """Send what was cut a second time and a third: one case, and the same answer."""
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
            self.unconfirmed.append(found[2])
            self._lock.notify_all()

    def _confirm(self, stop: Event) -> None:
        while not stop.is_set():
            with suppress(CutOff):
                clerk = Visitor(self.port)
                clerk.sign_in("clerk")
                while not stop.wait(0.01):
                    self._confirm_one(clerk)

    def _confirm_one(self, clerk: Visitor) -> None:
        with self._lock:
            if not self.unconfirmed:
                return
            reference = self.unconfirmed.pop(0)
        given = {
            "confirmed_on": f"{datetime.now(SHANGHAI):%Y %m %d}",
            "means": "phone",
            "evidence": "演练通话记录",
        }
        try:
            told = clerk.send(f"/desk/requests/{reference}/acts/confirm_receipt", given)
        except CutOff:
            self.unconfirmed.append(reference)
            raise
        if told.status == 303:  # else it had been confirmed before the strike
            self.told.add(reference)


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


def a_round(
    drilled: Site, crowd: Crowd, mail: Relay, chance: Random, strike: Callable[[], None]
) -> None:
    """Serve, let the crowd work for a while, strike in the middle of it, then strike the worker."""
    drilled.serve()
    drilled.work()
    crowd.send_again()
    stop = Event()
    threads = crowd.at_work(stop)
    crowd.wait_for(chance.randrange(8, 24))
    stop.wait(chance.uniform(0, 0.2))
    strike()
    stop.set()
    for thread in threads:
        thread.join()
    mail.wait_for(len(mail.mails) + chance.randrange(_A_FEW), seconds=1)
    drilled.kill()


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
            a_round(drilled, crowd, mail, chance, lambda: drilled.kill("web"))
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
            drilled.kill("web")
            postgresql.start()

        def site_alone() -> None:
            drilled.kill("web")

        for strike in (database_first, site_alone, database_first, site_alone):
            a_round(drilled, crowd, mail, chance, strike)
        drilled.serve()
        crowd.send_again()
        drilled.kill()
        deliver_the_rest(drilled)
        check(drilled, crowd, mail.mails)
