"""文号簿: the numbers of a series and year on a page, and as a table for a spreadsheet."""

from flask import abort, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.adapters.csv_table import to_csv
from casework.services import number_register as service
from casework.services.number_register import SERIES, Book
from casework.web.desk.face import face
from casework.web.desk.papers import download
from casework.web.desk.paperwork import parts
from casework.web.desk.sheet import LARGEST_ID, address_of
from casework.web.doors import office, requires, staff

PAGE = 100
_HEADINGS = ("文号", "文书", "印发日期", "登记编号", "作废日期", "作废原因", "SHA-256")
_YEARS = range(2000, 2201)


@face.get("/letters")
@requires()
def number_register() -> str:
    """The numbers of a series and year, the first ones first, and whether any is missing."""
    book = _book()
    after = request.args.get("after", default=0, type=int)
    rest = [entry for entry in book.entries if entry.count > max(0, min(after, LARGEST_ID))]
    return render_template(
        "desk/number_register.html",
        book=book,
        entries=rest[:PAGE],
        onward=_address(book, after=rest[PAGE - 1].count) if len(rest) > PAGE else "",
        others=[(series, year) for series, year in service.books(staff())],
        address_of=address_of,
        parts=parts(),
    )


@face.get("/letters.csv")
@requires()
def number_register_csv() -> Response:
    """The same, whole."""
    book = _book()
    rows = (
        (
            entry.number,
            entry.kind.zh,
            entry.issued_on.isoformat(),
            entry.reference,
            "" if entry.voided_on is None else entry.voided_on.isoformat(),
            entry.reason,
            entry.sha256,
        )
        for entry in book.entries
    )
    name = f"文号簿{book.series}{book.year}.csv"
    return download(to_csv(_HEADINGS, rows), "text/csv; charset=utf-8", name)


def _book() -> Book:
    """The book that the address names: 复 of this year, where it names none."""
    series = request.args.get("series", "复")
    year = request.args.get("year", default=office().today().year, type=int)
    if series not in SERIES or year not in _YEARS:
        abort(404)
    return service.book(staff(), series, year)


def _address(book: Book, after: int) -> str:
    return url_for("desk.number_register", series=book.series, year=book.year, after=after)
