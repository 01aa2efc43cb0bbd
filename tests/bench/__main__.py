"""`make bench`: how fast the site is, beside the least that its stack can cost, in one run.

Judge by the ratios: two cores that also make the load say nothing absolute. The floor is visited
turn by turn with each page, because a shared machine is slower in one minute than in the next; and
a page is held against it by the processor's time, of which others take nothing.
"""

import os
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
from tests.bench import books, comments, million, visits
from tests.bench.load import Load, Speed, load
from tests.drills.postgresql import server
from tests.drills.site import Site, free_port, site
from tests.letters import samples

_SECONDS = 1.0
_WARM_UP = 1.0
_ROUNDS = 3
_ROUNDS_OF_SUBMISSIONS = 5
_SUBMISSIONS_AIM = 300  # a second
_PAGE_OF_A_LOG = bytes(4096)

_AIM = 1 / 3  # of the floor, for every page


_Turn = tuple[Speed, Speed]  # of the floor, and of the page beside it


@dataclass(frozen=True, slots=True)
class Page:
    """What is visited: its name, where, and as whom."""

    name: str
    site: Site
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
@click.option("--cases", default=100_000, show_default=True, help="统计测速所用登记簿的件数")
def bench(database: tuple[str, ...], cases: int) -> None:
    """网页、提交与算法的速度，与同一次运行的基线并列。"""
    loading = load()
    click.echo(f"load: {loading.name}; server: gunicorn, 2 workers x 2 threads, as .ci/serve")
    click.echo(f"books: {books.CASES} cases; medians of {_ROUNDS} turns, floor and page by turns\n")
    began = perf_counter()
    for name in database:
        with _address(name) as address, TemporaryDirectory() as folder:
            _measure(name, address, Path(folder), loading)
        with _address(name) as address, TemporaryDirectory() as folder:
            _lines_of_figures(million.lines(Path(folder), address, loading, cases))
    _measure_small_things()
    click.echo(f"\n{perf_counter() - began:.0f} s")


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
            pages = _pages(served, original.reference, desk, code)
            bare = Page("floor: bare answer", floor, "/bare")
            lowest = Page("floor: one SELECT and 28 KB", floor, "/page")
            _heading(name)
            for page in (bare, *pages):
                _line_of_a_page(page, _by_turns(page, lowest, loading))
            _line_of_submissions(served, prepared, loading, lowest)
            _lines_of_comments(served)
            _line_of_the_disk(folder)
        finally:
            floor.kill()


def _pages(served: Site, reference: str, desk: str, code: str) -> list[Page]:
    return [
        Page("handler's queue, signed in", served, "/desk/", desk),
        Page("all open cases, signed in", served, "/desk/cases", desk),
        Page("case page at the desk", served, f"/desk/requests/{reference}", desk),
        Page("case page of the applicant", served, f"/requests/{reference}", code),
        Page("application form", served, "/apply/person"),
        Page("statistics, kept", served, "/statistics"),
        Page("home", served, "/"),
    ]


def _by_turns(page: Page, floor: Page, loading: Load) -> list[_Turn]:
    """The speed of the floor and of a page, visited one after the other again and again."""
    loading.visit(page.site.port, page.path, _WARM_UP, page.cookie)
    return [(_visit(floor, loading), _visit(page, loading)) for _ in range(_ROUNDS)]


def _visit(page: Page, loading: Load) -> Speed:
    before = page.site.processor_seconds()
    speed = loading.visit(page.site.port, page.path, _SECONDS, page.cookie)
    return _with_cost(speed, page.site, before)


def _with_cost(speed: Speed, site: Site, before: float) -> Speed:
    used = site.processor_seconds() - before
    return replace(speed, cpu_ms=used / max(1, speed.answers) * 1e3)


def _line_of_submissions(
    served: Site, prepared: Sequence[visits.Submission], loading: Load, floor: Page
) -> None:
    part = len(prepared) // _ROUNDS_OF_SUBMISSIONS
    with served.opened():
        before = _filed()
        turns = []
        for turn in range(_ROUNDS_OF_SUBMISSIONS):
            ours = prepared[turn * part : (turn + 1) * part]
            turns.append((_visit(floor, loading), _submitted(served, ours, loading)))
        db.session.rollback()
        filed = _filed() - before
    rate = median(sent.per_second for _, sent in turns)
    aim = f"{_SUBMISSIONS_AIM}/s {_judged(rate >= _SUBMISSIONS_AIM)}"
    click.echo(f"{_row('submit, durable', turns)}  {aim}")
    receipts = sum(sent.receipts for _, sent in turns)
    lost = max(0, receipts - filed)
    click.echo(f"  {receipts} receipts, {filed} new cases: {lost} lost")


def _lines_of_comments(served: Site) -> None:
    with served.opened() as app:
        for name, seconds in comments.steps(app):
            click.echo(f"  {f'{comments.COUNT} comments: {name}':<48}{seconds:>8.2f} s")


def _lines_of_figures(lines: Iterator[million.Line]) -> None:
    for line in lines:
        goal = "" if line.goal is None else f"  {line.goal:g} {_judged(line.is_reached)}"
        click.echo(f"  {line.name:<48}{line.found:>8.1f} {line.unit}{goal}")
    click.echo()


def _line_of_the_disk(folder: Path) -> None:
    """How often a second the disk keeps a page of a log for good: every act waits for it once."""
    times = 0
    with (folder / "durable").open("wb", buffering=0) as file:
        until = perf_counter() + _SECONDS
        while perf_counter() < until:
            file.write(_PAGE_OF_A_LOG)
            os.fdatasync(file.fileno())
            times += 1
    click.echo(f"  {'floor: durable writes of the disk':<32}{times / _SECONDS:>8.0f}\n")


def _submitted(served: Site, prepared: Sequence[visits.Submission], loading: Load) -> Speed:
    before = served.processor_seconds()
    sent = loading.submit(served.port, "/apply/check", prepared, _SECONDS)
    sent = _with_cost(sent, served, before)
    # Only a receipt counts: an answer that refuses is quick, and no submission.
    return replace(sent, per_second=sent.per_second * sent.receipts / max(1, sent.answers))


def _filed() -> int:
    return db.session.scalar(select(func.count(Case.id))) or 0


def _heading(database: str) -> None:
    heads = f"{'req/s':>8}{'p95 ms':>9}{'cpu ms':>8}{'floor':>8}{'p95 ms':>9}{'cpu ms':>8}"
    click.echo(f"{database:<34}{heads}{'of floor':>10}{'wrong':>7}  aim")


def _line_of_a_page(page: Page, turns: Sequence[_Turn]) -> None:
    click.echo(f"{_row(page.name, turns)}  {_AIM:.2f} {_judged(_share(turns) >= _AIM)}")


def _row(name: str, turns: Sequence[_Turn]) -> str:
    figures = "".join(
        f"{median(each.per_second for each in of_one):>8.0f}"
        f"{median(each.p95_ms for each in of_one):>9.1f}"
        f"{median(each.cpu_ms for each in of_one):>8.2f}"
        for of_one in reversed(list(zip(*turns, strict=True)))
    )
    wrong = sum(speed.wrong for _, speed in turns)
    return f"  {name:<32}{figures}{_share(turns):>10.2f}{wrong:>7}"


def _share(turns: Sequence[_Turn]) -> float:
    """What the floor costs the processors, of what the page costs them in the same turn."""
    return median(floor.cpu_ms / speed.cpu_ms for floor, speed in turns)


def _judged(is_reached: bool) -> str:
    return "reached" if is_reached else "missed"


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
