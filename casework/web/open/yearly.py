"""A year's figures as answers: made once while nothing changes, 304 where nothing has changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

import structlog
from flask import Response, abort, render_template, request, session

from casework.domain.terms import Term
from casework.statistics.figures import last_act
from casework.web.doors import office
from casework.web.open.shelf import Answer, shelf

FiguresT = TypeVar("FiguresT")

_KEEP = "public, max-age=60"
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures: of which year or quarter (1 … 4), and of whom, by a word of the address.

    `agency` "": of the site's own agency.
    """

    year: int
    quarter: int | None = None
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Book(Generic[FiguresT]):
    """Where figures come from: how they are counted, and what contradicts.

    `count` answers 404 for what there are no books of. `broken`: the identities that do not hold,
    of the fault that `count` raises.
    """

    count: Callable[[Asked, date, datetime], FiguresT]
    contradiction: type[Exception] | tuple[type[Exception], ...]
    broken: Callable[[Exception], list[Term]]


@dataclass(frozen=True, slots=True)
class Format(Generic[FiguresT]):
    """A way to write figures down: its media type, whether other sites' pages may fetch it."""

    media_type: str
    write: Callable[[FiguresT], bytes]
    for_programs: bool


def publish(book: Book[FiguresT], written: Format[FiguresT], asked: Asked) -> Response:
    """The figures asked for, or plainly that they do not add up."""
    today, agency = office().today(), office().agency()
    last, as_of = shelf().last_act(lambda: last_act(today))
    # Ids are not given in the order of commits: within the minute a late one is seen too.
    minute = office().now().replace(second=0, microsecond=0)
    place = (request.endpoint, asked, today, minute, agency.id, agency.name)
    made_of = (*place, last, *_reader(written))

    def make() -> bytes:
        return written.write(book.count(asked, today, as_of))

    try:
        answer = shelf().answer(made_of, make)
    except book.contradiction as contradiction:
        _log.error("statistics_not_reconciled", year=asked.year, first=str(contradiction))
        return _withheld(book.broken(contradiction), asked.year)
    return sent(answer, written.media_type, for_programs=written.for_programs)


def asked_year(today: date) -> int:
    """The year that the address says, else the present one."""
    asked = request.args.get("year", "")
    if not asked:
        return today.year
    if len(asked) != 4 or not (asked.isascii() and asked.isdecimal()):  # noqa: PLR2004  # YYYY
        abort(404)
    return int(asked)


def sent(answer: Answer, media_type: str, *, for_programs: bool) -> Response:
    """A finished answer, or that it is still the same."""
    response = Response(answer.body, content_type=media_type)
    response.headers["Cache-Control"] = _KEEP
    if for_programs:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.set_etag(answer.tag)
    response.make_conditional(request)
    return response


def _reader(written: Format[FiguresT]) -> tuple[object, ...]:
    """What a page shows beside figures: how it is read, and the address its switches lead back to.

    Without the address, a page would show its next reader what the one before had typed there.
    """
    if written.for_programs:
        return ()
    return session.get("language"), session.get("large_type"), request.full_path


def _withheld(broken: list[Term], year: int) -> Response:
    page = render_template("open/unreconciled.html", year=year, identities=broken)
    return Response(page, 503, {"Cache-Control": "no-store"})
