"""The figures of a year or a quarter: as a page, as CSV, XLSX and JSON; unchanged ones, 304."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Response, abort, render_template, request, url_for

from casework.domain.terms import Term
from casework.persistence.models import Agency
from casework.statistics import consultations, messages
from casework.statistics import dashboard_exports as exports
from casework.statistics.beside import beside
from casework.statistics.dashboard import (
    Dashboard,
    NotReconciled,
    Period,
    agencies,
    dashboard,
    years,
)
from casework.statistics.vocabulary import Definition, Group, Identity, Line, Withheld
from casework.web.doors import office, public
from casework.web.open import statistics_words
from casework.web.open.face import face
from casework.web.open.shelf import finished
from casework.web.open.yearly import Asked, Book, Format, asked_year, publish, sent

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ALL = "all"  # the site's agency with all below it; agencies' codes are capitals
_QUARTERS = {"": None, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Published:
    """The figures with what stands beside them, and what else can be asked for."""

    asked: Asked
    figures: Dashboard
    beside: tuple[Line, ...]
    years: range
    agencies: Sequence[Agency]

    @property
    def every(self) -> tuple[Line, ...]:
        """All lines."""
        return *self.figures.lines(), *self.beside


@face.get("/statistics")
@public
def statistics() -> Response:
    """The figures with charts, tables and definitions."""
    return publish(_BOOK, Format("text/html; charset=utf-8", _page, for_programs=False), _asked())


@face.get("/statistics.csv")
@public
def statistics_csv() -> Response:
    """The figures for a spreadsheet."""
    form = Format("text/csv; charset=utf-8", _csv, for_programs=True)
    return _named(publish(_BOOK, form, _asked()), "csv")


@face.get("/statistics.xlsx")
@public
def statistics_xlsx() -> Response:
    """The figures as a workbook."""
    return _named(publish(_BOOK, Format(_XLSX, _xlsx, for_programs=True), _asked()), "xlsx")


@face.get("/statistics.json")
@public
def statistics_json() -> Response:
    """The figures for a program."""
    answer = publish(_BOOK, Format("application/json", _json, for_programs=True), _asked())
    answer.headers["Link"] = f'<{url_for("open.statistics_schema")}>; rel="describedby"'
    return answer


@face.get("/statistics.schema.json")
@public
def statistics_schema() -> Response:
    """What every member of the JSON means."""
    return sent(finished(exports.schema()), "application/schema+json", for_programs=True)


def _asked() -> Asked:
    """What the address asks for; 404 for what is no quarter."""
    quarter = request.args.get("quarter", "")
    if quarter not in _QUARTERS:
        abort(404)
    year = asked_year(office().today())
    return Asked(year, _QUARTERS[quarter], request.args.get("agency", ""))


def _count(asked: Asked, today: date, as_of: datetime) -> Published:
    several = agencies(office().agency())
    with_below = asked.agency == _ALL
    agency = _whose(asked.agency, several)
    known = years(agency, today, with_below=with_below)
    period = Period(asked.year, asked.quarter)
    if asked.year not in known or period.begins_on > today:
        abort(404)
    found = dashboard(agency, period, today, as_of, with_below=with_below)
    lines = () if with_below else beside(agency, period, today, as_of)
    return Published(asked, found, lines, known, several)


def _whose(asked: str, several: Sequence[Agency]) -> Agency:
    if asked in {"", _ALL, office().agency().code}:
        return office().agency()
    return next((one for one in several if one.code == asked), None) or abort(404)


_CONTRADICTIONS = (NotReconciled, consultations.Unreconciled, messages.Unreconciled)


def _broken(fault: Exception) -> list[Term]:
    return list(fault.identities) if isinstance(fault, NotReconciled) else [Identity.BESIDE]


_BOOK: Book[Published] = Book(_count, _CONTRADICTIONS, _broken)


def _page(found: Published) -> bytes:
    return render_template(
        "open/statistics.html",
        found=found,
        figures=found.figures,
        words=statistics_words,
        query=_query(found.asked),
        all_agencies=_ALL,
        Group=Group,
        Definition=Definition,
        Withheld=Withheld,
    ).encode()


def _query(asked: Asked) -> dict[str, int | str]:
    """The address' question, without what is not asked."""
    every = {"year": asked.year, "quarter": asked.quarter, "agency": asked.agency}
    return {name: value for name, value in every.items() if value}


def _csv(found: Published) -> bytes:
    return exports.to_csv(found.figures, found.every)


def _xlsx(found: Published) -> bytes:
    return exports.to_workbook(found.figures, found.every)


def _json(found: Published) -> bytes:
    return exports.to_json(found.figures, found.every, url_for("open.statistics_schema"))


def _named(answer: Response, form: str) -> Response:
    asked = _asked()
    quarter = f"-q{asked.quarter}" if asked.quarter else ""
    name = f"disclosure-statistics-{asked.year}{quarter}.{form}"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer
