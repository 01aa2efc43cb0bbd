"""Published annual reports: a page, PDF, XLSX, CSV and JSON, all of one edition's content."""

from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from types import MappingProxyType

from flask import Response, abort, render_template, request

from casework.domain.annual_report.form import TABLE2_FORM, TABLE3_FORM, TABLE4_FORM
from casework.domain.moments import legal_date
from casework.persistence.models import ReportSnapshot
from casework.services.annual_report import published
from casework.services.annual_report.paper import report_pdf
from casework.statistics import report_exports
from casework.web.doors import office, public
from casework.web.open.face import face

_KEEP = "public, max-age=60"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMATS: Mapping[str, tuple[str, Callable[[ReportSnapshot], bytes]]] = MappingProxyType(
    {
        "pdf": ("application/pdf", report_pdf),
        "xlsx": (_XLSX, report_exports.to_workbook),
        "csv": ("text/csv; charset=utf-8", report_exports.to_csv),
        "json": ("application/json", report_exports.to_json),
    }
)
_SHOWN_IN_PLACE = frozenset({"pdf", "json"})


@face.get("/annual-reports")
@public
def annual_reports() -> str:
    """The years whose report is published, the latest first."""
    editions = published.editions(office().agency().id)
    in_force = {edition.year: edition for edition in reversed(editions)}
    latest = sorted(in_force.values(), key=lambda edition: -edition.year)
    return render_template("open/annual_reports.html", editions=latest)


@face.get("/annual-reports/<int:year>")
@public
def annual_report(year: int) -> str:
    """The edition in force of a year's report."""
    return _page(_edition(year))


@face.get("/annual-reports/<int:year>/<int:number>")
@public
def annual_report_edition(year: int, number: int) -> str:
    """An edition, perhaps one that another has replaced."""
    return _page(_edition(year, number))


@face.get("/annual-reports/<int:year>/<int:number>.<any(pdf, xlsx, csv, json):form>")
@public
def annual_report_file(year: int, number: int, form: str) -> Response:
    """An edition as a file."""
    edition = _edition(year, number)
    media_type, write = _FORMATS[form]
    answer = Response(content_type=media_type)
    answer.set_etag(f"{edition.sha256[:32]}-{form}")
    answer.last_modified = edition.published_at
    answer.headers["Cache-Control"] = _KEEP
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if form not in _SHOWN_IN_PLACE:
        name = f"annual-report-{year}-{number}.{form}"
        answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    if answer.make_conditional(request).status_code == HTTPStatus.OK:
        answer.set_data(write(edition))
    return answer


def _edition(year: int, number: int | None = None) -> ReportSnapshot:
    found = published.edition(office().agency().id, year, number)
    return found or abort(404)


def _page(edition: ReportSnapshot) -> str:
    every = [one for one in published.editions(edition.agency_id) if one.year == edition.year]
    return render_template(
        "open/annual_report.html",
        edition=edition,
        content=edition.content,
        as_of=legal_date(datetime.fromisoformat(edition.content["as_of"])),
        editions=every,
        forms=(TABLE2_FORM, TABLE3_FORM, TABLE4_FORM),
    )
