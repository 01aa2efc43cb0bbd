"""The figures on messages of a year, as a page, as CSV and as JSON (R-YG-3, R-LY-2)."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import Response, abort, render_template, url_for

from casework.domain.terms import Term
from casework.statistics import message_exports as exports
from casework.statistics.message_vocabulary import Definition, Figure, Group
from casework.statistics.messages import Line, MessageFigures, Unreconciled, figures, years
from casework.web.doors import office, public
from casework.web.open.face import face
from casework.web.open.shelf import finished
from casework.web.open.yearly import Asked, Book, Format, asked_year, publish, sent
from casework.web.words import said as _
from casework.web.words import word


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of one group: a row for each part, its name first, then its figures in order."""

    group: Group
    rows: list[list[str]]


@face.get("/messages/statistics")
@public
def message_statistics() -> Response:
    """The figures with charts, tables and definitions."""
    return publish(_BOOK, Format("text/html; charset=utf-8", _page, for_programs=False), _asked())


@face.get("/messages/statistics.csv")
@public
def message_statistics_csv() -> Response:
    """The figures for a spreadsheet."""
    answer = publish(_BOOK, Format("text/csv; charset=utf-8", _csv, for_programs=True), _asked())
    name = f"message-statistics-{asked_year(office().today())}.csv"
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer


@face.get("/messages/statistics.json")
@public
def message_statistics_json() -> Response:
    """The figures for a program."""
    answer = publish(_BOOK, Format("application/json", _json, for_programs=True), _asked())
    answer.headers["Link"] = f'<{url_for("open.message_statistics_schema")}>; rel="describedby"'
    return answer


@face.get("/messages/statistics.schema.json")
@public
def message_statistics_schema() -> Response:
    """What every member of the JSON means."""
    return sent(finished(exports.schema()), "application/schema+json", for_programs=True)


def _broken(fault: Exception) -> list[Term]:
    assert isinstance(fault, Unreconciled)
    return [fault.identity]


def _count(asked: Asked, today: date, as_of: datetime) -> MessageFigures:
    if asked.year not in years(office().agency().id, today):
        abort(404)
    return figures(office().agency(), asked.year, today, as_of)


def _asked() -> Asked:
    return Asked(asked_year(office().today()))


_BOOK: Book[MessageFigures] = Book(_count, Unreconciled, _broken)


def _page(found: MessageFigures) -> bytes:
    return render_template(
        "open/message_statistics.html",
        figures=found,
        years=years(office().agency().id, office().today())[::-1],
        tables=[_table(found, group) for group in Group if group is not Group.TOTAL],
        headings=[word(figure) for figure in Figure],
        Group=Group,
        Definition=Definition,
    ).encode()


def _table(found: MessageFigures, group: Group) -> Table:
    rows: dict[str, list[str]] = {}
    for line in found.lines(group):
        rows.setdefault(line.key, [_part(line)]).append(_value(line))
    return Table(group, list(rows.values()))


def _part(line: Line) -> str:
    if isinstance(line.part, Term):
        return word(line.part)
    if line.group is Group.BY_MONTH:
        return _("%(month)s月", month=int(line.part.rpartition("-")[2]))
    return line.part


def _value(line: Line) -> str:
    if line.value is None:
        return _("无")
    return f"{line.value}%" if line.figure is Figure.ANSWER_RATE else str(line.value)


def _csv(found: MessageFigures) -> bytes:
    return exports.to_csv(found)


def _json(found: MessageFigures) -> bytes:
    return exports.to_json(found, url_for("open.message_statistics_schema"))
