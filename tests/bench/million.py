"""Books of up to a million cases for the bench: the annual report from rows, the dashboard, a page.

Made by `flask demo --cases`, once for each database, in a temporary folder.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from flask import Flask
from sqlalchemy import select

from casework.cli.demo import many, many_people
from casework.persistence.database import db
from casework.persistence.models import Agency
from casework.services import upkeep
from casework.services.office import Office
from casework.statistics import summaries
from casework.statistics.dashboard import Period, dashboard
from casework.statistics.figures import figures, last_act
from tests.bench.load import Load
from tests.drills.site import site

_TIMES = 9
_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured, how much, of what at most (or at least, a second); None: no goal."""

    name: str
    found: float
    unit: str
    goal: float | None = None

    @property
    def is_reached(self) -> bool:
        """Whether the goal was reached: a rate is to be high, a time short."""
        if self.goal is None:
            return True
        return self.found >= self.goal if self.unit == "req/s" else self.found <= self.goal


def lines(folder: Path, address: str, loading: Load, cases: int) -> Iterator[Line]:
    """Fill an empty database, and measure in it; beside it the bare answer's rate is the floor."""
    with site(folder, address) as served:
        with served.opened() as app:
            yield Line(f"{cases:,} cases made", _seconds(lambda: _fill(app, cases)), "s")
            yield from _asked(app)
            yield Line("recount from rows", _seconds(lambda: _recounted(app)), "s")
        served.serve()
        loading.visit(served.port, "/statistics", _SECONDS)
        kept = loading.visit(served.port, "/statistics", _SECONDS)
        yield Line("/statistics, kept", kept.per_second, "req/s", 2_500)


def _fill(app: Flask, cases: int) -> None:
    office: Office = app.extensions["casework"]
    agency = db.session.scalars(select(Agency)).one()
    for _ in many.Books(office, many_people.bureaus(agency), seed=1).fill(cases):
        pass


def _asked(app: Flask) -> Iterator[Line]:
    office: Office = app.extensions["casework"]
    today = office.today()
    year = today.year - 1
    found = db.session.scalars(select(Agency).order_by(Agency.id)).all()
    largest, smallest = found[0], found[-1]
    _, as_of = last_act(today)
    first, last = date(year - 1, 1, 1), date(year, 12, 1)
    yield _line("annual report, largest agency", 300, lambda: figures(largest, year, today, as_of))
    yield _line(
        "annual reports, every agency",
        None,
        lambda: [figures(one, year, today, as_of) for one in found],
    )
    yield _line(
        "annual report, smallest agency", 300, lambda: figures(smallest, year, today, as_of)
    )
    yield _line(
        "summaries of two years, all agencies",
        5,
        lambda: summaries.counts(largest.id, first, last, with_below=True),
    )
    yield _line(
        "dashboard, made ready", None, lambda: dashboard(largest, Period(year), today, as_of)
    )


def _recounted(app: Flask) -> None:
    if upkeep.recount():
        raise AssertionError("the summaries are not what the rows say")


def _line(name: str, goal: float | None, deed: Callable[[], object]) -> Line:
    deed()
    return Line(name, min(_seconds(deed) for _ in range(_TIMES)) * 1e3, "ms", goal)


def _seconds(deed: Callable[[], object]) -> float:
    began = perf_counter()
    deed()
    return perf_counter() - began
