"""`make bench`: how fast the site is, beside the least that its stack can cost, in one run.

Judge by the ratios: two cores that also make the load say nothing absolute. The floor is visited
turn by turn with each page, because a shared machine is slower in one minute than in the next.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median
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

_SECONDS = 1.0
_WARM_UP = 1.0
_ROUNDS = 5
_SUBMISSIONS_AIM = 300  # a second


_AIM = 1 / 3  # of the floor, for every page


@dataclass(frozen=True, slots=True)
class Page:
    """What is visited: its name, where, and as whom."""

    name: str
    port: int
    path: str
    cookie: str = ""


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
    click.echo(f"books: {books.CASES} cases; medians of {_ROUNDS} turns, floor and page by turns\n")
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
            bare = Page("floor: bare answer", floor.port, "/bare")
            lowest = Page("floor: one SELECT and 28 KB", floor.port, "/page")
            _heading(name)
            for page in (bare, *pages):
                _line(page.name, *_by_turns(page, lowest, loading), _AIM)
            _line_of_submissions(served, prepared, loading, lowest)
        finally:
            floor.kill()


def _pages(port: int, reference: str, desk: str, code: str) -> list[Page]:
    return [
        Page("handler's queue, signed in", port, "/desk/", desk),
        Page("all open cases, signed in", port, "/desk/cases", desk),
        Page("case page at the desk", port, f"/desk/requests/{reference}", desk),
        Page("case page of the applicant", port, f"/requests/{reference}", code),
        Page("application form", port, "/apply/person"),
        Page("statistics, kept", port, "/statistics"),
        Page("home", port, "/"),
    ]


def _by_turns(page: Page, floor: Page, loading: Load) -> tuple[Speed, Speed]:
    """The speed of a page and of the floor, visited one after the other again and again."""
    for each in (floor, page):
        loading.visit(each.port, each.path, _WARM_UP, each.cookie)
    turns = [[_visit(each, loading) for each in (floor, page)] for _ in range(_ROUNDS)]
    lowest, speed = (_median(of_one) for of_one in zip(*turns, strict=True))
    return speed, lowest


def _visit(page: Page, loading: Load) -> Speed:
    return loading.visit(page.port, page.path, _SECONDS, page.cookie)


def _median(turns: Sequence[Speed]) -> Speed:
    return Speed(
        median(speed.per_second for speed in turns),
        median(speed.p95_ms for speed in turns),
        sum(speed.answers for speed in turns),
        sum(speed.wrong for speed in turns),
        sum(speed.receipts for speed in turns),
    )


def _line_of_submissions(
    served: Site, prepared: Sequence[visits.Submission], loading: Load, floor: Page
) -> None:
    part = len(prepared) // _ROUNDS
    with served.opened():
        before = _filed()
        turns = []
        for turn in range(_ROUNDS):
            ours = prepared[turn * part : (turn + 1) * part]
            turns.append((_visit(floor, loading), _submitted(served, ours, loading)))
        db.session.rollback()
        filed = _filed() - before
    lowest, sent = (_median(of_one) for of_one in zip(*turns, strict=True))
    _line("submit, durable", sent, lowest, _SUBMISSIONS_AIM / lowest.per_second)
    lost = max(0, sent.receipts - filed)
    click.echo(f"  {sent.receipts} receipts, {filed} new cases: {lost} lost\n")


def _submitted(served: Site, prepared: Sequence[visits.Submission], loading: Load) -> Speed:
    sent = loading.submit(served.port, "/apply/check", prepared, _SECONDS)
    # Only a receipt counts: an answer that refuses is quick, and no submission.
    return replace(sent, per_second=sent.per_second * sent.receipts / max(1, sent.answers))


def _filed() -> int:
    return db.session.scalar(select(func.count(Case.id))) or 0


def _heading(database: str) -> None:
    heads = f"{'req/s':>8}{'p95 ms':>9}{'floor':>8}{'p95 ms':>9}{'of floor':>10}{'wrong':>7}"
    click.echo(f"{database:<34}{heads}  aim")


def _line(name: str, speed: Speed, lowest: Speed, aim: float) -> None:
    share = speed.per_second / lowest.per_second
    figures = "".join(f"{each.per_second:>8.0f}{each.p95_ms:>9.1f}" for each in (speed, lowest))
    said = f"{aim:.2f} {'reached' if share >= aim else 'missed'}"
    click.echo(f"  {name:<32}{figures}{share:>10.2f}{speed.wrong:>7}  {said}")


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
