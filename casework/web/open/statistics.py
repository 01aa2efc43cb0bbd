"""The year's figures as a page, as CSV and as JSON; an unchanged one is answered with 304."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import structlog
from flask import Response, abort, render_template, request, session, url_for

from casework.statistics import exports
from casework.statistics.figures import Figures, NotReconciled, figures, last_act, years
from casework.statistics.vocabulary import Definition, Group
from casework.web.doors import office, public
from casework.web.open.face import face
from casework.web.open.shelf import Answer, finished, shelf

_KEEP = "public, max-age=60"
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Format:
    """A way to write figures down: its media type, whether other sites' pages may fetch it."""

    media_type: str
    write: Callable[[Figures, range], bytes]
    for_programs: bool


@face.get("/statistics")
@public
def statistics() -> Response:
    """The figures with charts, tables and definitions."""
    return _publish(_Format("text/html; charset=utf-8", _page, for_programs=False))


@face.get("/statistics.csv")
@public
def statistics_csv() -> Response:
    """The figures for a spreadsheet."""
    answer = _publish(_Format("text/csv; charset=utf-8", _csv, for_programs=True))
    name = f"disclosure-statistics-{_asked_year(office().today())}.csv"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


@face.get("/statistics.json")
@public
def statistics_json() -> Response:
    """The figures for a program."""
    answer = _publish(_Format("application/json", _json, for_programs=True))
    answer.headers["Link"] = f'<{url_for("open.statistics_schema")}>; rel="describedby"'
    return answer


@face.get("/statistics.schema.json")
@public
def statistics_schema() -> Response:
    """What every member of the JSON means."""
    return _sent(finished(exports.schema()), "application/schema+json", for_programs=True)


def _publish(written: _Format) -> Response:
    """The figures asked for, or plainly that they do not add up."""
    today, agency = office().today(), office().agency()
    year = _asked_year(today)
    word, as_of = last_act(today)
    # Ids are not given in the order of commits: within the minute a late one is seen too.
    minute = office().now().replace(second=0, microsecond=0)
    place = (request.endpoint, year, today, minute, agency.id, agency.name)
    made_of = (*place, word, *_reader(written))

    def make() -> bytes:
        known = years(agency.id, today)
        if year not in known:
            abort(404)
        return written.write(figures(agency, year, today, as_of), known)

    try:
        answer = shelf().answer(made_of, make)
    except NotReconciled as contradiction:
        return _withheld(contradiction, year)
    return _sent(answer, written.media_type, for_programs=written.for_programs)


def _reader(written: _Format) -> tuple[object, ...]:
    """What a page shows beside figures: how it is read, and the address its switches lead back to.

    Without the address, a page would show its next reader what the one before had typed there.
    """
    if written.for_programs:
        return ()
    return session.get("language"), session.get("large_type"), request.full_path


def _asked_year(today: date) -> int:
    asked = request.args.get("year", "")
    if not asked:
        return today.year
    if len(asked) != 4 or not (asked.isascii() and asked.isdecimal()):  # noqa: PLR2004  # YYYY
        abort(404)
    return int(asked)


def _page(found: Figures, known: range) -> bytes:
    return render_template(
        "open/statistics.html",
        figures=found,
        years=known[::-1],
        Group=Group,
        Definition=Definition,
    ).encode()


def _csv(found: Figures, known: range) -> bytes:
    return exports.to_csv(found)


def _json(found: Figures, known: range) -> bytes:
    return exports.to_json(found, url_for("open.statistics_schema"))


def _sent(answer: Answer, media_type: str, *, for_programs: bool) -> Response:
    response = Response(answer.body, content_type=media_type)
    response.headers["Cache-Control"] = _KEEP
    if for_programs:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.set_etag(answer.tag)
    response.make_conditional(request)
    return response


def _withheld(contradiction: NotReconciled, year: int) -> Response:
    _log.error("statistics_not_reconciled", year=year, first=str(contradiction))
    page = render_template("open/unreconciled.html", year=year, breaches=contradiction.breaches)
    return Response(page, 503, {"Cache-Control": "no-store"})
