"""`make bench`: how fast the site is, beside the least that its stack can cost, in one run.

Judge by the ratios: two cores that also make the load say nothing absolute.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from time import perf_counter

import click
from sqlalchemy import func, select

from casework.domain.calendar import load_calendar
from casework.domain.disclosure import facts
from casework.domain.disclosure.application import DeliveryWay
from casework.domain.disclosure.letters import LetterKind
from casework.domain.disclosure.standing import Standing
from casework.domain.disclosure.vocabulary import Action
from casework.domain.disclosure.workflow import DISCLOSURE
from casework.domain.roles import citizen
from casework.domain.workflow import Situation
from casework.letters import Press
from casework.persistence.database import db
from casework.persistence.models import Case
from tests.bench import books, visits
from tests.bench.load import Load, Speed, load
from tests.drills.postgresql import server
from tests.drills.site import Site, free_port, site
from tests.letters import samples

_SECONDS = 3.0
_WARM_UP = 1.0
_ROUNDS = 2
_SUBMISSIONS_AIM = 300  # a second


@dataclass(frozen=True, slots=True)
class Page:
    """What is visited: its name, where, as whom, and the share of the floor it should reach."""

    name: str
    port: int
    path: str
    cookie: str = ""
    aim: float | None = None


@click.command()
@click.option(
    "--database",
    type=click.Choice(["sqlite", "postgresql"]),
    multiple=True,
    default=("sqlite", "postgresql"),
    show_default=True,
)
def bench(database: tuple[str, ...]) -> None:
    """网页、提交与算法的速度，与同一次运行的基线并列。"""
    loading = load()
    click.echo(f"load: {loading.name}; server: gunicorn, 2 workers x 4 threads, as .ci/serve")
    click.echo(f"books: {books.CASES} cases; rates are means of {_ROUNDS} rounds\n")
    for name in database:
        with _address(name) as address, TemporaryDirectory() as folder:
            _measure(name, address, Path(folder), loading)
    _measure_small_things()


@contextmanager
def _address(database: str) -> Iterator[str]:
    if database == "sqlite":
        with TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/casework.db"
        return
    with server() as running:
        yield running.new_database("bench")


def _measure(name: str, address: str, folder: Path, loading: Load) -> None:
    with site(folder, address) as served:
        with served.opened() as app:
            original = books.write(app)
            prepared = list(visits.submissions(app))
            code = visits.with_the_code(app, original)
        floor = Site(served.environment, free_port(), folder / "floor", "tests.bench.floor:app")
        try:
            floor.serve()
            served.serve()
            desk = visits.at_the_desk(served.port)
            pages = _pages(served.port, original.reference, desk, code)
            _heading(name)
            lowest = _floor(floor.port, loading)
            for page in pages:
                _line(page.name, _visited(page, loading), lowest, page.aim)
            _line_of_submissions(served, prepared, loading, lowest)
        finally:
            floor.kill()


def _pages(port: int, reference: str, desk: str, code: str) -> list[Page]:
    return [
        Page("handler's queue, signed in", port, "/desk/", desk, 1 / 3),
        Page("all open cases, signed in", port, "/desk/cases", desk, 1 / 3),
        Page("case page at the desk", port, f"/desk/requests/{reference}", desk, 1 / 3),
        Page("case page of the applicant", port, f"/requests/{reference}", code, 1 / 3),
        Page("application form", port, "/apply/person", "", 1 / 3),
        Page("statistics, kept", port, "/statistics", "", 1 / 3),
        Page("home", port, "/", "", 1 / 3),
    ]


def _floor(port: int, loading: Load) -> float:
    _line("floor: bare answer", _visited(Page("", port, "/bare"), loading), None)
    speed = _visited(Page("", port, "/page"), loading)
    _line("floor: one SELECT and 28 KB", speed, None)
    return speed.per_second


def _visited(page: Page, loading: Load) -> Speed:
    loading.visit(page.port, page.path, _WARM_UP, page.cookie)
    rounds = [loading.visit(page.port, page.path, _SECONDS, page.cookie) for _ in range(_ROUNDS)]
    return Speed(
        mean(speed.per_second for speed in rounds),
        mean(speed.p95_ms for speed in rounds),
        sum(speed.answers for speed in rounds),
        sum(speed.wrong for speed in rounds),
    )


def _line_of_submissions(
    served: Site, prepared: list[visits.Submission], loading: Load, lowest: float
) -> None:
    with served.opened():
        before = _filed()
        sent = loading.submit(served.port, "/apply/check", prepared, _SECONDS * _ROUNDS)
        db.session.rollback()
        filed = _filed() - before
    # Only a receipt counts: an answer that refuses is quick, and no submission.
    rate = sent.per_second * sent.receipts / max(1, sent.answers)
    speed = replace(sent, per_second=rate)
    _line("submit, durable", speed, lowest, _SUBMISSIONS_AIM / lowest)
    lost = max(0, sent.receipts - filed)
    click.echo(f"  {sent.receipts} receipts, {filed} new cases: {lost} lost\n")


def _filed() -> int:
    return db.session.scalar(select(func.count(Case.id))) or 0


def _heading(database: str) -> None:
    click.echo(f"{database:<34}{'req/s':>8}{'p95 ms':>9}{'of floor':>10}{'wrong':>7}  aim")


def _line(name: str, speed: Speed, lowest: float | None, aim: float | None = None) -> None:
    share = "" if lowest is None else f"{speed.per_second / lowest:.2f}"
    said = ""
    if lowest is not None and aim is not None:
        said = f"{aim:.2f} {'reached' if speed.per_second >= aim * lowest else 'missed'}"
    figures = f"{speed.per_second:>8.0f}{speed.p95_ms:>9.1f}{share:>10}{speed.wrong:>7}"
    click.echo(f"  {name:<32}{figures}  {said}")


def _measure_small_things() -> None:
    calendar = load_calendar()
    day = date(2026, 3, 2)
    application = facts.Submission("0" * 64, DeliveryWay.ONLINE)
    situation = Situation(Standing(), citizen(1), day, calendar)
    press, letter = Press(), samples.facts(LetterKind.D09)
    click.echo(f"{'without a server':<34}{'a time':>8}")
    _timed("calendar.add, 20 working days", lambda: calendar.add(day, 20), 20_000)
    _timed(
        "a transition through fire",
        lambda: DISCLOSURE.fire(situation, Action.SUBMIT, application),
        5_000,
    )
    _timed("a warm letter (D09)", lambda: press.print(letter), 50)


def _timed(name: str, deed: Callable[[], object], times: int) -> None:
    deed()
    best = min(_once(deed, times) for _ in range(5)) / times
    unit, factor = ("ms", 1e3) if best > 1e-3 else ("us", 1e6)
    click.echo(f"  {name:<32}{best * factor:>8.2f} {unit}")


def _once(deed: Callable[[], object], times: int) -> float:
    began = perf_counter()
    for _ in range(times):
        deed()
    return perf_counter() - began


if __name__ == "__main__":
    bench()
