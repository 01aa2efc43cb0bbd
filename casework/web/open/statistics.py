"""The year's figures as a page, as CSV and as JSON; an unchanged one is answered with 304."""

from flask import Response, render_template, url_for

from casework.domain.terms import Term
from casework.statistics import exports
from casework.statistics.figures import Figures, NotReconciled, figures, years
from casework.statistics.vocabulary import Definition, Group
from casework.web.doors import office, public
from casework.web.open.face import face
from casework.web.open.shelf import finished
from casework.web.open.yearly import Book, Format, asked_year, publish, sent


@face.get("/statistics")
@public
def statistics() -> Response:
    """The figures with charts, tables and definitions."""
    return publish(_BOOK, Format("text/html; charset=utf-8", _page, for_programs=False))


@face.get("/statistics.csv")
@public
def statistics_csv() -> Response:
    """The figures for a spreadsheet."""
    answer = publish(_BOOK, Format("text/csv; charset=utf-8", _csv, for_programs=True))
    name = f"disclosure-statistics-{asked_year(office().today())}.csv"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


@face.get("/statistics.json")
@public
def statistics_json() -> Response:
    """The figures for a program."""
    answer = publish(_BOOK, Format("application/json", _json, for_programs=True))
    answer.headers["Link"] = f'<{url_for("open.statistics_schema")}>; rel="describedby"'
    return answer


@face.get("/statistics.schema.json")
@public
def statistics_schema() -> Response:
    """What every member of the JSON means."""
    return sent(finished(exports.schema()), "application/schema+json", for_programs=True)


def _broken(fault: Exception) -> list[Term]:
    assert isinstance(fault, NotReconciled)
    return [breach.identity for breach in fault.breaches]


_BOOK: Book[Figures] = Book(figures, years, NotReconciled, _broken)


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
